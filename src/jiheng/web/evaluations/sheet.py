"""The scoring sheet: each indicator with score, trace, reason, evidence, what it still owes, and who looked at it a second time."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from jiheng.model import EvaluationCase, IndicatorInput
from jiheng.scoring.case import CaseLine, CaseScore
from jiheng.web.evaluations.assembling import assembled, scored
from jiheng.web.evaluations.deducting import Limit, owed
from jiheng.web.evaluations.models import Entry, Evaluation, ScoreReview


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An indicator on the sheet."""

    line: CaseLine
    owes: tuple[str, ...]
    review: ScoreReview | None
    is_current: bool
    reviews: bool
    starts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The sheet, whole."""

    case: EvaluationCase
    score: CaseScore
    rows: tuple[Row, ...]

    @property
    def owing(self) -> int:
        """How many indicators owe something."""
        return sum(1 for row in self.rows if row.owes)

    @property
    def unreviewed(self) -> int:
        """How many nobody has looked at a second time as they stand."""
        return sum(1 for row in self.rows if not row.is_current)


def sheet(evaluation: Evaluation, *, reviewer: int | None = None) -> Sheet:
    """The sheet; ``reviewer`` is who may tick what others entered, by number."""
    case = assembled(evaluation)
    _frame, score = scored(evaluation, case)
    reviews = {one.indicator: one for one in evaluation.score_reviews.select_related("by")}
    authors = authors_of(evaluation)
    limit = Limit.of(evaluation, case)
    rows = []
    before = ""
    for line in score.lines:
        review = reviews.get(line.indicator.id)
        current = review is not None and review.digest == digest_of(line)
        mine = reviewer is not None and reviewer not in authors.get(line.indicator.id, set()) and line.score is not None
        group = f"{line.indicator.level1}/{line.indicator.level2}"
        owes = owed(line, limit)
        rows.append(Row(line=line, owes=owes, review=review, is_current=current, reviews=mine, starts=group != before))
        before = group
    return Sheet(case=case, score=score, rows=tuple(rows))


def authors_of(evaluation: Evaluation) -> dict[str, set[int]]:
    """Who entered the inputs of each indicator and what was taken off beside the rule."""
    found: dict[str, set[int]] = {}
    rows = Entry.objects.filter(evaluation=evaluation, part__in=("inputs", "deductions"), withdrawn_at__isnull=True)
    for entry in rows:
        indicator = entry.key if entry.part == "inputs" else str(entry.content.get("indicator", ""))
        if entry.changed_by_id is not None:
            found.setdefault(indicator, set()).add(entry.changed_by_id)
    return found


def digest_of(line: CaseLine) -> str:
    """What a second reviewer agreed to: a change of score, trace, reason or evidence is another thing."""
    told = [
        None if line.score is None else f"{line.score:f}",
        line.trace.sentence if line.trace else "",
        line.reason,
        line.note,
        list(line.evidence),
    ]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def with_input(case: EvaluationCase, given: IndicatorInput) -> EvaluationCase:
    """The case with other inputs for one indicator: what if."""
    return case.model_copy(update={"inputs": (*(one for one in case.inputs if one.indicator != given.indicator), given)})
