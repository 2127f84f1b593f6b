"""What the page of a dossier shows of rectifications."""

from __future__ import annotations

from jiheng.web.casework import flows
from jiheng.web.dossiers.around import may_have
from jiheng.web.dossiers.models import Dossier
from jiheng.web.dossiers.panel import Panel
from jiheng.web.people.models import Person
from jiheng.web.policies import rectifying
from jiheng.web.rectifications.models import Rectification


def rectifications_panel(person: Person, dossier: Dossier) -> Panel | None:
    """Those of the dossier, and the way to a new notice for who writes one; nothing where there is neither."""
    issues = rectifying.issues(person, dossier)
    seen = rectifying.rectifications(person).filter(dossier=dossier).select_related("issuer")
    found = list(seen) if may_have(dossier, Rectification) else []
    if not found and not issues:
        return None
    today = flows.today()
    context = {"dossier": dossier, "rows": [(one, one.is_overdue(today)) for one in found], "issues": issues}
    return Panel(template="rectifications/panel.html", context=context)
