"""What a step of an evaluation requires and the workspace knows itself. Rooms that know more add a line to ``LOOKED_UP``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from jiheng.process import Fact
from jiheng.web import coursed
from jiheng.web.assignments.conflicts import Conflict, conflicts
from jiheng.web.assignments.models import AssignmentRole
from jiheng.web.evaluations.archiving import missing_papers
from jiheng.web.evaluations.deducting import unexplained_deductions
from jiheng.web.evaluations.models import Duty, Evaluation, TeamMember
from jiheng.web.fieldwork.facts import work_plan, working_papers
from jiheng.web.people.models import Person
from jiheng.web.reviews import facts as reviews

#: By requirement of the flow; a name that stands here is never asked of people.
LOOKED_UP: Final[dict[str, Callable[[Evaluation], Fact]]] = {
    "unexplained_deductions": unexplained_deductions,
    "missing_papers": missing_papers,
    "clean_check": reviews.clean_check,
    "unanswered_opinions": reviews.unanswered_opinions,
    "minutes": reviews.minutes,
    "change_log": reviews.change_log,
    "sealed_slip": reviews.sealed_slip,
    "work_plan": work_plan,
    "working_papers": working_papers,
}
CONFLICT: Final = "no_conflict"
#: What is looked up and never asked of people.
ASKED_NEVER: Final = frozenset({*LOOKED_UP, CONFLICT})


def role_of(duty: str) -> AssignmentRole:
    """As what a member of the team looks at the dossier."""
    return AssignmentRole.EXPERT if duty == Duty.EXPERT else AssignmentRole.EVALUATOR


def against(evaluation: Evaluation, person: Person, duty: str) -> list[Conflict]:
    """What speaks against the person doing this. Who evaluates works for the evaluator; an expert for nobody."""
    evaluator = None if duty == Duty.EXPERT else evaluation.evaluates.pk
    return conflicts(person, evaluation.dossier, role_of(duty), evaluator=evaluator)


def known(
    actor: Person, evaluation: Evaluation, name: str, roles: frozenset[str], said: Mapping[str, Fact], *, confirmed: bool
) -> dict[str, Fact]:
    """The facts for a step: of what was said only what may be said, the rest looked up here and now."""
    looked_up = LOOKED_UP | {CONFLICT: lambda row: _conflicts(actor, row)}
    return coursed.gathered(evaluation, name, roles, said, looked_up, confirmed=confirmed)


def _conflicts(actor: Person, evaluation: Evaluation) -> int:
    """How much speaks against the one who acts, if on the team; for others against the whole team."""
    members = TeamMember.objects.filter(evaluation=evaluation, left_at__isnull=True).select_related("person")
    concerned = [one for one in members if one.person_id == actor.pk] or list(members)
    return sum(len(against(evaluation, one.person, one.duty)) for one in concerned)
