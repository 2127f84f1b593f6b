"""What leads into the pages of a PDF: its named places and its notes, beside what the pages show."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from jiheng.documents.pdf import open_pdf
from jiheng.documents.pdf_content import PDFIUM, PageContent, read_page


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A named destination: the page (from 1), and the upper left corner of what stands there."""

    name: str
    page: int
    x: float
    top: float


@dataclass(frozen=True, slots=True)
class PageNote:
    """The text of a note, and the upper right corner of its sign."""

    text: str
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class MarkedPages:
    """The pages of a file, its named places, and the notes of each page."""

    pages: tuple[PageContent, ...]
    places: tuple[NamedPlace, ...]
    notes: tuple[tuple[PageNote, ...], ...]


def read_marks(data: bytes, path: str) -> MarkedPages:
    """Pages and marks, in points from the upper left corner. For files of our own making: pages are neither cut nor turned.

    Raises:
        DocumentError: locked or damaged.
    """
    with PDFIUM:
        document = open_pdf(data, path)
        try:
            pages = tuple(read_page(document, number + 1)[0] for number in range(len(document)))
            heights = [page.height for page in pages]
            notes = tuple(tuple(_notes(document, number, heights[number])) for number in range(len(pages)))
            return MarkedPages(pages, tuple(_places(document, heights)), notes)
        finally:
            document.close()


def _places(document: Any, heights: list[float]) -> Iterator[NamedPlace]:
    for index in range(pdfium.FPDF_CountNamedDests(document.raw)):
        length = ctypes.c_long(0)
        pdfium.FPDF_GetNamedDest(document.raw, index, None, length)
        if length.value <= 0:
            continue
        buffer = ctypes.create_string_buffer(length.value)
        place = pdfium.FPDF_GetNamedDest(document.raw, index, buffer, length)
        page = pdfium.FPDFDest_GetDestPageIndex(document.raw, place)
        switches = [pdfium.FPDF_BOOL() for _ in range(3)]
        x, y, zoom = (pdfium.FS_FLOAT() for _ in range(3))
        if 0 <= page < len(heights) and pdfium.FPDFDest_GetLocationInPage(place, *switches, x, y, zoom):
            yield NamedPlace(_text(buffer), page + 1, x.value, heights[page] - y.value)


def _notes(document: Any, number: int, height: float) -> Iterator[PageNote]:
    page = document[number]
    try:
        for index in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
            note = pdfium.FPDFPage_GetAnnot(page.raw, index)
            rect = pdfium.FS_RECTF()
            if pdfium.FPDFAnnot_GetSubtype(note) == pdfium.FPDF_ANNOT_TEXT and pdfium.FPDFAnnot_GetRect(note, rect):
                yield PageNote(_contents(note), rect.right, height - rect.top)
            pdfium.FPDFPage_CloseAnnot(note)
    finally:
        page.close()


def _contents(note: Any) -> str:
    length = pdfium.FPDFAnnot_GetStringValue(note, b"Contents", None, 0)
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFAnnot_GetStringValue(note, b"Contents", ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return _text(buffer)


def _text(buffer: Any) -> str:
    raw: bytes = buffer.raw
    return raw.decode("utf-16-le", "replace").partition("\0")[0]
