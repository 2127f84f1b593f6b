"""The pages of a version as pictures, and the boxes of its findings on them.

PDF, OFD and scans have pages of their own and boxes in their places. Word documents and workbooks are set as pages by LibreOffice, once for
the same bytes; there a finding's paragraph or cell leads to its box. What cannot be found on a page is marked in the text instead.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, TypeAlias

from jiheng.documents.office import is_available
from jiheng.web.files import storage
from jiheng.web.files.models import DocumentVersion, FileType
from jiheng.web.findings.models import Rendition, Sighting
from jiheng.web.findings.requests import pages_key
from jiheng.web.jobs.models import Job, JobState

#: What LibreOffice sets as pages.
RENDERED: Final = (FileType.DOCX, FileType.DOC, FileType.RTF, FileType.ODT, FileType.XLSX, FileType.XLS)
#: Page, left, top, right, bottom.
Part: TypeAlias = list[float]
#: The lines at each block, row and column: page, box and text.
Places: TypeAlias = dict[tuple[int | None, int | None, int | None], list[list[Any]]]


class Drawn(StrEnum):
    """How far the pages are."""

    SHOWN = "shown"
    WANTED = "wanted"
    ASKED = "asked"
    FAILED = "failed"
    IMPOSSIBLE = "impossible"
    MISSING = "missing"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A box on a page, in points, and the finding it belongs to."""

    number: int
    severity: str
    left: float
    top: float
    width: float
    height: float
    is_first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the document with its marks; the picture lies at the address."""

    number: int
    width: float
    height: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """The pages with their marks, which findings have a box there, and what to say when there are none."""

    state: Drawn
    pages: list[Page]
    boxed: frozenset[int] = frozenset()
    text: str = ""


def paging(version: DocumentVersion, sizes: list[list[float]], sightings: list[Sighting]) -> Paging:
    """The pages of a version: its own, or those LibreOffice made. At most two queries."""
    if sizes:
        return _shown(sizes, {one.number: one.boxes for one in sightings}, sightings)
    if version.file.type not in RENDERED:
        return Paging(state=Drawn.NEVER, pages=[])
    made = Rendition.objects.filter(digest=version.file.digest).first()
    if made is not None and made.pdf:
        content = json.loads(storage.fetch(made.places))
        places: Places = {(block, row, column): lines for block, row, column, lines in content["places"]}
        return _shown(content["sizes"], {one.number: boxes_of(one.content, places) for one in sightings}, sightings)
    if made is not None:
        return Paging(state=Drawn.IMPOSSIBLE, pages=[], text=made.error)
    job = Job.objects.filter(key=pages_key(version.file.digest)).first()
    if job is not None and job.is_unfinished:
        return Paging(state=Drawn.ASKED, pages=[])
    if job is not None and job.state in (JobState.FAILED, JobState.CANCELLED):
        return Paging(state=Drawn.FAILED, pages=[], text=job.error)
    return Paging(state=Drawn.WANTED if is_available() else Drawn.MISSING, pages=[])


def _shown(sizes: list[list[float]], boxes: dict[int, list[Part]], sightings: list[Sighting]) -> Paging:
    on: dict[int, list[Mark]] = defaultdict(list)
    for one in sightings:
        for place, (page, left, top, right, bottom) in enumerate(boxes[one.number]):
            mark = Mark(
                number=one.number,
                severity=one.content["severity"],
                left=left - 1,
                top=top - 1,
                width=right - left + 2,
                height=bottom - top + 2,
                is_first=place == 0,
            )
            on[int(page)].append(mark)
    pages = [Page(number=at, width=width, height=height, marks=tuple(on[at])) for at, (width, height) in enumerate(sizes, 1)]
    return Paging(state=Drawn.SHOWN, pages=pages, boxed=frozenset(number for number, parts in boxes.items() if parts))


def boxes_of(content: dict[str, Any], places: Places) -> list[Part]:
    """The boxes of a finding by the paragraphs and cells it is about; within a sentence, of what it quotes."""
    quote = "".join((content["location"]["quote"] or "").split())
    boxes: list[Part] = []
    for number, (block, row, column) in enumerate(content["cells"]):
        lines = _lines_at(places, block, row, column)
        boxes += _narrowed(lines, quote) if number == 0 and row is None else _parts(lines)
    return boxes


def _lines_at(places: Places, block: int | None, row: int | None, column: int | None) -> list[list[Any]]:
    """The lines there; of a covered cell those of the cell to its left, of a row or table those of the row or of its first row."""
    if (block, row, column) in places:
        return places[block, row, column]
    if block is None or (row is None and column is not None):
        return []
    rows = [at for table, at, _column in places if table == block and at is not None]
    wanted = row if row is not None else min(rows, default=None)
    cells = sorted((at[2], lines) for at, lines in places.items() if at[0] == block and at[1] == wanted and at[2] is not None)
    before = [lines for at, lines in cells if column is not None and at < column]
    if before:
        return before[-1]
    return [line for _at, lines in cells for line in lines]


def _parts(lines: list[list[Any]]) -> list[Part]:
    """One box for each page on which the lines stand."""
    on: dict[int, list[list[float]]] = defaultdict(list)
    for page, left, top, right, bottom, _text in lines:
        on[page].append([left, top, right, bottom])
    return [
        [page, min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)]
        for page, boxes in on.items()
    ]


def _narrowed(lines: list[list[Any]], quote: str) -> list[Part]:
    """The boxes of a quotation within its paragraph, line by line; of the whole paragraph when it is not found or is all of it."""
    text = "".join(line[5] for line in lines)
    start = text.find(quote) if quote and len(quote) < len(text) else -1
    if start < 0:
        return _parts(lines)
    return list(_within(lines, start, start + len(quote)))


def _within(lines: list[list[Any]], start: int, end: int) -> Iterator[Part]:
    at = 0
    for page, left, top, right, bottom, text in lines:
        first, last = max(start - at, 0), min(end - at, len(text))
        at += len(text)
        if first >= last:
            continue
        whole = _width(text) or 1
        yield [page, left + (right - left) * _width(text[:first]) / whole, top, left + (right - left) * _width(text[:last]) / whole, bottom]


def _width(text: str) -> int:
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)
