"""实际完成值与年度指标值的单位不一致。

## 查什么
同一行的指标值与完成值应以同一单位计量：目标「≥1次」，完成值不能是「1%」。能换算的单位（万元与元）不算错。

## 为什么
单位不同就不能比较，完成没完成、得几分都说不清。

## 依据
- practice#同一指标前后单位一致

## 示例
```yaml 不应报告
{name: 培训场次, target: "≥3场", actual: "3场"}
===
{name: 总成本, target: "≤90万元", actual: "899740元"}
===
# 完成值没有写单位
{name: 培训场次, target: "≥3场", actual: "3"}
===
{name: 培训场次, target: "≥3场", actual: "完成"}
===
{name: 家庭医生签约, target: "≥60百分比", actual: "61%"}
```
```yaml 应报告
{name: 培训班次数, target: "≥1次", actual: "1%"}
---
「培训班次数」目标以「次」计，实际完成值填 1%
===
{name: 参训规模, target: "≥80人次", actual: "85人"}
---
请核实
```

## 怎么改
统一单位，并核对数值是否随之变化。
"""

from collections.abc import Iterator

from jiheng.checks.ledger import counted
from jiheng.checks.prose import units_agree
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.model import Finding, ObjectiveForm, Severity, amounts
from jiheng.regulation import Standard


@check("SEV133", severity=Severity.MUST_FIX)
def actual_in_other_unit(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    target, actual = row.indicator.target, row.indicator.actual
    if target is None or actual is None or target.figure is None or actual.figure is None or isinstance(row.form, ObjectiveForm):
        return
    goal, done = target.figure.unit, actual.figure.unit
    if bool(goal) != bool(done):
        return
    same = goal == done or amounts.comparable(goal, done)
    alike = not same and bool(units_agree(goal, done, standard))
    paths = (row.at("actual"), row.at("target"))
    yield counted(f"「{row.indicator.name}」目标单位「{goal or '无'}」= 实际单位「{done or '无'}」：不一致数", int(not same), paths)
    if same:
        return
    yield Finding(
        severity=Severity.QUESTION if alike else Severity.MUST_FIX,
        message=f"「{row.indicator.name}」目标以「{goal}」计，实际完成值填 {actual.figure.with_unit}，"
        + ("两个单位含义不同，请核实。" if alike else f"应以「{goal}」计，即 {actual.figure.text.rstrip('%')} {goal}。"),
        advice="统一单位，并核对数值是否随之变化。",
        stated=actual.raw,
        expected=f"{actual.figure.text.rstrip('%')}{goal}",
        paths=paths,
        citations=standard.cite("expected_subcategories"),
    )
