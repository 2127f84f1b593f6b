"""偏差原因栏写「无偏差」，完成值却与指标值不同。

## 查什么
偏差原因栏写「无偏差」「按计划完成」等，而实际完成值优于指标值、两者并不相等，
同表其他同样情形的指标却按偏差作了说明。（未完成的由 SEV201 报告。）

## 为什么
同一张表里对「有无偏差」的口径应当一致。

## 依据
- 表内口径不一致，由表本身证明

## 示例
```yaml 不应报告
name: 选派人员完成率
target: ≥90%
actual: 100%
deviation_reason: 无偏差
===
name: 选派人员数量
target: =25人
actual: 25人
deviation_reason: 无偏差
form:
  indicators:
    - {name: 培训人数, target: ≥80人, actual: 85人, deviation_reason: 报名踊跃，增加了名额。}
```
```yaml 应报告
name: 选派人员完成率
target: ≥90%
actual: 100%
deviation_reason: 无偏差
form:
  indicators:
    - {name: 培训计划完成率, target: ≥90%, actual: 100%, deviation_reason: 报名踊跃，因此出现偏差。}
---
口径不一致
```

## 怎么改
统一口径：要么都按偏差说明，要么优于目标的都不作偏差处理。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.deviations import denies, deviation, has_reason, is_self_evaluation
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.checks.wording import is_empty
from jiheng.model import Direction, Finding, Severity
from jiheng.regulation import Standard


@check("SEV205", severity=Severity.NOTE)
def reason_denies_deviation(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    """无偏差 beside a value that is not the target, where neighbours in the same state are explained."""
    found = deviation(row.indicator, standard)
    reason = row.indicator.deviation_reason
    if found is None or not found.is_good or found.direction is not Direction.AT_LEAST:
        return
    if not is_self_evaluation(row.form) or is_empty(reason) or not denies(reason, standard):
        return
    others = [
        other
        for index, other in enumerate(row.form.indicators)
        if index != row.index and has_reason(other, standard) and (state := deviation(other, standard)) is not None and state.is_good
    ]
    target, actual = row.indicator.target, row.indicator.actual
    if not others or target is None or actual is None:
        return
    yield Finding(
        severity=Severity.NOTE,
        message=f"「{row.indicator.name}」指标值 {target.raw}，实际完成 {actual.raw}，偏差原因栏写「{reason}」；"
        f"同表「{others[0].name}」同样优于目标却按偏差说明，口径不一致。",
        advice="统一同一张表对「有无偏差」的口径。",
        stated=reason or "",
        expected="与同表其他指标口径一致",
        paths=(row.at("deviation_reason"), row.at("actual"), row.at("target")),
    )
