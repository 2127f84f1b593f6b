"""Draw cases for a spot check: the plan, and the step of the flow for each, all or none."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.casework.actions.take_step import take_step
from jiheng.web.people.models import FiscalYear, Organisation, Person
from jiheng.web.policy import Permission
from jiheng.web.spotchecks.models import Draw, Method, Plan
from jiheng.web.spotchecks.sampling import sample


@action
def draw(
    actor: Person,
    organisation: Organisation,
    *,
    year: FiscalYear,
    method: Method,
    size: int,
    seed: str,
    seen: str,
    due_on: datetime.date | None = None,
) -> Plan:
    """The plan. ``seen`` is the digest of the draw the person looked at: a draw that came out differently is not made."""
    policy.require(actor, Permission.DIRECT, organisation)
    found = sample(actor, organisation, year.pk, method, size, seed)
    if not found.picked:
        raise Refused(_("没有等待决定是否抽查的自评。"))
    if found.digest != seen:
        raise Refused(_("预览之后情况有变化，没有抽取。请看新的名单后再确认。"))
    plan = Plan(organisation=organisation, fiscal_year=year, method=method, seed=seed, population=found.population, made_by=actor)
    plan.save()
    said = {"due_date": due_on} if due_on else {}
    for rank, one in enumerate(found.picked, 1):
        Draw(plan=plan, case=one.case, rank=rank, ground=one.ground, self_score=one.case.dossier.score).save()
        take_step(actor, one.case, "select_for_spot_check", seen=one.case.version, said=said)
    summary = _("抽查复核：{method}，{population} 件中抽取 {count} 件").format(
        method=method.label, population=found.population, count=len(found.picked)
    )
    chain.record(actor, "draw", plan, summary, organisation=organisation, detail={"method": method.value, "seed": seed, "size": size})
    return plan
