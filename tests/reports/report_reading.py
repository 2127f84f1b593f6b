"""Written papers read back by our own reader, and papers as plain text for comparison."""

from __future__ import annotations

from functools import cache

from jiheng.assessment.assessing import DocumentAssessment, Options, assess_extraction
from jiheng.documents import Document, read
from jiheng.extraction import Extraction, extract
from jiheng.model import EvaluationReport, Outcome, Severity
from jiheng.regulation import load_labels, load_standard
from jiheng.reports.render.fitting import placed
from jiheng.reports.render.paper import Heading, Layout, Paper, Paragraph, Picture, Region, Table
from jiheng.reports.render.typeset import write_pdf
from jiheng.reports.render.word import write_word


@cache
def _layout() -> Layout:
    return Layout.of(load_standard("cn"))


def read_back(paper: Paper, suffix: str) -> tuple[EvaluationReport, DocumentAssessment]:
    """The report that our reader finds in the written paper, and what our checks say of it."""
    document, found = _read(paper, suffix)
    return _report(found), assess_extraction(found, document, Options())


def report_in(paper: Paper, suffix: str) -> EvaluationReport:
    """The report that our reader finds in the written paper."""
    return _report(_read(paper, suffix)[1])


def _read(paper: Paper, suffix: str) -> tuple[Document, Extraction]:
    data = write_word(paper, _layout()) if suffix == "docx" else write_pdf(paper, _layout())
    document = read(f"报告.{suffix}", data=data)
    return document, extract(document, load_labels("cn"))


def _report(found: Extraction) -> EvaluationReport:
    (report,) = (one.record for one in found.records if isinstance(one.record, EvaluationReport))
    return report


def findings_of(result: DocumentAssessment) -> list[str]:
    """What must be fixed or is asked, and relations that fail."""
    said = [f"{one.finding.code} {one.finding.message}" for one in result.findings if one.finding.severity is not Severity.NOTE]
    return said + [f"fails: {one.relation.expression}" for one in result.relations if one.relation.outcome is Outcome.FAILS]


def normalised(paper: Paper) -> str:
    """The paper as text: a line a heading, a paragraph, a row of a table (cells by column), a chart with its values."""
    lines: list[str] = []
    for block in paper.blocks():
        if isinstance(block, Heading):
            lines.append(f"{'#' * block.level} {block.text}")
        elif isinstance(block, Region):
            lines += [f"[{block.name}] {text}" for text in block.paragraphs]
        elif isinstance(block, Paragraph):
            lines.append(block.text)
        elif isinstance(block, Picture):
            lines.append(f"<{block.caption}> {block.alternative}")
        elif isinstance(block, Table):
            lines += [text for text in (block.title, block.unit) if text]
            rows: dict[int, list[str]] = {}
            for number, _, cell in placed(block):
                rows.setdefault(number, []).append(cell.text.replace("\n", "／"))
            lines += [" | ".join(row) for row in rows.values()]
    return "\n".join(line.rstrip() for line in lines) + "\n"
