"""The evaluation report on the whole spending of a department, from its case: the narrative with annexes, and the same as one form."""

from __future__ import annotations

from collections.abc import Mapping

from jiheng.model import EvaluationCase, Frame
from jiheng.regulation import Standard
from jiheng.reports.department_report.one_form import form_blocks
from jiheng.reports.render.closing import with_gaps
from jiheng.reports.render.drafting import Draft, fill
from jiheng.reports.render.evaluation.assembling import narrative, report_words
from jiheng.reports.render.evaluation.facts import report_facts
from jiheng.reports.render.evaluation.scores import score_table
from jiheng.reports.render.paper import Heading, Paper, Paragraph, Section
from jiheng.reports.render.regions import keep_edits
from jiheng.scoring.case import CaseScore

__all__ = ["department_form", "department_report"]

_KIND = "department_report"


def department_report(
    case: EvaluationCase,
    frame: Frame,
    score: CaseScore,
    standard: Standard,
    edits: Mapping[str, tuple[str, ...]] | None = None,
    shape: str = "",
) -> Paper:
    """The narrative report as a paper. ``edits`` are the regions an author changed in an earlier version of it.

    ``shape`` draws the scores by level as ``bars`` or as a ``radar``; else the standard says how.
    """
    return narrative(case, frame, score, standard, _KIND, edits, shape)


def department_form(
    case: EvaluationCase, frame: Frame, score: CaseScore, standard: Standard, edits: Mapping[str, tuple[str, ...]] | None = None
) -> Paper:
    """The report as one large form, its scoring table behind it. ``edits`` are the regions an author changed in an earlier version."""
    words = report_words(standard.name, _KIND)
    facts = report_facts(case, frame, score, standard, words)
    draft = Draft(words["sentences"], facts)
    title = fill(words["titles"]["form"], facts)
    sections = (
        Section(blocks=(Paragraph(text=title, style="title"), *form_blocks(case, score, words, draft, facts)), restart=True),
        Section(blocks=(Heading(text=words["titles"]["form_scores"], anchor="scores"), score_table(score, frame, words)), landscape=True),
    )
    paper = Paper(title=title, sections=sections, author=case.engagement.evaluator)
    return with_gaps(keep_edits(paper, edits or {}), words["titles"]["gaps"])
