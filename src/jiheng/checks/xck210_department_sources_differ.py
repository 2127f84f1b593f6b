"""部门整体自评表的资金来源与决算对不上。

## 查什么
部门整体自评表的其他资金执行数，应等于决算的非财政拨款支出；本级资金加上级资金，应等于财政拨款支出；
决算说明写的财政拨款年初预算数，不应等于整体表的资金总额（含其他资金）。

## 为什么
同一年的财政拨款与其他资金在两份材料里划分不同，必有一处填错。

## 依据
- practice#整体支出自评表的资金口径

## 示例
```yaml 不应报告
- {type: final_accounts, facts: [{label: 本年支出合计, figure: "28.00"}, {label: 本年财政拨款支出, figure: "20.00"}]}
- scope: department
  funds: [{label: 年度总资金, executed: "28.00"}, {label: 本级资金, executed: "20.00"}, {label: 其他资金, executed: "8.00"}]
===
# 没有其他资金一行
- {type: final_accounts, facts: [{label: 本年支出合计, figure: "28.00"}, {label: 本年财政拨款支出, figure: "20.00"}]}
- {scope: department, funds: [{label: 年度总资金, executed: "28.00"}]}
===
# 决算只写了一般公共预算，财政拨款是多少无从知道
- {type: final_accounts, facts: [{label: 本年支出合计, figure: "28.00"}, {label: 一般公共预算财政拨款支出, figure: "20.00"}]}
- scope: department
  funds: [{label: 年度总资金, executed: "28.00"}, {label: 本级资金, executed: "26.00"}, {label: 其他资金, executed: "2.00"}]
===
# 财政拨款的年初预算数不是资金总额
- type: final_accounts
  facts: [{label: 一般公共预算财政拨款支出, figure: "20.00", initial: {base: "29.00", final: "20.00", rate: "-31.03%"}}]
- scope: department
  funds: [{label: 年度总资金, initial_budget: "31.00"}, {label: 本级资金, initial_budget: "29.00"}, {label: 其他资金, initial_budget: "2.00"}]
===
# 其他资金年初为零
- type: final_accounts
  facts: [{label: 一般公共预算财政拨款支出, figure: "20.00", initial: {base: "31.00", final: "20.00", rate: "-35.48%"}}]
- scope: department
  funds: [{label: 年度总资金, initial_budget: "31.00"}, {label: 本级资金, initial_budget: "31.00"}, {label: 其他资金, initial_budget: "0.00"}]
```
```yaml 应报告
- {type: final_accounts, facts: [{label: 本年支出合计, figure: "28.00"}, {label: 本年财政拨款支出, figure: "20.00"}]}
- scope: department
  funds: [{label: 年度总资金, executed: "28.00"}, {label: 本级资金, executed: "26.00"}, {label: 其他资金, executed: "2.00"}]
---
整体自评表其他资金执行 2.00 万元，决算非财政拨款支出 8.00 万元（28.00−20.00）
===
- type: final_accounts
  facts: [{label: 一般公共预算财政拨款支出, figure: "20.00", initial: {base: "31.00", final: "20.00", rate: "-35.48%"}}]
- scope: department
  funds: [{label: 年度总资金, initial_budget: "31.00"}, {label: 本级资金, initial_budget: "29.00"}, {label: 其他资金, initial_budget: "2.00"}]
---
财政拨款年初预算数写 31.00，与整体自评表的资金总额相同，其中其他资金 2.00
```

## 怎么改
按资金性质重新划分整体自评表的来源，或在两处写明口径。
"""  # noqa: E501 - YAML examples keep a record on one line

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.evaluated_money import disclosure, forms, sum_of
from jiheng.checks.ledger import relate
from jiheng.checks.registry import Said, check
from jiheng.checks.statements import by_concept, compared, fact_concept, in_unit, shown
from jiheng.checks.subjects import Dossier, Entry
from jiheng.model import (
    ComparedWith,
    Estimate,
    Figure,
    FinalAccounts,
    Finding,
    FundsKind,
    Outcome,
    Scope,
    SelfEvaluationForm,
    Severity,
    amounts,
    summed,
)
from jiheng.regulation import Standard

