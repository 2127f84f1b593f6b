"""Web pages (HTML): visible paragraphs and tables with their spans, as a browser shows them without running scripts.

A table used only for layout (one column, with a table inside) is opened: what it holds stands in the document itself.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from jiheng.documents.content import Block, Cell, Document, FileKind, Limits, Paragraph, Table
from jiheng.documents.deadline import Deadline
from jiheng.documents.errors import TablesTooDeep, TextTooLong, TooManyCells
from jiheng.model import Place

_META: Final = re.compile(
    rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)""", re.I
)
#: Names that pages use for encodings which are contained in GB18030.
_CHINESE: Final = frozenset({"gb2312", "gbk", "gb_2312-80", "x-gbk", "chinese", "csgb2312", "cp936", "euc-cn"})
_BOMS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))

_UNSEEN: Final = frozenset(
    {"script", "style", "template", "noscript", "head", "title", "meta", "link", "iframe", "object", "svg", "datalist", "rp", "rt"}
)
_BLOCKS: Final = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption",
        "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "nav", "ol", "p",
        "pre", "section", "ul",
    }
)  # fmt: skip
_HIDDEN_STYLE: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all", re.I)
_SPACES: Final = re.compile(r"[ \t\r\n\f]+")
_MOST_SPAN: Final = 1_000
_MAX_DEPTH: Final = 24
#: Elements within elements: browsers stop nesting at about this depth.
_DEEPEST: Final = 400
#: A text is looked for by its first characters, and not further than this from the text before it.
_PROBE: Final = 24
_WINDOW: Final = 50_000


def read_html(data: bytes, path: str, limits: Limits) -> Document:
    """The page in ``data``.

    Raises:
        DocumentError: beyond a limit.
    """
    source, encoding = _decode(data)
    tree = LexborHTMLParser(source)
    reader = _Reader(path, source, limits)
    if tree.body is not None:
        reader.flow(tree.body, 0, 0)
    reader.end_paragraph()
    notices = []
    if reader.hidden:
        notices.append(f"网页中有 {reader.hidden} 处隐藏内容，未读取。")
    if not reader.blocks:
        notices.append("网页中没有可读取的文字；内容可能由脚本生成，请在浏览器中打开后另存或打印为 PDF 再查。")
    return Document(
        path=path,
        kind=FileKind.HTML,
        digest=f"sha256:{hashlib.sha256(data).hexdigest()}",
        blocks=tuple(reader.blocks),
        encoding=encoding,
        notices=tuple(notices),
    )


