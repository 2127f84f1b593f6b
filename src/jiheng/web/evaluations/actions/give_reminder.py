"""Tell of a deadline of an evaluation, once for a day."""

from __future__ import annotations

import datetime

from jiheng.process import Reminder
from jiheng.web.acting import action
from jiheng.web.audit import chain
from jiheng.web.coursed_daily import reminded_of
from jiheng.web.evaluations.models import Evaluation, Reminded


@action
def give_reminder(evaluation: Evaluation, reminder: Reminder, *, on: datetime.date) -> Reminded:
    """The reminder as it was given; a second one for the same day is refused."""
    reminded = reminded_of(Reminded(evaluation=evaluation), reminder, on)
    detail = {"evaluation": evaluation.pk, "deadline": reminder.due.deadline, "roles": list(reminder.roles)}
    chain.record(None, "give_reminder", evaluation, reminder.text, organisation=evaluation.dossier.organisation, detail=detail)
    return reminded
