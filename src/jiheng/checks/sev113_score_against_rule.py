"""指标得分与打分规则不符。

## 查什么
每个定量指标的得分按「分值 × 完成比例、达到目标得满分」重算：未达目标却得满分，达到目标却被扣分，扣分不成比例。
全表一致的特殊口径（如完成率取整数百分比）只提示一次，不逐行报告；只有一行这样算的，请填报单位核实。

## 为什么
得分是自评的结论，必须能从目标值、完成值和分值推算出来。

## 依据
- mof-2020-10#单位自评打分：定量指标未完成的按完成比例记分

## 示例
```yaml 不应报告
indicators: [{name: 交易额, target: "≥8亿元", actual: "6亿元", weight: "20", score: "15"}]
===
indicators: [{name: 课程时长, target: "≤6小时", actual: "8小时", weight: "5", score: "3.75"}]
===
# 超额完成得满分
indicators: [{name: 签约项目, target: "≥30项", actual: "71项", weight: "20", score: "20"}]
===
# 大幅超额、目标偏低而调减：允许
indicators: [{name: 签约项目, target: "≥30项", actual: "71项", weight: "20", score: "18"}]
===
# 「＝」成本按实际 ÷ 预算计分
indicators: [{name: 电费, target: "=2.85万元", actual: "2.45万元", weight: "10", score: "8.6"}]
===
# 满意度写成「≤」：错在方向，由方向的检查报告
indicators: [{category: 满意度指标, name: 群众满意度, target: "≤90%", actual: "100%", weight: "10", score: "10"}]
===
# 没有印方向的费用，不断定高低
indicators: [{name: 印刷费, target: "3万元", actual: "2万元", weight: "10", score: "10"}]
===
# 单位不能换算，由单位的检查报告
indicators: [{name: 培训班次数, target: "≥1次", actual: "1%", weight: "10", score: "10"}]
===
# 全表完成率取整：作为口径提示，不逐行报告
indicators:
  - {name: 考察单位数, target: "≥15个", actual: "14个", weight: "5", score: "4.65"}
  - {name: 参赛企业数, target: "≥45家", actual: "33家", weight: "5", score: "3.65"}
  - {name: 推广村数, target: "≥12个", actual: "11个", weight: "5", score: "4.60"}
===
# 完成值不是数字
indicators: [{name: 培训场次, target: "≥3场", actual: "完成", weight: "5", score: "4"}]
===
# 得分大于分值，由另一条检查报告
indicators: [{name: 培训场次, target: "≥3场", actual: "3场", weight: "5", score: "7"}]
```
```yaml 应报告
indicators: [{name: 课程时长, target: "≤6小时", actual: "8小时", weight: "5", score: "5"}]
---
实际 8 小时，未达目标 ≤6 小时，得分填满分 5 分，按规则应为 3.75 分
===
indicators:
  - {name: 考察单位数, target: "≥15个", actual: "14个", weight: "5", score: "4.65"}
  - {name: 交易额, target: "≥3亿元", actual: "2亿元", weight: "5", score: "3.33"}
---
按规则应为 4.67 分；若完成率先四舍五入为整数百分比，再乘分值，则为 4.65 分
===
indicators: [{name: 救助人数, target: ">=4754人", actual: "4604人", weight: "5", score: "5"}]
---
4.84
===
indicators: [{name: 培训场次, target: "≥3场", actual: "3场", weight: "5", score: "4"}]
---
，已达目标 ≥3 场，得分填 4 分，按规则应得满分 5 分
```

## 怎么改
按完成比例重算该行得分并同步更正总分；另有评分标准的，在表中写明。
"""

from collections.abc import Iterator

from jiheng.checks.deviations import meant_direction
from jiheng.checks.ledger import relate, shown_value
from jiheng.checks.own_rules import is_usual, own_rule
from jiheng.checks.registry import Said, check
from jiheng.model import Direction, Estimate, Finding, Measure, Outcome, Relation, SelfEvaluationForm, Severity, amounts
from jiheng.regulation import Standard
from jiheng.scoring.conventions import ScoredRow, explanations, recognise, scored_rows