def _decode(data: bytes) -> tuple[str, str]:
    """The page's text: byte order mark first, then what the page declares, then what its bytes look like."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, "replace"), encoding
    declared = _META.search(data[:8192])
    name = (declared[1] or declared[2]).decode("ascii", "replace").lower() if declared else ""
    name = "gb18030" if name in _CHINESE else name
    try:
        if name and not name.startswith("utf-16"):  # a page in UTF-16 could not have been searched
            return data.decode(name), name
    except (LookupError, UnicodeDecodeError):
        pass
    from jiheng.documents.text import decode  # only pages that declare nothing need it

    return decode(data)


@dataclass(slots=True)
class _Words:
    """Text being collected, with white space as a browser shows it."""

    parts: list[str] = field(default_factory=list)

    def add(self, text: str, *, keep_spaces: bool = False) -> None:
        """Append a stretch of text."""
        self.parts.append(text if keep_spaces else _SPACES.sub(" ", text))

    def end_line(self) -> None:
        """Begin a new line unless at the beginning of one."""
        if self.parts and self.parts[-1] != "\n":
            self.parts.append("\n")

    def take(self) -> str:
        """The text so far, lines trimmed and blank ones dropped."""
        lines = (re.sub(" {2,}", " ", line).strip(" \t\r\f\u200b\ufeff") for line in "".join(self.parts).replace("\xa0", " ").split("\n"))
        self.parts = []
        return "\n".join(line for line in lines if line)


class _Reader:
    """One run over a page."""

    def __init__(self, path: str, source: str, limits: Limits) -> None:
        self._path, self._limits = path, limits
        self._deadline = Deadline(path, limits)
        self._lines = _Lines(source)
        self._words = _Words()
        self._cells = 0
        self._level = 0
        self.blocks: list[Block] = []
        self.hidden = 0

    def flow(self, parent: LexborNode, level: int, depth: int) -> None:
        """Read what stands in an element of the page itself: paragraphs and tables become blocks."""
        if depth > _DEEPEST:
            self._words.add(parent.text(deep=True))
            return
        for node in parent.iter(include_text=True):
            tag = node.tag
            if tag == "-text":
                self._words.add(node.text_content or "", keep_spaces=parent.tag == "pre")
            elif not self._is_seen(node):
                continue
            elif tag == "table":
                self.end_paragraph()
                self._deadline.check()
                self._table_or_layout(node, depth)
            elif tag in _BLOCKS:
                self.end_paragraph()
                inner = int(tag[1]) if tag and re.fullmatch("h[1-6]", tag) else level
                self._level = inner
                self.flow(node, inner, depth + 1)
                self.end_paragraph()
                self._level = level
            elif not self._leaf(node, self._words):
                self.flow(node, level, depth + 1)

    def end_paragraph(self) -> None:
        """Close the paragraph being collected."""
        text = self._words.take()
        if text:
            if len(text) > self._limits.cell_characters:
                raise TextTooLong(self._path, f"第 {len(self.blocks) + 1} 段", len(text), self._limits.cell_characters)
            place = Place(file=self._path, block=len(self.blocks), line=self._lines.find(text))
            self.blocks.append(Paragraph(text=text, place=place, level=self._level))

    def _table_or_layout(self, node: LexborNode, depth: int) -> None:
        rows = [list(_cells_of(row)) for row in _rows_of(node)]
        if rows and all(len(row) <= 1 for row in rows) and any(row[0].css_first("table") is not None for row in rows if row):
            for row in rows:
                for cell in row:
                    self.flow(cell, 0, depth + 1)
                    self.end_paragraph()
            return
        for caption in node.iter():
            if caption.tag == "caption":
                self.flow(caption, 0, depth + 1)
                self.end_paragraph()
        table = self._table(node, Place(file=self._path, block=len(self.blocks)))
        if table is not None:
            self.blocks.append(table)

    def _table(self, node: LexborNode, place: Place) -> Table | None:
        if len(place.inner) > _MAX_DEPTH:
            raise TablesTooDeep(self._path, _MAX_DEPTH)
        rows = [row for row in _rows_of(node) if self._is_seen(row)]
        taken: set[tuple[int, int]] = set()
        cells: list[Cell] = []
        for number, row in enumerate(rows):
            self._deadline.check()
            column = 0
            for element in _cells_of(row):
                if not self._is_seen(element):
                    continue
                while (number, column) in taken:
                    column += 1
                height = _span(element, "rowspan") or len(rows) - number
                height, width = min(height, len(rows) - number), _span(element, "colspan") or 1
                while width > 1 and any((number, spot) in taken for spot in range(column, column + width)):
                    width -= 1
                self._count(height * width)
                taken.update((r, c) for r in range(number, number + height) for c in range(column, column + width))
                cells.append(self._cell(element, place, (number, column, height, width)))
                column += width
        if not cells:
            return None
        columns = max(cell.column + cell.colspan for cell in cells)
        line = next((cell.place.line for cell in cells if cell.place.line), None)
        return Table(cells=tuple(cells), rows=len(rows), columns=columns, place=replace(place, line=line))

    def _count(self, more: int) -> None:
        self._cells += more
        if self._cells > self._limits.cells:
            raise TooManyCells(self._path, self._limits.cells)

    def _cell(self, node: LexborNode, table: Place, spot: tuple[int, int, int, int]) -> Cell:
        row, column, height, width = spot
        words = _Words()
        nested: list[LexborNode] = []
        self._inside(node, words, nested, 0)
        text = words.take()
        if len(text) > self._limits.cell_characters:
            where = f"第 {(table.block or 0) + 1} 个段落或表格的第 {row + 1} 行第 {column + 1} 列单元格"
            raise TextTooLong(self._path, where, len(text), self._limits.cell_characters)
        place = Place(
            file=self._path, block=table.block, row=row, column=column, inner=table.inner, line=self._lines.find(text) if text else None
        )
        inner = [self._table(element, replace(table, inner=(*table.inner, (row, column, n)))) for n, element in enumerate(nested)]
        return Cell(
            row=row,
            column=column,
            rowspan=height,
            colspan=width,
            text=text,
            place=place,
            is_header=node.tag == "th",
            tables=tuple(found for found in inner if found is not None),
        )

    def _inside(self, parent: LexborNode, words: _Words, nested: list[LexborNode], depth: int) -> None:
        """The text of a cell, and the tables nested in it."""
        if depth > _DEEPEST:
            words.add(parent.text(deep=True))
            return
        for node in parent.iter(include_text=True):
            tag = node.tag
            if tag == "-text":
                words.add(node.text_content or "", keep_spaces=parent.tag == "pre")
            elif not self._is_seen(node):
                continue
            elif tag == "table":
                nested.append(node)
            elif tag in _BLOCKS:
                words.end_line()
                self._inside(node, words, nested, depth + 1)
                words.end_line()
            elif not self._leaf(node, words):
                self._inside(node, words, nested, depth + 1)

    def _is_seen(self, node: LexborNode) -> bool:
        tag = node.tag
        if tag in _UNSEEN or tag == "-comment":
            return False
        attributes = node.attributes
        if "hidden" in attributes or _HIDDEN_STYLE.search(attributes.get("style") or ""):
            self.hidden += 1
            return False
        return True

    @staticmethod
    def _leaf(node: LexborNode, words: _Words) -> bool:
        """Elements that show something of their own: breaks and the fields of forms. False for all others."""
        attributes = node.attributes
        if node.tag == "br":
            words.add("\n", keep_spaces=True)
        elif node.tag == "input":
            kind = (attributes.get("type") or "text").lower()
            if kind in ("checkbox", "radio"):
                words.add("☑" if "checked" in attributes else "☐")
            elif kind in ("text", "number", "date", "tel", "email", "url", "month", "search"):
                words.add(attributes.get("value") or "")
        elif node.tag == "select":
            options = node.css("option")
            chosen = next((o for o in options if "selected" in o.attributes), options[0] if options else None)
            words.add(chosen.text(deep=True) if chosen is not None else "")
        else:
            return False
        return True


class _Lines:
    """Finds the source line of texts met in document order; the parser itself forgets lines."""

    def __init__(self, source: str) -> None:
        self._source, self._at, self._line, self._counted = source, 0, 1, 0

    def find(self, text: str) -> int | None:
        """The 1-based line where the text begins; None when it does not stand in the source as it is shown."""
        probe = re.split(r"[\s&<>]", text[:_PROBE], maxsplit=1)[0]
        found = self._source.find(probe, self._at, self._at + _WINDOW) if probe else -1
        if found < 0:
            return None
        self._at = found + len(probe)
        self._line += self._source.count("\n", self._counted, found)
        self._counted = found
        return self._line


def _rows_of(table: LexborNode) -> Iterator[LexborNode]:
    """The rows of a table itself, head and body in source order, the foot last."""
    feet: list[LexborNode] = []
    for child in table.iter():
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody"):
            yield from (row for row in child.iter() if row.tag == "tr")
        elif child.tag == "tfoot":
            feet.extend(row for row in child.iter() if row.tag == "tr")
    yield from feet


def _cells_of(row: LexborNode) -> Iterator[LexborNode]:
    return (cell for cell in row.iter() if cell.tag in ("td", "th"))


def _span(node: LexborNode, name: str) -> int:
    """A span as written; 0 means to the end, and anything unreadable 1."""
    text = (node.attributes.get(name) or "1").strip()
    match = re.match(r"\d+", text)
    return min(int(match[0]), _MOST_SPAN) if match else 1
