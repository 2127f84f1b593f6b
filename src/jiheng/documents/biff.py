"""What calamine leaves out of old Excel files (xls): the number format of each cell, error values, encryption, hidden rows
and columns.

Only these records are looked at; values, texts and merged ranges come from calamine.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from jiheng.documents.number_formats import BUILT_IN

_BOF, _EOF, _FILEPASS, _SHEET, _FORMAT, _XF = 0x0809, 0x0A, 0x2F, 0x85, 0x041E, 0xE0
_NUMBER, _RK, _MULRK, _FORMULA, _ROW, _COLUMNS = 0x0203, 0x027E, 0xBD, 0x06, 0x0208, 0x7D
_ERROR: Final = 0x0205
_ERRORS: Final = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_ONE_CELL: Final = frozenset({_NUMBER, _RK, _FORMULA, 0x0206, 0x0406})
_BIFF8: Final = 0x0600
_ERROR_RESULT: Final = 2
_HIDDEN_ROW: Final = 0x20
_ROW_LENGTH: Final = 16


@dataclass(slots=True)
class SheetFormats:
    """Format codes and error values by cell, and how much of the sheet is hidden."""

    codes: dict[tuple[int, int], str] = field(default_factory=dict)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: int = 0
    hidden_columns: int = 0


@dataclass(slots=True)
class WorkbookFormats:
    """What the records say about the whole file."""

    sheets: list[SheetFormats] = field(default_factory=list)
    is_encrypted: bool = False


def read_formats(stream: bytes) -> WorkbookFormats:
    """The formats of all sheets in a ``Workbook`` (or ``Book``) stream; damaged records end the reading early, without error."""
    found = WorkbookFormats()
    version, offsets = _BIFF8, []
    own: dict[int, str] = {}
    styles: list[int] = []
    for kind, body in _records(stream, 0):
        if kind == _BOF and len(body) >= 2:
            version = struct.unpack_from("<H", body)[0]
        elif kind == _FILEPASS:
            found.is_encrypted = True
            return found
        elif kind == _SHEET and len(body) >= 4:
            offsets.append(struct.unpack_from("<I", body)[0])
        elif kind == _FORMAT and len(body) > 3:
            own[struct.unpack_from("<H", body)[0]] = _text(body[2:], version)
        elif kind == _XF and len(body) >= 4:
            styles.append(struct.unpack_from("<H", body, 2)[0])
    codes = [own.get(number) or BUILT_IN.get(number, "General") for number in styles]
    found.sheets = [_sheet(stream, offset, codes) for offset in offsets]
    return found


def _sheet(stream: bytes, offset: int, codes: list[str]) -> SheetFormats:
    found = SheetFormats()

    def note(row: int, column: int, style: int) -> None:
        if style < len(codes) and codes[style] != "General":
            found.codes[row, column] = codes[style]

    for kind, body in _records(stream, offset):
        if kind in _ONE_CELL and len(body) >= 6:
            note(*struct.unpack_from("<HHH", body))
            if kind != _NUMBER and body[12:14] == b"\xff\xff" and body[6] == _ERROR_RESULT:
                found.errors[struct.unpack_from("<HH", body)] = _ERRORS.get(body[8], "#N/A")
        elif kind == _ERROR and len(body) >= 8 and body[7]:
            found.errors[struct.unpack_from("<HH", body)] = _ERRORS.get(body[6], "#N/A")
        elif kind == _MULRK and len(body) >= 6:
            row, first = struct.unpack_from("<HH", body)
            for number in range((len(body) - 6) // 6):
                note(row, first + number, struct.unpack_from("<H", body, 4 + 6 * number)[0])
        elif kind == _ROW and len(body) >= _ROW_LENGTH:
            found.hidden_rows += bool(body[12] & _HIDDEN_ROW)
        elif kind == _COLUMNS and len(body) >= 10:
            found.hidden_columns += body[8] & 1
    return found


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records of one substream; embedded ones (charts) are passed over."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        body = stream[at + 4 : at + 4 + length]
        at += 4 + length
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                return
        if depth <= 1:
            yield kind, body


def _text(body: bytes, version: int) -> str:
    """A format code: counted bytes before Excel 97, counted UTF-16 or Latin-1 since."""
    if version < _BIFF8:
        return body[1 : 1 + body[0]].decode("gb18030", "replace")
    count, flags = struct.unpack_from("<HB", body)
    return body[3 : 3 + 2 * count].decode("utf-16-le", "replace") if flags & 1 else body[3 : 3 + count].decode("latin-1")
