"""Where the characters of a quotation stand on a page: what a highlighter needs.

A place of a PDF names page and box of a cell or paragraph (and, in ``more``, of its further parts); ``boxes`` finds the quoted words
inside of that box, line by line. ``to_user_space`` turns a box into the coordinates that annotations use.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Self

import pypdfium2

from jiheng.documents.pdf_content import PDFIUM, Frame, Glyph, read_page
from jiheng.documents.pdf_lines import glyph_lines
from jiheng.model import Box, Place

MARGIN = 1.5
"""Glyphs may stick out of the box of their cell by this much."""


@dataclass(slots=True)
class PdfWords:
    """An open PDF whose quotations can be found; close it, or use it as a context manager. Pages are read once, a few are kept."""

    data: bytes
    kept: int = 8
    _document: Any = None
    _pages: dict[int, tuple[list[Glyph], Frame]] = field(default_factory=dict)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the file go."""
        if self._document is not None:
            with PDFIUM:
                self._document.close()
            self._document = None

    def boxes(self, page: int, box: Box | None, quote: str) -> list[Box]:
        """One box a line around the first occurrence of the quote in the box of a page; all its lines when the quote is not found.

        White space does not count. An empty quote means everything in the box.
        """
        lines = self._lines(page, box)
        glyphs = [glyph for line in lines for glyph in line]
        start, end = _find("".join(g.text for g in glyphs), quote)
        chosen = {id(g) for g in _covering(glyphs, start, end)}
        return [_around(own) for line in lines if (own := [g for g in line if id(g) in chosen])]

    def of_place(self, place: Place, quote: str = "") -> list[tuple[int, list[Box]]]:
        """Page and line boxes of a quotation in a place, over all parts of a cell that page breaks cut.

        ``start`` and ``end`` of the place choose among equal quotations.
        """
        quote = quote or place.quote
        parts = [(place.page or 1, place.box), *place.more]
        lines = [(page, line) for page, box in parts for line in self._lines(page, box)]
        glyphs = [glyph for _, line in lines for glyph in line]
        start, end = _find("".join(g.text for g in glyphs), quote, place.start)
        chosen = {id(g) for g in _covering(glyphs, start, end)}
        found: dict[int, list[Box]] = {}
        for page, line in lines:
            own = [g for g in line if id(g) in chosen]
            if own:
                found.setdefault(page, []).append(_around(own))
        return list(found.items())

    def to_user_space(self, page: int, box: Box) -> Box:
        """The box in the page's own coordinates (left, bottom, right, top), as annotations want it."""
        frame = self._page(page)[1]
        ax, ay = frame.user(box[0], box[1])
        bx, by = frame.user(box[2], box[3])
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    def _page(self, number: int) -> tuple[list[Glyph], Frame]:
        if number not in self._pages:
            with PDFIUM:
                if self._document is None:
                    self._document = pypdfium2.PdfDocument(self.data)
                content, frame = read_page(self._document, number)
            while len(self._pages) >= self.kept:
                self._pages.pop(next(iter(self._pages)))
            self._pages[number] = (content.glyphs or content.hidden, frame)
        return self._pages[number]

    def _lines(self, page: int, box: Box | None) -> list[list[Glyph]]:
        glyphs = self._page(page)[0]
        if box is not None:
            x0, y0, x1, y1 = box
            glyphs = [g for g in glyphs if x0 - MARGIN <= g.middle[0] <= x1 + MARGIN and y0 - MARGIN <= g.middle[1] <= y1 + MARGIN]
        return [[g for g in line if not g.text.isspace()] for line in glyph_lines(glyphs)]


def boxes(data: bytes, page: int, box: Box | None, quote: str) -> list[Box]:
    """Line boxes of a quotation on one page; for many quotations keep one :class:`PdfWords`."""
    with PdfWords(data) as words:
        return words.boxes(page, box, quote)


def _find(text: str, quote: str, near: int | None = None) -> tuple[int, int]:
    """Start and end of the quote without white space; everything when it is empty or not there."""
    wanted = "".join(quote.split())
    if not wanted:
        return 0, len(text)
    found = [at for at in range(len(text)) if text.startswith(wanted, at)]
    if not found:
        return 0, len(text)
    at = min(found, key=lambda i: abs(i - near)) if near is not None else found[0]
    return at, at + len(wanted)


def _covering(glyphs: list[Glyph], start: int, end: int) -> list[Glyph]:
    """The glyphs that hold the characters from start to end."""
    found = []
    at = 0
    for glyph in glyphs:
        if at < end and at + len(glyph.text) > start:
            found.append(glyph)
        at += len(glyph.text)
    return found


def _around(glyphs: list[Glyph]) -> Box:
    return min(g.x0 for g in glyphs), min(g.top for g in glyphs), max(g.x1 for g in glyphs), max(g.bottom for g in glyphs)
