"""Send a confirmation slip with the version that was sent last."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.people.models import Person
from jiheng.web.policies import evaluating, reviewing
from jiheng.web.reviews.models import ReportVersion, Side, Slip, SlipKind
from jiheng.web.reviews.versions import sent_versions


@action
def send_slip(actor: Person, evaluation: Evaluation, *, kind: SlipKind, side: Side, days: int | None = None) -> Slip:
    """The slip, waiting for its answer."""
    if not reviewing.may_send_slip(evaluating.require_evaluation(actor, evaluation), evaluation):
        raise PermissionDenied
    if side == Side.EXPERT:
        raise Refused(_("确认单发给被评价单位或委托方。"))
    Evaluation.objects.select_for_update().get(pk=evaluation.pk)  # numbers one after the other
    report = ReportVersion.objects.get(evaluation=evaluation, number=max(sent_versions(evaluation)))
    addressee = evaluation.dossier.organisation if side == Side.AGENCY else evaluation.client
    if Slip.objects.filter(evaluation=evaluation, kind=kind, side=side, report=report).exists():
        raise Refused(_("{report}的{kind}已经发给{addressee}。").format(report=report, kind=kind.label, addressee=addressee))
    last = Slip.objects.filter(evaluation=evaluation).aggregate(last=Max("number"))["last"] or 0
    slip = Slip.objects.create(
        evaluation=evaluation,
        number=last + 1,
        kind=kind,
        side=side,
        addressee=addressee,
        report=report,
        days=days,
        sent_on=timezone.localdate(),
        sent_by=actor,
    )
    summary = _("{evaluation}：向{addressee}发出{slip}").format(evaluation=evaluation, addressee=addressee, slip=slip)
    detail = {"evaluation": evaluation.pk, "slip": slip.number, "report": report.number}
    chain.record(actor, "send_slip", evaluation, summary, organisation=evaluation.dossier.organisation, detail=detail)
    return slip
