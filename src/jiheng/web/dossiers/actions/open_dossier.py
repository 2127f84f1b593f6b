"""Open a dossier: one subject of an organisation in one year."""

from __future__ import annotations

from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.casework import flows
from jiheng.web.dossiers.models import Dossier, DossierKind, Stage
from jiheng.web.people.models import FiscalYear, Organisation, Person
from jiheng.web.policy import Permission


@action
def open_dossier(
    actor: Person,
    organisation: Organisation,
    *,
    year: FiscalYear,
    kind: DossierKind,
    subject: str,
    code: str = "",
    stage: Stage = Stage.OBJECTIVE,
    budget: Decimal | None = None,
) -> Dossier:
    """The new dossier, with the case of its first stage. ``budget`` (万元) counts until a record states it."""
    if not policy.can_open(actor, organisation):
        policy.require(actor, Permission.FILL, organisation)
    if not year.is_open:
        raise Refused(_("{year} 年度已关闭，不能新建卷宗。").format(year=year))
    try:
        with transaction.atomic():
            dossier = Dossier.objects.create(
                organisation=organisation,
                fiscal_year=year,
                kind=kind,
                subject=subject,
                code=code,
                stage=stage,
                adjusted_budget=budget,
            )
    except IntegrityError as error:
        raise Refused(_("{year} 年度已有「{subject}」的卷宗。").format(year=year, subject=subject)) from error
    flows.open_case(dossier, stage, flows.today())
    chain.record(actor, "open_dossier", dossier, _("新建卷宗"), organisation=organisation, detail={"year": year.pk, "kind": kind.value})
    return dossier
