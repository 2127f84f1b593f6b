"""偏差原因没有说出原因。

## 查什么
有偏差的指标，原因栏只写「按实际完成」「略有调整」「该指标值完成」「与目标值略有差别」一类的话。

## 为什么
这些话只是重复「有偏差」，没有说为什么，也就谈不上改进。

## 依据
- 通行做法：偏差原因应具体

## 示例
```yaml 不应报告
name: 平台信息更新数量
target: ≥120条
actual: 118条
deviation_reason: 年底系统升级停机两天，少更新两条。
===
name: 考察单位数
target: ≥15个
actual: 14个
deviation_reason: 一家企业临时取消接待，略有调整。
===
name: 培训场次
target: ≥3场
actual: 3场
deviation_reason: 按实际完成
```
```yaml 应报告
name: 平台信息更新数量
target: ≥120条
actual: 118条
deviation_reason: 平台全年更新信息数量，共有118条，与目标值略有差别。
---
没有说明原因
===
name: 交流活动完成率
target: ≥90%
actual: 100%
deviation_reason: 该指标值完成
---
没有说明原因
```

## 怎么改
写明造成偏差的具体事项，以及下一步措施。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.deviations import deviation, has_reason, is_self_evaluation, says_nothing
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.model import Finding, Severity
from jiheng.regulation import Standard


@check("SEV209", severity=Severity.NOTE)
def reason_says_nothing(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    """A reason made of stock phrases and the indicator's own words."""
    found = deviation(row.indicator, standard)
    if found is None or found.is_equal or not has_reason(row.indicator, standard) or not is_self_evaluation(row.form):
        return
    reason = row.indicator.deviation_reason or ""
    if not says_nothing(row.indicator, standard):
        return
    target, actual = row.indicator.target, row.indicator.actual
    assert target is not None and actual is not None  # a deviation has both
    yield Finding(
        severity=Severity.NOTE if found.is_met else Severity.QUESTION,
        message=f"「{row.indicator.name}」指标值 {target.raw}，实际完成 {actual.raw}，原因栏写「{reason}」，没有说明原因。",
        advice="写明造成偏差的具体事项和下一步措施。",
        stated=reason,
        expected="造成偏差的具体原因",
        paths=(row.at("deviation_reason"), row.at("actual"), row.at("target")),
    )
