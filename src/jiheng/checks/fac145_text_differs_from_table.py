"""正文的数与决算表不一致。

## 查什么
正文写的收入、支出、结转结余、财政拨款、基本支出（人员、公用）、「三公」经费各项，应与决算表相同；逐项说明的功能科目与《一般公共预算财政拨款支出决算表》相同。
相差一万倍的，指出元与万元弄混。

## 为什么
正文是对表的说明，两处不同，公众无从判断。

## 依据
- accounts-disclosure#决算情况说明与决算表一致

## 示例
```yaml 不应报告
facts: [{label: 本年收入合计, figure: "3,416.86"}]
tables: [{kind: overall, rows: [{name: 本年收入合计, amount: "3416.86"}]}]
===
# 表用元
facts: [{label: 本年收入合计, figure: "3,416.86"}]
tables: [{kind: overall, unit: 元, rows: [{name: 本年收入合计, amount: "34168612.35"}]}]
===
# 表里没有这一行
facts: [{label: 年初结转和结余, figure: "212.06"}]
tables: [{kind: overall, rows: [{name: 本年收入合计, amount: "3416.86"}]}]
```
```yaml 应报告
facts: [{label: 本年收入合计, figure: "3,416.86"}]
tables: [{kind: overall, rows: [{name: 本年收入合计, amount: "3461.86"}]}]
---
正文本年收入合计 3416.86 万元，《overall》为 3461.86
===
facts: [{label: 行政运行, functional: [科学技术支出, 科学技术管理事务, 行政运行], figure: "676.32"}]
tables: [{kind: general_expenditure, columns: {total: 本年支出合计}, rows: [{code: "2060101", name: 行政运行, total: "667.32"}]}]
---
正文行政运行 676.32 万元
===
facts: [{label: 本年收入合计, figure: 34168600万元}]
tables: [{kind: overall, rows: [{name: 本年收入合计, amount: "3416.86"}]}]
---
一万倍
```

## 怎么改
以决算表为准改正正文，单位统一。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.accounts_tables import Cell, table
from jiheng.checks.ledger import relate
from jiheng.checks.registry import Said, check
from jiheng.checks.statements import by_concept, is_budget, is_money, label_of
from jiheng.checks.table_values import values
from jiheng.model import AccountsTableKind, Fact, FinalAccounts, Finding, Outcome, Severity, amounts, normal
from jiheng.regulation import Standard

_SLIP = amounts.MONEY["万元"]
#: Sections that speak of other money than the row of the table does.
_SCOPED = frozenset({"income", "expenditure", "basic", "project", "opening", "closing"})


@check("FAC145", severity=Severity.MUST_FIX)
def text_differs_from_table(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    known = values(accounts, standard)
    for concept, entries in by_concept(accounts, standard).items():
        for entry in entries:
            if concept in known and not (concept in _SCOPED and re.search("财政拨款|政府性基金|国有资本|绩效", entry.fact.section)):
                yield from _compare(accounts, entry.index, label_of(concept, standard), known[concept], standard)
    yield from _items(accounts, standard)


def _items(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    """Items of the functional classification against the table of the general budget."""
    found = table(accounts, AccountsTableKind.GENERAL_EXPENDITURE, standard)
    if found is None:
        return
    names: dict[str, list[int]] = {}
    for index, row in enumerate(found.rows()):
        names.setdefault(_plain(row.name), []).append(index)
    for index, fact in enumerate(accounts.facts):
        if not fact.functional or not is_money(fact.figure) or is_budget(fact):
            continue
        rows = names.get(_plain(fact.functional[-1]), [])
        cell = found.cell(rows[0], found.column("total")) if len(rows) == 1 else None
        if cell is not None:
            yield from _compare(accounts, index, fact.functional[-1], cell, standard)


def _plain(name: str) -> str:
    return re.sub(r"\s|\([类款项]\)", "", normal(name))


def _compare(accounts: FinalAccounts, index: int, name: str, cell: Cell, standard: Standard) -> Iterator[Said]:
    fact: Fact = accounts.facts[index]
    figure = fact.figure
    assert figure is not None
    computed = cell.estimate.times(amounts.factor("万元", figure.unit))
    paths = (f"/facts/{index}/figure", cell.path)
    relation = relate(f"正文{name} = 决算表", figure, computed, paths)
    yield relation
    if relation.outcome is not Outcome.FAILS:
        return
    title = accounts.tables[int(cell.path.split("/")[2])].title.strip("《》")
    slipped = computed.value and figure.value and _near(figure.value / computed.value)
    differ = "相差约一万倍，元与万元弄混" if slipped else "两处不一致"
    yield Finding(
        message=f"正文{name} {figure.with_unit}，《{title}》为 {cell.figure.text}，{differ}。",
        advice="以决算表为准改正正文，单位统一。",
        stated=figure.text,
        expected=relation.computed,
        paths=paths,
        citations=standard.cite("required_sections"),
    )


def _near(ratio: Decimal) -> bool:
    """Whether a ratio is ten thousand or its inverse, up to rounding."""
    return any(abs(ratio * times / _SLIP - 1) * 100 < 1 for times in (1, _SLIP * _SLIP))
