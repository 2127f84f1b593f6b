"""What is to do: each source says what waits on a person, and what the person waits for.

A source (:mod:`task`) is a function from a person to tasks; an app adds its own to ``MINE`` or ``OTHERS``. The page shows whatever the
sources say, soonest first.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.assignments.models import Assignment
from jiheng.web.evaluations.tasks import evaluations_brought_before_me, evaluations_waiting
from jiheng.web.fieldwork.tasks import materials_to_look_at, materials_to_provide
from jiheng.web.findings.tasks import documents_to_correct
from jiheng.web.home.case_tasks import brought_before_me, waiting_for_me, waiting_for_others
from jiheng.web.home.task import MOST, SHOWN, Source, Task
from jiheng.web.home.unstaffed import nobody_to_act
from jiheng.web.people.models import Invitation, Person, Role
from jiheng.web.policy import Permission
from jiheng.web.portal.tasks import my_publications
from jiheng.web.rectifications.tasks import my_rectifications, rectifications_of_others
from jiheng.web.remembered import until_next_deed


@dataclass(frozen=True, slots=True, kw_only=True)
class Tasks:
    """The first tasks and how many there are in all; ``capped`` where there are more than are counted."""

    shown: tuple[Task, ...]
    count: int
    capped: bool

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.shown)


def _assigned(person: Person) -> tuple[Iterable[Task], int]:
    if not any(one.role in (Role.EVALUATOR, Role.EXPERT) for one in policy.held(person)):
        return (), 0
    rows = Assignment.objects.filter(person=person, withdrawn_at__isnull=True).select_related("dossier__organisation")
    tasks = [
        Task(
            what=row.get_role_display(),
            subject=row.dossier.subject,
            where=_("{year} 年度 · {organisation}").format(year=row.dossier.fiscal_year_id, organisation=row.dossier.organisation),
            address=row.dossier.get_absolute_url(),
        )
        for row in rows[:SHOWN]
    ]
    return tasks, rows.count()


def _open_links(person: Person) -> tuple[Iterable[Task], int]:
    if not policy.holds(person, Permission.MANAGE):
        return (), 0
    rows = Invitation.objects.filter(
        organisation__in=policy.organisations(person), accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=timezone.now()
    ).select_related("organisation")
    tasks = [
        Task(
            what=row.get_purpose_display(),
            subject=row.name,
            where=str(row.organisation),
            address=reverse("organisation", args=[row.organisation_id]),
            due=timezone.localdate(row.expires_at),
        )
        for row in rows[:SHOWN]
    ]
    return tasks, rows.count()


def _complaints(person: Person) -> tuple[Iterable[Task], int]:
    if not policy.has_complaints(person):
        return (), 0
    today, mine = timezone.localdate(), policy.complaints_waiting_for(person)
    rows = (mine | policy.complaints_brought_before(person)).order_by("due_on", "pk")
    tasks = [
        Task(
            what=_("投诉：{state}").format(state=row.state_label),
            subject=row.number,
            where=str(row.about or ""),
            address=row.get_absolute_url(),
            due=row.due_on,
            is_late=row.is_overdue(today),
        )
        for row in rows.select_related("about")[:SHOWN]
    ]
    return tasks, rows.count()


def _documents_to_correct(person: Person) -> tuple[Iterable[Task], int]:
    rows, number = documents_to_correct(person, SHOWN)
    tasks = [
        Task(
            what=_("改正资料"),
            subject=row.name,
            where=str(row.dossier or _("收件箱")),
            address=row.get_absolute_url(),
            reason=_("必须改 {count} 处").format(count=count),
        )
        for row, count in rows
    ]
    return tasks, number


MINE: Final[tuple[Source, ...]] = (
    waiting_for_me,
    brought_before_me,
    evaluations_waiting,
    evaluations_brought_before_me,
    _assigned,
    _complaints,
    _documents_to_correct,
    materials_to_provide,
    materials_to_look_at,
    my_rectifications,
    my_publications,
    nobody_to_act,
)
OTHERS: Final[tuple[Source, ...]] = (waiting_for_others, rectifications_of_others, _open_links)
#: Asked each time: what they tell comes from long work as well, not from deeds alone.
_ASKED_ALWAYS: Final[tuple[Source, ...]] = (_documents_to_correct,)


def gather(sources: Iterable[Source], person: Person) -> Tasks:
    """All tasks of the sources, those with a date first."""
    tasks: list[Task] = []
    count, capped = 0, False
    for found, number in _found(tuple(sources), person):
        tasks.extend(found)
        count += min(number, MOST)
        capped |= number > MOST
    tasks.sort(key=lambda task: (task.due is None, task.due or datetime.date.max))
    return Tasks(shown=tuple(tasks), count=count, capped=capped)


def _found(sources: tuple[Source, ...], person: Person) -> list[tuple[Iterable[Task], int]]:
    """What the sources say, in their order; most of them are asked again only after somebody did something."""
    lasting = [source for source in sources if source not in _ASKED_ALWAYS]
    name = "tasks " + " ".join(source.__qualname__ for source in lasting)
    kept = iter(until_next_deed(person, name, lambda: [(list(tasks), count) for tasks, count in (source(person) for source in lasting)]))
    return [source(person) if source in _ASKED_ALWAYS else next(kept) for source in sources]
