"""From the flow of the standard to the columns of a complaint."""

from __future__ import annotations

import datetime
from functools import cache
from typing import Any, Final

from django.conf import settings
from django.utils import timezone

from jiheng.process import Attempt, Course, Flow, WorkingCalendar, apply, begin, due_dates, load_calendar, load_flow
from jiheng.process.acting import Applied
from jiheng.web import coursed
from jiheng.web.acting import Refused

FLOW: Final = "complaint"
#: Who acts on the page of the public.
PUBLIC: Final = frozenset({"public"})
SYSTEM: Final = frozenset({"system"})


def standard_name() -> str:
    """Whose rules hold here."""
    return str(settings.STANDARD)


@cache
def flow_of(standard: str, at: datetime.date | None) -> Flow:
    """The flow as it holds on a day."""
    return load_flow(FLOW, standard, at)


def calendar_of(standard: str) -> WorkingCalendar:
    """The working days of a standard."""
    return load_calendar(standard)


def registered(on: datetime.date, by: str, roles: frozenset[str]) -> Course:
    """The course of a complaint that was just given its number.

    Raises:
        Refused: the flow does not let these roles register.
    """
    standard = standard_name()
    flow = flow_of(standard, on)
    done = apply(
        flow,
        begin(flow, fiscal_year=on.year, on=on, at=on),
        Attempt(action="register", roles=roles, on=on, by=by, facts={}),
        calendar_of(standard),
    )
    if not isinstance(done, Applied):
        raise Refused(done.text)
    return done.course


def columns(course: Course) -> dict[str, Any]:
    """What a row says of its course."""
    flow = flow_of(course.standard, course.at)
    dues = due_dates(flow, course, calendar_of(course.standard))
    handling = next((one for one in dues if one.deadline == "handling_due"), None)
    today = timezone.localdate()
    return coursed.columns(flow, course) | {
        "due_of_handling": handling.on if handling else None,
        "late": any(one.standing(today) in ("met_late", "overdue") for one in dues),
    }
