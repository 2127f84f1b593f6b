"""Take somebody into the team of an evaluation, if no rule on conflicts of interest forbids it."""

from __future__ import annotations

from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from jiheng.web.acting import Refused, action
from jiheng.web.assignments.models import Assignment
from jiheng.web.audit import chain
from jiheng.web.evaluations.evaluators import staff
from jiheng.web.evaluations.facts import against, role_of
from jiheng.web.evaluations.models import Duty, Evaluation, TeamMember
from jiheng.web.people.models import Membership, Person, Role
from jiheng.web.policies import evaluating

_CLIENTS: Final = (evaluating.CLIENT_REVIEWER, evaluating.CLIENT_APPROVER)


@action
def add_member(
    actor: Person, evaluation: Evaluation, person: Person, duty: Duty, *, task: str = "", title: str = "", qualification: str = ""
) -> TeamMember:
    """The member. The client names whom it likes; the lead evaluator people of the own organisation; experts come from the client.

    Where the client evaluates itself the team is of its own people.
    """
    held = evaluating.require_evaluation(actor, evaluation, *_CLIENTS, evaluating.LEAD)
    if not held.intersection(_CLIENTS) and duty in (Duty.EXPERT, Duty.LEAD_EVALUATOR):
        raise PermissionDenied
    if not evaluation.is_open:
        raise Refused(_("评价已结束，不能再调整人员。"))
    _require_fit(evaluation, person, duty)
    if duty != Duty.EXPERT:
        _require_apart(evaluation, person, duty)
    try:
        with transaction.atomic():
            member = TeamMember.objects.create(
                evaluation=evaluation, person=person, duty=duty, task=task, title=title, qualification=qualification, added_by=actor
            )
            if not Assignment.objects.filter(dossier=evaluation.dossier, person=person, withdrawn_at__isnull=True).exists():
                Assignment.objects.create(dossier=evaluation.dossier, person=person, role=role_of(duty), assigned_by=actor)
    except IntegrityError as error:
        if duty == Duty.LEAD_EVALUATOR and not evaluation.members.filter(person=person, left_at__isnull=True).exists():
            raise Refused(_("已经有主评人；换人请先请原主评人退出。")) from error
        raise Refused(_("{name} 已经在评价组里。").format(name=person)) from error
    summary = _("{evaluation}：{name} 任{duty}").format(evaluation=evaluation, name=person, duty=duty.label)
    detail = {"evaluation": evaluation.pk, "person": person.pk, "duty": duty.value}
    chain.record(actor, "add_member", evaluation, summary, organisation=evaluation.client, detail=detail)
    return member


def _require_fit(evaluation: Evaluation, person: Person, duty: Duty) -> None:
    """Nothing if the person can be this and no rule forbids it."""
    if duty == Duty.EXPERT:
        fit = Membership.objects.filter(person=person, role=Role.EXPERT, until__isnull=True).exists()
    else:
        fit = staff(evaluation).filter(person=person).exists()
    if not fit:
        place = _("专家库") if duty == Duty.EXPERT else str(evaluation.evaluates)
        raise Refused(_("{name} 不是「{place}」的人员，不能任{duty}。").format(name=person, place=place, duty=duty.label))
    if found := against(evaluation, person, duty):
        told = "；".join(f"{one.rule}：{one.reason.rstrip('。')}" for one in found)
        raise Refused(_("{name} 须回避。{told}。").format(name=person, told=told))


def _require_apart(evaluation: Evaluation, person: Person, duty: Duty) -> None:
    """Nothing if the person judges no work of their own: neither as the rechecker, nor for a client that evaluates itself."""
    before = evaluation.members.filter(person=person).exclude(duty=Duty.EXPERT)
    other = (before.exclude(duty=duty) if duty == Duty.RECHECKER else before.filter(duty=Duty.RECHECKER)).first()
    if other is not None:
        told = _("{name} 在本次评价中任过{duty}；评价和复核须由不同的人办理。")
        raise Refused(told.format(name=person, duty=other.get_duty_display()))
    if evaluating.by_client(evaluation):
        inside = evaluation.members.exclude(duty=Duty.EXPERT).values("person")
        left = staff(evaluation).filter(role__in=(Role.REVIEWER, Role.RECHECKER)).exclude(person=person).exclude(person__in=inside)
        if not left.exists():
            raise Refused(_("自行评价的，参加评价的人不再代表委托方审核、定稿；委托方须另有一名审核人员。"))
