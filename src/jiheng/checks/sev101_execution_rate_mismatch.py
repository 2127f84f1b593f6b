"""预算执行率与执行数、预算数对不上。

## 查什么
每一行填报的预算执行率应等于全年执行数除以全年预算数（调整后）。按年初预算数才算得出的，指出所用口径。

## 为什么
执行率直接折算得分，比率填错，得分必错。

## 依据
- mof-2020-10#自评表：执行率 = 全年执行数 ÷ 全年预算数

## 示例
```yaml 不应报告
adjusted_budget: "120.00"
executed: "90.00"
execution_rate: "75.00%"
===
# 末位相差可由金额四舍五入解释
adjusted_budget: "32.40"
executed: "31.69"
execution_rate: "97.80%"
===
# 比率不带百分号
adjusted_budget: "100"
executed: "98"
execution_rate: "0.98"
===
adjusted_budget: "50.00"
executed: "50.00"
execution_rate: "—"
===
# 整数百分比
adjusted_budget: "2100.00"
executed: "1871.30"
execution_rate: "89%"
```
```yaml 应报告
adjusted_budget: "120.00"
executed: "90.00"
execution_rate: "80.00%"
---
执行率填 80.00%，按 90.00÷120.00 应为 75.00%
===
initial_budget: "100.00"
adjusted_budget: "200.00"
executed: "90.00"
execution_rate: "90.00%"
---
与年初预算数
```

## 怎么改
先核对全年预算数是否含年中调整，再重算执行率；得分随之更正。
"""

from collections.abc import Iterator

from jiheng.checks.funds import budget, decimals_of, estimate, label_of, slipped_by_rate
from jiheng.checks.ledger import fails, percent, relate
from jiheng.checks.rates import stated_rate
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import FundsLine
from jiheng.model import Estimate, Finding, Interval, MonitoringForm, ObjectiveForm, Outcome, Severity
from jiheng.regulation import Standard


@check("SEV101", severity=Severity.MUST_FIX)
def execution_rate_mismatch(line: FundsLine, standard: Standard) -> Iterator[Said]:
    row = line.row
    base = budget(row)
    if row.execution_rate is None or row.executed is None or base is None or isinstance(line.form, MonitoringForm | ObjectiveForm):
        return
    places = decimals_of(line.form.funds)
    column, denominator = base
    paths = (line.at("execution_rate"), line.at("executed"), line.at(column))
    if not denominator.value:
        return
    try:
        computed = estimate(row.executed, places) / estimate(denominator, places)
    except ZeroDivisionError:
        return
    stated = stated_rate(row.execution_rate)
    relation = relate(f"{row.label}执行率 = 全年执行数 ÷ {label_of(column, line.form)}", stated, computed.times(100), paths)
    yield relation
    if relation.outcome is not Outcome.FAILS or (computed.value > 1 and stated.value == 100) or slipped_by_rate(row, line.form, standard):
        return
    message = f"执行率填 {stated.text}，按 {row.executed.text}÷{denominator.text} 应为 {percent(computed.value)}"
    yield Finding(
        message=message + _other_basis(line, stated.interval, places) + "。",
        advice="先核对全年预算数是否含年中调整，再重算执行率和执行率得分。",
        stated=stated.text,
        expected=percent(computed.value),
        paths=paths,
        citations=standard.cite("execution_rate_formula"),
        trace=f"{row.executed.text} ÷ {denominator.text} = {percent(computed.value)}",
    )


def _other_basis(line: FundsLine, stated: Interval, places: int) -> str:
    """The denominator that would explain the rate, said when there is one."""
    row = line.row
    assert row.executed is not None
    if row.initial_budget is not None and row.initial_budget.value and row.adjusted_budget is not None:
        by_initial: Estimate = estimate(row.executed, places) / Estimate.exactly(row.initial_budget.value)
        if not fails(stated, by_initial.times(100)):
            return f"；所填与年初预算数 {row.initial_budget.text} 相除的结果一致，分母应改用全年预算数"
    return ""
