"""偏差原因承认目标定低了。

## 查什么
偏差原因写明把目标「下调至」某数、「设置偏低」「设置较保守」、留了余地，而完成值超过目标。

## 为什么
承认目标偏低，超额就不是成绩；按规定应适度扣分，下年提高目标。

## 依据
- 《项目支出绩效评价管理办法》（财预〔2020〕10号）：目标明显偏低造成超额的应扣分

## 示例
```yaml 不应报告
name: 参加培训人数
target: ≥45人
actual: 50人
deviation_reason: 各单位报名踊跃，增加了名额。
===
name: 参加培训人数
target: ≥45人
actual: 40人
deviation_reason: 年中经批准将目标下调至45人，仍因疫情少训5人。
```
```yaml 应报告
name: 参加培训人数
target: ≥45人
actual: 50人
deviation_reason: 预期完成50人，考虑到个别单位无法安排，故将该指标下调至45人。
---
下调至
===
name: 群众满意度
target: ≥80%
actual: 100%
deviation_reason: 年初目标设置较保守。
---
保守
```

## 怎么改
按规定适度扣分；下年按实际能力设定目标。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.deviations import deviation, has_reason, is_self_evaluation
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.checks.wording import said
from jiheng.model import Finding, Severity
from jiheng.model.mentions import mentions
from jiheng.regulation import Standard


@check("SEV213", severity=Severity.QUESTION)
def target_admitted_low(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    """A reason that owns up to an easy target."""
    found = deviation(row.indicator, standard)
    reason = row.indicator.deviation_reason or ""
    if found is None or not found.is_good or not has_reason(row.indicator, standard) or not is_self_evaluation(row.form):
        return
    admitted = said(standard, "target_lowered", reason)
    if not admitted or said(standard, "no_complaints", reason):
        return
    target, actual = row.indicator.target, row.indicator.actual
    assert target is not None and actual is not None  # a deviation has both
    numbers = [mention for mention in mentions(reason) if mention.figure.unit == target.unit]
    expected = next((mention.text for mention in numbers if target.figure and mention.figure.value > target.figure.value), "")
    lowered = "下调" in admitted or "调低" in admitted or "调减" in admitted
    yield Finding(
        severity=Severity.QUESTION if lowered else Severity.NOTE,
        message=f"「{row.indicator.name}」指标值 {target.raw}，实际完成 {actual.raw}，原因栏承认「{admitted}」，目标定低了"
        + (f"，原应按 {expected} 设定。" if expected else "。"),
        advice="按规定适度扣分；下年按实际能力设定目标。",
        stated=f"指标值 {target.raw}，原因称「{admitted}」",
        expected=f"按 {expected} 设定目标" if expected else "按实际能力设定目标",
        paths=(row.at("deviation_reason"), row.at("target"), row.at("actual")),
        quotes={row.at("deviation_reason"): admitted},
        citations=standard.cite("overachievement_reason_limit"),
    )
