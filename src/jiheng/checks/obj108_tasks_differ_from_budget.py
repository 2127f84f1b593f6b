"""部门主要任务的金额之和与部门预算不符。

## 查什么
部门整体支出绩效目标申报表中，各项主要任务的金额合计应等于部门预算总额；任务下分财政拨款与其他资金的，也应相加得到该任务总额。

## 为什么
任务是预算的分解，加不回去说明漏了任务或多列了钱。

## 依据
- practice#任务金额合计等于部门预算

## 示例
```yaml 不应报告
scope: department
funds: [{label: 部门预算总额, initial_budget: "300.00"}]
tasks:
  - {label: 科技项目, kind: other, level: 0, initial_budget: "200.00"}
  - {label: 科普, kind: other, level: 0, initial_budget: "100.00"}
===
# 只列主要任务，不到预算总额
scope: department
funds: [{label: 部门预算总额, initial_budget: "300.00"}]
tasks:
  - {label: 科技项目, kind: other, level: 0, initial_budget: "200.00"}
```
```yaml 应报告
scope: department
funds: [{label: 部门预算总额, initial_budget: "300.00"}]
tasks:
  - {label: 科技项目, kind: other, level: 0, initial_budget: "250.00"}
  - {label: 科普, kind: other, level: 0, initial_budget: "100.00"}
---
各项任务金额合计 350.00 万元，大于部门预算总额 300.00 万元
===
scope: department
funds: [{label: 部门预算总额, initial_budget: "300.00"}]
tasks:
  - {label: 科技项目, kind: other, level: 0, initial_budget: "150.00"}
  - {label: 科普, kind: other, level: 0, initial_budget: "100.00"}
---
请核实
```

## 怎么改
核对任务金额；只列部分任务的，注明其余资金的用途。
"""

from collections.abc import Iterator

from jiheng.checks.funds import decimals_of, estimate, money, number_text, total_index
from jiheng.checks.ledger import relate
from jiheng.checks.registry import Said, check
from jiheng.model import Finding, FundsKind, ObjectiveForm, Outcome, Severity, reading, summed
from jiheng.regulation import Standard


@check("OBJ108", severity=Severity.QUESTION)
def tasks_differ_from_budget(form: ObjectiveForm, standard: Standard) -> Iterator[Said]:
    total = total_index(form.funds)
    budget = form.funds[total].initial_budget if total is not None else None
    tasks = [(i, row) for i, row in enumerate(form.tasks) if row.kind is not FundsKind.TOTAL and row.level == 0 and row.initial_budget]
    if budget is None or len(tasks) < 2:
        return
    places = decimals_of((*form.funds, *form.tasks))
    computed = summed(estimate(row.initial_budget, places) for _, row in tasks if row.initial_budget)
    paths = (f"/funds/{total}/initial_budget", *(f"/tasks/{index}/initial_budget" for index, _ in tasks))
    relation = relate("部门预算总额 = 各项任务金额之和", budget, computed, paths, read_as=reading(budget, places))
    yield relation
    if relation.outcome is Outcome.FAILS:
        added = number_text(computed.value, places)
        above = computed.value > budget.value
        yield Finding(
            severity=Severity.MUST_FIX if above else Severity.QUESTION,
            message=f"各项任务金额合计 {added} {form.money_unit or '万元'}，{'大于' if above else '小于'}部门预算总额 {money(budget, form)}"
            + ("。" if above else "，请核实是否漏列任务。"),
            advice="核对任务金额；只列部分任务的，注明其余资金的用途。",
            stated=added,
            expected=budget.text,
            paths=paths,
            citations=standard.cite("unit_slip_factor"),
        )
