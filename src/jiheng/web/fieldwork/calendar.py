"""The calendar of an evaluation: weeks of days with what is planned on them, working days told apart from days off."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from jiheng.model.case_annexes import WorkStage
from jiheng.process import WorkingCalendar

#: So many weeks are drawn at most: half a year.
_WEEKS: Final = 27
_WEEK: Final = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """Something on a day: what it is and where to read more."""

    on: datetime.date
    text: str
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day of the calendar. ``stages`` are those of the plan that cover it."""

    on: datetime.date
    works: bool
    is_today: bool
    stages: tuple[str, ...]
    events: tuple[Dated, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A stage of the plan with its length, and how it stands today: ``ahead``, ``now``, ``past`` or without dates."""

    stage: WorkStage
    working_days: int | None
    standing: str


def planned(stage: WorkStage, calendar: WorkingCalendar, today: datetime.date) -> Planned:
    """The stage with what follows from its dates; both ends are counted."""
    first, last = stage.started_on, stage.finished_on
    if first is None or last is None:
        return Planned(stage=stage, working_days=None, standing="")
    days = calendar.working_days_between(first - datetime.timedelta(days=1), last)
    standing = "ahead" if today < first else "past" if today > last else "now"
    return Planned(stage=stage, working_days=days, standing=standing)


def weeks(
    stages: Sequence[WorkStage], events: Iterable[Dated], calendar: WorkingCalendar, today: datetime.date
) -> tuple[tuple[Day, ...], ...]:
    """Weeks from Monday to Sunday, from the first day of the plan to the last, with the events in between."""
    happening = sorted(events, key=lambda one: (one.on, one.text))
    ends = [day for stage in stages for day in (stage.started_on, stage.finished_on) if day is not None]
    days = ends or [one.on for one in happening]
    if not days:
        return ()
    monday = min(days) - datetime.timedelta(days=min(days).weekday())
    count = min((max(days) - monday).days // _WEEK + 1, _WEEKS)
    found = []
    for week in range(count):
        line = []
        for place in range(_WEEK):
            day = monday + datetime.timedelta(days=week * _WEEK + place)
            line.append(
                Day(
                    on=day,
                    works=calendar.is_working_day(day),
                    is_today=day == today,
                    stages=tuple(stage.name for stage in stages if _covers(stage, day)),
                    events=tuple(one for one in happening if one.on == day),
                )
            )
        found.append(tuple(line))
    return tuple(found)


def _covers(stage: WorkStage, day: datetime.date) -> bool:
    return stage.started_on is not None and stage.finished_on is not None and stage.started_on <= day <= stage.finished_on
