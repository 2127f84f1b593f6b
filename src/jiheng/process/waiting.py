"""Who must act next, until when, and what came back and why: the sentence of a work list (待办)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from jiheng.process.acting import allowed
from jiheng.process.calendar import WorkingCalendar
from jiheng.process.course import Course, Event
from jiheng.process.deadlines import Due, due_dates
from jiheng.process.flow import Flow, State, Transition


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What a case waits for. ``actions`` are those of the roles it waits for; ``returned`` is the step that sent it back, if one did."""

    state: State
    actions: tuple[Transition, ...]
    due: tuple[Due, ...]
    returned: Event | None
    text: str

    def for_roles(self, roles: Iterable[str]) -> bool:
        """Whether it waits for somebody with one of these roles."""
        return bool(frozenset(roles).intersection(self.state.waits_for))


def waiting(flow: Flow, course: Course, calendar: WorkingCalendar, today: datetime.date) -> Waiting:
    """What a case waits for on a day, with one or a few sentences for the work list.

    Raises:
        UnknownState: the course stands where the flow has no state.
    """
    state = flow.of(course.state)
    actions = _distinct(allowed(flow, state.id, state.waits_for))
    due = tuple(entry for entry in due_dates(flow, course, calendar) if entry.runs)
    returned = _returned(course)
    parts = [_who(flow, state, actions)]
    if returned is not None:
        by = f"{flow.words.roles[returned.role].label}于" if returned.role in flow.words.roles else ""
        parts.append(f"{by} {returned.on} {returned.label(flow)}：{returned.reason.rstrip('。')}。".lstrip())
    parts += [entry.said(today, calendar) for entry in due]
    return Waiting(state=state, actions=actions, due=due, returned=returned, text="".join(parts))


def _distinct(transitions: Iterable[Transition]) -> tuple[Transition, ...]:
    found: dict[str, Transition] = {}
    for transition in transitions:
        found.setdefault(transition.action, transition)
    return tuple(found.values())


def _who(flow: Flow, state: State, actions: tuple[Transition, ...]) -> str:
    if state.end:
        return f"{state.label}，没有待办。"
    return f"{state.label}，等待{flow.people(state.waits_for)}：{'、'.join(action.label for action in actions)}。"


def _returned(course: Course) -> Event | None:
    """The last step, when it led here with a reason: a return, a refusal, a warning."""
    index = len(course.events) - len(course.here()) - 1
    came = course.events[index] if index >= 0 else None
    return came if came is not None and came.reason else None
