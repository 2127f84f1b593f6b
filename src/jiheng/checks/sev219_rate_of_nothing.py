"""没有发生的事填了比率或时间。

## 查什么
原因称全年未发生隐患、故障、事故，消除率、处置率、修复率却填 100%；或故障响应时间、修复时间填 0。

## 为什么
没有发生，分母为零，比率无从计算，响应时间无从测量。

## 依据
- 算术：分母为零

## 示例
```yaml 不应报告
name: 安全隐患消除率
target: ≥95%
actual: 100%
deviation_reason: 发现隐患3处，全部消除。
===
name: 故障响应时间
target: ≤4小时
actual: 0.5小时
===
name: 系统正常运行率
target: ≥99%
actual: 100%
deviation_reason: 全年未发生故障。
===
name: 安全事故次数
target: =0次
actual: 0次
```
```yaml 应报告
name: 安全隐患消除率
target: ≥95%
actual: 100%
deviation_reason: 全年未发生安全隐患，故与目标略有偏差。
---
分母为零
===
name: 故障响应时间
target: ≤4小时
actual: 0小时
---
无从测量
```

## 怎么改
没有发生的，写明「未发生」，按规定计分，不填比率；发生过的，填实际数。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.checks.wording import bare_name, said
from jiheng.model import Finding, Severity
from jiheng.regulation import Standard


@check("SEV219", severity=Severity.NOTE)
def rate_of_nothing(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    """A rate without a denominator, a response time without a fault."""
    indicator, actual = row.indicator, row.indicator.actual
    if actual is None or actual.figure is None:
        return
    name = bare_name(indicator)
    nothing = said(standard, "nothing_happened", indicator.deviation_reason)
    if nothing and said(standard, "remedy_rate", name):
        problem = f"原因称「{nothing}」，{name}却填 {actual.raw}；没有发生则分母为零，无法计算"
        expected = "未发生的写明「未发生」"
    elif actual.figure.value == 0 and said(standard, "response_time", name):
        problem = f"「{indicator.name}」填 {actual.raw}；没有故障则响应时间无从测量，有故障则不会为零"
        expected = "填实际时长，或写明「未发生」"
    else:
        return
    yield Finding(
        severity=Severity.NOTE,
        message=f"{problem}。",
        advice="没有发生的写明「未发生」，按规定计分；发生过的填实际数。",
        stated=actual.raw,
        expected=expected,
        paths=(row.at("actual"), row.at("name"), row.at("deviation_reason")),
    )
