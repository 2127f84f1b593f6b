"""The grid of one worksheet: cells with text and merged ranges to an exact ``Table``. Shared by xlsx and xls.

Rows and columns are those of the sheet (A1 is 0, 0), so an annotator can find the cell; blank cells within the used range are cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

from jiheng.documents import number_formats
from jiheng.documents.content import Cell, Limits, Table
from jiheng.documents.errors import TextTooLong, TooManyCells
from jiheng.model import Place

#: A merged range wider or taller than this does not widen the used range: whole rows are merged by accident.
_WIDEST: Final = 256
_TALLEST: Final = 1_000
_LETTERS: Final = 26


class SheetValue(NamedTuple):
    """What stands in a cell: as shown, and the full value when that differs."""

    text: str
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


def number_value(number: Decimal, code: str, *, date1904: bool = False) -> SheetValue:
    """A number as its format shows it, with the full value (dates as ISO dates) when that is not what is shown."""
    text = number_formats.shown(number, code, date1904=date1904)
    full = number_formats.as_iso(number, date1904=date1904) if number_formats.is_date(code) else number_formats.plain(number)
    return SheetValue(text, full if full != text else None)


def hidden_notices(sheet: str, rows: int, columns: int) -> Iterator[str]:
    """What to say about hidden rows and columns of a sheet."""
    hidden = [f"{count} {what}" for count, what in ((rows, "行"), (columns, "列")) if count]
    if hidden:
        yield f"工作表「{sheet}」有{'、'.join(hidden)}被隐藏，仍按内容读取；请核对是否应当显示。"


def column_letters(column: int) -> str:
    """The letters of a 0-based column: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """The name of a cell as spreadsheets show it: (0, 0) is A1."""
    return f"{column_letters(column)}{row + 1}"


def sheet_table(values: dict[tuple[int, int], SheetValue], merges: Iterable[Merge], place: Place, limits: Limits) -> Table | None:
    """The table of a sheet, or None when nothing is written on it.

    Raises:
        TextTooLong: one cell holds more than allowed.
        TooManyCells: the used range is larger than allowed.
    """
    written = {spot for spot, content in values.items() if content.text.strip() or content.value}
    if not written:
        return None
    for spot in written:
        if len(values[spot].text) > limits.cell_characters:
            where = f"工作表「{place.sheet}」的 {cell_name(*spot)} 单元格"
            raise TextTooLong(place.file, where, len(values[spot].text), limits.cell_characters)
    merged = [m for m in merges if m.bottom >= m.top >= 0 and m.right >= m.left >= 0]
    rows, columns = _used(written, merged)
    spans, covered = _spans(merged, rows, columns, place, limits)
    busy = {row for row, _ in written} | {row for row, _ in covered} | {row for row, _ in spans}
    if len(busy) * columns > limits.cells:
        raise TooManyCells(place.file, limits.cells)
    cells: list[Cell] = []
    blank = SheetValue("")
    for row in sorted(busy):
        for column in range(columns):
            if (row, column) in covered:
                continue
            bottom, right = spans.get((row, column), (row, column))
            content = values.get((row, column), blank)
            cells.append(
                Cell(
                    row=row,
                    column=column,
                    rowspan=bottom - row + 1,
                    colspan=right - column + 1,
                    text=content.text,
                    value=content.value,
                    place=Place(file=place.file, sheet=place.sheet, block=place.block, row=row, column=column),
                )
            )
    return Table(cells=tuple(cells), rows=rows, columns=columns, place=place)


def _used(written: set[tuple[int, int]], merges: list[Merge]) -> tuple[int, int]:
    """Rows and columns of the used range: everything written, and the merged ranges that begin with something written."""
    last_row, last_column = max(row for row, _ in written), max(column for _, column in written)
    for merge in merges:
        if (merge.top, merge.left) in written:
            if merge.right - merge.left < _WIDEST:
                last_column = max(last_column, merge.right)
            if merge.bottom - merge.top < _TALLEST:
                last_row = max(last_row, merge.bottom)
    return last_row + 1, last_column + 1


def _spans(
    merges: list[Merge], rows: int, columns: int, place: Place, limits: Limits
) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """Last row and column of each merged cell within the used range, and the positions merged cells cover beside their first.

    A range that overlaps an earlier one is left out (damaged files have them).
    """
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for merge in sorted(merges, key=lambda m: (m.top, m.left)):
        bottom, right = min(merge.bottom, rows - 1), min(merge.right, columns - 1)
        if len(covered) + (bottom - merge.top + 1) * (right - merge.left + 1) > limits.cells:
            raise TooManyCells(place.file, limits.cells)
        area = {(row, column) for row in range(merge.top, bottom + 1) for column in range(merge.left, right + 1)}
        if area.isdisjoint(covered) and area.isdisjoint(spans) and len(area) > 1:
            spans[merge.top, merge.left] = bottom, right
            covered |= area - {(merge.top, merge.left)}
    return spans, covered
