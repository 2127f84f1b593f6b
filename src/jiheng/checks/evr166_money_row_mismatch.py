"""资金表一行里的数算不通。

## 查什么
资金表每一行：执行率＝支出÷预算（全年预算、到位资金、年初预算，有一种成立即可），到位率＝到位÷预算，其他的率按多数行成立的两列相除，调整数＝全年预算−年初预算，调整率＝调整数÷年初预算，结余＝预算（或到位）−支出。

## 为什么
算术。用哪一种分母成立，写在核对底稿里。

## 依据
- 算术

## 示例
```yaml 不应报告
money_tables:
  - kind: funds
    columns: {adjusted_budget: 全年预算数, executed: 执行数, execution_rate: 执行率}
    rows: [{name: 财政拨款, level: 1, adjusted_budget: "120.00", executed: "90.00", execution_rate: "75.00%"}]
===
# 按年初预算算的执行率
money_tables:
  - kind: funds
    columns: {initial_budget: 年初预算, adjusted_budget: 全年预算, executed: 支出, execution_rate: 执行率}
    rows: [{name: 合计, level: 0, initial_budget: "80.00", adjusted_budget: "100.00", executed: "90.00", execution_rate: "112.50%"}]
===
# 印成小数，没有百分号
money_tables:
  - kind: funds
    columns: {adjusted_budget: 全年预算, executed: 支出, execution_rate: 执行率}
    rows: [{name: 合计, level: 0, adjusted_budget: "120.00", executed: "90.00", execution_rate: "0.75"}]
===
# 没有预算，写不出执行率
money_tables:
  - kind: funds
    columns: {adjusted_budget: 全年预算, executed: 支出, execution_rate: 执行率}
    rows: [{name: 其他资金, level: 1, adjusted_budget: "0.00", executed: "0.00", execution_rate: "0.00%"}]
===
# 调减印成正数
money_tables:
  - kind: income
    columns: {initial_budget: 年初预算, adjusted_budget: 全年预算, adjustment: 调整数, adjustment_rate: 调整率}
    rows: [{name: 合计, level: 0, initial_budget: "100.00", adjusted_budget: "90.00", adjustment: "10.00", adjustment_rate: "10%"}]
===
# 完成率是完成面积除以任务面积，不是支出除以计划
money_tables:
  - kind: funds
    columns: {other: 任务面积, other_2: 完成面积, execution_rate: 完成率, initial_budget: 计划, executed: 支出}
    rows:
      - {name: 东镇, level: 1, other: "0.50", other_2: "0.40", execution_rate: "80%", initial_budget: "60", executed: "30"}
      - {name: 西镇, level: 1, other: "0.60", other_2: "0.54", execution_rate: "90%", initial_budget: "70", executed: "35"}
      - {name: 合计, level: 0, other: "1.10", other_2: "0.94", execution_rate: "85.45%", initial_budget: "130", executed: "65"}
```
```yaml 应报告
money_tables:
  - kind: funds
    columns: {adjusted_budget: 全年预算数, executed: 执行数, execution_rate: 执行率}
    rows: [{name: 财政拨款, level: 1, adjusted_budget: "120.00", executed: "90.00", execution_rate: "80.00%"}]
---
执行率写 80.00%，按 90.00 ÷ 120.00 应为 75.00%
===
money_tables:
  - kind: funds
    columns: {adjusted_budget: 全年预算, executed: 支出, surplus: 结余}
    rows: [{name: 合计, level: 0, adjusted_budget: "120.00", executed: "90.00", surplus: "20.00"}]
---
应为 30.00
===
money_tables:
  - kind: counts
    columns: {other: 应训人数, other_2: 实训人数, other_rate: 参训率}
    rows:
      - {name: 东镇, level: 1, other: "50", other_2: "40", other_rate: "80%"}
      - {name: 西镇, level: 1, other: "60", other_2: "54", other_rate: "90%"}
      - {name: 南镇, level: 1, other: "40", other_2: "30", other_rate: "70%"}
      - {name: 合计, level: 0, other: "150", other_2: "124", other_rate: "82.67%"}
---
「南镇」参训率写 70%，按 30 ÷ 40 应为 75.00%
```

## 怎么改
核对这一行的各个数，改正错的一格。
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jiheng.checks.column_formulas import Ratio, ratio_of
from jiheng.checks.ledger import relate
from jiheng.checks.rates import stated_rate
from jiheng.checks.registry import Said, check
from jiheng.checks.report_money import Money, base, money_tables
from jiheng.model import Estimate, EvaluationReport, Figure, Finding, Interval, Outcome, Severity, reading
from jiheng.regulation import Standard

_BUDGETS = ("adjusted_budget", "in_place", "initial_budget")
#: What is computed: the columns it is a part of or less, and those it is measured against.
_RATES = {
    "execution_rate": (("executed",), _BUDGETS),
    "in_place_rate": (("in_place",), ("initial_budget", "adjusted_budget")),
    "adjustment_rate": (("adjustment",), ("initial_budget",)),
}
_DIFFERENCES = {
    "adjustment": (("adjusted_budget",), ("initial_budget",)),
    "surplus": (("in_place", "adjusted_budget", "initial_budget"), ("executed",)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """One way to compute a cell: its formula, value, and the cells it reads."""

    formula: str
    value: Estimate
    paths: tuple[str, ...]


@check("EVR166", severity=Severity.MUST_FIX)
def money_row_mismatch(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Every computed cell of every row; one way that holds is enough."""
    for money in money_tables(report):
        told = {key: ratio_of(money, key) for key in money.keys("execution_rate", "in_place_rate", "other_rate")}
        for index, row in enumerate(money.table.rows):
            for key, figure in row.figures.items():
                if base(key) in _RATES or told.get(key) is not None:
                    stated, ratio = stated_rate(figure), told.get(key)
                    ways = list(_by_rows(money, index, ratio) if ratio is not None else _rates(money, index, key))
                    yield from _compare(money, index, key, stated, stated.interval, ways)
                elif base(key) in _DIFFERENCES:
                    ways = list(_differences(money, index, key, figure))
                    yield from _compare(money, index, key, figure, reading(figure, money.places), ways)


