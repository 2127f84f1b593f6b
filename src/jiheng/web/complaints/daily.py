"""The part of complaints in the daily step: reminders of terms, those above told of what is late."""

from __future__ import annotations

import datetime
from collections import Counter

from jiheng.web.complaints.actions.escalate import escalate
from jiheng.web.complaints.actions.give_reminder import give_reminder
from jiheng.web.complaints.models import Complaint, Reminded
from jiheng.web.coursed_daily import done_on


def run(on: datetime.date) -> Counter[str]:
    """How many of each deed were done."""
    done: Counter[str] = Counter()
    for number in list(Complaint.objects.filter(is_open=True, due_on__isnull=False).values_list("pk", flat=True)):
        row = Complaint.objects.select_related("owner").get(pk=number)
        given = Reminded.objects.filter(complaint=row, on=on).values_list("deadline", flat=True)
        done += done_on(row, on, given=given, remind=give_reminder, escalate=escalate)
    return done
