"""The records of old Excel files (BIFF5 and BIFF8): values, number formats, merged ranges, what is hidden.

Read here and not by calamine: that gives no number formats, and a damaged file made it ask for 137 GB and end the whole process.
Damaged records are passed over; every loop is bounded by the bytes there are.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from jiheng.documents.deadline import Deadline
from jiheng.documents.number_formats import BUILT_IN
from jiheng.documents.sheet_grid import Merge

#: What a cell holds; errors are text as shown (#DIV/0!).
Value: TypeAlias = str | float | bool

_BOF, _EOF, _CONTINUE, _FILEPASS, _SHEET, _FORMAT, _XF, _STRINGS = 0x0809, 0x0A, 0x3C, 0x2F, 0x85, 0x041E, 0xE0, 0xFC
_DATE1904, _CODEPAGE = 0x22, 0x42
_NUMBER, _RK, _MULRK, _LABEL, _RICH, _SHARED, _TRUTH, _TEXT_RESULT = 0x0203, 0x027E, 0xBD, 0x0204, 0xD6, 0xFD, 0x0205, 0x0207
_ROW, _COLUMNS, _MERGES = 0x0208, 0x7D, 0xE5
_FORMULAS: Final = frozenset({0x06, 0x0206, 0x0406})
_BIFF8: Final = 0x0600
_HIDDEN_ROW: Final = 0x20
_ERRORS: Final = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_CODECS: Final = {936: "gb18030", 950: "big5", 1200: "utf-16-le", 1252: "cp1252", 65001: "utf-8"}
WORKSHEET, MACRO_SHEET = 0, 1
_RICH_TEXT, _PHONETIC = 0x08, 0x04


@dataclass(slots=True)
class BiffSheet:
    """One sheet: values with their format codes by position, merged ranges, what is hidden."""

    name: str
    kind: int = WORKSHEET
    is_hidden: bool = False
    values: dict[tuple[int, int], tuple[Value, str]] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: int = 0
    hidden_columns: int = 0


@dataclass(slots=True)
class BiffWorkbook:
    """What the records say about the whole file."""

    sheets: list[BiffSheet] = field(default_factory=list)
    is_encrypted: bool = False
    date1904: bool = False
    version: int = _BIFF8
    codec: str = "gb18030"
    formats: list[str] = field(default_factory=list)
    strings: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Globals:
    """What the first substream says for the others."""

    offsets: list[int] = field(default_factory=list)
    codes: dict[int, str] = field(default_factory=dict)
    styles: list[int] = field(default_factory=list)


def read_workbook(stream: bytes, deadline: Deadline | None = None) -> BiffWorkbook:
    """The workbook in a ``Workbook`` (or ``Book``) stream."""
    book = BiffWorkbook()
    found = _Globals()
    for kind, parts in _records(stream, 0):
        if kind == _FILEPASS:
            book.is_encrypted = True
            return book
        try:
            _global(kind, parts, book, found)
        except (struct.error, IndexError):
            continue
    book.formats = [found.codes.get(number) or BUILT_IN.get(number, "General") for number in found.styles]
    for sheet, offset in zip(book.sheets, found.offsets, strict=False):
        if sheet.kind == WORKSHEET and not sheet.is_hidden:
            if deadline:
                deadline.check()
            _fill(sheet, stream, offset, book)
    return book


def _global(kind: int, parts: list[bytes], book: BiffWorkbook, found: _Globals) -> None:
    body = parts[0]
    if kind == _BOF:
        book.version = _short(body, 0)
    elif kind == _DATE1904:
        book.date1904 = bool(_short(body, 0))
    elif kind == _CODEPAGE:
        book.codec = _CODECS.get(_short(body, 0), "gb18030")
    elif kind == _SHEET:
        sheet = BiffSheet(_short_text(body[6:], book), kind=body[5], is_hidden=bool(body[4] & 3))
        found.offsets.append(struct.unpack_from("<I", body)[0])
        book.sheets.append(sheet)
    elif kind == _FORMAT:
        code = _long_text([body[2:]], book) if book.version >= _BIFF8 else _short_text(body[2:], book)
        found.codes[_short(body, 0)] = code
    elif kind == _XF:
        found.styles.append(_short(body, 2))
    elif kind == _STRINGS:
        book.strings = _shared_strings(parts)


def _fill(sheet: BiffSheet, stream: bytes, offset: int, book: BiffWorkbook) -> None:
    waiting: tuple[int, int, int] | None = None
    for kind, parts in _records(stream, offset):
        body = parts[0]
        try:
            if kind in _FORMULAS:
                waiting = _formula(sheet, body, book)
            elif kind == _TEXT_RESULT and waiting:
                _keep(sheet, *waiting, _long_text(parts, book), book)
                waiting = None
            elif kind == _ROW:
                sheet.hidden_rows += bool(body[12] & _HIDDEN_ROW)
            elif kind == _COLUMNS:
                sheet.hidden_columns += body[8] & 1
            elif kind == _MERGES:
                for top, bottom, left, right in struct.iter_unpack("<HHHH", body[2 : 2 + (len(body) - 2) // 8 * 8]):
                    sheet.merges.append(Merge(top, left, bottom, right))
            else:
                _plain_cell(sheet, kind, parts, book)
        except (struct.error, IndexError):
            continue


def _plain_cell(sheet: BiffSheet, kind: int, parts: list[bytes], book: BiffWorkbook) -> None:
    body = parts[0]
    if kind == _MULRK:
        row, first = struct.unpack_from("<HH", body)
        for number in range((len(body) - 6) // 6):
            style, packed = struct.unpack_from("<HI", body, 4 + 6 * number)
            _keep(sheet, row, first + number, style, _unpacked(packed), book)
    elif kind in (_NUMBER, _RK, _LABEL, _RICH, _SHARED, _TRUTH):
        row, column, style = struct.unpack_from("<HHH", body)
        value: Value
        if kind == _NUMBER:
            value = struct.unpack_from("<d", body, 6)[0]
        elif kind == _RK:
            value = _unpacked(struct.unpack_from("<I", body, 6)[0])
        elif kind == _SHARED:
            value = book.strings[struct.unpack_from("<I", body, 6)[0]]
        elif kind == _TRUTH:
            value = _ERRORS.get(body[6], "#N/A") if body[7] else bool(body[6])
        else:
            value = _long_text([body[6:], *parts[1:]], book)
        _keep(sheet, row, column, style, value, book)


def _formula(sheet: BiffSheet, body: bytes, book: BiffWorkbook) -> tuple[int, int, int] | None:
    """Keep the saved result of a formula; a text result follows in a record of its own, then its position and style are returned."""
    row, column, style = struct.unpack_from("<HHH", body)
    if body[12:14] != b"\xff\xff":
        _keep(sheet, row, column, style, struct.unpack_from("<d", body, 6)[0], book)
    elif body[6] == 0:
        return row, column, style
    elif body[6] == 1:
        _keep(sheet, row, column, style, bool(body[8]), book)
    elif body[6] == 2:
        _keep(sheet, row, column, style, _ERRORS.get(body[8], "#N/A"), book)
    return None


def _keep(sheet: BiffSheet, row: int, column: int, style: int, value: Value, book: BiffWorkbook) -> None:
    sheet.values[row, column] = value, book.formats[style] if style < len(book.formats) else "General"


def _unpacked(packed: int) -> float:
    """A number in the short form: the upper 30 bits of a float or a whole number, perhaps in hundredths."""
    if packed & 2:
        whole = packed >> 2
        value = float(whole - (1 << 30) if whole & (1 << 29) else whole)
    else:
        value = struct.unpack("<d", struct.pack("<II", 0, packed & 0xFFFFFFFC))[0]
    return value / 100 if packed & 1 else value


def _records(stream: bytes, at: int) -> Iterator[tuple[int, list[bytes]]]:
    """The records of one substream, each with its continuations; embedded substreams (charts) are passed over."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        parts = [stream[at + 4 : at + 4 + length]]
        at += 4 + length
        while at + 4 <= len(stream) and _short(stream, at) == _CONTINUE:
            length = _short(stream, at + 2)
            parts.append(stream[at + 4 : at + 4 + length])
            at += 4 + length
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                return
        if depth <= 1:
            yield kind, parts


