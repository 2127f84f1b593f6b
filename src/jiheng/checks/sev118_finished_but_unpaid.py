"""产出全部完成，钱却没怎么花。

## 查什么
数量指标全部达到目标，而预算执行率很低。

## 为什么
活干完了钱没付，可能拖欠款项；也可能预算编得过大，应当收回。

## 依据
- practice#目标完成进度与支出进度应相称

## 示例
```yaml 不应报告
funds: [{label: 年度资金总额, adjusted_budget: "5.00", executed: "4.10"}]
indicators: [{category: 产出指标, subcategory: 数量指标, name: 报告, target: "=1份", actual: "1份", weight: "10"}]
===
# 没有支出的，由零支出的检查报告
funds: [{label: 年度资金总额, adjusted_budget: "5.00", executed: "0"}]
indicators: [{category: 产出指标, subcategory: 数量指标, name: 报告, target: "=1份", actual: "1份", weight: "10"}]
===
funds: [{label: 年度资金总额, adjusted_budget: "5.00", executed: "0.71"}]
indicators: [{category: 产出指标, subcategory: 数量指标, name: 报告, target: "=4份", actual: "1份", weight: "10"}]
```
```yaml 应报告
funds: [{label: 年度资金总额, adjusted_budget: "5.00", executed: "0.71"}]
indicators: [{category: 产出指标, subcategory: 数量指标, name: 报告, target: "=1份", actual: "1份", weight: "10"}]
---
执行率只有 14.20%（0.71÷5.00），1 项数量指标却全部完成
```

## 怎么改
说明未付款的原因和付款计划；预算编大了的，下年据实核减。
"""

from collections.abc import Iterator

from jiheng.checks.funds import budget, total_index
from jiheng.checks.ledger import percent
from jiheng.checks.registry import Said, check
from jiheng.model import Finding, IndicatorCategory, IndicatorSubcategory, SelfEvaluationForm, Severity
from jiheng.regulation import Standard
from jiheng.scoring import execution_rate, judge


@check("SEV118", severity=Severity.QUESTION)
def finished_but_unpaid(form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    total = total_index(form.funds)
    rate = execution_rate(form.funds[total], form) if total is not None else None
    if total is None or rate is None or not rate.value or rate.value >= standard.number("unpaid_rate"):
        return
    outputs = [
        judge(indicator, standard)
        for indicator in form.indicators
        if indicator.category_key is IndicatorCategory.OUTPUT and indicator.subcategory_key is IndicatorSubcategory.QUANTITY
    ]
    row, base = form.funds[total], budget(form.funds[total])
    if not outputs or base is None or row.executed is None or not all(found is not None and found.met for found in outputs):
        return
    yield Finding(
        message=f"执行率只有 {percent(rate.value)}（{row.executed.text}÷{base[1].text}），{len(outputs)} 项数量指标却全部完成，"
        "请核实是否拖欠款项或预算编制偏高。",
        advice="说明未付款的原因和付款计划；预算编大了的，下年据实核减。",
        stated=percent(rate.value),
        expected="说明未付款原因",
        paths=(f"/funds/{total}/execution_rate", f"/funds/{total}/executed", f"/funds/{total}/adjusted_budget"),
        citations=standard.cite("unpaid_rate"),
    )
