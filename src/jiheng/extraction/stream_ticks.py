"""Which boxes are ticked in a dump of one cell a line.

Blank cells are blank lines there, but a blank line may as well be a page break. Where the lines from one row to the next are just as
many as the columns, each line is a cell, and the column of a tick is counted; elsewhere nothing is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from jiheng.extraction.stream_search import Filled, RowReading
from jiheng.extraction.stream_text import Stream

#: Columns of boxes, by the beginning of their names; the explanation beside them is a text.
BOXES: Final = ("causes.", "likelihood.")
_TEXT: Final = "causes.explanation"


def is_box(column: str) -> bool:
    """Whether a column holds ticks."""
    return column.startswith(BOXES) and column != _TEXT


def counted(stream: Stream, columns: Sequence[str], rows: Sequence[RowReading]) -> dict[int, RowReading]:
    """The rows whose ticks stand in columns counted by lines, by where they begin."""
    boxes = [column for column, name in enumerate(columns) if is_box(name)]
    if not boxes:
        return {}
    sure: dict[int, RowReading] = {}
    open_rows: list[RowReading] = []
    for row, after in zip(rows, [*rows[1:], None], strict=True):
        anchor = next((cell for cell in reversed(row.cells) if cell.column < boxes[0]), None)
        placed = _placed(stream, columns, row, anchor) if anchor is not None else None
        if anchor is None or placed is None:
            continue
        if after is None:
            open_rows.append(placed)
        elif _line(stream, after.begin) - _line(stream, anchor.begin) == len(columns) - anchor.column:
            sure[row.begin] = placed
    if len(sure) >= 2 and len(sure) == len(rows) - 1:  # all rows that another follows: the last one is printed like them
        sure |= {row.begin: row for row in open_rows}
    return sure


def _placed(stream: Stream, columns: Sequence[str], row: RowReading, anchor: Filled) -> RowReading | None:
    """The row with its ticks in the columns that lines give; None when one of them is no box."""
    cells: list[Filled] = []
    for cell in row.cells:
        column = anchor.column + _line(stream, cell.begin) - _line(stream, anchor.begin)
        if cell.column <= anchor.column or not is_box(columns[cell.column]):
            cells.append(cell)
        elif column < len(columns) and is_box(columns[column]):
            cells.append(replace(cell, column=column))
        else:
            return None
    return replace(row, cells=tuple(cells))


def _line(stream: Stream, begin: int) -> int:
    return stream.place(begin, begin + 1).line or 0
