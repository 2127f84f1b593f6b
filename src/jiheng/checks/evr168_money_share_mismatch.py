"""资金表的占比与金额对不上。

## 查什么
资金表里的占比应等于该行金额除以合计；占比一栏左边的金额栏是分子。各级占比分别按上一级计算的，也认。

## 为什么
算术。

## 依据
- 算术

## 示例
```yaml 不应报告
money_tables:
  - kind: arrangement
    columns: {initial_budget: 年初预算, share: 占比, adjusted_budget: 全年预算, share_2: 占比}
    rows:
      - {name: 基本支出, level: 1, initial_budget: "60.00", share: "60%", adjusted_budget: "66.00", share_2: "55.00%"}
      - {name: 项目支出, level: 1, initial_budget: "40.00", share: "40%", adjusted_budget: "54.00", share_2: "45.00%"}
      - {name: 合计, level: 0, initial_budget: "100.00", share: "100%", adjusted_budget: "120.00", share_2: "100.00%"}
===
# 没有合计行，按各行之和
money_tables:
  - kind: arrangement
    columns: {initial_budget: 年初预算, share: 占比}
    rows: [{name: 甲, level: 1, initial_budget: "60.00", share: "0.6"}, {name: 乙, level: 1, initial_budget: "40.00", share: "0.4"}]
===
# 小项的占比按上一级算
money_tables:
  - kind: arrangement
    columns: {initial_budget: 年初预算, share: 占比}
    rows:
      - {name: 合计, level: 0, initial_budget: "100.00", share: "100%"}
      - {name: 基本支出, level: 1, initial_budget: "60.00", share: "60%"}
      - {name: 其中：人员经费, level: 2, initial_budget: "45.00", share: "75%"}
```
```yaml 应报告
money_tables:
  - kind: arrangement
    columns: {initial_budget: 年初预算, share: 占比}
    rows:
      - {name: 基本支出, level: 1, initial_budget: "60.00", share: "60%"}
      - {name: 项目支出, level: 1, initial_budget: "40.00", share: "45%"}
      - {name: 合计, level: 0, initial_budget: "100.00", share: "100%"}
---
「项目支出」占比写 45%，40.00 ÷ 100.00 应为 40.00%
```

## 怎么改
重算占比，各行占比之和应为 100%。
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jiheng.checks.ledger import relate
from jiheng.checks.rates import stated_rate
from jiheng.checks.registry import Said, check
from jiheng.checks.report_money import AMOUNTS, Money, base, computed, money_tables
from jiheng.model import Estimate, EvaluationReport, Figure, Finding, Outcome, Severity, amounts
from jiheng.regulation import Standard


@dataclass(frozen=True, slots=True, kw_only=True)
class _Whole:
    """What a share may be of: the total, the sum of the rows, the row above."""

    value: Estimate
    paths: tuple[str, ...]


@check("EVR168", severity=Severity.MUST_FIX)
def money_share_mismatch(report: EvaluationReport, standard: Standard) -> Iterator[Said]:
    """Every column of shares against the amounts beside it; without one that fits the column is of something else."""
    for money in money_tables(report):
        columns = list(money.table.columns)
        for key in money.keys("share"):
            beside = [one for one in columns[: columns.index(key)] if base(one) in AMOUNTS] or money.keys(*AMOUNTS)
            if beside:
                yield from _column(money, key, beside[-1])


def _column(money: Money, key: str, amount: str) -> Iterator[Said]:
    rows = [row for row in range(len(money.table.rows)) if money.figure(row, key) and money.figure(row, amount)]
    found = [(row, _fitting(money, row, key, amount)) for row in rows]
    fitting = [row for row, whole in found if whole is not None and row not in money.totals]
    for row, fits in found:
        whole = fits or next(iter(_wholes(money, row, amount)), None)
        stated, figure, part = money.figure(row, key), money.figure(row, amount), money.estimate(row, amount)
        # 一列里没有一个占比算得通的，可能是占别的总额
        if whole is None or stated is None or figure is None or part is None or (fits is None and not fitting):
            continue
        yield from _share(money, row, key, stated_rate(stated), figure, part, whole, (money.at(row, amount), *whole.paths))


def _share(
    money: Money, row: int, key: str, stated: Figure, figure: Figure, part: Estimate, whole: _Whole, paths: tuple[str, ...]
) -> Iterator[Said]:
    formula = f"{figure.text} ÷ {amounts.text(whole.value.value, max(money.places, 2) if money.places else None)}"
    name, label = money.row_name(row), money.label(key)
    relation = relate(f"{money.name}「{name}」{label} = {formula}", stated, (part / whole.value).times(100), (money.at(row, key), *paths))
    yield relation
    if relation.outcome is Outcome.FAILS:
        yield Finding(
            message=f"{money.name}「{name}」{label}写 {stated.text}，{formula} 应为 {relation.computed}。",
            advice="重算占比，各行占比之和应为 100%。",
            stated=stated.text,
            expected=relation.computed,
            paths=relation.paths,
            trace=f"{formula} = {relation.computed}",
        )


def _fitting(money: Money, row: int, key: str, amount: str) -> _Whole | None:
    stated, part = money.figure(row, key), money.estimate(row, amount)
    if stated is None or part is None:
        return None
    rate = stated_rate(stated).interval
    return next((whole for whole in _wholes(money, row, amount) if rate.overlaps((part / whole.value).times(100).interval)), None)


def _wholes(money: Money, row: int, amount: str) -> Iterator[_Whole]:
    """The totals, the nearest first; the sum of the rows where there is none; the rows above for a part of a part."""
    totals = sorted(money.totals, key=lambda total: (total < row, abs(total - row)))
    above = [one for one in range(row - 1, -1, -1) if money.table.rows[one].level < money.table.rows[row].level and one not in totals]
    for one in [*totals, *above[:1]]:
        value = money.estimate(one, amount)
        if value is not None and value.interval.low > 0:
            yield _Whole(value=value, paths=(money.at(one, amount),))
    if not totals:
        rows = [one for one, line in enumerate(money.table.rows) if line.level == 1 and money.figure(one, amount)]
        value = computed(money, rows, amount)
        if value is not None and value.interval.low > 0:
            yield _Whole(value=value, paths=tuple(money.at(one, amount) for one in rows))
