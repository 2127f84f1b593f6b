"""全年预计执行数大于预算。

## 查什么
填报的全年预计执行数不应大于年度预算（调整后）。

## 为什么
预计超支要先申请追加，不能直接写进监控表。

## 依据
- mof-2019-136#预算执行情况

## 示例
```yaml 不应报告
initial_budget: "100.00"
expected_execution: "100.00"
form: {type: monitoring_form}
===
initial_budget: "80.00"
adjusted_budget: "100.00"
expected_execution: "100.00"
form: {type: monitoring_form}
===
expected_execution: "100.00"
form: {type: monitoring_form}
```
```yaml 应报告
label: 年度资金总额
initial_budget: "100.00"
expected_execution: "120.00"
form: {type: monitoring_form}
---
全年预计执行数 120.00 万元大于年初预算数 100.00 万元
```

## 怎么改
核对预算数是否含年中追加；确需超出的，先办追加手续。
"""

from collections.abc import Iterator

from jiheng.checks.funds import budget, decimals_of, label_of, money
from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import FundsLine
from jiheng.model import Finding, MonitoringForm, Severity, reading
from jiheng.regulation import Standard


@check("MON104", severity=Severity.QUESTION)
def forecast_above_budget(line: FundsLine, standard: Standard) -> Iterator[Said]:
    row, base = line.row, budget(line.row)
    if not isinstance(line.form, MonitoringForm) or row.expected_execution is None or base is None or not base[1].value:
        return
    places = decimals_of(line.form.funds)
    paths = (line.at("expected_execution"), line.at(base[0]))
    above = reading(row.expected_execution, places).low > reading(base[1], places).high
    yield counted(f"{row.label}全年预计执行数 ≤ {label_of(base[0], line.form)}", int(above), paths)
    if above:
        yield Finding(
            message=f"{row.label}的全年预计执行数 {money(row.expected_execution, line.form)}"
            f"大于{label_of(base[0], line.form)} {money(base[1], line.form)}，请核实。",
            advice="核对预算数是否含年中追加；确需超出的，先办追加手续。",
            stated=row.expected_execution.text,
            expected=f"≤{base[1].text}",
            paths=paths,
            citations=standard.cite("progress_gap"),
        )
