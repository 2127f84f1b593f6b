"""项目支出没有全部纳入自评。

## 查什么
所附项目自评表的全年执行数合计，与决算的项目支出比较：小于的，有项目没有自评；大于的，多填或口径不同。

## 为什么
项目支出绩效自评应当全覆盖。

## 依据
- mof-2020-10#单位自评覆盖全部项目支出

## 示例
```yaml 不应报告
- {type: final_accounts, facts: [{label: 项目支出, figure: "29.00"}]}
- {project: 甲, funds: [{label: 年度资金总额, adjusted_budget: "10.00", executed: "9.00"}]}
- {project: 乙, funds: [{label: 年度资金总额, adjusted_budget: "20.00", executed: "20.00"}]}
===
# 没有自评表
- {type: final_accounts, facts: [{label: 项目支出, figure: "29.00"}]}
```
```yaml 应报告
- {type: final_accounts, facts: [{label: 项目支出, figure: "49.00"}]}
- {project: 甲, funds: [{label: 年度资金总额, adjusted_budget: "10.00", executed: "9.00"}]}
- {project: 乙, funds: [{label: 年度资金总额, adjusted_budget: "20.00", executed: "20.00"}]}
---
2 个项目的执行数合计 29.00 万元，决算项目支出 49.00 万元，相差 20.00 万元没有纳入自评（覆盖 59.18%）
===
- {type: final_accounts, facts: [{label: 项目支出, figure: "19.00"}]}
- {project: 甲, funds: [{label: 年度资金总额, adjusted_budget: "10.00", executed: "9.00"}]}
- {project: 乙, funds: [{label: 年度资金总额, adjusted_budget: "20.00", executed: "20.00"}]}
---
大于决算项目支出
```

## 怎么改
列出没有自评的项目及原因，补做自评；口径不同的写明。
"""

from collections.abc import Iterator

from jiheng.checks.evaluated_money import disclosure, forms, stated_money, sum_of
from jiheng.checks.ledger import percent, relate
from jiheng.checks.registry import Said, check
from jiheng.checks.statements import first_of, in_unit, shown
from jiheng.checks.subjects import Dossier
from jiheng.model import Estimate, Finding, FundsKind, Outcome, Scope, Severity
from jiheng.regulation import Standard


@check("XCK203", severity=Severity.QUESTION)
def project_spending_not_evaluated(dossier: Dossier, standard: Standard) -> Iterator[Said]:
    found = disclosure(dossier)
    if found is None:
        return
    entry, accounts = found
    given = forms(dossier, accounts, Scope.PROJECT)
    project = first_of(accounts, "project", standard)
    total = sum_of(given, FundsKind.TOTAL, "executed") if given else None
    spent = in_unit(project.fact.figure, "万元") if project is not None and project.fact.figure is not None else None
    if project is None or project.fact.figure is None or total is None or spent is None or spent.value <= 0:
        return
    value, paths = total
    statement = stated_money(accounts).get((Scope.PROJECT, "executed"))
    here = (entry.at(project.path), *([entry.at(statement.path)] if statement else []))
    relation = relate(f"{len(given)} 个项目执行数合计 = 决算项目支出", project.fact.figure, value, (*here, *paths))
    yield relation
    if relation.outcome is not Outcome.FAILS:
        return
    share = value.value / spent.value
    if share < standard.number("evaluation_coverage"):
        gap = shown(Estimate.exactly(spent.value - value.value))
        said = f"相差 {gap} 万元没有纳入自评（覆盖 {percent(share)}），请核实"
    elif value.value > spent.value:
        said = f"大于决算项目支出 {shown(Estimate.exactly(value.value - spent.value))} 万元，请核实口径"
    else:
        return
    yield Finding(
        message=f"{len(given)} 个项目的执行数合计 {shown(value)} 万元，决算项目支出 {shown(spent)} 万元，{said}。",
        advice="列出没有自评的项目及原因，补做自评；口径不同的写明。",
        stated=shown(value),
        expected=shown(spent),
        paths=here,
        citations=standard.cite("evaluation_coverage"),
    )
