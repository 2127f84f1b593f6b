"""文字写的预算、支出与资金表不符。

## 查什么
「年初预算 X 万元，全年预算 Y 万元，全年支出 Z 万元，执行率 R%」：有两个数与某张资金表的合计行（或同名的一行）相符的，说的是同一笔钱，其余的数也应相符。

## 为什么
文字是从表里来的；改了表没改文字，读者不知道信哪个。

## 依据
- 同一事实两处不一，由报告本身证明

## 示例
```yaml 不应报告
facts: [{label: 项目, figure: 90.00万元, initial: {base: 80.00万元}, adjusted: {base: 100.00万元, completion: 90.00%}}]
money_tables: [{kind: funds, unit: 万元, columns: {initial_budget: 年初, adjusted_budget: 全年, executed: 支出, execution_rate: 执行率}, rows: [{name: 合计, level: 0, initial_budget: "80.00", adjusted_budget: "100.00", executed: "90.00", execution_rate: "90.00%"}]}]
===
# 另一笔钱：只有一个数碰巧相同
facts: [{label: 工程款, figure: 70.00万元, adjusted: {base: 100.00万元}}]
money_tables: [{kind: funds, unit: 万元, columns: {adjusted_budget: 全年, executed: 支出}, rows: [{name: 合计, level: 0, adjusted_budget: "100.00", executed: "90.00"}]}]
===
# 上年的数
facts: [{label: 支出, year: 2022, figure: 85.00万元, initial: {base: 80.00万元}, adjusted: {base: 100.00万元}}]
fiscal_year: 2023
money_tables: [{kind: funds, unit: 万元, columns: {initial_budget: 年初, adjusted_budget: 全年, executed: 支出}, rows: [{name: 合计, level: 0, initial_budget: "80.00", adjusted_budget: "100.00", executed: "90.00"}]}]
```
```yaml 应报告
facts: [{label: 项目, figure: 96.00万元, initial: {base: 80.00万元}, adjusted: {base: 100.00万元}}]
money_tables: [{kind: funds, title: 资金投入, unit: 万元, columns: {initial_budget: 年初, adjusted_budget: 全年, executed: 支出}, rows: [{name: 合计, level: 0, initial_budget: "80.00", adjusted_budget: "100.00", executed: "90.00"}]}]
---
文字写支出 96.00 万元，「资金投入」写 90.00 万元
```

## 怎么改
以账簿为准，文字和表改成同一个数。
"""  # noqa: E501 - an example row stays on one line

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jiheng.checks.ledger import relate
from jiheng.checks.rates import stated_rate
from jiheng.checks.registry import Said, check
from jiheng.checks.report_money import Money, money_tables, same_unit
from jiheng.model import ComparedWith, EvaluationReport, Fact, Figure, Finding, Outcome, Relation, Severity, amounts
from jiheng.regulation import Standard

_BASES = {
    ComparedWith.INITIAL_BUDGET: ("initial_budget",),
    ComparedWith.ADJUSTED_BUDGET: ("adjusted_budget",),
    ComparedWith.BUDGET: ("adjusted_budget", "initial_budget"),
}
#: So many figures must agree before a row is the same money.
_PROOF = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """A figure of the sentence beside the cell it should repeat."""

    column: str
    path: str
    relation: Relation
    told: Figure
    cell: Figure


@check("EVR170", severity=Severity.MUST_FIX)
def money_text_differs(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """A sentence on money against the row of a table that says the same of the same money."""
    for index, fact in enumerate(report.facts):
        other_year = fact.year is not None and report.fiscal_year is not None and fact.year != report.fiscal_year
        if fact.comparisons and not other_year:
            yield from _fact(report, index, fact)


def _fact(report: EvaluationReport, index: int, fact: Fact) -> Iterator[Said]:
    best: tuple[int, Money, list[_Pair]] | None = None
    for money in money_tables(report):
        for row in range(len(money.table.rows)):
            pairs = list(_pairs(index, fact, money, row))
            agree = len({pair.column for pair in pairs if pair.relation.outcome is not Outcome.FAILS})
            if agree >= _PROOF and (best is None or agree > best[0]):
                best = (agree, money, pairs)
    if best is None:
        return
    said: set[tuple[str, str]] = set()
    for pair in best[2]:
        yield pair.relation
        key = (pair.column, pair.told.text)
        if pair.relation.outcome is Outcome.FAILS and key not in said:  # a sentence may repeat its figure: one cause, one finding
            said.add(key)
            yield _finding(pair, best[1])


def _pairs(index: int, fact: Fact, money: Money, row: int) -> Iterator[_Pair]:
    for path, figure, columns in _told(index, fact):
        cell, column = next(((cell, key) for key in columns if (cell := money.figure(row, key)) is not None), (None, ""))
        if cell is None:
            continue
        rate = column == "execution_rate"
        stated = stated_rate(figure) if rate else figure
        value = (
            same_unit(stated_rate(cell), "%")
            if rate
            else same_unit(cell.model_copy(update={"unit": cell.unit or money.table.unit}), stated.unit)
        )
        if value is None:
            continue
        name = f"{money.name}「{money.row_name(row)}」{money.label(column)}"
        relation = relate(f"文字所写 = {name}", stated, value, (path, money.at(row, column)))
        yield _Pair(column=column, path=path, relation=relation, told=stated, cell=cell)


def _told(index: int, fact: Fact) -> Iterator[tuple[str, Figure, tuple[str, ...]]]:
    """The figures of the sentence with the columns in which they should stand."""
    if fact.figure is not None and amounts.is_money(fact.figure.unit):
        yield f"/facts/{index}/figure", fact.figure, ("executed",)
    for number, item in enumerate(fact.comparisons):
        columns = _BASES.get(item.compared_with)
        if columns is None:
            continue
        path = f"/facts/{index}/comparisons/{number}"
        if item.base is not None and amounts.is_money(item.base.unit):
            yield f"{path}/base", item.base, columns
        if item.final is not None and amounts.is_money(item.final.unit):
            yield f"{path}/final", item.final, ("executed",)
        if item.completion is not None and item.compared_with is not ComparedWith.INITIAL_BUDGET:
            yield f"{path}/completion", item.completion, ("execution_rate",)


def _finding(pair: _Pair, money: Money) -> Finding:
    return Finding(
        message=f"文字写{money.label(pair.column)} {pair.told.with_unit}，{money.name}写 "
        f"{pair.cell.model_copy(update={'unit': pair.cell.unit or money.table.unit}).with_unit}。",
        advice="以账簿为准，文字和表改成同一个数。",
        stated=pair.told.with_unit,
        expected=pair.cell.text,
        paths=pair.relation.paths,
    )
