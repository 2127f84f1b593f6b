"""What can be recomputed in a record of the process: each comparison with its outcome, those that hold too.

A rectification's grade against its score, money recovered against the money at stake; an opinion that was rejected changes no score.
The terms of complaints are dates and no figures; :mod:`jiheng.checks.record_faults` judges them.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from jiheng.model import ComplaintLedger, Decision, Figure, Outcome, Record, Rectification, Relation, ReviewOpinions, amounts
from jiheng.regulation import Standard


def record_relations(record: Rectification | ComplaintLedger | ReviewOpinions, standard: Standard) -> Iterator[Relation]:
    """Every comparison of two entries of the record, or of an entry with the standard."""
    if isinstance(record, Rectification):
        yield from _grade(record, standard)
        yield from _recovered(record)
    elif isinstance(record, ReviewOpinions):
        yield from _unchanged(record)


def record_figures(record: Rectification | ComplaintLedger | ReviewOpinions) -> tuple[str, ...]:
    """The places of all figures of the record: scores and amounts; numbers of documents and dates are none."""
    places: list[str] = []
    if isinstance(record, Rectification):
        places += ["/score"] if record.score is not None else []
        places += [f"/items/{n}/{name}" for n, item in enumerate(record.items) for name in ("amount", "recovered") if getattr(item, name)]
    elif isinstance(record, ReviewOpinions):
        fields = ("score_before", "score_after")
        places += [f"/opinions/{n}/{name}" for n, one in enumerate(record.opinions) for name in fields if getattr(one, name) is not None]
    return tuple(places)


def record_value(record: Record, path: str) -> Decimal:
    """The value of a figure of the record, by the path :func:`record_figures` gives."""
    found: Any = record
    for part in path.strip("/").split("/"):
        found = found[int(part)] if part.isdigit() else getattr(found, part)
    return Decimal(found.value if isinstance(found, Figure) else found)


def grade_of(score: Decimal, standard: Standard) -> str:
    """The grade of a score of 100 by the standard's bands."""
    bounds: dict[str, Decimal] = standard.parameter("evaluation_grades").value
    return next((grade for grade, bound in sorted(bounds.items(), key=lambda item: -Decimal(item[1])) if score >= Decimal(bound)), "")


def _grade(record: Rectification, standard: Standard) -> Iterator[Relation]:
    names: dict[str, list[str]] = standard.parameter("grade_names").value
    stated = next((key for key, spelt in names.items() if record.grade in spelt), record.grade)
    if record.score is None or not stated:
        return
    computed = grade_of(record.score, standard)
    yield Relation(
        check="RCT108",
        expression=f"评价等级 = {amounts.text(record.score, None)} 分对应的等级",
        stated=record.grade,
        computed=computed,
        outcome=Outcome.HOLDS if stated == computed else Outcome.FAILS,
        paths=("/grade", "/score"),
    )


def _recovered(record: Rectification) -> Iterator[Relation]:
    for number, item in enumerate(record.items):
        whole, part = item.amount, item.recovered
        if whole is None or part is None or not (_is_money(whole) and _is_money(part)):
            continue
        over = _yuan(part) > _yuan(whole)
        yield Relation(
            check="RCT107",
            expression=f"「{item.problem}」已收回 ≤ 涉及金额",
            stated=part.with_unit,
            computed=whole.with_unit,
            outcome=Outcome.FAILS if over else Outcome.HOLDS,
            paths=(f"/items/{number}/recovered", f"/items/{number}/amount"),
        )


def _is_money(figure: Figure) -> bool:
    return not figure.unit or amounts.is_money(figure.unit)


def _yuan(figure: Figure) -> Decimal:
    return figure.value * amounts.factor(figure.unit or amounts.TEN_THOUSAND_YUAN, amounts.YUAN)


def _unchanged(record: ReviewOpinions) -> Iterator[Relation]:
    for number, one in enumerate(record.opinions):
        if one.score_before is None or one.score_after is None or one.decision is None:
            continue
        changed = one.score_before != one.score_after
        rejected = one.decision is Decision.REJECTED
        yield Relation(
            check="RVO106" if rejected else "RVO107",
            expression=f"意见「{one.number}」{'未采纳，得分不变' if rejected else '采纳，得分改变'}",
            stated=amounts.text(one.score_after, None),
            computed=amounts.text(one.score_before, None) if rejected else f"≠{amounts.text(one.score_before, None)}",
            outcome=Outcome.HOLDS if changed != rejected else Outcome.FAILS,
            paths=(f"/opinions/{number}/score_after", f"/opinions/{number}/score_before"),
        )
