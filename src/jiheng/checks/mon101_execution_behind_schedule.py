"""执行进度落后。

## 查什么
截至监控月份的执行率，与按月平均的进度（或当地规定的预警线）相比明显落后，备注又没有说明。

## 为什么
监控的用处就在年中发现花不出去的钱，及时调整。

## 依据
- mof-2019-136#预算执行进度监控

## 示例
```yaml 不应报告
cutoff_month: 7
funds: [{label: 年度资金总额, initial_budget: "100.00", executed: "50.00"}]
===
cutoff_month: 7
funds: [{label: 年度资金总额, initial_budget: "100.00", executed: "20.00"}]
indicators: [{name: 培训场次, note: 合同约定三季度付款，尾款年底支付}]
===
# 没有写明截止月份
funds: [{label: 年度资金总额, initial_budget: "100.00", executed: "20.00"}]
```
```yaml 应报告
cutoff_month: 7
funds: [{label: 年度资金总额, initial_budget: "100.00", executed: "20.00"}]
---
截至 7 月执行率 20.00%，按月平均应为 58.33%
```

## 怎么改
说明原因和后几个月的支出安排；确实用不完的，申请调减。
"""

from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.funds import budget, decimals_of, estimate, total_index
from jiheng.checks.ledger import percent
from jiheng.checks.registry import Said, check
from jiheng.checks.texts import speaks_of
from jiheng.model import Finding, MonitoringForm, Severity
from jiheng.regulation import Standard


@check("MON101", severity=Severity.QUESTION)
def execution_behind_schedule(form: MonitoringForm, standard: Standard) -> Iterator[Said]:
    total, month = total_index(form.funds), form.cutoff_month
    found = budget(form.funds[total]) if total is not None else None
    if total is None or found is None or month is None or not 1 <= month <= 12 or not found[1].value:
        return
    executed, places = form.funds[total].executed, decimals_of(form.funds)
    if executed is None:
        return
    rate = estimate(executed, places) / estimate(found[1], places)
    lines: dict[str, Decimal] = standard.parameter("execution_warning_lines").value
    even = Decimal(month) / 12
    line = lines.get(str(month), max(even - standard.number("linear_progress_slack"), Decimal(0)))
    if rate.interval.high >= line or speaks_of(form, "explains_low_execution", standard):
        return
    yield Finding(
        message=f"截至 {month} 月执行率 {percent(rate.value)}，按月平均应为 {percent(even)}，进度明显落后，表中没有说明，请核实。",
        advice="说明原因和后几个月的支出安排；确实用不完的，申请调减。",
        stated=percent(rate.value),
        expected=f"≥{percent(line)}",
        paths=(f"/funds/{total}/execution_rate", f"/funds/{total}/executed", f"/funds/{total}/{found[0]}"),
        citations=standard.cite("linear_progress_slack"),
        trace=f"{executed.text} ÷ {found[1].text} = {percent(rate.value)}；{month} ÷ 12 = {percent(even)}",
    )
