"""A copy of a Word document with a bookmark before and after each text, so that its rendering tells where each stands.

Bookmarks are nothing to see and move nothing. Which text a bookmark is about, its name says.
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from jiheng.documents import docx_text as words
from jiheng.documents.content import Limits
from jiheng.documents.docx_grid import W, table_cells
from jiheng.documents.errors import DamagedPart
from jiheng.documents.package import Package
from jiheng.reports.annotate.parts import Parts

#: Block, row and column of a text; a paragraph has neither row nor column.
Key = tuple[int, int | None, int | None]
_FIRST_NUMBER: Final = 800_000
_NAME: Final = re.compile(r"jiheng(\d+)(?:r(\d+)c(\d+))?([se])")


def name_of(key: Key, side: str) -> str:
    """The bookmark before (``s``) or after (``e``) a text: letters and digits only, others come back changed."""
    block, row, column = key
    return f"jiheng{block}{side}" if row is None else f"jiheng{block}r{row}c{column}{side}"


def key_of(name: str) -> tuple[Key, str] | None:
    """The text a bookmark is about, and its side; None of one that is not ours."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    row, column = (int(found[2]), int(found[3])) if found[2] else (None, None)
    return (int(found[1]), row, column), found[4]


def marked_word(data: bytes, path: str, limits: Limits) -> tuple[bytes, dict[Key, str]]:
    """The copy, and the text at each place.

    Raises:
        DocumentError: damaged or beyond a limit.
    """
    package = Package(data, path, limits)
    main = package.main_part()
    root = package.root(main)
    body = root.find(f"{W}body")
    if body is None:
        raise DamagedPart(path, main)
    texts: dict[Key, str] = {}
    marker = _Marker()
    for number, block in enumerate(list(words.blocks(body))):
        if not block.is_table:
            texts[number, None, None] = marker.mark((number, None, None), block.pieces, block.element)
            continue
        for cell in table_cells(block.element):
            key = (number, cell.row, cell.column)
            texts[key] = marker.mark(key, words.cell_pieces(cell.element), cell.element)
    copy = Parts(data)
    copy.put(main, root)
    return copy.pack(), texts


class _Marker:
    """Sets bookmarks, each with a number of its own."""

    def __init__(self) -> None:
        self._number = _FIRST_NUMBER

    def mark(self, key: Key, pieces: list[words.Piece], element: etree._Element) -> str:
        """Set the bookmarks of a text; the text."""
        runs = [run for piece in pieces if piece.text.strip() and (run := _run_of(piece.element)) is not None]
        if runs:
            for one in self._bookmark(name_of(key, "s")):
                runs[0].addprevious(one)
            for one in reversed(self._bookmark(name_of(key, "e"))):
                runs[-1].addnext(one)
        else:
            paragraph = next(element.iter(words.P), None)
            if paragraph is not None:
                paragraph.extend(self._bookmark(name_of(key, "s")))
        return "".join(piece.text for piece in pieces)

    def _bookmark(self, name: str) -> list[etree._Element]:
        self._number += 1
        start, end = etree.Element(f"{W}bookmarkStart"), etree.Element(f"{W}bookmarkEnd")
        for one in (start, end):
            one.set(f"{W}id", str(self._number))
        start.set(f"{W}name", name)
        return [start, end]


def _run_of(element: etree._Element | None) -> etree._Element | None:
    while element is not None and element.tag != words.R:
        element = element.getparent()
    return element
