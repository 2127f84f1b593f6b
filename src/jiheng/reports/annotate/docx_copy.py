"""A copy of a Word file with comments anchored to the characters concerned.

Works on the package's XML, so that nothing else of the file changes. Comments of an earlier run (author 绩衡) are taken out
first: running it twice gives the same file.
"""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from typing import Final

from lxml import etree

from jiheng.documents.docx_grid import GridCell, W, table_cells
from jiheng.documents.docx_text import P, Piece, R, T, blocks, cell_content, element_range, paragraph_pieces
from jiheng.model import Place
from jiheng.reports.annotate.docx_runs import enclose, first_paragraph, outer_paragraph
from jiheng.reports.annotate.parts import Parts, StrictFormat
from jiheng.reports.annotate.remarks import AUTHOR, Remark

_COMMENTS_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_MARKS: Final = (f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")
_ID: Final = f"{W}id"


def annotate_docx(data: bytes, remarks: Sequence[Remark], head: str) -> bytes:
    """The file with its comments; ``head`` is the comment on its first paragraph.

    Raises:
        StrictFormat: the file is in the strict namespaces.
    """
    parts = Parts(data)
    main = parts.related("", "officeDocument") or "word/document.xml"
    document = parts.root(main)
    name = parts.related(main, "comments") or posixpath.join(posixpath.dirname(main), "comments.xml")
    comments = parts.root(name) if parts.has(name) else etree.Element(f"{W}comments", nsmap={"w": W[1:-1]})
    _forget(document, comments)
    writer = _Writer(document, comments)
    writer.head(head)
    for remark in remarks:
        writer.add(remark)
    parts.put(main, document)
    parts.put(name, comments)
    parts.relate(main, "comments", name)
    parts.declare(name, _COMMENTS_TYPE)
    return parts.pack()


class _Writer:
    """Puts comments into a document; block and cell look-ups are made once."""

    def __init__(self, document: etree._Element, comments: etree._Element) -> None:
        body = document.find(f"{W}body")
        if body is None:
            raise StrictFormat
        self._body = body
        self._comments = comments
        self._blocks = [block.element for block in blocks(self._body)]
        self._cells: dict[etree._Element, list[GridCell]] = {}
        taken = [element.get(_ID) or "" for element in (*comments, *document.iter(*_MARKS))]
        self._next = 1 + max((int(number) for number in taken if number.isdecimal()), default=-1)

    def head(self, text: str) -> None:
        """The comment that sums up, at the beginning of the document."""
        paragraph = first_paragraph(self._body)
        self._at_end(paragraph, self._comment((text,)), first=True)

    def add(self, remark: Remark) -> None:
        """One remark at its place; without a place it goes to the head of the document."""
        place = remark.found.location.place
        number = self._comment(remark.lines)
        element = self._element(place)
        if element is None:
            self._at_end(first_paragraph(self._body), number)
            return
        pieces = paragraph_pieces(element) if element.tag == P else cell_content(element)[0]
        outer = outer_paragraph(element)
        if outer is not None:
            self._around(outer, number)
            return
        self._anchor(element, pieces, place, number)

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
        if element.tag == P:
            return element
        return self._cell(element, place.row or 0, place.column or 0)

    def _cell(self, table: etree._Element, row: int, column: int) -> etree._Element | None:
        cells = self._cells.get(table)
        if cells is None:
            cells = self._cells[table] = table_cells(table)
        for cell in cells:
            if cell.row <= row < cell.row + cell.rowspan and cell.column <= column < cell.column + cell.colspan:
                return cell.element
        return None

    def _anchor(self, element: etree._Element, pieces: list[Piece], place: Place, number: str) -> None:
        """The marks around the characters of the place; an empty cell gets them in its paragraph."""
        length = sum(len(piece.text) for piece in pieces)
        covered = element_range(pieces, place.start or 0, length if place.end is None else place.end)
        if not covered:
            self._at_end(first_paragraph(element), number)
            return
        (first, begin, _), (last, _, end) = covered[0], covered[-1]
        opening, closing = enclose(first, begin, last, end)
        opening.addprevious(_mark("commentRangeStart", number))
        closing.addnext(_reference(number))
        closing.addnext(_mark("commentRangeEnd", number))

    def _around(self, paragraph: etree._Element, number: str) -> None:
        """The marks around everything in the paragraph."""
        properties = paragraph.find(f"{W}pPr")
        paragraph.insert(0 if properties is None else paragraph.index(properties) + 1, _mark("commentRangeStart", number))
        paragraph.extend((_mark("commentRangeEnd", number), _reference(number)))

    def _at_end(self, paragraph: etree._Element, number: str, *, first: bool = False) -> None:
        """The marks at one point of the paragraph: at its end or, to be read first, at its beginning."""
        marks = (_mark("commentRangeStart", number), _mark("commentRangeEnd", number), _reference(number))
        properties = paragraph.find(f"{W}pPr")
        at = (0 if properties is None else paragraph.index(properties) + 1) if first else len(paragraph)
        for offset, mark in enumerate(marks):
            paragraph.insert(at + offset, mark)

    def _comment(self, lines: Sequence[str]) -> str:
        """The number of a new comment."""
        number = str(self._next)
        self._next += 1
        self._comments.append(_comment(number, lines))
        return number


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
        alone = parent.tag == R and all(child is mark or child.tag == f"{W}rPr" for child in parent)
        target = parent if alone else mark
        holder = target.getparent()
        if holder is not None:
            holder.remove(target)
