"""Fieldwork on the page of an evaluation: its parts, how much of each there is, what waits."""

from __future__ import annotations

from jiheng.web.dossiers.panel import Panel
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.fieldwork.overview import counts
from jiheng.web.fieldwork.rights import rights_of
from jiheng.web.people.models import Person


def fieldwork_panel(person: Person, evaluation: Evaluation, duties: frozenset[str]) -> Panel | None:
    """The parts this person sees; nothing for those who have no part in it, and nothing before there is an evaluator's plan to write."""
    may = rights_of(person, evaluation, duties)
    if may is None or evaluation.state == "planned":
        return None
    return Panel(template="fieldwork/panel.html", context={"may": may, "counts": counts(may)})