_Form = tuple[Entry, SelfEvaluationForm]
_PUBLIC = (FundsKind.OWN_LEVEL, FundsKind.UPPER_LEVEL, FundsKind.CURRENT_APPROPRIATION)


@check("XCK210", severity=Severity.QUESTION)
def department_sources_differ(dossier: Dossier, standard: Standard) -> Iterator[Said]:
    found = disclosure(dossier)
    if found is None:
        return
    entry, accounts = found
    given = forms(dossier, accounts, Scope.DEPARTMENT)
    if len(given) == 1:
        yield from _executed(entry, accounts, given[0], standard)
        yield from _initial(entry, accounts, given[0], standard)


def _executed(entry: Entry, accounts: FinalAccounts, form: _Form, standard: Standard) -> Iterator[Said]:
    known = by_concept(accounts, standard)
    if "expenditure" not in known or "appropriation_expenditure" not in known:
        return
    whole, public = known["expenditure"][0], known["appropriation_expenditure"][0]
    if whole.fact.figure is None or public.fact.figure is None:
        return
    every, appropriation = in_unit(whole.fact.figure, "万元"), in_unit(public.fact.figure, "万元")
    if every is None or appropriation is None:
        return
    here = (entry.at(public.path), entry.at(whole.path))
    other = sum_of([form], FundsKind.OTHER_FUNDS, "executed")
    rest = every - appropriation
    if other is not None:
        said = f"决算非财政拨款支出 {shown(rest)} 万元（{shown(every)}−{shown(appropriation)}）"
        yield from _compare("其他资金", other, rest, said, here, standard)
    parts = [found for kind in _PUBLIC if (found := sum_of([form], kind, "executed")) is not None]
    if parts:
        total = summed(value for value, _ in parts)
        paths = tuple(path for _, below in parts for path in below)
        said = f"决算财政拨款支出 {shown(appropriation)} 万元"
        yield from _compare("本级、上级资金", (total, paths), appropriation, said, here, standard)


def _compare(
    name: str, stated: tuple[Estimate, tuple[str, ...]], computed: Estimate, said: str, here: tuple[str, ...], standard: Standard
) -> Iterator[Said]:
    value, paths = stated
    figure = amounts.half_up(value.value)
    from_form = _figure(figure)
    relation = relate(f"整体自评表{name}执行数 = 决算", from_form, computed, (*paths, *here), read_as=value.interval)
    yield relation
    if relation.outcome is Outcome.FAILS:
        yield Finding(
            message=f"整体自评表{name}执行 {shown(value)} 万元，{said}，请核实资金来源的划分。",
            advice="按资金性质重新划分整体自评表的来源，或在两处写明口径。",
            stated=shown(value),
            expected=shown(computed),
            paths=(*paths, *here),
            citations=standard.cite("account_tolerance"),
        )


def _figure(value: Decimal) -> Figure:
    return Figure(value=value, unit="万元", decimals=2)


def _initial(entry: Entry, accounts: FinalAccounts, form: _Form, standard: Standard) -> Iterator[Said]:
    """The initial budget told as appropriation, which is the department's whole money."""
    total, other = (sum_of([form], kind, "initial_budget") for kind in (FundsKind.TOTAL, FundsKind.OTHER_FUNDS))
    if total is None or other is None or not other[0].value:
        return
    for index, number, fact, comparison in compared(accounts):
        concept = fact_concept(fact, standard, accounts.agency)
        if comparison.compared_with is not ComparedWith.INITIAL_BUDGET or comparison.base is None:
            continue
        if not (concept or "").startswith(("general", "appropriation")):
            continue
        base = in_unit(comparison.base, "万元")
        if base is not None and base.value == total[0].value:
            path = entry.at(f"/facts/{index}/comparisons/{number}/base")
            yield Finding(
                message=f"财政拨款年初预算数写 {shown(base)}，与整体自评表的资金总额相同，其中其他资金 {shown(other[0])}"
                f"、财政拨款 {shown(total[0] - other[0])}，请核实口径。",
                advice="财政拨款的年初预算数不含其他资金；核对两处后改正。",
                stated=shown(base),
                expected=shown(total[0] - other[0]),
                paths=(path, *total[1], *other[1]),
                citations=standard.cite("account_tolerance"),
            )
            return
