"""The part of rectifications in the daily step: reminders of terms, those above told of what is late, overdue notices escalated."""

from __future__ import annotations

import datetime
from collections import Counter

from jiheng.web.coursed_daily import done_on
from jiheng.web.rectifications.actions.act_overdue import act_overdue
from jiheng.web.rectifications.actions.escalate import escalate
from jiheng.web.rectifications.actions.give_reminder import give_reminder
from jiheng.web.rectifications.models import Rectification, Reminded


def run(on: datetime.date) -> Counter[str]:
    """How many of each deed were done. Closed years count too: what is to be put right was mostly found in them."""
    done: Counter[str] = Counter()
    numbers = Rectification.objects.filter(is_open=True, due_on__isnull=False).values_list("pk", flat=True)
    for number in list(numbers):
        row = Rectification.objects.select_related("dossier__organisation").get(pk=number)
        given = Reminded.objects.filter(rectification=row, on=on).values_list("deadline", flat=True)
        done += done_on(row, on, given=given, remind=give_reminder, escalate=escalate, act=act_overdue)
    return done
