"""Put a dossier on the plan of evaluations."""

from __future__ import annotations

import datetime
from typing import Final

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.model import Scope
from jiheng.process import begin
from jiheng.regulation import frame_names, load_frame
from jiheng.web import policy
from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.coursed import flow_named
from jiheng.web.dossiers.models import Dossier, DossierKind
from jiheng.web.evaluations.evaluators import require_evaluator
from jiheng.web.evaluations.models import Evaluation, EvaluationKind
from jiheng.web.people.models import Organisation, OrganisationKind, Person
from jiheng.web.policies import evaluating
from jiheng.web.policy import Permission

FLOW: Final = "evaluation"


@action
def open_evaluation(
    actor: Person,
    dossier: Dossier,
    *,
    client: Organisation,
    title: str = "",
    evaluator: Organisation | None = None,
    frame: str = "",
    on: datetime.date | None = None,
) -> Evaluation:
    """The evaluation, planned. ``evaluator``: an agency, or the client itself; None: still open, or the client.

    ``frame``: the id of one of the standard's; empty: the newest for such a subject.
    """
    policy.require(actor, Permission.VIEW, dossier)
    if not evaluating.clients(actor).filter(pk=client.pk).exists():
        raise PermissionDenied
    _require_sides(dossier, client, evaluator)
    day = on or timezone.localdate()
    flow = flow_named(FLOW, settings.STANDARD, day)
    course = begin(flow, fiscal_year=dossier.fiscal_year_id, on=day, at=day)
    kinds = EvaluationKind
    kind = kinds.FINANCE_EVALUATION if client.kind == OrganisationKind.FINANCE_AUTHORITY else kinds.DEPARTMENT_EVALUATION
    try:
        with transaction.atomic():
            evaluation = Evaluation.objects.create(
                dossier=dossier,
                kind=kind,
                title=title or _("{year} 年度{subject}绩效评价").format(year=dossier.fiscal_year_id, subject=dossier.subject),
                client=client,
                evaluator=evaluator,
                frame=frame or usual_frame(dossier),
                standard=course.standard,
                opened_by=actor,
                **Evaluation.columns_of(flow, course),
            )
    except IntegrityError as error:
        raise Refused(_("「{dossier}」已有一项评价在办。").format(dossier=dossier)) from error
    summary = _("列入评价计划：{title}（委托方 {client}）").format(title=evaluation.title, client=client)
    detail = {"evaluation": evaluation.pk, "kind": evaluation.kind}
    chain.record(actor, "open_evaluation", dossier, summary, organisation=dossier.organisation, detail=detail)
    return evaluation


def _require_sides(dossier: Dossier, client: Organisation, evaluator: Organisation | None) -> None:
    """Nothing if the client is another than the one evaluated, and the evaluator one it can ask."""
    if client.pk == dossier.organisation_id:
        raise Refused(_("委托主体须与评价对象分离：「{client}」不能委托评价自己。").format(client=client))
    if evaluator is not None:
        require_evaluator(evaluator, client)


def usual_frame(dossier: Dossier) -> str:
    """The newest frame of the standard for a subject of this kind.

    Raises:
        Refused: the standard has none.
    """
    scope = Scope.PROJECT if dossier.kind == DossierKind.PROJECT else Scope.DEPARTMENT
    frames = [load_frame(name, settings.STANDARD) for name in frame_names(settings.STANDARD)]
    fitting = [one for one in frames if one.scope is scope]
    if not fitting:
        raise Refused(_("标准中没有适用的指标体系。"))
    return max(fitting, key=lambda one: (one.since or datetime.date.min, one.id)).id
