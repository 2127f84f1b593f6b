"""Set the day of a deadline by notice, for an organisation and all below it."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _

from jiheng.process import with_set_date
from jiheng.web import policy
from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.casework import flows
from jiheng.web.casework.models import Case, FlowName, Notice
from jiheng.web.people.models import FiscalYear, Organisation, Person
from jiheng.web.policy import Permission


@action
def set_deadline(
    actor: Person, organisation: Organisation, *, year: FiscalYear, flow: FlowName, deadline: str, day: datetime.date, reference: str
) -> Notice:
    """The notice; every open case of the year there is counted anew, and those that come later begin with it."""
    policy.require(actor, Permission.DIRECT, organisation)
    known = flows.settable(flow).get(deadline)
    if known is None:
        raise Refused(_("这个期限不能由通知规定。"))
    if not year.is_open:
        raise Refused(_("{year} 年度已关闭，不能再规定期限。").format(year=year))
    notice = Notice(
        organisation=organisation, fiscal_year=year, flow=flow, deadline=deadline, label=known, day=day, reference=reference, set_by=actor
    )
    notice.save()
    rows = Case.objects.filter(
        flow=flow, dossier__fiscal_year=year, dossier__organisation__path__startswith=organisation.path, is_open=True
    )
    changed = [_with_day(case, deadline, day) for case in rows.select_for_update(of=("self",))]
    Case.objects.bulk_update(changed, flows.COUNTED, batch_size=200)
    summary = _("规定{year} 年度{label}：{day}（{reference}），涉及 {count} 件").format(
        year=year, label=known, day=day, reference=reference, count=len(changed)
    )
    chain.record(actor, "set_deadline", notice, summary, organisation=organisation, detail={"flow": flow.value, "deadline": deadline})
    return notice


def _with_day(case: Case, deadline: str, day: datetime.date) -> Case:
    course = case.way
    return flows.counted_anew(case, with_set_date(flows.flow_of(course), course, deadline, day))
