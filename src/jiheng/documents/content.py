"""What a file holds, in document order: paragraphs and tables, each with its place.

No budget word here. ``Table`` is exact when spans and columns come from the file itself (Word, Excel, HTML, ruled PDF); rows of a
text dump are a table with ``exact=False``: the row breaks are those of the file, the columns only a hint.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from jiheng.model import Place


class FileKind(StrEnum):
    """How a file was read: ``converted`` by LibreOffice (doc, wps, rtf, odt), ``image`` by character recognition."""

    DOCX = "docx"
    XLSX = "xlsx"
    XLS = "xls"
    PDF = "pdf"
    HTML = "html"
    TEXT = "text"
    CONVERTED = "converted"
    OFD = "ofd"
    IMAGE = "image"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Text between tables. ``level`` is 1 for the highest heading style, 0 for body text; ``confidence`` as in :class:`Cell`."""

    text: str
    place: Place
    level: int = 0
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    r"""One cell at its grid position (0-based), with its spans. ``text`` keeps line breaks between its paragraphs as \n.

    ``value`` is the full value behind a spreadsheet cell as text ("0.9592"), when it differs from what is shown.
    ``tables`` are tables nested in the cell. ``confidence`` (0 to 1) is that of character recognition; None when the file itself has
    the characters.
    """

    row: int
    column: int
    text: str
    place: Place
    rowspan: int = 1
    colspan: int = 1
    value: str | None = None
    is_header: bool = False
    tables: tuple[Table, ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A grid of cells. Every grid position is covered by at most one cell; ``rows``/``columns`` is the grid's size."""

    cells: tuple[Cell, ...]
    rows: int
    columns: int
    place: Place
    exact: bool = True

    def by_row(self) -> list[list[Cell]]:
        """The cells that begin in each row, left to right."""
        lines: list[list[Cell]] = [[] for _ in range(self.rows)]
        for cell in self.cells:
            lines[cell.row].append(cell)
        for line in lines:
            line.sort(key=lambda cell: cell.column)
        return lines

    def grid(self) -> list[list[Cell | None]]:
        """The cell that covers each position (a merged cell appears at all its positions)."""
        filled: list[list[Cell | None]] = [[None] * self.columns for _ in range(self.rows)]
        for cell in self.cells:
            for row in range(cell.row, min(cell.row + cell.rowspan, self.rows)):
                for column in range(cell.column, min(cell.column + cell.colspan, self.columns)):
                    filled[row][column] = cell
        return filled


Block: TypeAlias = Paragraph | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One readable file (or one member of an archive: ``path`` is then ``a.zip!/inner.docx``).

    ``notices`` are Chinese sentences about what was passed over or doubtful (tracked deletions, hidden sheets). What was recognised
    with less than ``trusted_confidence`` is doubtful.
    """

    path: str
    kind: FileKind
    digest: str
    blocks: tuple[Block, ...]
    pages: int | None = None
    encoding: str | None = None
    notices: tuple[str, ...] = ()
    trusted_confidence: float = 0.0

    def tables(self) -> Iterator[Table]:
        """All tables, nested ones after their parent."""

        def walk(table: Table) -> Iterator[Table]:
            yield table
            for cell in table.cells:
                for inner in cell.tables:
                    yield from walk(inner)

        for block in self.blocks:
            if isinstance(block, Table):
                yield from walk(block)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A file that could not be read: the file, and a Chinese sentence with place and remedy."""

    path: str
    error: str
    code: str


@dataclass(slots=True, kw_only=True)
class Limits:
    """What one run may spend on one file; all by configuration. Sizes in bytes, time in seconds.

    ``unpacked_bytes`` is what an archive or package may unpack to in all, ``part_bytes`` one XML part of an Office file. Findings on
    figures recognised with less than ``trusted_confidence`` (0 to 1) only ask.
    """

    file_bytes: int = 200 * 1024 * 1024
    unpacked_bytes: int = 1024 * 1024 * 1024
    part_bytes: int = 256 * 1024 * 1024
    archive_members: int = 5_000
    archive_depth: int = 3
    pages: int = 2_000
    pixels: int = 200_000_000
    cells: int = 2_000_000
    cell_characters: int = 200_000
    seconds: float = 600.0
    trusted_confidence: float = 0.9
    extra: dict[str, float] = field(default_factory=dict)
