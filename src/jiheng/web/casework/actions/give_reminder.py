"""Tell of a deadline, once for a day; what is late is brought before those above."""

from __future__ import annotations

import datetime

from django.db import IntegrityError, transaction

from jiheng.process import Reminder
from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.casework.models import Case, Reminded


@action
def give_reminder(case: Case, reminder: Reminder, *, on: datetime.date) -> Reminded:
    """The reminder as it was given; a second one for the same day is refused."""
    reminded = Reminded(case=case, deadline=reminder.due.deadline, on=on, text=reminder.text)
    try:
        with transaction.atomic():
            reminded.save()
    except IntegrityError as error:
        raise Refused(reminder.text) from error
    detail = {"case": case.pk, "deadline": reminder.due.deadline, "roles": list(reminder.roles)}
    chain.record(None, "give_reminder", case.dossier, reminder.text, organisation=case.dossier.organisation, detail=detail)
    return reminded
