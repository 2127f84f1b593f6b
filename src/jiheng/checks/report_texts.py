"""The words of a report, of a disclosure or of a form with their paths. Shared by the checks on words; no check of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from jiheng.checks.passages import passages
from jiheng.model import AnyRecord, EvaluationReport, Figure, FinalAccounts, PaperRecord, Record, ReportPart

_CELLS = ("level3", "explanation", "benchmark", "evaluation_points", "scoring_rule", "course", "deduction_reason", "remark")


def texts(record: AnyRecord) -> Iterator[tuple[str, str]]:
    """Every text of the record: path and words as printed, paragraphs first."""
    if isinstance(record, EvaluationReport):
        yield from sentences(record)
        yield from cells(record)
        for index, interview in enumerate(record.interviews):
            if interview.text:
                yield f"/interviews/{index}/text", interview.text
        for label, value in record.data_form.items():
            yield f"/data_form/{label}", value
    elif isinstance(record, FinalAccounts):
        yield from sentences(record)
    elif isinstance(record, PaperRecord):
        yield from _words(record, "")
    else:
        yield from passages(record)


def _words(value: object, path: str) -> Iterator[tuple[str, str]]:
    """The texts of a paper of the process, wherever they stand in its record; words of closed sets are none."""
    if isinstance(value, Figure | Enum):
        return
    if isinstance(value, Record):
        for name in type(value).model_fields:
            if name not in ("type", "standard"):
                yield from _words(getattr(value, name), f"{path}/{name}")
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _words(item, f"{path}/{index}")
    elif isinstance(value, str) and value:
        yield path, value


def sentences(record: EvaluationReport | FinalAccounts) -> Iterator[tuple[str, str]]:
    """The paragraphs."""
    for index, text in enumerate(record.paragraphs):
        yield f"/paragraphs/{index}", text


def cells(report: EvaluationReport) -> Iterator[tuple[str, str]]:
    """The words of the scoring tables; what is printed alike in two cells comes twice."""
    for number, table in enumerate(report.score_tables):
        for index, line in enumerate(table.lines):
            for field in _CELLS:
                text = getattr(line, field)
                if text:
                    yield f"/score_tables/{number}/lines/{index}/{field}", text


def part_of(report: EvaluationReport, paragraph: int) -> ReportPart:
    """The part of the report a paragraph stands in."""
    heading = report.paragraph_sections[paragraph] if paragraph < len(report.paragraph_sections) else -1
    return report.heading_parts[heading] if 0 <= heading < len(report.heading_parts) else ReportPart.COVER


def around(text: str, start: int, end: int, width: int = 10) -> str:
    """The words around a place, within its sentence."""
    left = max((text.rfind(stop, 0, start) + 1 for stop in "。；\n"), default=0)
    stops = [at for stop in "。；\n" if (at := text.find(stop, end)) >= 0]
    return text[max(left, start - width) : min([end + width, *stops])].strip()


def heading_of(report: EvaluationReport, words: str) -> int | None:
    """The first heading that holds the words."""
    return next((i for i, heading in enumerate(report.headings) if re.search(words, heading.title)), None)
