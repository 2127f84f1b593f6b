r"""The text of WordprocessingML and where each character of it lives.

The one place that decides what the text of a paragraph, a cell and a document is. The reader (``docx``) builds ``Document`` from it;
an annotator mirrors it: ``find`` gives the element of a ``Place``, ``paragraph_pieces`` or ``cell_pieces`` its text piece by piece, and
``element_range`` the elements that hold characters ``start:end``.

How text is joined:

- pieces of a paragraph follow each other; tab is ``\t``, a line or page break ``\n`` (none at its beginning and end: a page often
  starts with a break before the title), a no-break hyphen ``-``;
- paragraphs of a cell are joined by ``\n`` (a piece without an element); paragraphs of nothing but white space are left out, in cells
  and in the document; text boxes follow the paragraph they are anchored in; nested tables are no part of their cell's text;
- kept: insertions, moves to here, content controls, hyperlinks, smart tags, field results, the base of ruby text;
- dropped: deletions, moves away, field codes, hidden text, placeholders of unfilled content controls, phonetic guides, comments, notes.

Only lxml is used; any tree of WordprocessingML will do (python-docx's as well).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from lxml import etree

from jiheng.documents.docx_grid import SDT, SDT_CONTENT, VAL, WRAPPERS, W, is_on, table_cells, table_rows
from jiheng.model import Place

M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

P, TBL, R, T, RPR = f"{W}p", f"{W}tbl", f"{W}r", f"{W}t", f"{W}rPr"
SDT_PR, TEXT_BOX = f"{W}sdtPr", f"{W}txbxContent"
ALTERNATE, CHOICE, FALLBACK = f"{MC}AlternateContent", f"{MC}Choice", f"{MC}Fallback"
FIELD = f"{W}fldChar"

_FORMULAS: Final = ("oMath", "oMathPara", "r", "e", "num", "den", "sub", "sup", "d", "rad", "sSup", "sSub", "nary", "func", "fName")
_PASSED_OVER: Final = ("del", "moveFrom", "delText", "delInstrText", "rt", "rubyPr", "pPr", "rPr", "instrText")
TRANSPARENT: Final = WRAPPERS | frozenset(f"{M}{name}" for name in _FORMULAS)
DROPPED: Final = frozenset(f"{W}{name}" for name in _PASSED_OVER)
_TEXTS: Final = frozenset({T, f"{M}t"})
_DRAWINGS: Final = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})
_FIXED: Final = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}

#: Characters of symbol fonts that stand for signs of forms; private use area as Word stores them.
_SYMBOL_FONT: Final = {
    0x25: "%", 0x2D: "-", 0x3C: "<", 0x3D: "=", 0x3E: ">", 0xA3: "≤", 0xA5: "∞", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB8: "÷",
    0xB9: "≠", 0xBB: "≈",
}  # fmt: skip
_WINGDINGS: Final = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0xA1: "○", 0xA8: "☐", 0xE0: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2: Final = {0x52: "☑", 0x51: "☒", 0xA3: "☐", 0x50: "✓", 0x4F: "✗", 0x2A: "☐", 0x54: "☒"}
_SYMBOLS: Final = {"symbol": _SYMBOL_FONT, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}

#: Tables within tables beyond this are refused; the deepest form seen has three.
MAX_DEPTH: Final = 16


class TooDeep(Exception):
    """Nesting beyond ``MAX_DEPTH``; the reader names the file."""


class Piece(NamedTuple):
    """A stretch of text and the element it comes from (``w:t``, ``w:tab``, ``w:br``, ``w:sym`` …); None for text between elements."""

    element: etree._Element | None
    text: str


@dataclass(slots=True)
class Content:
    """What one paragraph holds: its pieces, and the text boxes anchored in it (each once)."""

    pieces: list[Piece] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    fields: list[bool] = field(default_factory=list)  # one entry an open field: whether its code is over and its result has begun

    @property
    def text(self) -> str:
        """The paragraph's text."""
        return "".join(piece.text for piece in self.pieces)


class Block(NamedTuple):
    """A paragraph with its pieces, or a table with none, in reading order."""

    element: etree._Element
    pieces: list[Piece]

    @property
    def is_table(self) -> bool:
        """Whether it is a ``w:tbl``."""
        return self.element.tag == TBL


