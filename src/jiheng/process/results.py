"""Use of results: what a grade means for next year's budget, what a re-check means for a self-evaluation.

The tables are parameters of the standard (``results.yaml``). Where a standard states no share, none is invented: the proposal then names
a ceiling and leaves the amount to the finance authority.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from jiheng.model import Citation, Figure, Record, amounts
from jiheng.regulation import Parameter, Standard


class UnknownGrade(ValueError):
    """The table of the standard has no such grade."""

    def __init__(self, grade: str, known: tuple[str, ...]) -> None:
        super().__init__(f"标准没有写明等级「{grade}」怎样应用。写明的有：{'、'.join(known)}。")


class WrongReduction(ValueError):
    """A share to cut that is no share."""

    def __init__(self, reduction: Decimal) -> None:
        super().__init__(f"压减比例 {reduction} 应在 0 和 1 之间。")


class BudgetProposal(Record):
    """What a result proposes for next year. ``ceiling`` is not to be passed; ``proposed`` is None where no share is stated."""

    grade: str
    direction: Literal["keep", "reduce", "cut"]
    base: Figure
    ceiling: Figure | None
    proposed: Figure | None
    text: str
    citation: Citation


class RecheckJudgement(Record):
    """How far a re-check is from the self-evaluation. ``name`` is empty where the standard calls it nothing."""

    difference: Decimal
    name: str
    text: str
    citation: Citation


def budget_proposal(
    grade: str, base: Figure, standard: Standard, *, reduction: Decimal | None = None, rectified: bool = True
) -> BudgetProposal:
    """The proposal for next year's budget after this year's ``base``.

    ``reduction`` is the share people decided to cut where the standard states none; ``rectified`` False when the problems found were not
    put right in time.

    Raises:
        UnknownGrade: the standard's table has no such grade.
        WrongReduction: the share is below 0 or above 1.
    """
    table, unrectified = standard.parameter("result_application"), standard.parameter("unrectified_application")
    if grade not in table.value:
        raise UnknownGrade(grade, tuple(table.value))
    source: Parameter = table if rectified else unrectified
    rule = table.value[grade] if rectified else unrectified.value
    share = rule.get("reduction") if rule.get("reduction") is not None else reduction
    if share is not None and not 0 <= share <= 1:
        raise WrongReduction(share)
    why = f"评价等级为「{grade}」{'' if rectified else '，且没有按要求整改'}，{rule['words']}。"
    if rule["direction"] == "keep":
        return BudgetProposal(
            grade=grade,
            direction="keep",
            base=base,
            ceiling=None,
            proposed=base,
            text=f"{why}建议不低于本年的 {base.with_unit}。",
            citation=source.citation,
        )
    proposed = _cut(base, share) if share is not None else None
    return BudgetProposal(
        grade=grade,
        direction=rule["direction"],
        base=base,
        ceiling=base,
        proposed=proposed,
        text=why + _amount(base, proposed, share),
        citation=source.citation,
    )


def _cut(base: Figure, share: Decimal) -> Figure:
    value = amounts.half_up(base.value * (1 - share), base.decimals)
    return Figure(value=value, unit=base.unit, decimals=base.decimals)


def _amount(base: Figure, proposed: Figure | None, share: Decimal | None) -> str:
    if proposed is None or share is None:
        return f"没有规定压减比例，由财政部门确定，不高于本年的 {base.with_unit}。"
    if not proposed.value:
        return "建议不予安排。"
    return f"压减 {amounts.text(share * 100, None)}%，建议 {proposed.with_unit}（{base.text} × {amounts.text(1 - share, None)}）。"


def exceeds(proposal: BudgetProposal, planned: Figure) -> str:
    """What is wrong with next year's planned budget after this result; empty when nothing is.

    Raises:
        IncompatibleUnits: the two amounts do not convert.
    """
    limit = proposal.proposed if proposal.direction != "keep" and proposal.proposed is not None else proposal.ceiling
    if limit is None or planned.value * amounts.factor(planned.unit, limit.unit) <= limit.value:
        return ""
    return f"评价等级为「{proposal.grade}」，下一年度拟安排 {planned.with_unit}，高于 {limit.with_unit}，请核实，或写明理由。"


def recheck_judgement(self_score: Decimal, recheck_score: Decimal, standard: Standard) -> RecheckJudgement:
    """How the difference between a self-evaluation and its re-check is called."""
    parameter = standard.parameter("recheck_differences")
    difference = recheck_score - self_score
    levels = sorted(parameter.value, key=lambda level: level["above"], reverse=True)
    name = next((str(level["name"]) for level in levels if abs(difference) > level["above"]), "")
    side = "相同" if not difference else f"{'低' if difference < 0 else '高'} {amounts.text(abs(difference), None)} 分"
    verdict = f"，{name}" if name else ""
    text = f"自评 {amounts.text(self_score, None)} 分，复核 {amounts.text(recheck_score, None)} 分，{side}{verdict}。"
    return RecheckJudgement(difference=difference, name=name, text=text, citation=parameter.citation)
