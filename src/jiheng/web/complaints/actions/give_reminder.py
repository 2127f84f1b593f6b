"""A reminder of a term of a complaint."""

from __future__ import annotations

import datetime

from jiheng.process import Reminder
from jiheng.web.acting import action
from jiheng.web.audit import chain
from jiheng.web.complaints.models import Complaint, Reminded
from jiheng.web.coursed_daily import reminded_of


@action
def give_reminder(complaint: Complaint, reminder: Reminder, *, on: datetime.date) -> Reminded:
    """The reminder as it was given; a second one for the same day is refused."""
    reminded = reminded_of(Reminded(complaint=complaint), reminder, on)
    detail = {"complaint": complaint.pk, "deadline": reminder.due.deadline, "roles": list(reminder.roles)}
    chain.record(None, "give_reminder", complaint, reminder.text, organisation=complaint.owner, detail=detail)
    return reminded
