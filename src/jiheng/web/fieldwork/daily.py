"""The daily step of materials: the unit is reminded of what is due soon or overdue. A second run adds nothing."""

from __future__ import annotations

import datetime
from collections import Counter
from contextlib import suppress

from jiheng.process import Deadline
from jiheng.web.acting import Refused
from jiheng.web.coursed import calendar_of
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.fieldwork.actions.remind_materials import remind_materials
from jiheng.web.fieldwork.models import WITH_UNIT, Material

_DEADLINE = "materials_due"


def run(on: datetime.date) -> Counter[str]:
    """How many units were reminded."""
    done: Counter[str] = Counter()
    days: dict[int, set[datetime.date]] = {}
    waiting = Material.objects.filter(state__in=WITH_UNIT, due_on__isnull=False, evaluation__is_open=True)
    for number, day in waiting.order_by().values_list("evaluation", "due_on").distinct():
        if day is not None:
            days.setdefault(number, set()).add(day)
    for evaluation in Evaluation.objects.filter(pk__in=days).select_related("dossier__organisation", "client"):
        deadline = evaluation.declared.deadlines.get(_DEADLINE)
        if deadline and any(_is_told(evaluation, deadline, day, on) for day in days[evaluation.pk]):
            with suppress(Refused):  # told already today
                remind_materials(None, evaluation, on=on)
                done["reminded"] += 1
    return done


def _is_told(evaluation: Evaluation, deadline: Deadline, due: datetime.date, on: datetime.date) -> bool:
    """Whether a reminder of the day falls on this one: so many working days before it, so many calendar days after."""
    calendar = calendar_of(evaluation.standard)
    before = {calendar.add_working_days(due, -count) for count in deadline.remind_before}
    after = {due + datetime.timedelta(days=count) for count in deadline.remind_after}
    return (on <= due and on in before) or on in after
