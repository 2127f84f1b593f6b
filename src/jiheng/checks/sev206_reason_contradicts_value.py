"""偏差原因与完成值矛盾。

## 查什么
实际完成值优于指标值，偏差原因却说事情停滞、未开展、未完成。

## 为什么
完成值说超额，原因说没办成，两者必有一错。

## 依据
- 表内两栏相互矛盾，由表本身证明

## 示例
```yaml 不应报告
name: 推介活动完成率
target: ≥90%
actual: 80%
deviation_reason: 因承办方重组，推介活动基本停滞。
===
name: 推介活动完成率
target: ≥90%
actual: 100%
deviation_reason: 年初有两场未完成场地落实，后改为线上举办，全部完成。
===
name: 工程未完成项数
target: ≤3项
actual: 1项
deviation_reason: 仅一项未完成。
```
```yaml 应报告
name: 推介活动完成率
target: ≥90%
actual: 100%
deviation_reason: 因承办方重组，推介活动基本停滞，因此完成率出现偏差。
---
矛盾
```

## 怎么改
核对完成值和原因，改正其中一项。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.deviations import deviation, has_reason, is_self_evaluation
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.checks.wording import said
from jiheng.model import Finding, Severity
from jiheng.regulation import Standard


@check("SEV206", severity=Severity.MUST_FIX)
def reason_contradicts_value(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    """A better value than planned, explained by something not having been done."""
    found = deviation(row.indicator, standard)
    if found is None or not found.is_good or not has_reason(row.indicator, standard) or not is_self_evaluation(row.form):
        return
    reason = row.indicator.deviation_reason or ""
    contrary = said(standard, "non_completion", reason)
    if not contrary or contrary in row.indicator.name or said(standard, "later_done", reason):
        return
    target, actual = row.indicator.target, row.indicator.actual
    assert target is not None and actual is not None  # a deviation has both
    yield Finding(
        severity=Severity.MUST_FIX,
        message=f"「{row.indicator.name}」指标值 {target.raw}，实际完成 {actual.raw}，优于目标，偏差原因却称「{contrary}」，两者矛盾。",
        advice="核对完成值和原因，改正其中一项；若确未完成，应相应扣分。",
        stated=f"实际完成 {actual.raw}，原因称「{contrary}」",
        expected="原因与完成值一致",
        paths=(row.at("deviation_reason"), row.at("actual"), row.at("target")),
        quotes={row.at("deviation_reason"): contrary},
    )
