"""指标过少或过多。

## 查什么
三级指标的个数少于或多于标准参数给出的界限。

## 为什么
过少不足以反映目标，过多分散重点。

## 依据
- 《中央部门预算绩效目标管理办法》（财预〔2015〕88号）：指标应反映主要产出和效果；界限为通行做法

## 示例
```yaml 不应报告
indicators:
  - {name: 培训人数, target: ≥80人}
  - {name: 培训合格率, target: ≥95%}
  - {name: 学员满意度, target: ≥90%}
===
indicators: []
```
```yaml 应报告
total_weight: "100"
indicators:
  - {name: 培训人数, target: ≥80人, weight: "90"}
  - {name: 学员满意度, target: ≥90%, weight: "10"}
---
2 项
```

## 怎么改
补充反映产出、效益、满意度的核心指标，或删减次要指标。
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.registry import Said, check
from jiheng.model import Finding, Form, Severity
from jiheng.regulation import Standard


@check("OBJ229", severity=Severity.NOTE)
def number_of_indicators(form: Form, standard: Standard) -> Iterator[Said]:
    """Too few or too many indicators, in a form that was read whole."""
    few, many = standard.parameter("indicator_count_bounds").value
    count = len(form.indicators)
    weights = [indicator.weight.value for indicator in form.indicators if indicator.weight is not None]
    total = sum(weights, Decimal(0))
    whole = total in (standard.number("indicator_points"), standard.number("full_points"))
    if not count or (few <= count <= many) or not whole:
        return
    yield Finding(
        severity=Severity.NOTE,
        message=f"三级指标共 {count} 项，" + ("过少，不足以反映产出和效果。" if count < few else "过多，重点分散。"),
        advice="补充核心指标或删减次要指标。",
        stated=f"{count} 项",
        expected=f"{few} 至 {many} 项",
        paths=("/indicators/0/name",),
        citations=standard.cite("indicator_count_bounds"),
    )
