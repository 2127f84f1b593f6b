"""What the page of an evaluation shows of the publication of its report."""

from __future__ import annotations

from jiheng.web import policy
from jiheng.web.dossiers.panel import Panel
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.people.models import Person
from jiheng.web.portal.forwarding import FORWARDERS, before_report, final_version


def report_publication_panel(person: Person, evaluation: Evaluation, held: frozenset[str]) -> Panel | None:
    """Where the report is on its way to the public, or the step that begins it; nothing before it is final."""
    if evaluation.stage != "archive":
        return None
    found = before_report(evaluation)
    if found is not None:
        if not policy.publications(person).filter(pk=found.pk).exists():
            return None
        return Panel(template="portal/report_panel.html", context={"publication": found, "evaluation": evaluation})
    if not held.intersection(FORWARDERS):
        return None
    version = final_version(evaluation)
    if version is None:
        return None
    return Panel(template="portal/report_panel.html", context={"version": version, "evaluation": evaluation})
