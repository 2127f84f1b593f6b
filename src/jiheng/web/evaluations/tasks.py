"""Evaluations on the work list: those that wait for a person, and those that are late and were brought before them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web.evaluations.models import Evaluation
from jiheng.web.home.task import SHOWN, Task
from jiheng.web.people.models import Person
from jiheng.web.policies import evaluating


def evaluations_waiting(person: Person) -> tuple[Iterable[Task], int]:
    """What waits for this person."""
    return _tasks(evaluating.waiting_for(person))


def evaluations_brought_before_me(person: Person) -> tuple[Iterable[Task], int]:
    """What others have not done in time."""
    return _tasks(evaluating.waiting_for(person, "escalated_to"), escalated=True)


def _tasks(rows: QuerySet[Evaluation], *, escalated: bool = False) -> tuple[list[Task], int]:
    rows = rows.order_by(F("due_on").asc(nulls_last=True), "pk")
    shown = rows.select_related("dossier__organisation", "client")[:SHOWN]
    return [_task(row, escalated=escalated) for row in shown], rows.count()


def _task(row: Evaluation, *, escalated: bool) -> Task:
    return Task(
        what=_("督促：{state}").format(state=row.state_label) if escalated else row.state_label,
        subject=row.title,
        where=_("{kind} · 委托方 {client}").format(kind=row.get_kind_display(), client=row.client),
        address=row.get_absolute_url(),
        due=row.due_on,
        is_late=row.is_overdue(timezone.localdate()),
        reason=row.returned_reason,
        waits_for=row.waits_for_label if escalated else "",
    )
