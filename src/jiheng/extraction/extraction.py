"""From a document to its records: finds the forms among its tables and reads each with the right reader.

Exact tables are read by :mod:`jiheng.extraction.grid`; what stands between them, inexact rows and paragraphs, by
:mod:`jiheng.extraction.stream` when it carries the labels of a form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Final

from jiheng.documents.content import Block, Document, Paragraph, Table
from jiheng.extraction.accounts import read_accounts
from jiheng.extraction.accounts_tables import named_kind
from jiheng.extraction.builder import FormBuilder
from jiheng.extraction.doubts import mark_doubts
from jiheng.extraction.evidence import Evidence, evidence
from jiheng.extraction.grid import FormReader
from jiheng.extraction.headers import indicator_header
from jiheng.extraction.lines import Line, labelled_parts, lines_of
from jiheng.extraction.nature import agency_of, document_type, fiscal_year_of, is_self_report
from jiheng.extraction.papers import PaperReading, read_paper, words_of
from jiheng.extraction.results import DocumentType, Extracted, Extraction, Piece, TitledTable
from jiheng.extraction.surroundings import Surroundings, is_title, surroundings
from jiheng.extraction.wording import fiscal_year_in
from jiheng.model import AccountsTableKind, MonitoringForm, ObjectiveForm, Rectification, ReviewOpinions, SelfEvaluationForm, Source
from jiheng.regulation.labels import FormLabels, compact

#: Lines of text between two tables of one form; more make the second a table of its own.
_GAP: Final = 3


def extract(document: Document, forms: FormLabels) -> Extraction:
    """Everything that can be read from a document."""
    found = _extract(document, forms)
    mark_doubts(document, found.records)
    return found


def _extract(document: Document, forms: FormLabels) -> Extraction:
    paper = read_paper(document, forms)
    if paper is not None:
        return _extract_paper(document, forms, paper)
    if document_type(document, ()) is DocumentType.EVALUATION_REPORT:
        return _extract_report(document, forms)
    grids = _Grids(document, forms)
    grids.read()
    records, tables, unread = grids.records, grids.tables, grids.unread
    used: set[int | None] = set()
    for run in _loose(document.blocks):
        used |= _read_stream(run, forms, records, tables, unread)
    records.sort(key=_position)
    read = [item.record for item in records if isinstance(item.record, SelfEvaluationForm | ObjectiveForm | MonitoringForm)]
    kind, agency, year = document_type(document, read), agency_of(document, read, forms), fiscal_year_of(document, read)
    tables.sort(key=lambda table: table.place.block or 0)
    texts = [block for block in document.blocks if block.place.block not in used]
    accounts = read_accounts(texts, tables, forms, kind=kind, agency=agency, year=year)
    if accounts is not None:
        kind = DocumentType.FINAL_ACCOUNTS
        records.append(accounts.extracted)
        tables = [table for number, table in enumerate(tables) if number not in accounts.used]
        unread.extend(accounts.unread)
    elif is_self_report(document, records):
        kind = DocumentType.SELF_EVALUATION
        records.append(_self_report(document, forms, records, unread))
    return Extraction(records=tuple(records), tables=tuple(tables), unread=tuple(unread), type=kind, agency=agency, fiscal_year=year)


def _self_report(document: Document, forms: FormLabels, records: Sequence[Extracted], unread: list[Source]) -> Extracted:
    """The narrative around the forms of a self-evaluation."""
    from jiheng.extraction.report import read_report  # the readers of reports are loaded only when there is one

    used = {source.place.block for item in records for _, source in item.sources}
    rest = replace(document, blocks=tuple(block for block in document.blocks if block.place.block not in used))
    reading = read_report(rest, forms, kind="self_evaluation")
    unread.extend(reading.unread)
    return reading.extracted


def _extract_report(document: Document, forms: FormLabels) -> Extraction:
    """An evaluation report: its record, then the forms attached to it. Its own tables are listed as tables, and never read as forms."""
    from jiheng.extraction.report import read_report  # the readers of reports are loaded only when there is one

    reading = read_report(document, forms)
    grids = _Grids(document, forms, reading.used)
    grids.read()
    records, tables, unread = grids.records, grids.tables, [*reading.unread, *grids.unread]
    for run in _loose(document.blocks):
        rest = [block for block in run if block.place.block not in reading.used]
        begin = next((i for i, block in enumerate(rest) if isinstance(block, Paragraph) and _titles_form(block.text, forms)), None)
        if begin is not None:
            _read_stream(rest[begin:], forms, records, tables, unread)
    listed = {table.place.block for table in tables} | {source.place.block for item in records for _, source in item.sources}
    for index, block in enumerate(document.blocks):
        if isinstance(block, Table) and (block.place.block in reading.used or block.place.block not in listed):
            above = surroundings(document.blocks, index, forms)
            tables.append(TitledTable(title=above.title, table=block, place=block.place, unit=above.money_unit))
    records.sort(key=_position)
    report = reading.extracted.record
    read = [item.record for item in records if isinstance(item.record, SelfEvaluationForm | ObjectiveForm | MonitoringForm)]
    return Extraction(
        records=(reading.extracted, *records),
        tables=tuple(sorted(tables, key=lambda table: table.place.block or 0)),
        unread=tuple(unread),
        type=DocumentType.EVALUATION_REPORT,
        agency=getattr(report, "agency", None) or agency_of(document, read, forms),
        fiscal_year=getattr(report, "fiscal_year", None) or fiscal_year_of(document, read),
    )


def _extract_paper(document: Document, forms: FormLabels, paper: PaperReading) -> Extraction:
    """A paper of the process: its record, its words, and forms attached to it. Of our own lists of findings only the tables are kept."""
    from jiheng.extraction.report import read_report  # the readers of reports are loaded only when there is one

    records, tables, unread = [], [], list(paper.unread)
    agency, year = agency_of(document, (), forms), fiscal_year_of(document, ())
    if paper.extracted is not None:
        grids = _Grids(document, forms, paper.used)
        grids.read()
        rest = words_of(document, paper)
        words = read_report(
            replace(rest, blocks=tuple(block for block in rest.blocks if isinstance(block, Paragraph))), forms, kind="process"
        )
        records = [paper.extracted, words.extracted, *grids.records]
        tables, unread = grids.tables, [*unread, *words.unread, *grids.unread]
        record = paper.extracted.record
        owner = record.subject if isinstance(record, Rectification | ReviewOpinions) else record
        agency, year = getattr(owner, "agency", "") or agency, getattr(owner, "fiscal_year", None) or year
    listed = {table.place.block for table in tables} | {source.place.block for item in records[2:] for _, source in item.sources}
    for index, block in enumerate(document.blocks):
        if isinstance(block, Table) and block.place.block not in listed:
            above = surroundings(document.blocks, index, forms)
            title = above.title or block.place.sheet or ""
            tables.append(TitledTable(title=title, table=block, place=block.place, unit=above.money_unit))
    return Extraction(
        records=tuple(records),
        tables=tuple(sorted(tables, key=lambda table: table.place.block or 0)),
        unread=tuple(unread),
        type=paper.type,
        agency=agency,
        fiscal_year=year,
    )


def _titles_form(text: str, labels: FormLabels) -> bool:
    """Whether a line is the title of a form: a short line that ends as forms do."""
    plain = compact(text)
    return len(plain) <= 40 and plain.endswith("表") and labels.titles.within(plain) in ("self_evaluation", "objective", "monitoring")


def _position(item: Extracted) -> int:
    source = item.sources.find("")
    blocks = [s.place.block for _, s in item.sources if s.place.block is not None] if source is None else [source.place.block or 0]
    return min(blocks, default=0)


def _loose(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Runs of what is no exact table."""
    run: list[Block] = []
    for block in blocks:
        if isinstance(block, Table) and block.exact:
            if run:
                yield run
            run = []
        else:
            run.append(block)
    if run:
        yield run


