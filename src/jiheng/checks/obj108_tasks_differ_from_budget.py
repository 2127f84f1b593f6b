"""部门主要任务的金额之和与部门预算不符。

## 查什么
部门整体支出绩效目标申报表中，各项主要任务的金额合计应等于部门预算总额；任务只列项目的，等于项目支出也可以。

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
===
# 任务只列项目，合计等于项目支出
scope: department
funds:
  - {label: 部门预算总额, kind: total, initial_budget: "300.00"}
  - {label: 基本支出, kind: basic_expenditure, level: 1, initial_budget: "100.00"}
  - {label: 项目支出, kind: project_expenditure, level: 1, initial_budget: "200.00"}
tasks:
  - {label: 科技项目, kind: other, level: 1, initial_budget: "120.00"}
  - {label: 科普, kind: other, level: 1, initial_budget: "80.00"}
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
  - {label: 科技项目, kind: other, level: 1, initial_budget: "150.00"}
  - {label: 科普, kind: other, level: 1, initial_budget: "100.00"}
  - {label: 金额合计, kind: total, level: 0, initial_budget: "250.00"}
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


# long: the whole first, then the projects alone, over the same cells
@check("OBJ108", severity=Severity.QUESTION)
def tasks_differ_from_budget(form: ObjectiveForm, standard: Standard) -> Iterator[Said]:
    """The tasks of the highest level against the whole budget, or the projects' where only these are listed."""
    total = total_index(form.funds)
    budget = form.funds[total].initial_budget if total is not None else None
    listed = [(i, row) for i, row in enumerate(form.tasks) if row.kind is not FundsKind.TOTAL and row.initial_budget]
    top = min((row.level for _, row in listed), default=0)
    tasks = [(i, row) for i, row in listed if row.level == top]
    if budget is None or len(tasks) < 2:
        return
    places = decimals_of((*form.funds, *form.tasks))
    computed = summed(estimate(row.initial_budget, places) for _, row in tasks if row.initial_budget)
    below = tuple(f"/tasks/{index}/initial_budget" for index, _ in tasks)
    paths = (f"/funds/{total}/initial_budget", *below)
    relation = relate("部门预算总额 = 各项任务金额之和", budget, computed, paths, read_as=reading(budget, places))
    projects = next((i for i, row in enumerate(form.funds) if row.kind is FundsKind.PROJECT_EXPENDITURE), None)
    stated = form.funds[projects].initial_budget if projects is not None else None
    if stated is not None and relation.outcome is Outcome.FAILS:
        at = (f"/funds/{projects}/initial_budget", *below)
        of_projects = relate("项目支出 = 各项任务金额之和", stated, computed, at, read_as=reading(stated, places))
        relation = of_projects if of_projects.outcome is not Outcome.FAILS else relation
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
