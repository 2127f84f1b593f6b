"""组标题的分值与组内分值之和不符。

## 查什么
「产出指标（50分）」这样的组标题，其分值应等于组内各指标分值之和。

## 为什么
分值串了组，一级指标的权重就与标题不符，得分率也算错。

## 依据
- arithmetic#合计等于分项之和

## 示例
```yaml 不应报告
category_points: [{category: 产出指标, points: "50"}]
indicators: [{category: 产出指标, name: 甲, weight: "30"}, {category: 产出指标, name: 乙, weight: "20"}]
===
# 有一行没有分值
category_points: [{category: 产出指标, points: "50"}]
indicators: [{category: 产出指标, name: 甲, weight: "30"}, {category: 产出指标, name: 乙}]
===
# 表没有读全：少的可能正是没有读到的一行
category_points: [{category: 产出指标, points: "50"}]
indicators: [{category: 产出指标, name: 甲, weight: "30"}, {category: 效益指标, name: 乙, weight: "40"}]
===
# 两个组都是效益一类，各有各的分值
category_points:
- {category: 效益指标, category_key: benefit, points: "20"}
- {category: 可持续发展能力, category_key: benefit, points: "10"}
indicators:
- {category: 效益指标, category_key: benefit, name: 甲, weight: "20"}
- {category: 可持续发展能力, category_key: benefit, name: 乙, weight: "10"}
===
# 组标题在，组内没有读到指标
category_points: [{category: 满意度指标, points: "10"}]
indicators: [{category: 产出指标, name: 甲, weight: "30"}]
```
```yaml 应报告
category_points: [{category: 产出指标, points: "50"}]
indicators: [{category: 产出指标, name: 甲, weight: "30"}, {category: 产出指标, name: 乙, weight: "25"}]
---
「产出指标」标题写 50 分，组内各指标分值相加为 55 分
```

## 怎么改
按批复的分值改正标题或组内分值。
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from decimal import Decimal

from jiheng.checks.ledger import relate
from jiheng.checks.registry import Said, check
from jiheng.checks.shape import is_complete
from jiheng.model import CategoryPoints, Estimate, Finding, Indicator, Outcome, SelfEvaluationForm, Severity, amounts
from jiheng.regulation import Standard


@check("SEV123", severity=Severity.MUST_FIX)
def group_points_mismatch(form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    titled = {group.category for group in form.category_points}
    for number, group in enumerate(form.category_points):
        members = [(index, indicator) for index, indicator in enumerate(form.indicators) if _belongs(indicator, group, titled)]
        if not members or any(indicator.weight is None for _, indicator in members):
            continue
        total = sum((indicator.weight.value for _, indicator in members if indicator.weight), Decimal(0))
        if total < group.points.value and not is_complete(form, standard):
            continue
        paths = (f"/category_points/{number}/points", *(f"/indicators/{index}/weight" for index, _ in members))
        name = group.subcategory or group.category
        relation = relate(f"{name}分值 = 组内分值之和", group.points.as_exact(), Estimate.exactly(total), paths, decimals=0)
        yield relation
        if relation.outcome is Outcome.FAILS:
            added = amounts.text(total, None)
            yield Finding(
                message=f"「{name}」标题写 {group.points.text} 分，组内各指标分值相加为 {added} 分。",
                advice="按批复的分值改正标题或组内分值。",
                stated=group.points.text,
                expected=added,
                paths=paths,
                citations=standard.cite("unit_slip_factor"),
            )


def _belongs(indicator: Indicator, group: CategoryPoints, titled: AbstractSet[str]) -> bool:
    """Whether an indicator is of a group: by its name, else by what its name means, when no other group is called like it."""
    meant = group.category_key is not None and indicator.category_key is group.category_key and indicator.category not in titled
    same = indicator.category == group.category or meant
    return same and (group.subcategory is None or indicator.subcategory == group.subcategory)