def _carries_labels(run: Sequence[Block], labels: FormLabels) -> bool:
    """Whether a run of text has the column labels of an indicator table at all; prose is not searched for forms."""
    texts = [block.text if isinstance(block, Paragraph) else " ".join(cell.text for cell in block.cells) for block in run]
    whole = compact("\n".join(texts)) if sum(map(len, texts)) < 50_000 else "".join(compact(text) for text in texts)
    columns = labels.indicator_columns
    return all(any(word in whole for word in columns.of(meaning) if len(word) > 2) for meaning in ("category", "target"))


def _read_stream(
    run: list[Block], labels: FormLabels, records: list[Extracted], tables: list[TitledTable], unread: list[Source]
) -> frozenset[int | None]:
    """Read the forms of a run of loose text; the numbers of the blocks that went into them."""
    from jiheng.extraction.stream import extract_stream  # the reader of dumps is loaded only when there is one

    used: frozenset[int | None] = frozenset()
    if _carries_labels(run, labels):
        reading = extract_stream(run, labels)
        records.extend(reading.records)
        unread.extend(reading.unread)
        used = frozenset(reading.blocks)
    for index, block in enumerate(run):
        if isinstance(block, Table) and block.place.block not in used:
            above = surroundings(run, index, labels)
            tables.append(TitledTable(title=above.title, table=block, place=block.place, unit=above.money_unit))
    return used


