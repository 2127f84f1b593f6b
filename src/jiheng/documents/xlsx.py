"""Excel workbooks (xlsx): every visible sheet as a table, values as a person sees them, the full value beside.

One pass over the XML gives what openpyxl needs two loads for (formula and last result) and calamine leaves out (number formats).
Formulas are never computed here: the result saved in the file is read, and a formula without one is reported.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from jiheng.documents import number_formats
from jiheng.documents.content import Block, Document, FileKind, Limits
from jiheng.documents.deadline import Deadline
from jiheng.documents.errors import TooManyCells
from jiheng.documents.package import Package
from jiheng.documents.sheet_grid import Merge, SheetValue, cell_name, hidden_notices, number_value, sheet_table
from jiheng.model import Place

_S: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_CELL, _STORED, _FORMULA, _INLINE = f"{_S}c", f"{_S}v", f"{_S}f", f"{_S}is"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_REFERENCE: Final = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NAMED: Final = 5


def read_xlsx(data: bytes, path: str, limits: Limits) -> Document:
    """The workbook in ``data``.

    Raises:
        DocumentError: damaged, with macros, or beyond a limit.
    """
    package = Package(data, path, limits)
    package.refuse_macros("xlsx")
    workbook = _Workbook(package, limits)
    blocks, notices = workbook.read()
    return Document(
        path=path,
        kind=FileKind.XLSX,
        digest=f"sha256:{hashlib.sha256(data).hexdigest()}",
        blocks=tuple(blocks),
        notices=tuple(notices),
    )


@dataclass(slots=True)
class _Sheet:
    """What one sheet's XML says."""

    values: dict[tuple[int, int], SheetValue] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    uncomputed: list[str] = field(default_factory=list)
    computed: int = 0
    hidden_rows: int = 0
    hidden_columns: int = 0
    pictures: bool = False


class _Workbook:
    """One run over a workbook."""

    def __init__(self, package: Package, limits: Limits) -> None:
        self._package, self._limits, self._path = package, limits, package.path
        self._main = package.main_part() or "xl/workbook.xml"
        self._root = package.root(self._main)
        self._relations = package.relations(self._main)
        self._deadline = Deadline(package.path, limits)
        self._strings = self._shared_strings()
        self._formats = self._cell_formats()
        properties = self._root.find(f"{_S}workbookPr")
        self._date1904 = properties is not None and _is_true(properties.get("date1904"))
        self._cells = 0

    def read(self) -> tuple[list[Block], list[str]]:
        """The tables of the visible sheets, and what was passed over."""
        blocks: list[Block] = []
        notices: list[str] = []
        computed = 0
        for sheet in self._root.iter(f"{_S}sheet"):
            name = sheet.get("name") or ""
            kind, part = self._relations.get(sheet.get(f"{_R}id") or "", ("", ""))
            if sheet.get("state") in ("hidden", "veryHidden"):
                notices.append(f"工作表「{name}」是隐藏的，未读取；需要检查的请取消隐藏。")
                continue
            if kind != "worksheet":
                notices.append(f"工作表「{name}」不是普通工作表（如图表），未读取。")
                continue
            found = self._sheet(part)
            computed += found.computed
            notices.extend(_sheet_notices(name, found))
            table = sheet_table(found.values, found.merges, Place(file=self._path, sheet=name, block=len(blocks)), self._limits)
            if table is not None:
                blocks.append(table)
        if computed and self._is_stale():
            notices.append("文件标明公式要在打开时重新计算，现读取的是上次保存的结果；请用 Excel 或 WPS 打开、保存后再查。")
        if not blocks:
            notices.append("工作簿中没有可读取的内容。")
        return blocks, notices

    def _is_stale(self) -> bool:
        properties = self._root.find(f"{_S}calcPr")
        return properties is not None and _is_true(properties.get("fullCalcOnLoad"))

    def _sheet(self, part: str) -> _Sheet:
        found = _Sheet()
        row_number = -1
        for row in self._package.root(part):
            if row.tag == f"{_S}sheetData":
                for line in row:
                    reference = line.get("r") or ""
                    row_number = int(reference) - 1 if reference.isdecimal() else row_number + 1
                    found.hidden_rows += _is_true(line.get("hidden"))
                    self._row(line, row_number, found)
            elif row.tag == f"{_S}mergeCells":
                found.merges.extend(_merges(row))
            elif row.tag == f"{_S}cols":
                found.hidden_columns += sum(_is_true(column.get("hidden")) for column in row)
            elif row.tag == f"{_S}drawing":
                found.pictures = True
        return found

    def _row(self, line: etree._Element, row: int, found: _Sheet) -> None:
        self._deadline.check()
        column = -1
        for cell in line:
            if cell.tag != _CELL:
                continue
            reference = _REFERENCE.fullmatch(cell.get("r") or "")
            column = _column_number(reference[1]) if reference else column + 1
            value = self._value(cell, row, column, found)
            if value is None:
                continue
            self._cells += 1
            if self._cells > self._limits.cells:
                raise TooManyCells(self._path, self._limits.cells)
            found.values[row, column] = value

    def _value(self, cell: etree._Element, row: int, column: int, found: _Sheet) -> SheetValue | None:
        """What a cell shows; None when it is blank."""
        kind = cell.get("t") or "n"
        stored: str | None = None
        has_formula = False
        for child in cell:
            if child.tag == _STORED:
                stored = child.text
            elif child.tag == _FORMULA:
                has_formula = True
            elif child.tag == _INLINE:
                return SheetValue(_rich_text(child))
        if has_formula:
            if not stored and kind not in ("str", "s"):
                found.uncomputed.append(cell_name(row, column))
                return None
            found.computed += 1
        if not stored:
            return None
        code = self._code(cell)
        if kind == "s":
            number = int(stored) if stored.strip().isdigit() else -1
            text = self._strings[number] if 0 <= number < len(self._strings) else ""
            return SheetValue(number_formats.shown_text(text, code))
        if kind == "str":
            return SheetValue(number_formats.shown_text(_plain_text(stored), code))
        if kind == "b":
            return SheetValue("TRUE" if _is_true(stored.strip()) else "FALSE")
        if kind == "n":
            return _number(stored, code, date1904=self._date1904)
        return SheetValue(_plain_text(stored))

    def _code(self, cell: etree._Element) -> str:
        style = cell.get("s") or "0"
        return self._formats[int(style)] if style.isdigit() and int(style) < len(self._formats) else "General"

    def _shared_strings(self) -> list[str]:
        part = self._related("sharedStrings")
        return [_rich_text(item) for item in self._package.root(part).iterfind(f"{_S}si")] if part else []

    def _cell_formats(self) -> list[str]:
        """Number format codes by style number."""
        part = self._related("styles")
        if not part:
            return []
        root = self._package.root(part)
        own = {fmt.get("numFmtId") or "": fmt.get("formatCode") or "General" for fmt in root.iterfind(f"{_S}numFmts/{_S}numFmt")}
        return [_format_code(xf.get("numFmtId") or "0", own) for xf in root.iterfind(f"{_S}cellXfs/{_S}xf")]

    def _related(self, kind: str) -> str | None:
        return next((part for name, part in self._relations.values() if name == kind and self._package.has(part)), None)


