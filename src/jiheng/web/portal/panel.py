"""What the page of a dossier shows of its publication."""

from __future__ import annotations

from jiheng.web import policy
from jiheng.web.dossiers.around import may_have
from jiheng.web.dossiers.models import Dossier
from jiheng.web.dossiers.panel import Panel
from jiheng.web.people.models import Person
from jiheng.web.policy import Permission
from jiheng.web.portal.models import Publication


def publication_panel(person: Person, dossier: Dossier) -> Panel | None:
    """The publications of the dossier, and the way to a new one for who fills it in; nothing where there is neither."""
    fills = policy.may(person, Permission.FILL, dossier)
    rows = list(policy.publications(person).filter(dossier=dossier)) if may_have(dossier, Publication) else []
    if not rows and not fills:
        return None
    return Panel(template="portal/panel.html", context={"rows": rows, "fills": fills, "dossier": dossier})
