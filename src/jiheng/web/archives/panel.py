"""What the page of a dossier shows of its packages."""

from __future__ import annotations

from jiheng.web import policy
from jiheng.web.archives.models import Archive, Restoration
from jiheng.web.dossiers.around import may_have
from jiheng.web.dossiers.models import Dossier
from jiheng.web.dossiers.panel import Panel
from jiheng.web.people.models import Person
from jiheng.web.policy import Permission


def archives_panel(person: Person, dossier: Dossier) -> Panel | None:
    """The latest package and the way to all; nothing for who does not make them."""
    if not policy.may(person, Permission.DIRECT, dossier):
        return None
    packages = policy.archives(person).filter(dossier=dossier).select_related("made_by")
    latest = packages.first() if may_have(dossier, Archive) else None
    restoration = Restoration.objects.filter(dossier=dossier).first() if may_have(dossier, Restoration) else None
    return Panel(template="archives/panel.html", context={"dossier": dossier, "latest": latest, "restoration": restoration})
