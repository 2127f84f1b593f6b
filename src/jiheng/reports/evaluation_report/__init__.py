"""The evaluation report package of a project, from its case: cover, contents, abstract, body, scoring annex and the other annexes."""

from __future__ import annotations

from collections.abc import Mapping

from jiheng.model import EvaluationCase, Frame
from jiheng.regulation import Standard
from jiheng.reports.render.evaluation.assembling import narrative
from jiheng.reports.render.paper import Paper
from jiheng.scoring.case import CaseScore

__all__ = ["project_report"]


def project_report(
    case: EvaluationCase,
    frame: Frame,
    score: CaseScore,
    standard: Standard,
    edits: Mapping[str, tuple[str, ...]] | None = None,
    shape: str = "",
) -> Paper:
    """The package as a paper. ``edits`` are the regions an author changed in an earlier version of it.

    ``shape`` draws the scores by level as ``bars`` or as a ``radar``; else the standard says how.
    """
    return narrative(case, frame, score, standard, "project_report", edits, shape)