class _Grids:
    """Walks the tables of one document; a form may reach over several of them."""

    def __init__(self, document: Document, labels: FormLabels, skipped: AbstractSet[int] = frozenset()) -> None:
        self.document = document
        self.labels = labels
        self.skipped = skipped
        self.records: list[Extracted] = []
        self.tables: list[TitledTable] = []
        self.unread: list[Source] = []
        self.reader: FormReader | None = None
        self.last: Table | None = None
        self.evidence: Evidence | None = None

    def read(self) -> None:
        """Read all exact tables."""
        for index, block in enumerate(self.document.blocks):
            if isinstance(block, Table) and block.exact and block.place.block not in self.skipped:
                self._table(self.document.blocks, index, block)
        self._close()

    def _close(self) -> None:
        if self.reader is not None:
            if not self.reader.builder.is_empty:
                self.records.append(self.reader.builder.build())
                self.unread.extend(self.reader.finish())
            self.reader = None

    def _table(self, blocks: Sequence[Block], index: int, table: Table) -> None:
        """Read the forms of a table and of the tables nested in it, which stand under the same lines."""
        above = surroundings(blocks, index, self.labels)
        read = len(self.records)
        named = named_kind(above.title, table, self.labels)
        is_form = (named is None or named[0] is AccountsTableKind.OTHER) and self._forms(table, above)
        if named is not None and not is_form:
            self._close()
        for cell in table.cells:
            for inner in cell.tables:
                outer, self.reader = self.reader, None
                lines = [Paragraph(text=line, place=cell.place) for line in cell.text.split("\n")]
                self._table([*blocks[:index], *lines, inner], index + len(lines), inner)
                self._close()
                self.reader = outer
        if not is_form and read == len(self.records) and any(cell.text.strip() for cell in table.cells):
            title = above.title or table.place.sheet or ""
            self.tables.append(TitledTable(title=title, table=table, place=table.place, unit=above.money_unit))

    def _forms(self, table: Table, above: Surroundings) -> bool:
        """Read the forms that begin or go on in a table; whether there was one."""
        read = False
        for number, part in enumerate(_forms_within(lines_of(table), self.labels)):
            found = evidence(part, self.labels)
            here = above if number == 0 else Surroundings()
            if self._continues(found, here, table, part) and self.reader is not None:
                self.reader.new_table()
            elif found.is_form(here):
                self._close()
                self._begin(found, here, table)
            elif number == 0:
                self._close()
                continue
            self._feed(part)
            read = read or self.reader is not None
        self.last = table if read else None
        return read

    def _continues(self, found: Evidence, above: Surroundings, table: Table, lines: Sequence[Line]) -> bool:
        reader, open_evidence = self.reader, self.evidence
        if reader is None or open_evidence is None or not found.continues() or above.kind is not None or above.gap > _GAP:
            return False
        if any(not is_title(caption.text) for caption in above.captions if len(compact(caption.text)) > 40):
            return False
        if found.indicators is not None:
            return not any(reader.builder.indicators.values()) or (not found.head and not found.funds)
        if (found.funds or found.objectives) and open_evidence.indicators is None:
            return True
        same = self.last is not None and self.last.columns == table.columns
        return reader.has_content and ((same and (found.groups > 0 or found.total)) or self._is_tail(lines))

    def _is_tail(self, lines: Sequence[Line]) -> bool:
        filled = [line.filled for line in lines if line.filled]
        known = [cells for cells in filled if self.labels.closing.meaning(cells[0].text) or self.labels.totals.meaning(cells[0].text)]
        return bool(filled) and len(known) * 2 >= len(filled) and len(filled) <= 8

    def _begin(self, found: Evidence, above: Surroundings, table: Table) -> None:
        sheet = table.place.sheet or ""
        title = above.title if above.kind not in (None, "not_a_form") else ""
        start = Piece(text=title, place=above.paragraph.place) if title and above.paragraph is not None else None
        builder = FormBuilder(
            self.labels,
            kind=found.kind(above),
            scope=found.scope(above, self.labels, sheet),
            title=title or (sheet if self.labels.titles.within(sheet) else ""),
            fiscal_year=above.fiscal_year or fiscal_year_in(found.title) or fiscal_year_in(sheet),
            money_unit=above.money_unit,
            start=start,
        )
        if found.title and not start:
            builder.title = ""
        self.reader, self.evidence = FormReader(self.labels, builder), found
        self._captions(above, builder)

    def _captions(self, above: Surroundings, builder: FormBuilder) -> None:
        """Labelled lines between title and table: 填报单位：…　填报日期：…."""
        for caption in above.captions:
            for meaning, label, value, start, end in labelled_parts(caption.text, self.labels.head.meaning):
                if value and not (meaning == "filling_agency" and re.fullmatch(r"(?:百|千|万|亿)*元", value)):
                    builder.field(meaning, label, Piece(text=value, place=caption.place.within(start, end, value)), row_text=caption.text)

    def _feed(self, lines: Sequence[Line]) -> None:
        if self.reader is not None:
            for line in lines:
                self.reader.read(line)


