"""The grid of WordprocessingML tables: rows, cells and exact spans. What the text of a cell is, ``docx_text`` says.

Rows and cells within content controls count; those deleted by a tracked change are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TR, TC, VAL, SDT, SDT_CONTENT = f"{W}tr", f"{W}tc", f"{W}val", f"{W}sdt", f"{W}sdtContent"

#: Wrappers whose children count as if they stood outside.
WRAPPERS: Final = frozenset(
    f"{W}{name}" for name in ("ins", "moveTo", "smartTag", "customXml", "hyperlink", "fldSimple", "dir", "bdo", "rubyBase", "sdtContent")
)
_OFF: Final = frozenset({"0", "false", "off", "none"})
#: No table has more columns; a larger span is damage.
_MOST_COLUMNS: Final = 1000


@dataclass(frozen=True, slots=True)
class GridCell:
    """A ``w:tc`` at its grid position, with spans."""

    element: etree._Element
    row: int
    column: int
    rowspan: int
    colspan: int
    is_header: bool


def is_on(switch: etree._Element | None) -> bool:
    """Whether an on/off property is there and not switched off."""
    return switch is not None and (switch.get(VAL) or "1").lower() not in _OFF


def table_rows(table: etree._Element) -> Iterator[etree._Element]:
    """The ``w:tr`` of a table, also within content controls; rows deleted by a tracked change are left out."""
    for element in table:
        if element.tag == TR:
            if element.find(f"{W}trPr/{W}del") is None:
                yield element
        elif element.tag == SDT:
            inside = element.find(SDT_CONTENT)
            if inside is not None:
                yield from table_rows(inside)
        elif element.tag in WRAPPERS:
            yield from table_rows(element)


def row_cells(row: etree._Element) -> Iterator[etree._Element]:
    """The ``w:tc`` of a row, also within content controls; cells deleted by a tracked change are left out."""
    for element in row:
        if element.tag == TC:
            if element.find(f"{W}tcPr/{W}cellDel") is None:
                yield element
        elif element.tag == SDT:
            inside = element.find(SDT_CONTENT)
            if inside is not None:
                yield from row_cells(inside)
        elif element.tag in WRAPPERS:
            yield from row_cells(element)


@dataclass(slots=True)
class _Open:
    """A cell that rows below may continue."""

    element: etree._Element
    row: int
    column: int
    colspan: int
    is_header: bool
    rowspan: int = 1


def table_cells(table: etree._Element) -> list[GridCell]:
    """The cells of a ``w:tbl`` at their grid positions; merged cells once, with their spans."""
    found: list[_Open] = []
    above: dict[int, _Open] = {}
    for number, row in enumerate(table_rows(table)):
        properties = row.find(f"{W}trPr")
        is_header = properties is not None and is_on(properties.find(f"{W}tblHeader"))
        column = _number(properties, "gridBefore", 0)
        here: dict[int, _Open] = {}
        last: _Open | None = None
        for element in row_cells(row):
            span, merge, joins = _merging(element)
            if joins and last is not None and last.row == number:
                last.colspan += span
            else:
                upper = above.get(column) if merge == "continue" else None
                if upper is not None and upper.colspan == span:
                    upper.rowspan += 1
                    last = upper
                else:
                    last = _Open(element, number, column, span, is_header)
                    found.append(last)
                if merge is not None:
                    here[column] = last
            column += span
        above = here
    return [GridCell(cell.element, cell.row, cell.column, cell.rowspan, cell.colspan, cell.is_header) for cell in found]


def _merging(cell: etree._Element) -> tuple[int, str | None, bool]:
    """Columns covered, the vertical merge (restart, continue or None), and whether it joins the cell to its left (old hMerge)."""
    properties = cell.find(f"{W}tcPr")
    if properties is None:
        return 1, None, False
    vertical, horizontal = properties.find(f"{W}vMerge"), properties.find(f"{W}hMerge")
    merge = None if vertical is None else (vertical.get(VAL) or "continue")
    joins = horizontal is not None and (horizontal.get(VAL) or "continue") == "continue"
    return max(_number(properties, "gridSpan", 1), 1), merge, joins


def _number(properties: etree._Element | None, name: str, default: int) -> int:
    element = properties.find(f"{W}{name}") if properties is not None else None
    text = (element.get(VAL) or "") if element is not None else ""
    return min(int(text), _MOST_COLUMNS) if text.isdigit() else default
