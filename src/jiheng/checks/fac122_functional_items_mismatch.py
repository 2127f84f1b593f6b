"""各功能科目的支出相加，不等于一般公共预算财政拨款支出。

## 查什么
逐项（类、款、项）说明的支出决算数相加，应等于一般公共预算财政拨款支出；按类列出的，各类相加应等于总数，各项应等于所属的类。

## 为什么
逐项说明须覆盖全部项级科目，少一项或错一项都加不平。

## 依据
- accounts-disclosure#一般公共预算财政拨款支出决算具体情况

## 示例
```yaml 不应报告
facts:
  - {label: 一般公共预算财政拨款支出, figure: "30.00"}
  - {label: 科学技术支出（类）, functional: [科学技术支出], figure: "30.00"}
  - {label: 行政运行, functional: [科学技术支出, 科学技术管理事务, 行政运行], figure: "20.00"}
  - {label: 自然科学基金, functional: [科学技术支出, 基础研究, 自然科学基金], figure: "10.00"}
===
# 没有逐项说明
facts: [{label: 一般公共预算财政拨款支出, figure: "30.00"}]
===
# 逐项说明给的是预算数
facts:
  - {label: 一般公共预算财政拨款支出, figure: "30.00"}
  - {label: 行政运行预算数, functional: [科学技术支出, 科学技术管理事务, 行政运行], figure: "20.00"}
```
```yaml 应报告
facts:
  - {label: 一般公共预算财政拨款支出, figure: "30.00"}
  - {label: 行政运行, functional: [科学技术支出, 科学技术管理事务, 行政运行], figure: "20.00"}
  - {label: 自然科学基金, functional: [科学技术支出, 基础研究, 自然科学基金], figure: "9.00"}
---
2 项支出相加为 29.00 万元，一般公共预算财政拨款支出为 30.00 万元
===
facts:
  - {label: 一般公共预算财政拨款支出, figure: "30.00"}
  - {label: 科学技术支出（类）, functional: [科学技术支出], figure: "20.00"}
  - {label: 住房保障支出（类）, functional: [住房保障支出], figure: "9.00"}
---
2 类支出相加为 29.00 万元
```

## 怎么改
对照《一般公共预算财政拨款支出决算表》，补齐漏写的项，改正错的数。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jiheng.checks.ledger import relate
from jiheng.checks.registry import Said, check
from jiheng.checks.statements import by_concept, in_unit, is_budget, is_money
from jiheng.model import Fact, FinalAccounts, Finding, Outcome, Severity, summed
from jiheng.regulation import Standard

_Items = Sequence[tuple[int, Fact]]


@check("FAC122", severity=Severity.MUST_FIX)
def functional_items_mismatch(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    items = [(i, fact) for i, fact in enumerate(accounts.facts) if fact.functional and is_money(fact.figure) and not is_budget(fact)]
    kinds = [(i, fact) for i, fact in items if len(fact.functional) == 1]
    lines = _unique([(i, fact) for i, fact in items if len(fact.functional) == 3])
    general = by_concept(accounts, standard).get("general_expenditure", ())
    whole = general[0] if general else None
    if whole is not None:
        for found, unit in ((_unique(kinds), "类"), (lines, "项")):
            if found:
                yield from _compare((whole.index, whole.fact), "一般公共预算财政拨款支出", found, unit, standard)
    for index, fact in _unique(kinds):
        below = [(i, item) for i, item in lines if item.functional[0] == fact.functional[0]]
        if below and len(kinds) > 1:
            yield from _compare((index, fact), f"{fact.functional[0]}（类）", below, "项", standard)


def _unique(items: _Items) -> _Items:
    """Each classification once: a second mention repeats the first."""
    seen: dict[tuple[str, ...], tuple[int, Fact]] = {}
    for index, fact in items:
        seen.setdefault(fact.functional, (index, fact))
    return list(seen.values())


def _compare(whole: tuple[int, Fact], name: str, items: _Items, unit: str, standard: Standard) -> Iterator[Said]:
    index, fact = whole
    assert fact.figure is not None
    parts = [value for _, item in items if item.figure and (value := in_unit(item.figure, fact.figure.unit)) is not None]
    if len(parts) != len(items):
        return
    paths = (f"/facts/{index}/figure", *(f"/facts/{i}/figure" for i, _ in items))
    relation = relate(f"{name} = {len(items)} {unit}支出之和", fact.figure, summed(parts), paths)
    if relation.outcome is Outcome.FAILS and len(items) == 1 and summed(parts).value < fact.figure.value:
        return  # 只写了一项的节选
    yield relation
    if relation.outcome is Outcome.HOLDS or all(item.part_of is not None for _, item in items):
        return  # 分项与总额写在一处的，由总额与分项的检查报告
    failed = relation.outcome is Outcome.FAILS
    said = f"{len(items)} {unit}支出相加为 {relation.computed} {fact.figure.unit}，{name}为 {fact.figure.with_unit}"
    yield Finding(
        severity=Severity.MUST_FIX if failed else Severity.NOTE,
        message=f"{said}，相差 {abs(summed(parts).value - fact.figure.value)}。" if failed else f"{said}，是四舍五入的尾差。",
        advice="对照《一般公共预算财政拨款支出决算表》，补齐漏写的项，改正错的数。",
        stated=fact.figure.text,
        expected=relation.computed,
        paths=paths,
        citations=standard.cite("required_sections"),
    )
