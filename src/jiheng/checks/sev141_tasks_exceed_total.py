"""各项任务的金额之和大于部门支出总额。

## 查什么
部门整体支出自评表里，各项任务的预算数之和、执行数之和，不应大于资金总额；等于项目支出的，记入核对底稿。

## 为什么
任务的钱是部门支出的一部分。

## 依据
- 算术

## 示例
```yaml 不应报告
scope: department
funds: [{label: 年度资金总额, adjusted_budget: "300.00", executed: "280.00"}]
tasks: [{label: 科技项目, level: 0, adjusted_budget: "120.00", executed: "110.00"}, {label: 科普, level: 0, adjusted_budget: "60.00", executed: "60.00"}]
===
# 四舍五入的尾差
scope: department
funds: [{label: 年度资金总额, adjusted_budget: "180.00", executed: "170.00"}]
tasks: [{label: 甲, level: 0, executed: "85.00"}, {label: 乙, level: 0, executed: "85.01"}]
```
```yaml 应报告
scope: department
funds: [{label: 年度资金总额, adjusted_budget: "300.00", executed: "150.00"}]
tasks: [{label: 科技项目, level: 0, adjusted_budget: "120.00", executed: "110.00"}, {label: 科普, level: 0, adjusted_budget: "60.00", executed: "60.00"}]
---
各项任务执行数合计 170.00 万元，大于年度资金总额 150.00 万元
```

## 怎么改
核对任务金额和资金总额，改正错的一处。
"""  # noqa: E501 - an example row stays on one line

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.funds import Column, amount, decimals_of, estimate, label_of, money, number_text, total_index
from jiheng.checks.ledger import relate
from jiheng.checks.registry import Said, check
from jiheng.model import Finding, FundsKind, Outcome, Relation, SelfEvaluationForm, Severity, reading, summed
from jiheng.regulation import Standard

_COLUMNS: tuple[Column, ...] = ("initial_budget", "adjusted_budget", "executed")


@check("SEV141", severity=Severity.QUESTION)
def tasks_exceed_total(form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    """The sum of the tasks against the total, and against the project expenditure it may be equal to."""
    total = total_index(form.funds)
    if total is None:
        return
    for column in _COLUMNS:
        yield from _column(form, total, column)


# long: the equality first, then the bound, over the same cells
def _column(form: SelfEvaluationForm, total: int, column: Column) -> Iterator[Said]:
    whole = amount(form.funds[total], column)
    top = min((row.level for row in form.tasks), default=0)
    tasks = [(index, figure) for index, row in enumerate(form.tasks) if row.level == top and (figure := amount(row, column)) is not None]
    if whole is None or not tasks:
        return
    places = decimals_of((*form.funds, *form.tasks))
    computed = summed(estimate(figure, places) for _, figure in tasks)
    paths = tuple(f"/tasks/{index}/{column}" for index, _ in tasks)
    projects = next((i for i, row in enumerate(form.funds) if row.kind is FundsKind.PROJECT_EXPENDITURE and amount(row, column)), None)
    stated = amount(form.funds[projects], column) if projects is not None else None
    if stated is not None:
        relation = relate(
            f"项目支出{label_of(column, form)} = 各项任务之和",
            stated,
            computed,
            (f"/funds/{projects}/{column}", *paths),
            read_as=reading(stated, places),
        )
        if relation.outcome is not Outcome.FAILS:
            yield relation
            return
    over = computed.interval.low > reading(whole, places).high
    relation = Relation(
        expression=f"各项任务{label_of(column, form)}之和 ≤ {form.funds[total].label}",
        stated=number_text(computed.value, places),
        computed=f"≤{whole.text}",
        outcome=Outcome.FAILS if over else Outcome.HOLDS,
        paths=(*paths, f"/funds/{total}/{column}"),
    )
    yield relation
    if over:
        name = label_of(column, form).removeprefix("全年")
        yield Finding(
            message=f"各项任务{name}合计 {relation.stated} {form.money_unit or '万元'}，"
            f"大于{form.funds[total].label} {money(whole, form)}，请核实。",
            advice="核对任务金额和资金总额，改正错的一处。",
            stated=relation.stated,
            expected=f"≤{whole.text}",
            paths=relation.paths,
        )
