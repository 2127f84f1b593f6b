"""The comments of one worksheet: their texts, and the shapes in which old and new Excel, WPS and LibreOffice show them."""

from __future__ import annotations

import posixpath
import re
from typing import Final

from lxml import etree

from jiheng.documents.sheet_grid import cell_name
from jiheng.reports.annotate.parts import Parts
from jiheng.reports.annotate.remarks import AUTHOR

S: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_LINE: Final = f"──── {AUTHOR} ────"
_COMMENTS: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"
#: What follows the drawing of comments in a worksheet.
_AFTER: Final = ("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst")
_OWN_SHAPE: Final = re.compile(rb'\s*<v:shape id="_jiheng_[^"]*".*?</v:shape>', re.S)
_END: Final = re.compile(rb"</xml>\s*$")
_NEW_DRAWING: Final = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
)
_SHAPE: Final = (
    '<v:shape id="_jiheng_{name}" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel" type="#_x0000_t202" '
    'style="position:absolute;margin-left:60pt;margin-top:2pt;width:{width}pt;height:{height}pt;z-index:1;visibility:hidden" '
    'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill>'
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_WIDTH, _LEAST, _MOST, _PER_LINE, _LETTERS = 320, 60, 420, 14, 26


class Notes:
    """The comments of a sheet without those of an earlier run, and those to add."""

    def __init__(self, parts: Parts, sheet: str) -> None:
        self._parts, self._sheet = parts, sheet
        self._part = parts.related(sheet, "comments")
        exists = self._part is not None and parts.has(self._part)
        self._root = parts.root(self._part) if self._part and exists else etree.fromstring(f'<comments xmlns="{S[1:-1]}"/>')
        self._existed = exists
        self._texts: dict[tuple[int, int], list[str]] = {}
        self._forget()

    def add(self, row: int, column: int, text: str) -> None:
        """Remember a text for a cell."""
        self._texts.setdefault((row, column), []).append(text)

    def save(self, sheet: etree._Element) -> None:
        """Write comments and shapes, and make the sheet know them."""
        if not self._texts and not self._existed:
            return
        new = [spot for spot, texts in sorted(self._texts.items()) if self._say(spot, texts)]
        part = self._part or self._parts.free_name("xl/comments{}.xml")
        self._parts.put(part, self._root)
        self._parts.relate(self._sheet, "comments", part)
        self._parts.declare(part, _COMMENTS)
        self._draw(sheet, new)

    def _forget(self) -> None:
        for comment in list(self._root.iter(f"{S}comment")):
            text = comment.find(f"{S}text")
            if text is None:
                continue
            ours = [run for run in text.iter(f"{S}r") if (run.findtext(f"{S}t") or "").lstrip("\n").startswith(_LINE)]
            for run in ours:
                text.remove(run)
            holder = comment.getparent()
            if ours and len(text) == 0 and holder is not None:
                holder.remove(comment)

    def _say(self, spot: tuple[int, int], texts: list[str]) -> bool:
        """Add our text to the comment of a cell; whether the comment is new."""
        name = cell_name(*spot)
        whole = f"{_LINE}\n" + "\n\n".join(texts)
        listed = self._root.find(f"{S}commentList")
        if listed is None:
            listed = etree.SubElement(self._root, f"{S}commentList")
        existing = next((comment for comment in listed if comment.get("ref") == name), None)
        if existing is None:
            comment = etree.SubElement(listed, f"{S}comment")
            comment.set("ref", name)
            comment.set("authorId", str(self._author()))
            _run(etree.SubElement(comment, f"{S}text"), whole)
            return True
        text = existing.find(f"{S}text")
        if text is None:
            text = etree.SubElement(existing, f"{S}text")
        plain = text.find(f"{S}t")
        if plain is not None:  # one plain text: as the first run of several
            text.remove(plain)
            first = etree.SubElement(text, f"{S}r")
            first.append(plain)
        _run(text, f"\n{whole}")
        return False

    def _author(self) -> int:
        authors = self._root.find(f"{S}authors")
        if authors is None:
            authors = etree.Element(f"{S}authors")
            self._root.insert(0, authors)
        for index, author in enumerate(authors):
            if author.text == AUTHOR:
                return index
        etree.SubElement(authors, f"{S}author").text = AUTHOR
        return len(authors) - 1

    def _draw(self, sheet: etree._Element, new: list[tuple[int, int]]) -> None:
        """A shape for each new comment; the drawing is text, for what Office writes there is not always XML."""
        legacy = sheet.find(f"{S}legacyDrawing")
        identifier = legacy.get(f"{_R}id") if legacy is not None else None
        part = next((target for _, given, target in self._parts.relations(self._sheet) if given == identifier), None)
        drawing = self._parts.text(part) if part and self._parts.has(part) else _NEW_DRAWING.encode()
        shapes = "".join(self._shape(spot) for spot in new).encode()
        drawing = _END.sub(lambda _: shapes + b"</xml>", _OWN_SHAPE.sub(b"", drawing))
        part = part or self._parts.free_name("xl/drawings/jihengDrawing{}.vml")
        self._parts.put_text(part, drawing)
        self._parts.declare_extension(posixpath.splitext(part)[1].lstrip("."), _DRAWING)
        if legacy is None:
            legacy = etree.Element(f"{S}legacyDrawing", nsmap={"r": _R[1:-1]})
            legacy.set(f"{_R}id", self._parts.relate(self._sheet, "vmlDrawing", part))
            after = next((child for child in sheet if etree.QName(child).localname in _AFTER), None)
            sheet.append(legacy) if after is None else after.addprevious(legacy)

    def _shape(self, spot: tuple[int, int]) -> str:
        text = "\n\n".join(self._texts[spot])
        lines = 2 + sum(1 + len(line) // _LETTERS for line in text.split("\n"))
        height = min(max(_LEAST, _PER_LINE * lines), _MOST)
        return _SHAPE.format(name=cell_name(*spot), width=_WIDTH, height=height, row=spot[0], column=spot[1])


def _run(text: etree._Element, words: str) -> None:
    run = etree.SubElement(text, f"{S}r")
    inner = etree.SubElement(run, f"{S}t")
    inner.text = words
    inner.set(_SPACE, "preserve")
