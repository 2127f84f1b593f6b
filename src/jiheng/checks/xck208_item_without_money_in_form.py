"""功能科目的支出在同名项目的自评表里找不到。

## 查什么
逐项说明里点名的项目（原因中写出的项目名），与同名项目自评表比较：决算说用财政拨款支出了，而自评表的当年财政拨款执行数为 0。
另外核对哪些科目的支出正好等于一两个项目的当年财政拨款。

## 为什么
同一笔钱在两份材料里来源不同，必有一处填错。

## 依据
- practice#决算与自评互相印证

## 示例
```yaml 不应报告
- type: final_accounts
  facts: [{label: 自然科学基金, functional: [科学技术支出, 基础研究, 自然科学基金], figure: "3.00", prior: {amount: "3.00", direction: increase, reason: 本年新增自然科学基金重点项目经费}}]
- {project: 2023年自然科学基金重点项目, funds: [{label: 年度资金总额, executed: "3.00"}, {label: 当年财政拨款, executed: "3.00"}]}
===
# 名称没有出现在自评表里
- type: final_accounts
  facts: [{label: 行政运行, functional: [科学技术支出, 科学技术管理事务, 行政运行], figure: "676.32"}]
- {project: 2023年自然科学基金重点项目, funds: [{label: 年度资金总额, executed: "0.71"}, {label: 当年财政拨款, executed: "0.00"}]}
```
```yaml 应报告
- type: final_accounts
  facts: [{label: 自然科学基金, functional: [科学技术支出, 基础研究, 自然科学基金], figure: "3.00"}]
- {project: 追加2023年科技专项-自然科学基金重点项目, funds: [{label: 年度资金总额, executed: "0.71"}, {label: 当年财政拨款, executed: "0.00"}]}
---
自然科学基金财政拨款支出 3.00 万元，同名项目自评表当年财政拨款执行 0.00
```

## 怎么改
核对该项支出对应的项目，更正自评表的资金来源或决算说明。
"""  # noqa: E501 - YAML examples keep a record on one line

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from jiheng.checks.classification import plain_item
from jiheng.checks.evaluated_money import disclosure, forms, sum_of
from jiheng.checks.ledger import relate
from jiheng.checks.registry import Said, check
from jiheng.checks.statements import in_unit, is_money
from jiheng.checks.subjects import Dossier, Entry
from jiheng.model import Estimate, Fact, FinalAccounts, Finding, FundsKind, Outcome, Relation, Scope, SelfEvaluationForm, Severity, summed
from jiheng.regulation import Standard

_Projects = list[tuple[Entry, SelfEvaluationForm]]
#: Items are matched with so many projects together at most.
_TOGETHER = 2


@check("XCK208", severity=Severity.QUESTION)
def item_without_money_in_form(dossier: Dossier, standard: Standard) -> Iterator[Said]:
    found = disclosure(dossier)
    if found is None:
        return
    entry, accounts = found
    projects = forms(dossier, accounts, Scope.PROJECT)
    for index, fact in _items(accounts):
        path = entry.at(f"/facts/{index}/figure")
        yield from _funded(fact, path, projects)
        name = plain_item(fact.functional[-1])
        same = [(other, form) for other, form in projects if len(name) >= 4 and name in plain_item(form.project or "")]
        total = sum_of(same, FundsKind.CURRENT_APPROPRIATION, "executed") if len(same) == 1 else None
        if total is None or fact.figure is None or not fact.figure.value:
            continue
        value, paths = total
        relation = relate(f"{name}财政拨款支出 = 同名项目当年财政拨款执行数", fact.figure, value, (path, *paths))
        yield relation
        if relation.outcome is Outcome.FAILS and not value.value:
            yield Finding(
                message=f"{name}财政拨款支出 {fact.figure.with_unit}，同名项目自评表当年财政拨款执行 {relation.computed}，请核实资金来源。",
                advice="核对该项支出对应的项目，更正自评表的资金来源或决算说明。",
                stated=fact.figure.text,
                expected=relation.computed,
                paths=(path, *paths),
                citations=standard.cite("account_tolerance"),
            )


def _items(accounts: FinalAccounts) -> Iterator[tuple[int, Fact]]:
    for index, fact in enumerate(accounts.facts):
        if len(fact.functional) == 3 and is_money(fact.figure):
            yield index, fact


def _funded(fact: Fact, path: str, projects: _Projects) -> Iterator[Relation]:
    """The one set of projects whose appropriation makes the item: it is written down, its absence proves nothing."""
    value = in_unit(fact.figure, "万元") if fact.figure is not None else None
    if value is None or not value.value or fact.figure is None:
        return
    known: list[tuple[Estimate, tuple[str, ...]]] = []
    for project in projects:
        total = sum_of([project], FundsKind.CURRENT_APPROPRIATION, "executed")
        if total is not None and total[0].value:
            known.append(total)
    sets = [group for size in range(1, _TOGETHER + 1) for group in combinations(known, size)]
    exact = [group for group in sets if summed(estimate for estimate, _ in group).value == value.value]
    if len(exact) == 1:
        paths = tuple(path for _, below in exact[0] for path in below)
        computed = summed(estimate for estimate, _ in exact[0])
        yield relate(f"{fact.functional[-1]} = {len(exact[0])} 个项目当年财政拨款执行数之和", fact.figure, computed, (path, *paths))
