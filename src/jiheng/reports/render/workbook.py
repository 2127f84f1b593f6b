"""Plain tables as an Excel workbook that prints well on A4 and opens filtered, with fixed heads."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

_FONT: Final = "宋体"
#: What Excel takes in one cell, and in a sheet's name.
_LONGEST: Final = 32_000
_NAME: Final = 31
_HEAD: Final[dict[str, object]] = {"bold": True, "bg_color": "#DCE6F1", "valign": "vcenter"}
_BODY: Final[dict[str, object]] = {"valign": "top"}
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


@dataclass(frozen=True, slots=True)
class Column:
    """A column head with its width in characters."""

    title: str
    width: int


class Head(tuple[object, ...]):
    """A row that is the head of a block within a sheet."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that the office program computes: ``text`` without ``=``, ``value`` what it gives now (None: empty text)."""

    text: str
    value: Decimal | str | None = None
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class Marked:
    """A cell that stands out, with a note beside it."""

    text: str
    note: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: name, columns, rows. ``filtered`` when its first row is the head of one table."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[object]]
    filtered: bool = True


def write_workbook(target: Path, sheets: Iterable[Sheet]) -> None:
    """Write the sheets; text is never taken for a formula or a link.

    Raises:
        OSError: the file cannot be written.
    """
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = _Book(xlsxwriter.Workbook(str(target), options))
    for sheet in sheets:
        book.add(sheet)
    try:
        book.close()
    except FileCreateError as error:
        raise PermissionError(13, str(error), str(target)) from error


class _Book:
    """A workbook being written, with its formats and the sheet names in use."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._names: set[str] = set()
        self._head = self._format(**_HEAD)
        self._body = self._format(**_BODY)
        self._marked = self._format(bg_color="#F8D7DA", **_BODY)
        self._date = self._format(num_format="yyyy-mm-dd", **_BODY)
        self._numbers: dict[tuple[int, bool], Any] = {}

    def close(self) -> None:
        self._book.close()

    def _format(self, **properties: object) -> Any:
        return self._book.add_format({"font_name": _FONT, "font_size": 10, "border": 1, "text_wrap": True, **properties})

    def add(self, sheet: Sheet) -> None:
        """Write one sheet."""
        page = self._book.add_worksheet(sheet_name(sheet.name, self._names))
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        page.set_footer("&C第 &P 页，共 &N 页")
        for index, column in enumerate(sheet.columns):
            page.set_column(index, index, column.width)
        first = 0
        if sheet.filtered:
            page.repeat_rows(0)
            page.freeze_panes(1, 0)
            self._row(page, 0, Head(column.title for column in sheet.columns))
            first = 1
        count = first
        for count, row in enumerate(sheet.rows, first):
            self._row(page, count, row)
        if sheet.filtered:
            page.autofilter(0, 0, max(count, 1), len(sheet.columns) - 1)

    def _row(self, page: Any, number: int, row: Sequence[object]) -> None:
        for index, value in enumerate(row):
            self._cell(page, (number, index), value, head=isinstance(row, Head))

    def _cell(self, page: Any, at: tuple[int, int], value: object, *, head: bool) -> None:
        if value is None:
            page.write_blank(*at, None, self._head if head else self._body)
        elif isinstance(value, Marked):
            page.write_string(*at, value.text[:_LONGEST], self._marked)
            page.write_comment(*at, value.note[:_LONGEST], {"x_scale": 2})
        elif isinstance(value, Formula):
            shown = value.value if isinstance(value.value, str) else float(value.value) if value.value is not None else ""
            form = (self._head if head else self._body) if value.decimals is None else self._number(value.decimals, head=head)
            page.write_formula(*at, f"={value.text}", form, shown)
        elif isinstance(value, datetime.date):
            page.write_datetime(*at, value, self._date)
        elif isinstance(value, int | Decimal) and not isinstance(value, bool):
            page.write_number(*at, value, self._number(_decimals(value), head=head))
        else:
            page.write_string(*at, str(value)[:_LONGEST], self._head if head else self._body)

    def _number(self, decimals: int, *, head: bool) -> Any:
        """The format that shows so many decimals."""
        if (decimals, head) not in self._numbers:
            style = _HEAD if head else _BODY
            self._numbers[decimals, head] = self._format(num_format="0" + ("." + "0" * decimals if decimals else ""), **style)
        return self._numbers[decimals, head]


def _decimals(value: int | Decimal) -> int:
    """As many decimals as the value has."""
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def sheet_name(name: str, taken: set[str]) -> str:
    """A sheet name Excel accepts and no other sheet has; it is added to those ``taken``."""
    base = _FORBIDDEN.sub(" ", name).strip(" '") or "表"
    chosen, number = base[:_NAME], 1
    while chosen.lower() in taken:
        number += 1
        tail = f" ({number})"
        chosen = base[: _NAME - len(tail)] + tail
    taken.add(chosen.lower())
    return chosen
