"""Take one step of the flow with a complaint: whoever may, whatever the step is called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.process import Attempt, apply
from jiheng.process.acting import Applied
from jiheng.web import policy
from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.complaints.course import PUBLIC, calendar_of, columns, flow_of
from jiheng.web.complaints.models import Complaint, Step
from jiheng.web.complaints.steps import changes, facts, note
from jiheng.web.people.models import Person


@action
def advance(actor: Person | None, complaint: Complaint, name: str, *, seen: int, said: Mapping[str, Any]) -> Complaint:
    """The complaint after the step; without an actor the complainant takes it, who knew number and code."""
    roles = PUBLIC if actor is None else policy.complaint_duties(actor, complaint)
    course = complaint.way
    flow = flow_of(course.standard, course.at)
    today = timezone.localdate()
    attempt = Attempt(action=name, roles=roles, on=today, by=str(actor.pk) if actor else "", facts=facts(complaint, name, said))
    done = apply(flow, course, attempt, calendar_of(course.standard))
    if not isinstance(done, Applied):
        if done.kind == "not_yours":
            raise PermissionDenied
        raise Refused(done.text)
    label = done.transition.label
    values = columns(done.course)
    complaint.change(seen, **{**values, **changes(complaint, name, said, today)})
    if name == "extend" and values["due_of_handling"]:
        complaint.change(complaint.version, extended_to=values["due_of_handling"])
    Step.objects.create(
        complaint=complaint, on=today, actor=actor, who=str(actor) if actor else _("投诉人"), label=label, note=note(name, said)
    )
    summary = _("投诉 {number}：{label}").format(number=complaint.number, label=label)
    detail = {"action": name, "state": complaint.state}
    chain.record(actor, "advance_complaint", complaint, summary, organisation=complaint.owner, detail=detail)
    return complaint
