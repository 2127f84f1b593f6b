"""What the page of a dossier shows of its packages."""

from __future__ import annotations

from jiheng.web import policy
from jiheng.web.archives.models import Restoration
from jiheng.web.dossiers.models import Dossier
from jiheng.web.dossiers.panel import Panel
from jiheng.web.people.models import Person
from jiheng.web.policy import Permission


def archives_panel(person: Person, dossier: Dossier) -> Panel | None:
    """The latest package and the way to all; nothing for who does not make them."""
    if not policy.may(person, Permission.DIRECT, dossier):
        return None
    latest = policy.archives(person).filter(dossier=dossier).select_related("made_by").first()
    restoration = Restoration.objects.filter(dossier=dossier).first()
    return Panel(template="archives/panel.html", context={"dossier": dossier, "latest": latest, "restoration": restoration})
