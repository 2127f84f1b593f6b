"""A copy of a PDF from which the numbers that name a person are gone, and all the text a PDF carries.

Nothing is painted over: a page that shows such a number becomes a picture of itself, drawn with the number black already, and its old
content does not come along; the rest of its text lies under the picture. Notes and fields that hold one are taken away, properties and
bookmarks are rewritten. The copy is looked through again before it is handed out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any, Final

import pikepdf

from jiheng.checks.personal_data import personal_data
from jiheng.documents import Document, Limits, Table, read
from jiheng.documents.pdf import open_pdf
from jiheng.documents.pdf_content import PDFIUM, Glyph
from jiheng.documents.pdf_fields import load_shown
from jiheng.documents.pdf_traces import PageTraces, read_traces
from jiheng.documents.pdf_words import PdfWords
from jiheng.documents.picture_text import texts_in_pdf_pictures
from jiheng.model import Box, Place
from jiheng.reports.annotate.masked_copy import CannotMask
from jiheng.reports.annotate.pdf_drawn_notes import drawn_notes
from jiheng.reports.annotate.pdf_layer import HIDDEN, picture, replace_page
from jiheng.reports.annotate.pdf_strings import drop_notes, has_attachments, mask_strings, strings_of

_NAME: Final = "a.pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Masked:
    """The copy, how many numbers were hidden, and the pages (from 1) that are pictures now."""

    data: bytes
    count: int
    pictured: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfTexts:
    """All a PDF says: what is read in it, every line that is drawn, hidden ones too, what is not drawn; and the pages nobody can read.

    ``pictured``: the lines in its pictures; ``unseen``: the pages with pictures nobody has looked at.
    """

    read: tuple[str, ...]
    drawn: tuple[str, ...]
    besides: tuple[str, ...]
    blind: tuple[int, ...]
    has_attachments: bool
    pictured: tuple[str, ...]
    unseen: tuple[int, ...]


def texts_of_pdf(data: bytes) -> PdfTexts:
    """Everything that must be looked through.

    Raises:
        DocumentError: locked, damaged, or without any text.
    """
    found = tuple(text for text, _place in _blocks(read(_NAME, data=data, limits=Limits())))
    pages = list(read_traces(data, _NAME))
    with pikepdf.open(BytesIO(data)) as pdf:
        besides = tuple(strings_of(pdf))
        attached = has_attachments(pdf)
        notes = drawn_notes(pdf)
    scans = frozenset(page.content.number for page in pages if page.is_scan)  # read as pages, or not at all
    pictures = list(texts_in_pdf_pictures(data, _NAME, scans))
    unseen = {one.page for one in pictures if one.lines is None} | {one.page for one in notes if one.is_unseen}
    blind = {page.content.number for page in pages if page.is_blind} | {one.page for one in notes if one.is_blind}
    return PdfTexts(
        read=found,
        drawn=tuple(line for page in pages for line in page.text.splitlines()),
        besides=(*besides, *(line for one in notes for line in one.lines)),
        blind=tuple(sorted(blind)),
        has_attachments=attached,
        pictured=tuple(line for one in (*(one.lines for one in pictures), *(one.pictured for one in notes)) for line in one or ()),
        unseen=tuple(sorted(unseen)),
    )


def mask_pdf(data: bytes) -> Masked:
    """The masked copy; the same bytes where there is nothing to hide.

    Raises:
        DocumentError: locked, damaged, or without any text.
        CannotMask: the copy still says a number.
    """
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            count = drop_notes(pdf)
            stripped = _saved(pdf) if count else data
        shown, black = _places(stripped)
        with pikepdf.open(BytesIO(stripped)) as pdf:
            _draw(pdf, stripped, black)
            count += shown + has_attachments(pdf) + mask_strings(pdf)
            if not count:
                return Masked(data=data, count=0, pictured=())
            copy = _saved(pdf)
    except pikepdf.PdfError as error:
        raise CannotMask("pdf") from error
    said = texts_of_pdf(copy)
    if any(True for text in (*said.read, *said.drawn, *said.besides, *said.pictured) for _one in personal_data(text)):
        raise CannotMask("pdf")
    return Masked(data=copy, count=count, pictured=tuple(sorted(black)))


def _saved(pdf: pikepdf.Pdf) -> bytes:
    """The file with what it still refers to and nothing else: no earlier state, no unused part."""
    pdf.remove_unreferenced_resources()
    target = BytesIO()
    pdf.save(target, deterministic_id=True, encryption=False)
    return target.getvalue()


def _blocks(document: Document) -> Iterator[tuple[str, Place]]:
    for block in document.blocks:
        yield from _cells(block)


def _cells(block: Any) -> Iterator[tuple[str, Place]]:
    if not isinstance(block, Table):
        yield block.text, block.place
        return
    for cell in block.cells:
        yield cell.text, cell.place
        for table in cell.tables:
            yield from _cells(table)


def _places(data: bytes) -> tuple[int, dict[int, list[Box]]]:
    """How many numbers the pages show, and what is to be black on which page; a page may be there for text without a place."""
    black: dict[int, list[Box]] = defaultdict(list)
    count = 0
    with PdfWords(data) as words:
        for text, place in _blocks(read(_NAME, data=data, limits=Limits())):
            for found in personal_data(text):
                count += 1
                narrow = replace(place, start=found.start, end=found.end, quote=text[found.start : found.end])
                for page, boxes in words.of_place(narrow) or _whole(place):
                    black[page] += boxes
    pictured = _in_pictures(data)
    for traces in read_traces(data, _NAME):
        for found in personal_data(traces.text):
            glyphs = [one for one in traces.glyphs if found.start <= one.order < found.end]
            number = traces.content.number
            if (glyphs or number in black) and all(_covered(one, black.get(number, [])) for one in glyphs):
                continue
            count += 1
            black[number] += [one.box for one in glyphs]
        if traces.content.number in pictured:
            count += pictured[traces.content.number]
            black[traces.content.number] += [one.box for one in traces.content.pictures]
    return count, dict(black)


def _in_pictures(data: bytes) -> dict[int, int]:
    """How many numbers the pictures of each page show."""
    scans = frozenset(page.content.number for page in read_traces(data, _NAME) if page.is_scan)
    found: dict[int, int] = defaultdict(int)
    for one in texts_in_pdf_pictures(data, _NAME, scans):
        found[one.page] += sum(1 for line in one.lines or () for _one in personal_data(line))
    return {number: count for number, count in found.items() if count}


def _whole(place: Place) -> list[tuple[int, list[Box]]]:
    """The whole cell or paragraph: on a scan, where single characters cannot be told."""
    return [(page, [box]) for page, box in ((place.page or 1, place.box), *place.more) if box is not None]


def _covered(glyph: Glyph, boxes: list[Box]) -> bool:
    x, y = glyph.middle
    return any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in boxes)


def _draw(pdf: pikepdf.Pdf, data: bytes, black: dict[int, list[Box]]) -> None:
    """Replace the pages that show a number."""
    if not black:
        return
    pages = {page.content.number: page for page in read_traces(data, _NAME) if page.content.number in black}
    with PDFIUM:
        document = open_pdf(data, _NAME)
        try:
            for number, boxes in black.items():
                page, _fields = load_shown(document, number - 1)
                replace_page(pdf, pdf.pages[number - 1], pages[number].frame.size, picture(page, boxes), _left(pages[number], boxes))
                page.close()
        finally:
            document.close()
    for name in (pikepdf.Name.StructTreeRoot, pikepdf.Name.MarkInfo):
        if name in pdf.Root:
            del pdf.Root[name]


def _left(page: PageTraces, boxes: list[Box]) -> list[Glyph]:
    """The text of the page that may stay, asterisks for what is black; in the order in which it was written."""
    return [replace(one, text=HIDDEN) if _covered(one, boxes) else one for one in sorted(page.glyphs, key=lambda one: one.order)]
