"""From the flows of the standard to what pages and actions ask: the flow of a case, and the columns that follow from its course."""

from __future__ import annotations

import datetime
from typing import Any, Final

from django.conf import settings
from django.utils import timezone

from jiheng.process import Course, Flow, Transition, begin, with_set_date
from jiheng.web import coursed, staffing
from jiheng.web.casework.models import FLOW_OF, BudgetApproval, Case, FlowName, Notice
from jiheng.web.coursed import flow_named
from jiheng.web.dossiers.models import Dossier, Stage

calendar_of = coursed.calendar_of
flow_of = coursed.flow_of
#: The role of those who fill in forms, and the action that hands them in: where both are open, the form may be changed.
PREPARER: Final = "agency.preparer"
SUBMIT: Final = "submit"
#: What happens outside of the flow of objectives and starts the term of their approval.
BUDGET_APPROVED: Final = "budget_approved"
#: The stage that follows the end of a flow, where the end is a good one.
_NEXT: Final[dict[tuple[str, str], Stage]] = {
    (FlowName.OBJECTIVE, "approved"): Stage.MONITORING,
    (FlowName.MONITORING, "normal"): Stage.SELF_EVALUATION,
    (FlowName.MONITORING, "closed"): Stage.SELF_EVALUATION,
    (FlowName.OBJECTIVE, "rejected"): Stage.FINISHED,
    (FlowName.SELF_EVALUATION, "closed"): Stage.FINISHED,
}


def today() -> datetime.date:
    """The day here; tests set it."""
    return timezone.localdate()


def is_filling(flow: Flow, state: str) -> bool:
    """Whether the preparer may change the form here: they are the one to hand it in."""
    return any(one.action == SUBMIT and PREPARER in one.roles for one in flow.leaving(state))


def started(dossier: Dossier, name: FlowName, on: datetime.date, *, state: str = "") -> Course:
    """A new course, with the days that notices set for it. ``state``: where it stood when it was taken over from elsewhere."""
    flow = flow_named(name, settings.STANDARD, on)
    course = begin(flow, fiscal_year=dossier.fiscal_year_id, on=on, at=on)
    if state:
        course = course.model_copy(update={"start": flow.of(state).id, "state": state})
    line = dossier.organisation.line
    notices = Notice.objects.filter(fiscal_year=dossier.fiscal_year_id, flow=name, organisation__in=line).order_by("at", "pk")
    for notice in notices:
        course = with_set_date(flow, course, notice.deadline, notice.day)
    return course


def columns(flow: Flow, course: Course) -> dict[str, Any]:
    """What a case row says of its course."""
    return coursed.columns(flow, course) | {"is_filling": is_filling(flow, course.state)}


def counted_anew(case: Case, course: Course) -> Case:
    """The case with this course and the days that follow from it, not yet written: days change, its state does not."""
    said = columns(flow_of(course), course)
    case.course, case.due_on, case.due_label = said["course"], said["due_on"], said["due_label"]
    case.version += 1
    return case


#: What :func:`counted_anew` changes.
COUNTED: Final = ("course", "due_on", "due_label", "version")


def stage_after(case: Case) -> Stage | None:
    """The stage a dossier goes on to when the case has come to this end; None where it stays."""
    return _NEXT.get((case.flow, case.state))


def open_case(dossier: Dossier, stage: Stage, on: datetime.date, *, state: str = "") -> Case | None:
    """The case of a stage, made when it is not there yet. Part of an action: it records nothing itself."""
    name = FLOW_OF.get(stage)
    if name is None:
        return None
    known = Case.objects.filter(dossier=dossier, flow=name).first()
    if known is not None:
        return known
    course = started(dossier, name, on, state=state)
    flow = flow_of(course)
    return Case.objects.create(dossier=dossier, flow=name, standard=course.standard, **columns(flow, course))


def straight_on(flow: Flow, transition: Transition, role: str, dossier: Dossier) -> Transition | None:
    """The same step of the same people right after, where they stand in for the role of those before them; None where there is none."""
    waits_for = flow.of(transition.target).waits_for
    if len(waits_for) != 1 or waits_for[0] not in flow.words.roles[role].substitutes:
        return None
    [acting], place = waits_for, dossier.organisation
    if staffing.staff_of([place]).acting(role, place.line) != acting:
        return None
    return next((one for one in flow.leaving(transition.target) if one.action == transition.action and acting in one.roles), None)


def settable(name: FlowName) -> dict[str, str]:
    """The deadlines of a flow that a notice may set, with their labels; those set case by case with a step are not among them."""
    flow = flow_named(name, settings.STANDARD, None)
    with_steps = {one.sets for one in flow.transitions.values()}
    return {key: one.label for key, one in flow.deadlines.items() if one.settable and key not in with_steps}


def rules(name: FlowName, *, after: str = "") -> tuple[tuple[str, str, str], ...]:
    """The deadlines of a flow (counted from an event) as the standard states them today: name, rule, source."""
    flow = flow_named(name, settings.STANDARD, None)
    found = (one for one in flow.deadlines.values() if not after or after in one.after)
    return tuple((one.label, one.rule, one.citation.text if one.citation else "") for one in found)


def budget_approval(dossier: Dossier) -> BudgetApproval | None:
    """The approval of the budget the dossier belongs to, as it was recorded last."""
    rows = BudgetApproval.objects.filter(fiscal_year=dossier.fiscal_year_id, organisation__in=dossier.organisation.line)
    return rows.order_by("-at", "-pk").first()
