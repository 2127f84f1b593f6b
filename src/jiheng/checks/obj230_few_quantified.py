"""定量指标占比过低。

## 查什么
有指标值的指标中，用数字、日期表示的不到标准参数规定的比例。

## 为什么
绩效目标应尽量量化；定性的太多，结果难以衡量。

## 依据
- 《中央部门预算绩效目标管理办法》（财预〔2015〕88号）：绩效目标应细化量化；比例为通行做法

## 示例
```yaml 不应报告
indicators:
  - {name: 培训人数, target: ≥80人}
  - {name: 培训合格率, target: ≥95%}
  - {name: 完成时间, target: 2024年12月底前}
  - {name: 提升服务水平, target: 有效提升}
===
indicators:
  - {name: 提升服务水平, target: 有效提升}
```
```yaml 应报告
indicators:
  - {name: 培训人数, target: ≥80人}
  - {name: 培训质量, target: 较好}
  - {name: 提升服务水平, target: 有效提升}
  - {name: 提升群众素质, target: 有所提升}
---
25.00%
```

## 怎么改
把定性指标改为数量、比率、日期。
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.registry import Said, check
from jiheng.model import Finding, Form, Severity, amounts
from jiheng.regulation import Standard

_LEAST = 4


@check("OBJ230", severity=Severity.NOTE)
def few_quantified(form: Form, standard: Standard) -> Iterator[Said]:
    """Too many targets in words."""
    targets = [indicator.target for indicator in form.indicators if indicator.target is not None and not indicator.target.is_blank]
    if len(targets) < _LEAST:
        return
    numbered = sum(1 for target in targets if target.words is None or any(char.isdigit() for char in target.words))
    share = Decimal(numbered) / len(targets)
    if share >= standard.number("quantification_floor"):
        return
    shown = amounts.text(share * 100)
    yield Finding(
        severity=Severity.NOTE,
        message=f"{len(targets)} 项指标中只有 {numbered} 项用数字表示，占 {shown}%，"
        f"低于 {amounts.text(standard.number('quantification_floor') * 100, None)}%。",
        advice="把定性指标改为数量、比率、日期。",
        stated=f"{shown}%",
        expected=f"不低于 {amounts.text(standard.number('quantification_floor') * 100, None)}%",
        paths=("/indicators/0/target",),
        citations=standard.cite("quantification_floor"),
        trace=f"{numbered} ÷ {len(targets)} = {shown}%",
    )
