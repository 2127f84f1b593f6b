"""What the daily step says of terms: reminders, and what is late brought before those above."""

from __future__ import annotations

import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from jiheng.process import Reminder
from jiheng.web import coursed
from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.rectifications.models import Rectification, Reminded
from jiheng.web.versioned import Stale


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


@action
def escalate(rectification: Rectification, roles: tuple[str, ...]) -> Rectification:
    """Told to these roles from now on until it moves."""
    told = coursed.listed(roles)
    fresh = Rectification.objects.filter(pk=rectification.pk, version=rectification.version).exclude(escalated_to=told)
    if not fresh.update(escalated_to=told):  # no change of the case itself: nobody is late by it
        raise Stale(rectification)
    dossier, flow = rectification.dossier, rectification.declared
    summary = _("{title}：{label}已过，告知{who}").format(title=rectification, label=rectification.due_label, who=flow.people(roles))
    chain.record(None, "escalate", dossier, summary, organisation=dossier.organisation, detail={"rectification": rectification.pk})
    return rectification
