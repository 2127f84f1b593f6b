"""目标完成进度与资金执行进度相差很大。

## 查什么
截至监控月份，数量指标的平均完成率与预算执行率相差超过界限，且没有说明。

## 为什么
活干完了钱没付，或钱付了活没干，都要在年中查明。

## 依据
- mof-2019-136#双监控：绩效目标实现程度和预算执行进度

## 示例
```yaml 不应报告
funds: [{label: 年度资金总额, initial_budget: "100.00", executed: "50.00"}]
indicators:
  - {category: 产出指标, subcategory: 数量指标, name: 培训场次, target: "≥10场", actual: "6场"}
  - {category: 产出指标, subcategory: 数量指标, name: 培训人数, target: "≥100人", actual: "55人"}
===
# 只有一项数量指标，不足为凭
funds: [{label: 年度资金总额, initial_budget: "100.00", executed: "10.00"}]
indicators: [{category: 产出指标, subcategory: 数量指标, name: 培训场次, target: "≥10场", actual: "9场"}]
===
funds: [{label: 年度资金总额, initial_budget: "100.00", executed: "10.00"}]
indicators:
  - {category: 产出指标, subcategory: 数量指标, name: 培训场次, target: "≥10场", actual: "9场", note: 尾款年底结算}
  - {category: 产出指标, subcategory: 数量指标, name: 培训人数, target: "≥100人", actual: "95人"}
```
```yaml 应报告
funds: [{label: 年度资金总额, initial_budget: "100.00", executed: "10.00"}]
indicators:
  - {category: 产出指标, subcategory: 数量指标, name: 培训场次, target: "≥10场", actual: "9场"}
  - {category: 产出指标, subcategory: 数量指标, name: 培训人数, target: "≥100人", actual: "95人"}
---
2 项数量指标平均完成 92.50%，执行率 10.00%
```

## 怎么改
说明两个进度不一致的原因；必要时调整预算或目标。
"""

from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.funds import total_index
from jiheng.checks.ledger import percent
from jiheng.checks.registry import Said, check
from jiheng.checks.texts import speaks_of
from jiheng.model import Direction, Finding, Indicator, IndicatorCategory, IndicatorSubcategory, MonitoringForm, Severity
from jiheng.regulation import Standard
from jiheng.scoring import execution_rate, pair


@check("MON102", severity=Severity.QUESTION)
def progress_gap(form: MonitoringForm, standard: Standard) -> Iterator[Said]:
    total = total_index(form.funds)
    rate = execution_rate(form.funds[total], form) if total is not None else None
    done = [(index, share) for index, row in enumerate(form.indicators) if (share := _progress(row)) is not None]
    if rate is None or len(done) < 2 or speaks_of(form, "explains_low_execution", standard):
        return
    mean = sum((share for _, share in done), Decimal(0)) / len(done)
    if abs(mean - rate.value) <= standard.number("progress_gap"):
        return
    yield Finding(
        message=f"{len(done)} 项数量指标平均完成 {percent(mean)}，执行率 {percent(rate.value)}，两个进度相差 "
        f"{percent(abs(mean - rate.value))}，请核实。",
        advice="说明两个进度不一致的原因；必要时调整预算或目标。",
        stated=percent(rate.value),
        expected=percent(mean),
        paths=(f"/funds/{total}/executed", *(f"/indicators/{index}/actual" for index, _ in done)),
        citations=standard.cite("progress_gap"),
    )


def _progress(indicator: Indicator) -> Decimal | None:
    """How much of a counted output is done, 1 at most."""
    is_output = indicator.category_key is IndicatorCategory.OUTPUT and indicator.subcategory_key is IndicatorSubcategory.QUANTITY
    numbers = pair(indicator.target, indicator.actual) if is_output else None
    if numbers is None or not numbers[0].value or (indicator.target and indicator.target.direction is Direction.AT_MOST):
        return None
    return min(numbers[1].value / numbers[0].value, Decimal(1))
