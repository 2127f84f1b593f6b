"""One confirmation slip (确认单) as a paper of its own: the letter, and below it the answer, signed or left open for pen and seal."""

from __future__ import annotations

from jiheng.model import CaseSlip, EvaluationCase, Frame, Scope
from jiheng.regulation import Standard
from jiheng.reports.render.drafting import Draft, fill
from jiheng.reports.render.evaluation.annexes import slip_blocks, slip_title
from jiheng.reports.render.evaluation.assembling import report_words
from jiheng.reports.render.evaluation.facts import report_facts
from jiheng.reports.render.paper import Paper, Paragraph, Section
from jiheng.scoring.case import CaseScore

__all__ = ["confirmation_slip"]


def confirmation_slip(
    case: EvaluationCase, frame: Frame, score: CaseScore, standard: Standard, slip: CaseSlip, *, notes: tuple[str, ...] = ()
) -> Paper:
    """The slip as a paper. ``notes`` stand below it: which file it confirms, how it was signed without pen and seal."""
    words = report_words(standard.name, "department_report" if case.subject.scope is Scope.DEPARTMENT else "project_report")
    facts = report_facts(case, frame, score, standard, words)
    titles = {name: fill(text, {**facts, "n": ""}) for name, text in words["titles"].items()}
    title = slip_title(slip, case, titles).partition(" ")[2]
    blocks = (
        Paragraph(text=title, style="title"),
        *slip_blocks(slip, words, Draft(words["sentences"], facts)),
        *(Paragraph(text=line, style="note") for line in notes),
    )
    return Paper(title=f"{case.subject.name}{title}", sections=(Section(blocks=blocks),), author=case.engagement.evaluator)
