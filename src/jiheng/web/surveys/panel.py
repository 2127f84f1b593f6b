"""The surveys on the page of a dossier."""

from __future__ import annotations

from jiheng.web import policy
from jiheng.web.dossiers.around import may_have
from jiheng.web.dossiers.models import Dossier
from jiheng.web.dossiers.panel import Panel
from jiheng.web.people.models import Person
from jiheng.web.surveys.models import Survey


def surveys_panel(person: Person, dossier: Dossier) -> Panel | None:
    """The surveys of the dossier and the way to a new one; nothing where there is neither."""
    seen = policy.surveys(person).filter(dossier=dossier).select_related("organisation").defer("content")
    found = list(seen) if may_have(dossier, Survey) else []
    plans = policy.surveys_for(person, dossier) is not None
    if not found and not plans:
        return None
    return Panel(template="surveys/panel.html", context={"surveys": found, "plans": plans, "dossier": dossier})
