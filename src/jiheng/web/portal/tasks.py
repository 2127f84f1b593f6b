"""What publications ask of people, for the first page."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web.home.task import SHOWN, Task, counted
from jiheng.web.people.models import Person
from jiheng.web.policies import publishing


def my_publications(person: Person) -> tuple[Iterable[Task], int]:
    """What waits for this person, and what is late and was brought before them."""
    rows = publishing.waiting_for(person)
    shown = list(rows.order_by(F("due_on").asc(nulls_last=True), "pk").select_related("dossier__organisation")[:SHOWN])
    today = timezone.localdate()
    tasks = [
        Task(
            what=_("公开：{state}").format(state=one.state_label),
            subject=one.title,
            where=_("{year} 年度 · {organisation}").format(year=one.dossier.fiscal_year_id, organisation=one.dossier.organisation),
            address=one.get_absolute_url(),
            due=one.due_on,
            is_late=one.is_overdue(today),
            reason=one.returned_reason,
        )
        for one in shown
    ]
    return tasks, counted(rows) if len(shown) == SHOWN else len(shown)
