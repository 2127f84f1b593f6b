"""Word documents (docx): blocks, exact spans, what was passed over.

Straight over the XML: python-docx loses content controls and insertions, and is ten times slower.

What the text is, is decided in ``docx_text``; pages are unknown here (Word breaks pages when it shows them).
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Final

from lxml import etree

from jiheng.documents import docx_text as words
from jiheng.documents.content import Block, Cell, Document, FileKind, Limits, Paragraph, Table
from jiheng.documents.deadline import Deadline
from jiheng.documents.docx_grid import VAL, GridCell, W, table_cells, table_rows
from jiheng.documents.errors import DamagedPart, TablesTooDeep, TextTooLong, TooManyCells
from jiheng.documents.package import Package
from jiheng.model import Place

_BODY_TEXT_LEVEL: Final = 9
_STYLE_DEPTH: Final = 12


def read_docx(data: bytes, path: str, limits: Limits) -> Document:
    """The document in ``data``.

    Raises:
        DocumentError: damaged, with macros, or beyond a limit.
    """
    package = Package(data, path, limits)
    package.refuse_macros("docx")
    main = package.main_part() or "word/document.xml"
    body = package.root(main).find(f"{W}body")
    if body is None:
        raise DamagedPart(path, main)
    reader = _Reader(package, main, limits)
    try:
        blocks = reader.blocks(body)
    except (words.TooDeep, RecursionError) as error:
        raise TablesTooDeep(path, words.MAX_DEPTH) from error
    return Document(
        path=path,
        kind=FileKind.DOCX,
        digest=f"sha256:{hashlib.sha256(data).hexdigest()}",
        blocks=tuple(blocks),
        notices=tuple(_notices(body, has_text=bool(blocks))),
    )


class _Reader:
    """One run over a document: limits, deadline and styles at hand."""

    def __init__(self, package: Package, main: str, limits: Limits) -> None:
        self._package, self._main, self._limits = package, main, limits
        self._path = package.path
        self._deadline = Deadline(package.path, limits)
        self._cells = 0
        self._styles: dict[str, etree._Element] | None = None
        self._levels: dict[str, int] = {}

    def blocks(self, body: etree._Element) -> list[Block]:
        found: list[Block] = []
        for number, block in enumerate(words.blocks(body)):
            place = Place(file=self._path, block=number)
            if block.is_table:
                found.append(self._table(block.element, place))
                continue
            text = "".join(piece.text for piece in block.pieces)
            if len(text) > self._limits.cell_characters:
                raise TextTooLong(self._path, f"第 {number + 1} 段", len(text), self._limits.cell_characters)
            found.append(Paragraph(text=text, place=place, level=self._level(block.element)))
        return found

    def _table(self, table: etree._Element, place: Place) -> Table:
        if len(place.inner) > words.MAX_DEPTH:
            raise words.TooDeep
        rows = sum(1 for _ in table_rows(table))
        cells = [self._cell(spot, place) for spot in table_cells(table)]
        columns = max((cell.column + cell.colspan for cell in cells), default=0)
        return Table(cells=tuple(cells), rows=rows, columns=columns, place=place)

    def _cell(self, spot: GridCell, table: Place) -> Cell:
        self._cells += 1
        if self._cells > self._limits.cells:
            raise TooManyCells(self._path, self._limits.cells)
        self._deadline.check()
        pieces, tables = words.cell_content(spot.element)
        text = "".join(piece.text for piece in pieces)
        if len(text) > self._limits.cell_characters:
            where = f"第 {(table.block or 0) + 1} 个段落或表格的第 {spot.row + 1} 行第 {spot.column + 1} 列单元格"
            raise TextTooLong(self._path, where, len(text), self._limits.cell_characters)
        inner = tuple(
            self._table(element, replace(table, inner=(*table.inner, (spot.row, spot.column, number))))
            for number, element in enumerate(tables)
        )
        return Cell(
            row=spot.row,
            column=spot.column,
            rowspan=spot.rowspan,
            colspan=spot.colspan,
            text=text,
            place=Place(file=self._path, block=table.block, row=spot.row, column=spot.column, inner=table.inner),
            is_header=spot.is_header,
            tables=inner,
        )

    def _level(self, paragraph: etree._Element) -> int:
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return 0
        outline = properties.find(f"{W}outlineLvl")
        if outline is not None:
            return _as_level(outline)
        style = properties.find(f"{W}pStyle")
        return self._style_level(style.get(VAL) or "") if style is not None else 0

    def _style_level(self, name: str) -> int:
        if name not in self._levels:
            self._levels[name] = self._resolve(name, _STYLE_DEPTH)
        return self._levels[name]

    def _resolve(self, name: str, steps: int) -> int:
        style = self._all_styles().get(name)
        if style is None or steps == 0:
            return 0
        outline = style.find(f"{W}pPr/{W}outlineLvl")
        if outline is not None:
            return _as_level(outline)
        named = style.find(f"{W}name")
        if named is not None and (named.get(VAL) or "").lower() == "title":
            return 1
        base = style.find(f"{W}basedOn")
        return self._resolve(base.get(VAL) or "", steps - 1) if base is not None else 0

    def _all_styles(self) -> dict[str, etree._Element]:
        """Styles by id; parsed when the first styled paragraph asks."""
        if self._styles is None:
            part = self._package.related(self._main, "styles")
            found = self._package.root(part).iterfind(f"{W}style") if part else ()
            self._styles = {style.get(f"{W}styleId") or "": style for style in found}
        return self._styles


def _as_level(outline: etree._Element) -> int:
    value = outline.get(VAL) or ""
    level = int(value) if value.isdigit() else _BODY_TEXT_LEVEL
    return level + 1 if level < _BODY_TEXT_LEVEL else 0


def _notices(body: etree._Element, *, has_text: bool) -> list[str]:
    """What was passed over or decided while reading, with counts."""
    tags = ("ins", "moveTo", "del", "moveFrom", "vanish", "showingPlcHdr", "altChunk", "subDoc", "object", "drawing", "pict")
    counts = dict.fromkeys(tags, 0)
    for element in body.iter(*(f"{W}{tag}" for tag in tags)):
        counts[element.tag[len(W) :]] += not (_is_text_box(element) or _is_line_end(element))
    inserted, deleted = counts["ins"] + counts["moveTo"], counts["del"] + counts["moveFrom"]
    said: list[str] = []
    if inserted or deleted:
        said.append(f"文中有未接受的修订（插入 {inserted} 处、删除 {deleted} 处），已按接受修订后的内容读取；请先接受或拒绝修订再定稿。")
    if counts["vanish"]:
        said.append(f"文中有 {counts['vanish']} 处隐藏文字，未读取。")
    if counts["showingPlcHdr"]:
        said.append(f"文中有 {counts['showingPlcHdr']} 个内容控件未填写（仍为提示文字），按空白读取。")
    if counts["altChunk"] or counts["subDoc"]:
        said.append(f"文中引用了 {counts['altChunk'] + counts['subDoc']} 处外部内容，未读取；请用 Word 打开并另存，使内容并入文中再查。")
    if counts["object"]:
        said.append(f"文中嵌入了 {counts['object']} 个对象（如 Excel 表），其中的内容未读取；请改为 Word 表格或单独检查。")
    if pictures := counts["drawing"] + counts["pict"]:
        said.append(f"文中有 {pictures} 张图片或图形，其中的文字未读取。")
    if not has_text:
        said.append("文中没有可读取的文字；如内容是扫描图片，请提供可编辑的文件。")
    return said


def _is_line_end(element: etree._Element) -> bool:
    """Whether what is hidden is the end of a paragraph and no text: forms hide the line between two tables."""
    above = element.getparent()
    outer = above.getparent() if above is not None and above.tag == f"{W}rPr" else None
    return element.tag == f"{W}vanish" and outer is not None and outer.tag == f"{W}pPr"


def _is_text_box(element: etree._Element) -> bool:
    """Whether a drawing is a text box that was read, or the fallback copy of another drawing."""
    if element.tag not in (f"{W}drawing", f"{W}pict"):
        return False
    return element.find(f".//{words.TEXT_BOX}") is not None or any(True for _ in element.iterancestors(words.FALLBACK))
