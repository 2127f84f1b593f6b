"""What other apps show on the page of an evaluation: each brings panels, the page shows them in this order.

A source is asked with the person, the evaluation and the person's duties in it; it says None where there is nothing to show.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from jiheng.web.dossiers.panel import Panel
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.fieldwork.panel import fieldwork_panel
from jiheng.web.people.models import Person
from jiheng.web.portal.report_panel import report_publication_panel
from jiheng.web.reviews.panel import review_panel

Source = Callable[[Person, Evaluation, frozenset[str]], Panel | None]
#: An app adds its source here; the first stands highest.
SOURCES: Final[tuple[Source, ...]] = (fieldwork_panel, review_panel, report_publication_panel)


def panels(person: Person, evaluation: Evaluation, duties: frozenset[str]) -> tuple[Panel, ...]:
    """The panels for this person on this evaluation."""
    return tuple(panel for source in SOURCES if (panel := source(person, evaluation, duties)) is not None)
