"""Whose accounts a workbook of final-accounts tables holds, and of which year: by the captions above its tables, its sheets and its name.

Such a workbook has no cover and no text; the captions (部门：…, 2024年度) are all it says of itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import Final

from jiheng.documents.content import Document, Paragraph
from jiheng.model import normal

_AGENCY: Final = re.compile(
    r"(?:编制|编报|填报|公开)?(?:部门|单位)(?:名称|全称)?(?:\((?:盖章|公章)\))?:\s*(?P<agency>[^\s:]{3,60}?)(?=\s|金额|单位:|20\d\d年|$)"
)
_MONEY: Final = re.compile(r"[十百千万亿]*元")
_YEAR: Final = re.compile(r"(?<!\d)(20\d\d)\s*年度?(?!\s*\d{1,2}\s*月)")
_NAMED: Final = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
#: Rows above a table in which its captions stand.
_ABOVE: Final = 6


def captioned_agency(document: Document) -> str | None:
    """The agency that the captions name."""
    for text in _captions(document):
        for found in _AGENCY.finditer(normal(text)):
            if not _MONEY.fullmatch(found["agency"]):
                return found["agency"].strip("。,;")
    return None


def captioned_year(document: Document) -> int | None:
    """The fiscal year that the captions, the names of the sheets or the file's own name tell."""
    for text in _captions(document):
        found = _YEAR.search(normal(text))
        if found:
            return int(found[1])
    sheets = (block.place.sheet or "" for block in document.blocks)
    for text in (*sheets, PurePath(document.path.replace("!", "/")).name):
        named = _NAMED.search(text)
        if named:
            return int(named[1])
    return None


def _captions(document: Document) -> Iterator[str]:
    """Short texts and the first cells of every table."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            if len(block.text) <= 80:
                yield block.text
        else:
            yield from (cell.text for cell in block.cells if cell.row < _ABOVE and 0 < len(cell.text) <= 80)
