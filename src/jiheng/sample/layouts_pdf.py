"""Native PDF files through Typst with the packaged font: ruled, half-ruled, three-line and unruled tables, on large and small pages."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

import pylopdf_fonts_zh_cn
import typst

from jiheng.sample.grids import Grid, Slot

PdfStyle: TypeAlias = Literal["ruled", "repeated", "small", "half", "three_line", "unruled", "landscape"]
PDF_STYLES: Final[tuple[PdfStyle, ...]] = ("ruled", "repeated", "small", "half", "three_line", "unruled", "landscape")
_PORTRAIT: Final = (210, 297)
_LANDSCAPE: Final = (297, 210)
#: A page so low that every form breaks twice or more, in the middle of rows.
_SMALL: Final = (210, 128)
_PAGES: Final[dict[PdfStyle, tuple[int, int]]] = {"repeated": _SMALL, "small": _SMALL, "landscape": _LANDSCAPE}
_RULINGS: Final[dict[PdfStyle, str]] = {"half": "half", "three_line": "three_line", "unruled": "unruled"}


def _cell(row: int, column: int, slot: Slot) -> dict[str, Any]:
    return {
        "x": column,
        "y": row,
        "rowspan": slot.rowspan,
        "colspan": slot.colspan,
        "text": slot.text,
        "left": slot.align == "left",
    }


def _rules(first: int, last: int, grid: Grid, ruling: str) -> list[dict[str, float]]:
    """Horizontal rules of the rows from ``first`` to ``last`` where no cell is merged across them, relative to ``first``."""
    if ruling in ("ruled", "unruled"):
        return []
    if ruling == "three_line":
        inner = [row for row in (grid.header_row, grid.header_row + 1) if first < row < last]
        return [{"y": row - first, "start": 0, "width": 1.2 if row in (first, last) else 0.5} for row in (first, *inner, last)]
    # Half-ruled: every row has its line; a line stops where a side label spans it.
    covered = grid.covered()
    rules = [{"y": row - first, "start": 0, "width": 0.5} for row in (first, last)]
    for row in range(first + 1, last):
        start = next((column for column, (_, starts) in enumerate(covered[row]) if starts), 0)
        rules.append({"y": row - first, "start": start, "width": 0.5})
    return rules


def _parts(grid: Grid, style: PdfStyle) -> list[dict[str, Any]]:
    """The grid in one piece, or cut before the indicator table so that its header can be repeated on the next page."""
    ruling = _RULINGS.get(style, "ruled")
    bounds = [0, grid.header_row, len(grid.rows)] if style == "repeated" else [0, len(grid.rows)]
    parts = []
    for first, last in pairwise(bounds):
        cells = []
        header = 0
        for row, column, slot in grid.placed():
            if not first <= row < last:
                continue
            if style == "repeated" and row == grid.header_row and slot.rowspan > 1:
                # A header cannot hold the side label of the rows below it: the label stays in the header, an empty cell spans the rows.
                cells.append(_cell(0, column, Slot(text=slot.text)))
                cells.append(_cell(1, column, Slot(text="", rowspan=slot.rowspan - 1)))
            else:
                cells.append(_cell(row - first, column, slot))
            header += row == grid.header_row and first == grid.header_row
        if first == grid.header_row and style == "repeated":
            cells.sort(key=lambda cell: (cell["y"], cell["x"]))
        parts.append({"cells": cells, "header": header if style == "repeated" else 0, "rules": _rules(first, last, grid, ruling)})
    return parts


def page_data(grids: Sequence[Grid], style: PdfStyle) -> dict[str, Any]:
    """What the Typst source reads."""
    forms = [
        {
            "title": grid.title,
            "lines": list(grid.lines),
            "widths": list(grid.widths),
            "parts": _parts(grid, style),
            "after": list(grid.after),
        }
        for grid in grids
    ]
    page = _PAGES.get(style, _PORTRAIT)
    font = "Noto Serif SC"
    return {"forms": forms, "page": page, "ruling": _RULINGS.get(style, "ruled"), "repeat": style == "repeated", "font": font}


@cache
def _compiler() -> typst.Compiler:
    fonts = Path(pylopdf_fonts_zh_cn.serif_path()).parent
    with as_file(files("jiheng.sample") / "data" / "form.typ") as source:
        return typst.Compiler(str(source), font_paths=[str(fonts)], ignore_system_fonts=True)


def write_pdf(grids: Sequence[Grid], style: PdfStyle = "ruled") -> bytes:
    """The forms as a PDF, each beginning on a new page."""
    data = json.dumps(page_data(grids, style), ensure_ascii=False)
    pdf = _compiler().compile(format="pdf", sys_inputs={"data": data})
    assert isinstance(pdf, bytes)
    return pdf
