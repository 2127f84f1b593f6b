"""Answer one opinion: accepted, in part, or rejected; why, and what was changed."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.people.models import Person
from jiheng.web.policies import evaluating, reviewing
from jiheng.web.reviews.models import Decision, Opinion


@action
def answer_opinion(actor: Person, opinion: Opinion, decision: Decision, *, seen: int, reason: str, change: str) -> Opinion:
    """The opinion with its answer. What is not accepted in full needs a reason, what is accepted says what was changed."""
    evaluation = opinion.evaluation
    if not reviewing.may_answer(evaluating.require_evaluation(actor, evaluation), evaluation):
        raise PermissionDenied
    if opinion.sent_at is None or opinion.withdrawn_at is not None:
        raise Refused(_("意见还没有报送。"))
    if decision != Decision.ACCEPTED and not reason.strip():
        raise Refused(_("部分采纳、不采纳的，请写明理由。"))
    if decision != Decision.REJECTED and not change.strip():
        raise Refused(_("采纳、部分采纳的，请写明作了什么修改。"))
    opinion.change(seen, decision=decision, reason=reason, what_changed=change, answered_by=actor, answered_at=timezone.now())
    summary = _("{evaluation}：答复意见 {number}（{decision}）").format(
        evaluation=evaluation, number=opinion.number, decision=decision.label
    )
    detail = {"evaluation": evaluation.pk, "opinion": opinion.number, "decision": decision.value}
    chain.record(actor, "answer_opinion", evaluation, summary, organisation=evaluation.dossier.organisation, detail=detail)
    return opinion
