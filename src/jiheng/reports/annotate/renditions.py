"""Word documents and workbooks as pages: a PDF by LibreOffice, and where on its pages each paragraph and cell stands.

A marked copy is rendered (``marked_word``, ``marked_workbook``) and the marks are read back from the PDF. The pages are those LibreOffice
sets, which may break elsewhere than the author's; what is not found on them is not there, and nothing is guessed in its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from jiheng.documents import office
from jiheng.documents.content import Document, FileKind, Limits
from jiheng.documents.errors import TooManyCells
from jiheng.documents.office_text import NamedFormat, format_of
from jiheng.documents.pdf_content import Glyph, PageContent
from jiheng.documents.pdf_marks import MarkedPages, NamedPlace, PageNote, read_marks
from jiheng.documents.reading import read
from jiheng.model import Box
from jiheng.reports.annotate.marked_word import Key, key_of, marked_word
from jiheng.reports.annotate.marked_workbook import MARK, marked_workbook

#: A workbook or document of more texts than this is not rendered.
_MOST: Final = 40_000
#: Points between a mark and the first character of its text.
_NEAR, _BELOW = 3.0, 60.0
_EMPTY: Final = (24.0, 12.0)
_ROW: Final = 20.0
_RENDERED: Final = (FileKind.DOCX, FileKind.CONVERTED, FileKind.XLSX, FileKind.XLS)
_TO_PDF: Final = "请用 Word 或 WPS 打开，另存为 PDF。"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text on a page, and what of the text stands in it."""

    page: int
    box: Box
    text: str = ""


@dataclass(frozen=True, slots=True)
class Rendition:
    """The pages: a PDF, their sizes in points, and the lines at each place."""

    pdf: bytes
    sizes: tuple[tuple[float, float], ...]
    places: dict[Key, tuple[Line, ...]] = field(default_factory=dict)


def is_rendered(kind: FileKind) -> bool:
    """Whether pages of such a file come from LibreOffice."""
    return kind in _RENDERED


def render(data: bytes, path: str, limits: Limits) -> Rendition:
    """The file as pages, its places found again on them.

    Raises:
        DocumentError: no LibreOffice, not convertible, or beyond a limit.
    """
    document = read(path, data=data, limits=limits)
    cells = sum(len(table.cells) for table in document.tables())
    if cells + len(document.blocks) > _MOST:
        raise TooManyCells(path, _MOST)
    if document.kind in (FileKind.XLSX, FileKind.XLS):
        return _workbook(data, document, limits)
    if document.kind is FileKind.CONVERTED:
        data = office.convert(data, path, format_of(data), limits)
    copy, texts = marked_word(data, path, limits)
    pdf = office.convert(copy, path, NamedFormat(" Word 文档", "docx", _TO_PDF), limits, office.PDF)
    marked = read_marks(pdf, path)
    return Rendition(pdf, _sizes(marked), _Words(marked, texts).places())


def _sizes(marked: MarkedPages) -> tuple[tuple[float, float], ...]:
    return tuple((page.width, page.height) for page in marked.pages)


# -- workbooks ----------------------------------------------------------------------------------------------------------


def _workbook(data: bytes, document: Document, limits: Limits) -> Rendition:
    named = NamedFormat(" Excel 工作簿", "xlsx", "请用 Excel 或 WPS 打开，另存为 PDF。")
    if document.kind is FileKind.XLS:
        data = office.convert(data, document.path, NamedFormat(" Excel 97-2003 工作簿", "xls", named.remedy), limits, office.XLSX)
    pdf = office.convert(marked_workbook(data, document), document.path, named, limits, office.PDF)
    marked = read_marks(pdf, document.path)
    places: dict[Key, tuple[Line, ...]] = {}
    for drawn, notes in zip(marked.pages, marked.notes, strict=True):
        for key, box in _Cells(document, list(_corners(notes)), drawn).boxes():
            places.setdefault(key, (Line(drawn.number, box),))
    return Rendition(pdf, _sizes(marked), places)


def _corners(notes: tuple[PageNote, ...]) -> Iterator[tuple[tuple[int, int, int], float, float]]:
    """Block, row and column of each note of ours, and the upper right corner of its cell."""
    for note in notes:
        words = note.text.rpartition(MARK)[2].split()
        if len(words) == 3 and all(word.isdecimal() for word in words):
            yield (int(words[0]), int(words[1]), int(words[2])), note.right, note.top