def _short(body: bytes, at: int) -> int:
    return int(struct.unpack_from("<H", body, at)[0])


def _short_text(body: bytes, book: BiffWorkbook) -> str:
    """A text counted by one byte, as sheet names are."""
    if book.version < _BIFF8:
        return body[1 : 1 + body[0]].decode(book.codec, "replace")
    return _Text([body[2:]]).characters(body[0], is_wide=bool(body[1] & 1))


def _long_text(parts: list[bytes], book: BiffWorkbook) -> str:
    """A text counted by two bytes."""
    if book.version < _BIFF8:
        return parts[0][2 : 2 + _short(parts[0], 0)].decode(book.codec, "replace")
    text = _Text(parts)
    count, flags = struct.unpack("<HB", text.take(3))
    text.take(2 * bool(flags & _RICH_TEXT) + 4 * bool(flags & _PHONETIC))
    return text.characters(count, is_wide=bool(flags & 1))


def _shared_strings(parts: list[bytes]) -> list[str]:
    """The texts that cells share; as many as there are, whatever the record claims."""
    text = _Text(parts)
    text.take(8)
    found: list[str] = []
    while not text.is_over:
        try:
            count, flags = struct.unpack("<HB", text.take(3))
            runs = _short(text.take(2), 0) if flags & _RICH_TEXT else 0
            phonetic = struct.unpack("<I", text.take(4))[0] if flags & _PHONETIC else 0
        except struct.error:
            break
        found.append(text.characters(count, is_wide=bool(flags & 1)))
        text.take(4 * runs + phonetic)
    return found


class _Text:
    """Texts over a record and its continuations. Characters that go on in a continuation begin there with a width byte of their own."""

    def __init__(self, parts: list[bytes]) -> None:
        self._parts, self._part, self._at = parts, 0, 0

    @property
    def is_over(self) -> bool:
        """Whether all bytes are taken."""
        while self._part < len(self._parts) and self._at >= len(self._parts[self._part]):
            self._part, self._at = self._part + 1, 0
        return self._part >= len(self._parts)

    def take(self, count: int) -> bytes:
        """The next bytes; fewer at the end."""
        taken = b""
        while len(taken) < count and not self.is_over:
            more = self._parts[self._part][self._at : self._at + count - len(taken)]
            self._at += len(more)
            taken += more
        return taken

    def characters(self, count: int, *, is_wide: bool) -> str:
        """The next characters; fewer at the end."""
        found: list[str] = []
        while count > 0:
            part = self._part
            if self.is_over:
                break
            if self._part != part:
                is_wide = bool(self._parts[self._part][0] & 1)
                self._at = 1
            width = 2 if is_wide else 1
            raw = self._parts[self._part][self._at : self._at + count * width]
            self._at += len(raw)
            count -= max(len(raw) // width, 1)
            found.append(raw.decode("utf-16-le" if is_wide else "latin-1", "replace"))
        return "".join(found)
