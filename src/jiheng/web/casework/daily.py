"""The daily step: reminders, what is late brought before those above, what the system may do itself. A second run adds nothing."""

from __future__ import annotations

import datetime
from collections import Counter
from contextlib import suppress

from django.db.models import Exists, OuterRef

from jiheng.process import reminders
from jiheng.web.acting import Refused
from jiheng.web.casework import flows
from jiheng.web.casework.actions.act_overdue import act_overdue
from jiheng.web.casework.actions.escalate import escalate
from jiheng.web.casework.actions.give_reminder import give_reminder
from jiheng.web.casework.actions.start_case import start_case
from jiheng.web.casework.models import Case, Reminded
from jiheng.web.coursed import late_roles, listed
from jiheng.web.dossiers.models import Dossier, Stage
from jiheng.web.versioned import Stale


def run(on: datetime.date) -> Counter[str]:
    """How many of each deed were done."""
    done: Counter[str] = Counter()
    here = Case.objects.filter(dossier=OuterRef("pk"), flow=OuterRef("stage"))
    for dossier in (
        Dossier.objects.exclude(stage=Stage.FINISHED).filter(~Exists(here), fiscal_year__is_open=True).select_related("organisation")
    ):
        start_case(dossier, on=on)
        done["started"] += 1
    numbers = Case.objects.filter(is_open=True, due_on__isnull=False, dossier__fiscal_year__is_open=True).values_list("pk", flat=True)
    for number in list(numbers):
        case = Case.objects.select_related("dossier__organisation", "dossier__fiscal_year").get(pk=number)
        for name, do in (("reminded", _remind), ("escalated", _escalate), ("acted", _act)):
            with suppress(Refused, Stale):  # somebody acts on it right now, or another run was quicker
                done[name] += do(case, on)
    return done


def _remind(case: Case, on: datetime.date) -> int:
    course = case.way
    due = reminders(flows.flow_of(course), course, flows.calendar_of(course.standard), on)
    given = set(Reminded.objects.filter(case=case, on=on).values_list("deadline", flat=True)) if due else set()
    fresh = [one for one in due if one.due.deadline not in given]
    for one in fresh:
        give_reminder(case, one, on=on)
    return len(fresh)


def _escalate(case: Case, on: datetime.date) -> int:
    """Those above are told from the first reminder after the day on."""
    told = late_roles(case, on)
    if not told or case.escalated_to == listed(told):
        return 0
    escalate(case, told)
    return 1


def _act(case: Case, on: datetime.date) -> int:
    course = case.way
    for one in flows.flow_of(course).leaving(course.state):
        if one.overdue and "system" in one.roles:
            try:
                act_overdue(case, one.action, on=on)
            except Refused:
                continue  # its day has not passed
            return 1
    return 0
