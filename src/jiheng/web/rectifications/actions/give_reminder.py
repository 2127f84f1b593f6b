"""A reminder of a term of a rectification."""

from __future__ import annotations

import datetime

from jiheng.process import Reminder
from jiheng.web.acting import action
from jiheng.web.audit import chain
from jiheng.web.coursed_daily import reminded_of
from jiheng.web.rectifications.models import Rectification, Reminded


@action
def give_reminder(rectification: Rectification, reminder: Reminder, *, on: datetime.date) -> Reminded:
    """The reminder as it was given; a second one for the same day is refused."""
    reminded = reminded_of(Reminded(rectification=rectification), reminder, on)
    dossier = rectification.dossier
    chain.record(
        None, "give_reminder", dossier, reminder.text, organisation=dossier.organisation, detail={"rectification": rectification.pk}
    )
    return reminded
