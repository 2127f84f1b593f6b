"""Paper as data: what a report says, in which order, before any file format.

A report builds a :class:`Paper`; ``word`` and ``typeset`` write it. Nothing here knows fonts or millimetres: those stand in the standard
(``layout.yaml``) and reach the writers as a :class:`Layout`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_FLOOR, Decimal
from typing import Final, Literal, TypeAlias

from jiheng.regulation import Standard

#: A visible gap: what the data does not say.
GAP: Final = re.compile(r"【待补充[:：]([^】]*)】")


def gap(what: str) -> str:
    """The text that stands where the data says nothing; our own check finds it, and the package lists it at its end."""
    return f"【待补充：{what}】"


Align: TypeAlias = Literal["left", "center", "right"]
ParagraphStyle: TypeAlias = Literal["body", "title", "subtitle", "plain", "caption", "unit", "note", "signature", "contents_title"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading with its number in the text (一、基本情况). ``anchor`` names it for bookmarks; ``contents`` lists it there."""

    text: str
    level: int = 1
    anchor: str = ""
    contents: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph."""

    text: str
    style: ParagraphStyle = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """Paragraphs of one drafted passage that a person may rewrite. ``drafted`` is the text our templates made of it.

    When the author wrote something else, ``paragraphs`` are the author's and ``drafted`` still tells what was drafted.
    """

    name: str
    paragraphs: tuple[str, ...]
    drafted: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """A short digest of the drafted text: while the text of the region has it, nobody edited it."""
        return digest_of(self.drafted or self.paragraphs)


def digest_of(paragraphs: Sequence[str]) -> str:
    """The digest of a passage as a region's mark carries it; blanks do not count."""
    flat = "\n".join(re.sub(r"\s+", "", paragraph) for paragraph in paragraphs if paragraph.strip())
    return hashlib.sha256(flat.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a table with the rows and columns it spans. Where ``regions`` stand in it, they are its text.

    No rule is drawn at an ``open`` side: there the cell goes on in another one.
    """

    text: str = ""
    rows: int = 1
    columns: int = 1
    align: Align = "center"
    head: bool = False
    regions: tuple[Region, ...] = ()
    open: Literal["", "above", "below"] = ""

    @classmethod
    def drafted(cls, regions: tuple[Region, ...], *, columns: int = 1, align: Align = "left") -> Cell:
        """A cell of passages that a person may rewrite."""
        text = "\n".join(paragraph for region in regions for paragraph in region.paragraphs)
        return cls(text=text, columns=columns, align=align, regions=regions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A ruled table. Each row lists the cells that begin in it, from the left; spans take the places behind.

    ``widths`` are shares of the line. The first ``head`` rows repeat on every page; rows in ``keep`` stay on the page of the row below.
    ``repeated`` are heads further down, first row and the row behind the last: they repeat on every page their rows go on to.
    ``title`` and ``unit`` stand above it.
    """

    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[Decimal, ...]
    head: int = 0
    keep: frozenset[int] = frozenset()
    repeated: tuple[tuple[int, int], ...] = ()
    title: str = ""
    unit: str = ""
    note: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A chart: the same drawing as SVG (typesetting) and PNG (Word), its caption and the words for those who cannot see it."""

    svg: bytes
    png: bytes
    caption: str
    alternative: str
    width: Decimal = Decimal("0.9")


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents page: headings down to ``depth``."""

    depth: int = 2


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new page."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Empty lines, for covers."""

    lines: int = 1


Block: TypeAlias = Heading | Paragraph | Region | Table | Picture | Contents | PageBreak | Gap


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Pages of one orientation.

    ``numbered`` pages carry a number; ``restart`` begins again at 1; ``compact`` sets the rows of tables closer.
    """

    blocks: tuple[Block, ...]
    landscape: bool = False
    numbered: bool = True
    restart: bool = False
    compact: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document to be written."""

    title: str
    sections: tuple[Section, ...]
    author: str = ""
    subject: str = ""

    def blocks(self) -> Iterator[Block]:
        """Every block in reading order."""
        for section in self.sections:
            yield from section.blocks

    def turns(self, section: Section) -> bool:
        """Whether the page numbers of a section stand at its side, as GB/T 9704—2012, 8 wants it: it lies among upright pages."""
        return section.landscape and any(one.numbered and not one.landscape for one in self.sections)

    def gaps(self) -> tuple[str, ...]:
        """What is still to be filled in, in reading order, each once."""
        found: dict[str, None] = {}
        for text in texts(self):
            for match in GAP.finditer(text):
                found[match[1]] = None
        return tuple(found)


def texts(paper: Paper) -> Iterator[str]:
    """Every text of the paper in reading order."""
    for block in paper.blocks():
        if isinstance(block, Heading | Paragraph):
            yield block.text
        elif isinstance(block, Region):
            yield from block.paragraphs
        elif isinstance(block, Table):
            yield from (block.title, block.unit)
            for row in block.rows:
                yield from (cell.text for cell in row)
            yield block.note
        elif isinstance(block, Picture):
            yield block.caption


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Millimetres, points and fonts of the standard."""

    page: Mapping[str, Decimal]
    sizes: Mapping[str, Decimal]
    fonts: Mapping[str, Sequence[str]]
    pitch: Decimal
    characters: int
    lines: int
    #: Fonts a person put beside the shipped ones.
    font_paths: tuple[str, ...] = field(default=())

    @classmethod
    def of(cls, standard: Standard, font_paths: Sequence[str] = ()) -> Layout:
        """The layout the standard prescribes.

        Source: GB/T 9704—2012, through ``standards/cn/layout.yaml``.
        """
        grid = standard.parameter("layout_grid").value
        return cls(
            page=standard.parameter("layout_page").value,
            sizes=standard.parameter("layout_sizes").value,
            fonts=standard.parameter("layout_fonts").value,
            pitch=grid["pitch"],
            characters=int(grid["characters"]),
            lines=int(grid["lines"]),
            font_paths=tuple(font_paths),
        )

    @property
    def tracking(self) -> Decimal:
        """How much closer than their size the characters of the body stand, in points, so that a line takes its prescribed number."""
        across = self.width(landscape=False) * 72 / Decimal("25.4")
        return (min(across / self.characters - self.sizes["body"], Decimal(0)) - Decimal("0.08")).quantize(Decimal("0.05"), ROUND_FLOOR)

    def margins(self, *, landscape: bool) -> dict[str, Decimal]:
        """The margins in millimetres; a page on its side is the upright page turned, the heads of its tables at the binding."""
        names = ("top", "right", "bottom", "left")
        turned = ("left", "top", "right", "bottom") if landscape else names
        return {name: self.page[side] for name, side in zip(names, turned, strict=True)}

    def width(self, *, landscape: bool) -> Decimal:
        """The width of the type area in millimetres."""
        margins = self.margins(landscape=landscape)
        return (self.page["height"] if landscape else self.page["width"]) - margins["left"] - margins["right"]

    def height(self, *, landscape: bool) -> Decimal:
        """The height of the type area in points."""
        margins = self.margins(landscape=landscape)
        page = self.page["width"] if landscape else self.page["height"]
        return (page - margins["top"] - margins["bottom"]) * 72 / Decimal("25.4")
