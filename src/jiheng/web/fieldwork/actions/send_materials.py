"""Send the list of materials to the unit: what was drafted is asked for from now on."""

from __future__ import annotations

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web.acting import Refused, action
from jiheng.web.evaluations.actions.take_evaluation_step import take_evaluation_step
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.fieldwork.models import Material, MaterialState
from jiheng.web.fieldwork.recording import record_with_unit
from jiheng.web.fieldwork.rights import require_writing, takes_materials
from jiheng.web.people.models import Person

_REQUEST = "request_materials"


@action
def send_materials(actor: Person, evaluation: Evaluation, *, due_on: datetime.date, seen: int) -> int:
    """How many lines were sent. Where the flow has a step for it, that is taken too and carries the day."""
    require_writing(actor, evaluation)
    if not takes_materials(evaluation):
        raise Refused(_("「{state}」时不能向单位索取资料；方案批准后再发送。").format(state=evaluation.state_label))
    if due_on < timezone.localdate():
        raise Refused(_("提供期限早于今天。"))
    drafts = list(Material.objects.filter(evaluation=evaluation, state=MaterialState.DRAFT))
    if not drafts:
        raise Refused(_("没有拟好的资料可以发送，请先列出要哪些资料。"))
    if any(one.action == _REQUEST for one in evaluation.declared.leaving(evaluation.state)):
        latest = max([due_on, *(one.due_on for one in drafts if one.due_on)])
        take_evaluation_step(actor, evaluation, _REQUEST, seen=seen, said={"due_date": latest}, on_own_page=True)
    today, now = timezone.localdate(), timezone.now()
    for one in drafts:
        one.change(one.version, state=MaterialState.ASKED, asked_on=today, due_on=one.due_on or due_on, changed_by=actor, changed_at=now)
    told = _("向单位发送资料清单 {count} 项，{day} 前提供").format(count=len(drafts), day=due_on)
    record_with_unit(actor, "send_materials", evaluation, told, materials=[one.pk for one in drafts])
    return len(drafts)
