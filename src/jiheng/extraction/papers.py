"""Papers of the process read back into their records: rectification, complaints ledger, opinions of a review, summary of results.

A paper is known by its title, the first of the document, together with a list of the columns such a paper has (or, for a notice or
a reply, with numbered problems). A report that holds such a list as an annex begins with its own title and is no such paper. Lists of
findings and working papers, which we write ourselves, are recognised only so that nothing in them is read as a form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from pydantic import ValidationError

from jiheng.documents.content import Document, Table
from jiheng.extraction.lines import lines_of
from jiheng.extraction.nature import fiscal_year_of
from jiheng.extraction.paper_complaints import read_complaints
from jiheng.extraction.paper_letters import Letter, lines_of_text
from jiheng.extraction.paper_lists import Heads, PaperDraft, PaperList, read_lists
from jiheng.extraction.paper_opinions import read_opinions
from jiheng.extraction.paper_rectification import read_rectification
from jiheng.extraction.paper_results import is_ranking, read_results
from jiheng.extraction.report_draft import tidy
from jiheng.extraction.results import DocumentType, Extracted
from jiheng.model import ComplaintLedger, PaperRecord, Place, Rectification, ResultsSummary, ReviewOpinions, Source
from jiheng.regulation.labels import FormLabels, compact

#: The title stands among the first lines; above it there may be a number, a head of the issuer, 附件1.
_FIRST: Final = 6
_LONGEST_TITLE: Final = 80
_TITLE_LINES: Final = 3
#: 绩效评价报告 in one line, 审核意见及答复 in the next.
_ON_OPINIONS: Final = re.compile(r"(?:审核|评审|专家|征求|反馈)?意见")
_UNMISTAKABLE: Final = 10
_COMPLAINT: Final = frozenset({"received_on", "complainant", "summary"})
_OUR_SHEETS: Final = frozenset({"概况", "问题", "核对关系", "未读懂"})
_OUR_FINDINGS: Final = ("序号文件位置级别问题", "序号问题具体表现原因涉及指标及扣分")


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a kind of paper is read: its record, the block of its columns, and which columns make its list."""

    document: DocumentType
    record: type[PaperRecord]
    columns: str
    is_list: Heads


_RECTIFICATION: Final = _Kind(
    DocumentType.RECTIFICATION,
    Rectification,
    "rectification_columns",
    lambda found: "problem" in found and bool(found & {"requirement", "measure", "progress", "due_on", "responsible"}),
)
_KINDS: Final = {
    "rectification_notice": _RECTIFICATION,
    "rectification_reply": _RECTIFICATION,
    "rectification_list": _RECTIFICATION,
    "complaint_ledger": _Kind(
        DocumentType.COMPLAINT_LEDGER,
        ComplaintLedger,
        "complaint_columns",
        lambda found: (
            ("received_on" in found and bool(found & {"summary", "about", "agency"}))
            or ("number" in found and len(found & {"steps", "finding", "state", "handled_by", "answer", "handling"}) > 1)
        ),
    ),
    "review_opinions": _Kind(
        DocumentType.REVIEW_OPINIONS,
        ReviewOpinions,
        "opinion_columns",
        lambda found: "opinion" in found and bool(found & {"decision", "reason", "change", "answer"}),
    ),
    "results_summary": _Kind(DocumentType.RESULTS_SUMMARY, ResultsSummary, "result_columns", lambda found: is_ranking(set(found))),
}


@dataclass(slots=True)
class PaperReading:
    """The record of a paper, which blocks its lists stand in, and what was not understood; no record for our own result lists."""

    type: DocumentType
    extracted: Extracted | None = None
    used: set[int] = field(default_factory=set)
    unread: list[Source] = field(default_factory=list)
    title: str = ""


def read_paper(document: Document, labels: FormLabels) -> PaperReading | None:
    """The record of a paper of the process; None when the document is none, or when nothing in it makes the record."""
    own = _own_lists(document)
    if own is not None:
        return PaperReading(own)
    found = _titled(document, labels)
    if found is None:
        return None
    name, letter = found
    kind = _KINDS[name]
    lists = read_lists(document.blocks, labels.block(kind.columns), kind.is_list)
    draft = PaperDraft(labels)
    year = fiscal_year_of(document, ())
    _read(name, letter, lists, draft, year)
    record = _record(kind.record, draft)
    if record is None:
        return None
    draft.sources.add("", letter.start)
    used = {table.place.block for one in lists for table in one.tables if table.place.block is not None}
    return PaperReading(kind.document, Extracted(record=record, sources=draft.sources), used, draft.unread, letter.title)


