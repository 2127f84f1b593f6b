"""得分与本行的评分标准不符。

## 查什么
表中印有评分标准（评分规则）的，读懂标准（分档、逐点扣分、按比率、超额按偏离度、按时、达标得满分、评定档次等），用本行的指标值、实际完成值重算，
应等于得分。标准有一处读不懂、留有酌情余地，或本行数据不足的，不重算。达标得满分、未达标按完成比例的，由按完成比例重算的检查报告。

## 为什么
得分要能从本行自己的评分标准算出来。

## 依据
- mof-2020-10#单位自评打分
- mof-2021-101#指标打分示例

## 示例
```yaml 不应报告
{name: 群众满意度, target: "≥90%", actual: "86%", weight: "10", score: "8", scoring_standard: 90%（含）以上得10分；80%（含）-90%得8分；60%（含）-80%得5分；60%以下不得分。}
===
# 每低一个百分点扣 0.5 分
{name: 公共服务覆盖率, target: "≥95%", actual: "93%", weight: "5", score: "4", scoring_standard: 达到95%得满分，每降低1个百分点扣0.5分，扣完为止。}
===
# 留有酌情余地的不重算
{name: 培训场次, target: "≥10场", actual: "8场", weight: "5", score: "2", scoring_standard: 达到目标值得满分，未达到的酌情扣分。}
===
# 落在没有规定的空档
{name: 群众满意度, target: "≥90%", actual: "79.5%", weight: "10", score: "8", scoring_standard: 80%（含）以上得10分；60%（含）-79%得5分；60%以下不得分。}
===
{name: 项目验收时间, target: 2024年11月, actual: 2024年11月20日, weight: "5", score: "5", scoring_standard: 按期完成得满分，逾期不得分。}
```
```yaml 应报告
{name: 群众满意度, target: "≥90%", actual: "86%", weight: "10", score: "9.56", scoring_standard: 90%（含）以上得10分；80%（含）-90%得8分；60%（含）-80%得5分；60%以下不得分。}
---
应得 8 分
===
{name: 公共服务覆盖率, target: "≥95%", actual: "93%", weight: "5", score: "4.89", scoring_standard: 达到95%得满分，每降低1个百分点扣0.5分，扣完为止。}
---
应得 4 分
===
{name: 补助发放户数, target: "≥100户", actual: "80户", weight: "10", score: "8", scoring_standard: 达到目标值得满分，否则不得分。}
---
应得 0 分
===
{name: 项目验收时间, target: 2024年11月, actual: 2025年1月, weight: "5", score: "5", scoring_standard: 按期完成得满分，逾期不得分。}
---
晚于计划
===
{name: 档案管理规范性, target: 规范, actual: 较规范, weight: "6", score: "6", scoring_standard: 规范得满分，较规范得80%分值，不规范不得分。}
---
应得 4.8 分
```

## 怎么改
按本行的评分标准重算得分并同步更正总分；标准写错的，改正标准。
"""  # noqa: E501 - an example row stays on one line

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jiheng.checks.ledger import shown_value
from jiheng.checks.own_rules import is_usual, own_rule, row_of
from jiheng.checks.registry import Said, check
from jiheng.checks.subjects import IndicatorRow
from jiheng.model import Figure, Finding, Interval, Outcome, Relation, SelfEvaluationForm, Severity, amounts
from jiheng.regulation import Standard
from jiheng.scoring import Points
from jiheng.scoring.printed import Rechecked, recheck
from jiheng.scoring.rules.kind import rule_kinds

#: Kinds whose inputs are words: how a word is meant is for people to say.
_IN_WORDS = ("per_occurrence", "graded_opinion", "check_list", "on_time")


@check("SEV139", severity=Severity.MUST_FIX)
def score_against_own_rule(row: IndicatorRow, standard: Standard) -> Iterator[Said]:
    """Rows of self-evaluation forms with a printed rule that is understood."""
    indicator = row.indicator
    rule, score = own_rule(indicator), indicator.score
    given = row_of(indicator, standard)
    if rule is None or given is None or score is None or not isinstance(row.form, SelfEvaluationForm) or is_usual(rule, indicator):
        return
    found = recheck(rule, given)
    paths = tuple(row.at(field) for field in ("score", "scoring_standard", "target", "actual"))
    stated = _reading(score)
    right = (found.agreeing(stated) or found.points[0]) if found is not None and found.points else None
    if found is None or right is None:
        yield _relation(indicator.name, score, "本行数据不足", Outcome.NOT_CHECKABLE, paths)
        return
    agrees = found.agrees(stated)
    yield _relation(indicator.name, score, _shown(right), Outcome.HOLDS if agrees else Outcome.FAILS, paths)
    if not agrees:
        yield _finding(indicator.name, score, found, right, paths, standard)


def _reading(score: Figure) -> Interval:
    """What the printed score can stand for: rounded at its last decimal, at least two."""
    half = Decimal(5).scaleb(-(score.decimals or 2) - 1)
    return Interval.between(score.value - half, score.value + half)


def _shown(points: Points) -> str:
    return amounts.text(amounts.half_up(points.estimate.value, 2), None)


def _relation(name: str, score: Figure, computed: str, outcome: Outcome, paths: tuple[str, ...]) -> Relation:
    return Relation(expression=f"{name}得分 = 按本行评分标准重算", stated=score.text, computed=computed, outcome=outcome, paths=paths)


def _finding(name: str, score: Figure, found: Rechecked, right: Points, paths: tuple[str, ...], standard: Standard) -> Finding:
    span = right.estimate.interval
    ranged = found.kind == "graded_opinion" and span.width
    wanted = f"{shown_value(span.low, 2)}—{shown_value(span.high, 2)}" if ranged else _shown(right)
    whole = not score.decimals and amounts.half_up(right.estimate.value, 0) == score.value
    doubtful = whole or found.kind in _IN_WORDS
    end = "。得分取整数的，请注明" if whole else "。请核实" if doubtful else ""
    return Finding(
        severity=Severity.QUESTION if doubtful else Severity.MUST_FIX,
        message=(
            f"「{name}」得分填 {score.text} 分，按本行的评分标准（{rule_kinds()[found.kind].title}）重算：{right.trace.sentence}，"
            f"应得 {wanted} 分{end}。"
        ),
        advice="按本行的评分标准重算得分并同步更正总分；标准写错的，改正标准。",
        stated=score.text,
        expected=wanted,
        paths=paths,
        citations=standard.cite("score_by_completion"),
        trace=right.trace.sentence,
    )
