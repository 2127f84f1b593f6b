"""The daily step: reminders, what is late brought before those above, what the system may do itself. A second run adds nothing."""

from __future__ import annotations

import datetime
from collections import Counter

from django.db.models import Exists, OuterRef

from jiheng.web.casework.actions.act_overdue import act_overdue
from jiheng.web.casework.actions.escalate import escalate
from jiheng.web.casework.actions.give_reminder import give_reminder
from jiheng.web.casework.actions.start_case import start_case
from jiheng.web.casework.models import Case, Reminded
from jiheng.web.coursed_daily import done_on
from jiheng.web.dossiers.models import Dossier, Stage


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
        given = Reminded.objects.filter(case=case, on=on).values_list("deadline", flat=True)
        done += done_on(case, on, given=given, remind=give_reminder, escalate=escalate, act=act_overdue)
    return done
