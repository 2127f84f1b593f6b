"""The text of a dump as one stream of characters that remembers where each stood and how it was held apart from the one before.

White space is taken out and counted as a gap instead, so that one way of reading serves every layout: cells held apart by tabs or pipes, by
lines, by spaces, or by nothing at all.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import Final

from jiheng.documents.content import Block, Cell, Paragraph
from jiheng.extraction.results import Piece
from jiheng.model import Place

#: The characters that labels of forms are written with: the traditional one, then the simplified one.
_PAIRS: Final = (
    "項项執执績绩標标產产時时質质數数總总體体實实際际額额資资撥拨財财單单門门權权滿满會会濟济態态響响續续對对預预報报評评價价"
    "現现狀状況况級级結结轉转與与內内計计劃划類类別别編编碼码號号責责聯联繫系係系電电話话間间終终點点範范圍围開开關关專专業业"
    "務务達达發发規规則则說说優优無无萬万億亿處处縣县區区鄉乡鎮镇議议論论設设備备運运維维護护購购費费積积極极應应該该據据證证"
    "節节約约為为個个條条構构導导強强環环監监過过進进遠远選选顯显獎奖擬拟採采網网統统組组織织經经綜综誤误調调請请變变貼贴較较"
    "輔辅農农適适審审寫写屬属歸归當当復复從从戶户擔担歷历決决準准獨独異异療疗確确種种稱称細细職职舉举補补複复視视觀观訂订記记"
    "試试詳详認认課课負负員员來来長长廣广"
)
_FOLD: Final = str.maketrans(dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)) | {"﹦": "=", "═": "=", "≧": "≥", "≦": "≤"})
#: What a form prints for an indicator that nobody filled in: 指标2：, ……; it would be taken for the name of the next row's texts.
_EMPTY: Final = re.compile(  # possessive: a line of dots before the page of a contents line is read once
    r"\s*+(?:(?:指标\s*+\d{1,2}+\s*+[:：、.．]?+|…++|⋯++|\.{3,}+|。{3,}+)\s*+)++|\s*指标\s*\d{1,2}\s*[:：]?\s*[/—–-](?:\s+[/—–-])+\s*"
)
_NUMBERS: Final = ("序号", "编号")
#: Column labels are no longer than this.
_HEADER_LENGTH: Final = 20


class Gap(IntEnum):
    """What stands between a character and the one before it, weakest first."""

    NONE = 0
    SPACE = 1
    LINE = 2
    CELL = 3


@dataclass(frozen=True, slots=True)
class Span:
    """A paragraph or cell the stream came from."""

    text: str
    place: Place
    is_cell: bool


@dataclass(slots=True)
class Stream:
    """The compact text (one width, no white space) with the gap, span, offset and running cell number of each character.

    ``folded`` is the text for looking up labels: simplified characters, same length.
    """

    spans: list[Span] = field(default_factory=list)
    text: str = ""
    folded: str = ""
    gaps: list[Gap] = field(default_factory=list)
    origins: list[tuple[int, int]] = field(default_factory=list)
    ordinals: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.text)

    def gap(self, position: int) -> Gap:
        """The gap before a character; the beginning and the end are cell boundaries."""
        return self.gaps[position] if 0 < position < len(self.gaps) else Gap.CELL

    def is_cell(self, position: int) -> bool:
        """Whether a character stands in a table cell."""
        return self.spans[self.origins[position][0]].is_cell

    def is_line_start(self, position: int) -> bool:
        """Whether a new line or table row begins here."""
        return position in (0, len(self.text)) or self.gaps[position] is Gap.LINE

    def line_end(self, position: int) -> int:
        """Where the line or table row of a character ends."""
        after = bisect_left(self.starts, position + 1)
        return next((start for start in self.starts[after:] if self.gaps[start] is Gap.LINE), len(self.text))

    def next_gap(self, position: int, least: Gap) -> int:
        """The first position after ``position`` whose gap is at least ``least``; the end of the text at the latest."""
        if least is Gap.NONE:
            return min(position + 1, len(self.text))
        place = bisect_left(self.starts, position + 1)
        while place < len(self.starts):
            found = self.starts[place]
            if self.gaps[found] >= least:
                return found
            place += 1
        return len(self.text)

    def boundaries(self, begin: int, end: int, least: Gap) -> list[int]:
        """All positions in a stretch where a gap of at least ``least`` stands, with both ends."""
        low, high = bisect_left(self.starts, begin + 1), bisect_left(self.starts, end)
        return [begin, *(p for p in self.starts[low:high] if self.gaps[p] >= least), end]

    def raw(self, begin: int, end: int, joint: str = "") -> str:
        """What is printed from ``begin`` to ``end``; ``joint`` stands between the texts of different lines and cells."""
        if begin >= end:
            return ""
        (first, start), (last, stop) = self.origins[begin], self.origins[end - 1]
        if first == last:
            return self.spans[first].text[start : stop + 1]
        parts = [self.spans[first].text[start:], *(span.text for span in self.spans[first + 1 : last]), self.spans[last].text[: stop + 1]]
        return joint.join(part for part in parts if part)

    def place(self, begin: int, end: int) -> Place:
        """Where the characters stand: their cell, or their characters in the paragraph or in the cell they share."""
        index, start = self.origins[begin]
        last, stop = self.origins[max(begin, end - 1)]
        span = self.spans[index]
        if span.is_cell and start == 0 and (last != index or stop + 1 == len(span.text)):
            return span.place
        stop = stop + 1 if last == index else len(span.text)
        return span.place.within(start, stop, span.text[start:stop])

    def piece(self, begin: int, end: int, *, column: str = "", joint: str = "") -> Piece:
        """The characters as a piece for the builder."""
        place = self.place(begin, end)
        if self.origins[begin][0] != self.origins[end - 1][0] and not place.quote:
            place = replace(place, quote=self.spans[self.origins[begin][0]].text)
        return Piece(text=self.raw(begin, end, joint), place=place, column=column)


def build_stream(blocks: Iterable[Block]) -> Stream:
    """The stream of paragraphs and inexact rows, in their order."""
    stream = Stream()
    characters: list[str] = []
    ordinal = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            ordinal += 1
            if _EMPTY.fullmatch(block.text):
                continue
            _add(stream, characters, Span(block.text, block.place, is_cell=False), Gap.LINE, ordinal)
            continue
        for row in _without_numbers(_headers_in_one(list(block.by_row()))):
            gap = Gap.LINE
            is_filled = any(any(map(str.isdigit, cell.text)) for cell in row if not _EMPTY.fullmatch(cell.text))
            for cell in row:
                ordinal += 1
                if cell.text.strip() and (is_filled or not _EMPTY.fullmatch(cell.text)):
                    _add(stream, characters, Span(cell.text, cell.place, is_cell=True), gap, ordinal)
                    gap = Gap.CELL
    stream.text = "".join(characters)
    stream.folded = stream.text.translate(_FOLD)
    stream.starts = [position for position, gap in enumerate(stream.gaps) if gap]
    return stream


def _without_numbers(rows: Iterable[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
    """The rows without the running numbers below 序号, which would be taken for points; a number out of its turn stays."""
    wanted = 0
    for row in rows:
        first = next((cell for cell in row if cell.text.strip()), None)
        if first is not None and (first.text.strip() in _NUMBERS if not wanted else first.text.strip() == str(wanted)):
            wanted += 1
            yield [cell for cell in row if cell is not first]
        else:
            yield row


def _headers_in_one(rows: list[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
    """The rows of a table, two header rows as one: labels over two columns each give way to the two labels below them."""
    number = 0
    while number < len(rows):
        united = _united(rows[number], rows[number + 1]) if number + 1 < len(rows) else None
        yield united or rows[number]
        number += 2 if united else 1


def _united(row: Sequence[Cell], below: Sequence[Cell]) -> Sequence[Cell] | None:
    parts = [cell for cell in below if cell.text.strip()]
    filled = [cell for cell in row if cell.text.strip()]
    if len(parts) < 2 or any(len(cell.text) > _HEADER_LENGTH or any(map(str.isdigit, cell.text)) for cell in (*parts, *filled)):
        return None
    divided = {cell.column: [part for part in parts if cell.column <= part.column < cell.column + cell.colspan] for cell in filled}
    if {len(found) for found in divided.values()} != {0, 2} or sum(map(len, divided.values())) < len(parts):
        return None
    return [part for cell in row for part in divided.get(cell.column) or [cell]]


def _add(stream: Stream, characters: list[str], span: Span, gap: Gap, ordinal: int) -> None:
    index = len(stream.spans)
    stream.spans.append(span)
    for offset, character in enumerate(span.text):
        if character.isspace():
            if gap is Gap.NONE:
                gap = Gap.LINE if character in "\n\r" and not span.is_cell else Gap.SPACE
            continue
        for plain in unicodedata.normalize("NFKC", character):
            if plain.isspace():
                continue
            characters.append(plain)
            stream.gaps.append(gap)
            stream.origins.append((index, offset))
            stream.ordinals.append(ordinal)
            gap = Gap.NONE
