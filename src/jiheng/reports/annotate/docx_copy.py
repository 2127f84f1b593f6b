"""A copy of a Word file with comments anchored to the characters concerned.

Works on the package's XML, so that nothing else of the file changes. Comments of an earlier run (author 绩衡) are taken out
first: running it twice gives the same file.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Sequence
from io import BytesIO
from typing import Final

from lxml import etree

from jiheng.documents.docx_grid import GridCell, table_cells
from jiheng.documents.docx_text import P, Piece, R, T, W, blocks, cell_content, element_range, paragraph_pieces
from jiheng.model import Place
from jiheng.reports.annotate.docx_runs import at_paragraph_level, begin_run_at, end_run_at, first_paragraph
from jiheng.reports.annotate.remarks import AUTHOR, Remark

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_COMMENTS_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_MARKS: Final = (f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")
_ID: Final = f"{W}id"


def annotate_docx(data: bytes, remarks: Sequence[Remark], head: str) -> bytes:
    """The file with its comments; ``head`` is the comment on its first paragraph."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = {item.filename: package.read(item) for item in package.infolist()}
        order = [item.filename for item in package.infolist()]
    main = _main_part(parts)
    document = _parse(parts[main])
    comments_name = _comments_part(parts, main)
    comments = _parse(parts[comments_name]) if comments_name in parts else etree.Element(f"{W}comments", nsmap={"w": W[1:-1]})
    _forget(document, comments)
    writer = _Writer(document, comments)
    writer.head(head)
    for remark in remarks:
        writer.add(remark)
    parts[main] = _serialise(document)
    if comments_name not in parts:
        order.append(comments_name)
        _register(parts, main, comments_name)
    parts[comments_name] = _serialise(comments)
    return _pack(parts, order)


class _Writer:
    """Puts comments into a document; block and cell look-ups are made once."""

    def __init__(self, document: etree._Element, comments: etree._Element) -> None:
        body = document.find(f"{W}body")
        self._body = document if body is None else body
        self._comments = comments
        self._blocks = [block.element for block in blocks(self._body)]
        self._cells: dict[etree._Element, list[GridCell]] = {}
        self._next = 1 + max((int(comment.get(_ID, "0")) for comment in comments), default=-1)

    def head(self, text: str) -> None:
        """The comment that sums up, on the first paragraph."""
        self._anchor(first_paragraph(self._body), [], None, None, (text,))

    def add(self, remark: Remark) -> None:
        """One remark at its place; without a place it goes to the head of the document."""
        place = remark.found.location.place
        element = self._element(place)
        if element is None:
            self._anchor(first_paragraph(self._body), [], None, None, remark.lines)
            return
        pieces = paragraph_pieces(element) if element.tag == P else cell_content(element)[0]
        self._anchor(element, pieces, place.start, place.end, remark.lines)

    def _element(self, place: Place) -> etree._Element | None:
        if place.block is None or place.block >= len(self._blocks):
            return None
        element = self._blocks[place.block]
        for row, column, number in place.inner:
            cell = self._cell(element, row, column)
            tables = cell_content(cell)[1] if cell is not None else []
            if number >= len(tables):
                return None
            element = tables[number]
        if place.row is None or place.column is None:
            return element if element.tag == P else self._cell(element, 0, 0)
        return self._cell(element, place.row, place.column)

    def _cell(self, table: etree._Element, row: int, column: int) -> etree._Element | None:
        cells = self._cells.get(table)
        if cells is None:
            cells = self._cells[table] = table_cells(table)
        for cell in cells:
            if cell.row <= row < cell.row + cell.rowspan and cell.column <= column < cell.column + cell.colspan:
                return cell.element
        return None

    def _anchor(
        self, element: etree._Element, pieces: list[Piece], start: int | None, end: int | None, lines: Sequence[str]
    ) -> None:
        number = str(self._next)
        self._next += 1
        self._comments.append(_comment(number, lines))
        length = sum(len(piece.text) for piece in pieces)
        covered = element_range(pieces, start or 0, end if end is not None else length)
        if not covered:
            paragraph = first_paragraph(element)
            paragraph.extend((_mark("commentRangeStart", number), _mark("commentRangeEnd", number), _reference(number)))
            return
        (last, _, stop), (first, begin, _) = covered[-1], covered[0]
        last_run = end_run_at(last, stop, len(last.text or "") if last.tag == T else stop)
        first_run = begin_run_at(first, begin)
        if first is last and first_run is not None:
            last_run = first_run
        opening = first_run if first_run is not None else at_paragraph_level(first)
        closing = at_paragraph_level(last_run if last_run is not None else last)
        opening.addprevious(_mark("commentRangeStart", number))
        closing.addnext(_reference(number))
        closing.addnext(_mark("commentRangeEnd", number))


