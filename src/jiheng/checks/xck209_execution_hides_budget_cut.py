"""执行率都是 100%，因为预算在年内压减了。

## 查什么
多数项目执行率 100%，而其中有项目全年预算只有年初预算的一两成。整份只报一次。

## 为什么
按调整后的预算算，执行率看不出年初预算没有花掉。

## 依据
- practice#执行率按年初预算再看一遍

## 示例
```yaml 不应报告
- {type: final_accounts, facts: [{label: 项目支出, figure: "20.00"}]}
- {project: 甲, funds: [{label: 年度资金总额, initial_budget: "10.00", adjusted_budget: "10.00", executed: "10.00"}]}
===
# 没有决算公开，各表自有检查
- {project: 甲, funds: [{label: 年度资金总额, initial_budget: "750.00", adjusted_budget: "9.16", executed: "9.16"}]}
===
# 年初没有预算，年中才追加
- {type: final_accounts, facts: [{label: 项目支出, figure: "20.00"}]}
- {project: 甲, funds: [{label: 年度资金总额, initial_budget: "0.00", adjusted_budget: "9.16", executed: "9.16"}]}
- {project: 乙, funds: [{label: 当年财政拨款, executed: "3.00"}]}
```
```yaml 应报告
- {type: final_accounts, facts: [{label: 项目支出, figure: "20.00"}]}
- {project: 甲, funds: [{label: 年度资金总额, initial_budget: "750.00", adjusted_budget: "9.16", executed: "9.16"}]}
- {project: 乙, funds: [{label: 年度资金总额, initial_budget: "10.00", adjusted_budget: "10.00", executed: "10.00"}]}
---
2 个项目年初预算合计 760.00 万元、全年 19.16 万元
```

## 怎么改
在绩效部分说明预算压减的原因，并按年初预算说明执行情况。
"""

from collections.abc import Iterator

from jiheng.checks.evaluated_money import disclosure, forms, stated_money, sum_of
from jiheng.checks.funds import amount, total_index
from jiheng.checks.ledger import percent
from jiheng.checks.registry import Said, check
from jiheng.checks.statements import shown
from jiheng.checks.subjects import Dossier
from jiheng.model import Finding, FundsKind, Scope, SelfEvaluationForm, Severity
from jiheng.regulation import Standard


@check("XCK209", severity=Severity.QUESTION)
def execution_hides_budget_cut(dossier: Dossier, standard: Standard) -> Iterator[Said]:
    found = disclosure(dossier)
    if found is None:
        return
    entry, accounts = found
    given = forms(dossier, accounts, Scope.PROJECT)
    cut = [(other, form) for other, form in given if _cut(form, standard)]
    sums = [sum_of(given, FundsKind.TOTAL, column) for column in ("initial_budget", "adjusted_budget", "executed")]
    initial, adjusted, executed = sums
    if not cut or initial is None or adjusted is None or executed is None or not initial[0].value:
        return
    statement = stated_money(accounts).get((Scope.PROJECT, "adjusted_budget"))
    rates = "、".join(f"「{form.project}」{_by_initial(form)}" for _, form in cut[:3])
    here = entry.at(statement.path) if statement else entry.at("")
    yield Finding(
        message=f"{len(given)} 个项目年初预算合计 {shown(initial[0])} 万元、全年 {shown(adjusted[0])} 万元，"
        f"压减的项目按年初预算算执行率很低：{rates}。请说明压减原因。",
        advice="在绩效部分说明预算压减的原因，并按年初预算说明执行情况。",
        stated=shown(adjusted[0]),
        expected=f"年初 {shown(initial[0])}",
        paths=(here, *(other.at(f"/funds/{total_index(form.funds) or 0}/adjusted_budget") for other, form in cut)),
        citations=standard.cite("budget_cut_ratio"),
    )


def _cut(form: SelfEvaluationForm, standard: Standard) -> bool:
    index = total_index(form.funds)
    row = form.funds[index] if index is not None else None
    initial, adjusted = (amount(row, c) for c in ("initial_budget", "adjusted_budget")) if row is not None else (None, None)
    if initial is None or adjusted is None or not initial.value or not adjusted.value:
        return False
    return adjusted.value / initial.value < standard.number("budget_cut_ratio")


def _by_initial(form: SelfEvaluationForm) -> str:
    row = form.funds[total_index(form.funds) or 0]
    if row.initial_budget is None or row.executed is None:
        return ""
    return percent(row.executed.value / row.initial_budget.value)
