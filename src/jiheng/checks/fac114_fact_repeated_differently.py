"""同一个数在两处写得不一样。

## 查什么
同一名目、同一年度的金额在不同段落出现，应一致（例如第一部分的本年收入合计与第二部分的本年收入，「三公」经费在总述和分述里）。
相差一万倍的，多半是元与万元弄混。

## 为什么
前后不一，读者不知道信哪个；往往是改了一处忘了另一处。

## 依据
- practice#同一事实各处一致

## 示例
```yaml 不应报告
facts: [{label: 本年收入合计, figure: "3,416.86"}, {label: 本年收入, figure: "3,416.86"}]
===
# 单位不同，换算后一致
facts: [{label: 本年收入合计, figure: "3,416.86"}, {label: 本年收入, figure: 34168600元}]
===
# 一个是预算，一个是决算
facts: [{label: 三公经费预算, figure: "20.00"}, {label: 三公经费支出, figure: "9.07"}]
===
# 不同年度
facts: [{label: 机关运行经费支出, figure: "53.55", year: 2024}, {label: 机关运行经费支出, figure: "58.22", year: 2023}]
fiscal_year: 2024
===
# 一个科目没有项目支出
facts: [{label: 项目支出, figure: "0.00"}, {label: 项目支出, figure: "46.95"}]
===
# 全县的数与部门的数
facts: [{label: 全县一般公共预算财政拨款收入, figure: "9,120.00"}, {label: 一般公共预算财政拨款收入, figure: "3,416.86"}]
===
# 两种资金各自的合计
facts:
- {label: 一般公共预算收入, figure: "80.00"}
- {label: 收入合计, figure: "100.00"}
- {label: 政府性基金预算收入, figure: "30.00"}
- {label: 收入合计, figure: "35.00"}
```
```yaml 应报告
facts: [{label: 本年收入合计, figure: "3,416.86"}, {label: 本年收入, figure: "3,461.86"}]
---
本年收入合计前后不一致：3416.86 万元、3461.86 万元
===
facts: [{label: 因公出国（境）费支出, figure: "4.90"}, {label: 因公出国（境）费支出, figure: 49000万元}]
---
相差一万倍
```

## 怎么改
以决算报表为准，各处改成同一个数。
"""

import re
from collections.abc import Iterator
from typing import Final

from jiheng.checks.ledger import relate
from jiheng.checks.registry import Said, check
from jiheng.checks.statements import Named, by_concept, in_unit, label_of
from jiheng.model import FinalAccounts, Finding, Outcome, Severity, amounts
from jiheng.regulation import Standard

#: Concepts that several bodies or several kinds of money share: only the same wording is the same fact.
_LOOSE = frozenset(
    {"agency_operation", "institution_public", "vehicles_owned", "asset_vehicles", "income", "expenditure", "basic", "project"}
)
#: Every budget item splits into these: a zero is of one item.
_OF_ITEMS = frozenset({"basic", "project"})
#: The funds of a whole place, beside those of one body.
_OF_PLACE: Final = re.compile(
    r"(?:全|本)?(?:省|自治区|市|州|区|县|旗|镇|乡|街道)(?:本?级|直|属)?(?=[\u4e00-\u9fff]{0,4}(?:公共|政府|国有|财政|收入|支出))"
)
#: A sum that names no money: it is of the money told before it.
_BARE_SUM: Final = re.compile(r"(?:收入|支出)(?:合计|总计)")
_MONEY: Final = re.compile(r"一般公共预算|政府性基金|国有资本经营|社会保险基金")
#: One unit slipped: 元 for 万元.
_SLIP = amounts.MONEY["万元"]


@check("FAC114", severity=Severity.MUST_FIX)
def fact_repeated_differently(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    for concept, entries in by_concept(accounts, standard).items():
        first = entries[0]
        for other in entries[1:]:
            if not _other_money(accounts, first, other):
                yield from _pair(concept, first, other, standard)


def _pair(concept: str, first: Named, other: Named, standard: Standard) -> Iterator[Said]:
    one, figure = first.fact.figure, other.fact.figure
    assert one is not None and figure is not None
    computed = in_unit(one, figure.unit)
    if computed is None or (concept in _LOOSE and _other_scope(first, other)):
        return
    name = label_of(concept, standard)
    relation = relate(f"{name}：两处一致", figure, computed, (other.path, first.path))
    if relation.outcome is Outcome.FAILS and other.fact.part_of is not None and first.fact.part_of is not None and _parallel(first, other):
        return
    if relation.outcome is Outcome.FAILS and concept in _OF_ITEMS and not (one.value and figure.value):
        return  # 某个科目的项目支出 0 元，与全部项目支出不是一回事
    yield relation
    if relation.outcome is not Outcome.FAILS:
        return
    slipped = computed.value and abs(figure.value / computed.value) in (_SLIP, 1 / _SLIP)
    yield Finding(
        message=f"{name}前后不一致：{one.with_unit}、{figure.with_unit}"
        + ("，恰好相差一万倍，单位（元、万元）可能弄混" if slipped else "")
        + f"（{first.fact.section or '前文'}；{other.fact.section or '后文'}）。",
        advice="以决算报表为准，各处改成同一个数。",
        stated=figure.text,
        expected=one.text,
        paths=(other.path, first.path),
        citations=standard.cite("account_tolerance"),
    )


def _other_money(accounts: FinalAccounts, first: Named, other: Named) -> bool:
    """Whether one is of a whole place and the other of a body, or each is the sum of another money."""
    places = [found[0] if (found := _OF_PLACE.match(_bare(entry.fact.label))) else "" for entry in (first, other)]
    if places[0] != places[1]:
        return True
    if not all(_BARE_SUM.fullmatch(entry.fact.label) for entry in (first, other)):
        return False
    one, two = (_money_before(accounts, entry) for entry in (first, other))
    return None not in (one, two) and one != two


def _bare(label: str) -> str:
    return re.sub(r"^(?:(?:19|20)\d{2}年(?:度)?)?", "", label)


def _money_before(accounts: FinalAccounts, entry: Named) -> str | None:
    """The money that the facts of its section spoke of last."""
    for fact in reversed(accounts.facts[: entry.index]):
        if fact.section != entry.fact.section:
            return None
        if found := _MONEY.search(fact.label):
            return found[0]
    return None


def _other_scope(first: Named, other: Named) -> bool:
    """Whether the labels above say that different money or another body is meant."""
    kinds = ("政府性基金", "国有资本", "一般公共预算", "财政拨款", "事业单位", "绩效", "项目")
    one, two = (f"{e.fact.section}{''.join(e.fact.context)}{e.fact.label}" for e in (first, other))
    return any((kind in one) != (kind in two) for kind in kinds)


def _parallel(first: Named, other: Named) -> bool:
    """Two breakdowns side by side (of the budget and of the accounts, of two bodies) repeat their labels."""
    return first.fact.context != other.fact.context
