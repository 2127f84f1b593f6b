"""申报的指标分值合计不对。

## 查什么
申报表各指标分值合计应为 90 分（预算执行率的 10 分自评时才加入），或连同预算执行率为 100 分；与表中印出的合计也应一致。

## 为什么
分值在批复时固定，申报时就不满，自评时总分必然不对。

## 依据
- mof-2021-101#指标分值权重

## 示例
```yaml 不应报告
indicators: [{name: 培训场次, weight: "50"}, {name: 受益人数, weight: "40"}]
===
indicators: [{name: 培训场次, weight: "60"}, {name: 受益人数, weight: "40"}]
===
# 申报表不填分值
indicators: [{name: 培训场次}, {name: 受益人数}]
===
indicators: [{name: 培训场次, weight: "50"}, {name: 受益人数}]
```
```yaml 应报告
indicators: [{name: 培训场次, weight: "50"}, {name: 受益人数, weight: "35"}]
---
指标分值合计 85 分，应为 90 分或 100 分
===
indicators: [{name: 培训场次, weight: "50"}, {name: 受益人数, weight: "40"}]
total_weight: "100"
---
表中分值合计填 100 分，各行相加为 90 分
```

## 怎么改
按重要程度分配分值，使合计为 90 分（不含预算执行率）。
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from jiheng.checks.ledger import relate
from jiheng.checks.registry import Said, check
from jiheng.model import Estimate, Figure, Finding, Indicator, ObjectiveForm, Outcome, Severity, amounts
from jiheng.regulation import Standard


@check("OBJ101", severity=Severity.MUST_FIX)
def weights_not_full(form: ObjectiveForm, standard: Standard) -> Iterator[Said]:
    yield from _group(form, form.indicators, "indicators", "年度指标", standard)
    yield from _group(form, form.period_indicators, "period_indicators", "实施期指标", standard)


def _group(form: ObjectiveForm, rows: Sequence[Indicator], group: str, name: str, standard: Standard) -> Iterator[Said]:
    if len(rows) < 2 or any(row.weight is None for row in rows):
        return
    total = sum((row.weight.value for row in rows if row.weight), Decimal(0))
    allowed = standard.parameter("objective_points").value
    nearest = min(allowed, key=lambda points: abs(points - total))
    paths = tuple(f"/{group}/{index}/weight" for index in range(len(rows)))
    weight = Figure(value=total, exact=True)
    relation = relate(f"{name}分值合计", weight, Estimate.exactly(nearest), paths, decimals=0)
    yield relation
    shown, wanted = amounts.text(total, None), " 分或 ".join(amounts.text(points, None) for points in allowed)
    printed = form.total_weight if group == "indicators" else None
    if printed is not None and printed.value != total:
        yield relate("印出的分值合计 = 各行分值之和", printed, Estimate.exactly(total), ("/total_weight", *paths), decimals=0)
        yield Finding(
            severity=Severity.QUESTION if printed.value - total == standard.number("execution_weight") else Severity.MUST_FIX,
            message=f"表中分值合计填 {printed.text} 分，各行相加为 {shown} 分。",
            advice="核对各行分值；合计含预算执行率 10 分的，请列出该行。",
            stated=printed.text,
            expected=shown,
            paths=("/total_weight", *paths),
            citations=standard.cite("objective_points"),
        )
    elif relation.outcome is Outcome.FAILS:
        yield Finding(
            message=f"{name if form.period_indicators else '指标'}分值合计 {shown} 分，应为 {wanted} 分。",
            severity=Severity.MUST_FIX,
            advice="按重要程度分配分值，使合计为 90 分（不含预算执行率）。",
            stated=shown,
            expected=wanted,
            paths=paths,
            citations=standard.cite("objective_points"),
        )
