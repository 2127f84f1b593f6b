"""全年执行数大于全年预算数。

## 查什么
每一行的全年执行数不应大于同一行的全年预算数（调整后）。

## 为什么
超预算支出违反预算法；多半是预算数没有按年中调整更新。

## 依据
- budget-law#第十三条：支出以批准的预算为依据

## 示例
```yaml 不应报告
adjusted_budget: "20.00"
executed: "20.00"
===
# 只超年初数，不超调整后的数
initial_budget: "10.00"
adjusted_budget: "20.00"
executed: "18.00"
===
adjusted_budget: "—"
executed: "18.00"
```
```yaml 应报告
label: 年度资金总额
adjusted_budget: "20.00"
executed: "21.50"
---
全年执行数 21.50 万元大于全年预算数 20.00 万元，超出 1.50
```

## 怎么改
核对年中追加和上年结转是否计入全年预算数；确属超支的，说明原因和批准手续。
"""

from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.funds import budget, decimals_of, label_of, money, number_text
from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import FundsLine
from jiheng.model import Finding, MonitoringForm, ObjectiveForm, Severity, reading
from jiheng.regulation import Standard


@check("SEV110", severity=Severity.MUST_FIX)
def spending_above_budget(line: FundsLine, standard: Standard) -> Iterator[Said]:
    row, base = line.row, budget(line.row)
    if row.executed is None or base is None or not base[1].value or isinstance(line.form, MonitoringForm | ObjectiveForm):
        return
    places = decimals_of(line.form.funds)
    paths = (line.at("executed"), line.at(base[0]))
    above = reading(row.executed, places).low > reading(base[1], places).high
    yield counted(f"{row.label}全年执行数 ≤ {label_of(base[0], line.form)}", int(above), paths)
    if not above or row.executed.value / base[1].value > standard.number("unit_slip_factor") / 2:
        return
    over = row.executed.value - base[1].value
    # Only an initial budget is printed: adjustments within the year may cover the difference.
    severity = Severity.MUST_FIX if base[0] == "adjusted_budget" else Severity.QUESTION
    yield Finding(
        severity=severity,
        message=f"{row.label}的全年执行数 {money(row.executed, line.form)}大于{label_of(base[0], line.form)} {money(base[1], line.form)}，"
        f"超出 {number_text(max(over, Decimal(0)), places)}。",
        advice="核对年中追加和上年结转是否计入全年预算数；确属超支的，说明原因和批准手续。",
        stated=row.executed.text,
        expected=f"≤{base[1].text}",
        paths=paths,
        citations=standard.cite("low_execution_rate"),
    )
