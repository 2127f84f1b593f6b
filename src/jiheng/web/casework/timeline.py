"""The way of a dossier as its page shows it: the stages of the year, what was done, what may be done now, and why not otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from jiheng.process import Flow, due_dates
from jiheng.web import staffing
from jiheng.web.casework import flows
from jiheng.web.casework.models import Case, FlowName, Step
from jiheng.web.casework.warning import Warned, warned
from jiheng.web.coursed import barred
from jiheng.web.dossiers.models import Dossier, Stage
from jiheng.web.people.models import Person
from jiheng.web.policies import driving


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """An action: where it is taken; ``why`` says why not now."""

    label: str
    address: str
    why: str = ""
    is_grave: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lap:
    """One stage on the way: its case if it has come to it, as a word with a colour."""

    title: str
    case: Case | None
    word: str
    colour: str
    is_now: bool
    notes: tuple[str, ...] = ()
    dues: tuple[str, ...] = ()
    is_late: bool = False
    buttons: tuple[Button, ...] = ()
    waits: str = ""
    steps: tuple[Step, ...] = ()
    warnings: tuple[Warned, ...] = ()


def laps(person: Person, dossier: Dossier) -> tuple[Lap, ...]:
    """The stages in order, those before the first case left out."""
    cases = {
        case.flow: case
        for case in Case.objects.filter(dossier=dossier).select_related("submitted", "dossier__fiscal_year").defer("submitted__content")
    }
    steps: dict[int, list[Step]] = {}
    for step in Step.objects.filter(case__dossier=dossier).select_related("actor", "version").defer("version__content"):
        steps.setdefault(step.case_id, []).append(step)
    roles = driving.duties(person, dossier)
    return tuple(
        _lap(name, cases.get(name), dossier, person, roles, tuple(steps.get(cases[name].pk, ())) if name in cases else ())
        for name in FlowName
    )


def _lap(name: FlowName, case: Case | None, dossier: Dossier, person: Person, roles: frozenset[str], steps: tuple[Step, ...]) -> Lap:
    if case is None:
        order = list(Stage.values)
        passed = order.index(name) < order.index(dossier.stage)
        word = _("此前已办") if passed else _("未到")
        return Lap(title=str(name.label), case=None, word=word, colour="ended", is_now=False, notes=_notes(name, dossier))
    course, today = case.way, flows.today()
    flow = flows.flow_of(course)
    calendar = flows.calendar_of(course.standard)
    dues = tuple(one for one in due_dates(flow, course, calendar) if one.runs)
    buttons = _buttons(flow, case, person, roles) if dossier.fiscal_year.is_open else ()
    return Lap(
        title=str(name.label),
        case=case,
        word=case.state_label,
        colour=_colour(case),
        is_now=case.is_open,
        notes=_notes(name, dossier),
        dues=tuple(one.said(today, calendar) for one in dues),
        is_late=any(one.standing(today) == "overdue" for one in dues),
        buttons=buttons,
        waits="" if not case.is_open or roles.intersection(case.waits_for.split()) else _waits(flow, case, dossier),
        steps=steps,
        warnings=warned(case),
    )


def _notes(name: FlowName, dossier: Dossier) -> tuple[str, ...]:
    """What happened outside of the flow and bears on it."""
    approval = flows.budget_approval(dossier) if name is FlowName.OBJECTIVE else None
    if approval is None:
        return ()
    return (_("人民代表大会于 {day} 批准预算（{reference}）").format(day=approval.day, reference=approval.reference),)


def _waits(flow: Flow, case: Case, dossier: Dossier) -> str:
    """For whom the case waits, as people act there today."""
    place = dossier.organisation
    return staffing.named(flow.words, case.waits_for.split(), staffing.staff_of([place]), place)


def _colour(case: Case) -> str:
    if not case.is_open:
        return "filed" if case.state != "rejected" else "broken"
    return "broken" if case.returned_on else "awaited"


def _buttons(flow: Flow, case: Case, person: Person, roles: frozenset[str]) -> tuple[Button, ...]:
    found: dict[str, Button] = {}
    for one in flow.leaving(case.state):
        if roles.intersection(one.roles) and one.action not in found:
            found[one.action] = Button(
                label=one.label,
                address=case.address_of(one.action),
                why=barred(case, one, person=person, roles=roles, on=flows.today()),
                is_grave=one.action in ("reject", "suspend"),
            )
    return tuple(found.values())
