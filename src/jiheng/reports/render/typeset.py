"""Writes a :class:`Paper` as PDF/A-2b through Typst, with the shipped free fonts unless better ones are found.

The paper travels as JSON, never as markup. Office fonts that are asked for and absent are replaced, and the fonts really used
are told by :func:`fonts_used`; none is replaced silently.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib.resources import as_file, files
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import pikepdf
import pylopdf_fonts_zh_cn
import typst

from jiheng.reports.render.fitting import fitted, line_counts, unbroken
from jiheng.reports.render.paper import (
    Block,
    Cell,
    Contents,
    Gap,
    Heading,
    Layout,
    Paper,
    Paragraph,
    Picture,
    Region,
    Section,
    Table,
)
from jiheng.reports.render.repeating import parts

_STANDARD: Final = "a-2b"
#: Of the fonts that come with the charts this one is used: as wide, sign by sign, as the Times New Roman of office machines and what
#: stands in for it there, so that lines and pages end where those of the Word file do.
_LATIN: Final = "STIXGeneral"


class CannotTypeset(RuntimeError):
    """The typesetter refused a paper: an error of ours, with the paper's title."""

    def __init__(self, title: str, reason: str) -> None:
        super().__init__(f"「{title}」未能排版为 PDF：{reason}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Typeset:
    """A typeset paper: the file, and the page of each heading by its anchor."""

    pdf: bytes
    pages: dict[str, int]


def write_pdf(paper: Paper, layout: Layout) -> bytes:
    """The paper as PDF/A-2b; equal data give equal bytes.

    Raises:
        CannotTypeset: Typst does not accept it.
    """
    return typeset(paper, layout).pdf


def typeset(paper: Paper, layout: Layout) -> Typeset:
    """The PDF with the page numbers of its headings, which fill the contents page of the Word file, too."""
    setter, present = _compiler(layout.font_paths)
    inputs = {"paper": json.dumps(_data(paper, layout, present), ensure_ascii=False)}
    try:
        pdf = setter.compile(format="pdf", sys_inputs=inputs, pdf_standards=[_STANDARD], timestamp=0)
    except typst.TypstError as error:
        raise CannotTypeset(paper.title, str(error)) from error
    return Typeset(pdf=pdf, pages=_pages(paper, pdf))


def _pages(paper: Paper, pdf: bytes) -> dict[str, int]:
    """The printed page number of every heading, from the outline of the PDF."""
    anchors = [block.anchor for block in paper.blocks() if isinstance(block, Heading) and block.anchor]
    if not anchors:
        return {}
    with pikepdf.open(io.BytesIO(pdf)) as document:
        root: Any = document.Root
        names = root.Names.get("/Dests") if "/Names" in root else None
        places: dict[Any, int] = {}
        for number, page in enumerate(document.pages, 1):
            label = str(page.label)
            places[page.objgen] = int(label) if label.isdigit() else number
        found: dict[str, int] = {}
        if names is not None:
            tree = pikepdf.NameTree(names)
            for anchor in anchors:
                target: Any = tree.get("h-" + anchor)
                if target is not None:
                    found[anchor] = places[target.get("/D", target)[0].objgen]
    return found


def _chart_fonts() -> Iterator[str]:
    """The folder of the fonts that come with the library of the charts, which is not loaded for them."""
    charts = find_spec("matplotlib")
    if charts is not None and charts.origin is not None:
        yield str(Path(charts.origin).parent / "mpl-data" / "fonts" / "ttf")


def _fonts(folders: set[str]) -> Any:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=sorted(folders))


@lru_cache(maxsize=8)
def _compiler(font_paths: tuple[str, ...]) -> tuple[Any, tuple[str, ...]]:
    """A compiler that keeps its fonts loaded, and the names of the fonts a paper may use."""
    chinese = {str(Path(path).parent) for path in (pylopdf_fonts_zh_cn.serif_path(), pylopdf_fonts_zh_cn.sans_path())}
    names = tuple(sorted({info.family for info in _fonts(chinese | set(font_paths)).fonts()} | {_LATIN}))
    fonts = _fonts(chinese | set(font_paths) | set(_chart_fonts()))
    with as_file(files("jiheng.reports.render") / "paper.typ") as source:
        return typst.Compiler(str(source), root=str(source.parent), font_paths=fonts), names


