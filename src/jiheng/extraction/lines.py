"""Rows of exact tables as the form readers see them: the cells that begin in a row, those that reach into it, column headers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from jiheng.documents.content import Cell, Table
from jiheng.extraction.results import Piece
from jiheng.extraction.wording import joined_lines
from jiheng.model import read_figure
from jiheng.regulation.labels import compact


def is_blank(cell: Cell) -> bool:
    """Whether nothing is printed in the cell."""
    return not cell.text.strip()


def piece(cell: Cell, column: str = "") -> Piece:
    """A cell as the value of a field."""
    return Piece(text=cell.text, place=cell.place, column=joined_lines(column), value=cell.value)


@lru_cache(maxsize=16384)
def is_number(text: str) -> bool:
    """Whether a cell holds a figure with at most a unit."""
    return read_figure(text) is not None


@dataclass(frozen=True, slots=True)
class Line:
    """One grid row. ``cells`` begin here, ``filled`` are those with text; ``covering`` are all that reach into it, each once."""

    table: Table
    row: int
    cells: tuple[Cell, ...]
    covering: tuple[Cell, ...]
    filled: tuple[Cell, ...]

    @property
    def text(self) -> str:
        """The row as one line, for messages."""
        return "\t".join(joined_lines(cell.text) for cell in self.covering)


def lines_of(table: Table) -> list[Line]:
    """All rows of a table."""
    result: list[Line] = []
    for row, places in enumerate(table.grid()):
        covering = tuple(dict.fromkeys(_Identity(cell) for cell in places if cell is not None))
        cells = tuple(item.cell for item in covering)
        own = tuple(cell for cell in cells if cell.row == row)
        result.append(Line(table, row, own, cells, tuple(cell for cell in own if not is_blank(cell))))
    return result


@dataclass(frozen=True, slots=True, eq=False)
class _Identity:
    """A cell compared by identity: comparing texts of long cells again and again is slow."""

    cell: Cell

    def __hash__(self) -> int:
        return id(self.cell)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identity) and other.cell is self.cell


@dataclass(frozen=True, slots=True)
class Column:
    """A header cell: what its column means, where it is, and its label as printed."""

    meaning: str
    start: int
    end: int
    label: str

    def overlap(self, cell: Cell) -> int:
        """How many grid columns a body cell shares with it."""
        return min(self.end, cell.column + cell.colspan) - max(self.start, cell.column)


@dataclass(slots=True)
class Header:
    """The columns of a block, by the header row (or the two header rows) above it."""

    columns: list[Column] = field(default_factory=list)
    row: int = 0

    def has(self, *meanings: str) -> bool:
        """Whether any of these columns is there."""
        return any(column.meaning in meanings for column in self.columns)

    def column(self, meaning: str) -> Column | None:
        """The first column of that meaning."""
        return next((column for column in self.columns if column.meaning == meaning), None)

    def of(self, cell: Cell) -> Column | None:
        """The column a body cell stands under: the one it shares most of its width with."""
        best, widest = None, 0
        begin, end = cell.column, cell.column + cell.colspan
        for column in self.columns:
            shared = min(column.end, end) - max(column.start, begin)
            if shared > widest:
                best, widest = column, shared
        return best

    @property
    def start(self) -> int:
        """The first grid column under a header."""
        return min((column.start for column in self.columns), default=0)


def header_of(cells: Sequence[Cell], meaning: Callable[[str], str | None], row: int) -> Header:
    """The header cells that have a meaning; a second column of the same meaning is called ``<meaning>_2``."""
    header = Header(row=row)
    seen: dict[str, int] = {}
    for cell in cells:
        if is_blank(cell):
            continue
        found = meaning(cell.text)
        if found is None:
            continue
        seen[found] = seen.get(found, 0) + 1
        name = found if seen[found] == 1 else f"{found}_{seen[found]}"
        header.columns.append(Column(name, cell.column, cell.column + cell.colspan, cell.text))
    return header


def labelled_parts(text: str, meaning: Callable[[str], str | None]) -> Iterator[tuple[str, str, str, int, int]]:
    """Meaning, label, value, start and end of each ``label：value`` in a text that holds several side by side."""
    found: list[tuple[str, int, int]] = []
    floor = 0
    for colon, character in enumerate(text):
        if character not in ":：":
            continue
        for start in range(max(floor, colon - 24), colon):
            inside = start > floor and not (text[start - 1].isspace() or text[start - 1] in "，,；;。)）")
            if inside or text[start].isspace():
                continue
            known = meaning(text[start:colon])
            if known is not None:
                found.append((known, start, colon))
                break
        floor = colon + 1 if not found or found[-1][2] == colon else floor
    for number, (known, start, colon) in enumerate(found):
        end = found[number + 1][1] if number + 1 < len(found) else len(text)
        value = text[colon + 1 : end]
        lead = len(value) - len(value.lstrip())
        yield known, text[start:colon].strip(), value.strip(), colon + 1 + lead, colon + 1 + lead + len(value.strip())


def same_text(one: str, other: str) -> bool:
    """Whether two cells print the same but for white space."""
    return compact(one) == compact(other)
