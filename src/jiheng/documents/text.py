"""Text dumps: lines with their numbers, and delimited rows as inexact tables.

Columns of such a table are a hint, row breaks are those of the file. Where the structure of a line says nothing (one cell a line, cells
held apart by a space, everything run together) the line stays a paragraph, and what its words mean is for ``extraction`` to say.
"""

from __future__ import annotations

import hashlib
import re
from typing import Final

from jiheng.documents.content import Block, Cell, Document, FileKind, Limits, Paragraph, Table
from jiheng.documents.deadline import Deadline
from jiheng.documents.errors import TextTooLong, TooManyCells
from jiheng.documents.text_cleaning import clean
from jiheng.documents.text_encoding import decode, mojibake
from jiheng.documents.text_rows import Line, Rows, split_rows, width
from jiheng.model import Place

__all__ = ["decode", "read_text"]

_HEADING: Final = re.compile(r"(#{1,6})\s+(?=\S)")


def read_text(data: bytes, path: str, limits: Limits) -> Document:
    """The document in a text file.

    Raises:
        TextTooLong, TooManyCells, TimeExceeded: the limits.
    """
    text, encoding = decode(data)
    deadline = Deadline(path, limits)
    blocks: list[Block] = []
    cells = 0
    for part in split_rows(_lines(text, path, limits)):
        deadline.check()
        if isinstance(part, Rows):
            table = _table(part, path, len(blocks))
            cells += len(table.cells)
            if cells > limits.cells:
                raise TooManyCells(path, limits.cells)
            blocks.append(table)
        else:
            blocks.append(_paragraph(part, path, len(blocks)))
    notice = mojibake(text)
    return Document(
        path=path,
        kind=FileKind.TEXT,
        digest=f"sha256:{hashlib.sha256(data).hexdigest()}",
        blocks=tuple(blocks),
        encoding=encoding,
        notices=(notice,) if notice else (),
    )


def _lines(text: str, path: str, limits: Limits) -> list[Line]:
    lines: list[Line] = []
    gap = 0
    for number, raw in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        gap += raw.count("\f")
        line = raw.replace("\f", "").replace("\0", "")
        if not line.strip(" \u3000\u00a0"):
            gap += 1
            continue
        if len(line) > limits.cell_characters:
            longest = max(len(piece) for piece in re.split(r"[\t|｜]", line))
            if longest > limits.cell_characters:
                raise TextTooLong(path, f"第 {number} 行", longest, limits.cell_characters)
        if "\t" in line and not line.strip():
            continue
        lines.append(Line(number, line, gap))
        gap = 0
    return lines


def _paragraph(line: Line, path: str, block: int) -> Paragraph:
    text = clean(line.text)
    heading = _HEADING.match(text)
    level = len(heading[1]) if heading else 0
    return Paragraph(text=text[heading.end() :] if heading else text, place=Place(file=path, line=line.number, block=block), level=level)


def _table(rows: Rows, path: str, block: int) -> Table:
    cells = tuple(
        Cell(row=r, column=c, text=clean(cell.text), place=Place(file=path, line=cell.line, block=block, row=r, column=c))
        for r, row in enumerate(rows.rows)
        for c, cell in enumerate(row)
    )
    first = rows.rows[0][0].line if rows.rows and rows.rows[0] else None
    place = Place(file=path, line=first, block=block)
    return Table(cells=cells, rows=len(rows.rows), columns=width(rows.rows), place=place, exact=False)