def paragraph_pieces(paragraph: etree._Element) -> list[Piece]:
    """The text of a ``w:p`` in pieces; joined they are the text of the ``Paragraph`` block."""
    return paragraph_content(paragraph).pieces


def paragraph_content(paragraph: etree._Element) -> Content:
    """The pieces and text boxes of a ``w:p``."""
    content = Content()
    _inline(paragraph, content)
    pieces = content.pieces
    while pieces and pieces[-1].text == "\n":
        pieces.pop()
    del pieces[: next((number for number, piece in enumerate(pieces) if piece.text != "\n"), len(pieces))]
    return content


def cell_pieces(cell: etree._Element) -> list[Piece]:
    """The text of a ``w:tc`` in pieces; joined they are the text of the ``Cell``."""
    return cell_content(cell)[0]


def cell_content(cell: etree._Element) -> tuple[list[Piece], list[etree._Element]]:
    """The pieces of a ``w:tc`` and the tables nested in it."""
    pieces: list[Piece] = []
    tables: list[etree._Element] = []
    for block in blocks(cell):
        if block.is_table:
            tables.append(block.element)
            continue
        if pieces:
            pieces.append(Piece(None, "\n"))
        pieces.extend(block.pieces)
    return pieces, tables


def blocks(container: etree._Element, depth: int = 0) -> Iterator[Block]:
    """Paragraphs with text and tables with rows in ``w:body``, ``w:tc`` or ``w:txbxContent``, numbered as ``Document.blocks`` is."""
    if depth > MAX_DEPTH:
        raise TooDeep
    for element in container:
        tag = element.tag
        if tag == P:
            content = paragraph_content(element)
            if any(not piece.text.isspace() for piece in content.pieces if piece.text):
                yield Block(element, content.pieces)
            for box in content.boxes:
                yield from blocks(box, depth + 1)
        elif tag == TBL:
            if next(table_rows(element), None) is not None:
                yield Block(element, [])
        elif tag == SDT:
            if not is_placeholder(element):
                yield from _inside(element.find(SDT_CONTENT), depth)
        elif tag == ALTERNATE:
            yield from _inside(alternative(element), depth)
        elif tag in TRANSPARENT:
            yield from blocks(element, depth + 1)


def _inside(element: etree._Element | None, depth: int) -> Iterator[Block]:
    if element is not None:
        yield from blocks(element, depth + 1)


def _inline(parent: etree._Element, content: Content, symbols: dict[int, str] | None = None) -> None:
    for element in parent:
        tag = element.tag
        if tag == R:
            properties = element.find(RPR)
            if properties is None or len(properties) == 0:
                _inline(element, content)
            elif not is_on(properties.find(f"{W}vanish")):
                _inline(element, content, _symbols(properties))
        elif tag in _TEXTS:
            if all(content.fields) and element.text:
                content.pieces.append(Piece(element, _mapped(element.text, symbols) if symbols else element.text))
        elif tag in DROPPED:
            continue
        elif tag in _FIXED:
            if all(content.fields):
                content.pieces.append(Piece(element, _FIXED[tag]))
        elif tag in TRANSPARENT:
            _inline(element, content)
        else:
            _special(element, tag, content)


def _special(element: etree._Element, tag: object, content: Content) -> None:
    if tag == FIELD:
        _field(element, content)
    elif tag == ALTERNATE:
        if (chosen := alternative(element)) is not None:
            _inline(chosen, content)
    elif tag in _DRAWINGS:
        _boxes(element, content.boxes)
    elif tag == SDT:
        if not is_placeholder(element) and (inside := element.find(SDT_CONTENT)) is not None:
            _inline(inside, content)
    elif tag == f"{W}ruby":
        _inline(element, content)
    elif tag == f"{W}sym":
        table = _SYMBOLS.get((element.get(f"{W}font") or "").lower(), {})
        content.pieces.append(Piece(element, _symbol(int(element.get(f"{W}char") or "20", 16), table)))
    elif tag == f"{M}f":
        for number, part in enumerate(e for e in element if e.tag in TRANSPARENT):
            if number:
                content.pieces.append(Piece(None, "/"))
            _inline(part, content)


