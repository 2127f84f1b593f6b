"""Cases walked through a flow in tests: whoever may act does, knowing what is asked."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from jiheng.process import Applied, Attempt, Course, Fact, Flow, Refusal, Transition, WorkingCalendar, apply, begin, load_calendar

CALENDAR: WorkingCalendar = load_calendar()
START = datetime.date(2026, 3, 2)


def facts_for(flow: Flow, requirements: Iterable[str], on: datetime.date) -> dict[str, Fact]:
    """Facts with which all requirements are met."""
    known: Mapping[str, Fact] = {
        "text": "已写明",
        "none": 0,
        "confirmed": True,
        "listed": 2,
        "number": 80,
        "date": on + datetime.timedelta(days=10),
    }
    return {name: known[flow.words.requirements[name].test] for name in requirements}


def attempt(flow: Flow, transition: Transition, on: datetime.date, by: str = "", **more: Fact) -> Attempt:
    """Somebody who may do it tries, with all that is asked."""
    facts = facts_for(flow, transition.requires, on) | more
    return Attempt(action=transition.action, roles=frozenset(transition.roles), on=on, by=by, facts=facts)


def walk(flow: Flow, steps: Iterable[str], *, start: datetime.date = START, fiscal_year: int = 2026) -> Course:
    """The case after some transitions, one each day, each by another person; a wait beyond the deadline where one must be overdue."""
    course = begin(flow, fiscal_year=fiscal_year, on=start)
    day = start
    for number, step in enumerate(steps):
        transition = flow.transitions[step]
        day += datetime.timedelta(days=120 if transition.overdue else 1)
        done = apply(flow, course, attempt(flow, transition, day, by=f"person {number}"), CALENDAR)
        assert isinstance(done, Applied), f"{step}: {done.text if isinstance(done, Refusal) else ''}"
        course = done.course
    return course
