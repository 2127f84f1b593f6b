"""Let somebody leave the team of an evaluation."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web.acting import Refused, action
from jiheng.web.assignments.models import Assignment
from jiheng.web.audit import chain
from jiheng.web.evaluations.models import Duty, TeamMember
from jiheng.web.people.models import Person
from jiheng.web.policies import evaluating


@action
def remove_member(actor: Person, member: TeamMember) -> TeamMember:
    """The member, gone from now on; what they did stays, and still counts for the rules on conflicts."""
    evaluation = member.evaluation
    clients = (evaluating.CLIENT_REVIEWER, evaluating.CLIENT_APPROVER)
    held = evaluating.require_evaluation(actor, evaluation, *clients, evaluating.LEAD)
    if not held.intersection(clients) and member.duty in (Duty.EXPERT, Duty.LEAD_EVALUATOR):
        raise PermissionDenied
    now = timezone.now()
    if not TeamMember.objects.filter(pk=member.pk, left_at__isnull=True).update(left_at=now):
        raise Refused(_("{name} 已经退出。").format(name=member.person))
    member.left_at = now
    Assignment.objects.filter(dossier=evaluation.dossier, person=member.person, withdrawn_at__isnull=True).update(withdrawn_at=now)
    summary = _("{evaluation}：{name} 退出").format(evaluation=evaluation, name=member.person)
    detail = {"evaluation": evaluation.pk, "person": member.person_id, "duty": member.duty}
    chain.record(actor, "remove_member", evaluation, summary, organisation=evaluation.client, detail=detail)
    return member
