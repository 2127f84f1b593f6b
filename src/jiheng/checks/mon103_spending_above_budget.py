"""已执行数大于全年预算或全年预计执行数。

## 查什么
截至监控月份的执行数不应大于年度预算，也不应大于填报的全年预计执行数。

## 为什么
已经花掉的不会少于全年要花的；超过预算则是无预算支出。

## 依据
- budget-law#第十三条：支出以批准的预算为依据

## 示例
```yaml 不应报告
initial_budget: "100.00"
executed: "60.00"
expected_execution: "100.00"
form: {type: monitoring_form}
===
initial_budget: "50.00"
adjusted_budget: "100.00"
executed: "60.00"
form: {type: monitoring_form}
===
# 自评表另有检查
initial_budget: "50.00"
executed: "60.00"
```
```yaml 应报告
label: 年度资金总额
initial_budget: "100.00"
executed: "60.00"
expected_execution: "50.00"
form: {type: monitoring_form}
---
执行数 60.00 万元大于全年预计执行数 50.00 万元
===
label: 年度资金总额
initial_budget: "50.00"
executed: "60.00"
form: {type: monitoring_form, cutoff_month: 7}
---
大于年初预算数 50.00 万元
```

## 怎么改
核对支付数据；年中追加的，补填调整后的预算数。
"""

from collections.abc import Iterator

from jiheng.checks.funds import budget, decimals_of, label_of, money
from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import FundsLine
from jiheng.model import Finding, MonitoringForm, Severity, reading
from jiheng.regulation import Standard


@check("MON103", severity=Severity.MUST_FIX)
def spending_above_budget(line: FundsLine, standard: Standard) -> Iterator[Said]:
    row = line.row
    if not isinstance(line.form, MonitoringForm) or row.executed is None:
        return
    places = decimals_of(line.form.funds)
    base = budget(row)
    limits = [] if base is None or not base[1].value else [base]
    if row.expected_execution is not None and (row.expected_execution.value or not row.executed.value):
        limits.append(("expected_execution", row.expected_execution))
    for column, limit in limits:
        paths = (line.at("executed"), line.at(column))
        above = reading(row.executed, places).low > reading(limit, places).high
        yield counted(f"{row.label}执行数 ≤ {label_of(column, line.form)}", int(above), paths)
        if above:
            yield Finding(
                severity=Severity.QUESTION if column == "initial_budget" else Severity.MUST_FIX,
                message=f"{row.label}的{label_of('executed', line.form)} {money(row.executed, line.form)}"
                f"大于{label_of(column, line.form)} {money(limit, line.form)}。",
                advice="核对支付数据；年中追加的，补填调整后的预算数。",
                stated=row.executed.text,
                expected=f"≤{limit.text}",
                paths=paths,
                citations=standard.cite("progress_gap"),
            )
