"""OFD (GB/T 33190): a zip of XML whose pages place every character and line, read by the same rules as a PDF.

Coordinates are millimetres from the top left corner; here they become points. Knows parts, pages and templates; what a page draws
is for ``ofd_page``.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

from jiheng.documents.content import Document, FileKind, Limits
from jiheng.documents.deadline import Deadline
from jiheng.documents.errors import DamagedPart, TooManyCells, TooManyPages
from jiheng.documents.ofd_page import POINTS, PageReader, local, numbers
from jiheng.documents.package import Package
from jiheng.documents.pdf import document_of, draft_of
from jiheng.documents.pdf_content import PageContent
from jiheng.documents.pdf_drafts import PageDraft, TableDraft
from jiheng.documents.pdf_notices import Notices

_A4 = (0.0, 0.0, 210.0, 297.0)


def read_ofd(data: bytes, path: str, limits: Limits) -> Document:
    """The paragraphs and tables of an OFD file, each with page and box.

    Raises:
        DocumentError: damaged, protected, or beyond a limit.
    """
    notices = Notices(path)
    pages: list[PageDraft] = []
    cells = 0
    for content in page_contents(data, path, limits):
        draft = draft_of(content, notices)
        cells += sum(len(block.cells) for block in draft.blocks if isinstance(block, TableDraft))
        if cells > limits.cells:
            raise TooManyCells(path, limits.cells)
        pages.append(draft)
    if not pages:
        raise DamagedPart(path, "OFD.xml")
    return document_of(FileKind.OFD, data, pages, notices)


def page_contents(data: bytes, path: str, limits: Limits) -> Iterator[PageContent]:
    """What each page shows.

    Raises:
        DocumentError: damaged, protected, or beyond a limit.
    """
    deadline, package, count = Deadline(path, limits), Package(data, path, limits), 0
    for body in _bodies(package):
        if count + len(body.pages) > limits.pages:
            raise TooManyPages(path, count + len(body.pages), limits.pages)
        for part in body.pages:
            deadline.check()
            count += 1
            yield _content(package, body, part, count, deadline)


@dataclass(slots=True)
class _Body:
    """One document of the package: the parts of its pages and templates, and the box of a page that names none."""

    area: tuple[float, float, float, float]
    pages: list[str] = field(default_factory=list)
    templates: dict[str, str] = field(default_factory=dict)


def _bodies(package: Package) -> Iterator[_Body]:
    """The documents of the package in order."""
    for element in package.root("OFD.xml").iter():
        if local(element) != "DocRoot" or not element.text:
            continue
        part = _resolved("", element.text)
        root, folder = package.root(part), posixpath.dirname(part)
        body = _Body(_area(root) or _A4)
        for child in root.iter():
            at = child.get("BaseLoc")
            if at and local(child) == "Page":
                body.pages.append(_resolved(folder, at))
            elif at and local(child) == "TemplatePage":
                body.templates[child.get("ID", "")] = _resolved(folder, at)
        yield body


def _resolved(folder: str, location: str) -> str:
    """A part's name from a location in a part of this folder."""
    location = unquote(location.strip()).replace("\\", "/")
    return location.lstrip("/") if location.startswith("/") else posixpath.normpath(posixpath.join(folder, location))


def _area(root: etree._Element) -> tuple[float, float, float, float] | None:
    """The first physical box under the element, when it is one."""
    for element in root.iter():
        if local(element) == "PhysicalBox":
            box = numbers(re.sub(r",", " ", element.text or ""))
            if len(box) == 4 and box[2] > 0 and box[3] > 0:
                return box[0], box[1], box[2], box[3]
    return None


def _content(package: Package, body: _Body, part: str, number: int, deadline: Deadline) -> PageContent:
    """What one page shows, its templates below it."""
    root = package.root(part)
    area = _area(root) or body.area
    content = PageContent(number=number, width=area[2] * POINTS, height=area[3] * POINTS)
    reader = PageReader(content, area[0], area[1], deadline)
    for element in root.iter():
        if local(element) == "Template":
            template = body.templates.get(element.get("TemplateID", ""))
            if template and package.has(template):
                reader.read(package.root(template))
    reader.read(root)
    reader.close()
    return content
