"""What is late is brought before those above."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jiheng.web import coursed
from jiheng.web.acting import action
from jiheng.web.audit import chain
from jiheng.web.complaints.models import Complaint
from jiheng.web.versioned import Stale


@action
def escalate(complaint: Complaint, roles: tuple[str, ...]) -> Complaint:
    """Told to these roles from now on until it moves; from now on it counts as late."""
    told = coursed.listed(roles)
    fresh = Complaint.objects.filter(pk=complaint.pk, version=complaint.version).exclude(escalated_to=told)
    if not fresh.update(escalated_to=told, late=True):  # no change of the row itself: nobody is late by it
        raise Stale(complaint)
    summary = _("投诉 {number}：{label}已过，告知{who}").format(
        number=complaint.number, label=complaint.due_label, who=complaint.declared.people(roles)
    )
    chain.record(None, "escalate", complaint, summary, organisation=complaint.owner, detail={"complaint": complaint.pk})
    return complaint