def _comment(number: str, lines: Sequence[str]) -> etree._Element:
    comment = etree.Element(f"{W}comment")
    for name, value in (("id", number), ("author", AUTHOR), ("initials", AUTHOR)):
        comment.set(f"{W}{name}", value)
    for line in lines:
        paragraph = etree.SubElement(comment, P)
        text = etree.SubElement(etree.SubElement(paragraph, R), T)
        text.text = line
        text.set(_SPACE, "preserve")
    return comment


def _mark(name: str, number: str) -> etree._Element:
    mark = etree.Element(f"{W}{name}")
    mark.set(_ID, number)
    return mark


def _reference(number: str) -> etree._Element:
    run = etree.Element(R)
    run.append(_mark("commentReference", number))
    return run


def _forget(document: etree._Element, comments: etree._Element) -> None:
    """Take out the comments of an earlier run. Runs stay split as they are: the same comments then give the same bytes."""
    own = {comment.get(_ID) for comment in comments if comment.get(f"{W}author") == AUTHOR}
    for comment in list(comments):
        if comment.get(_ID) in own:
            comments.remove(comment)
    for mark in list(document.iter(*_MARKS)):
        parent = mark.getparent()
        if mark.get(_ID) not in own or parent is None:
            continue
        target = parent if mark.tag == _MARKS[2] and parent.tag == R and len(parent) == 1 else mark
        holder = target.getparent()
        if holder is not None:
            holder.remove(target)


def _parse(xml: bytes) -> etree._Element:
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


def _serialise(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _relations(parts: dict[str, bytes], part: str) -> tuple[str, etree._Element]:
    folder, name = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    root = _parse(parts[rels]) if rels in parts else etree.Element(f"{{{_PACKAGE}/relationships}}Relationships")
    return rels, root


def _target(parts: dict[str, bytes], part: str, kind: str) -> str | None:
    _, root = _relations(parts, part)
    for relation in root:
        if (relation.get("Type") or "").endswith(f"/{kind}"):
            target = relation.get("Target") or ""
            return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
    return None


def _main_part(parts: dict[str, bytes]) -> str:
    return _target(parts, "", "officeDocument") or "word/document.xml"


def _comments_part(parts: dict[str, bytes], main: str) -> str:
    return _target(parts, main, "comments") or posixpath.join(posixpath.dirname(main), "comments.xml")


def _register(parts: dict[str, bytes], main: str, comments: str) -> None:
    """Make the new comments part known: its relation and its content type."""
    rels, root = _relations(parts, main)
    taken = {relation.get("Id") for relation in root}
    relation = etree.SubElement(root, f"{{{_PACKAGE}/relationships}}Relationship")
    relation.set("Id", next(f"rIdJiheng{n}" for n in range(1, 1000) if f"rIdJiheng{n}" not in taken))
    relation.set("Type", f"{_OFFICE}/comments")
    relation.set("Target", posixpath.relpath(comments, posixpath.dirname(main)))
    parts[rels] = _serialise(root)
    types = _parse(parts["[Content_Types].xml"])
    override = etree.SubElement(types, f"{{{_PACKAGE}/content-types}}Override")
    override.set("PartName", f"/{comments}")
    override.set("ContentType", _COMMENTS_TYPE)
    parts["[Content_Types].xml"] = _serialise(types)


def _pack(parts: dict[str, bytes], order: list[str]) -> bytes:
    """The package with its parts in their old order and fixed times, so that the same content gives the same bytes."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name in [*order, *(name for name in parts if name not in order)]:
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), parts[name], zipfile.ZIP_DEFLATED)
    return target.getvalue()
