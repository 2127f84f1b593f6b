"""Rectifications: from an evaluation (problems become items, what their suggestions say becomes what is asked), and their sums."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from jiheng.model import EvaluationCase, Figure, Origin, Rectification, RectificationItem, amounts
from jiheng.scoring.case import CaseScore


def rectification_of(case: EvaluationCase, score: CaseScore) -> Rectification:
    """The rectification a case gives rise to; day, number and term are a person's and stay open."""
    return Rectification(
        id=case.id,
        standard=case.standard,
        subject=case.subject,
        origin=Origin.FINANCE_EVALUATION,
        paper=case.title,
        score=score.total if score.is_complete else None,
        grade=score.grade or "",
        issuer=case.engagement.client,
        items=tuple(_item(case, score, number) for number in range(len(case.problems))),
    )


def _item(case: EvaluationCase, score: CaseScore, number: int) -> RectificationItem:
    problem = case.problems[number]
    lines = [line for key in problem.indicators if (line := score.line(key)) is not None]
    asked = [suggestion.text or suggestion.title for suggestion in case.suggestions if problem.id in suggestion.problems]
    evidence = {item.id: item.title for item in case.evidence}
    return RectificationItem(
        id=problem.id,
        problem=problem.title,
        text=problem.text,
        indicators=tuple(line.indicator.name for line in lines),
        requirement="\n".join(asked),
        evidence=tuple(evidence.get(key, key) for key in problem.evidence),
    )


def amount_total(items: Sequence[RectificationItem]) -> Decimal | None:
    """The money the problems are about, in 万元; None when no item names any."""
    return _total([item.amount for item in items])


def recovered_total(items: Sequence[RectificationItem]) -> Decimal | None:
    """The money recovered or put right, in 万元; None when no item names any."""
    return _total([item.recovered for item in items])


def _total(figures: Sequence[Figure | None]) -> Decimal | None:
    known = [one.value * amounts.factor(one.unit or amounts.TEN_THOUSAND_YUAN, amounts.TEN_THOUSAND_YUAN) for one in figures if one]
    return sum(known, Decimal(0)) if known else None
