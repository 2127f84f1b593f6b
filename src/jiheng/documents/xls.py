"""Old Excel workbooks (xls, et): every visible sheet as a table, values as a person sees them.

Whether a formula was ever computed cannot be told here; its saved result is read.
"""

from __future__ import annotations

import hashlib
import math

from jiheng.documents import number_formats
from jiheng.documents.biff import MACRO_SHEET, WORKSHEET, BiffSheet, BiffWorkbook, read_workbook
from jiheng.documents.compound import Compound
from jiheng.documents.content import Block, Document, FileKind, Limits
from jiheng.documents.deadline import Deadline
from jiheng.documents.errors import DamagedFile, MacroFile, PasswordProtected, TooManyCells
from jiheng.documents.sheet_grid import SheetValue, hidden_notices, number_value, sheet_table
from jiheng.model import Place


def read_xls(data: bytes, path: str, limits: Limits) -> Document:
    """The workbook in ``data``.

    Raises:
        DocumentError: damaged, protected, with macros, or beyond a limit.
    """
    deadline = Deadline(path, limits)
    book = _open(data, path, deadline)
    blocks: list[Block] = []
    notices: list[str] = []
    for sheet in book.sheets:
        deadline.check()
        if sheet.is_hidden:
            notices.append(f"工作表「{sheet.name}」是隐藏的，未读取；需要检查的请取消隐藏。")
            continue
        if sheet.kind != WORKSHEET:
            notices.append(f"工作表「{sheet.name}」不是普通工作表（如图表），未读取。")
            continue
        notices.extend(hidden_notices(sheet.name, sheet.hidden_rows, sheet.hidden_columns))
        if len(sheet.values) > limits.cells:
            raise TooManyCells(path, limits.cells)
        place = Place(file=path, sheet=sheet.name, block=len(blocks))
        table = sheet_table(_shown(sheet, date1904=book.date1904), sheet.merges, place, limits)
        if table is not None:
            blocks.append(table)
    if not blocks:
        notices.append("工作簿中没有可读取的内容。")
    return Document(
        path=path,
        kind=FileKind.XLS,
        digest=f"sha256:{hashlib.sha256(data).hexdigest()}",
        blocks=tuple(blocks),
        notices=tuple(notices),
    )


def _open(data: bytes, path: str, deadline: Deadline) -> BiffWorkbook:
    compound = Compound(data, path)
    if "_VBA_PROJECT_CUR" in compound.storages:
        raise MacroFile(path, "xlsx")
    book = read_workbook(compound.read("Workbook") or compound.read("Book"), deadline)
    if book.is_encrypted:
        raise PasswordProtected(path)
    if not book.sheets:
        raise DamagedFile(path, "工作簿记录不完整")
    if any(sheet.kind == MACRO_SHEET for sheet in book.sheets):
        raise MacroFile(path, "xlsx")
    return book


def _shown(sheet: BiffSheet, *, date1904: bool) -> dict[tuple[int, int], SheetValue]:
    found: dict[tuple[int, int], SheetValue] = {}
    for spot, (value, code) in sheet.values.items():
        if isinstance(value, bool):
            found[spot] = SheetValue("TRUE" if value else "FALSE")
        elif isinstance(value, str):
            text = value.replace("\r\n", "\n").replace("\r", "\n")
            found[spot] = SheetValue(number_formats.shown_text(text, code))
        elif math.isfinite(value):
            found[spot] = number_value(number_formats.exact(value), code, date1904=date1904)
    return found
