"""A whole report on an evaluation: cover, contents, abstract, body, signature, annexes, list of gaps.

Every score in it is one number: that of the scored case. What the case does not say stands as a gap and is listed at the end; what an
author wrote (``texts`` of the case, or a region edited in Word) stands instead of the draft.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from jiheng.model import EvaluationCase, Frame
from jiheng.regulation import Standard
from jiheng.regulation.papers import load_paper
from jiheng.reports.render.closing import with_gaps
from jiheng.reports.render.drafting import Draft, fill
from jiheng.reports.render.evaluation.annexes import annexes
from jiheng.reports.render.evaluation.body import body
from jiheng.reports.render.evaluation.facts import report_facts
from jiheng.reports.render.evaluation.numbering import Numbering
from jiheng.reports.render.evaluation.passages import verdict_facts
from jiheng.reports.render.paper import Block, Contents, Gap, Heading, PageBreak, Paper, Paragraph, Region, Section
from jiheng.reports.render.regions import keep_edits
from jiheng.scoring.case import CaseScore


def report_words(standard: str, kind: str) -> dict[str, Any]:
    """The words of a kind of report, laid over those that all evaluation reports share."""
    shared, own = load_paper(standard, "evaluation").words, load_paper(standard, kind).words
    words = dict(shared)
    for key, value in own.items():
        words[key] = {**words.get(key, {}), **value} if isinstance(value, Mapping) else value
    return words


def narrative(
    case: EvaluationCase,
    frame: Frame,
    score: CaseScore,
    standard: Standard,
    kind: str,
    edits: Mapping[str, tuple[str, ...]] | None,
    shape: str = "",
) -> Paper:
    """The report as a paper. ``edits`` are the regions an author changed in an earlier version of it.

    ``shape`` draws the scores by level as ``bars`` or as a ``radar``; else the standard says how.
    """
    words = report_words(standard.name, kind)
    if shape:
        tables = words["tables"]
        words = {**words, "tables": {**tables, "summary": {**tables["summary"], "shape": shape}}}
    facts = report_facts(case, frame, score, standard, words)
    draft = Draft(words["sentences"], facts)
    titles = {name: fill(text, {**facts, "n": "{n}"}) for name, text in words["titles"].items()}
    numbering = Numbering()
    sections = (
        Section(blocks=_cover(titles, words["cover"], facts), numbered=False),
        Section(blocks=(Paragraph(text=titles["contents"], style="contents_title"), Contents(depth=2)), numbered=False),
        Section(
            blocks=(
                Heading(text=titles["abstract"], anchor="abstract"),
                Region(name="abstract", paragraphs=draft.paragraphs("abstract", **verdict_facts(score))),
                PageBreak(),
                *body(case, score, words, draft, numbering),
                *(Paragraph(text=line, style="signature") for line in draft.paragraphs("signature")),
            ),
            restart=True,
        ),
        *annexes(case, frame, score, words, titles, draft, numbering),
    )
    paper = Paper(title=titles["report"].replace("\n", ""), sections=sections, author=case.engagement.evaluator)
    return with_gaps(keep_edits(with_texts(paper, case.texts), edits or {}), titles["gaps"])


def _cover(titles: Mapping[str, str], lines: Mapping[str, str], facts: Mapping[str, object]) -> tuple[Block, ...]:
    """The cover: title, then who, for whom and when."""
    said = [fill(text, facts) for text in lines.values()]
    return (
        Gap(lines=4),
        Paragraph(text=titles["report"], style="title"),
        Gap(lines=8),
        *(Paragraph(text=line, style="subtitle") for line in said),
    )


def with_texts(paper: Paper, texts: Mapping[str, str]) -> Paper:
    """The paper with the author's texts of the case for our drafts. They are no edits: where the case says something new, that stands."""

    def told(block: Block) -> Block:
        if isinstance(block, Region) and block.name in texts:
            return replace(block, paragraphs=tuple(part for part in texts[block.name].split("\n") if part.strip()))
        return block

    sections = tuple(replace(section, blocks=tuple(told(block) for block in section.blocks)) for section in paper.sections)
    return replace(paper, sections=sections)
