"""Record that the people's congress approved the budget of a year: from that day the term for approving objectives runs."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _

from jiheng.process import happened
from jiheng.web import policy
from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.casework import flows
from jiheng.web.casework.models import BudgetApproval, Case, FlowName
from jiheng.web.people.models import FiscalYear, Organisation, OrganisationKind, Person
from jiheng.web.policy import Permission


@action
def record_budget_approval(
    actor: Person, organisation: Organisation, *, year: FiscalYear, day: datetime.date, reference: str
) -> BudgetApproval:
    """The approval. Every objective of the year that was under way there on that day is counted anew; what is declared later has no part
    in it.
    """
    policy.require(actor, Permission.DIRECT, organisation)
    if organisation.kind != OrganisationKind.FINANCE_AUTHORITY:
        raise Refused(_("批准的预算由财政部门登记。"))
    if not year.is_open:
        raise Refused(_("{year} 年度已关闭，不能再登记。").format(year=year))
    if day > flows.today():
        raise Refused(_("批准日期不能晚于今天。"))
    rows = Case.objects.filter(
        flow=FlowName.OBJECTIVE, dossier__fiscal_year=year, dossier__organisation__path__startswith=organisation.path, is_open=True
    )
    concerned = [case for case in rows.select_for_update(of=("self",)) if case.way.started_on <= day]
    changed = [_from_then_on(case, day) for case in concerned]
    Case.objects.bulk_update(changed, flows.COUNTED, batch_size=200)
    approval = BudgetApproval(
        organisation=organisation, fiscal_year=year, day=day, reference=reference, count=len(changed), recorded_by=actor
    )
    approval.save()
    summary = _("登记{year} 年度预算经人民代表大会批准：{day}（{reference}），涉及在办目标 {count} 件").format(
        year=year, day=day, reference=reference, count=len(changed)
    )
    chain.record(actor, "record_budget_approval", approval, summary, organisation=organisation, detail={"day": day.isoformat()})
    return approval


def _from_then_on(case: Case, day: datetime.date) -> Case:
    course = case.way
    return flows.counted_anew(case, happened(flows.flow_of(course), course, flows.BUDGET_APPROVED, day))
