"""Rules on conflicts of interest: who must not evaluate what. Each rule is a function with its name as people say it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from jiheng.web.assignments.models import Assignment, AssignmentRole, DeclaredInterest
from jiheng.web.dossiers.models import Dossier
from jiheng.web.people.models import Membership, Organisation, OrganisationKind, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A rule that forbids an assignment, and why."""

    rule: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What somebody is to look at and as what, and for which organisation, by number: a department that evaluates its agencies itself
    does so with its own people, whom working there does not bar.
    """

    dossier: Dossier
    role: AssignmentRole
    evaluator: int | None


def conflicts(person: Person, dossier: Dossier, role: AssignmentRole, *, evaluator: int | None = None) -> list[Conflict]:
    """All that speaks against giving the dossier to the person; empty when nothing does. ``evaluator``: for whom they evaluate."""
    task = Task(dossier=dossier, role=role, evaluator=evaluator)
    return [Conflict(rule=_(name), reason=reason) for name, rule in RULES for reason in [rule(person, task)] if reason]


def _own(person: Person, task: Task) -> str:
    """Nobody judges the organisation they work for, nor one above or below it in the same department."""
    dossier = task.dossier
    for membership in person.memberships.filter(until__isnull=True).exclude(organisation=task.evaluator).select_related("organisation"):
        if _is_near(membership.organisation, dossier.organisation):
            return _("现在「{organisation}」任{role}。").format(organisation=membership.organisation, role=membership.get_role_display())
    return ""


def _served(person: Person, task: Task) -> str:
    """Nobody judges the year in which they worked there."""
    dossier = task.dossier
    first = datetime.date(dossier.fiscal_year_id, 1, 1)
    last = datetime.date(dossier.fiscal_year_id, 12, 31)
    past = Membership.objects.filter(Q(until__gte=first), person=person, since__lte=last).select_related("organisation")
    for membership in past.exclude(organisation=task.evaluator):
        if _is_near(membership.organisation, dossier.organisation):
            return _("{year} 年度内曾在「{organisation}」任职，{until} 离任。").format(
                year=dossier.fiscal_year_id, organisation=membership.organisation, until=membership.until
            )
    return ""


def _declared(person: Person, task: Task) -> str:
    """What a person declared counts for the organisation and all below it."""
    line = task.dossier.organisation.line
    declared = DeclaredInterest.objects.filter(person=person, organisation_id__in=line).select_related("organisation").first()
    return _("本人已申明需回避「{organisation}」。").format(organisation=declared.organisation) if declared else ""


def _two_sides(person: Person, task: Task) -> str:
    """Who did the evaluation does not sit among the experts who judge it, and the other way round."""
    other = Assignment.objects.filter(dossier=task.dossier, person=person).exclude(role=task.role).first()
    return _("曾以「{task}」参与同一卷宗。").format(task=other.get_role_display()) if other else ""


RULES: tuple[tuple[str, Callable[[Person, Task], str]], ...] = (
    ("本单位回避", _own),
    ("任职年度回避", _served),
    ("申明回避", _declared),
    ("评价与评审分离", _two_sides),
)
"""The rules by name, in the order in which they are told."""


def _is_near(one: Organisation, other: Organisation) -> bool:
    """Whether both are the same, or one stands above the other below the finance authority."""
    if one.kind in (OrganisationKind.FINANCE_AUTHORITY, OrganisationKind.THIRD_PARTY_EVALUATOR):
        return one.pk == other.pk
    return other.path.startswith(one.path) or (one.path.startswith(other.path) and other.kind != OrganisationKind.FINANCE_AUTHORITY)
