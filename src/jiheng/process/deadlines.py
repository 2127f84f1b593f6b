"""By when, and how it stands: the deadlines of a case with their count in words, what is overdue, and which reminders fall on a day."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from jiheng.model import Citation
from jiheng.process.calendar import WorkingCalendar
from jiheng.process.course import Course, Event, Stay, stays
from jiheng.process.flow import COUNTED, Deadline, Flow

Standing = Literal["upcoming", "open", "overdue", "met", "met_late"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One deadline of one case. ``on`` is the last day in time; ``trace`` tells how it was counted, ``caution`` what to know about it.

    ``runs`` while the case waits in the states the deadline is about; ``met_on`` once it has left them.
    """

    deadline: str
    label: str
    on: datetime.date
    trace: str
    caution: str
    citation: Citation | None
    runs: bool
    met_on: datetime.date | None

    def standing(self, today: datetime.date) -> Standing:
        """How it stands on a day."""
        if self.runs:
            return "overdue" if today > self.on else "open"
        if self.met_on is None:
            return "upcoming"
        return "met_late" if self.met_on > self.on else "met"

    def said(self, today: datetime.date, calendar: WorkingCalendar) -> str:
        """One sentence on how it stands on a day."""
        standing, days = self.standing(today), (today - self.on).days
        caution = calendar.caution(today, self.on).rstrip("。")
        left = f"还有 {calendar.working_days_between(today, self.on)} 个工作日{f'（{caution}）' if caution else ''}" if days else "今天到期"
        return {
            "upcoming": f"{self.label}为 {self.on}，尚未轮到。",
            "open": f"{self.label} {self.on}，{left}。",
            "overdue": f"{self.label} {self.on}，已逾期 {days} 天。",
            "met": f"{self.label} {self.on}，已于 {self.met_on} 按期办理。",
            "met_late": f"{self.label} {self.on}，{self.met_on} 才办理，逾期 {(self.met_on - self.on).days if self.met_on else 0} 天。",
        }[standing]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """Somebody is to be told today: the roles that must act, and once it is late those above them."""

    due: Due
    roles: tuple[str, ...]
    text: str


def due_dates(flow: Flow, course: Course, calendar: WorkingCalendar) -> tuple[Due, ...]:
    """The deadlines of a case whose day can be told, the earliest first.

    A deadline counted from an event that has not happened, or left to people who have set no day, is not among them.
    """
    found = [due for deadline in flow.deadlines.values() if (due := _due(flow, course, deadline, calendar)) is not None]
    return tuple(sorted(found, key=lambda due: (due.on, due.deadline)))


def overdue(flow: Flow, course: Course, calendar: WorkingCalendar, today: datetime.date) -> tuple[Due, ...]:
    """The deadlines that have passed while the case still waits."""
    return tuple(due for due in due_dates(flow, course, calendar) if due.standing(today) == "overdue")


def reminders(flow: Flow, course: Course, calendar: WorkingCalendar, today: datetime.date) -> tuple[Reminder, ...]:
    """The reminders that fall on a day: so many working days before a deadline, so many calendar days after it."""
    return tuple(_reminders(flow, course, calendar, today))


def _reminders(flow: Flow, course: Course, calendar: WorkingCalendar, today: datetime.date) -> Iterator[Reminder]:
    waiting = flow.of(course.state).waits_for
    for due in due_dates(flow, course, calendar):
        deadline = flow.deadlines[due.deadline]
        if not due.runs:
            continue
        before = {calendar.add_working_days(due.on, -count) for count in deadline.remind_before}
        after = {due.on + datetime.timedelta(days=count) for count in deadline.remind_after}
        if today in before and today <= due.on:
            yield Reminder(due=due, roles=waiting, text=due.said(today, calendar))
        if today in after and today > due.on:
            roles = tuple(dict.fromkeys((*waiting, *deadline.escalate_to)))
            yield Reminder(due=due, roles=roles, text=due.said(today, calendar))


def _due(flow: Flow, course: Course, deadline: Deadline, calendar: WorkingCalendar) -> Due | None:
    counted = _counted(flow, course, deadline, calendar)
    if counted is None:
        return None
    day, trace, caution = counted
    stay = _stay(course, deadline)
    return Due(
        deadline=deadline.id,
        label=deadline.label,
        on=day,
        trace=trace,
        caution=caution,
        citation=deadline.citation,
        runs=stay is not None and stay.ended_on is None,
        met_on=stay.ended_on if stay is not None else None,
    )


def _stay(course: Course, deadline: Deadline) -> Stay | None:
    """The last time the case was where the deadline counts."""
    return next(reversed(tuple(stays(course, deadline.states))), None)


def _counted(flow: Flow, course: Course, deadline: Deadline, calendar: WorkingCalendar) -> tuple[datetime.date, str, str] | None:
    """The day, how it was counted, and what to know about the count."""
    if deadline.id in course.set_dates:
        day = course.set_dates[deadline.id]
        return day, f"规定为 {day}", ""
    if deadline.on:
        day = _of_the_year(deadline, course.fiscal_year)
        return _rolled(deadline, day, f"{course.fiscal_year} 年度，{deadline.rule}，为 {day}", "", calendar)
    index = next((index for index in reversed(range(len(course.events))) if _started(course.events[index]) in deadline.after), None)
    if index is None or deadline.days is None:
        return None
    trigger, since = course.events[index], course.events[index:]
    days, more = deadline.days, _extended(deadline, since)
    start, kind = trigger.on, COUNTED[deadline.counted]
    day = _add(deadline, start, days + more, calendar)
    caution = calendar.caution(start, day) if deadline.counted == "working_days" else ""
    added = f"，延长 {more} {kind}" if more else ""
    trace = f"{start} {trigger.label(flow)}，自次日起 {days} {kind}{added}，为 {day}"
    return _rolled(deadline, day, trace, caution, calendar)


def _add(deadline: Deadline, start: datetime.date, days: int, calendar: WorkingCalendar) -> datetime.date:
    if deadline.counted == "working_days":
        return calendar.add_working_days(start, days)
    return start + datetime.timedelta(days=days)


def _started(event: Event) -> str:
    return event.transition or event.name


def _extended(deadline: Deadline, since: tuple[Event, ...]) -> int:
    more = deadline.extension
    return more.days if more is not None and any(event.transition == more.transition for event in since) else 0


def _rolled(deadline: Deadline, day: datetime.date, trace: str, caution: str, calendar: WorkingCalendar) -> tuple[datetime.date, str, str]:
    moved = calendar.next_working_day(day) if deadline.rolls else day
    if moved == day:
        return day, trace, caution
    return moved, f"{trace}；当天不上班，顺延到 {moved}", caution or calendar.caution(day, moved)


def _of_the_year(deadline: Deadline, fiscal_year: int) -> datetime.date:
    month, day = map(int, deadline.on.split("-"))
    return datetime.date(fiscal_year + deadline.year, month, day)
