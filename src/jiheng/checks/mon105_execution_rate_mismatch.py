"""监控表的执行率与金额对不上。

## 查什么
截至监控月份的执行率应等于执行数除以年度预算数。按全年预计执行数或另一栏预算数才算得出的，指出所用口径。

## 为什么
执行率是监控的结论之一，填错会误判进度。

## 依据
- arithmetic#执行率 = 执行数 ÷ 预算数

## 示例
```yaml 不应报告
initial_budget: "120.00"
executed: "60.00"
execution_rate: "50.00%"
form: {type: monitoring_form}
===
initial_budget: "120.00"
adjusted_budget: "80.00"
executed: "60.00"
execution_rate: "75%"
form: {type: monitoring_form}
===
initial_budget: "0"
executed: "0"
execution_rate: "0%"
form: {type: monitoring_form}
===
# 有调整数而按年初数计算：监控表允许，只要一致
initial_budget: "120.00"
adjusted_budget: "80.00"
executed: "60.00"
execution_rate: "50.00%"
form: {type: monitoring_form}
```
```yaml 应报告
label: 年度资金总额
initial_budget: "120.00"
executed: "60.00"
execution_rate: "58.33%"
form: {type: monitoring_form}
---
执行率填 58.33%，按 60.00÷120.00 应为 50.00%
```

## 怎么改
按执行数除以预算数重算。
"""

from collections.abc import Iterator

from jiheng.checks.funds import budget, decimals_of, estimate
from jiheng.checks.ledger import fails, percent, relate
from jiheng.checks.rates import stated_rate
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import FundsLine
from jiheng.model import Finding, MonitoringForm, Severity
from jiheng.regulation import Standard


@check("MON105", severity=Severity.MUST_FIX)
def execution_rate_mismatch(line: FundsLine, standard: Standard) -> Iterator[Said]:
    row, base = line.row, budget(line.row)
    if not isinstance(line.form, MonitoringForm) or row.execution_rate is None or row.executed is None or base is None:
        return
    places, stated = decimals_of(line.form.funds), stated_rate(row.execution_rate)
    bases = [base] + ([("initial_budget", row.initial_budget)] if base[0] != "initial_budget" and row.initial_budget is not None else [])
    bases = [(column, figure) for column, figure in bases if figure.value]
    if not bases:
        return
    rates = [(column, figure, (estimate(row.executed, places) / estimate(figure, places)).times(100)) for column, figure in bases]
    column, figure, rate = next((found for found in rates if not fails(stated.interval, found[2])), rates[0])
    paths = (line.at("execution_rate"), line.at("executed"), line.at(column))
    yield relate(f"{row.label}执行率 = 执行数 ÷ 预算数", stated, rate, paths)
    if fails(stated.interval, rate):
        yield Finding(
            message=f"{row.label}执行率填 {stated.text}，按 {row.executed.text}÷{figure.text} 应为 {percent(rate.value / 100)}。",
            advice="按执行数除以预算数重算。",
            stated=stated.text,
            expected=percent(rate.value / 100),
            paths=paths,
            citations=standard.cite("execution_rate_formula"),
        )
