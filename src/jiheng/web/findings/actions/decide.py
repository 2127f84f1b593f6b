"""Decide about a finding: it will be put right, it is explained, it may stand for a time, the check was wrong."""

from __future__ import annotations

import datetime
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.findings.models import STATE_AFTER, Answer, Decision, Finding, FindingState
from jiheng.web.people.models import Person
from jiheng.web.policy import Permission

NEEDED: Final[dict[str, Permission]] = {
    Answer.ACCEPT: Permission.ANSWER,
    Answer.EXPLAIN: Permission.ANSWER,
    Answer.WAIVE: Permission.WAIVE,
    Answer.DISMISS: Permission.DISMISS,
}


@action
def decide(actor: Person, finding: Finding, answer: Answer, *, seen: int, reason: str = "", until: datetime.date | None = None) -> Decision:
    """The decision; ``seen`` is the version of the finding the person had before their eyes. Who waives is the waiver's approver."""
    document = finding.document
    policy.require_for_document(actor, NEEDED[answer], document)
    if finding.state == FindingState.FIXED:
        raise Refused(_("这个问题在最新一版中已经没有了，不需要处理。"))
    waived = grounds(answer, reason, until)
    finding.change(seen, state=STATE_AFTER[answer], accepted=answer is Answer.ACCEPT, waived_until=waived)
    decision = Decision(finding=finding, answer=answer, reason=reason.strip(), until=waived, number=finding.last_number, decided_by=actor)
    decision.save()
    summary = _("「{name}」{code}：{answer}").format(name=document.name, code=finding.code, answer=answer.label)
    detail = {"document": document.pk, "finding": finding.pk, "answer": answer.value, "until": str(waived or "")}
    chain.record(actor, "decide", document.dossier or document, summary, organisation=document.organisation, detail=detail)
    return decision


def grounds(answer: Answer, reason: str, until: datetime.date | None) -> datetime.date | None:
    """The day until which it is waived, if it is; refused where a reason or a day is missing."""
    if answer is not Answer.ACCEPT and not reason.strip():
        raise Refused(_("请写明理由。"))
    if answer is Answer.WAIVE and (until is None or until < timezone.localdate()):
        raise Refused(_("豁免须写明有效期，且不早于今天。"))
    return until if answer is Answer.WAIVE else None
