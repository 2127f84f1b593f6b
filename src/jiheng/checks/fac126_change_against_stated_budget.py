"""与预算相比的增减，和写出的预算数对不上。

## 查什么
正文（或「三公」经费表）另处写有预算数的，「与预算相比减少…」「与预算持平」应等于决算数减预算数。

## 为什么
表里预算 14.90、决算 5.21，文字却说只减少 0.10，两处必有一错。

## 依据
- arithmetic#增减额 = 决算数 − 预算数

## 示例
```yaml 不应报告
facts:
  - {label: 三公经费预算, figure: "20.00"}
  - {label: 三公经费支出, figure: "9.07", initial: 减少10.93万元，下降54.65%}
===
# 没有写出预算数
facts: [{label: 三公经费支出, figure: "9.07", initial: 减少10.93万元}]
===
facts: [{label: 公务接待费支出, figure: "5.21", budget: 持平}]
tables:
  - kind: three_public
    columns: {budget: 预算数, final: 决算数}
    rows: [{name: 公务接待费, budget: "5.21", final: "5.21"}]
```
```yaml 应报告
facts:
  - {label: 三公经费预算, figure: "20.00"}
  - {label: 三公经费支出, figure: "9.07", initial: 减少9.93万元，下降54.65%}
---
比预算减少 9.93，按 9.07−20.00 应为减少 10.93
===
facts: [{label: 公务接待费支出, figure: "5.21", budget: 减少0.10万元}]
tables:
  - kind: three_public
    columns: {budget: 预算数, final: 决算数}
    rows: [{name: 公务接待费, budget: "14.90", final: "5.21"}]
---
应为减少 9.69
===
facts: [{label: 公务用车购置及运行维护费支出, figure: "2.48", budget: 持平}]
tables:
  - kind: three_public
    columns: {budget: 预算数, final: 决算数}
    rows: [{name: 公务用车购置及运行维护费, budget: "15.00", final: "2.48"}]
---
应为减少 12.52
```

## 怎么改
核对预算数与决算数，改正增减额和增减率，并说明原因。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.ledger import relate
from jiheng.checks.registry import Said, check
from jiheng.checks.statements import change_amount, compared, fact_concept, in_unit, is_budget, is_money, name_of, shown
from jiheng.checks.three_public_table import stated_budgets
from jiheng.model import Change, ComparedWith, Comparison, Estimate, Fact, FinalAccounts, Finding, Outcome, Severity
from jiheng.regulation import Standard

_BUDGETS = (ComparedWith.BUDGET, ComparedWith.INITIAL_BUDGET, ComparedWith.ADJUSTED_BUDGET)


@check("FAC126", severity=Severity.MUST_FIX)
def change_against_stated_budget(accounts: FinalAccounts, standard: Standard) -> Iterator[Said]:
    budgets = stated_budgets(accounts, standard)
    for index, number, fact, comparison in compared(accounts):
        if comparison.compared_with not in _BUDGETS or comparison.base is not None or is_budget(fact) or not is_money(fact.figure):
            continue
        concept, change = fact_concept(fact, standard, accounts.agency), change_amount(comparison)
        if concept not in budgets or change is None or fact.figure is None:
            continue
        path, budget = budgets[concept]
        unit = (comparison.amount or fact.figure).unit
        value, base = in_unit(fact.figure, unit), in_unit(budget, unit)
        if value is None or base is None:
            continue
        at = f"/facts/{index}/comparisons/{number}"
        yield from _compare(fact, comparison, (change, value, base), (f"{at}/amount", f"/facts/{index}/figure", path), standard)


def _compare(
    fact: Fact, comparison: Comparison, found: tuple[Estimate, Estimate, Estimate], paths: tuple[str, ...], standard: Standard
) -> Iterator[Said]:
    change, value, base = found
    assert fact.figure is not None
    computed = value - base
    shape = comparison.amount or fact.figure
    stated = shape.model_copy(update={"value": change.value})
    relation = relate(f"{name_of(fact)}比预算的增减 = 决算数 − 预算数", stated, computed, paths)
    yield relation
    if comparison.rate is not None and base.value and relation.outcome is Outcome.FAILS:
        sign = -1 if (comparison.rate_direction or comparison.direction) is Change.DECREASE else 1
        rate = comparison.rate.model_copy(update={"value": comparison.rate.value * sign})
        yield relate(
            f"{name_of(fact)}比预算的增减率", rate, (computed / base).times(100), (paths[0].replace("/amount", "/rate"), *paths[1:])
        )
    if relation.outcome is not Outcome.FAILS:
        return
    places = max(shape.decimals, 2)
    yield Finding(
        message=f"{name_of(fact)}比预算{_words(change, shape.decimals)}，按 {shown(value)}−{shown(base)} 应为{_words(computed, places)}。",
        advice="核对预算数与决算数，改正增减额和增减率，并说明原因。",
        stated=_words(change, shape.decimals),
        expected=_words(computed, places),
        paths=paths,
        citations=standard.cite("account_tolerance"),
        trace=f"{shown(value)} − {shown(base)} = {shown(computed)}",
    )


def _words(change: Estimate, places: int) -> str:
    if not change.value:
        return "持平"
    return f"{'减少' if change.value < 0 else '增加'} {shown(Estimate.exactly(abs(change.value)), places)}"
