"""Tables of a report as rows under labelled columns, whatever they were printed as.

A table cut by a page is one table again; a header may take two rows, be repeated, or stand under a title inside the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from jiheng.documents.content import Cell, Table
from jiheng.extraction.report_draft import place_of, tidy
from jiheng.extraction.report_outline import OutlineTable
from jiheng.model import Place, Source, read_figure
from jiheng.regulation.labels import FormLabels, Vocabulary, compact

#: A header begins within so many rows of its table.
_HEADER_ROWS: Final = 5
_RULE: Final = re.compile(r"[-—=─_\s|+]*")
#: Columns in which figures stand.
NUMERIC: Final = frozenset({
    "weight", "score", "score_rate", "lost", "deviation", "amount", "standard", "returned", "answer", "rate", "initial_budget",
    "adjusted_budget", "executed", "execution_rate", "share", "in_place", "in_place_rate",
})  # fmt: skip


@dataclass(slots=True)
class GridRow:
    """One row: the cell that covers each column, and which of them begin here."""

    cells: list[Cell | None]
    own: list[bool]
    table: Table
    _line: str = ""

    def text(self, column: int) -> str:
        """The tidy text of a column; empty beyond the row."""
        cell = self.cells[column] if column < len(self.cells) else None
        return tidy(cell.text) if cell is not None else ""

    @property
    def filled(self) -> list[Cell]:
        """The cells with text that reach into the row, each once."""
        seen: list[Cell] = []
        for cell in self.cells:
            if cell is not None and cell.text.strip() and not any(cell is other for other in seen):
                seen.append(cell)
        return seen

    @property
    def row_text(self) -> str:
        """The row as one line."""
        self._line = self._line or "\t".join(tidy(cell.text) for cell in self.filled)
        return self._line


@dataclass(slots=True)
class LogicalTable:
    """A table that may be printed as several, with what stands around its first part."""

    parts: list[OutlineTable]
    rows: list[GridRow] = field(default_factory=list)

    @property
    def first(self) -> OutlineTable:
        """Its first part."""
        return self.parts[0]

    @property
    def exact(self) -> bool:
        """Whether merged cells are known."""
        return self.first.table.exact


@dataclass(slots=True)
class Columns:
    """The columns of a table by meaning; ``labels`` as printed. ``body`` is the first row below the header."""

    at: dict[str, int]
    labels: dict[str, str]
    body: int
    header: frozenset[str]

    def has(self, *meanings: str) -> bool:
        """Whether all of these columns are there."""
        return all(meaning in self.at for meaning in meanings)

    def any(self, *meanings: str) -> bool:
        """Whether one of these columns is there."""
        return any(meaning in self.at for meaning in meanings)


def rows_of(table: Table) -> list[GridRow]:
    """All rows of a table."""
    found: list[GridRow] = []
    for number, cells in enumerate(table.grid()):
        found.append(GridRow(list(cells), [c is not None and c.row == number for c in cells], table))
    return found


def joined(tables: Sequence[OutlineTable]) -> list[LogicalTable]:
    """The tables, those that go on after a page break joined to their beginning."""
    result: list[LogicalTable] = []
    for table in tables:
        rows = rows_of(table.table)
        last = result[-1] if result else None
        if last is not None and table.follows and not table.title and _goes_on(last, rows, table.table):
            last.parts.append(table)
            last.rows.extend(rows)
        else:
            result.append(LogicalTable([table], rows))
    return result


def _goes_on(last: LogicalTable, rows: list[GridRow], table: Table) -> bool:
    return bool(rows) and last.parts[-1].table.columns == table.columns


def columns_of(
    rows: Sequence[GridRow], vocabulary: Vocabulary, *, least: int = 2, beside: Mapping[str, str] | None = None
) -> Columns | None:
    """The header of a table: the row (or two) in which most cells are labels; None when no row has ``least`` of them."""
    best: Columns | None = None
    for number, row in enumerate(rows[:_HEADER_ROWS]):
        found = _header(rows, number, vocabulary, beside or {})
        if found is not None and len(found.at) >= least and (best is None or len(found.at) > len(best.at)):
            best = found
        if best is not None and any(read_figure(tidy(cell.text)) for cell in row.filled[1:]):
            break
    return best


def _header(rows: Sequence[GridRow], number: int, vocabulary: Vocabulary, beside: Mapping[str, str]) -> Columns | None:
    at: dict[str, int] = {}
    labels: dict[str, str] = {}
    row = rows[number]
    under = rows[number + 1] if number + 1 < len(rows) else None
    deep = under is not None and _is_second_header(row, under, vocabulary)
    known = 0
    texts: list[str] = []
    for column, cell in enumerate(row.cells):
        upper = tidy(cell.text) if cell is not None else ""
        lower = under.text(column) if deep and under is not None and under.own[column] else ""
        label = lower or upper
        texts.append(compact(label))
        if not label or (column and row.cells[column] is row.cells[column - 1] and not lower):
            continue
        meaning = vocabulary.meaning(label) or (vocabulary.meaning(upper + lower) if lower else None) or beside.get(compact(label))
        if meaning is None:
            continue
        known += 1
        name, copy = meaning, 2
        while name in at:
            name, copy = f"{meaning}_{copy}", copy + 1
        at[name], labels[name] = column, f"{upper} / {lower}" if lower and upper and lower != upper else label
    filled = [t for t in texts if t]
    if not known or known * 3 < len(set(filled)) or any(len(t) > 40 for t in filled):
        return None
    return Columns(at, labels, number + (2 if deep else 1), frozenset(compact(c.text) for c in row.filled))


def _is_second_header(row: GridRow, under: GridRow, vocabulary: Vocabulary) -> bool:
    """Whether a row below splits merged header cells: cells of its own under a wide one, all labels and no figures."""
    wide = [i for i, cell in enumerate(row.cells) if cell is not None and cell.colspan > 1 and cell.rowspan == 1]
    own = [under.text(i) for i in wide if i < len(under.own) and under.own[i]]
    return bool(own) and all(text and read_figure(text) is None and len(text) <= 20 for text in own) and any(map(vocabulary.meaning, own))


def body_rows(table: LogicalTable, columns: Columns) -> Iterator[GridRow]:
    """The rows below the header, repeated headers and ruled lines left out; rows of a dump that lost leading cells set right."""
    for row in table.rows[columns.body :]:
        filled = row.filled
        if all(_RULE.fullmatch(cell.text.strip()) for cell in filled) or frozenset(compact(c.text) for c in filled) == columns.header:
            continue
        yield row if row.table.exact else _set_right(row, columns)


def _set_right(row: GridRow, columns: Columns) -> GridRow:
    """A row of a dump under the columns where its figures fit, when empty cells at its end say that some at its beginning are lost."""
    spare = 0
    while spare < len(row.cells) - 1 and not row.text(len(row.cells) - 1 - spare):
        spare += 1
    wanted = [column for key, column in columns.at.items() if key.rstrip("_0123456789") in NUMERIC]

    def fit(shift: int) -> int:
        texts = [row.text(column - shift) for column in wanted if column - shift >= 0]
        return sum(read_figure(text) is not None for text in texts) - sum(len(text) > 12 for text in texts)

    best = max(range(min(spare, 3) + 1), key=lambda shift: (fit(shift), -shift))
    if not best or fit(best) < 2:
        return row
    size = len(row.cells)
    return GridRow(([None] * best + row.cells)[:size], ([False] * best + row.own)[:size], row.table)


class TableSources:
    """Sources for the cells of one table."""

    def __init__(self, table: LogicalTable, section: str, title: str = "") -> None:
        self.title = title or table.first.title
        self.section = section or self.title

    def cell(self, cell: Cell, row: GridRow, label: str) -> Source:
        """The source of a cell."""
        return Source(place=place_of(cell), label=label, section=self.section, table_title=self.title, row_text=row.row_text)

    def row(self, row: GridRow, label: str) -> Source:
        """The source of a row: its first cell."""
        return self.cell(row.filled[0], row, label)

    def whole(self, table: LogicalTable) -> Source:
        """The source of the table: its title where it has one."""
        place: Place = table.first.title_place or table.first.table.place
        return Source(place=place, label=self.title, section=self.section, table_title=self.title)


def vocabulary(labels: FormLabels, name: str) -> Vocabulary:
    """A block of label variants."""
    return labels.block(name)