def _columns(money: Money, key: str, meanings: tuple[str, ...]) -> list[str]:
    """The columns of some meanings; of two of a kind the one beside."""
    suffix = key.removeprefix(base(key))
    found = money.keys(*meanings)
    beside = [one for one in found if one.removeprefix(base(one)) == suffix]
    return sorted(beside if suffix and beside else found, key=lambda one: meanings.index(base(one)))


def _by_rows(money: Money, row: int, ratio: Ratio) -> Iterator[_Way]:
    """The two columns that make the rate in the other rows."""
    one, other = money.estimate(row, ratio.part), money.estimate(row, ratio.whole)
    if one is not None and other is not None and not other.interval.low <= 0 <= other.interval.high:
        formula = f"{_text(money, row, ratio.part)} ÷ {_text(money, row, ratio.whole)}"
        yield _Way(formula=formula, value=(one / other).times(100), paths=(money.at(row, ratio.part), money.at(row, ratio.whole)))


def _rates(money: Money, row: int, key: str) -> Iterator[_Way]:
    parts, wholes = _RATES[base(key)]
    for part in _columns(money, key, parts):
        for whole in _columns(money, key, wholes):
            for way in _by_rows(money, row, Ratio(part=part, whole=whole)):
                yield way
                if base(key) == "adjustment_rate":
                    yield _Way(formula=way.formula, value=way.value.times(-1), paths=way.paths)


def _differences(money: Money, row: int, key: str, stated: Figure) -> Iterator[_Way]:
    wholes, parts = _DIFFERENCES[base(key)]
    for whole in _columns(money, key, wholes):
        for part in _columns(money, key, parts):
            one, other = money.estimate(row, whole), money.estimate(row, part)
            if one is None or other is None:
                continue
            value = one - other
            formula = f"{_text(money, row, whole)} − {_text(money, row, part)}"
            paths = (money.at(row, whole), money.at(row, part))
            yield _Way(formula=formula, value=value, paths=paths)
            if base(key) == "adjustment" and value.value < 0 <= stated.value:
                yield _Way(formula=formula, value=value.times(-1), paths=paths)


def _text(money: Money, row: int, key: str) -> str:
    figure = money.figure(row, key)
    return figure.text if figure is not None else ""


def _compare(money: Money, row: int, key: str, stated: Figure, read_as: Interval, ways: list[_Way]) -> Iterator[Said]:
    if not ways:
        return
    way = next((way for way in ways if read_as.overlaps(way.value.interval)), ways[0])
    name, label = money.row_name(row), money.label(key)
    relation = relate(
        f"{money.name}「{name}」{label} = {way.formula}", stated, way.value, (money.at(row, key), *way.paths), read_as=read_as
    )
    yield relation
    if relation.outcome is not Outcome.FAILS:
        return
    sure = len({one.value.value.copy_abs() for one in ways}) == 1
    yield Finding(
        severity=Severity.MUST_FIX if sure else Severity.QUESTION,
        message=f"{money.name}「{name}」{label}写 {stated.text}，按 {way.formula} 应为 {relation.computed}"
        + ("。" if sure else "，请核实分母。"),
        advice="核对这一行的各个数，改正错的一格。",
        stated=stated.text,
        expected=relation.computed,
        paths=(money.at(row, key), *way.paths),
        trace=f"{way.formula} = {relation.computed}",
    )
