"""The part of rectifications in the daily step: reminders of terms, those above told of what is late, overdue notices escalated."""

from __future__ import annotations

import datetime
from collections import Counter
from contextlib import suppress

from jiheng.process import due_dates, reminders
from jiheng.web import coursed
from jiheng.web.acting import Refused
from jiheng.web.rectifications.actions.act_overdue import act_overdue
from jiheng.web.rectifications.actions.escalate import escalate
from jiheng.web.rectifications.actions.give_reminder import give_reminder
from jiheng.web.rectifications.models import Rectification, Reminded
from jiheng.web.versioned import Stale


def run(on: datetime.date) -> Counter[str]:
    """How many of each deed were done. Closed years count too: what is to be put right was mostly found in them."""
    done: Counter[str] = Counter()
    numbers = Rectification.objects.filter(is_open=True, due_on__isnull=False).values_list("pk", flat=True)
    for number in list(numbers):
        row = Rectification.objects.select_related("dossier__organisation").get(pk=number)
        for name, do in (("reminded", _remind), ("escalated", _escalate), ("acted", _act)):
            with suppress(Refused, Stale):  # somebody acts on it right now, or another run was quicker
                done[name] += do(row, on)
    return done


def _remind(row: Rectification, on: datetime.date) -> int:
    course = row.way
    due = reminders(row.declared, course, coursed.calendar_of(course.standard), on)
    given = set(Reminded.objects.filter(rectification=row, on=on).values_list("deadline", flat=True)) if due else set()
    fresh = [one for one in due if one.due.deadline not in given]
    for one in fresh:
        give_reminder(row, one, on=on)
    return len(fresh)


def _escalate(row: Rectification, on: datetime.date) -> int:
    """Those above are told from the first reminder after the day on."""
    course, flow = row.way, row.declared
    roles: list[str] = []
    for due in due_dates(flow, course, coursed.calendar_of(course.standard)):
        deadline = flow.deadlines[due.deadline]
        first = min(deadline.remind_after, default=None)
        if due.runs and first is not None and on >= due.on + datetime.timedelta(days=first):
            roles += deadline.escalate_to
    told = tuple(dict.fromkeys(roles))
    if not told or row.escalated_to == coursed.listed(told):
        return 0
    escalate(row, told)
    return 1


def _act(row: Rectification, on: datetime.date) -> int:
    for one in row.declared.leaving(row.state):
        if one.overdue and "system" in one.roles:
            act_overdue(row, one.action, on=on)
            return 1
    return 0
