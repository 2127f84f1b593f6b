"""Old Excel workbooks (xls, et): values and merged ranges from calamine, number formats from the file's own records.

Whether a formula was ever computed cannot be told here; its saved result is read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Final, TypeAlias

import python_calamine as calamine

from jiheng.documents import number_formats
from jiheng.documents.biff import SheetFormats, read_formats
from jiheng.documents.compound import Compound
from jiheng.documents.content import Block, Document, FileKind, Limits
from jiheng.documents.deadline import Deadline
from jiheng.documents.errors import DamagedFile, MacroFile, PasswordProtected, TooManyCells
from jiheng.documents.sheet_grid import Merge, SheetValue, hidden_notices, number_value, sheet_table
from jiheng.model import Place

Value: TypeAlias = int | float | str | bool | time | date | datetime | timedelta
_FIRST_DAY: Final = datetime(1899, 12, 30)  # noqa: DTZ001 (sheets know no time zones)
_CUT: Final = "工作簿记录不完整"
_DAY: Final = Decimal(86_400)
_DEFAULT_DATE: Final = "yyyy/m/d"
_DEFAULT_MOMENT: Final = "yyyy/m/d h:mm"


def read_xls(data: bytes, path: str, limits: Limits) -> Document:
    """The workbook in ``data``.

    Raises:
        DocumentError: damaged, protected, with macros, or beyond a limit.
    """
    compound = Compound(data, path)
    if "_VBA_PROJECT_CUR" in compound.storages:
        raise MacroFile(path, "xlsx")
    stream = compound.read("Workbook") or compound.read("Book")
    if not stream:
        raise DamagedFile(path, _CUT)
    formats = read_formats(stream)
    if formats.is_encrypted:
        raise PasswordProtected(path)
    workbook = _open(data, path)
    blocks: list[Block] = []
    notices: list[str] = []
    deadline = Deadline(path, limits)
    for number, meta in enumerate(workbook.sheets_metadata):
        if meta.typ is calamine.SheetTypeEnum.MacroSheet:
            raise MacroFile(path, "xlsx")
        if meta.visible is not calamine.SheetVisibleEnum.Visible:
            notices.append(f"工作表「{meta.name}」是隐藏的，未读取；需要检查的请取消隐藏。")
            continue
        if meta.typ is not calamine.SheetTypeEnum.WorkSheet:
            notices.append(f"工作表「{meta.name}」不是普通工作表（如图表），未读取。")
            continue
        deadline.check()
        known = formats.sheets[number] if number < len(formats.sheets) else SheetFormats()
        notices.extend(hidden_notices(meta.name, known.hidden_rows, known.hidden_columns))
        place = Place(file=path, sheet=meta.name, block=len(blocks))
        values, merges = _content(workbook, number, known, place, limits)
        table = sheet_table(values, merges, place, limits)
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


def _open(data: bytes, path: str) -> calamine.CalamineWorkbook:
    try:
        return calamine.CalamineWorkbook.from_filelike(BytesIO(data))
    except calamine.PasswordError as error:
        raise PasswordProtected(path) from error
    except Exception as error:
        raise DamagedFile(path, _CUT) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # how the parser, not written in Python, fails on damage it did not foresee
            raise DamagedFile(path, _CUT) from error
        raise


def _content(
    workbook: calamine.CalamineWorkbook, number: int, formats: SheetFormats, place: Place, limits: Limits
) -> tuple[dict[tuple[int, int], SheetValue], Iterable[Merge]]:
    try:
        sheet = workbook.get_sheet_by_index(number)
        if sheet.height * sheet.width > 4 * limits.cells:
            raise TooManyCells(place.file, limits.cells)
        rows = sheet.to_python(skip_empty_area=True)
        ranges = sheet.merged_cell_ranges or []
    except calamine.CalamineError as error:
        raise DamagedFile(place.file, f"工作表「{place.sheet}」的记录不完整") from error
    top, left = sheet.start or (0, 0)
    values: dict[tuple[int, int], SheetValue] = {}
    for row, line in enumerate(rows, top):
        for column, value in enumerate(line, left):
            if value != "":
                values[row, column] = _shown(value, formats.codes.get((row, column)))
    values.update((spot, SheetValue(text)) for spot, text in formats.errors.items())
    return values, [Merge(start[0], start[1], end[0], end[1]) for start, end in ranges]


def _shown(value: Value, code: str | None) -> SheetValue:
    if isinstance(value, bool):
        return SheetValue("TRUE" if value else "FALSE")
    if isinstance(value, str):
        return SheetValue(value.replace("\r\n", "\n").replace("\r", "\n"))
    if isinstance(value, (int, float)):
        return number_value(number_formats.exact(value), code or "General")
    default = _DEFAULT_DATE if type(value) is date else "h:mm:ss" if isinstance(value, (time, timedelta)) else _DEFAULT_MOMENT
    return number_value(_days(value), code if code and number_formats.is_date(code) else default)


def _days(value: time | date | timedelta) -> Decimal:
    """The day number calamine made a date or time of."""
    if isinstance(value, timedelta):
        return _seconds(value) / _DAY
    if isinstance(value, time):
        return Decimal(value.hour * 3600 + value.minute * 60 + value.second) / _DAY
    moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)  # noqa: DTZ001
    return _seconds(moment - _FIRST_DAY) / _DAY


def _seconds(span: timedelta) -> Decimal:
    return Decimal(span.days) * _DAY + span.seconds
