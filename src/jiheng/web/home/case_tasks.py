"""Tasks that flows bring: what waits for a person, what was brought before them because it is late, and what others have to do."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from jiheng.process import load_words
from jiheng.web import policy, staffing
from jiheng.web.casework import flows
from jiheng.web.casework.models import Case
from jiheng.web.home.task import SHOWN, Task, counted
from jiheng.web.people.models import Person
from jiheng.web.policies import driving
from jiheng.web.policy import Permission


def waiting_for_me(person: Person) -> tuple[Iterable[Task], int]:
    """What waits for this person, the soonest first."""
    return _tasks(driving.waiting_for(person))


def brought_before_me(person: Person) -> tuple[Iterable[Task], int]:
    """What others have not done in time and is now told to this person."""
    tasks, count = _tasks(driving.waiting_for(person, "escalated_to"), escalated=True)
    return tasks, count


def waiting_for_others(person: Person) -> tuple[Iterable[Task], int]:
    """What is open among all that the person sees and waits for somebody else."""
    if not policy.holds(person, Permission.VIEW):
        return (), 0
    rows = policy.cases(person).filter(is_open=True, dossier__fiscal_year__is_open=True)
    return _tasks(rows.exclude(pk__in=driving.waiting_for(person).values("pk")), others=True)


def _tasks(rows: QuerySet[Case], *, escalated: bool = False, others: bool = False) -> tuple[list[Task], int]:
    today = flows.today()
    shown = _soonest(rows.select_related("dossier__organisation").defer("course"))
    count = counted(rows) if len(shown) == SHOWN else len(shown)
    told = _people(shown) if escalated or others else {}
    return [_task(case, today, escalated=escalated, others=others, waits_for=told.get(case.pk, "")) for case in shown], count


def _people(shown: list[Case]) -> dict[int, str]:
    """For whom each waits, as people act there today."""
    here = staffing.staff_of(case.dossier.organisation for case in shown) if shown else None
    words = load_words(settings.STANDARD)
    return {case.pk: staffing.named(words, case.waits_for.split(), here, case.dossier.organisation) for case in shown if here}


def _soonest(rows: QuerySet[Case]) -> list[Case]:
    """The first ones, those with a day before those without; each in the order in which an index has them."""
    dated = list(rows.filter(due_on__isnull=False).order_by("due_on", "pk")[:SHOWN])
    return [*dated, *rows.filter(due_on__isnull=True).order_by("pk")[: SHOWN - len(dated)]]


def _task(case: Case, today: datetime.date, *, escalated: bool, others: bool, waits_for: str) -> Task:
    dossier = case.dossier
    where = _("{year} 年度 · {organisation}").format(year=dossier.fiscal_year_id, organisation=dossier.organisation)
    reason = ""
    if case.returned_reason:
        reason = _("{who} {day} 退回：{reason}").format(who=case.returned_by, day=case.returned_on, reason=case.returned_reason)
    return Task(
        what=_("督促：{state}").format(state=case.state_label) if escalated else _what(case, others=others),
        subject=dossier.subject,
        where=where,
        address=dossier.get_absolute_url(),
        due=case.due_on,
        is_late=case.is_overdue(today),
        reason=reason,
        waits_for=waits_for,
    )


def _what(case: Case, *, others: bool) -> str:
    if not case.is_filling:
        return case.state_label
    if case.returned_reason and not others:
        return _("改正{form}").format(form=case.form.label)
    awaited = case.dossier.awaits_record or case.dossier.stage != case.flow
    return _("填报{form}").format(form=case.form.label) if awaited else case.next_label
