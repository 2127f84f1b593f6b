"""PDF with a text layer: pages to paragraphs and tables, put together over the page breaks.

The rules of a page give its cells (``pdf_grids``), white space helps where rules are missing (``pdf_columns``), and page breaks are
undone (``pdf_joining``). A page without text is recognised where the extra ``ocr`` is installed, and else named in a notice.
"""

from __future__ import annotations

import hashlib
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from jiheng.documents import ocr
from jiheng.documents.content import Cell, Document, FileKind, Limits, Paragraph, Table
from jiheng.documents.deadline import Deadline
from jiheng.documents.errors import DamagedFile, PasswordProtected, TooManyCells, TooManyPages
from jiheng.documents.pdf_content import PDFIUM, PageContent, read_page
from jiheng.documents.pdf_drafts import BlockDraft, CellDraft, PageDraft, ParagraphDraft, Piece, TableDraft
from jiheng.documents.pdf_joining import put_together
from jiheng.documents.pdf_lines import least
from jiheng.documents.pdf_margins import drop_running_lines
from jiheng.documents.pdf_notices import Notices, needs_recognition
from jiheng.documents.pdf_paragraphs import page_blocks
from jiheng.documents.pdf_tables import tables_of
from jiheng.model import Box, Place


def read_pdf(data: bytes, path: str, limits: Limits) -> Document:
    """The paragraphs and tables of a PDF, each with page and box."""
    deadline = Deadline(path, limits)
    notices = Notices(path)
    pages: list[PageDraft] = []
    cells = 0
    with PDFIUM:
        document = open_pdf(data, path)
        try:
            count = len(document)
            if count > limits.pages:
                raise TooManyPages(path, count, limits.pages)
            for number in range(1, count + 1):
                deadline.check()
                draft = _page(document, number, notices, pages[-1] if pages else None)
                cells += sum(len(b.cells) for b in draft.blocks if isinstance(b, TableDraft))
                if cells > limits.cells:
                    raise TooManyCells(path, limits.cells)
                pages.append(draft)
        finally:
            document.close()
    return document_of(FileKind.PDF, data, pages, notices)


def document_of(kind: FileKind, data: bytes, pages: list[PageDraft], notices: Notices) -> Document:
    """The document of all its pages, put together over the page breaks."""
    notices.require_text()
    drop_running_lines(pages)
    blocks = put_together(pages)
    return Document(
        path=notices.path,
        kind=kind,
        digest="sha256:" + hashlib.sha256(data).hexdigest(),
        blocks=tuple(_Writer(notices.path, blocks, {page.number: page for page in pages if page.tilt}).write()),
        pages=len(pages),
        notices=notices.sentences(),
    )


def draft_of(content: PageContent, notices: Notices, before: PageDraft | None = None) -> PageDraft:
    """What one page holds, as a draft; its peculiarities are noted. A table of the page ``before`` may go on."""
    notices.look_at(content)
    tables, rest = tables_of(content, before)
    return PageDraft(content.number, content.width, content.height, page_blocks(content, tables, rest), content.tilt)


def open_pdf(data: bytes, path: str) -> Any:
    """The open file; a clear error when it is locked or damaged."""
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD:
            raise PasswordProtected(path, "PDF ") from error
        raise DamagedFile(path, "PDF 的结构不完整，可能没有下载完或传输中断") from error


def _page(document: Any, number: int, notices: Notices, before: PageDraft | None) -> PageDraft:
    """One page as a draft."""
    try:
        content, _ = read_page(document, number)
    except pypdfium2.PdfiumError as error:
        raise DamagedFile(notices.path, f"第 {number} 页读不出来") from error
    if needs_recognition(content) and ocr.is_available():
        from jiheng.documents.scan_page import recognised, rendered

        picture, dpi = rendered(document, number)
        content = recognised(picture, dpi, content)
    return draft_of(content, notices, before)


