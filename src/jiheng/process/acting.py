"""What may be done with a case, and what follows: a new course with what is due, or a refusal that says why. Nothing is stored."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal, TypeGuard

from jiheng.process.calendar import WorkingCalendar
from jiheng.process.course import Course, Event
from jiheng.process.deadlines import Due, due_dates
from jiheng.process.flow import Flow, Requirement, Transition

Fact = str | int | bool | Decimal | datetime.date | Collection[str] | None
"""What a caller knows about a requirement; None and absent both mean that nobody has looked."""

#: The fact that carries the day for the deadline a transition ``sets``.
DUE_DATE: Final = "due_date"
REASON: Final = "reason"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """Somebody wants to do something: ``by`` a person (as the caller names people) in some roles, on a day, knowing some facts."""

    action: str
    roles: frozenset[str]
    on: datetime.date
    by: str = ""
    facts: Mapping[str, Fact]


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """It was done: the new course and the deadlines that now run."""

    transition: Transition
    course: Course
    due: tuple[Due, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """It was not done. ``kind``: the action does not exist here, is not this person's, or lacks something; ``reasons`` are sentences."""

    kind: Literal["not_here", "not_yours", "not_ready"]
    reasons: tuple[str, ...]

    @property
    def text(self) -> str:
        """All reasons."""
        return "".join(self.reasons)


def allowed(flow: Flow, state: str, roles: Iterable[str]) -> tuple[Transition, ...]:
    """The transitions that somebody with these roles may try in a state.

    Raises:
        UnknownState: the flow has no such state.
    """
    flow.of(state)
    mine = frozenset(roles)
    return tuple(transition for transition in flow.leaving(state) if mine.intersection(transition.roles))


def apply(flow: Flow, course: Course, attempt: Attempt, calendar: WorkingCalendar) -> Applied | Refusal:
    """What comes of an attempt. Where two transitions have the same action, the first that is ready is taken.

    Raises:
        UnknownState: the course stands where the flow has no state.
    """
    here = [transition for transition in flow.leaving(flow.of(course.state).id) if transition.action == attempt.action]
    if not here:
        return Refusal(kind="not_here", reasons=(_not_here(flow, course, attempt.action),))
    mine = [transition for transition in here if attempt.roles.intersection(transition.roles)]
    if not mine:
        roles = tuple(dict.fromkeys(role for transition in here for role in transition.roles))
        return Refusal(kind="not_yours", reasons=(f"「{here[0].label}」由{flow.people(roles)}办理，当前角色不能办理。",))
    refusals: list[tuple[str, ...]] = []
    for transition in mine:
        reasons = tuple(_unmet(flow, course, transition, attempt, calendar))
        if not reasons:
            return _applied(flow, course, transition, attempt, calendar)
        refusals.append(reasons)
    return Refusal(kind="not_ready", reasons=refusals[0])


def _not_here(flow: Flow, course: Course, action: str) -> str:
    state = flow.of(course.state)
    doable = "、".join(dict.fromkeys(transition.label for transition in flow.leaving(course.state)))
    return f"「{state.label}」时不能「{flow.called(action)}」。{f'此时可以：{doable}。' if doable else '此时没有可办的事。'}"


def _applied(flow: Flow, course: Course, transition: Transition, attempt: Attempt, calendar: WorkingCalendar) -> Applied:
    reason = attempt.facts.get(REASON)
    role = next(role for role in transition.roles if role in attempt.roles)
    event = Event(
        name=transition.action,
        transition=transition.id,
        on=attempt.on,
        state=transition.target,
        by=attempt.by,
        role=role,
        reason=reason.strip() if isinstance(reason, str) else "",
    )
    dates = {
        key: day
        for key, day in course.set_dates.items()
        if key not in flow.deadlines or transition.id not in flow.deadlines[key].after  # what starts anew is set anew
    }
    day = attempt.facts.get(DUE_DATE)
    if transition.sets and _is_day(day):
        dates[transition.sets] = day
    after = course.model_copy(update={"state": transition.target, "events": (*course.events, event), "set_dates": dates})
    running = tuple(due for due in due_dates(flow, after, calendar) if due.runs)
    return Applied(transition=transition, course=after, due=running)


def _unmet(flow: Flow, course: Course, transition: Transition, attempt: Attempt, calendar: WorkingCalendar) -> Iterator[str]:
    if attempt.on < course.last_on:
        yield f"办理日期 {attempt.on} 早于上一步的 {course.last_on}。"
    for action in transition.other_than:
        before = course.latest(action)
        if before is not None and attempt.by and before.by == attempt.by:
            yield f"「{transition.label}」与「{flow.called(action)}」不能由同一人办理。"
    done = {event.name for event in course.here()}
    for action in transition.preceded_by:
        if action not in done:
            yield f"须先「{flow.called(action)}」，才能「{transition.label}」。"
    if transition.overdue:
        yield from _not_yet(flow, course, transition, attempt.on, calendar)
    for name in transition.requires:
        yield from _refused(flow.words.requirements[name], attempt)
    if transition.sets and DUE_DATE not in transition.requires and attempt.facts.get(DUE_DATE) is not None:
        yield from _refused(flow.words.requirements[DUE_DATE], attempt)


def _not_yet(flow: Flow, course: Course, transition: Transition, on: datetime.date, calendar: WorkingCalendar) -> Iterator[str]:
    label = flow.deadlines[transition.overdue].label
    due = next((due for due in due_dates(flow, course, calendar) if due.deadline == transition.overdue), None)
    if due is None:
        yield f"「{label}」没有规定日期，不能按逾期办理「{transition.label}」。"
    elif due.on >= on:
        yield f"「{label}」（{due.on}）还没有过，不能按逾期办理「{transition.label}」。"


def _refused(requirement: Requirement, attempt: Attempt) -> Iterator[str]:
    fact = attempt.facts.get(requirement.id)
    if fact is None and requirement.unknown:
        yield requirement.unknown
    elif not _TESTS[requirement.test](fact, attempt.on):
        count = len(fact) if isinstance(fact, Collection) and not isinstance(fact, str) else fact
        yield requirement.refusal.replace("{count}", str(count))


def _is_number(fact: Fact) -> bool:
    return isinstance(fact, int | Decimal) and not isinstance(fact, bool)


def _is_none(fact: Fact, _: datetime.date) -> bool:
    if isinstance(fact, Collection) and not isinstance(fact, str):
        return not fact
    return _is_number(fact) and fact == 0


def _is_listed(fact: Fact, _: datetime.date) -> bool:
    if isinstance(fact, Collection) and not isinstance(fact, str):
        return bool(fact)
    return isinstance(fact, int) and not isinstance(fact, bool) and fact > 0


def _is_day(fact: Fact) -> TypeGuard[datetime.date]:
    return isinstance(fact, datetime.date) and not isinstance(fact, datetime.datetime)  # a time of day is no day


_TESTS: Final[Mapping[str, Callable[[Fact, datetime.date], bool]]] = {
    "text": lambda fact, _: isinstance(fact, str) and bool(fact.strip()),
    "none": _is_none,
    "confirmed": lambda fact, _: fact is True,
    "listed": _is_listed,
    "number": lambda fact, _: _is_number(fact),
    "date": lambda fact, on: _is_day(fact) and fact >= on,
}
