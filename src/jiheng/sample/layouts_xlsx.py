"""Excel files: one form a sheet, numbers as numbers with formats (0.9592 shown as 95.92%), text, or formulas with stored values."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, Final, Literal, TypeAlias

import xlsxwriter

from jiheng.model import read_figure
from jiheng.sample.grids import Grid, Slot

XlsxStyle: TypeAlias = Literal["numbers", "text", "unmerged", "stacked"]
XLSX_STYLES: Final[tuple[XlsxStyle, ...]] = ("numbers", "text", "unmerged", "stacked")


class _Sheets:
    """Writes grids into a workbook and keeps its formats."""

    def __init__(self, book: Any, style: XlsxStyle) -> None:
        self.book, self.style = book, style
        self.formats: dict[str, Any] = {}

    def format(self, pattern: str = "@", align: str = "center", *, title: bool = False) -> Any:
        key = f"{pattern}/{align}/{title}"
        if key not in self.formats:
            base = {"align": align, "valign": "vcenter", "text_wrap": True, "font_name": "宋体", "font_size": 10, "num_format": pattern}
            self.formats[key] = self.book.add_format(base | ({"font_size": 16, "bold": True} if title else {"border": 1}))
        return self.formats[key]

    def value(self, slot: Slot) -> tuple[str | float, str]:
        """What is stored in the cell and its number format."""
        is_amount = slot.path.startswith(("/funds/", "/total")) or slot.path.endswith(("/weight", "/score", "/completion_rate"))
        figure = read_figure(slot.text) if is_amount and self.style != "text" else None
        if figure is None or figure.unit not in ("", "%"):
            return slot.text, "@"
        places = f".{'0' * figure.decimals}" if figure.decimals else ""
        if figure.unit == "%":
            return float(figure.value / 100), f"0{places}%"
        grouped = "#,##0" if "," in slot.text else "0"
        return float(figure.value), grouped + places

    def sheet(self, grid: Grid, name: str) -> None:
        sheet = self.book.add_worksheet(name)
        scale = 90 / sum(grid.widths)
        for column, width in enumerate(grid.widths):
            sheet.set_column(column, column, width * scale)
        self.form(sheet, grid, 0)

    def form(self, sheet: Any, grid: Grid, top: int) -> int:
        """Write one form from row ``top``; gives the row after it."""
        last = grid.columns - 1
        sheet.merge_range(top, 0, top, last, grid.title, self.format(title=True))
        for number, line in enumerate(grid.lines, 1):
            sheet.merge_range(top + number, 0, top + number, last, line, self.format("@", "right" if line.startswith("单位") else "center"))
        first = top + 1 + len(grid.lines)
        for row, column, slot in grid.placed():
            self.cell(sheet, first + row, column, slot)
        bottom = first + len(grid.rows)
        for number, line in enumerate(grid.after):
            sheet.write(bottom + number, 0, line)
        return bottom + len(grid.after)

    def cell(self, sheet: Any, row: int, column: int, slot: Slot) -> None:
        value, pattern = self.value(slot)
        look = self.format(pattern, slot.align)
        down = 1 if self.style == "unmerged" else slot.rowspan
        if down > 1 or slot.colspan > 1:
            sheet.merge_range(row, column, row + down - 1, column + slot.colspan - 1, "", look)
        if isinstance(value, float):
            sheet.write_number(row, column, value, look)
        elif value:
            sheet.write_string(row, column, value, look)
        else:
            sheet.write_blank(row, column, None, look)


def write_xlsx(grids: Sequence[Grid], style: XlsxStyle = "numbers") -> bytes:
    """A workbook with one form a sheet; ``stacked`` puts all forms on one sheet, one below the other."""
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(memory, {"in_memory": True})
    sheets = _Sheets(book, style)
    if style == "stacked":
        sheet = book.add_worksheet("自评表")
        top = 0
        for grid in grids:
            top = sheets.form(sheet, grid, top) + 2
    else:
        for number, grid in enumerate(grids, 1):
            sheets.sheet(grid, f"自评表{number}" if len(grids) > 1 else "Sheet1")
    book.close()
    return memory.getvalue()
