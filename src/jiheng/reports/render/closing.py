"""What stands at the end of a paper: the list of its open gaps, which is no part of the report and not in its contents."""

from __future__ import annotations

from dataclasses import replace

from jiheng.reports.render.paper import Block, Heading, Paper, Paragraph, Section


def with_gaps(paper: Paper, title: str) -> Paper:
    """The paper with its open gaps listed at the end, when there are any."""
    open_gaps = paper.gaps()
    if not open_gaps:
        return paper
    blocks: list[Block] = [Heading(text=title, anchor="gaps", contents=False)]
    blocks += [Paragraph(text=f"{number}. {what}") for number, what in enumerate(open_gaps, 1)]
    return replace(paper, sections=(*paper.sections, Section(blocks=tuple(blocks))))
