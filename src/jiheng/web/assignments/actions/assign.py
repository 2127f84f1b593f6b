"""Give a dossier to an evaluator or an expert, if no rule on conflicts of interest forbids it."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.acting import Refused, action
from jiheng.web.assignments.conflicts import conflicts
from jiheng.web.assignments.models import Assignment, AssignmentRole
from jiheng.web.audit import chain
from jiheng.web.dossiers.models import Dossier
from jiheng.web.people.models import Membership, Person, Role
from jiheng.web.policy import Permission

_NEEDED: dict[str, Role] = {AssignmentRole.EVALUATOR: Role.EVALUATOR, AssignmentRole.EXPERT: Role.EXPERT}


@action
def assign(actor: Person, dossier: Dossier, person: Person, *, role: AssignmentRole) -> Assignment:
    """The assignment."""
    policy.require(actor, Permission.ASSIGN, dossier)
    if not Membership.objects.filter(person=person, role=_NEEDED[role], until__isnull=True).exists():
        raise Refused(_("{name} 不是「{role}」，不能承担这项任务。").format(name=person, role=_NEEDED[role].label))
    against = conflicts(person, dossier, role)
    if against:
        told = "；".join(f"{one.rule}：{one.reason.rstrip('。')}" for one in against)
        raise Refused(_("{name} 须回避。{told}。").format(name=person, told=told))
    try:
        with transaction.atomic():
            assignment = Assignment.objects.create(dossier=dossier, person=person, role=role, assigned_by=actor)
    except IntegrityError as error:
        raise Refused(_("{name} 已经在办这份卷宗。").format(name=person)) from error
    summary = _("指派 {name}：{role}").format(name=person, role=role.label)
    chain.record(actor, "assign", dossier, summary, organisation=dossier.organisation, detail={"person": person.pk, "role": role.value})
    return assignment
