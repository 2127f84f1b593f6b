"""部门整体自评表的资金与决算对不上。

## 查什么
部门整体支出绩效自评表的全年执行数，应等于决算的本年支出合计；全年预算数与收入总计（支出总计）比较，不同的请核实口径。

## 为什么
整体自评表评的就是全部支出。

## 依据
- practice#整体支出自评表的资金口径

## 示例
```yaml 不应报告
- {type: final_accounts, facts: [{label: 收入总计, figure: "30.00"}, {label: 本年支出合计, figure: "28.00"}]}
- {scope: department, funds: [{label: 年度总资金, adjusted_budget: "30.00", executed: "28.00"}]}
===
# 没有整体自评表
- {type: final_accounts, facts: [{label: 本年支出合计, figure: "28.00"}]}
- {project: 甲, funds: [{label: 年度资金总额, adjusted_budget: "10.00", executed: "9.00"}]}
```
```yaml 应报告
- {type: final_accounts, facts: [{label: 收入总计, figure: "30.00"}, {label: 本年支出合计, figure: "28.00"}]}
- {scope: department, funds: [{label: 年度总资金, adjusted_budget: "30.00", executed: "27.00"}]}
---
整体自评表全年执行数 27.00，决算本年支出合计 28.00 万元
```

## 怎么改
核对口径（是否只算财政拨款），不同的在表下写明。
"""

from collections.abc import Iterator

from jiheng.checks.evaluated_money import disclosure, forms, stated_money, sum_of
from jiheng.checks.funds import Column
from jiheng.checks.ledger import relate
from jiheng.checks.registry import Said, check
from jiheng.checks.statements import by_concept, in_unit, label_of, shown
from jiheng.checks.subjects import Dossier
from jiheng.model import Estimate, Figure, Finding, FundsKind, Outcome, Relation, Scope, Severity
from jiheng.regulation import Standard

_PAIRS: tuple[tuple[Column, tuple[str, ...], str], ...] = (
    ("executed", ("expenditure", "appropriation_expenditure", "total_expenditure"), "全年执行数"),
    ("adjusted_budget", ("total_income", "appropriation_total_income", "income", "expenditure"), "全年预算数"),
)


@check("XCK204", severity=Severity.QUESTION)
def department_form_differs(dossier: Dossier, standard: Standard) -> Iterator[Said]:
    found = disclosure(dossier)
    if found is None:
        return
    entry, accounts = found
    given = forms(dossier, accounts, Scope.DEPARTMENT)
    known, stated = by_concept(accounts, standard), stated_money(accounts)
    for column, concepts, name in _PAIRS:
        total = sum_of(given, FundsKind.TOTAL, column) if len(given) == 1 else None
        statement = stated.get((Scope.DEPARTMENT, column))
        facts = [(concept, known[concept][0]) for concept in concepts if concept in known]
        if not facts:
            continue
        values: list[tuple[str, Estimate, str]] = []
        if total is not None:
            values.append(("整体自评表", total[0], total[1][0]))
        if statement is not None and (said := in_unit(statement.figure, "万元")) is not None:
            values.append(("绩效部分", said, entry.at(statement.path)))
        for where, value, path in values:
            relations = [
                _relation(f"{where}{name}", label_of(key, standard), fact.fact.figure, value, (path, entry.at(fact.path)))
                for key, fact in facts
            ]
            best = next((r for r in relations if r.outcome is not Outcome.FAILS), relations[0])
            yield best
            if best.outcome is Outcome.FAILS and where == "整体自评表" and (column == "executed"):
                concept, fact = facts[0]
                yield Finding(
                    message=f"整体自评表{name} {shown(value)}，决算{label_of(concept, standard)} {best.stated} 万元，请核实口径。",
                    advice="核对口径（是否只算财政拨款），不同的在表下写明。",
                    stated=shown(value),
                    expected=best.stated,
                    paths=(path, entry.at(fact.path)),
                    citations=standard.cite("account_tolerance"),
                )


def _relation(name: str, other: str, figure: Figure | None, value: Estimate, paths: tuple[str, ...]) -> Relation:
    assert figure is not None
    return relate(f"{name} = 决算{other}", figure, value, paths)
