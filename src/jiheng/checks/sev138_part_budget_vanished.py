"""一项来源的预算年中归零。

## 查什么
某一项资金来源（上年结转、其他资金等）年初有预算，全年预算数和执行数却都是 0，表中没有说明。

## 为什么
结转资金要么用掉，要么收回；归零而不说明，去向不清。

## 依据
- practice#结转资金的收回应有依据

## 示例
```yaml 不应报告
label: 其他资金
initial_budget: "5.48"
adjusted_budget: "2.00"
executed: "2.00"
form: {funds: [{label: 年度资金总额, initial_budget: "10.69", adjusted_budget: "3.80"}]}
===
label: 其他资金
initial_budget: "0.00"
adjusted_budget: "0.00"
executed: "0.00"
form: {funds: [{label: 年度资金总额, initial_budget: "10.69", adjusted_budget: "10.69"}]}
===
label: 其他资金
initial_budget: "5.48"
adjusted_budget: "0.00"
executed: "0.00"
form: {problems: 上年结转资金已由财政收回, funds: [{label: 年度资金总额, initial_budget: "10.69", adjusted_budget: "5.21"}]}
===
# 整个项目都撤了：由预算调整的检查报告
label: 其他资金
initial_budget: "5.48"
adjusted_budget: "0.00"
executed: "0.00"
form: {funds: [{label: 年度资金总额, initial_budget: "5.48", adjusted_budget: "0.00"}]}
```
```yaml 应报告
label: 其他资金
initial_budget: "5.48"
adjusted_budget: "0.00"
executed: "0.00"
form: {funds: [{label: 年度资金总额, initial_budget: "10.69", adjusted_budget: "1.80"}]}
---
其他资金年初预算 5.48 万元，全年预算和执行都是 0
```

## 怎么改
说明收回、注销或改列的文号和时间。
"""

from collections.abc import Iterator

from jiheng.checks.funds import money, total_index
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import FundsLine
from jiheng.checks.texts import speaks_of
from jiheng.model import Finding, SelfEvaluationForm, Severity
from jiheng.regulation import Standard


@check("SEV138", severity=Severity.QUESTION)
def part_budget_vanished(line: FundsLine, standard: Standard) -> Iterator[Said]:
    row, total = line.row, total_index(line.form.funds)
    if not isinstance(line.form, SelfEvaluationForm) or total is None or total == line.index or row.initial_budget is None:
        return
    whole = line.form.funds[total].adjusted_budget
    gone = row.adjusted_budget is not None and not row.adjusted_budget.value and (row.executed is None or not row.executed.value)
    if not row.initial_budget.value or not gone or whole is None or not whole.value:
        return
    if speaks_of(line.form, "explains_adjustment", standard):
        return
    yield Finding(
        message=f"{row.label}年初预算 {money(row.initial_budget, line.form)}，全年预算和执行都是 0，表中没有说明去向，请核实。",
        advice="说明收回、注销或改列的文号和时间。",
        stated=f"{row.initial_budget.text}→0.00",
        expected="说明去向",
        paths=(line.at("adjusted_budget"), line.at("initial_budget"), line.at("executed")),
        citations=standard.cite("adjustment_question"),
    )
