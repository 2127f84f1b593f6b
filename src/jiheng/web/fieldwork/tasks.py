"""What fieldwork puts on the list of things to do: materials for the unit to hand in, and for the evaluators to look at."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.db.models import Count, Min, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.fieldwork.models import WITH_TEAM, WITH_UNIT
from jiheng.web.home.task import SHOWN, Task
from jiheng.web.people.models import Person, Role
from jiheng.web.policies import evaluating

_UNIT_ROLES: Final = (Role.PREPARER, Role.REVIEWER)


def materials_to_provide(person: Person) -> tuple[Iterable[Task], int]:
    """The lists the person's agency still has to answer."""
    places = [one.organisation for one in policy.held(person) if one.role in _UNIT_ROLES]
    if not places:
        return (), 0
    return _tasks(Evaluation.objects.filter(dossier__organisation__in=places), WITH_UNIT, _("提供资料"))


def materials_to_look_at(person: Person) -> tuple[Iterable[Task], int]:
    """What units handed in for the person's evaluations and nobody looked at."""
    return _tasks(evaluating.written_by(person), WITH_TEAM, _("核收资料"))


def _tasks(rows: QuerySet[Evaluation], states: Iterable[str], what: str) -> tuple[list[Task], int]:
    waiting = Q(materials__state__in=list(states))
    found = rows.filter(is_open=True).annotate(slots=Count("materials", filter=waiting), soonest=Min("materials__due_on", filter=waiting))
    found = found.filter(slots__gt=0).order_by("soonest", "pk")
    today = timezone.localdate()
    tasks = []
    for one in found.select_related("dossier__organisation")[:SHOWN]:
        soonest = one.soonest
        tasks.append(
            Task(
                what=what,
                subject=one.dossier.subject,
                where=_("{year} 年度 · {organisation}").format(year=one.dossier.fiscal_year_id, organisation=one.dossier.organisation),
                address=reverse("materials", args=[one.pk]),
                due=soonest,
                is_late=soonest is not None and soonest < today,
                reason=_("{count} 项").format(count=one.slots),
            )
        )
    return tasks, found.count()
