"""What other apps show on the page of a dossier: each brings panels (:mod:`panel`), the page shows them in this order."""

from __future__ import annotations

from typing import Final

from jiheng.web.archives.panel import archives_panel
from jiheng.web.casework import showing
from jiheng.web.complaints.panel import complaints_panel
from jiheng.web.dossiers.models import Dossier
from jiheng.web.dossiers.panel import Panel, Source
from jiheng.web.evaluations.dossier_panel import evaluations_panel
from jiheng.web.filling.panel import filling_panel
from jiheng.web.findings.listing import documents_panel
from jiheng.web.people.models import Person
from jiheng.web.portal.panel import publication_panel
from jiheng.web.rectifications.panel import rectifications_panel
from jiheng.web.results.panel import results_panel
from jiheng.web.surveys.panel import surveys_panel

#: An app adds its source here; the first stands highest.
SOURCES: Final[tuple[Source, ...]] = (
    showing.way,
    filling_panel,
    documents_panel,
    evaluations_panel,
    surveys_panel,
    complaints_panel,
    rectifications_panel,
    results_panel,
    publication_panel,
    archives_panel,
    showing.talk,
)


def panels(person: Person, dossier: Dossier) -> tuple[Panel, ...]:
    """The panels for this person on this dossier."""
    return tuple(panel for source in SOURCES if (panel := source(person, dossier)) is not None)
