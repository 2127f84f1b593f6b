"""Write a notice: what is to be put right, to the agency of a dossier."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from jiheng.process import begin
from jiheng.web import coursed, policy
from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.casework import flows
from jiheng.web.dossiers.models import Dossier
from jiheng.web.evaluations.models import EvaluationKind
from jiheng.web.people.models import Organisation, Person
from jiheng.web.policies import rectifying
from jiheng.web.policy import Permission
from jiheng.web.rectifications.gathering import Candidate, Evaluated
from jiheng.web.rectifications.models import Item, Origin, Rectification


@action
def open_rectification(
    actor: Person,
    dossier: Dossier,
    issuer: Organisation,
    *,
    title: str = "",
    chosen: Sequence[Candidate] = (),
    judged: Evaluated | None = None,
    on: datetime.date | None = None,
) -> Rectification:
    """The draft of a notice with the chosen problems as items. ``judged``: the evaluation it follows. ``on``: the day, told afterwards."""
    if not rectifying.issuers(actor, dossier).filter(pk=issuer.pk).exists():
        policy.require(actor, Permission.VIEW, dossier)
        raise PermissionDenied
    today = on or flows.today()
    flow = coursed.flow_named("rectification", settings.STANDARD, today)
    course = begin(flow, fiscal_year=dossier.fiscal_year_id, on=today, at=today)
    evaluation = judged.evaluation if judged else None
    row = Rectification.objects.create(
        dossier=dossier,
        evaluation=evaluation,
        issuer=issuer,
        origin=_origin(evaluation.kind if evaluation else "", chosen),
        title=title or _("{subject}整改通知").format(subject=dossier.subject),
        paper=evaluation.title if evaluation else "",
        score=Decimal(judged.score) if judged and judged.score else None,
        grade=judged.grade if judged else "",
        standard=course.standard,
        opened_by=actor,
        **coursed.columns(flow, course),
    )
    _items(row, chosen)
    summary = _("拟写整改通知「{title}」，{count} 项").format(title=row.title, count=len(chosen))
    chain.record(actor, "open_rectification", dossier, summary, organisation=dossier.organisation, detail={"rectification": row.pk})
    return row


def _items(row: Rectification, chosen: Sequence[Candidate]) -> None:
    if len({one.id for one in chosen}) != len(chosen):
        raise Refused(_("同一个问题选了两次。"))
    for number, one in enumerate(chosen, 1):
        Item.objects.create(
            rectification=row,
            number=number,
            key=one.key,
            check_code=one.check_code,
            place=one.place,
            problem=one.problem,
            text=one.text,
            indicators=one.indicators,
            requirement=one.requirement,
        )


def _origin(kind: str, chosen: Sequence[Candidate]) -> Origin:
    if kind:
        return Origin.FINANCE_EVALUATION if kind == EvaluationKind.FINANCE_EVALUATION else Origin.DEPARTMENT_EVALUATION
    return Origin.MONITORING if chosen and all(one.id.startswith("warning-") for one in chosen) else Origin.SELF_EVALUATION
