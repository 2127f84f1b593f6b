"""Decide about a finding of a stored form, or between the papers of a dossier, as about one of a document."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.acting import action
from jiheng.web.audit import chain
from jiheng.web.dossiers.models import Dossier
from jiheng.web.findings.actions.decide import NEEDED, grounds
from jiheng.web.findings.models import Answer, DossierDecision
from jiheng.web.findings.settling import About
from jiheng.web.people.models import Person
from jiheng.web.versioned import Stale


@action
def decide_in_form(
    actor: Person,
    dossier: Dossier,
    subject: About,
    answer: Answer,
    *,
    seen: int,
    reason: str = "",
    until: datetime.date | None = None,
) -> DossierDecision:
    """The decision; ``seen`` is the number of the last decision about it that the person had before their eyes, 0 for none."""
    policy.require(actor, NEEDED[answer], dossier)
    waived = grounds(answer, reason, until)
    Dossier.objects.select_for_update().get(pk=dossier.pk)  # two decisions come one after the other
    last = DossierDecision.objects.filter(dossier=dossier, form=subject.form, key=subject.key).first()
    if (last.pk if last else 0) != seen:
        raise Stale(last or dossier)
    decision = DossierDecision(
        dossier=dossier,
        form=subject.form,
        key=subject.key,
        code=subject.code,
        message=subject.message,
        answer=answer,
        reason=reason.strip(),
        until=waived,
        decided_by=actor,
    )
    decision.save()
    summary = _("{form}的 {code}：{answer}").format(form=subject.label, code=subject.code, answer=answer.label)
    detail = {"form": subject.form, "code": subject.code, "key": subject.key, "answer": answer.value, "until": str(waived or "")}
    chain.record(actor, "decide_in_form", dossier, summary, organisation=dossier.organisation, detail=detail)
    return decision
