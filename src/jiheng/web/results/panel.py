"""What the page of a dossier shows of the use of its result."""

from __future__ import annotations

from jiheng.web.dossiers.around import may_have
from jiheng.web.dossiers.models import Dossier
from jiheng.web.dossiers.panel import Panel
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.people.models import Person
from jiheng.web.policies import using
from jiheng.web.results.actions.take_over_outcome import FINAL
from jiheng.web.results.models import ResultUse


def results_panel(person: Person, dossier: Dossier) -> Panel | None:
    """The way to the result, and its uses; nothing before there is a score, or a final evaluation that has one to take over."""
    if (dossier.score is None and not _has_final(dossier)) or not using.sees(person, dossier):
        return None
    uses = list(ResultUse.objects.filter(dossier=dossier).select_related("by")) if may_have(dossier, ResultUse) else []
    return Panel(template="results/panel.html", context={"dossier": dossier, "uses": uses})


def _has_final(dossier: Dossier) -> bool:
    return may_have(dossier, Evaluation) and Evaluation.objects.filter(dossier=dossier, state__in=FINAL).exists()