@check("SEV113", severity=Severity.MUST_FIX)
def score_against_rule(form: SelfEvaluationForm, standard: Standard) -> Iterator[Said]:
    rows = scored_rows(form, standard)
    by_convention = {row.path for found in recognise(rows, standard) for row in found.rows}
    for row in rows:
        if row.is_execution:
            continue
        if _is_free(row, standard) or _has_other_rule(form, row):
            continue
        paths = tuple(f"{row.path}/{field}" for field in ("score", "weight", "target", "actual"))
        if row.path in by_convention:
            continue
        agreeing = row.agreeing or row.points
        yield relate(f"{row.name}得分 = 分值 × 完成比例", row.stated, agreeing.estimate, paths, read_as=row.reading)
        # More points than there are is a finding of its own, whatever the rule gives.
        if not row.follows_rule and row.stated.value <= row.weight and not _is_misdirected(form, row, standard):
            yield _finding(row, form, standard, paths)
    yield from _equal_numbers(form, {row.path for row in rows})


def _has_other_rule(form: SelfEvaluationForm, row: ScoredRow) -> bool:
    """Whether the row prints a rule of its own that is understood and is another one: the check of such rules reports it."""
    indicator = form.indicators[int(row.path.rsplit("/", 1)[1])]
    own = own_rule(indicator)
    return own is not None and not is_usual(own, indicator)


def _equal_numbers(form: SelfEvaluationForm, done: set[str]) -> Iterator[Relation]:
    """Units that do not convert, yet the same number: the target is met whichever unit was meant (≥1 次, 1%)."""
    for index, indicator in enumerate(form.indicators):
        goal, actual, path = indicator.target, indicator.actual, f"/indicators/{index}"
        if path in done or goal is None or actual is None or goal.figure is None or actual.figure is None:
            continue
        if goal.upper is not None or actual.upper is not None or actual.approximate or goal.strict or indicator.scoring_standard:
            continue
        if goal.figure.value == actual.figure.value and indicator.weight is not None and indicator.score is not None:
            paths = tuple(f"{path}/{field}" for field in ("score", "weight", "target", "actual"))
            full = Estimate.exactly(indicator.weight.value)
            relation = relate(f"{indicator.name}得分 = 分值 × 完成比例（数相等，单位待核）", indicator.score, full, paths)
            if relation.outcome is Outcome.HOLDS:
                yield relation


def _is_free(row: ScoredRow, standard: Standard) -> bool:
    """A target exceeded by far may lose points (目标明显偏低): no rule says how many."""
    return row.met and row.excess >= standard.number("overachievement_limit") and row.stated.value < row.weight


def _is_misdirected(form: SelfEvaluationForm, row: ScoredRow, standard: Standard) -> bool:
    """The printed direction is against the name's meaning: that is the cause, and another check's finding."""
    indicator = form.indicators[int(row.path.rsplit("/", 1)[1])]
    meant = meant_direction(indicator, standard)
    printed = indicator.target.direction if indicator.target else None
    return {meant, printed} == {Direction.AT_LEAST, Direction.AT_MOST}


def _finding(row: ScoredRow, form: SelfEvaluationForm, standard: Standard, paths: tuple[str, ...]) -> Finding:
    assert row.judged is not None
    indicator = form.indicators[int(row.path.rsplit("/", 1)[1])]
    known, own = explanations(row, standard), own_rule(indicator)
    expected = amounts.text(row.weight, None) if row.met else shown_value(row.points.estimate.value, max(row.places, 2))
    goal, done = indicator.target, indicator.actual
    assert goal is not None
    assert done is not None
    sign = goal.direction.symbol if goal.direction in (Direction.AT_LEAST, Direction.AT_MOST) else ""
    reached = "，已达" if row.met else "，未达"
    full = "满分 " if row.stated.value == row.weight else ""
    by = "按规则" if own is None else "按本行的评分标准"
    rule = f"{by}应得满分" if row.met else f"{by}应为"
    message = (
        f"「{row.name}」实际 {_shown(done)}{reached}目标 {sign}{_shown(goal)}，"
        f"得分填{full or ' '}{row.stated.text} 分，{rule} {expected} 分"
    )
    if known:
        message += f"；若{known[0].title}，则为 {row.stated.text} 分，请核实本表的算法"
    elif indicator.scoring_standard and own is None:
        message += "；本行另有评分标准的，请核实是否照它计分"
    doubtful = bool(known) or not row.judged.sure or (bool(indicator.scoring_standard) and own is None)
    return Finding(
        severity=Severity.QUESTION if doubtful else Severity.MUST_FIX,
        message=message + "。",
        advice="按完成比例重算该行得分并同步更正总分；另有评分标准的，在表中写明。",
        stated=row.stated.text,
        expected=expected,
        paths=paths,
        citations=standard.cite("score_by_completion"),
        trace=row.points.trace.sentence,
    )


def _shown(measure: Measure) -> str:
    return measure.figure.with_unit if measure.figure else measure.raw
