"""一级指标的分值与规定的权重不同。

## 查什么
产出、成本、效益、满意度各一级指标的分值合计，对照规定：产出 50、效益 30、满意度 10；设成本一级指标时产出 40、成本 20、效益 20、满意度 10；
不设满意度的，其 10 分并入效益。

## 为什么
权重可以调整，但要有理由；随意加重容易得分的一类，总分就虚高。

## 依据
- mof-2020-10#单位自评权重
- mof-2021-101#指标分值权重

## 示例
```yaml 不应报告
indicators:
  - {category: 产出指标, name: 甲, weight: "50"}
  - {category: 效益指标, name: 乙, weight: "30"}
  - {category: 满意度指标, name: 丙, weight: "10"}
===
indicators:
  - {category: 产出指标, name: 甲, weight: "50"}
  - {category: 效益指标, name: 乙, weight: "40"}
===
indicators:
  - {category: 产出指标, name: 甲, weight: "40"}
  - {category: 成本指标, name: 乙, weight: "20"}
  - {category: 效益指标, name: 丙, weight: "30"}
===
# 表不完整：分值合计不是 90
indicators:
  - {category: 产出指标, name: 甲, weight: "60"}
===
# 别的指标体系
indicators:
  - {category: 决策, name: 甲, weight: "20"}
  - {category: 产出指标, name: 乙, weight: "70"}
```
```yaml 应报告
indicators:
  - {category: 产出指标, name: 甲, weight: "70"}
  - {category: 效益指标, name: 乙, weight: "10"}
  - {category: 满意度指标, name: 丙, weight: "10"}
---
产出 70 分（规定 50）、效益 10 分（规定 30）
```

## 怎么改
按规定权重调整；确需不同的，写明理由和批复。
"""

from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.ledger import relate
from jiheng.checks.registry import Said, check
from jiheng.checks.shape import CATEGORY_NAMES, is_complete, profiles, weights_by_category
from jiheng.model import Estimate, Figure, Finding, IndicatorCategory, Scope, SelfEvaluationForm, Severity, amounts
from jiheng.regulation import Standard


@check("SEV124", severity=Severity.QUESTION)
def category_weights_off(form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    sums = weights_by_category(form.indicators)
    if form.scope is not Scope.PROJECT or sums is None:
        return
    if not is_complete(form, standard) or sum(sums.values(), Decimal(0)) != standard.number("indicator_points"):
        yield from _agreeing(form, sums, standard)
        return
    wanted = min(profiles(sums, standard), key=lambda profile: sum(abs(profile[key] - sums[key]) for key in sums))
    off = [key for key in sums if sums[key] != wanted[key]]
    for key in sums:
        weight = Figure(value=sums[key], exact=True, decimals=max(0, -_exponent(sums[key])))
        paths = tuple(f"/indicators/{index}/weight" for index, one in enumerate(form.indicators) if one.category_key is key)
        yield relate(f"{CATEGORY_NAMES[key]}分值 = 规定权重", weight, Estimate.exactly(wanted[key]), paths, decimals=0)
    if not off:
        return
    said = "、".join(f"{CATEGORY_NAMES[key]} {_text(sums[key])} 分（规定 {_text(wanted[key])}）" for key in off)
    far = max(abs(sums[key] - wanted[key]) for key in off) >= standard.number("category_weight_question")
    with_cost = "category_weights_with_cost" if sums[IndicatorCategory.COST] else "category_weights_without_cost"
    yield Finding(
        severity=Severity.QUESTION if far else Severity.NOTE,
        message=f"一级指标分值为{said}，与规定的权重不同，请说明理由。",
        advice="按规定权重调整；确需不同的，写明理由和批复。",
        stated="、".join(_text(sums[key]) for key in off),
        expected="、".join(_text(wanted[key]) for key in off),
        paths=tuple(f"/indicators/{index}/weight" for index, one in enumerate(form.indicators) if one.category_key in off),
        citations=standard.cite(with_cost),
    )


def _agreeing(form: SelfEvaluationForm, sums: dict[IndicatorCategory, Decimal], standard: Standard) -> Iterator[Said]:
    """Of a form that is cut off: the classes that carry their usual points all the same."""
    name = "category_weights_with_cost" if sums[IndicatorCategory.COST] else "category_weights_without_cost"
    for key, weight in standard.parameter(name).value.items():
        category = IndicatorCategory(key)
        if category in sums and sums[category] == weight:
            paths = tuple(f"/indicators/{index}/weight" for index, one in enumerate(form.indicators) if one.category_key is category)
            yield relate(
                f"{CATEGORY_NAMES[category]}分值 = 规定权重", Figure(value=weight, exact=True), Estimate.exactly(weight), paths, decimals=0
            )


def _exponent(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _text(value: Decimal) -> str:
    return amounts.text(value, None)
