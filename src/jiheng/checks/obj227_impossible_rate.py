"""不可能的比率。

## 查什么
满意度、合格率、覆盖率、投诉率一类不可能超过 100% 的指标，指标值或完成值超过 100%。

## 为什么
分子是分母的一部分，比率不会超过 100%。

## 依据
- 算术

## 示例
```yaml 不应报告
name: 培训计划完成率
target: ≥90%
actual: 110%
===
name: 群众满意度
target: ≥95%
actual: 100%
```
```yaml 应报告
name: 工程验收合格率
target: ≥95%
actual: 105%
---
超过 100%
```

## 怎么改
重新计算；若是增长率、完成率，改正名称。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.checks.wording import any_of, bare_name
from jiheng.model import Finding, Severity
from jiheng.regulation import Standard

_WHOLE = 100


@check("OBJ227", severity=Severity.MUST_FIX)
def impossible_rate(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    """More than all of it."""
    name = bare_name(row.indicator)
    if not any(match.end() == len(name) for match in any_of(standard.words("bounded_rate")).finditer(name)):
        return
    for field, label in (("target", "指标值"), ("actual", "实际完成值")):
        measure = getattr(row.indicator, field)
        figure = measure.figure if measure is not None else None
        if figure is not None and figure.unit == "%" and figure.value > _WHOLE:
            yield Finding(
                severity=Severity.MUST_FIX,
                message=f"「{row.indicator.name}」的{label}填 {measure.raw}，这一比率不可能超过 100%。",
                advice="重新计算；若是增长率、完成率，改正名称。",
                stated=measure.raw,
                expected="不超过 100%",
                paths=(row.at(field), row.at("name")),
            )
