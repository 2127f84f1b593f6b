"""An evaluation case scored: every indicator with its trace, sums by level, total, grade, and what is missing.

Rows are rounded as they are printed and then added, so that the printed tree adds up; the grade is read off the rounded total. Where an
indicator cannot be scored yet nothing is assumed: the total is that of the others, with the span it can still reach.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from jiheng.model import Citation, Estimate, EvaluationCase, Frame, FrameIndicator, IndicatorCategory, IndicatorInput, Record, amounts
from jiheng.regulation import Standard, load_standard
from jiheng.scoring.case_inputs import CaseData, rule_of
from jiheng.scoring.rules.kind import Missing, Needed, RuleKind
from jiheng.scoring.rules.operand import points_text
from jiheng.scoring.trace import Points, Trace

_ZERO = Decimal(0)
#: The rule of points that an evaluator sets.
BY_HAND: Final = "by_hand"


class CaseLine(Record):
    """One indicator scored. ``score`` None: something is missing. ``by_hand``: the evaluator set the points.

    ``computed`` are the rule's points before rounding, ``deducted`` what was taken off beside the rule; ``number`` is the indicator's
    place in the frame, from 0.
    """

    number: int
    indicator: FrameIndicator
    rule_title: str = ""
    rule_text: str = ""
    computed: Decimal | None = None
    deducted: Decimal = _ZERO
    score: Decimal | None = None
    by_hand: bool = False
    trace: Trace | None = None
    missing: str = ""
    reason: str = ""
    note: str = ""
    evidence: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def weight(self) -> Decimal:
        """The points available."""
        return self.indicator.weight

    @property
    def lost(self) -> Decimal | None:
        """The points lost."""
        return None if self.score is None else self.weight - self.score

    @property
    def rate(self) -> Decimal | None:
        """Score ÷ weight as a ratio."""
        return None if self.score is None or not self.weight else self.score / self.weight


class LevelSum(Record):
    """The sum of a group: of level 1, or of level 2 within it. ``missing`` counts indicators without a score."""

    name: str
    key: IndicatorCategory | None = None
    weight: Decimal
    score: Decimal
    missing: int = 0
    parts: tuple[LevelSum, ...] = ()

    @property
    def rate(self) -> Decimal | None:
        """Score ÷ weight as a ratio; None while something is missing."""
        return self.score / self.weight if self.weight and not self.missing else None


class CaseScore(Record):
    """A case scored. ``lowest`` and ``highest`` are what the total can still become; ``grade`` stands when both have the same."""

    case: str
    title: str
    standard: str
    at: datetime.date
    full_marks: Decimal
    decimals: int
    lines: tuple[CaseLine, ...]
    levels: tuple[LevelSum, ...]
    outside: Decimal
    total: Decimal
    lowest: Decimal
    highest: Decimal
    grade: str | None
    trace: Trace
    citations: tuple[Citation, ...] = ()

    @property
    def missing(self) -> tuple[CaseLine, ...]:
        """The lines that have no score yet."""
        return tuple(line for line in self.lines if line.score is None)

    @property
    def is_complete(self) -> bool:
        """Whether every indicator has its score."""
        return not self.missing

    def line(self, indicator: str) -> CaseLine | None:
        """The line of the indicator of this id."""
        return next((line for line in self.lines if line.indicator.id == indicator), None)


def law_day(case: EvaluationCase) -> datetime.date:
    """The day whose law holds: the one the case names, else the last day of the years evaluated."""
    return case.at or datetime.date(case.subject.until_year or case.subject.fiscal_year, 12, 31)


def score_case(case: EvaluationCase, frame: Frame, standard: Standard | None = None) -> CaseScore:
    """The case scored by the frame it names.

    Raises:
        WrongRule: a rule of the frame cannot be applied.
    """
    law = standard or load_standard(case.standard, law_day(case))
    decimals = int(law.number("case_score_decimals"))
    data = CaseData(case)
    lines = tuple(_line(case, data, indicator, number, decimals) for number, indicator in enumerate(frame.indicators))
    inside = [line for line in lines if not line.indicator.outside]
    levels = tuple(_levels(inside))
    outside = _sum(line.score for line in lines if line.indicator.outside)
    most = frame.full_marks if law.parameter("case_total_capped").value else None
    sums = _sum(level.score for level in levels)
    open_weight = _sum(line.weight for line in inside if line.score is None)
    total = _bounded(sums + outside, most)
    lowest, highest = total, _bounded(sums + outside + open_weight, most)
    unsure = any(line.score is None and line.indicator.outside for line in lines)
    grade = None if unsure else grade_of(lowest, frame.full_marks, law)
    if grade != grade_of(highest, frame.full_marks, law):
        grade = None
    return CaseScore(
        case=case.id,
        title=case.title or case.subject.name,
        standard=law.name,
        at=law.at,
        full_marks=frame.full_marks,
        decimals=decimals,
        lines=lines,
        levels=levels,
        outside=outside,
        total=total,
        lowest=lowest,
        highest=highest,
        grade=grade,
        trace=_told(levels, outside, total, grade, law, frame.full_marks),
        citations=law.cite("evaluation_grades"),
    )


def grade_of(score: Decimal, full_marks: Decimal, standard: Standard) -> str:
    """The grade of a rounded total; bands are those of a hundred points."""
    bounds: dict[str, Decimal] = standard.parameter("evaluation_grades").value
    ranked = sorted(bounds.items(), key=lambda item: item[1], reverse=True)
    return next((grade for grade, bound in ranked if score * 100 >= bound * full_marks), ranked[-1][0])


def _bounded(value: Decimal, most: Decimal | None) -> Decimal:
    return max(value if most is None else min(value, most), _ZERO)


def _sum(values: Iterable[Decimal | None]) -> Decimal:
    return sum((value for value in values if value is not None), _ZERO)


def _line(case: EvaluationCase, data: CaseData, indicator: FrameIndicator, number: int, decimals: int) -> CaseLine:
    own = data.inputs.get(indicator.id) or IndicatorInput(indicator=indicator.id)
    rule = rule_of(indicator, f"/frame/indicators/{number}/rule")
    found = _points(rule, indicator, own, data)
    taken = [deduction for deduction in case.deductions if deduction.indicator == indicator.id]
    deducted = _sum(deduction.points for deduction in taken)
    line = {
        "number": number,
        "indicator": indicator,
        "rule_title": rule.title if rule else "",
        "rule_text": rule.describe(indicator.weight) if rule else "",
        "reason": "；".join(dict.fromkeys(filter(None, [own.deduction_reason, *(deduction.reason for deduction in taken)]))),
        "note": own.note,
        "evidence": tuple(dict.fromkeys([*own.evidence, *(key for deduction in taken for key in deduction.evidence)])),
        "problems": tuple(problem.id for problem in case.problems if indicator.id in problem.indicators),
    }
    if isinstance(found, Missing):
        return CaseLine.model_validate({**line, "missing": found.text})
    value = found.estimate.value
    rounded = amounts.half_up(value, decimals)
    left = rounded - amounts.half_up(deducted, decimals)
    score = left if indicator.outside else max(left, _ZERO)
    steps = [found.trace, *(Trace(sentence=f"另扣 {amounts.text(deduction.points, None)} 分：{deduction.reason}") for deduction in taken)]
    trace = found.trace
    if taken:
        rest = f"{amounts.text(rounded, None)} − {amounts.text(amounts.half_up(deducted, decimals), None)} = {amounts.text(score, None)}"
        trace = Trace(sentence="；".join([*(step.sentence for step in steps), rest]), steps=(*steps, Trace(sentence=rest)))
    return CaseLine.model_validate(
        {**line, "computed": value, "deducted": deducted, "score": score, "by_hand": own.score_given is not None, "trace": trace}
    )


def _points(rule: RuleKind | None, indicator: FrameIndicator, own: IndicatorInput, data: CaseData) -> Points | Missing:
    if own.score_given is not None:
        sentence = f"评价人给 {points_text(own.score_given)} 分：{own.reason_given or '没有写明理由'}"
        return Points(estimate=Estimate.exactly(own.score_given), trace=Trace(sentence=sentence), rule=BY_HAND)
    if rule is None:
        return Missing(what=("score_given",), reason="指标没有评分规则，请写 rule，或由评价人给分（score_given 和 reason_given）")
    given = data.given(indicator)
    found = rule.score(indicator.weight, given)
    if not isinstance(found, Missing) or given.actual is not None or given.numerator is not None:
        return found
    ratio = data.ratio(indicator)
    return found if ratio is None else Missing(what=("values",), reason=ratio.trace.sentence)


def _levels(lines: Sequence[CaseLine]) -> Iterator[LevelSum]:
    """Sums of level 1 in the order in which the groups first come, with those of level 2 within."""
    for name in dict.fromkeys(line.indicator.level1 for line in lines):
        group = [line for line in lines if line.indicator.level1 == name]
        names = dict.fromkeys(line.indicator.level2 for line in group)
        parts = tuple(_level(part, [line for line in group if line.indicator.level2 == part]) for part in names if part)
        yield _level(name, group, parts)


def _level(name: str, lines: Sequence[CaseLine], parts: tuple[LevelSum, ...] = ()) -> LevelSum:
    return LevelSum(
        name=name,
        key=lines[0].indicator.level1_key,
        weight=_sum(line.weight for line in lines),
        score=_sum(line.score for line in lines),
        missing=sum(line.score is None for line in lines),
        parts=parts,
    )


def _told(
    levels: Sequence[LevelSum], outside: Decimal, total: Decimal, grade: str | None, standard: Standard, full_marks: Decimal
) -> Trace:
    """The total and the grade in words."""
    sums = " + ".join(f"{level.name} {points_text(level.score)}" for level in levels)
    extra = f"{' + ' if outside >= 0 else ' − '}加减分 {points_text(abs(outside))}" if outside else ""
    added = sum((level.score for level in levels), outside)
    held = f"，以满分 {points_text(full_marks)} 为限" if added > full_marks and total == full_marks else ""
    steps = [Trace(sentence=f"{sums}{extra} = {points_text(added)}{held}")]
    if grade is not None:
        bounds: dict[str, Decimal] = standard.parameter("evaluation_grades").value
        ranked = sorted(bounds.items(), key=lambda item: item[1], reverse=True)
        words = "，".join(f"{name} ≥{points_text(bound)}" for name, bound in ranked)
        steps.append(
            Trace(sentence=f"总分 {points_text(total)}，按{standard.cite('evaluation_grades')[0].text}（{words}），等级为「{grade}」")
        )
    missing = sum(level.missing for level in levels)
    if missing:
        steps.append(Trace(sentence=f"尚有 {missing} 项指标不能计分，总分为其余指标之和"))
    return Trace(sentence="；".join(step.sentence for step in steps), steps=tuple(steps))


def needed(case: EvaluationCase, frame: Frame, indicator: str, points: Decimal) -> Needed | None:
    """What is needed for an indicator to earn these points; None when its rule has no way back or the points are out of reach."""
    found = frame.indicator(indicator)
    rule = rule_of(found, f"/frame/indicators/{frame.indicators.index(found)}/rule") if found is not None else None
    return rule.inverse(found.weight, points, CaseData(case).given(found)) if rule is not None and found is not None else None
