"""What the page of a dossier shows of rectifications."""

from __future__ import annotations

from jiheng.web.casework import flows
from jiheng.web.dossiers.models import Dossier
from jiheng.web.dossiers.panel import Panel
from jiheng.web.people.models import Person
from jiheng.web.policies import rectifying


def rectifications_panel(person: Person, dossier: Dossier) -> Panel | None:
    """Those of the dossier, and the way to a new notice for who writes one; nothing where there is neither."""
    issues = rectifying.issuers(person, dossier).exists()
    found = list(rectifying.rectifications(person).filter(dossier=dossier).select_related("issuer"))
    if not found and not issues:
        return None
    today = flows.today()
    context = {"dossier": dossier, "rows": [(one, one.is_overdue(today)) for one in found], "issues": issues}
    return Panel(template="rectifications/panel.html", context=context)
