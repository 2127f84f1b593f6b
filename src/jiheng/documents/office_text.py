"""What can be told of an old Word file without an office program: its format by content, protection, macros, the text at its end.

Reads the file's header and its table of pieces (MS-DOC 2.5 and 2.8.35), nothing more.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from typing import Final

from jiheng.documents.compound import MAGIC, Compound
from jiheng.documents.errors import DamagedFile, MacroFile, PasswordProtected

_TO_DOCX: Final = "请用 Word 或 WPS 打开，另存为 .docx 再查。"
_WORD_MARK: Final = 0xA5EC
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_TEXT_LENGTH, _PIECES = 0x4C, 0x1A2
_COMPRESSED: Final = 0x40000000
_CELL_END: Final = "\x07"
_FIELD: Final = re.compile("\x13[^\x13\x14\x15]*\x14?|[\x00-\x06\x08-\x1f]")
_CHECKED_CELLS: Final = 8


@dataclass(frozen=True, slots=True)
class NamedFormat:
    """What a person calls the file, the extension its content deserves, and the way out without a converter."""

    name: str
    extension: str
    remedy: str = _TO_DOCX


def format_of(data: bytes) -> NamedFormat:
    """The format of a file that needs an office program."""
    if data.startswith(MAGIC):
        return NamedFormat(" Word 97-2003 或 WPS 文档（doc/wps）", "doc")
    if data.startswith(b"{\\rtf"):
        return NamedFormat(" RTF 文档", "rtf")
    return NamedFormat(" ODF 文字文档（odt）", "odt")


@dataclass(frozen=True, slots=True)
class WordFile:
    """The end of the main text of an old Word file: whether it closes with a table, and the last cells of that table."""

    ends_in_table: bool = False
    last_cells: tuple[str, ...] = ()

    @classmethod
    def of(cls, data: bytes, path: str) -> WordFile:
        """What the file says.

        Raises:
            DocumentError: damaged, protected by a password, or with macros.
        """
        compound = Compound(data, path)
        if {name.lower() for name in compound.storages} & {"macros", "_vba_project_cur"}:
            raise MacroFile(path, "docx")
        main = compound.read("WordDocument")
        if len(main) < _PIECES + 8 or struct.unpack_from("<H", main)[0] != _WORD_MARK:
            if main or "WordDocument" in compound.streams:
                raise DamagedFile(path, "Word 文档的文件头不完整")
            return cls()
        flags = struct.unpack_from("<H", main, 0x0A)[0]
        if flags & _ENCRYPTED:
            raise PasswordProtected(path, " Word 文档")
        table = compound.read("1Table" if flags & _SECOND_TABLE else "0Table")
        try:
            text = _text(main, table)
        except (struct.error, IndexError):
            return cls()
        tail = text.rstrip("\x0c")
        if not tail.endswith(_CELL_END):
            return cls()
        run = tail.rpartition("\r\r")[2].rpartition("\x0c")[2]
        cells = [found for cell in run.split(_CELL_END) if (found := "".join(_FIELD.sub("", cell).split()))]
        return cls(True, tuple(cells[-_CHECKED_CELLS:]))


def _text(main: bytes, table: bytes) -> str:
    """The main text: the pieces of the file in order, cut at the length the header names."""
    length = struct.unpack_from("<I", main, _TEXT_LENGTH)[0]
    at, size = struct.unpack_from("<II", main, _PIECES)
    end = min(at + size, len(table))
    while at < end and table[at] == 1:  # properties, passed over
        at += 3 + struct.unpack_from("<H", table, at + 1)[0]
    count = (struct.unpack_from("<I", table, at + 1)[0] - 4) // 12
    at += 5
    if not 0 < count <= len(table) // 12:
        return ""
    bounds = struct.unpack_from(f"<{count + 1}I", table, at)
    parts: list[str] = []
    for number in range(count):
        place = struct.unpack_from("<I", table, at + 4 * (count + 1) + 8 * number + 2)[0]
        characters = max(bounds[number + 1] - bounds[number], 0)
        if place & _COMPRESSED:
            start = (place & ~_COMPRESSED) // 2
            parts.append(main[start : start + characters].decode("cp1252", "replace"))
        else:
            parts.append(main[place : place + 2 * characters].decode("utf-16-le", "replace"))
    return "".join(parts)[:length]
