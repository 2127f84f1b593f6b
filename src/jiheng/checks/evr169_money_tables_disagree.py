"""同一笔钱在报告的几张资金表里不一致。

## 查什么
收入、来源、性质、安排各表，合计有一栏相等的，说的是同一笔钱：别的共同栏的合计、同名各行的金额也应相等。换一个单位写的，换算后比较。

## 为什么
同一笔钱只能有一个数。

## 依据
- 同一事实两处不一，由报告本身证明

## 示例
```yaml 不应报告
money_tables:
  - {kind: source, unit: 万元, columns: {adjusted_budget: 全年预算, executed: 支出}, rows: [{name: 合计, level: 0, adjusted_budget: "100.00", executed: "90.00"}]}
  - {kind: nature, unit: 万元, columns: {adjusted_budget: 全年预算, executed: 支出}, rows: [{name: 合计, level: 0, adjusted_budget: "100.00", executed: "90.00"}]}
===
# 另一笔钱
money_tables:
  - {kind: source, unit: 万元, columns: {adjusted_budget: 全年预算, executed: 支出}, rows: [{name: 合计, level: 0, adjusted_budget: "100.00", executed: "90.00"}]}
  - {kind: nature, unit: 万元, columns: {adjusted_budget: 全年预算, executed: 支出}, rows: [{name: 合计, level: 0, adjusted_budget: "60.00", executed: "55.00"}]}
===
# 换成元
money_tables:
  - {kind: source, unit: 万元, columns: {adjusted_budget: 全年预算, executed: 支出}, rows: [{name: 合计, level: 0, adjusted_budget: "100.00", executed: "90.00"}]}
  - {kind: funds, unit: 元, columns: {adjusted_budget: 全年预算, executed: 支出}, rows: [{name: 合计, level: 0, adjusted_budget: "1000000", executed: "900000"}]}
===
# 项目清单只是其中一部分
money_tables:
  - {kind: nature, unit: 万元, columns: {adjusted_budget: 全年预算, executed: 支出}, rows: [{name: 合计, level: 0, adjusted_budget: "100.00", executed: "90.00"}]}
  - {kind: projects, unit: 万元, columns: {adjusted_budget: 预算, executed: 支出}, rows: [{name: 合计, level: 0, adjusted_budget: "100.00", executed: "80.00"}]}
```
```yaml 应报告
money_tables:
  - {kind: source, unit: 万元, columns: {adjusted_budget: 全年预算, executed: 支出}, rows: [{name: 合计, level: 0, adjusted_budget: "100.00", executed: "90.00"}]}
  - {kind: nature, unit: 万元, columns: {adjusted_budget: 全年预算, executed: 支出}, rows: [{name: 合计, level: 0, adjusted_budget: "100.00", executed: "92.00"}]}
---
「合计」支出
```

## 怎么改
核对两张表的口径，以账簿为准改一致；口径不同的，在表下注明。
"""  # noqa: E501 - an example row stays on one line

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from jiheng.checks.ledger import relate
from jiheng.checks.registry import Said, check
from jiheng.checks.report_money import AMOUNTS, Money, base, money_tables, same_unit
from jiheng.model import EvaluationReport, Finding, Outcome, Severity, reading
from jiheng.regulation import Standard

_KINDS = frozenset({"income", "source", "nature", "arrangement", "funds"})
#: Columns that mean the same in every table; 调整, 结余 and second columns of a kind may mean several things.
_COLUMNS = frozenset(AMOUNTS) - {"adjustment", "surplus"}


@check("EVR169", severity=Severity.QUESTION)
def money_tables_disagree(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Every pair of tables whose totals agree in a column."""
    found = [money for money in money_tables(report) if money.table.kind in _KINDS and money.totals]
    for one, other in combinations(found, 2):
        keys = [key for key in one.table.columns if key in other.table.columns and key in _COLUMNS and base(key) == key]
        totals = (_grand(one), _grand(other))
        if not any(_agree(one, totals[0], other, totals[1], key) for key in keys):
            continue
        rows = [totals, *_named(one, other)]
        for left, right in dict.fromkeys(rows):
            for key in keys:
                yield from _pair(one, left, other, right, key)


def _grand(money: Money) -> int:
    """The grand total: the first total that heads the table, else the last."""
    return 0 if money.totals[0] == 0 else money.totals[-1]


def _agree(one: Money, left: int, other: Money, right: int, key: str) -> bool:
    stated, known = other.figure(right, key), one.figure(left, key)
    if stated is None or known is None or not stated.value:
        return False
    value = same_unit(known, stated.unit or other.table.unit)
    return value is not None and reading(stated, other.places).overlaps(value.interval)


def _named(one: Money, other: Money) -> Iterator[tuple[int, int]]:
    """Rows of one name, told once in each table."""
    names = [[money.row_name(row) for row in range(len(money.table.rows))] for money in (one, other)]
    for row, name in enumerate(names[0]):
        if names[0].count(name) == names[1].count(name) == 1 and row not in one.totals:
            yield row, names[1].index(name)


def _pair(one: Money, left: int, other: Money, right: int, key: str) -> Iterator[Said]:
    stated, known = other.figure(right, key), one.figure(left, key)
    value = same_unit(known, stated.unit or other.table.unit) if stated is not None and known is not None else None
    if stated is None or known is None or value is None:
        return
    name, label = other.row_name(right), other.label(key)
    relation = relate(
        f"{other.name}「{name}」{label} = {one.name}{one.label(key)}",
        stated,
        value,
        (other.at(right, key), one.at(left, key)),
        read_as=reading(stated, other.places),
    )
    yield relation
    if relation.outcome is Outcome.FAILS:
        yield Finding(
            message=f"「{name}」{label}两张表不一致：{other.name}写 {stated.with_unit}，{one.name}写 {known.with_unit}，请核实。",
            advice="核对两张表的口径，以账簿为准改一致；口径不同的，在表下注明。",
            stated=stated.with_unit,
            expected=known.with_unit,
            paths=relation.paths,
        )