def _field(mark: etree._Element, content: Content) -> None:
    kind = mark.get(f"{W}fldCharType")
    if kind == "begin":
        content.fields.append(False)
        _form_field(mark, content)
    elif kind == "separate" and content.fields:
        content.fields[-1] = True
    elif kind == "end" and content.fields:
        content.fields.pop()


def _form_field(mark: etree._Element, content: Content) -> None:
    """Check boxes and lists of legacy forms have no result text; say what is chosen."""
    data = mark.find(f"{W}ffData")
    if data is None:
        return
    if (box := data.find(f"{W}checkBox")) is not None:
        state = box.find(f"{W}checked")
        content.pieces.append(Piece(mark, "☑" if is_on(state if state is not None else box.find(f"{W}default")) else "☐"))
    elif (choices := data.find(f"{W}ddList")) is not None:
        entries = [e.get(VAL) or "" for e in choices.iter(f"{W}listEntry")]
        chosen = choices.find(f"{W}result")
        if chosen is None:
            chosen = choices.find(f"{W}default")
        number = int(chosen.get(VAL) or 0) if chosen is not None else 0
        if number < len(entries):
            content.pieces.append(Piece(mark, entries[number]))


def _boxes(element: etree._Element, found: list[etree._Element]) -> None:
    """Outermost text boxes below ``element``; of alternatives only the one that counts."""
    for child in (alternative(element),) if element.tag == ALTERNATE else element:
        if child is None:
            continue
        if child.tag == TEXT_BOX:
            found.append(child)
        else:
            _boxes(child, found)


def alternative(element: etree._Element) -> etree._Element | None:
    """The branch of ``mc:AlternateContent`` that counts: the first choice, or the fallback when only that has text."""
    chosen, fallback = element.find(CHOICE), element.find(FALLBACK)
    if chosen is None or (fallback is not None and next(chosen.iter(T, P), None) is None and next(fallback.iter(T), None) is not None):
        return fallback
    return chosen


def is_placeholder(control: etree._Element) -> bool:
    """Whether a content control still shows its prompt instead of an entry."""
    return is_on(control.find(f"{SDT_PR}/{W}showingPlcHdr"))


def _symbols(properties: etree._Element) -> dict[int, str] | None:
    fonts = properties.find(f"{W}rFonts")
    return _SYMBOLS.get((fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "").lower()) if fonts is not None else None


def _mapped(text: str, table: dict[int, str]) -> str:
    """Private-use characters of a symbol font as the signs they show; as long as before."""
    return "".join(_symbol(ord(c), table) if 0xF000 <= ord(c) <= 0xF0FF else c for c in text)


def _symbol(code: int, table: dict[int, str]) -> str:
    return table.get(code & 0xFF if 0xF000 <= code <= 0xF0FF else code) or chr(code)


def find(body: etree._Element, place: Place) -> etree._Element | None:
    """The ``w:p`` or ``w:tc`` a place of this document names (``w:tbl`` when it names no row); None when there is none."""
    if place.block is None:
        return None
    element = next((block.element for number, block in enumerate(blocks(body)) if number == place.block), None)
    for row, column, number in place.inner:
        cell = _cell_at(element, row, column)
        tables = cell_content(cell)[1] if cell is not None else []
        element = tables[number] if number < len(tables) else None
    if element is None or place.row is None or place.column is None:
        return element
    return _cell_at(element, place.row, place.column)


def _cell_at(table: etree._Element | None, row: int, column: int) -> etree._Element | None:
    if table is None or table.tag != TBL:
        return None
    for cell in table_cells(table):
        if cell.row <= row < cell.row + cell.rowspan and cell.column <= column < cell.column + cell.colspan:
            return cell.element
    return None


def element_range(pieces: list[Piece], start: int, end: int) -> list[tuple[etree._Element, int, int]]:
    """The elements that hold characters ``start:end`` of the joined text, each with the first and last-plus-one character within it."""
    found: list[tuple[etree._Element, int, int]] = []
    position = 0
    for element, text in pieces:
        first, last = max(start - position, 0), min(end - position, len(text))
        if element is not None and first < last:
            found.append((element, first, last))
        position += len(text)
        if position >= end:
            break
    return found
