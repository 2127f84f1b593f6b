"""What could be asked to be put right about a dossier: problems of its evaluation, unsettled findings of its papers, warnings."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Final

from jiheng.process.rectifying import rectification_of
from jiheng.web.casework.models import Case, FlowName
from jiheng.web.casework.warning import warned
from jiheng.web.dossiers.models import Dossier
from jiheng.web.evaluations.assembling import assembled, scored
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.findings.models import Finding, Severity
from jiheng.web.people.models import Person
from jiheng.web.policies import evaluating

_MOST: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A problem that is known; ``id`` names it on the page."""

    id: str
    source: str
    problem: str
    text: str = ""
    requirement: str = ""
    key: str = ""
    check_code: str = ""
    place: str = ""
    indicators: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluated:
    """The evaluation the problems come from, with what it came to."""

    evaluation: Evaluation
    score: str
    grade: str
    candidates: tuple[Candidate, ...]


def evaluated(person: Person, dossier: Dossier) -> Evaluated | None:
    """The problems of the latest evaluation whose workings the person sees."""
    rows = evaluating.evaluations(person).filter(dossier=dossier).select_related("dossier__organisation", "client", "evaluator")
    evaluation = next((one for one in rows if evaluating.sees_workings(person, one)), None)
    if evaluation is None:
        return None
    case = assembled(evaluation)
    _frame, score = scored(evaluation, case)
    record = rectification_of(case, score)
    found = tuple(
        Candidate(
            id=f"problem-{item.id}",
            source=evaluation.get_kind_display(),
            problem=item.problem,
            text=item.text,
            requirement=item.requirement,
            key=item.id,
            indicators=list(item.indicators),
        )
        for item in record.items
    )
    return Evaluated(evaluation=evaluation, score=str(record.score or ""), grade=record.grade, candidates=found)


def candidates(person: Person, dossier: Dossier) -> tuple[Candidate, ...]:
    """Everything that is known, problems of the evaluation first."""
    judged = evaluated(person, dossier)
    return (*(judged.candidates if judged else ()), *_findings(dossier), *_warnings(dossier))


def _findings(dossier: Dossier) -> tuple[Candidate, ...]:
    rows = Finding.objects.unsettled().filter(document__dossier=dossier, severity__in=(Severity.MUST_FIX, Severity.QUESTION))
    return tuple(
        Candidate(
            id=f"finding-{one.pk}",
            source=one.document.name,
            problem=_short(one.message),
            text=one.message if len(one.message) > len(_short(one.message)) else "",
            check_code=one.code,
            place=one.place,
        )
        for one in rows.select_related("document").order_by("severity", "pk")[:_MOST]
    )


def _warnings(dossier: Dossier) -> tuple[Candidate, ...]:
    case = Case.objects.filter(dossier=dossier, flow=FlowName.MONITORING).select_related("dossier").first()
    return tuple(
        Candidate(
            id=f"warning-{hashlib.sha256(one.text.encode()).hexdigest()[:12]}",
            source=str(FlowName.MONITORING.label),
            problem=_short(one.text),
            text=one.trace,
        )
        for one in (warned(case) if case else ())
    )


def _short(text: str) -> str:
    """The first sentence, as a heading says it."""
    return text.partition("。")[0][:120]
