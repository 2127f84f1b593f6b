"""金额的单位填错：万元表里填了元。

## 查什么
合计与分项相差约一万倍，或按填报的执行率倒推金额相差约一万倍，把其中一格除以 10000 就能对上。

## 为什么
单位填错一格，汇总到部门和全市就差一万倍。

## 依据
- arithmetic#1 万元 = 10000 元

## 示例
```yaml 不应报告
funds:
  - {label: 年度资金总额, adjusted_budget: "10000.50", executed: "10000.50"}
  - {label: 当年财政拨款, adjusted_budget: "10000.00", executed: "10000.00"}
  - {label: 其他资金, adjusted_budget: "0.50", executed: "0.50"}
===
funds:
  - {label: 年度资金总额, adjusted_budget: "50000", executed: "100", execution_rate: "0.20%"}
```
```yaml 应报告
funds:
  - {label: 年度资金总额, adjusted_budget: "1000000", executed: "100.00"}
  - {label: 当年财政拨款, adjusted_budget: "80.00", executed: "80.00"}
  - {label: 其他资金, adjusted_budget: "20.00", executed: "20.00"}
---
年度资金总额的全年预算数填 1000000 万元，疑以元填列，应为 100.00 万元
===
funds:
  - {label: 年度资金总额, adjusted_budget: "98.00", executed: "980000.00", execution_rate: "100%"}
---
全年执行数填 980000.00 万元，疑以元填列，应为 98.00 万元
```

## 怎么改
统一按表头所示单位填列，并重算合计与执行率。
"""

from collections.abc import Iterator

from jiheng.checks.funds import COLUMNS, Column, amount, budget, label_of, money, number_text, slipped_by_rate, slipped_cell, splits
from jiheng.checks.registry import Said, check
from jiheng.model import Finding, SelfEvaluationForm, Severity
from jiheng.regulation import Standard


@check("SEV108", severity=Severity.MUST_FIX)
def amount_in_wrong_unit(form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    told: set[tuple[int, Column]] = set()
    for split in splits(form.funds):
        for column in COLUMNS:
            whole = amount(form.funds[split.whole], column)
            given = [(index, figure) for index in split.parts if (figure := amount(form.funds[index], column)) is not None]
            if whole is None or not given:
                continue
            cell = slipped_cell(whole, [figure for _, figure in given], standard)
            if cell is None:
                continue
            index = split.whole if cell == -1 else given[cell][0]
            told.add((index, column))
            yield _finding(form, index, column, standard)
    for index, row in enumerate(form.funds):
        base = budget(row)
        if row.executed is None or row.execution_rate is None or base is None or (index, base[0]) in told or (index, "executed") in told:
            continue
        wrong = slipped_by_rate(row, form, standard)
        if wrong is not None:
            yield _finding(form, index, wrong, standard)


def _finding(form: SelfEvaluationForm, index: int, column: Column, standard: Standard) -> Finding:
    figure = amount(form.funds[index], column)
    assert figure is not None
    right = number_text(figure.value / standard.number("unit_slip_factor"), 2)
    unit = figure.unit or form.money_unit or "万元"
    return Finding(
        message=f"{form.funds[index].label}的{label_of(column, form)}填 {money(figure, form)}，疑以元填列，应为 {right} {unit}。",
        advice="统一按表头所示单位填列，并重算合计与执行率。",
        stated=figure.text,
        expected=right,
        paths=(f"/funds/{index}/{column}",),
        citations=standard.cite("unit_slip_factor"),
    )
