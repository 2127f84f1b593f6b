"""大幅超额虽有说明，仍应判断目标是否偏低。

## 查什么
完成值超出指标值的幅度达到标准规定的界限，写了原因而仍得满分，原因不是预算调增、政策调整之类客观变化。

## 为什么
超额三成以上，规定要求判断是否目标明显偏低，偏低的适度扣分。

## 依据
- 《项目支出绩效评价管理办法》（财预〔2020〕10号）关于超额完成的规定

## 示例
```yaml 不应报告
name: 开展培训场次
target: ≥15场
actual: 17场
weight: "5"
score: "5"
deviation_reason: 基层需求增加。
===
name: 开展培训场次
target: ≥15场
actual: 20场
weight: "5"
score: "4"
deviation_reason: 基层需求增加，目标偏低，已扣分。
```
```yaml 应报告
name: 开展培训场次
target: ≥15场
actual: 20场
weight: "5"
score: "5"
deviation_reason: 基层需求增加。
---
133.33%
```

## 怎么改
判断目标是否偏低：偏低的适度扣分并写明；确属客观变化的，附依据。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.deviations import deviation, has_reason, is_self_evaluation, lost_points
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.checks.wording import said
from jiheng.model import Direction, Finding, Severity
from jiheng.regulation import Standard


@check("SEV216", severity=Severity.NOTE)
def overachievement_target_low(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    """A great excess explained, with full points."""
    found = deviation(row.indicator, standard)
    if found is None or found.ratio is None or found.direction is not Direction.AT_LEAST or not is_self_evaluation(row.form):
        return
    if found.ratio - 1 < standard.number("overachievement_reason_limit") or not has_reason(row.indicator, standard):
        return
    reason = row.indicator.deviation_reason
    target, actual = row.indicator.target, row.indicator.actual
    if lost_points(row.indicator) or target is None or actual is None:
        return
    if said(standard, "other_basis", reason) or said(standard, "target_lowered", reason) or said(standard, "objective_change", reason):
        return
    yield Finding(
        severity=Severity.NOTE,
        message=f"「{row.indicator.name}」指标值 {target.raw}，实际完成 {actual.raw}，完成率 {found.percent}，"
        "虽有说明仍得满分，请判断目标是否偏低。",
        advice="目标偏低的适度扣分并写明；确属客观变化的附依据。",
        stated=f"{actual.raw}（{found.percent}），满分",
        expected=f"{target.raw}；判断目标是否偏低",
        paths=(row.at("actual"), row.at("target"), row.at("score")),
        citations=standard.cite("overachievement_reason_limit"),
        trace=f"{actual.raw} ÷ {target.raw} = {found.percent}",
    )
