"""预算执行率得分与执行率对不上。

## 查什么
预算执行率得分应等于分值乘执行率（超过 100% 按 100% 计）。总分若是按另一个得分合计的，一并指出。

## 为什么
这一项的得分由两笔金额直接算出，不含判断，算错就是错。

## 依据
- mof-2020-10#自评表：执行率得分 = 10 × 执行率
- mof-2021-101#指标打分示例（分档计分的地方）

## 示例
```yaml 不应报告
funds: [{label: 年度资金总额, adjusted_budget: "4.29", executed: "3.89", weight: "10", execution_rate: "90.68%", score: "9.07"}]
===
funds: [{label: 年度总资金, adjusted_budget: "3628.92", executed: "3555.92", weight: "10", execution_rate: "97.99%", score: "9.8"}]
===
funds: [{label: 年度资金总额, adjusted_budget: "20.00", executed: "21.00", weight: "10", execution_rate: "105.00%", score: "10"}]
===
# 按印出的执行率折算再进位
funds: [{label: 总额, adjusted_budget: "1185.50", executed: "1120.86", weight: "10", execution_rate: "94.55%", score: "9.46"}]
===
# 全年预算数为零，无从计算
funds: [{label: 年度资金总额, adjusted_budget: "0", executed: "21.00", weight: "10", score: "10"}]
```
```yaml 应报告
funds: [{label: 年度资金总额, adjusted_budget: "5.00", executed: "0.71", weight: "10", execution_rate: "14.20%", score: "0.00"}]
indicators: [{name: 培训场次, weight: "50", score: "48.65"}, {name: 受益人数, weight: "40", score: "40"}]
total_score: "90.07"
---
得分填 0.00 分，按 10 × 14.2% 应为 1.42 分；总分 90.07 分正是按 1.42 分合计的
===
funds: [{label: 年度资金总额, adjusted_budget: "32.40", executed: "31.69", weight: "10", execution_rate: "97.81%", score: "9"}]
---
应为 9.78 分
===
# 分项行重复填了同样的得分，不算另一行
funds:
  - {label: 年度资金总额, adjusted_budget: "32.40", executed: "31.69", weight: "10", score: "9"}
  - {label: 当年财政拨款, adjusted_budget: "32.40", executed: "31.69", weight: "10", score: "9"}
---
应为 9.78 分
===
# 低于 60% 不得分的地方：请注明口径
funds: [{label: 年度资金总额, adjusted_budget: "5.00", executed: "0.71", weight: "10", execution_rate: "14.20%", score: "0"}]
indicators: [{name: 培训场次, weight: "50", score: "48.65"}, {name: 受益人数, weight: "40", score: "40"}]
total_score: "88.65"
---
执行率低于下限不得分
```

## 怎么改
按分值乘执行率重算得分，并同步更正总分；按分档或下限计分的，在表中注明依据。
"""

from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.ledger import relate, shown_value
from jiheng.checks.points import scored_rows
from jiheng.checks.rates import stated_rate
from jiheng.checks.registry import Said, check
from jiheng.model import Estimate, Finding, Outcome, SelfEvaluationForm, Severity, reading, summed
from jiheng.regulation import Standard
from jiheng.scoring.conventions import ScoredRow, explanations, recognise
from jiheng.scoring.conventions import scored_rows as ruled_rows


@check("SEV102", severity=Severity.MUST_FIX)
def execution_score_mismatch(form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    rows = ruled_rows(form, standard)
    by_convention = {row.path for found in recognise(rows, standard) for row in found.rows}
    for row in rows:
        if not row.is_execution or row.path in by_convention:
            continue
        paths = (f"{row.path}/score", f"{row.path}/execution_rate", f"{row.path}/executed", f"{row.path}/adjusted_budget")
        printed = _by_printed_rate(row, form)
        relation = relate(f"{row.name}得分 = 分值 × 执行率", row.stated, printed or row.points.estimate, paths, read_as=row.reading)
        yield relation
        if relation.outcome is Outcome.FAILS:
            yield _finding(row, form, standard, paths)


def _by_printed_rate(row: ScoredRow, form: SelfEvaluationForm) -> Estimate | None:
    """The points by the rate as it is printed, when that rate is right and gives the printed score: 10 × 94.55% is 9.46."""
    line = form.funds[int(row.path.rpartition("/")[2])]
    rate, completion = line.execution_rate, row.completion
    if rate is None or completion is None or row.reading.overlaps(row.points.estimate.interval):
        return None
    stated = stated_rate(rate)
    points = Estimate.exactly(row.weight * stated.value / 100)
    right = stated.interval.overlaps(completion.times(100).interval)
    return points if right and row.reading.overlaps(points.interval) else None


def _finding(row: ScoredRow, form: SelfEvaluationForm, standard: Standard, paths: tuple[str, ...]) -> Finding:
    expected = shown_value(row.points.estimate.value, 2)
    formula = row.points.trace.sentence.partition(" = ")[0]
    fits = _total_fits(row, form)
    known = [] if fits else explanations(row, standard)
    message = f"预算执行率得分填 {row.stated.text} 分，按 {formula} 应为 {expected} 分"
    if fits:
        message += f"；总分 {fits} 分正是按 {expected} 分合计的，可见是得分格填错"
    elif known:
        message += f"。若本表{known[0].title}，则为 {row.stated.text} 分，请核实口径并注明依据"
    return Finding(
        severity=Severity.QUESTION if known else Severity.MUST_FIX,
        message=message + "。",
        advice="按分值乘执行率重算得分，并核对总分。",
        stated=row.stated.text,
        expected=expected,
        paths=paths,
        citations=standard.cite("execution_rate_formula"),
        trace=row.points.trace.sentence,
    )


def _total_fits(row: ScoredRow, form: SelfEvaluationForm) -> str:
    """The printed total, when it adds up only with our points instead of the printed ones."""
    total, rows = form.total_score, scored_rows(form)
    if total is None or len(rows) < 2 or any(other.score is None for other in rows):
        return ""
    printed = sum((other.score.value for other in rows if other.score), Decimal(0))
    ours = summed([Estimate.exactly(printed - row.stated.value), row.points.estimate])
    stated = reading(total, max(total.decimals, row.places))
    return total.text if not stated.contains(printed) and stated.overlaps(ours.interval) else ""
