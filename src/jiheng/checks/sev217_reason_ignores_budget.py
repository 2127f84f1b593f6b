"""预算大幅调增，超额的原因却不谈资金。

## 查什么
全年预算比年初预算增加到标准规定的界限以上，数量指标超额完成，原因却只谈热情、服务、宣传，不谈资金增加。

## 为什么
钱多了，事自然办得多；不谈资金的原因避开了主因，也掩盖了目标没有随预算调整。

## 依据
- 通行做法；界限由标准参数给出

## 示例
```yaml 不应报告
category: 产出指标
subcategory: 数量指标
name: 立项数量
target: ≥25项
actual: 33项
deviation_reason: 年中追加资金，立项相应增加。
form:
  funds: [{label: 年度资金总额, initial_budget: "950.00", adjusted_budget: "1674.94", executed: "1674.94"}]
===
category: 产出指标
subcategory: 数量指标
name: 立项数量
target: ≥25项
actual: 33项
deviation_reason: 工作人员服务热情，靠前指导。
form:
  funds: [{label: 年度资金总额, initial_budget: "950.00", adjusted_budget: "960.00", executed: "960.00"}]
```
```yaml 应报告
category: 产出指标
subcategory: 数量指标
name: 立项数量
target: ≥25项
actual: 33项
deviation_reason: 工作人员服务热情，靠前指导。
form:
  funds: [{label: 年度资金总额, initial_budget: "950.00", adjusted_budget: "1674.94", executed: "1674.94"}]
---
76.31%
```

## 怎么改
写明资金增加的影响；按调整后的预算重新核定目标。
"""

from __future__ import annotations

from collections.abc import Iterator

from jiheng.checks.deviations import deviation, has_reason, is_self_evaluation
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.checks.wording import said
from jiheng.model import Direction, Finding, FundsKind, IndicatorSubcategory, Severity, amounts
from jiheng.regulation import Standard


@check("SEV217", severity=Severity.QUESTION)
def reason_ignores_budget(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    """More done with much more money, explained by zeal."""
    found = deviation(row.indicator, standard)
    funds = row.form.funds[0] if row.form.funds and row.form.funds[0].kind is FundsKind.TOTAL else None
    if found is None or found.ratio is None or funds is None or funds.initial_budget is None or funds.adjusted_budget is None:
        return
    if not funds.initial_budget.value or not has_reason(row.indicator, standard) or not is_self_evaluation(row.form):
        return
    growth = funds.adjusted_budget.value / funds.initial_budget.value - 1
    over = found.direction is Direction.AT_LEAST and found.ratio - 1 >= standard.number("overachievement_note_limit")
    is_quantity = row.indicator.subcategory_key is IndicatorSubcategory.QUANTITY
    target, actual = row.indicator.target, row.indicator.actual
    if not over or not is_quantity or growth < standard.number("budget_growth_limit") or target is None or actual is None:
        return
    if said(standard, "money_words", row.indicator.deviation_reason):
        return
    shown = amounts.text(growth * 100)
    yield Finding(
        severity=Severity.QUESTION,
        message=f"全年预算由 {funds.initial_budget.text} 增至 {funds.adjusted_budget.text}（+{shown}%），"
        f"「{row.indicator.name}」由 {target.raw} 超额到 {actual.raw}（{found.percent}），原因却不谈资金。请核实主因。",
        advice="写明资金增加的影响；按调整后的预算重新核定目标。",
        stated=(row.indicator.deviation_reason or "")[:40],
        expected=f"预算增加 {shown}%，完成率 {found.percent}",
        paths=(row.at("deviation_reason"), row.at("actual"), "/funds/0/adjusted_budget"),
        citations=standard.cite("budget_growth_limit"),
    )
