"""Write down how a result was used."""

from __future__ import annotations

import datetime
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from jiheng.process.results import exceeds
from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.dossiers.models import Dossier
from jiheng.web.people.models import Person
from jiheng.web.policies import using
from jiheng.web.results.models import ResultUse, Way
from jiheng.web.results.proposing import Result, figure


@action
def record_use(
    actor: Person, dossier: Dossier, result: Result | None, *, way: str, text: str, decided_on: datetime.date, amount: Decimal | None = None
) -> ResultUse:
    """The use, with what the standard proposed at that time; that an amount is above the proposal is written down with it."""
    if not using.decides(actor, dossier):
        if not using.dossiers(actor).filter(pk=dossier.pk).exists():
            raise Http404
        raise PermissionDenied
    if result is None:
        raise Refused(_("还没有得分，没有可以应用的结果。"))
    told = [result.proposal.text] if result.proposal else [result.why_none]
    if way == Way.BUDGET and amount is not None and result.proposal is not None:
        told.append(exceeds(result.proposal, figure(amount)))
    use = ResultUse(
        dossier=dossier,
        way=way,
        text=text,
        amount=amount,
        decided_on=decided_on,
        score=result.score,
        grade=result.grade,
        proposal="\n".join(part for part in told if part),
        by=actor,
    )
    use.save()
    summary = _("结果应用：{way}").format(way=use.get_way_display())
    detail = {"use": use.pk, "way": way, "grade": result.grade, "amount": str(amount) if amount is not None else None}
    chain.record(actor, "record_use", dossier, summary, organisation=dossier.organisation, detail=detail)
    return use
