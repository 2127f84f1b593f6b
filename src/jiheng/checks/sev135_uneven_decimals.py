"""同一行两个数的小数位不一致。

## 查什么
指标值「13.80 万元」与完成值「13.8 万元」本是一个数，小数位却不同。

## 为什么
不影响结论，但公开的表宜前后一致。

## 依据
- practice#同类数字保留相同小数位

## 示例
```yaml 不应报告
{name: 委托业务费, target: "≤13.80万元", actual: "13.80万元"}
===
{name: 委托业务费, target: "≤13.80万元", actual: "13万元"}
===
{name: 培训场次, target: "≥3场", actual: "3场"}
```
```yaml 应报告
{name: 委托业务费, target: "=13.80万元", actual: "=13.8万元"}
---
指标值 13.80 与完成值 13.8 小数位不一致
```

## 怎么改
统一小数位。
"""

from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.model import Finding, Severity
from jiheng.regulation import Standard


@check("SEV135", severity=Severity.NOTE, preview=True)
def uneven_decimals(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    target, actual = row.indicator.target, row.indicator.actual
    if target is None or actual is None or target.figure is None or actual.figure is None:
        return
    goal, done = target.figure, actual.figure
    if goal.value != done.value or goal.unit != done.unit or goal.decimals == done.decimals:
        return
    yield Finding(
        message=f"「{row.indicator.name}」指标值 {goal.text} 与完成值 {done.text} 小数位不一致。",
        advice="统一小数位。",
        stated=f"{goal.text} / {done.text}",
        expected="小数位一致",
        paths=(row.at("actual"), row.at("target")),
        citations=standard.cite("expected_subcategories"),
    )
