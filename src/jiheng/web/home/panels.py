"""What other apps show a bureau on the first page beside the progress: findings by kind, outliers. Each brings a panel for a year."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from jiheng.web.dossiers.panel import Panel
from jiheng.web.home.findings import findings_by_kind
from jiheng.web.people.models import Person

#: None where there is nothing to show to this person.
Source = Callable[[Person, int], Panel | None]

#: An app adds its source here; the first stands highest.
SOURCES: Final[tuple[Source, ...]] = (findings_by_kind,)


def panels(person: Person, year: int) -> tuple[Panel, ...]:
    """The panels for this person and year."""
    return tuple(panel for source in SOURCES if (panel := source(person, year)) is not None)
