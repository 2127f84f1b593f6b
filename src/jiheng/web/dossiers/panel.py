"""A part of the page of a dossier that another app brings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jiheng.web.dossiers.models import Dossier
from jiheng.web.people.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A part of the page: its template and what the template is told."""

    template: str
    context: dict[str, Any]


#: None where there is nothing to show to this person.
Source = Callable[[Person, Dossier], Panel | None]
