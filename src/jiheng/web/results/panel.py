"""What the page of a dossier shows of the use of its result."""

from __future__ import annotations

from jiheng.web.dossiers.around import may_have
from jiheng.web.dossiers.models import Dossier
from jiheng.web.dossiers.panel import Panel
from jiheng.web.people.models import Person
from jiheng.web.policies import using
from jiheng.web.results.models import ResultUse


def results_panel(person: Person, dossier: Dossier) -> Panel | None:
    """The way to the result, and its uses; nothing before there is a score."""
    if dossier.score is None or not using.sees(person, dossier):
        return None
    uses = list(ResultUse.objects.filter(dossier=dossier).select_related("by")) if may_have(dossier, ResultUse) else []
    return Panel(template="results/panel.html", context={"dossier": dossier, "uses": uses})
