"""A reminder of a term of a publication."""

from __future__ import annotations

import datetime

from jiheng.process import Reminder
from jiheng.web.acting import action
from jiheng.web.audit import chain
from jiheng.web.coursed_daily import reminded_of
from jiheng.web.portal.models import Publication, Reminded


@action
def give_reminder(publication: Publication, reminder: Reminder, *, on: datetime.date) -> Reminded:
    """The reminder as it was given; a second one for the same day is refused."""
    reminded = reminded_of(Reminded(publication=publication), reminder, on)
    detail = {"publication": publication.pk, "deadline": reminder.due.deadline, "roles": list(reminder.roles)}
    chain.record(None, "give_reminder", publication.dossier, reminder.text, organisation=publication.dossier.organisation, detail=detail)
    return reminded
