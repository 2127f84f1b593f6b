"""钱已付完，产出没有完成。

## 查什么
预算执行率接近 100%，而数量指标的完成率明显偏低。

## 为什么
活没干完钱已付清，要么预付过多，要么成本没有随产出减少，要么完成值不实。

## 依据
- practice#目标完成进度与支出进度应相称

## 示例
```yaml 不应报告
funds: [{label: 年度资金总额, adjusted_budget: "23.00", executed: "23.00"}]
indicators: [{category: 产出指标, subcategory: 数量指标, name: 参赛企业数, target: "≥10家", actual: "9家", weight: "10"}]
===
funds: [{label: 年度资金总额, adjusted_budget: "23.00", executed: "15.00"}]
indicators: [{category: 产出指标, subcategory: 数量指标, name: 参赛企业数, target: "≥135家", actual: "99家", weight: "10"}]
===
# 效益没有达到，与付款无关
funds: [{label: 年度资金总额, adjusted_budget: "23.00", executed: "23.00"}]
indicators: [{category: 效益指标, subcategory: 经济效益指标, name: 交易额, target: "≥8亿元", actual: "6亿元", weight: "10"}]
```
```yaml 应报告
funds: [{label: 年度资金总额, adjusted_budget: "23.00", executed: "23.00"}]
indicators: [{category: 产出指标, subcategory: 数量指标, name: 参赛企业数, target: "≥135家", actual: "99家", weight: "10"}]
---
执行率 100.00%，而「参赛企业数」只完成 73.33%
```

## 怎么改
核实支出内容与产出的对应关系，说明未完成部分的资金去向。
"""

from collections.abc import Iterator

from jiheng.checks.funds import total_index
from jiheng.checks.ledger import percent
from jiheng.checks.registry import Said, check
from jiheng.model import Finding, IndicatorCategory, IndicatorSubcategory, SelfEvaluationForm, Severity
from jiheng.regulation import Standard
from jiheng.scoring import execution_rate, judge


@check("SEV117", severity=Severity.QUESTION)
def paid_but_unfinished(form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    total = total_index(form.funds)
    rate = execution_rate(form.funds[total], form) if total is not None else None
    if rate is None or rate.value < standard.number("paid_up_rate"):
        return
    short: list[tuple[int, str, str]] = []
    for index, indicator in enumerate(form.indicators):
        is_output = indicator.category_key is IndicatorCategory.OUTPUT and indicator.subcategory_key is IndicatorSubcategory.QUANTITY
        judged = judge(indicator, standard) if is_output else None
        if judged is None or judged.met or judged.completion is None:
            continue
        if judged.completion.value < standard.number("unfinished_completion"):
            short.append((index, indicator.name, percent(judged.completion.value)))
    if short:
        named = "、".join(f"「{name}」只完成 {done}" for _, name, done in short[:3]) + ("等" if len(short) > 3 else "")
        yield Finding(
            message=f"执行率 {percent(rate.value)}，而{named}，成本未见节约，请核实支出是否真实、与产出是否相称。",
            advice="核实支出内容与产出的对应关系，说明未完成部分的资金去向。",
            stated=percent(rate.value),
            expected="、".join(done for _, _, done in short),
            paths=(*(f"/indicators/{index}/actual" for index, _, _ in short), f"/funds/{total}/execution_rate"),
            citations=standard.cite("unfinished_completion"),
        )
