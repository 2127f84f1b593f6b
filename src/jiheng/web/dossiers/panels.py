"""What other apps show on the page of a dossier: each brings panels, the page shows them in this order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from jiheng.web.dossiers.models import Dossier
from jiheng.web.people.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A part of the page: its template and what the template is told."""

    template: str
    context: dict[str, Any]


#: None where there is nothing to show to this person.
Source = Callable[[Person, Dossier], Panel | None]

#: An app adds its source here; the first stands highest.
SOURCES: Final[tuple[Source, ...]] = ()


def panels(person: Person, dossier: Dossier) -> tuple[Panel, ...]:
    """The panels for this person on this dossier."""
    return tuple(panel for source in SOURCES if (panel := source(person, dossier)) is not None)
