"""Weights and scores of a self-evaluation form: which rows carry points, how their printed scores are read.

Not a check: helpers for the checks of points.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jiheng.model import Estimate, Figure, FundsRow, Indicator, SelfEvaluationForm
from jiheng.scoring import scored_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A row that carries points: where it stands, what it is called, its weight and score."""

    path: str
    name: str
    weight: Figure | None
    score: Figure | None


def scored_rows(form: SelfEvaluationForm) -> list[Scored]:
    """Every row whose points make up the total, in the form's order."""
    rows = [_of_funds(index, form.funds[index]) for index in scored_lines(form)]
    return rows + [_of_indicator(index, indicator) for index, indicator in enumerate(form.indicators)]


def _of_funds(index: int, row: FundsRow) -> Scored:
    return Scored(path=f"/funds/{index}", name="预算执行率", weight=row.weight, score=row.score)


def _of_indicator(index: int, indicator: Indicator) -> Scored:
    return Scored(path=f"/indicators/{index}", name=indicator.name, weight=indicator.weight, score=indicator.score)


def score_decimals(form: SelfEvaluationForm) -> int:
    """The most decimals any score of the form prints: fewer mean dropped zeros."""
    return max((row.score.decimals for row in scored_rows(form) if row.score), default=0)


def scores(form: SelfEvaluationForm) -> Iterator[Estimate]:
    """The printed scores at their word: the total is the sum of what is printed."""
    for row in scored_rows(form):
        if row.score is not None:
            yield Estimate.exactly(row.score.value)


def missing_scores(form: SelfEvaluationForm) -> list[Scored]:
    """Rows with a weight but no readable score."""
    return [row for row in scored_rows(form) if row.weight is not None and row.weight.value and row.score is None]


def plain_sum(parts: list[str], limit: int = 8) -> str:
    """``10.00 + 5 + 3.65``, shortened in the middle when there are many."""
    if len(parts) <= limit:
        return " + ".join(parts)
    return " + ".join([*parts[: limit - 2], "……", parts[-1]])
