"""The daily step of evaluations: reminders, what is late brought before those above, what the system may do itself."""

from __future__ import annotations

import datetime
from collections import Counter

from jiheng.web.coursed_daily import done_on
from jiheng.web.evaluations.actions.act_overdue import act_overdue
from jiheng.web.evaluations.actions.escalate import escalate
from jiheng.web.evaluations.actions.give_reminder import give_reminder
from jiheng.web.evaluations.models import Evaluation, Reminded


def run(on: datetime.date) -> Counter[str]:
    """How many of each deed were done; a second run on the same day does none."""
    done: Counter[str] = Counter()
    for number in list(Evaluation.objects.filter(is_open=True, due_on__isnull=False).values_list("pk", flat=True)):
        row = Evaluation.objects.select_related("dossier__organisation", "client").get(pk=number)
        given = Reminded.objects.filter(evaluation=row, on=on).values_list("deadline", flat=True)
        done += done_on(row, on, given=given, remind=give_reminder, escalate=escalate, act=act_overdue)
    return done