def _forms_within(lines: Sequence[Line], labels: FormLabels) -> list[list[Line]]:
    """The lines of one table cut where another form begins: at a title row or a project row after an indicator table."""
    parts: list[list[Line]] = [[]]
    closed = False
    for line in lines:
        filled = line.filled
        if closed and filled and _begins_form(line, labels):
            parts.append(_taken_back(parts[-1]))
            closed = False
        closed = closed or indicator_header(line, labels) is not None
        parts[-1].append(line)
    return parts


def _begins_form(line: Line, labels: FormLabels) -> bool:
    filled = line.filled
    first = filled[0]
    if len(filled) == 1:
        kind = labels.titles.within(first.text)
        plain = is_title(first.text) and labels.closing.meaning(first.text) is None and labels.indicators_block.meaning(first.text) is None
        return kind not in (None, "not_a_form") and plain and compact(first.text).rstrip(")）0123456789年度(（").endswith("表")
    return labels.head.meaning(first.text) == "project" and labels.head.meaning(filled[1].text) is None


def _taken_back(part: list[Line]) -> list[Line]:
    """Captions that stand directly above a new form's first row and belong to it: 附件, （2024年度）."""
    back: list[Line] = []
    while part and len(part[-1].filled) <= 1:
        text = compact(part[-1].filled[0].text) if part[-1].filled else ""
        if text and not re.fullmatch(r"附(?:件|表)?[\d一二三四五六七八九十\-]*[:：]?|[(（]?20\d\d年?度?[)）]?", text):
            break
        back.insert(0, part.pop())
    return back
