"""Plain tables as an Excel workbook that prints well on A4 and opens filtered, with fixed heads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

_FONT = "宋体"


@dataclass(frozen=True, slots=True)
class Column:
    """A column head with its width in characters."""

    title: str
    width: int
    filter: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: name, columns, rows."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[object]]


def write_workbook(target: Path, sheets: Sequence[Sheet]) -> None:
    """Write the sheets; text is never taken for a formula or a link."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(target), options) as book:
        head = book.add_format({"font_name": _FONT, "bold": True, "bg_color": "#DCE6F1", "border": 1, "text_wrap": True, "valign": "vcenter"})
        body = book.add_format({"font_name": _FONT, "border": 1, "text_wrap": True, "valign": "top"})
        for sheet in sheets:
            _sheet(book, sheet, head, body)


def _sheet(book: Any, sheet: Sheet, head: Any, body: Any) -> None:
    page = book.add_worksheet(sheet.name)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.freeze_panes(1, 0)
    page.set_footer("&C第 &P 页，共 &N 页")
    for index, column in enumerate(sheet.columns):
        page.set_column(index, index, column.width)
        page.write_string(0, index, column.title, head)
    for number, row in enumerate(sheet.rows, 1):
        for index, value in enumerate(row):
            if isinstance(value, int | Decimal) and not isinstance(value, bool):
                page.write_number(number, index, value, body)
            else:
                page.write_string(number, index, str(value)[:32_000], body)
    page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.columns) - 1)
