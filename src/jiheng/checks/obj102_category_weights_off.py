"""申报的一级指标分值与规定的权重不同。

## 查什么
产出、成本、效益、满意度各类分值合计，对照规定的权重（产出 50、效益 30、满意度 10；设成本时 40、20、20、10；不设满意度的并入效益）。

## 为什么
权重在批复时固定；申报时随意加重容易完成的一类，自评就失去意义。

## 依据
- mof-2021-101#指标分值权重

## 示例
```yaml 不应报告
indicators:
  - {category: 产出指标, name: 甲, weight: "50"}
  - {category: 效益指标, name: 乙, weight: "30"}
  - {category: 满意度指标, name: 丙, weight: "10"}
===
# 与规定相差不多
indicators:
  - {category: 产出指标, name: 甲, weight: "55"}
  - {category: 效益指标, name: 乙, weight: "25"}
  - {category: 满意度指标, name: 丙, weight: "10"}
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
按规定权重调整；确需不同的，写明理由。
"""

from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.registry import Said, check
from jiheng.checks.shape import CATEGORY_NAMES, profiles, weights_by_category
from jiheng.model import Finding, ObjectiveForm, Scope, Severity, amounts
from jiheng.regulation import Standard


@check("OBJ102", severity=Severity.QUESTION)
def category_weights_off(form: ObjectiveForm, standard: Standard) -> Iterator[Said]:
    sums = weights_by_category(form.indicators)
    if form.scope is not Scope.PROJECT or sums is None or sum(sums.values(), Decimal(0)) != standard.number("indicator_points"):
        return
    wanted = min(profiles(sums, standard), key=lambda profile: sum(abs(profile[key] - sums[key]) for key in sums))
    off = [key for key in sums if sums[key] != wanted[key]]
    if not off or max(abs(sums[key] - wanted[key]) for key in off) < standard.number("objective_category_weight_question"):
        return
    said = "、".join(f"{CATEGORY_NAMES[key]} {amounts.text(sums[key], None)} 分（规定 {amounts.text(wanted[key], None)}）" for key in off)
    yield Finding(
        message=f"一级指标分值为{said}，与规定的权重相差较大，请说明理由。",
        advice="按规定权重调整；确需不同的，写明理由。",
        stated="、".join(amounts.text(sums[key], None) for key in off),
        expected="、".join(amounts.text(wanted[key], None) for key in off),
        paths=tuple(f"/indicators/{index}/weight" for index, one in enumerate(form.indicators) if one.category_key in off),
        citations=standard.cite("category_weights_without_cost"),
    )
