"""目标与实际的统计口径不同。

## 查什么
偏差原因写明定目标时没有把某部分计算在内、统计口径不同，而完成值与目标不等。

## 为什么
口径不同的两个数不能相比，完成率没有意义。

## 依据
- 通行做法：目标与完成值口径应一致

## 示例
```yaml 不应报告
name: 培训课时
target: ≥20课时
actual: 24课时
deviation_reason: 应学员要求增加现场教学4课时。
```
```yaml 应报告
name: 培训课时
target: ≥20课时
actual: 24.5课时
deviation_reason: 年初只设定了理论教学时间，没有将现场教学、交流研讨计算在内。
---
口径
```

## 怎么改
按同一口径重算完成值或目标，重新计分。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.deviations import deviation, has_reason, is_self_evaluation
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.checks.wording import said
from jiheng.model import Finding, Severity
from jiheng.regulation import Standard


@check("SEV214", severity=Severity.NOTE)
def other_basis(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    """Target and actual counted differently, by the reason's own words."""
    found = deviation(row.indicator, standard)
    reason = row.indicator.deviation_reason or ""
    if found is None or found.is_equal or not has_reason(row.indicator, standard) or not is_self_evaluation(row.form):
        return
    admitted = said(standard, "other_basis", reason)
    target, actual = row.indicator.target, row.indicator.actual
    if not admitted or target is None or actual is None:
        return
    yield Finding(
        severity=Severity.NOTE,
        message=f"「{row.indicator.name}」指标值 {target.raw}，实际完成 {actual.raw}（{found.percent}），"
        f"原因称「{admitted}」，目标与实际口径不一致。",
        advice="按同一口径重算完成值或目标，重新计分。",
        stated=f"{actual.raw}（{found.percent}），原因称「{admitted}」",
        expected="目标与实际按同一口径",
        paths=(row.at("deviation_reason"), row.at("actual"), row.at("target")),
        quotes={row.at("deviation_reason"): admitted},
    )
