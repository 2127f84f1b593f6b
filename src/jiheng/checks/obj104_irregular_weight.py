"""指标分值为零、为负或小数位过多。

## 查什么
申报表每项指标的分值应大于零，最多两位小数。

## 为什么
零分的指标等于没有；负数和长小数多半是公式带出来的。

## 依据
- practice#分值为正数，最多两位小数

## 示例
```yaml 不应报告
{form: {type: objective_form}, name: 培训场次, weight: "7.5"}
===
{form: {type: objective_form}, name: "", weight: "0"}
===
{form: {type: objective_form}, name: 培训场次, weight: "10.00"}
```
```yaml 应报告
{form: {type: objective_form}, name: 培训场次, weight: "0"}
---
「培训场次」的分值为 0 分
===
{form: {type: objective_form}, name: 培训场次, weight: "-5"}
---
-5
===
{form: {type: objective_form}, name: 培训场次, weight: "3.333"}
---
3.333
```

## 怎么改
删去零分指标或给以分值；分值取整数或最多两位小数。
"""

from collections.abc import Iterator

from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.checks.wording import is_empty
from jiheng.model import Finding, ObjectiveForm, Severity
from jiheng.regulation import Standard


@check("OBJ104", severity=Severity.QUESTION)
def irregular_weight(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    weight = row.indicator.weight
    if not isinstance(row.form, ObjectiveForm) or weight is None or is_empty(row.indicator.name):
        return
    exponent = weight.value.normalize().as_tuple().exponent
    places = -exponent if isinstance(exponent, int) else 0
    if weight.value > 0 and places <= standard.number("weight_decimals"):
        return
    what = "小数位过多" if weight.value > 0 else "应大于零"
    yield Finding(
        severity=Severity.NOTE if weight.value > 0 else Severity.QUESTION,
        message=f"「{row.indicator.name}」的分值为 {weight.text} 分，{what}。",
        advice="删去零分指标或给以分值；分值取整数或最多两位小数。",
        stated=weight.text,
        expected=">0",
        paths=(row.at("weight"),),
        citations=standard.cite("weight_decimals"),
    )
