"""自评表的当年财政拨款，合计大于决算的财政拨款项目支出。

## 查什么
各项目自评表「当年财政拨款」全年执行数之和，不应大于财政拨款支出减去财政拨款基本支出。

## 为什么
项目自评的财政拨款是财政拨款项目支出的一部分；超过说明有项目的资金来源填错行。

## 依据
- arithmetic#部分不大于整体

## 示例
```yaml 不应报告
- {type: final_accounts, facts: [{label: 一般公共预算财政拨款支出, figure: "50.00"}, {label: 一般公共预算财政拨款基本支出, figure: "20.00"}]}
- {project: 甲, funds: [{label: 年度资金总额, executed: "30.00"}, {label: 当年财政拨款, executed: "30.00"}]}
===
# 没有写基本支出
- {type: final_accounts, facts: [{label: 一般公共预算财政拨款支出, figure: "50.00"}]}
- {project: 甲, funds: [{label: 年度资金总额, executed: "60.00"}, {label: 当年财政拨款, executed: "60.00"}]}
===
# 项目用的是政府性基金，一般公共预算之外还有它
- type: final_accounts
  facts:
    - {label: 一般公共预算财政拨款支出, figure: "50.00"}
    - {label: 一般公共预算财政拨款基本支出, figure: "20.00"}
    - {label: 政府性基金预算财政拨款支出, figure: "10.00"}
- {project: 甲, funds: [{label: 年度资金总额, executed: "38.00"}, {label: 当年财政拨款, executed: "38.00"}]}
===
# 正文没有说，政府性基金的表里有
- type: final_accounts
  facts:
    - {label: 一般公共预算财政拨款支出, figure: "50.00"}
    - {label: 一般公共预算财政拨款基本支出, figure: "20.00"}
  tables: [{kind: government_fund, columns: {expenditure: 本年支出}, rows: [{name: 合计, expenditure: "10.00"}]}]
- {project: 甲, funds: [{label: 年度资金总额, executed: "38.00"}, {label: 当年财政拨款, executed: "38.00"}]}
```
```yaml 应报告
- {type: final_accounts, facts: [{label: 一般公共预算财政拨款支出, figure: "50.00"}, {label: 一般公共预算财政拨款基本支出, figure: "20.00"}]}
- {project: 甲, funds: [{label: 年度资金总额, executed: "30.00"}, {label: 当年财政拨款, executed: "30.00"}]}
- {project: 乙, funds: [{label: 年度资金总额, executed: "4.40"}, {label: 当年财政拨款, executed: "4.40"}]}
---
当年财政拨款执行合计 34.40 万元，财政拨款项目支出只有 30.00 万元（50.00−20.00），超出 4.40 万元
```

## 怎么改
逐个核对资金来源，把上年结转、其他资金从「当年财政拨款」行移出。
"""  # noqa: E501 - YAML examples keep a record on one line

from collections.abc import Iterator, Mapping

from jiheng.checks.evaluated_money import disclosure, forms, sum_of
from jiheng.checks.registry import Said, check
from jiheng.checks.statements import Named, by_concept, in_unit, shown
from jiheng.checks.subjects import Dossier
from jiheng.checks.table_values import values
from jiheng.model import Estimate, FinalAccounts, Finding, FundsKind, Outcome, Relation, Scope, Severity
from jiheng.regulation import Standard


# long: one comparison with everything it rests on
@check("XCK205", severity=Severity.MUST_FIX)
def appropriation_exceeds_accounts(dossier: Dossier, standard: Standard) -> Iterator[Said]:
    found = disclosure(dossier)
    if found is None:
        return
    entry, accounts = found
    known = by_concept(accounts, standard)
    spending = next((known[key][0] for key in ("appropriation_expenditure", "general_expenditure") if key in known), None)
    others = [] if "appropriation_expenditure" in known else _beside_general(accounts, known, standard)
    basic = known["general_basic"][0] if "general_basic" in known else None
    given = forms(dossier, accounts, Scope.PROJECT)
    total = sum_of(given, FundsKind.CURRENT_APPROPRIATION, "executed") if given else None
    if spending is None or basic is None or total is None or spending.fact.figure is None or basic.fact.figure is None:
        return
    whole, part = in_unit(spending.fact.figure, "万元"), in_unit(basic.fact.figure, "万元")
    if whole is None or part is None:
        return
    value, paths = total
    for _, more in others:  # the general budget alone is not all that is appropriated
        whole = whole + more
    project = whole - part
    over = value.interval.low > project.interval.high
    excess = shown(value - project) if over else "0"
    here = (entry.at(basic.path), entry.at(spending.path), *(entry.at(path) for path, _ in others), *paths)
    yield Relation(
        expression="各项目当年财政拨款执行合计 ≤ 财政拨款支出 − 财政拨款基本支出：超出额",
        stated=excess,
        computed="0",
        outcome=Outcome.FAILS if over else Outcome.HOLDS,
        paths=here,
    )
    if over:
        yield Finding(
            message=f"{len(given)} 张项目自评表当年财政拨款执行合计 {shown(value)} 万元，财政拨款项目支出只有 {shown(project)} 万元"
            f"（{shown(whole)}−{shown(part)}），超出 {excess} 万元。",
            advice="逐个核对资金来源，把上年结转、其他资金从「当年财政拨款」行移出。",
            stated=shown(value),
            expected=shown(project),
            paths=here,
            citations=standard.cite("account_tolerance"),
            trace=f"{shown(whole)} − {shown(part)} = {shown(project)}",
        )


def _beside_general(accounts: FinalAccounts, known: Mapping[str, list[Named]], standard: Standard) -> list[tuple[str, Estimate]]:
    """What the other two budgets spent, with its places: as the text says, else as the tables do."""
    told = values(accounts, standard)
    found: list[tuple[str, Estimate]] = []
    for concept in ("fund_expenditure", "state_capital_expenditure"):
        figure = known[concept][0].fact.figure if concept in known else None
        amount = in_unit(figure, "万元") if figure is not None else None
        if amount is not None:
            found.append((known[concept][0].path, amount))
        elif concept in told:
            found.append((told[concept].path, told[concept].estimate))
    return found
