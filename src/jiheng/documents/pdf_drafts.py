"""Tables and paragraphs while a PDF is being read: light enough to keep for every page until the whole is put together."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import TypeAlias

from jiheng.documents.pdf_blocks import Block
from jiheng.documents.pdf_lines import Line, between, joined
from jiheng.model import Box


@dataclass(slots=True, eq=False)
class Piece:
    """The part of a cell or paragraph that stands on one page; ``left``/``right`` are the limits its lines may fill."""

    page: int
    box: Box
    lines: list[Line]
    left: float
    right: float

    def text(self) -> str:
        return joined(self.lines, self.left, self.right)


@dataclass(slots=True, eq=False)
class CellDraft:
    """One cell; more than one piece when a page break goes through it."""

    row: int
    column: int
    rowspan: int
    colspan: int
    pieces: list[Piece]
    nested: list[TableDraft] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not self.nested and not any(piece.lines for piece in self.pieces)

    def text(self) -> str:
        return text_of(self.pieces)


@dataclass(slots=True, eq=False)
class TableDraft:
    """One table as far as it has been read. ``xs`` are the borders on its last page, ``boxes`` its parts by page.

    ``above``: where the texts of its rows stand on the pages before, when rules do not show its columns.
    """

    cells: list[CellDraft]
    rows: int
    columns: int
    xs: list[float]
    boxes: list[tuple[int, Box]]
    exact: bool = True
    open_sides: frozenset[str] = frozenset()
    first_height: float = 0.0
    above: tuple[tuple[Block, ...], ...] = ()

    keys: list[tuple[str, ...]] = field(default_factory=list)
    last: list[CellDraft] = field(default_factory=list)

    def row_cells(self, row: int) -> list[CellDraft]:
        """The cells that cover a row, left to right."""
        return sorted((c for c in self.cells if c.row <= row < c.row + c.rowspan), key=lambda c: c.column)

    def first_rows(self, count: int) -> list[list[CellDraft]]:
        """The cells that cover each of the first rows."""
        rows: list[list[CellDraft]] = [[] for _ in range(min(count, self.rows))]
        for cell in self.cells:
            for row in range(cell.row, min(cell.row + cell.rowspan, len(rows))):
                rows[row].append(cell)
        return [sorted(row, key=lambda c: c.column) for row in rows]

    def last_row(self) -> list[CellDraft]:
        """The cells that cover the last row (kept at hand: a table may go on over hundreds of pages)."""
        if not self.last:
            self.last = self.row_cells(self.rows - 1)
        return self.last

    def add(self, cells: list[CellDraft], rows: int) -> None:
        """Add cells; the table has so many rows then."""
        reach = [c for c in self.last_row() + cells if c.row + c.rowspan >= rows]
        self.cells += cells
        self.rows = rows
        self.last = sorted(reach, key=lambda c: c.column)


@dataclass(slots=True, eq=False)
class ParagraphDraft:
    """One paragraph."""

    pieces: list[Piece]
    size: float
    artifact: bool = False

    def text(self) -> str:
        return _LEADERS.sub(" ", text_of(self.pieces).replace("\n", ""))


_LEADERS = re.compile(r"(\s*[.．·…‥]){5,}\s*")
"""Dot leaders of a table of contents: white space for a reader."""

BlockDraft: TypeAlias = TableDraft | ParagraphDraft


@dataclass(slots=True, eq=False)
class PageDraft:
    """What one page holds, top to bottom. ``tilt``: by how many degrees a scan was turned to be straight."""

    number: int
    width: float
    height: float
    blocks: list[BlockDraft]
    tilt: float = 0.0

    def shown(self, box: Box) -> Box:
        """A box of the straightened page on the page as it is."""
        if not self.tilt:
            return box
        cos, sin = math.cos(math.radians(self.tilt)), math.sin(math.radians(self.tilt))
        mx, my = self.width / 2, self.height / 2
        corners = [(x - mx, y - my) for x in (box[0], box[2]) for y in (box[1], box[3])]
        xs, ys = [mx + cos * x - sin * y for x, y in corners], [my + sin * x + cos * y for x, y in corners]
        return min(xs), min(ys), max(xs), max(ys)


def text_of(pieces: list[Piece]) -> str:
    """The text of all pieces, joined over the page breaks."""
    filled = [piece for piece in pieces if piece.lines]
    parts: list[str] = []
    for number, piece in enumerate(filled):
        if number:
            last = filled[number - 1]
            parts.append(between(last.lines[-1], piece.lines[0], last.left, last.right))
        parts.append(piece.text())
    return "".join(parts)


def top_of(block: BlockDraft) -> float:
    """Where the block begins on its first page."""
    return block.boxes[0][1][1] if isinstance(block, TableDraft) else block.pieces[0].box[1]


def bottom_of(block: BlockDraft) -> float:
    """Where the block ends on its last page."""
    return block.boxes[-1][1][3] if isinstance(block, TableDraft) else block.pieces[-1].box[3]
