"""Rows that go through a flow of the standard: their course is the truth, the columns beside it are what lists filter, sort and show."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Mapping
from functools import cache
from typing import Any, ClassVar, Final, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiheng.process import (
    Applied,
    Attempt,
    Course,
    Fact,
    Flow,
    Refusal,
    Requirement,
    Transition,
    Words,
    WorkingCalendar,
    allowed,
    apply,
    due_dates,
    load_calendar,
    load_flow,
    waiting,
)
from jiheng.process.acting import DUE_DATE
from jiheng.web.acting import Refused
from jiheng.web.people.models import Person
from jiheng.web.permanent import Permanent
from jiheng.web.versioned import Stale, Versioned

#: Proof that the person is who they say: asked on the page of the step itself, never told as a fact.
FACTOR: Final = "second_factor"
#: Facts with which every requirement is met: what is still refused then does not hang on what a person fills in.
_HOPEFUL: Final[dict[str, Fact]] = {"text": "x", "none": 0, "confirmed": True, "listed": 1, "number": 1, "date": datetime.date.max}


def listed(words: tuple[str, ...]) -> str:
    """Words in one column, each between blanks, so that one of them can be asked for."""
    return f" {' '.join(words)} " if words else ""


class Coursed(Versioned):
    """A row on its way through a flow. ``course`` is the truth; the other columns follow from it (:func:`columns`)."""

    course = models.JSONField()
    state = models.CharField(_("状态"), max_length=40)
    state_label = models.CharField(max_length=60)
    is_open = models.BooleanField(default=True)
    waits_for = models.CharField(max_length=200, blank=True)
    waits_for_label = models.CharField(max_length=120, blank=True)
    next_label = models.CharField(max_length=60, blank=True)
    due_on = models.DateField(_("期限"), null=True)
    due_label = models.CharField(max_length=60, blank=True)
    returned_on = models.DateField(null=True)
    returned_by = models.CharField(max_length=60, blank=True)
    returned_reason = models.TextField(blank=True)
    escalated_to = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True

    @property
    def way(self) -> Course:
        """Where it stands and how it came there."""
        return Course.model_validate(self.course, strict=False)

    @property
    def declared(self) -> Flow:
        """The flow it started with, as the standard declares it."""
        return flow_of(self.way)

    def is_overdue(self, today: datetime.date) -> bool:
        """Whether its next day has passed."""
        return self.is_open and self.due_on is not None and self.due_on < today

    @property
    def is_late(self) -> bool:
        """Whether its next day has passed today."""
        return self.is_overdue(timezone.localdate())


class CourseStep(Permanent):
    """One step: who did what as what, and what they said with it (``said`` is by requirement). A sub-class names the row it is of."""

    number = models.PositiveIntegerField()
    action = models.CharField(max_length=40)
    label = models.CharField(max_length=60)
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    role_label = models.CharField(max_length=60)
    on = models.DateField()
    came_from = models.CharField(max_length=60)
    led_to = models.CharField(max_length=60)
    said = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True
        ordering: ClassVar = ["number"]


class DayReminder(Permanent):
    """That a reminder of a deadline was given for a day: said once, however often the daily step runs. A sub-class names the row."""

    deadline = models.CharField(max_length=40)
    on = models.DateField()
    text = models.CharField(max_length=400)

    class Meta:
        abstract = True
        ordering: ClassVar = ["-on", "-pk"]

    def __str__(self) -> str:
        return self.text


Row = TypeVar("Row", bound=Coursed)


def calendar_of(standard: str) -> WorkingCalendar:
    """The working days of a standard."""
    return load_calendar(standard)


def flow_of(course: Course) -> Flow:
    """The flow a case started with."""
    return flow_named(course.flow, course.standard, course.at)


@cache
def flow_named(name: str, standard: str, at: datetime.date | None) -> Flow:
    """A flow as it holds on a day."""
    return load_flow(name, standard, at)


def columns(flow: Flow, course: Course) -> dict[str, Any]:
    """What a row says of its course."""
    calendar = calendar_of(course.standard)
    state = flow.of(course.state)
    due = next((one for one in due_dates(flow, course, calendar) if one.runs), None)
    now = waiting(flow, course, calendar, course.last_on)
    returned = now.returned
    return {
        "course": course.model_dump(mode="json", exclude_defaults=True),
        "state": state.id,
        "state_label": state.label,
        "is_open": not state.end,
        "waits_for": listed(state.waits_for),
        "waits_for_label": flow.people(state.waits_for),
        "next_label": now.actions[0].label if now.actions else "",
        "due_on": due.on if due else None,
        "due_label": due.label if due else "",
        "returned_on": returned.on if returned else None,
        "returned_by": flow.people((returned.role,)) if returned and returned.role else "",
        "returned_reason": returned.reason if returned else "",
        "escalated_to": "",
    }


def late_roles(row: Coursed, on: datetime.date) -> tuple[str, ...]:
    """Those who are told that the row is late: from the first reminder after the day on."""
    course = row.way
    flow, roles = flow_of(course), list[str]()
    for due in due_dates(flow, course, calendar_of(course.standard)):
        deadline = flow.deadlines[due.deadline]
        first = min(deadline.remind_after, default=None)
        if due.runs and first is not None and on >= due.on + datetime.timedelta(days=first):
            roles += deadline.escalate_to
    return tuple(dict.fromkeys(roles))


def spoken(transition: Transition, words: Words, known: Collection[str] = ()) -> tuple[Requirement, ...]:
    """What a person is asked for, in the order of the flow; a day that may be set comes last. ``known`` is what is looked up."""
    names = [name for name in transition.requires if name != FACTOR and name not in known and words.requirements[name].test != "none"]
    if transition.sets and DUE_DATE not in names:
        names.append(DUE_DATE)
    return tuple(words.requirements[name] for name in names)


def open_steps(row: Coursed, roles: frozenset[str]) -> tuple[Transition, ...]:
    """The steps somebody with these roles may try now, each action once."""
    found: dict[str, Transition] = {}
    for transition in allowed(row.declared, row.state, roles):
        found.setdefault(transition.action, transition)
    return tuple(found.values())


def barred(
    row: Coursed,
    transition: Transition,
    *,
    person: Person,
    roles: frozenset[str],
    on: datetime.date,
    known: Mapping[str, Fact] | None = None,
) -> str:
    """Why the person cannot take the step whatever they fill in; empty when they may try. ``known``: facts looked up already."""
    course = row.way
    flow = flow_of(course)
    facts = {name: _HOPEFUL[flow.words.requirements[name].test] for name in transition.requires} | dict(known or {})
    attempt = Attempt(action=transition.action, roles=roles, on=on, by=str(person.pk), facts=facts)
    result = apply(flow, course, attempt, calendar_of(course.standard))
    return result.text if isinstance(result, Refusal) else ""


def gathered(
    row: Row,
    name: str,
    roles: frozenset[str],
    said: Mapping[str, Fact],
    looked_up: Mapping[str, Callable[[Row], Fact]],
    *,
    confirmed: bool = False,
) -> dict[str, Fact]:
    """The facts for an attempt: of what was said only what may be said, the rest looked up here and now."""
    flow = row.declared
    mine = tuple(one for one in flow.leaving(row.state) if one.action == name and roles.intersection(one.roles))
    required = {requirement for transition in mine for requirement in transition.requires}
    asked = {one.id for transition in mine for one in spoken(transition, flow.words, looked_up)}
    facts: dict[str, Fact] = {key: fact for key, fact in said.items() if key in asked}
    facts |= {key: look(row) for key, look in looked_up.items() if key in required}
    if FACTOR in required:
        facts[FACTOR] = confirmed
    return facts


def stepped(
    row: Coursed, name: str, *, seen: int, actor: Person | None, roles: frozenset[str], facts: Mapping[str, Fact], on: datetime.date
) -> Applied:
    """What comes of a step; nothing is written yet.

    Raises:
        Stale: somebody was quicker.
        PermissionDenied: the step is not theirs.
        Refused: something is lacking.
    """
    if row.version != seen:
        raise Stale(row)
    course = row.way
    attempt = Attempt(action=name, roles=roles, on=on, by=str(actor.pk) if actor else "", facts=facts)
    result = apply(flow_of(course), course, attempt, calendar_of(course.standard))
    if isinstance(result, Refusal):
        if result.kind == "not_yours":
            raise PermissionDenied(result.text)
        raise Refused(result.text)
    return result


def step_columns(flow: Flow, result: Applied, *, before: str, actor: Person | None, said: Mapping[str, Any]) -> dict[str, Any]:
    """What the row of the step says (:class:`CourseStep`). ``before``: the label of the state it was taken in."""
    event = result.course.events[-1]
    return {
        "number": len(result.course.events),
        "action": event.name,
        "label": result.transition.label,
        "actor": actor,
        "role_label": flow.people((event.role,)) if event.role else "",
        "on": event.on,
        "came_from": before,
        "led_to": flow.of(event.state).label,
        "said": dict(said),
    }
