"""总分不等于各项得分之和。

## 查什么
总分应等于预算执行率得分与各指标得分之和。若换上重算的执行率得分就能对上，指出是哪一格连带出错。

## 为什么
总分决定评价等级，也是公开和考核所用的数字。

## 依据
- arithmetic#合计等于分项之和

## 示例
```yaml 不应报告
funds: [{label: 年度资金总额, adjusted_budget: "10.00", executed: "10.00", weight: "10", score: "10.00"}]
indicators: [{name: 培训场次, weight: "50", score: "46.50"}, {name: 受益人数, weight: "40", score: "40"}]
total_score: "96.5"
===
# 有一行得分没有读出，无从求和
funds: [{label: 年度资金总额, adjusted_budget: "10.00", executed: "10.00", weight: "10", score: "10.00"}]
indicators: [{name: 培训场次, weight: "50", score: "——"}, {name: 受益人数, weight: "40", score: "40"}]
total_score: "96.5"
===
# 分值不足 100，差额正好在未列出的行里：由分值合计的检查报告
funds: [{label: 年度资金总额, adjusted_budget: "10.00", executed: "10.00", weight: "10", score: "10.00"}]
indicators: [{name: 培训场次, weight: "50", score: "50"}]
total_score: "100"
```
```yaml 应报告
funds: [{label: 年度资金总额, adjusted_budget: "10.00", executed: "10.00", weight: "10", score: "10.00"}]
indicators: [{name: 培训场次, weight: "50", score: "46.50"}, {name: 受益人数, weight: "40", score: "40"}]
total_score: "97.50"
---
总分填 97.50 分，各项得分相加为 96.50 分
===
funds: [{label: 年度资金总额, adjusted_budget: "5.00", executed: "0.71", weight: "10", execution_rate: "14.20%", score: "0.00"}]
indicators: [{name: 培训场次, weight: "50", score: "48.65"}, {name: 受益人数, weight: "40", score: "40"}]
total_score: "90.07"
---
执行率得分按 1.42 分计
```

## 怎么改
先逐行核对得分，再重新合计；由公式算出的总分须核对公式是否漏行。
"""

from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.ledger import relate, shown_value
from jiheng.checks.points import missing_scores, plain_sum, scored_rows, scores
from jiheng.checks.registry import Said, check
from jiheng.model import Estimate, Figure, Finding, Outcome, SelfEvaluationForm, Severity, reading, summed
from jiheng.regulation import Standard
from jiheng.scoring import execution_points


@check("SEV103", severity=Severity.MUST_FIX)
def total_score_mismatch(form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    total = form.total_score
    rows = [row for row in scored_rows(form) if row.score is not None]
    if total is None or len(rows) < 2 or missing_scores(form):
        return
    paths = ("/total_score", *(f"{row.path}/score" for row in rows))
    places = max(total.decimals, *(row.score.decimals for row in rows if row.score))
    computed = summed(scores(form))
    relation = relate("总分 = 各项得分之和", total, computed, paths, read_as=reading(total, places))
    yield relation
    if relation.outcome is not Outcome.FAILS or _rows_are_missing(form, total, computed, standard):
        return
    expected = shown_value(computed.value, places)
    residue = all(row.score is None or row.score.decimals for row in rows) and not _is_proof(form, total)
    yield Finding(
        severity=Severity.NOTE if residue else Severity.MUST_FIX,
        message=f"总分填 {total.text} 分，各项得分相加为 {expected} 分{_explained(form, total, standard)}。",
        advice="先逐行核对得分，再重新合计总分。",
        stated=total.text,
        expected=expected,
        paths=paths,
        citations=standard.cite("full_points"),
        trace=plain_sum([row.score.text for row in rows if row.score]) + f" = {expected}",
    )


def _is_proof(form: SelfEvaluationForm, total: Figure) -> bool:
    """Whether even the unrounded values behind the printed scores cannot make the total."""
    behind = summed(Estimate.printed(row.score) for row in scored_rows(form) if row.score)
    return not reading(total).overlaps(behind.interval)


def _rows_are_missing(form: SelfEvaluationForm, total: Figure, computed: Estimate, standard: Standard) -> bool:
    """Rows are missing whose weights could hold the difference: the check of weights reports that cause."""
    weights = sum((row.weight.value for row in scored_rows(form) if row.weight), Decimal(0))
    absent = standard.number("full_points") - weights
    return absent > 0 and 0 < total.value - computed.value <= absent


def _explained(form: SelfEvaluationForm, total: Figure, standard: Standard) -> str:
    """What the printed total was computed with, when one wrong cell explains it."""
    for row in scored_rows(form):
        if row.score is None or not row.path.startswith("/funds"):
            continue
        points = execution_points(form.funds[int(row.path.rsplit("/", 1)[1])], form, standard)
        if points is None:
            continue
        rest = summed(scores(form)) - Estimate.exactly(row.score.value)
        if reading(total, total.decimals).overlaps((rest + points.estimate).interval):
            shown = shown_value(points.estimate.value, max(total.decimals, 2))
            return f"；所填总分是把执行率得分按 {shown} 分计（表中填 {row.score.text} 分）得出的，两处至少有一处要改"
    indicators = sum((row.score.value for row in scored_rows(form) if row.score and row.path.startswith("/indicators")), Decimal(0))
    if indicators == total.value:
        return "；所填总分只是各指标得分之和，漏了预算执行率得分"
    return ""
