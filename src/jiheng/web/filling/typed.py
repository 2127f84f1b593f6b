"""From what is typed to a record, through the code that reads paper: the cells are laid out as the official form and read like one.

So a form typed here, a Word file dropped on it and a workbook read by ``check`` become the same record, and blank, dash and zero stay
three things. Each field of the record knows its cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from jiheng.documents import Cell, Document, FileKind, Paragraph, Table
from jiheng.extraction import Extracted, Extraction, extract
from jiheng.model import AnyForm, MonitoringForm, ObjectiveForm, Place, Scope, SelfEvaluationForm, Source, SourceMap
from jiheng.regulation import load_labels
from jiheng.web.dossiers.models import DossierKind
from jiheng.web.filling.content import Address, Content
from jiheng.web.filling.layout import Block, Column, Layout

#: The line is cut into this many places, so that rows of two to sixteen cells each have edges of their own.
_PLACES = 720
_KINDS: dict[str, type[AnyForm]] = {
    "objective_form": ObjectiveForm,
    "monitoring_form": MonitoringForm,
    "self_evaluation_form": SelfEvaluationForm,
}
Part = tuple[str, Address | None, int]
"""A text, the cell it was typed in (None for labels), and how many shares of the line it takes."""


@dataclass(slots=True)
class _Paper:
    """The form as a table in the making."""

    cells: list[Cell] = field(default_factory=list)
    addresses: dict[tuple[int, int], Address] = field(default_factory=dict)
    height: int = 0

    def row(self, parts: Sequence[Part], *, side: bool = True) -> None:
        """Cells across the line, right of the side label or over all of it."""
        first = 1 if side else 0
        whole, run, before = sum(part[2] for part in parts), 0, first
        for number, (text, address, share) in enumerate(parts):
            run += share
            end = _PLACES if number == len(parts) - 1 else first + (_PLACES - first) * run // whole
            self._cell(text, before, end - before)
            if address is not None:
                self.addresses[self.height, before] = address
            before = end
        self.height += 1

    def _cell(self, text: str, column: int, span: int, rows: int = 1, row: int | None = None) -> None:
        at = self.height if row is None else row
        place = Place(block=_TABLE, row=at, column=column)
        self.cells.append(Cell(row=at, column=column, text=text, place=place, rowspan=rows, colspan=span))

    def side(self, first: int, text: str) -> None:
        """The label at the side of all rows from ``first`` on."""
        self._cell(text, 0, 1, rows=self.height - first, row=first)

    def table(self) -> Table:
        """The finished table."""
        cells = sorted(self.cells, key=lambda cell: (cell.row, cell.column))
        return Table(cells=tuple(cells), rows=self.height, columns=_PLACES, place=Place(block=_TABLE))


_TABLE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """The record of what is typed, where each field stands, and what could not be read. ``addresses``: of a place of the table."""

    record: AnyForm
    sources: SourceMap
    unread: tuple[Source, ...]
    document: Document
    addresses: dict[tuple[int, int], Address]

    @property
    def extracted(self) -> Extracted:
        """The record with its source map."""
        return Extracted(record=self.record, sources=self.sources)

    @property
    def extraction(self) -> Extraction:
        """As if it had been read from a file."""
        return Extraction(records=(self.extracted,), unread=self.unread, fiscal_year=self.record.fiscal_year)

    def address(self, place: Place) -> Address | None:
        """The cell of a place."""
        return self.addresses.get((place.row, place.column)) if place.row is not None and place.column is not None else None

    def at(self, path: str) -> Address | None:
        """The cell of a field, or of the nearest thing above it that has one."""
        source = self.sources.find(path)
        return self.address(source.place) if source else None


def typed(content: Content, layout: Layout, year: int) -> Typed:
    """Read the content as paper is read."""
    paper = _Paper()
    for block in layout.blocks:
        _WRITERS.get(block.name, _grid)(block, content, layout, paper)
    blocks = (
        Paragraph(text=layout.title, place=Place(block=0)),
        Paragraph(text=layout.year_line, place=Place(block=1)),
        paper.table(),
    )
    document = Document(path="", kind=FileKind.HTML, digest="", blocks=blocks)
    found = extract(document, load_labels(layout.standard))
    kind = _KINDS[layout.form.value]
    item = next((item for item in found.records if isinstance(item.record, kind)), None)
    scope = Scope.DEPARTMENT if layout.kind == DossierKind.DEPARTMENT else Scope.PROJECT
    if item is None:
        record: AnyForm = kind(title=layout.title, scope=scope, fiscal_year=year)
        return Typed(record=record, sources=SourceMap(), unread=found.unread, document=document, addresses=paper.addresses)
    assert isinstance(item.record, SelfEvaluationForm | ObjectiveForm | MonitoringForm)
    return Typed(record=item.record, sources=item.sources, unread=found.unread, document=document, addresses=paper.addresses)


def _field(block: Block, column: Column, content: Content) -> list[Part]:
    address = (block.name, "1", column.name)
    return [(column.label, None, 3), (content.text(address), address, 5)]


def _head(block: Block, content: Content, layout: Layout, paper: _Paper) -> None:
    """Labels with their values, two pairs a row; unit and month are printed in the labels of other blocks."""
    shown = [column for column in block.columns if column.name not in ("money_unit", "cutoff_month")]
    if layout.kind != DossierKind.DEPARTMENT and not content.text((block.name, "1", "project_code")):
        shown = [column for column in shown if column.name != "project_code"]
    if not (content.text((block.name, "1", "attribute")) or content.text((block.name, "1", "period"))):
        shown = [column for column in shown if column.name not in ("attribute", "period")]
    alone = len(shown) % 2
    rows = [shown[:alone], *(shown[at : at + 2] for at in range(alone, len(shown), 2))]
    for pair in rows:
        if pair:
            paper.row([part for column in pair for part in _field(block, column, content)], side=False)


def _money(block: Block, content: Content, layout: Layout, paper: _Paper) -> None:
    unit = content.text(("head", "1", "money_unit")) or "万元"
    title = f"{block.title}（{unit}）"
    first = paper.height
    with_heads = "funds_columns" in layout.words
    if with_heads:
        paper.row([("", None, 2), *((column.label, None, 1) for column in block.columns[1:])])
    for row in content.rows(block.name):
        if not row.is_blank:
            cells = [(row.text(column.name), (block.name, row.id, column.name), 1) for column in block.columns[1:]]
            paper.row([(row.text("label"), (block.name, row.id, "label"), 2), *cells])
    if paper.height > first:
        paper.side(first, title)


def _grid(block: Block, content: Content, layout: Layout, paper: _Paper) -> None:
    """Rows under their heads; heads that span several columns above those."""
    rows = [row for row in content.rows(block.name) if not row.is_blank]
    if not rows and block.name != "indicators":
        return
    first = paper.height
    parts: list[Part] = []
    for column in block.columns:
        text = column.over or column.label
        if column.over and parts and parts[-1][0] == column.over:
            parts[-1] = (column.over, None, parts[-1][2] + 1)
        else:
            parts.append((text, None, 1))
    paper.row(parts)
    if any(column.over for column in block.columns):
        paper.row([(column.label if column.over else "", None, 1) for column in block.columns])
    for row in rows:
        paper.row([(row.text(column.name), (block.name, row.id, column.name), 1) for column in block.columns])
    total = layout.block("total")
    if block.name == "indicators" and total is not None:
        _total(block, total, content, layout, paper)
    paper.side(first, block.title)


def _total(block: Block, total: Block, content: Content, layout: Layout, paper: _Paper) -> None:
    """The total, its figures under their columns."""
    texts = {column.name.removeprefix("total_"): (total.name, "1", column.name) for column in total.columns}
    if not any(content.text(address) for address in texts.values()):
        return
    before = next(number for number, column in enumerate(block.columns) if column.name in texts)
    parts: list[Part] = [(str(layout.words["total"]), None, before)]
    for column in block.columns[before:]:
        address = texts.get(column.name)
        parts.append((content.text(address) if address else "", address, 1))
    paper.row(parts)


def _objectives(block: Block, content: Content, _layout: Layout, paper: _Paper) -> None:
    addresses = [(block.name, "1", column.name) for column in block.columns]
    first = paper.height
    if len(block.columns) > 1 or block.columns[0].label != block.title:
        paper.row([(column.label, None, 1) for column in block.columns])
    paper.row([(content.text(address), address, 1) for address in addresses])
    paper.side(first, block.title)


def _other(block: Block, content: Content, _layout: Layout, paper: _Paper) -> None:
    for row in content.rows(block.name):
        if not row.is_blank:
            label, text = (block.name, row.id, "label"), (block.name, row.id, "text")
            paper.row([(row.text("label"), label, 1), (row.text("text"), text, 3)], side=False)


def _nothing(_block: Block, _content: Content, _layout: Layout, _paper: _Paper) -> None:
    """The total stands below the indicators already."""


_WRITERS = {
    "head": _head,
    "funds": _money,
    "period_funds": _money,
    "objectives": _objectives,
    "total": _nothing,
    "other": _other,
}
