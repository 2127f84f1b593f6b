"""A copy of a workbook with the cells concerned marked and commented.

A user's own comment stays, ours is put below it. Marks of an earlier run are taken out first: running it twice changes nothing more.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any, Final

import openpyxl
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter

from jiheng.model import Severity
from jiheng.reports.annotate.remarks import AUTHOR, Remark, gravest

#: Fills of our marks; odd enough to be told from a user's own.
_FILLS: Final = {Severity.MUST_FIX: "FFFAD1CE", Severity.QUESTION: "FFFFE9B8", Severity.NOTE: "FFD6E8FC"}
_LINE: Final = f"──── {AUTHOR} ────"


def annotate_xlsx(data: bytes, remarks: Sequence[Remark], head: str) -> bytes:
    """The workbook with its marks; ``head`` goes to the first cell of the first sheet with remarks (or of the first sheet)."""
    book = openpyxl.load_workbook(BytesIO(data))
    for sheet in book.worksheets:
        _forget(sheet)
    by_cell: dict[tuple[str, str], list[Remark]] = {}
    for remark in remarks:
        by_cell.setdefault(_address(book, remark), []).append(remark)
    for (title, address), several in by_cell.items():
        cell = _anchor(book[title], address)
        cell.fill = PatternFill("solid", start_color=_FILLS[gravest(several)], end_color=_FILLS[gravest(several)])
        _say(cell, "\n\n".join(remark.text for remark in several))
    first = book[next(iter(by_cell))[0]] if by_cell else book.worksheets[0]
    _say(_anchor(first, "A1"), head)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _address(book: Any, remark: Remark) -> tuple[str, str]:
    place = remark.found.location.place
    sheet = place.sheet if place.sheet in book.sheetnames else book.sheetnames[0]
    if place.row is None or place.column is None or place.sheet not in book.sheetnames:
        return sheet, "A1"
    return sheet, f"{get_column_letter(place.column + 1)}{place.row + 1}"


def _anchor(sheet: Any, address: str) -> Any:
    """The cell, or the first cell of the merged range it lies in."""
    cell = sheet[address]
    if not isinstance(cell, MergedCell):
        return cell
    for merged in sheet.merged_cells.ranges:
        if cell.coordinate in merged:
            return sheet.cell(merged.min_row, merged.min_col)
    return cell


def _say(cell: Any, text: str) -> None:
    """Add our text to the cell's comment, below what stands there."""
    earlier, author = (cell.comment.text, cell.comment.author) if cell.comment else ("", AUTHOR)
    if _LINE in earlier:
        whole = f"{earlier}\n\n{text}"
    else:
        whole = f"{earlier}\n{_LINE}\n{text}" if earlier else f"{_LINE}\n{text}"
    comment = Comment(whole, author)
    comment.width, comment.height = 420, min(90 + 18 * (len(whole) // 26 + whole.count("\n")), 600)
    cell.comment = comment


def _forget(sheet: Any) -> None:
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell, MergedCell):
                continue
            if cell.comment and _LINE in cell.comment.text:
                kept = cell.comment.text.partition(_LINE)[0].rstrip("\n")
                cell.comment = Comment(kept, cell.comment.author) if kept else None
                if cell.fill.fill_type == "solid" and cell.fill.start_color.rgb in _FILLS.values():
                    cell.fill = PatternFill()
