"""The daily step of evaluations: reminders, what is late brought before those above, what the system may do itself."""

from __future__ import annotations

import datetime
from collections import Counter
from contextlib import suppress

from jiheng.process import reminders
from jiheng.web.acting import Refused
from jiheng.web.coursed import calendar_of, flow_of, late_roles, listed
from jiheng.web.evaluations.actions.act_overdue import act_overdue
from jiheng.web.evaluations.actions.escalate import escalate
from jiheng.web.evaluations.actions.give_reminder import give_reminder
from jiheng.web.evaluations.models import Evaluation, Reminded
from jiheng.web.versioned import Stale


def run(on: datetime.date) -> Counter[str]:
    """How many of each deed were done; a second run on the same day does none."""
    done: Counter[str] = Counter()
    for number in list(Evaluation.objects.filter(is_open=True, due_on__isnull=False).values_list("pk", flat=True)):
        row = Evaluation.objects.select_related("dossier__organisation", "client").get(pk=number)
        for name, do in (("reminded", _remind), ("escalated", _escalate), ("acted", _act)):
            with suppress(Refused, Stale):  # somebody acts on it right now, or another run was quicker
                done[name] += do(row, on)
    return done


def _remind(row: Evaluation, on: datetime.date) -> int:
    course = row.way
    due = reminders(flow_of(course), course, calendar_of(course.standard), on)
    given = set(Reminded.objects.filter(evaluation=row, on=on).values_list("deadline", flat=True)) if due else set()
    fresh = [one for one in due if one.due.deadline not in given]
    for one in fresh:
        give_reminder(row, one, on=on)
    return len(fresh)


def _escalate(row: Evaluation, on: datetime.date) -> int:
    told = late_roles(row, on)
    if not told or row.escalated_to == listed(told):
        return 0
    escalate(row, told)
    return 1


def _act(row: Evaluation, on: datetime.date) -> int:
    for one in row.declared.leaving(row.state):
        if one.overdue and "system" in one.roles:
            with suppress(Refused):  # its day has not passed
                act_overdue(row, one.action, on=on)
                return 1
    return 0
