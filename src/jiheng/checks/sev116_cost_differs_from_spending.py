"""总成本指标的完成值与全年执行数不一致。

## 查什么
「项目总成本」一类指标的实际完成值是项目花了多少钱，应与资金块的全年执行数相同。

## 为什么
同一笔支出在一张表里出现两个数，必有一处不实。

## 依据
- practice#同一数字在同一表内应一致

## 示例
```yaml 不应报告
funds: [{label: 年度资金总额, adjusted_budget: "90.00", executed: "89.97"}]
indicators: [{category: 成本指标, name: 项目总成本, target: "≤90万元", actual: "89.97万元"}]
===
# 以元填列，换算后相同
funds: [{label: 年度资金总额, adjusted_budget: "90.00", executed: "89.97"}]
indicators: [{category: 成本指标, name: 项目总成本, target: "≤900000元", actual: "899700元"}]
===
# 单项费用不是总成本
funds: [{label: 年度资金总额, adjusted_budget: "90.00", executed: "89.97"}]
indicators: [{category: 成本指标, name: 印刷费, target: "≤9万元", actual: "8万元"}]
```
```yaml 应报告
funds: [{label: 年度资金总额, adjusted_budget: "95.00", executed: "89.974"}]
indicators: [{category: 成本指标, name: 项目总成本, target: "≤95万元", actual: "95万元"}]
---
「项目总成本」实际完成值 95 万元，全年执行数为 89.974 万元
```

## 怎么改
按支付数据统一两处；口径不同的，在指标名称里写明。
"""

import re
from collections.abc import Iterator

from jiheng.checks.funds import decimals_of, money, total_index
from jiheng.checks.ledger import relate
from jiheng.checks.registry import Said, check
from jiheng.checks.wording import bare_name
from jiheng.model import Estimate, Finding, Outcome, SelfEvaluationForm, Severity, amounts, reading
from jiheng.regulation import Standard


@check("SEV116", severity=Severity.QUESTION)
def cost_differs_from_spending(form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    total = total_index(form.funds)
    executed = form.funds[total].executed if total is not None else None
    unit = form.money_unit or "万元"
    if executed is None or not executed.value or not amounts.is_money(unit):
        return
    spent = Estimate.printed(executed, decimals_of(form.funds))
    for index, indicator in enumerate(form.indicators):
        figure = indicator.actual.figure if indicator.actual else None
        goal = indicator.target.unit if indicator.target else None
        if figure is None or not any(re.search(pattern, bare_name(indicator)) for pattern in standard.words("whole_cost_names")):
            continue
        printed = figure.unit or goal or indicator.name_unit or ""
        if not amounts.is_money(printed):
            continue
        paths = (f"/indicators/{index}/actual", f"/funds/{total}/executed")
        computed = spent.times(amounts.factor(unit, printed))
        relation = relate(f"{indicator.name}实际完成值 = 全年执行数", figure, computed, paths, read_as=reading(figure))
        yield relation
        if relation.outcome is Outcome.FAILS:
            rounded = figure.interval.overlaps(computed.interval)
            yield Finding(
                severity=Severity.NOTE if rounded else Severity.QUESTION,
                message=f"「{indicator.name}」实际完成值 {figure.text} {printed}，全年执行数为 {money(executed, form)}，"
                + ("疑为取整，宜填准确数。" if rounded else "两处应一致，请核实。"),
                advice="按支付数据统一两处；口径不同的，在指标名称里写明。",
                stated=figure.text,
                expected=executed.text,
                paths=paths,
                citations=standard.cite("low_execution_rate"),
            )
