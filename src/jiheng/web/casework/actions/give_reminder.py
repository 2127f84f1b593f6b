"""Tell of a deadline, once for a day; what is late is brought before those above."""

from __future__ import annotations

import datetime

from jiheng.process import Reminder
from jiheng.web.acting import action
from jiheng.web.audit import chain
from jiheng.web.casework.models import Case, Reminded
from jiheng.web.coursed_daily import reminded_of


@action
def give_reminder(case: Case, reminder: Reminder, *, on: datetime.date) -> Reminded:
    """The reminder as it was given; a second one for the same day is refused."""
    reminded = reminded_of(Reminded(case=case), reminder, on)
    detail = {"case": case.pk, "deadline": reminder.due.deadline, "roles": list(reminder.roles)}
    chain.record(None, "give_reminder", case.dossier, reminder.text, organisation=case.dossier.organisation, detail=detail)
    return reminded
