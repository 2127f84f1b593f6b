"""一项指标占了大部分分值。

## 查什么
申报表单项定量指标的分值超过界限。定性指标过重另有检查。

## 为什么
一项定胜负，其他指标形同虚设。

## 依据
- practice#分值应按重要程度分散

## 示例
```yaml 不应报告
{form: {type: objective_form}, category: 产出指标, name: 培训场次, target: "≥3场", weight: "30"}
===
{form: {type: objective_form}, category: 产出指标, name: 培训场次, target: "≥3场"}
===
# 自评表不在此列：分值以批复为准
{category: 产出指标, name: 培训场次, target: "≥3场", weight: "50"}
===
# 部门表指标少
{form: {type: objective_form, scope: department}, category: 产出指标, name: 培训场次, target: "≥3场", weight: "40"}
```
```yaml 应报告
{form: {type: objective_form}, category: 产出指标, name: 培训场次, target: "≥3场", weight: "90"}
---
「培训场次」一项就占 90 分
```

## 怎么改
拆分为几项，或把分值分给其他指标。
"""

from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.model import Finding, ObjectiveForm, Scope, Severity, amounts
from jiheng.regulation import Standard


@check("OBJ103", severity=Severity.QUESTION)
def dominant_weight(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    weight, limit = row.indicator.weight, standard.number("dominant_weight")
    if not isinstance(row.form, ObjectiveForm) or row.form.scope is Scope.DEPARTMENT or weight is None or weight.value <= limit:
        return
    if row.indicator.target is not None and row.indicator.target.words:
        return
    yield Finding(
        message=f"「{row.indicator.name}」一项就占 {weight.text} 分，超过 {amounts.text(limit, None)} 分，请核实分值分配。",
        advice="拆分为几项，或把分值分给其他指标。",
        stated=weight.text,
        expected=f"≤{amounts.text(limit, None)}",
        paths=(row.at("weight"),),
        citations=standard.cite("dominant_weight"),
    )
