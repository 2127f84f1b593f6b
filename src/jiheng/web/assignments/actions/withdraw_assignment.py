"""Take a dossier back from an evaluator or an expert."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.acting import Refused, action
from jiheng.web.assignments.models import Assignment
from jiheng.web.audit import chain
from jiheng.web.people.models import Person
from jiheng.web.policy import Permission


@action
def withdraw_assignment(actor: Person, assignment: Assignment) -> Assignment:
    """The assignment, ended. That it was, still counts for the rules on conflicts."""
    dossier = assignment.dossier
    policy.require(actor, Permission.ASSIGN, dossier)
    now = timezone.now()
    if not Assignment.objects.filter(pk=assignment.pk, withdrawn_at__isnull=True).update(withdrawn_at=now):
        raise Refused(_("这项指派已经撤回。"))
    assignment.withdrawn_at = now
    summary = _("撤回对 {name} 的指派").format(name=assignment.person)
    chain.record(actor, "withdraw_assignment", dossier, summary, organisation=dossier.organisation, detail={"person": assignment.person_id})
    return assignment