class _Writer:
    """Drafts to blocks with their places."""

    def __init__(self, path: str, drafts: list[BlockDraft], tilted: dict[int, PageDraft]) -> None:
        self.path, self.drafts, self.tilted = path, drafts, tilted
        self.levels = _levels(drafts)

    def write(self) -> list[Paragraph | Table]:
        blocks: list[Paragraph | Table] = []
        for draft in self.drafts:
            if isinstance(draft, TableDraft):
                blocks.append(self._table(draft, len(blocks), ()))
            elif text := draft.text().strip():
                level = self.levels.get(round(draft.size), 0) if len(text) <= 60 else 0
                place = self._place(draft.pieces, len(blocks))
                blocks.append(Paragraph(text=text, place=place, level=level, confidence=_confidence(draft.pieces)))
        return blocks

    def _place(self, pieces: list[Piece], block: int) -> Place:
        filled = [p for p in pieces if p.lines] or pieces[:1]
        first, *others = filled
        more = tuple((p.page, self._box(p.page, p.box)) for p in others)
        return Place(file=self.path, page=first.page, box=self._box(first.page, first.box), block=block, more=more)

    def _box(self, page: int, box: Box) -> Box:
        return self.tilted[page].shown(box) if page in self.tilted else box

    def _table(self, draft: TableDraft, block: int, trail: tuple[tuple[int, int, int], ...]) -> Table:
        (page, box), *others = [(page, self._box(page, box)) for page, box in draft.boxes]
        place = Place(file=self.path, page=page, box=box, block=block, more=tuple(others), inner=trail)
        cells = tuple(self._cell(cell, block, trail) for cell in sorted(draft.cells, key=lambda c: (c.row, c.column)))
        return Table(cells=cells, rows=draft.rows, columns=draft.columns, place=place, exact=draft.exact)

    def _cell(self, cell: CellDraft, block: int, trail: tuple[tuple[int, int, int], ...]) -> Cell:
        place = self._place(cell.pieces, block)
        place = Place(
            file=place.file, page=place.page, box=place.box, block=block, row=cell.row, column=cell.column, more=place.more, inner=trail
        )
        nested = tuple(self._table(t, block, (*trail, (cell.row, cell.column, n))) for n, t in enumerate(cell.nested))
        return Cell(
            row=cell.row,
            column=cell.column,
            text=cell.text(),
            place=place,
            rowspan=cell.rowspan,
            colspan=cell.colspan,
            tables=nested,
            confidence=_confidence(cell.pieces),
        )


def _confidence(pieces: list[Piece]) -> float | None:
    return least(line.confidence for piece in pieces for line in piece.lines)


#: This many characters in sentences are a text of its own, whose size is not that of its tables.
_RUNNING: Final = 400


def _running(drafts: list[BlockDraft]) -> dict[int, int]:
    """Characters by font size of the sentences outside tables; empty where the file is mostly tables."""
    weight: dict[int, int] = {}
    for draft in drafts:
        if isinstance(draft, ParagraphDraft) and "。" in (text := draft.text()):
            weight[round(draft.size)] = weight.get(round(draft.size), 0) + len(text)
    return weight if sum(weight.values()) >= _RUNNING else {}


def _levels(drafts: list[BlockDraft]) -> dict[int, int]:
    """Heading level by font size: sizes above the most common one of the text."""
    weight: dict[int, int] = {}
    for draft in drafts:
        if isinstance(draft, ParagraphDraft):
            weight[round(draft.size)] = weight.get(round(draft.size), 0) + len(draft.text())
        else:
            for cell in draft.cells:
                for piece in cell.pieces:
                    for line in piece.lines:
                        weight[round(line.size)] = weight.get(round(line.size), 0) + len(line.text)
    if not weight:
        return {}
    running = _running(drafts) or weight
    body = max(running, key=lambda size: running[size])
    larger = sorted((size for size in weight if size > 1.12 * body), reverse=True)
    return {size: min(rank, 6) for rank, size in enumerate(larger, start=1)}