def _number(stored: str, code: str, *, date1904: bool) -> SheetValue:
    try:
        number = number_formats.exact(stored)
    except ValueError:
        return SheetValue(stored)
    return number_value(number, code, date1904=date1904) if number.is_finite() else SheetValue(stored)


def _format_code(number: str, own: dict[str, str]) -> str:
    return own.get(number) or number_formats.BUILT_IN.get(int(number) if number.isdigit() else 0, "General")


def _merges(element: etree._Element) -> Iterator[Merge]:
    for merge in element:
        ends = _REFERENCE.findall(merge.get("ref") or "")
        if len(ends) == 2:
            (left, top), (right, bottom) = ends
            yield Merge(int(top) - 1, _column_number(left), int(bottom) - 1, _column_number(right))


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _rich_text(element: etree._Element) -> str:
    """The text of a string item; phonetic guides (``rPh``) are left out."""
    parts: list[str] = []
    for child in element:
        if child.tag == f"{_S}t":
            parts.append(child.text or "")
        elif child.tag == f"{_S}r":
            parts.append(child.findtext(f"{_S}t") or "")
    return _plain_text("".join(parts))


def _plain_text(text: str) -> str:
    if "_x" in text:
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _is_true(text: str | None) -> bool:
    return text in ("1", "true", "on")


def _sheet_notices(name: str, sheet: _Sheet) -> Iterator[str]:
    if sheet.uncomputed:
        some = "、".join(sheet.uncomputed[:_NAMED]) + (" 等" if len(sheet.uncomputed) > _NAMED else "")
        yield (
            f"工作表「{name}」有 {len(sheet.uncomputed)} 个公式没有保存计算结果（{some}），按空白读取；请用 Excel 或 WPS 打开、保存后再查。"
        )
    yield from hidden_notices(name, sheet.hidden_rows, sheet.hidden_columns)
    if sheet.pictures:
        yield f"工作表「{name}」有图片、图表或文本框，其中的文字未读取。"
