"""预算年中大幅调整，没有说明，目标也未见调整。

## 查什么
年度资金总额的全年预算数比年初预算数增减幅度很大，而表中没有说明。预算压掉大半而产出全部完成、仍得满分的，特别指出。

## 为什么
钱少了九成活却一样多，说明预算编大了，或者完成情况不实；钱多了目标不变，说明目标没有随预算调整。

## 依据
- practice#预算调整应同步调整绩效目标

## 示例
```yaml 不应报告
funds: [{label: 年度资金总额, initial_budget: "100.00", adjusted_budget: "90.00", executed: "90.00"}]
===
# 年初没有预算，年中追加
funds: [{label: 年度资金总额, initial_budget: "0", adjusted_budget: "90.00", executed: "90.00"}]
===
funds: [{label: 年度资金总额, initial_budget: "100.00", adjusted_budget: "40.00", executed: "40.00"}]
problems: 年中财政压减 60 万元，培训规模相应缩小。
```
```yaml 应报告
funds: [{label: 年度资金总额, initial_budget: "750.00", adjusted_budget: "9.16", executed: "9.16", weight: "10", score: "10.00"}]
indicators: [{category: 产出指标, subcategory: 数量指标, name: 立项数量, target: "≥20个", actual: "20个", weight: "90", score: "90"}]
total_score: "100.00"
---
由年初 750.00 万元调为全年 9.16 万元（-98.78%），产出指标却全部完成、总分 100.00 分
===
funds: [{label: 年度资金总额, initial_budget: "950.00", adjusted_budget: "1674.94", executed: "1674.94"}]
---
（+76.31%）
```

## 怎么改
说明调整的文号和原因；目标随预算调整的，写明调整前后的指标值。
"""

from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.funds import money, total_index
from jiheng.checks.registry import Said, check
from jiheng.checks.texts import speaks_of
from jiheng.model import Finding, IndicatorCategory, SelfEvaluationForm, Severity, amounts
from jiheng.regulation import Standard
from jiheng.scoring import judge


@check("SEV112", severity=Severity.QUESTION)
def budget_adjustment_unexplained(form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    index = total_index(form.funds)
    if index is None:
        return
    row = form.funds[index]
    if row.initial_budget is None or row.adjusted_budget is None or row.initial_budget.value <= 0 or row.adjusted_budget.value <= 0:
        return
    change = row.adjusted_budget.value / row.initial_budget.value - 1
    if abs(change) < standard.number("adjustment_note") or abs(change) > standard.number("unit_slip_factor") / 2:
        return
    if speaks_of(form, "explains_adjustment", standard):
        return
    large = abs(change) >= standard.number("adjustment_question")
    shown = f"{'+' if change > 0 else '-'}{amounts.text(abs(change) * 100)}%"
    yield Finding(
        severity=Severity.QUESTION if large else Severity.NOTE,
        message=f"{row.label}由年初 {money(row.initial_budget, form)}调为全年 {money(row.adjusted_budget, form)}（{shown}）"
        f"{_contrast(form, change, standard)}，表中没有说明，请核实调整原因，以及目标是否同步调整。",
        advice="说明调整的文号和原因；目标随预算调整的，写明调整前后的指标值。",
        stated=f"{row.initial_budget.text}→{row.adjusted_budget.text}",
        expected=shown,
        paths=(f"/funds/{index}/adjusted_budget", f"/funds/{index}/initial_budget", "/total_score"),
        citations=standard.cite("adjustment_question"),
        trace=f"{row.adjusted_budget.text} ÷ {row.initial_budget.text} − 1 = {shown}",
    )


def _contrast(form: SelfEvaluationForm, change: Decimal, standard: Standard) -> str:
    """What the outputs say, when the budget shrank and they did not."""
    judged = [
        found
        for indicator in form.indicators
        if indicator.category_key is IndicatorCategory.OUTPUT and (found := judge(indicator, standard)) is not None
    ]
    if not judged:
        return ""
    done = all(found.met for found in judged)
    if change > 0:
        return "，产出指标值未见相应提高" if done else ""
    total = f"、总分 {form.total_score.text} 分" if form.total_score else ""
    return f"，产出指标却全部完成{total}" if done else ""
