"""Everything the characters of a PDF page say, seen or not: what must be looked through before a file is given away.

``pdf_content`` keeps what a reader sees; here hidden, white and cut-off letters count as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2.raw as pdfium

from jiheng.documents import ocr
from jiheng.documents.pdf import open_pdf
from jiheng.documents.pdf_content import HYPHEN, PDFIUM, Frame, Glyph, PageContent, read_page
from jiheng.documents.pdf_fields import load_shown
from jiheng.documents.pdf_notices import needs_recognition

_UNMAPPED: Final = 0.05
"""Share of characters without a meaning above which a page cannot be read."""

_UNKNOWN: Final = "\ufffd"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTraces:
    """One page: what it shows, and ``text`` with one character for each of pdfium's, so that ``Glyph.order`` is a position in it.

    Gaps that pdfium fills itself are line breaks: two numbers side by side are not one. ``is_scan``: no text, a picture of it.
    ``is_blind``: it shows writing that nobody can read here.
    """

    content: PageContent
    frame: Frame
    text: str
    is_scan: bool
    is_blind: bool

    @property
    def glyphs(self) -> list[Glyph]:
        """All characters that have a place on the page."""
        return [*self.content.glyphs, *self.content.hidden, *self.content.watermark]


def read_traces(data: bytes, path: str) -> Iterator[PageTraces]:
    """Page after page.

    Raises:
        DocumentError: locked or damaged.
    """
    with PDFIUM:
        document = open_pdf(data, path)
        try:
            for number in range(1, len(document) + 1):
                yield _traces(document, number)
        finally:
            document.close()


def _traces(document: Any, number: int) -> PageTraces:
    content, frame = read_page(document, number)
    letters = sum(1 for glyph in content.glyphs if not glyph.text.isspace())
    is_scan = needs_recognition(content)
    unmapped = content.unmapped > _UNMAPPED * max(letters, 1)
    return PageTraces(
        content=content,
        frame=frame,
        text=_text(document, number),
        is_scan=is_scan,
        is_blind=unmapped or (is_scan and not ocr.is_available()),
    )


def _text(document: Any, number: int) -> str:
    page, _loose = load_shown(document, number - 1)
    text_page = pdfium.FPDFText_LoadPage(page.raw)
    try:
        return "".join(_character(text_page, index) for index in range(pdfium.FPDFText_CountChars(text_page))) if text_page else ""
    finally:
        if text_page:
            pdfium.FPDFText_ClosePage(text_page)
        page.close()


def _character(text_page: Any, index: int) -> str:
    if pdfium.FPDFText_IsGenerated(text_page, index) == 1:
        return "\n"
    code = pdfium.FPDFText_GetUnicode(text_page, index)
    character = _UNKNOWN if code == 0 or 0xD800 <= code <= 0xDFFF else chr(code)
    return "-" if character == HYPHEN else character
