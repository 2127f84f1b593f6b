"""The part of the portal in the daily step: reminders of terms, those above told of what is late."""

from __future__ import annotations

import datetime
from collections import Counter

from jiheng.web.coursed_daily import done_on
from jiheng.web.portal.actions.escalate import escalate
from jiheng.web.portal.actions.give_reminder import give_reminder
from jiheng.web.portal.models import Publication, Reminded


def run(on: datetime.date) -> Counter[str]:
    """How many of each deed were done. Closed years count too: their accounts are published after their end."""
    done: Counter[str] = Counter()
    for number in list(Publication.objects.filter(is_open=True, due_on__isnull=False).values_list("pk", flat=True)):
        row = Publication.objects.select_related("dossier__organisation").get(pk=number)
        given = Reminded.objects.filter(publication=row, on=on).values_list("deadline", flat=True)
        done += done_on(row, on, given=given, remind=give_reminder, escalate=escalate)
    return done
