"""全年预算数为零却有支出。

## 查什么
全年预算数填 0 而全年执行数大于 0；或预算数为零却填了执行率。

## 为什么
没有预算不得支出；预算数为零时执行率无从计算，所填比率没有依据。

## 依据
- budget-law#第十三条：支出以批准的预算为依据

## 示例
```yaml 不应报告
# 年初没有预算、年中追加，是正常的
initial_budget: "0"
adjusted_budget: "20.00"
executed: "20.00"
===
adjusted_budget: "0.00"
executed: "0.00"
===
# 合计行为零由别的检查报告
label: 年度资金总额
adjusted_budget: "12.00"
executed: "12.00"
```
```yaml 应报告
label: 年度资金总额
initial_budget: "0"
adjusted_budget: "0"
executed: "207.4538"
execution_rate: "100%"
---
全年预算数填 0 万元，全年执行数却为 207.4538 万元
```

## 怎么改
补填调整后的全年预算数；确无预算的，说明支出依据。
"""

from collections.abc import Iterator

from jiheng.checks.funds import budget, label_of, money
from jiheng.checks.ledger import counted
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import FundsLine
from jiheng.model import Finding, ObjectiveForm, Severity
from jiheng.regulation import Standard


@check("SEV109", severity=Severity.MUST_FIX)
def spending_without_budget(line: FundsLine, standard: Standard) -> Iterator[Said]:
    row, base = line.row, budget(line.row)
    if row.executed is None or base is None or base[1].value or isinstance(line.form, ObjectiveForm):
        return
    paths = (line.at(base[0]), line.at("executed"), line.at("execution_rate"))
    spent = row.executed.value > 0
    yield counted(f"{row.label}预算数为零时没有支出", int(spent), paths)
    if spent and not _whole_row_explains(line):
        rate = f"，执行率 {row.execution_rate.text} 无从算出" if row.execution_rate is not None else ""
        yield Finding(
            message=f"{row.label}的{label_of(base[0], line.form)}填 {money(base[1], line.form)}，"
            f"全年执行数却为 {money(row.executed, line.form)}{rate}。",
            advice="补填调整后的全年预算数；确无预算的，说明支出依据。",
            stated=base[1].text,
            expected=row.executed.text,
            paths=paths,
            citations=standard.cite("low_execution_rate"),
        )


def _whole_row_explains(line: FundsLine) -> bool:
    """The same lack stands one row up with the same amounts: said there."""
    above = [row for row in line.form.funds[: line.index] if row.level < line.row.level]
    whole, base = (above[-1] if above else None), budget(line.row)
    if whole is None or whole.executed is None or base is None or line.row.executed is None:
        return False
    found = budget(whole)
    return found is not None and not found[1].value and whole.executed.value == line.row.executed.value
