"""An evaluation as its page shows it: the six stages, what was done in each, what may be done now, and why not otherwise."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from jiheng.process import Course, Flow, Transition, due_dates
from jiheng.web.coursed import barred, calendar_of, flow_of, open_steps
from jiheng.web.evaluations.models import Evaluation, Step
from jiheng.web.evaluations.own_pages import OWN_PAGES
from jiheng.web.people.models import Person

_GRAVE: Final = ("terminate",)
#: What is shown of what was said with a step, each with its name where the words alone do not tell.
_TOLD: Final[dict[str, Any]] = {
    "reason": "",
    "comment": "",
    "change_log": "",
    "evidence": "佐证材料",
    "work_plan": "工作方案",
    "minutes": "会审记录",
    "sealed_slip": "盖章的确认单",
    "second_factor": "",
    "due_date": "期限",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A step: where it is taken; ``why`` says why not now."""

    label: str
    address: str
    why: str
    is_grave: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A step that was taken, with what was said."""

    step: Step
    told: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lap:
    """One of the six stages: how it stands and what was done in it."""

    title: str
    word: str
    colour: str
    is_now: bool
    done: tuple[Done, ...]


def laps(evaluation: Evaluation) -> tuple[Lap, ...]:
    """The stages in order; a step stands in the stage in which it was taken."""
    course = evaluation.way
    flow = flow_of(course)
    by_stage: dict[str, list[Done]] = {name: [] for name in flow.stages}
    for step in evaluation.steps.select_related("actor"):
        by_stage.setdefault(_stage_of(flow, course, step.number), []).append(Done(step=step, told=_told(step)))
    order = list(flow.stages)
    now = order.index(evaluation.stage) if evaluation.stage in order else len(order)
    return tuple(
        _lap(evaluation, flow.stages[name], place, now, tuple(by_stage[name]), was_there=bool(by_stage[name]))
        for place, name in enumerate(order)
    )


def _stage_of(flow: Flow, course: Course, number: int) -> str:
    """The stage of the state in which the step of that number was taken."""
    before = course.events[number - 2].state if 2 <= number <= len(course.events) + 1 else course.start
    return flow.of(before).stage


def _lap(evaluation: Evaluation, title: str, place: int, now: int, done: tuple[Done, ...], *, was_there: bool) -> Lap:
    if place == now:
        colour = "filed" if not evaluation.is_open else "broken" if evaluation.returned_on else "awaited"
        return Lap(title=title, word=evaluation.state_label, colour=colour, is_now=evaluation.is_open, done=done)
    passed = place < now and (was_there or evaluation.is_open)
    return Lap(title=title, word=_("已过") if passed else _("未到"), colour="filed" if passed else "ended", is_now=False, done=done)


def _told(step: Step) -> tuple[tuple[str, str], ...]:
    found = ((_TOLD[name], fact) for name, fact in step.said.items() if name in _TOLD and fact)
    return tuple((str(label), _words(fact)) for label, fact in found)


def _words(fact: Any) -> str:
    if fact is True:
        return _("在线办理，再次验证了身份")
    return "；".join(fact) if isinstance(fact, list) else str(fact)


def dues(evaluation: Evaluation, today: datetime.date) -> tuple[str, ...]:
    """The days that run now, in words."""
    course = evaluation.way
    calendar = calendar_of(course.standard)
    return tuple(one.said(today, calendar) for one in due_dates(flow_of(course), course, calendar) if one.runs)


def buttons(person: Person, evaluation: Evaluation, duties: frozenset[str], today: datetime.date) -> tuple[Button, ...]:
    """The steps the person may take now."""
    return tuple(
        Button(
            label=one.label,
            address=_address(evaluation, one),
            why=barred(evaluation, one, person=person, roles=duties, on=today),
            is_grave=one.action in _GRAVE,
        )
        for one in open_steps(evaluation, duties)
    )


def _address(evaluation: Evaluation, step: Transition) -> str:
    if step.id in OWN_PAGES:
        return reverse(OWN_PAGES[step.id].address, args=[evaluation.pk])
    return reverse("evaluation_step", args=[evaluation.pk, step.action])
