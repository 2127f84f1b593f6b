"""From the flow of disclosure to the columns of a publication."""

from __future__ import annotations

import datetime
from functools import cache
from typing import Any, Final

from django.conf import settings

from jiheng.process import Course, Flow, WorkingCalendar, begin, happened, load_calendar, load_flow
from jiheng.web import coursed

FLOW: Final = "disclosure"


@cache
def flow_of(standard: str, at: datetime.date | None) -> Flow:
    """The flow as it holds on a day."""
    return load_flow(FLOW, standard, at)


def calendar_of(standard: str) -> WorkingCalendar:
    """The working days of a standard."""
    return load_calendar(standard)


def events() -> tuple[tuple[str, str], ...]:
    """What the terms of publication count from."""
    return tuple(flow_of(settings.STANDARD, None).events.items())


def started(fiscal_year: int, event: str, on: datetime.date) -> Course:
    """The course of something that became due for publication by an event."""
    flow = flow_of(settings.STANDARD, on)
    return happened(flow, begin(flow, fiscal_year=fiscal_year, on=on, at=on), event, on)


def columns(course: Course) -> dict[str, Any]:
    """What a row says of its course."""
    return coursed.columns(flow_of(course.standard, course.at), course)
