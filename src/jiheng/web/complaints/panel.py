"""What the page of a dossier shows of complaints about it: that there are some and how they stand; not what was said, nor by whom."""

from __future__ import annotations

from jiheng.web import policy
from jiheng.web.complaints.models import Complaint
from jiheng.web.dossiers.around import may_have
from jiheng.web.dossiers.models import Dossier
from jiheng.web.dossiers.panel import Panel
from jiheng.web.people.models import Person


def complaints_panel(person: Person, dossier: Dossier) -> Panel | None:
    """The complaints linked to the dossier; nothing where there are none."""
    if not may_have(dossier, Complaint):
        return None
    rows = list(Complaint.objects.filter(dossier=dossier).select_related("handling"))
    if not rows:
        return None
    opened = set(policy.complaints(person).filter(dossier=dossier).values_list("pk", flat=True))
    return Panel(template="complaints/panel.html", context={"rows": [(one, one.pk in opened) for one in rows]})
