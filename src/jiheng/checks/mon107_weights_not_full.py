"""监控表各指标分值合计不满。

## 查什么
监控表列了分值的，各行分值之和应等于规定的合计（90 分，或含预算执行率的 100 分）；印了合计的，应等于各行之和。

## 为什么
监控沿用申报的指标和分值，少一行、改一个分值，年终自评就对不上。

## 依据
- mof-2021-101#指标分值权重

## 示例
```yaml 不应报告
indicators: [{name: 甲, weight: "50"}, {name: 乙, weight: "40"}]
===
# 没有分值一栏
indicators: [{name: 甲}, {name: 乙}]
===
indicators: [{name: 甲, weight: "60"}, {name: 乙, weight: "40"}]
```
```yaml 应报告
indicators: [{name: 甲, weight: "50"}, {name: 乙, weight: "30"}]
---
分值合计 80 分
```

## 怎么改
对照批复的绩效目标申报表核对指标和分值。
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.ledger import relate
from jiheng.checks.registry import Said, check
from jiheng.model import Estimate, Figure, Finding, MonitoringForm, Outcome, Severity, amounts
from jiheng.regulation import Standard


@check("MON107", severity=Severity.QUESTION)
def weights_not_full(form: MonitoringForm, standard: Standard) -> Iterator[Said]:
    """The sum of the rows against what the standard allows, and against the printed total."""
    weights = [row.weight for row in form.indicators]
    given = [weight for weight in weights if weight is not None]
    if len(given) < 2 or len(given) < len(weights):
        return
    total = sum((weight.value for weight in given), Decimal(0))
    paths = tuple(f"/indicators/{index}/weight" for index in range(len(weights)))
    if form.total_weight is not None:
        yield relate("印出的分值合计 = 各行分值之和", form.total_weight, Estimate.exactly(total), ("/total_weight", *paths), decimals=0)
    allowed = standard.parameter("objective_points").value
    nearest = min(allowed, key=lambda points: abs(points - total))
    relation = relate("指标分值合计", Figure(value=total, exact=True), Estimate.exactly(nearest), paths, decimals=0)
    yield relation
    if relation.outcome is Outcome.FAILS:
        wanted = " 分或 ".join(amounts.text(points, None) for points in allowed)
        yield Finding(
            message=f"各指标分值合计 {amounts.text(total, None)} 分，应为 {wanted} 分，请核实。",
            advice="对照批复的绩效目标申报表核对指标和分值。",
            stated=amounts.text(total, None),
            expected=wanted,
            paths=paths,
            citations=standard.cite("objective_points"),
        )