class _Cells:
    """Corners of cells on one page to boxes: a cell begins where the column before it ends, and ends where the row below begins.

    The first column begins, and the last row ends, where what is drawn on the page does.
    """

    def __init__(self, document: Document, corners: list[tuple[tuple[int, int, int], float, float]], drawn: PageContent) -> None:
        self._corners = corners
        self._spans = {
            (number, cell.row, cell.column): (cell.rowspan, cell.colspan)
            for number in {block for (block, _row, _column), _x, _y in corners}
            for cell in getattr(document.blocks[number], "cells", ())
        }
        self._rights: dict[int, float] = {}
        self._tops: dict[int, float] = {}
        for key, x, y in corners:
            self._rights[key[2] + self._spans.get(key, (1, 1))[1] - 1] = x
            self._tops[key[1]] = y
        upright, level = ([one.at for one in drawn.rules if one.level is way] for way in (False, True))
        last = max(self._tops.values(), default=0.0)
        self._left = min((*upright, *(one.x0 for one in drawn.glyphs)), default=0.0)
        self._bottom = min((at for at in level if at > last + 2), default=last + _ROW)

    def boxes(self) -> Iterator[tuple[Key, Box]]:
        """Each cell of the page with its box."""
        for key, x, y in self._corners:
            rowspan, colspan = self._spans.get(key, (1, 1))
            right, top = self._rights.get(key[2] + colspan - 1, x), y
            left = self._rights.get(key[2] - 1, self._left)
            bottom = self._tops.get(key[1] + rowspan, self._bottom)
            if right > left and bottom > top:
                yield key, (left, top, right, bottom)


# -- Word documents -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A character on the page, and what of the text it stands for."""

    glyph: Glyph
    text: str


class _Words:
    """Finds the texts of a document between their bookmarks."""

    def __init__(self, marked: MarkedPages, texts: dict[Key, str]) -> None:
        self._texts = texts
        self._starts: dict[Key, NamedPlace] = {}
        self._ends: dict[Key, NamedPlace] = {}
        for place in marked.places:
            if (found := key_of(place.name)) is not None:
                (self._starts if found[1] == "s" else self._ends)[found[0]] = place
        self._glyphs = {page.number: [one for one in page.glyphs if one.text.strip()] for page in marked.pages}

    def places(self) -> dict[Key, tuple[Line, ...]]:
        """The lines of each text; texts that are not on the pages are left out."""
        return {key: lines for key, start in self._starts.items() if (lines := self._lines(key, start))}

    def _lines(self, key: Key, start: NamedPlace) -> tuple[Line, ...]:
        wanted = "".join(self._texts[key].split())
        end = self._ends.get(key, start)
        if not wanted:
            return (Line(start.page, (start.x, start.top, start.x + _EMPTY[0], start.top + _EMPTY[1])),)
        lines = list(_in_lines(start.page, self._between(start, wanted)))
        page = start.page
        while lines and page <= end.page and (rest := wanted[sum(len(line.text) for line in lines) :]):
            above = lines[-1].box[1] - 1 if lines[-1].page == page else 0.0
            more = list(_in_lines(page, _first(self._glyphs[page], rest, above)))
            lines += more
            page += not more
        if not lines and end.page == start.page and end.x > start.x and abs(end.top - start.top) < 1:
            lines = [Line(start.page, (start.x, start.top, end.x, start.top + _EMPTY[1]))]
        return tuple(lines)

    def _between(self, start: NamedPlace, wanted: str) -> list[_Drawn]:
        """The characters from the bookmark on, as many as are those of the text."""
        glyphs = self._glyphs[start.page]
        near = [
            number
            for number, one in enumerate(glyphs)
            if one.text == wanted[0] and abs(one.x0 - start.x) < _NEAR and -_NEAR < (one.top + one.bottom) / 2 - start.top < _BELOW
        ]
        runs = [_alike(glyphs, number, wanted) for number in near]
        return max(runs, key=lambda run: (len(run), -run[0].glyph.top if run else 0.0), default=[])


def _alike(glyphs: list[Glyph], begin: int, wanted: str) -> list[_Drawn]:
    """The characters from this one on that are those of the text; one drawn otherwise, added or left out does not end it."""
    run: list[_Drawn] = []
    at, place = begin, 0
    while at < len(glyphs) and place < len(wanted):
        if glyphs[at].text == wanted[place]:
            more, said = 1, 1
        else:
            ways = ((1, 1), (1, 0), (0, 1))
            more, said = next((way for way in ways if _goes_on(glyphs, at + way[0], wanted, place + way[1])), (0, 0))
            if not (more or said):
                break
        text = wanted[place : place + said]
        if more:
            run.append(_Drawn(glyphs[at], text))
        elif run:
            run[-1] = _Drawn(run[-1].glyph, run[-1].text + text)
        at, place = at + more, place + said
    return run


def _goes_on(glyphs: list[Glyph], at: int, wanted: str, place: int) -> bool:
    if place == len(wanted):
        return True
    return at < len(glyphs) and glyphs[at].text == wanted[place]


def _first(glyphs: list[Glyph], wanted: str, above: float) -> list[_Drawn]:
    """The first place of the page, not above this line, where the text goes on; a character or two alike are none."""
    least = min(len(wanted), 3)
    for number, one in enumerate(glyphs):
        if one.text == wanted[0] and one.top >= above and len(run := _alike(glyphs, number, wanted)) >= least:
            return run
    return []


def _in_lines(page: int, run: list[_Drawn]) -> Iterator[Line]:
    """The lines of these characters, one after the other."""
    line: list[_Drawn] = []
    for one in [*run, None]:
        if line and (one is None or abs(one.glyph.base - line[-1].glyph.base) > 2):
            boxes = [drawn.glyph.box for drawn in line]
            box = min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)
            yield Line(page, box, "".join(drawn.text for drawn in line))
            line = []
        if one is not None:
            line.append(one)
