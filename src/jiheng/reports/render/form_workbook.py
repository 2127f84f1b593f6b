"""Writes the tables of a :class:`Paper` as an Excel workbook, a sheet for each section, printed on A4 as the paper is."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

import xlsxwriter

from jiheng.model import read_figure
from jiheng.reports.render.paper import Block, Cell, Heading, Paper, Paragraph, Region, Section, Table
from jiheng.reports.render.workbook import sheet_name

#: Characters of the whole line, shared out among the columns.
_LINE: Final = Decimal(92)
_LINE_LANDSCAPE: Final = Decimal(132)
_FONT: Final = "宋体"
_FORMATS: Final[dict[str, dict[str, object]]] = {
    "title": {"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"},
    "line": {"font_size": 11, "align": "center", "valign": "vcenter"},
    "unit": {"font_size": 10, "align": "right"},
    "text": {"font_size": 11, "align": "left", "valign": "top", "text_wrap": True},
}
#: Points of a line of each style: Excel does not make a row higher for text over merged cells.
_HEIGHTS: Final = {"title": 28.0, "line": 18.0, "unit": 16.0, "text": 16.0}
#: What numbers a heading in its paper and says nothing in a workbook.
_NUMBERED: Final = re.compile(r"^(?:附件\d*[：:\s]*|[一二三四五六七八九十]+、)")


def write_form_workbook(paper: Paper, names: Sequence[str]) -> bytes:
    """The workbook; ``names`` are the names of its sheets, in the order of the sections.

    A cell that holds a plain number becomes a number with the printed decimals, so that a reader can calculate with it; one that is set to
    the left is a name or a code and stays text.
    """
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = _Book(xlsxwriter.Workbook(out, options))
    taken: set[str] = set()
    for section, name in zip(paper.sections, names, strict=True):
        book.sheet(section, sheet_name(name or "表", taken))
    book.close()
    return out.getvalue()


def write_tables_workbook(paper: Paper) -> bytes:
    """The tables of a paper to calculate with, a sheet for each section that has one; the text between them stays in the paper.

    The first sheet begins with the title of the paper and its subject, so that the workbook says what it belongs to.
    """
    sheets = [found for section in paper.sections if (found := _tabled(section)) is not None]
    if sheets:
        name, section = sheets[0]
        about = (Paragraph(text=paper.subject, style="subtitle"),) if paper.subject else ()
        sheets[0] = (name, replace(section, blocks=(Paragraph(text=paper.title, style="title"), *about, *section.blocks)))
    return write_form_workbook(replace(paper, sections=tuple(section for _, section in sheets)), [name for name, _ in sheets])


def _tabled(section: Section) -> tuple[str, Section] | None:
    """The tables of a section, each with its own heading; with the name of the first. None when it has no table."""
    lines = list(_with_headings(section.blocks))
    headings = [line.text for line in lines if isinstance(line, Paragraph)]
    if not any(isinstance(line, Table) for line in lines):
        return None
    return headings[0] if headings else "", replace(section, blocks=tuple(lines))


def _with_headings(blocks: Sequence[Block]) -> Iterator[Block]:
    """The tables, and before each the lines that stand directly above it; of several headings only the last."""
    above: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Table):
            yield from above
            yield block
            above = []
        elif isinstance(block, Heading):
            above = [Paragraph(text=_NUMBERED.sub("", block.text), style="title")]
        elif isinstance(block, Paragraph) and block.style in ("title", "subtitle", "unit"):
            above = ([] if block.style == "title" else above) + [block]
        else:
            above = []


class _Book:
    """A workbook with its formats, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._formats: dict[tuple[str, ...], Any] = {}

    def close(self) -> None:
        self._book.close()

    def _plain(self, name: str) -> Any:
        key = ("plain", name)
        if key not in self._formats:
            self._formats[key] = self._book.add_format({"font_name": _FONT, **_FORMATS[name]})
        return self._formats[key]

    def _boxed(self, cell: Cell, numbers: str = "") -> Any:
        key = ("boxed", cell.align, str(cell.head), numbers)
        if key not in self._formats:
            shape = {"font_name": _FONT, "font_size": 10, "border": 1, "text_wrap": True, "align": cell.align, "valign": "vcenter"}
            more = {"bold": True} if cell.head else {}
            self._formats[key] = self._book.add_format({**shape, **more, **({"num_format": numbers} if numbers else {})})
        return self._formats[key]

    def sheet(self, section: Section, name: str) -> None:
        """One sheet with the blocks of a section."""
        page = self._book.add_worksheet(name)
        page.set_paper(9)
        if section.landscape:
            page.set_landscape()
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.6, right=0.5, top=0.7, bottom=0.7)
        page.set_footer("&C第 &P 页，共 &N 页")
        tables = [block for block in section.blocks if isinstance(block, Table)]
        width = max((len(table.widths) for table in tables), default=1)
        line = _LINE_LANDSCAPE if section.landscape else _LINE
        if tables:
            widest = max(tables, key=lambda table: len(table.widths))
            for column, share in enumerate(widest.widths):
                page.set_column(column, column, float(line * share / sum(widest.widths)))
        row = 0
        for block in section.blocks:
            if isinstance(block, Table):
                row = self._table(page, row, block, line)
            elif isinstance(block, Paragraph | Heading):
                row = self._line(page, row, width, block)
            elif isinstance(block, Region):
                for text in block.paragraphs:
                    row = self._spanning(page, row, width, text, "text")

    def _line(self, page: Any, row: int, width: int, block: Paragraph | Heading) -> int:
        style = "title" if isinstance(block, Heading) or block.style == "title" else "unit" if block.style == "unit" else "line"
        return self._spanning(page, row, width, block.text, style)

    def _spanning(self, page: Any, row: int, width: int, text: str, style: str) -> int:
        """A text over the whole line."""
        if width > 1:
            page.merge_range(row, 0, row, width - 1, "", self._plain(style))
        page.write_string(row, 0, text, self._plain(style))
        page.set_row(row, min(_HEIGHTS[style] * _lines(Cell(text=text), _LINE), 409.0))
        return row + 1

    def _table(self, page: Any, first: int, table: Table, line: Decimal) -> int:
        """A table with its title above; where it ends."""
        width = len(table.widths)
        for text, style in ((table.title, "line"), (table.unit, "unit")):
            if text:
                first = self._spanning(page, first, width, text, style)
        for start, end in table.repeated[-1:] or ([(0, table.head)] if table.head else []):
            page.repeat_rows(first + start, first + end - 1)
        covered = [0] * width
        for number, row in enumerate(table.rows):
            cells = iter(row)
            place, most = 0, 1
            while place < width:
                if covered[place]:
                    covered[place] -= 1
                    place += 1
                    continue
                cell = next(cells, Cell())
                self._cell(page, first + number, place, cell)
                most = max(most, _lines(cell, line * sum(table.widths[place : place + cell.columns], Decimal(0)) / sum(table.widths)))
                for column in range(place, place + cell.columns):
                    covered[column] = cell.rows - 1
                place += cell.columns
            page.set_row(first + number, min(14.0 * most + 6, 409.0))
        return self._spanning(page, first + len(table.rows), width, table.note, "text") if table.note else first + len(table.rows)

    def _cell(self, page: Any, row: int, column: int, cell: Cell) -> None:
        number = read_figure(cell.text) if cell.text and not cell.head and cell.align != "left" else None
        style = self._boxed(cell)
        if cell.rows > 1 or cell.columns > 1:
            page.merge_range(row, column, row + cell.rows - 1, column + cell.columns - 1, "", style)
        if number is None or number.unit not in ("", "%"):
            page.write_string(row, column, cell.text, style)
            return
        shown = "0" + ("." + "0" * number.decimals if number.decimals else "")
        grouped = "#,##" + shown if "," in cell.text else shown
        percent = number.unit == "%"
        exact = number.value / 100 if percent else number.value
        page.write_number(row, column, exact, self._boxed(cell, grouped + ("%" if percent else "")))


def _lines(cell: Cell, room: Decimal) -> int:
    """How many lines a text takes in a room of so many characters, a Han one counting as two; a cell over several rows asks for none."""
    if cell.rows > 1:
        return 1
    return sum(max(-(-_width(part) // max(int(room), 2)), 1) for part in cell.text.split("\n"))


def _width(text: str) -> int:
    return sum(1 if letter.isascii() else 2 for letter in text)