def _read(name: str, letter: Letter, lists: list[PaperList], draft: PaperDraft, year: int | None) -> None:
    if name in ("rectification_notice", "rectification_reply", "rectification_list"):
        read_rectification(name, letter, lists, draft, year)  # type: ignore[arg-type]  # the literal names just listed
    elif name == "complaint_ledger":
        read_complaints(letter, lists, draft, year)
    elif name == "review_opinions":
        read_opinions(letter, lists, draft, year)
    else:
        read_results(letter, lists, draft, year)


def _record(kind: type[PaperRecord], draft: PaperDraft) -> PaperRecord | None:
    """The record when the paper lists anything; None also when something every such record has is nowhere said (its year)."""
    if not any(draft.values.get(group) for group in ("items", "complaints", "opinions", "tables")):
        return None
    try:
        return kind.model_validate(draft.values)
    except ValidationError:
        return None


def _titled(document: Document, labels: FormLabels) -> tuple[str, Letter] | None:
    """The kind the title tells, and the letter behind it; None when another kind of document begins first."""
    titles = labels.block("paper_titles")
    lines = lines_of_text(document.blocks)
    for text, place, begin in _title_lines(document):
        if len(text) > _LONGEST_TITLE or re.search(r"[。；]", text):
            continue
        kind = titles.within(text)
        if kind == "not_a_paper" and not (begin and begin < len(lines) and _ON_OPINIONS.match(lines[begin].text)):
            return None
        if kind in _KINDS:
            return kind, Letter(document, text, place, lines, begin)
    return _untitled(document, labels)


def _untitled(document: Document, labels: FormLabels) -> tuple[str, Letter] | None:
    """A worksheet of complaints without a title: nothing else has so many of its columns."""
    found = read_lists(
        document.blocks, labels.block("complaint_columns"), lambda heads: len(heads) >= _UNMISTAKABLE and heads >= _COMPLAINT
    )
    return ("complaint_ledger", Letter(document, found[0].title, found[0].tables[0].place, [], 0)) if found else None


def _title_lines(document: Document) -> Iterator[tuple[str, Place, int]]:
    """The first lines, each also together with those below it (a title in two or three lines), then titles within tables and of sheets.

    The number is how many lines of text lie before what follows the title.
    """
    lines = lines_of_text(document.blocks)[:_FIRST]
    first_table = next((n for n, block in enumerate(document.blocks) if isinstance(block, Table)), len(document.blocks))
    above = [line for line in lines if document.blocks.index(line.paragraph) < first_table]
    for number, line in enumerate(above):
        joined = line.text
        yield joined, line.paragraph.place, number + 1
        for further, below in enumerate(above[number + 1 : number + _TITLE_LINES], number + 2):
            if len(below.text) > _LONGEST_TITLE // 2 or re.search(r"[，。：:]", below.text) or re.search(r"[。：:]|号$|^附件", joined):
                break
            joined += below.text
            yield joined, line.paragraph.place, further
    for block in document.blocks[first_table:]:
        if isinstance(block, Table):
            for row in lines_of(block)[:2]:
                if len(row.filled) == 1:
                    yield tidy(row.filled[0].text), row.filled[0].place, 0
            if block.place.sheet:
                yield block.place.sheet, block.place, 0


def _own_lists(document: Document) -> DocumentType | None:
    """Lists of findings and working papers that we write: by the sheets or the heads that only they have."""
    sheets = {block.place.sheet for block in document.blocks if isinstance(block, Table)}
    if sheets >= _OUR_SHEETS:
        return DocumentType.WORKING_PAPER
    for block in document.blocks:
        if isinstance(block, Table) and block.exact:
            head = "".join(compact(cell.text) for cell in lines_of(block)[0].filled)
            if head.startswith(_OUR_FINDINGS):
                return DocumentType.FINDINGS_LIST
    return None


def words_of(document: Document, reading: PaperReading) -> Document:
    """The document without the lists that were read."""
    return replace(document, blocks=tuple(block for block in document.blocks if block.place.block not in reading.used))
