"""What the flow asks of fieldwork, looked up: is there a plan, are there working papers."""

from __future__ import annotations

from jiheng.process import Fact
from jiheng.web.evaluations.models import Evaluation


def work_plan(evaluation: Evaluation) -> Fact:
    """The stages of the plan."""
    rows = evaluation.entries.filter(part="schedule", withdrawn_at__isnull=True).values_list("content", flat=True)
    return tuple(str(content.get("name", "")) for content in rows)


def working_papers(evaluation: Evaluation) -> Fact:
    """The numbers of the working papers."""
    return tuple(evaluation.entries.filter(part="evidence", withdrawn_at__isnull=True).values_list("key", flat=True))
