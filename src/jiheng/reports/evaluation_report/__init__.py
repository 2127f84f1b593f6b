"""The evaluation report package of a project, from its case: cover, contents, abstract, body, scoring annex and the other annexes.

Every score in it is one number: that of the scored case. What the case does not say stands as a gap and is listed at the end; what an
author wrote (``texts`` of the case, or a region edited in Word) stands instead of the draft.
"""

from __future__ import annotations

from collections.abc import Mapping

from jiheng.model import EvaluationCase, Frame
from jiheng.regulation import Standard
from jiheng.regulation.papers import load_paper
from jiheng.reports.evaluation_report.annexes import annexes
from jiheng.reports.evaluation_report.body import body, verdict_facts
from jiheng.reports.evaluation_report.facts import report_facts
from jiheng.reports.render.closing import with_gaps
from jiheng.reports.render.drafting import Draft, fill
from jiheng.reports.render.paper import Block, Contents, Gap, Heading, PageBreak, Paper, Paragraph, Region, Section
from jiheng.reports.render.regions import keep_edits
from jiheng.scoring.case import CaseScore

__all__ = ["project_report"]


def project_report(
    case: EvaluationCase, frame: Frame, score: CaseScore, standard: Standard, edits: Mapping[str, tuple[str, ...]] | None = None
) -> Paper:
    """The package as a paper. ``edits`` are the regions an author changed in an earlier version of it."""
    words = load_paper(standard.name, "project_report").words
    facts = report_facts(case, frame, score, standard, words)
    draft = Draft(words["sentences"], facts)
    titles = {name: fill(text, {**facts, "n": "{n}"}) for name, text in words["titles"].items()}
    sections = (
        Section(blocks=_cover(titles, words["cover"], facts), numbered=False),
        Section(blocks=(Paragraph(text=titles["contents"], style="contents_title"), Contents(depth=2)), numbered=False),
        Section(
            blocks=(
                Heading(text=titles["abstract"], anchor="abstract"),
                Region(name="abstract", paragraphs=draft.paragraphs("abstract", **verdict_facts(score))),
                PageBreak(),
                *body(case, score, words, draft),
                *(Paragraph(text=line, style="signature") for line in draft.paragraphs("signature")),
            ),
            restart=True,
        ),
        *annexes(case, frame, score, words, titles, draft),
    )
    paper = Paper(title=titles["report"].replace("\n", ""), sections=sections, author=case.engagement.evaluator)
    return with_gaps(keep_edits(paper, _texts(case) | dict(edits or {})), titles["gaps"])


def _cover(titles: Mapping[str, str], lines: Mapping[str, str], facts: Mapping[str, object]) -> tuple[Block, ...]:
    """The cover: title, then who, for whom and when."""
    said = [fill(text, facts) for text in lines.values()]
    return (
        Gap(lines=4),
        Paragraph(text=titles["report"], style="title"),
        Gap(lines=8),
        *(Paragraph(text=line, style="subtitle") for line in said),
    )


def _texts(case: EvaluationCase) -> dict[str, tuple[str, ...]]:
    """The author's own texts of the case by region, paragraph by paragraph."""
    return {name: tuple(part for part in text.split("\n") if part.strip()) for name, text in case.texts.items()}
