"""Take a step of the flow of an evaluation."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.process import Applied, Fact
from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.casework.facts import kept
from jiheng.web.coursed import flow_of, step_columns, stepped
from jiheng.web.evaluations.facts import known
from jiheng.web.evaluations.models import Duty, Evaluation, Step
from jiheng.web.evaluations.own_pages import own_page, told
from jiheng.web.people.models import Person
from jiheng.web.policies import evaluating


@action
def take_evaluation_step(
    actor: Person,
    evaluation: Evaluation,
    name: str,
    *,
    seen: int,
    said: Mapping[str, Fact] | None = None,
    confirmed: bool = False,
    on: datetime.date | None = None,
    on_own_page: bool = False,
) -> Evaluation:
    """The evaluation after the step. ``seen`` is the version on the person's screen, ``said`` what they say with the step by requirement.

    ``confirmed``: they proved once more who they are. ``on``: the day of the deed, for deeds told afterwards. ``on_own_page``: the action
    of the page the step has of its own takes it; nobody else does.
    """
    roles = evaluating.require_evaluation(actor, evaluation)
    elsewhere = own_page(evaluation, name, roles)
    if elsewhere is not None and not on_own_page:
        raise Refused(told(*elsewhere))
    facts = known(actor, evaluation, name, roles, said or {}, confirmed=confirmed)
    result = stepped(evaluation, name, seen=seen, actor=actor, roles=roles, facts=facts, on=on or timezone.localdate())
    if name == "engage":
        _require_team(evaluation)
    return advance(evaluation, result, actor, facts)


def advance(evaluation: Evaluation, result: Applied, actor: Person | None, facts: Mapping[str, Fact]) -> Evaluation:
    """Write what follows from a step: the row, the step, the audit entry. Part of an action."""
    before, flow = evaluation.state_label, flow_of(result.course)
    evaluation.change(evaluation.version, **Evaluation.columns_of(flow, result.course))
    said = kept(facts)
    Step(evaluation=evaluation, **step_columns(flow, result, before=before, actor=actor, said=said)).save()
    summary = _("{evaluation}：{label}（{before} → {after}）").format(
        evaluation=evaluation, label=result.transition.label, before=before, after=evaluation.state_label
    )
    detail = {"evaluation": evaluation.pk, "action": result.transition.action, "state": evaluation.state}
    chain.record(actor, "take_evaluation_step", evaluation, summary, organisation=evaluation.dossier.organisation, detail=detail)
    return evaluation


def _require_team(evaluation: Evaluation) -> None:
    if not evaluation.members.filter(duty=Duty.LEAD_EVALUATOR, left_at__isnull=True).exists():
        raise Refused(_("还没有确定主评人，请先确定。"))
