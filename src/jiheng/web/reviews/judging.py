"""The experts' own scores side by side: by indicator, what each gave, the mean, the spread, who stands apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jiheng.regulation import Standard, load_standard
from jiheng.scoring.dispersion import Dispersion, dispersion
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.reviews.models import ExpertSheet, ReportVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What one expert gave an indicator."""

    expert: str
    score: Decimal
    reason: str
    is_outside: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An indicator (or the whole) with the evaluators' score and the experts'; ``cells`` are by expert, None where one did not judge it."""

    id: str
    name: str
    weight: Decimal
    ours: Decimal | None
    found: Dispersion | None
    cells: tuple[Given | None, ...]

    @property
    def difference(self) -> Decimal | None:
        """By how much the experts' mean is above the evaluators' score."""
        return self.found.mean - self.ours if self.found is not None and self.ours is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """All lines, and the whole of those experts who scored every indicator."""

    lines: tuple[Line, ...]
    total: Line
    experts: tuple[str, ...]

    @property
    def apart(self) -> int:
        """How many single scores stand outside."""
        return sum(given is not None and given.is_outside for line in self.lines for given in line.cells)


def scored_indicators(report: ReportVersion) -> list[dict[str, Any]]:
    """The indicators experts judge: those with points of their own; points beside them, for praise or blame, are none."""
    return [one for one in report.indicators if Decimal(one["weight"])]


def judged(evaluation: Evaluation, report: ReportVersion, sheets: Sequence[ExpertSheet]) -> Judged:
    """The sheets that were sent, against the version they are about."""
    standard = load_standard(evaluation.standard)
    scores = {sheet.expert_id: sheet.scores for sheet in sheets}
    names = {sheet.expert_id: str(sheet.expert) for sheet in sheets}
    lines = tuple(_line(one, scores, names, standard) for one in scored_indicators(report))
    return Judged(lines=lines, total=_total(lines, scores, names, standard), experts=tuple(names.values()))


def _line(
    indicator: dict[str, str | None], scores: dict[int, dict[str, dict[str, str]]], names: dict[int, str], standard: Standard
) -> Line:
    number, weight = str(indicator["id"]), Decimal(str(indicator["weight"]))
    own = {expert: sheet[number] for expert, sheet in scores.items() if number in sheet}
    found = dispersion({str(expert): Decimal(one["score"]) for expert, one in own.items()}, weight, standard)
    return Line(
        id=number,
        name=str(indicator["name"]),
        weight=weight,
        ours=Decimal(indicator["score"]) if indicator["score"] is not None else None,
        found=found,
        cells=_given({expert: (Decimal(one["score"]), one["reason"]) for expert, one in own.items()}, names, found),
    )


def _total(lines: Sequence[Line], scores: dict[int, dict[str, dict[str, str]]], names: dict[int, str], standard: Standard) -> Line:
    whole = {
        expert: sum((Decimal(one["score"]) for one in sheet.values()), Decimal(0))
        for expert, sheet in scores.items()
        if all(line.id in sheet for line in lines)
    }
    weight = sum((line.weight for line in lines), Decimal(0))
    found = dispersion({str(expert): score for expert, score in whole.items()}, weight, standard)
    ours = [line.ours for line in lines]
    return Line(
        id="",
        name="",
        weight=weight,
        ours=sum((one for one in ours if one is not None), Decimal(0)) if None not in ours else None,
        found=found,
        cells=_given({expert: (score, "") for expert, score in whole.items()}, names, found),
    )


def _given(own: dict[int, tuple[Decimal, str]], names: dict[int, str], found: Dispersion | None) -> tuple[Given | None, ...]:
    outside = set(found.outside) if found else set()
    return tuple(
        Given(expert=name, score=own[expert][0], reason=own[expert][1], is_outside=str(expert) in outside) if expert in own else None
        for expert, name in names.items()
    )
