"""The evaluations of a dossier, on its page."""

from __future__ import annotations

from jiheng.web.dossiers.around import may_have
from jiheng.web.dossiers.models import Dossier
from jiheng.web.dossiers.panel import Panel
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.people.models import Person
from jiheng.web.policies import evaluating


def evaluations_panel(person: Person, dossier: Dossier) -> Panel | None:
    """The evaluations and the way to a new one; nothing where there is neither."""
    seen = evaluating.evaluations(person).filter(dossier=dossier).select_related("client", "evaluator")
    rows = list(seen) if may_have(dossier, Evaluation) else []
    opens = not any(row.is_open for row in rows) and evaluating.can_open(person, dossier)
    if not rows and not opens:
        return None
    return Panel(template="evaluations/dossier_panel.html", context={"rows": rows, "opens": opens, "dossier": dossier})
