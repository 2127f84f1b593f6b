"""A reminder of a term of a rectification."""

from __future__ import annotations

import datetime

from django.db import IntegrityError, transaction

from jiheng.process import Reminder
from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.rectifications.models import Rectification, Reminded


@action
def give_reminder(rectification: Rectification, reminder: Reminder, *, on: datetime.date) -> Reminded:
    """The reminder as it was given; a second one for the same day is refused."""
    reminded = Reminded(rectification=rectification, deadline=reminder.due.deadline, on=on, text=reminder.text)
    try:
        with transaction.atomic():
            reminded.save()
    except IntegrityError as error:
        raise Refused(reminder.text) from error
    dossier = rectification.dossier
    chain.record(
        None, "give_reminder", dossier, reminder.text, organisation=dossier.organisation, detail={"rectification": rectification.pk}
    )
    return reminded
