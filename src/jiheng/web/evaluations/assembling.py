"""The evaluation case as the rooms below know it, put together from the rows; and its score."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any, Final

from jiheng.model import EvaluationCase, Frame
from jiheng.model.cases import Engagement, Subject, TeamMember
from jiheng.model.forms import Scope
from jiheng.process import Course
from jiheng.scoring.case import CaseScore, score_case
from jiheng.scoring.case_file import frame_for
from jiheng.web.dossiers.models import DossierKind
from jiheng.web.evaluations.models import Duty, Entry, Evaluation
from jiheng.web.evaluations.parts import PARTS, NamedFigure, OwnText
from jiheng.web.people.models import Organisation, OrganisationKind

_SCOPES: Final[dict[str, Scope]] = {DossierKind.PROJECT: Scope.PROJECT, DossierKind.DEPARTMENT: Scope.DEPARTMENT}


def assembled(evaluation: Evaluation) -> EvaluationCase:
    """The case as it stands: what was typed, and what the workspace knows itself (who, when, what is evaluated)."""
    content: dict[str, list[Any]] = {name: [] for name in PARTS}
    for entry in evaluation.entries.filter(withdrawn_at__isnull=True):
        content[entry.part].append((entry.key, PARTS[entry.part].read(entry.key, entry.content)))
    parts = {name: _shaped(name, rows) for name, rows in content.items()}
    schedule = parts.pop("schedule")
    dossier = evaluation.dossier
    return EvaluationCase(
        id=f"evaluation-{evaluation.pk}",
        title=evaluation.title,
        subject=Subject(
            name=dossier.subject,
            scope=_SCOPES[dossier.kind],
            fiscal_year=dossier.fiscal_year_id,
            agency=dossier.organisation.name,
            supervising_department=_department(dossier.organisation),
            code=dossier.code or None,
        ),
        engagement=_engagement(evaluation).model_copy(update={"schedule": schedule}),
        standard=evaluation.standard,
        at=evaluation.at,
        frame=own_frame(evaluation),
        money_unit=evaluation.money_unit,
        **parts,
    )


def own_frame(evaluation: Evaluation) -> Frame | str:
    """The frame of the evaluation: its own, or the id of one of the standard's."""
    return evaluation.frame if isinstance(evaluation.frame, str) else Frame.model_validate(evaluation.frame)


def scored(evaluation: Evaluation, case: EvaluationCase | None = None) -> tuple[Frame, CaseScore]:
    """The frame, ready to score by, and the score. ``case``: the case, where it is at hand already, or another that is tried out.

    Raises:
        WrongRule: a rule of the frame cannot be applied.
    """
    case = case or assembled(evaluation)
    frame, law = frame_for(case)
    if isinstance(case.frame, Frame):
        case = case.model_copy(update={"frame": frame})
    return frame, score_case(case, frame, law)


def _shaped(part: str, rows: list[tuple[str, Any]]) -> Any:
    """A part as the case wants it: most are lists of records."""
    shape = _SHAPED.get(part)
    return tuple(record for _key, record in rows) if shape is None else shape(rows)


def _texts(rows: list[tuple[str, OwnText]]) -> dict[str, str]:
    return {key: record.text for key, record in rows}


def _figures(rows: list[tuple[str, NamedFigure]]) -> dict[str, Any]:
    return {key: record.value for key, record in rows}


def _basis(rows: list[tuple[str, OwnText]]) -> tuple[str, ...]:
    return tuple(record.text for _key, record in rows)


#: Parts that are no lists of records.
_SHAPED: Final[dict[str, Callable[[list[Any]], Any]]] = {"texts": _texts, "values": _figures, "evaluation_basis": _basis}


def _department(organisation: Organisation) -> str:
    """The department an agency belongs to; a department is its own."""
    if organisation.kind == OrganisationKind.DEPARTMENT:
        return organisation.name
    above = Organisation.objects.filter(pk__in=organisation.line, kind=OrganisationKind.DEPARTMENT).order_by("-path").first()
    return above.name if above else ""


def _engagement(evaluation: Evaluation) -> Engagement:
    members = list(evaluation.members.filter(left_at__isnull=True).exclude(duty=Duty.EXPERT).select_related("person"))
    course = evaluation.way
    return Engagement(
        client=evaluation.client.name,
        evaluator=evaluation.evaluates.name,
        lead_evaluator=next((str(one.person) for one in members if one.duty == Duty.LEAD_EVALUATOR), ""),
        team=tuple(
            TeamMember(
                name=str(one.person),
                role=one.get_duty_display(),
                title=one.title,
                qualification=one.qualification,
                task=one.task,
            )
            for one in members
        ),
        commissioned_on=_first(course, "planning"),
        started_on=_first(course, "fieldwork"),
        finished_on=_first(course, "archiving"),
        report_on=_first(course, "confirming") or _first(course, "opinions"),
    )


def _first(course: Course, state: str) -> datetime.date | None:
    """The day on which it first came into a state."""
    return next((event.on for event in course.events if event.state == state), None)


def entries(evaluation: Evaluation, part: str) -> list[Entry]:
    """The entries of a part that are in force, in their order."""
    return list(evaluation.entries.filter(part=part, withdrawn_at__isnull=True).select_related("changed_by"))
