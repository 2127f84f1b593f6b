"""What rectifications ask of people, for the first page."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from jiheng.web.casework import flows
from jiheng.web.home.task import SHOWN, Task
from jiheng.web.people.models import Person
from jiheng.web.policies import rectifying
from jiheng.web.rectifications.models import Rectification


def my_rectifications(person: Person) -> tuple[Iterable[Task], int]:
    """What waits for this person, and what is late and was brought before them."""
    mine = rectifying.waiting_for(person)
    told = rectifying.waiting_for(person, "escalated_to").exclude(pk__in=mine.values("pk"))
    shown, count = _tasks(mine)
    late, more = _tasks(told, late=True)
    return [*shown, *late][:SHOWN], count + more


def rectifications_of_others(person: Person) -> tuple[Iterable[Task], int]:
    """What is open among those the person sees and waits for somebody else."""
    rows = rectifying.rectifications(person).filter(is_open=True)
    return _tasks(rows.exclude(pk__in=rectifying.waiting_for(person).values("pk")), others=True)


def _tasks(rows: QuerySet[Rectification], *, late: bool = False, others: bool = False) -> tuple[list[Task], int]:
    today = flows.today()
    shown = rows.order_by(F("due_on").asc(nulls_last=True), "pk").select_related("dossier__organisation")[:SHOWN]
    tasks = [
        Task(
            what=_("督促：{state}").format(state=one.state_label) if late else one.state_label,
            subject=one.title,
            where=_("{year} 年度 · {organisation}").format(year=one.dossier.fiscal_year_id, organisation=one.dossier.organisation),
            address=one.get_absolute_url(),
            due=one.due_on,
            is_late=one.is_overdue(today),
            reason=one.returned_reason,
            waits_for=one.waits_for_label if late or others else "",
        )
        for one in shown
    ]
    return tasks, rows.count()
