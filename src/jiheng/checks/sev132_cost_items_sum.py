"""各项成本之和与全年执行数不符。

## 查什么
成本指标逐项列出、各项目标之和正是全年预算数时，各项实际之和也应等于全年执行数。

## 为什么
分项是按预算拆出来的，实际花的钱也应能加回去。

## 依据
- arithmetic#合计等于分项之和

## 示例
```yaml 不应报告
funds: [{label: 年度资金总额, adjusted_budget: "4.29", executed: "3.89"}]
indicators:
  - {category: 成本指标, name: 电费, target: "=2.85万元", actual: "2.45万元"}
  - {category: 成本指标, name: 专网费, target: "=1.44万元", actual: "1.44万元"}
===
# 只列了部分成本
funds: [{label: 年度资金总额, adjusted_budget: "9.00", executed: "9.00"}]
indicators:
  - {category: 成本指标, name: 电费, target: "=2.85万元", actual: "2.45万元"}
  - {category: 成本指标, name: 专网费, target: "=1.44万元", actual: "1.44万元"}
===
# 单位成本不能相加
funds: [{label: 年度资金总额, adjusted_budget: "9.00", executed: "9.00"}]
indicators:
  - {category: 成本指标, name: 培训成本, target: "≤400元/人", actual: "380元/人"}
  - {category: 成本指标, name: 总成本, target: "≤9万元", actual: "8万元"}
```
```yaml 应报告
funds: [{label: 年度资金总额, adjusted_budget: "4.29", executed: "3.89"}]
indicators:
  - {category: 成本指标, name: 电费, target: "=2.85万元", actual: "2.65万元"}
  - {category: 成本指标, name: 专网费, target: "=1.44万元", actual: "1.44万元"}
---
2 项成本实际完成值相加为 4.09 万元，全年执行数为 3.89 万元
```

## 怎么改
按支付数据核对各项支出，改正错的一项或全年执行数。
"""

from collections.abc import Iterator

from jiheng.checks.funds import budget, decimals_of, estimate, number_text, total_index
from jiheng.checks.ledger import relate
from jiheng.checks.registry import Said, check
from jiheng.checks.shape import is_cost
from jiheng.model import Estimate, Figure, Finding, Outcome, SelfEvaluationForm, Severity, amounts, reading, summed
from jiheng.regulation import Standard


@check("SEV132", severity=Severity.QUESTION)
def cost_items_sum(form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    total, unit = total_index(form.funds), form.money_unit or "万元"
    found = budget(form.funds[total]) if total is not None else None
    if total is None or found is None or not amounts.is_money(unit):
        return
    column, planned = found
    executed = form.funds[total].executed
    items = [
        (index, indicator.target.figure, indicator.actual.figure)
        for index, indicator in enumerate(form.indicators)
        if is_cost(indicator) and indicator.target is not None and indicator.actual is not None
    ]
    whole = [(index, goal, done) for index, goal, done in items if goal is not None and done is not None and amounts.is_money(goal.unit)]
    if len(whole) < 2 or len(whole) < len(items) or executed is None:
        return
    places = decimals_of(form.funds)
    goals = summed(_in(goal, unit) for _, goal, _ in whole)
    spent = summed(_in(done if done.unit else done.model_copy(update={"unit": goal.unit}), unit) for _, goal, done in whole)
    paths = (f"/funds/{total}/{column}", *(f"/indicators/{index}/target" for index, _, _ in whole))
    planned_relation = relate("全年预算数 = 各项成本指标值之和", planned, goals, paths, read_as=reading(planned, places))
    if planned_relation.outcome is Outcome.FAILS:
        return
    yield planned_relation
    paths = (f"/funds/{total}/executed", *(f"/indicators/{index}/actual" for index, _, _ in whole))
    relation = relate("全年执行数 = 各项成本实际完成值之和", executed, spent, paths, read_as=reading(executed, places))
    yield relation
    if relation.outcome is Outcome.FAILS:
        added = number_text(spent.value, places)
        yield Finding(
            message=f"{len(whole)} 项成本实际完成值相加为 {added} {unit}，全年执行数为 {executed.text} {unit}，"
            "而各项目标值之和正是全年预算数，请核实。",
            advice="按支付数据核对各项支出，改正错的一项或全年执行数。",
            stated=added,
            expected=executed.text,
            paths=(*paths[1:], paths[0]),
            citations=standard.cite("unit_slip_factor"),
        )


def _in(figure: Figure, unit: str) -> Estimate:
    """An amount of an indicator in the unit of the funds block."""
    return estimate(figure, figure.decimals).times(amounts.factor(figure.unit, unit))
