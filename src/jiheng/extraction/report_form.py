"""A report that is one large form: its cells unfolded into headings, lines and small tables, so that it reads like any other.

A side label (评价范围, 存在问题…) becomes a heading, a long cell its paragraphs, rows of small cells a table of their own; every piece
keeps the place of its cell. Score and grade beside their labels are handed back as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from jiheng.documents.content import Block, Cell, Paragraph, Table
from jiheng.extraction.report_draft import figure_of, tidy
from jiheng.extraction.report_grid import GridRow, rows_of
from jiheng.regulation.labels import FormLabels, compact

#: So many different side labels make a table a report.
_LABELS: Final = 3
_LONG: Final = 30
_CONCLUDING: Final = frozenset({"problems", "conclusion", "score", "grade", "suggestions"})


@dataclass(frozen=True, slots=True)
class LabelledCell:
    """A value cell with its label: 评价得分 and 评价等级."""

    meaning: str
    label: str
    cell: Cell
    row_text: str


@dataclass(slots=True)
class Unfolded:
    """The blocks of a report, its large form unfolded; ``results`` are score and grade cells, ``tables`` the blocks unfolded."""

    blocks: list[Block] = field(default_factory=list)
    results: list[LabelledCell] = field(default_factory=list)
    forms: set[int] = field(default_factory=set)


def unfold(blocks: Sequence[Block], labels: FormLabels) -> Unfolded:
    """The blocks of a document, tables that are whole reports unfolded."""
    found = Unfolded()
    tables = [block for block in blocks if isinstance(block, Table)]
    forms = _report_forms(tables, labels)
    for block in blocks:
        if isinstance(block, Table) and any(block is form for form in forms):
            _Unfolding(block, labels, found).read()
            if block.place.block is not None:
                found.forms.add(block.place.block)
        else:
            found.blocks.append(block)
    return found


def _report_forms(tables: Sequence[Table], labels: FormLabels) -> list[Table]:
    """The table that carries the side labels of a report, with those that go on after a page break."""
    result: list[Table] = []
    for table in tables:
        side = {labels.block("report_form").meaning(cell.text) for row in rows_of(table) if _tells(row) for cell in row.filled[:2]} - {None}
        if (len(side) >= _LABELS and side & _CONCLUDING) or (side and result and table.columns == result[-1].columns):
            result.append(table)
    return result


def _tells(row: GridRow) -> bool:
    """Whether a row says something beside its label: a text or several cells, not a page number."""
    return len(row.filled) > 2 or any(len(cell.text) > _LONG for cell in row.filled[1:])


class _Unfolding:
    """Walks the rows of the form."""

    def __init__(self, table: Table, labels: FormLabels, found: Unfolded) -> None:
        self.rows = rows_of(table)
        self.table = table
        self.labels = labels
        self.found = found
        self.side: Cell | None = None
        self.small: list[tuple[GridRow, list[Cell]]] = []
        self.begun = any(isinstance(b, Paragraph) and b.level for b in found.blocks[-3:])

    def read(self) -> None:
        """Unfold every row."""
        for row in self.rows:
            own = [cell for cell in row.filled if cell.row == self._row(row)]
            cells = self._beside(row, own)
            if cells:
                self._cells(row, cells)
        self._flush()

    def _row(self, row: GridRow) -> int:
        return next((n for n, candidate in enumerate(self.rows) if candidate is row), 0)

    def _beside(self, row: GridRow, own: list[Cell]) -> list[Cell]:
        """The cells of a row without its side label; a new side label opens a section."""
        if not own:
            return []
        first = own[0]
        meaning = self.labels.block("report_form").meaning(first.text)
        wide = len(own) == 1 and len(compact(first.text)) <= 20
        inner = self.side is not None and any(cell is self.side for cell in row.cells if cell is not None) and first is not self.side
        if meaning in ("score", "grade") or (meaning is None and not wide) or (inner and meaning is None):
            return own
        if inner and not (len(own) == 2 and len(own[1].text) > _LONG):
            return own
        self._flush()
        self.side = first
        self.found.blocks.append(Paragraph(text=tidy(first.text), place=first.place, level=2))
        return own[1:]

    def _cells(self, row: GridRow, cells: list[Cell]) -> None:
        if self.side is None:
            self._flush()
            self._cover(cells)
            return
        results = list(self._results(row, cells))
        if results:
            self._flush()
            self.found.results.extend(results)
            return
        if len(cells) == 1 or any(len(cell.text) > _LONG * 3 for cell in cells):
            self._flush()
            for cell in cells:
                self._paragraphs(cell)
            return
        self.small.append((row, cells))

    def _results(self, row: GridRow, cells: Sequence[Cell]) -> Iterator[LabelledCell]:
        for label, value in zip(cells, cells[1:], strict=False):
            meaning = self.labels.block("report_form").meaning(label.text)
            plain = compact(value.text)
            if meaning == "score" and figure_of(plain) is not None and sum(figure_of(c.text) is not None for c in cells) == 1:
                yield LabelledCell("score", tidy(label.text), value, row.row_text)
            elif meaning == "grade" and re.fullmatch(r"[“\"]?[优良中差好秀等合格不一般较]{1,3}[”\"]?", plain):
                yield LabelledCell("grade", tidy(label.text), value, row.row_text)

    def _cover(self, cells: Sequence[Cell]) -> None:
        known = self.labels.block("report_cover")
        for number, cell in enumerate(cells):
            after = cells[number + 1] if number + 1 < len(cells) else None
            if known.meaning(cell.text) is not None and after is not None and known.meaning(after.text) is None:
                text = f"{compact(cell.text)}：{tidy(after.text)}"
                self.found.blocks.append(Paragraph(text=text, place=after.place))
            elif known.split(cell.text) or len(cells) == 1:
                self.found.blocks.append(Paragraph(text=tidy(cell.text), place=cell.place))

    def _paragraphs(self, cell: Cell) -> None:
        start = 0
        for line in cell.text.split("\n"):
            if line.strip():
                self.found.blocks.append(Paragraph(text=line, place=cell.place.within(start, start + len(line), line)))
            start += len(line) + 1

    def _flush(self) -> None:
        """Rows of small cells as a table of their own; the cells keep their places."""
        if not self.small:
            return
        rows, self.small = self.small, []
        low = min(cell.column for _, cells in rows for cell in cells)
        top = {id(row): number for number, (row, _) in enumerate(rows)}
        moved: list[Cell] = []
        for row, cells in rows:
            number = top[id(row)]
            moved.extend(
                replace(cell, row=number, column=cell.column - low, rowspan=min(cell.rowspan, len(rows) - number)) for cell in cells
            )
        place = replace(self.table.place, row=rows[0][1][0].row)
        self.found.blocks.append(Table(cells=tuple(moved), rows=len(rows), columns=self.table.columns - low, place=place))
