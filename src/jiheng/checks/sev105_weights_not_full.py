"""分值合计不是 100 分。

## 查什么
预算执行率与各指标的分值合计应为 100 分，其中指标 90 分；与表中印出的分值合计也应一致。

## 为什么
分值不是满分，总分就不能与别的项目比较，等级也失去依据。

## 依据
- mof-2020-10#单位自评权重

## 示例
```yaml 不应报告
funds: [{label: 年度资金总额, weight: "10"}]
indicators: [{name: 培训场次, weight: "50"}, {name: 受益人数, weight: "40"}]
===
# 执行率不计分、指标满 100 分的表
funds: [{label: 年度资金总额}]
indicators: [{name: 培训场次, weight: "60"}, {name: 受益人数, weight: "40"}]
===
# 没有总分行、分值又不足：表可能没有完，不下结论
funds: [{label: 年度资金总额, weight: "10"}]
indicators: [{name: 培训场次, weight: "50"}, {name: 受益人数, weight: "30"}]
===
# 组标题的分值是满的：少的是没有读到的行
funds: [{label: 年度资金总额, weight: "10"}]
category_points: [{category: 产出指标, points: "50"}, {category: 效益指标, points: "40"}]
indicators: [{category: 产出指标, name: 培训场次, weight: "50"}, {category: 效益指标, name: 受益人数, weight: "30"}]
total_score: "100"
===
# 个别指标没有分值，无从合计
funds: [{label: 年度资金总额, weight: "10"}]
indicators: [{name: 培训场次, weight: "50"}, {name: 受益人数}]
```
```yaml 应报告
funds: [{label: 年度资金总额, weight: "10"}]
indicators: [{name: 培训场次, weight: "50"}, {name: 受益人数, weight: "35"}]
total_score: "95"
---
分值合计 95 分（预算执行率 10 分、指标 85 分），应为 100 分
===
funds: [{label: 年度资金总额, weight: "10"}]
indicators: [{name: 培训场次, weight: "50"}, {name: 受益人数, weight: "35"}]
total_weight: "100"
---
表中分值合计填 100 分，各行相加为 95 分
```

## 怎么改
对照批复的绩效目标核对每行分值，补齐或调平后重算得分。
"""

from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.ledger import relate
from jiheng.checks.points import scored_rows
from jiheng.checks.registry import Said, check
from jiheng.model import Estimate, Figure, Finding, SelfEvaluationForm, Severity, amounts
from jiheng.regulation import Standard


@check("SEV105", severity=Severity.MUST_FIX)
def weights_not_full(form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    rows = scored_rows(form)
    indicators = [row for row in rows if row.path.startswith("/indicators")]
    if not indicators or any(row.weight is None for row in rows):
        return
    full, share = standard.number("full_points"), standard.number("execution_weight")
    execution = sum((row.weight.value for row in rows if row.weight and row not in indicators), Decimal(0))
    points = sum((row.weight.value for row in indicators if row.weight), Decimal(0))
    total, printed = execution + points, form.total_weight
    if (not execution and points == full - share) or (total < full and not _is_whole(form, execution, total)):
        return
    paths = tuple(f"{row.path}/weight" for row in rows)
    if execution == share:
        yield relate("指标分值合计 = 90", _whole(points), Estimate.exactly(standard.number("indicator_points")), paths, decimals=0)
    yield relate("分值合计 = 100", _whole(total), Estimate.exactly(full), paths, decimals=0)
    if printed is not None:
        yield relate("印出的分值合计 = 各行分值之和", printed, Estimate.exactly(total), ("/total_weight", *paths), decimals=0)
    if total != full or (printed is not None and printed.value != total):
        yield _finding(printed, execution, points, paths, standard)


def _is_whole(form: SelfEvaluationForm, execution: Decimal, total: Decimal) -> bool:
    """Whether rows are not merely unread: the form's end was seen, and the points of its group headers are no more than its rows'."""
    groups = sum((group.points.value for group in form.category_points if group.subcategory is None), Decimal(0))
    return (form.total_score is not None or form.total_weight is not None) and (not groups or groups + execution <= total)


def _finding(printed: Figure | None, execution: Decimal, points: Decimal, paths: tuple[str, ...], standard: Standard) -> Finding:
    full, total = standard.number("full_points"), execution + points
    added, wanted = amounts.text(total, None), amounts.text(full, None)
    parts = f"（预算执行率 {amounts.text(execution, None)} 分、指标 {amounts.text(points, None)} 分）"
    differs = printed is not None and printed.value != total
    message = f"表中分值合计填 {printed.text} 分，各行相加为 {added} 分{parts}" if differs and printed else f"分值合计 {added} 分{parts}"
    return Finding(
        severity=Severity.MUST_FIX if printed is not None or total > full else Severity.QUESTION,
        message=f"{message}，应为 {wanted} 分。",
        advice="对照批复的绩效目标核对每行分值，补齐或调平后重算得分。",
        stated=printed.text if differs and printed else added,
        expected=added if differs and total == full else wanted,
        paths=("/total_weight", *paths),
        citations=standard.cite("full_points"),
    )


def _whole(value: Decimal) -> Figure:
    """A sum of exact weights as a figure."""
    exponent = value.normalize().as_tuple().exponent
    return Figure(value=value, decimals=max(0, -exponent) if isinstance(exponent, int) else 0, exact=True)