def fonts_used(pdf: bytes) -> tuple[str, ...]:
    """The fonts embedded in a PDF, without their subset marks."""
    names: set[str] = set()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            resources: Any = page.obj.get("/Resources")
            for font in resources.Font.values() if resources is not None and "/Font" in resources else ():
                names.add(str(font.get("/BaseFont", "")).lstrip("/").split("+")[-1])
    return tuple(sorted(names))


def _data(paper: Paper, layout: Layout, present: tuple[str, ...]) -> dict[str, Any]:
    return {
        "title": paper.title,
        "author": paper.author,
        "layout": {
            "page": _plain(layout.page),
            "sizes": _plain(layout.sizes),
            "fonts": {key: list(value) for key, value in layout.fonts.items()},
            "pitch": str(layout.pitch),
            "tracking": str(layout.tracking),
            "present": list(present),
        },
        "sections": [
            {
                "landscape": section.landscape,
                "margins": _plain(layout.margins(landscape=section.landscape)),
                "numbered": section.numbered,
                "turned": paper.turns(section),
                "restart": section.restart,
                "blocks": _signed([entry for block in section.blocks for entry in _block(block, layout, section)]),
            }
            for section in paper.sections
        ],
    }


def _signed(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entries, the passage before a signature marked to stay with it: no page holds a signature alone."""
    for entry, following in zip(entries, entries[1:], strict=False):
        if entry.get("style") == "body" and following.get("style") == "signature":
            entry["sticky"] = True
    return entries


def _plain(numbers: Any) -> dict[str, str]:
    return {key: str(value) for key, value in numbers.items()}


def _block(block: Block, layout: Layout, section: Section) -> list[dict[str, Any]]:
    if isinstance(block, Heading):
        return [{"kind": "heading", "level": block.level, "text": block.text, "anchor": block.anchor, "contents": block.contents}]
    if isinstance(block, Paragraph):
        return [{"kind": "paragraph", "style": block.style, "text": block.text}]
    if isinstance(block, Region):
        return [{"kind": "paragraph", "style": "body", "text": text} for text in block.paragraphs]
    if isinstance(block, Table):
        line = layout.width(landscape=section.landscape) * 72 / Decimal("25.4")
        size = layout.sizes["table"]
        most = unbroken(layout.height(landscape=section.landscape), size)
        return [_table(fitted(block, line, size), size, most) | {"compact": section.compact}]
    if isinstance(block, Picture):
        return [
            {
                "kind": "picture",
                "svg": block.svg.decode("utf-8"),
                "caption": block.caption,
                "alternative": block.alternative,
                "width": str(block.width),
            }
        ]
    if isinstance(block, Contents):
        return [{"kind": "contents", "depth": block.depth}]
    if isinstance(block, Gap):
        return [{"kind": "gap", "lines": block.lines}]
    return [{"kind": "page"}]


def _table(table: Table, size: Decimal, most: int) -> dict[str, Any]:
    return {
        "kind": "table",
        "title": table.title,
        "unit": table.unit,
        "note": table.note,
        "widths": [f"{width:.3f}" for width in table.widths],
        "parts": [_part(part, size, most) for part in parts(table)],
    }


def _part(table: Table, size: Decimal, most: int) -> dict[str, Any]:
    """A table whose first rows are its head; without a seam below the one before it. Rows of ``most`` lines stay whole."""
    heights = line_counts(table, size)
    tall = [height > most for height in heights]
    lines = [
        [_cell(cell, breakable=tall[number] or (cell.rows > 1 and number >= table.head)) for cell in row]
        for number, row in enumerate(table.rows)
    ]
    if table.keep:
        # An unseen column whose cells span the rows to be kept together, and may not be broken, holds them on one page.
        for first, rows in _kept(table):
            lines[first].append({**_cell(Cell(rows=rows), breakable=any(tall[first : first + rows])), "unseen": True})
    return {
        "unseen": bool(table.keep),
        "head": [cell for line in lines[: table.head] for cell in line],
        "body": [cell for line in lines[table.head :] for cell in line],
    }


def _kept(table: Table) -> Iterator[tuple[int, int]]:
    """First row and number of rows of every group that stays together; a row for itself is a group of one."""
    first = 0
    for row in range(len(table.rows)):
        if row in table.keep and row + 1 < len(table.rows) and row + 1 != table.head:
            continue
        yield first, row - first + 1
        first = row + 1


def _cell(cell: Cell, *, breakable: bool) -> dict[str, Any]:
    return {
        "text": cell.text,
        "rows": cell.rows,
        "columns": cell.columns,
        "align": cell.align,
        "head": cell.head,
        "open": cell.open,
        "breakable": breakable,
    }
