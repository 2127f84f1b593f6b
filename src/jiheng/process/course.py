"""Where one case stands and how it came there. Who keeps a case stores its course; this room only reads it and makes the next one."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from jiheng.model import Record
from jiheng.process.flow import Flow


class Event(Record):
    """Something that happened: an action taken (through a ``transition``) or an outside event, and the state afterwards.

    ``by`` names a person as the caller does.
    """

    name: str
    transition: str = ""
    on: datetime.date
    state: str
    by: str = ""
    role: str = ""
    reason: str = ""

    def label(self, flow: Flow) -> str:
        """What happened, in the words of its transition."""
        known = flow.transitions.get(self.transition)
        return known.label if known is not None else flow.called(self.name)


class Course(Record):
    """A case on its way. ``set_dates`` are days people set for deadlines; ``standard`` and ``at`` name the flow it started with."""

    flow: str
    standard: str = "cn"
    at: datetime.date | None = None
    fiscal_year: int
    start: str
    state: str
    started_on: datetime.date
    events: tuple[Event, ...] = ()
    set_dates: dict[str, datetime.date] = {}

    @property
    def last_on(self) -> datetime.date:
        """The day of the last thing that happened."""
        return max((event.on for event in self.events), default=self.started_on)

    def latest(self, name: str) -> Event | None:
        """The last event of that name."""
        return next((event for event in reversed(self.events) if event.name == name), None)

    def here(self) -> tuple[Event, ...]:
        """What was done in the present state since the case came into it, its coming not counted."""
        found: list[Event] = []
        for index in range(len(self.events) - 1, -1, -1):
            before = self.events[index - 1].state if index else self.start
            if self.events[index].state != self.state or before != self.state:
                break
            found.append(self.events[index])
        return tuple(reversed(found))


def begin(flow: Flow, *, fiscal_year: int, on: datetime.date, at: datetime.date | None = None) -> Course:
    """A case that starts on a day."""
    return Course(flow=flow.id, standard=flow.standard, at=at, fiscal_year=fiscal_year, start=flow.start, state=flow.start, started_on=on)


def happened(flow: Flow, course: Course, event: str, on: datetime.date) -> Course:
    """The course after an outside event, such as the approval of the accounts. The state stays.

    Raises:
        UnknownEvent: the flow waits for nothing of that name.
    """
    if event not in flow.events:
        raise UnknownEvent(flow, event)
    entry = Event(name=event, on=on, state=course.state)
    return course.model_copy(update={"events": (*course.events, entry)})


def with_set_date(flow: Flow, course: Course, deadline: str, day: datetime.date) -> Course:
    """The course after people, by a notice, have set the day of a deadline.

    Raises:
        NotSettable: the standard fixes that day, or knows no such deadline.
    """
    known = flow.deadlines.get(deadline)
    if known is None or not known.settable:
        raise NotSettable(flow, deadline)
    return course.model_copy(update={"set_dates": {**course.set_dates, deadline: day}})


class NotSettable(ValueError):
    """A day was set for a deadline that is not people's to set."""

    def __init__(self, flow: Flow, deadline: str) -> None:
        settable = "、".join(key for key, known in flow.deadlines.items() if known.settable) or "（无）"
        super().__init__(f"流程「{flow.title}」（{flow.id}）的期限「{deadline}」不能由人规定。可以规定的有：{settable}。")


class UnknownEvent(ValueError):
    """An outside event that the flow does not name."""

    def __init__(self, flow: Flow, event: str) -> None:
        known = "、".join(flow.events) or "（无）"
        super().__init__(f"流程「{flow.title}」（{flow.id}）没有事件「{event}」。可用的有：{known}。")


@dataclass(frozen=True, slots=True)
class Stay:
    """A time in one or several states: from the event that led in to the one that led out."""

    began_on: datetime.date
    ended_on: datetime.date | None


def stays(course: Course, states: tuple[str, ...]) -> Iterator[Stay]:
    """When a case was in any of the states, in order."""
    began = course.started_on if course.start in states else None
    for event in course.events:
        inside = event.state in states
        if began is None and inside:
            began = event.on
        elif began is not None and not inside:
            yield Stay(began, event.on)
            began = None
    if began is not None:
        yield Stay(began, None)
