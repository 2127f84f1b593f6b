"""Long documents in every format: Word with or without heading styles, PDF through Typst, a web page, text with tabs or pipes, workbook."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Sequence
from functools import cache
from html import escape
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

import pylopdf_fonts_zh_cn
import typst
import xlsxwriter

from jiheng.model import read_figure
from jiheng.sample.grids import Grid
from jiheng.sample.layouts_docx import package, paragraph_xml, run_xml, table_xml
from jiheng.sample.layouts_html import table_html
from jiheng.sample.layouts_long_paper import Block, Paper

LongFormat: TypeAlias = Literal["docx", "pdf", "html", "txt", "xlsx"]
LONG_STYLES: Final[dict[LongFormat, tuple[str, ...]]] = {
    "docx": ("styled", "plain", "split_runs"),
    "pdf": ("portrait", "large"),
    "html": ("headings", "paragraphs"),
    "txt": ("tab", "pipe"),
    "xlsx": ("numbers", "text"),
}
_PAGE_BREAK: Final = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
_SIZES: Final = {"portrait": (210, 297), "large": (297, 420)}


def write_long(paper: Paper, kind: LongFormat, style: str) -> bytes:
    """The file of a paper."""
    blocks = paper.printed()
    if kind == "docx":
        return _docx(blocks, style)
    if kind == "pdf":
        return _pdf(blocks, style)
    if kind == "html":
        return _html(blocks, style)
    return _xlsx(blocks, style) if kind == "xlsx" else _text(blocks, style)


def _docx(blocks: Sequence[Block], style: str) -> bytes:
    parts = []
    for block in blocks:
        if block.kind == "grid" and block.grid is not None:
            parts.append(table_xml(block.grid, "split_runs" if style == "split_runs" else "plain"))
            parts.append("<w:p/>")
        elif block.kind == "page":
            parts.append(_PAGE_BREAK)
        else:
            align = {"title": "center", "line": "right"}.get(block.kind, "both")
            halves = (block.text[: len(block.text) // 2], block.text[len(block.text) // 2 :]) if style == "split_runs" else (block.text,)
            inner = "".join(run_xml(half) for half in halves)
            parts.append(paragraph_xml(inner, align, "Heading1" if block.kind == "heading" and style == "styled" else ""))
    return package("".join(parts))


def _html(blocks: Sequence[Block], style: str) -> bytes:
    parts = []
    for block in blocks:
        words = escape(block.text)
        if block.kind == "grid" and block.grid is not None:
            parts.append(table_html(block.grid, "spans"))
        elif block.kind == "title":
            parts.append(f"<h1>{words}</h1>")
        elif block.kind == "heading" and style == "headings":
            parts.append(f"<h{block.level + 1}>{words}</h{block.level + 1}>")
        elif block.kind != "page":
            parts.append(f"<p>{words}</p>")
    body = "\n".join(parts)
    page = f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>信息公开</title></head><body>{body}</body></html>'
    return page.encode()


def _rows(grid: Grid) -> list[list[str]]:
    return [[slot.text.replace("\n", "") if starts else "" for slot, starts in line] for line in grid.covered()]


def _text(blocks: Sequence[Block], style: str) -> bytes:
    lines: list[str] = []
    for block in blocks:
        if block.kind == "grid" and block.grid is not None:
            join = "\t" if style == "tab" else " | "
            lines += [join.join(row) + ("" if style == "tab" else " |") for row in _rows(block.grid)]
            lines.append("")
        elif block.kind == "page":
            lines.append("")
        else:
            lines.append(block.text)
    return "\n".join(lines).encode()


def _pdf(blocks: Sequence[Block], style: str) -> bytes:
    shown: list[dict[str, Any]] = []
    for block in blocks:
        if block.grid is None:
            shown.append({"kind": block.kind, "text": block.text, "level": block.level})
            continue
        cells = [
            {"x": column, "y": row, "rowspan": slot.rowspan, "colspan": slot.colspan, "text": slot.text, "left": slot.align == "left"}
            for row, column, slot in block.grid.placed()
        ]
        shown.append({"kind": "grid", "cells": cells, "widths": list(block.grid.widths)})
    data = {"blocks": shown, "page": _SIZES.get(style, _SIZES["portrait"]), "font": "Noto Serif SC"}
    pdf = _compiler().compile(format="pdf", sys_inputs={"data": json.dumps(data, ensure_ascii=False)})
    assert isinstance(pdf, bytes)
    return pdf


@cache
def _compiler() -> typst.Compiler:
    fonts = Path(pylopdf_fonts_zh_cn.serif_path()).parent
    with as_file(files("jiheng.sample") / "data" / "long.typ") as source:
        return typst.Compiler(str(source), font_paths=[str(fonts)], ignore_system_fonts=True)


def _xlsx(blocks: Sequence[Block], style: str) -> bytes:
    """A workbook with a sheet a table, its title and lines above it, as budget software exports the nine tables."""
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(memory, {"in_memory": True})
    looks: dict[str, Any] = {}

    def look(pattern: str) -> Any:
        return looks.setdefault(pattern, book.add_format({"num_format": pattern, "border": 1, "font_name": "宋体"}))

    above: list[str] = []
    sheet: Any = None
    bottom = 0
    for block in blocks:
        if block.grid is None:
            if block.kind == "text" and sheet is not None:
                sheet.write(bottom, 0, block.text)
                bottom += 1
            elif block.text:
                above.append(block.text)
            continue
        name = re.sub(r"[\\/?*\[\]:“”（）()]", "", next((words for words in above if words.endswith("表")), f"表{len(looks)}"))[-28:]
        sheet = book.add_worksheet(name)
        for number, words in enumerate(above):
            sheet.merge_range(number, 0, number, block.grid.columns - 1, words, look("@"))
        for row, column, slot in block.grid.placed():
            place = (len(above) + row, column)
            if slot.rowspan > 1 or slot.colspan > 1:
                sheet.merge_range(*place, place[0] + slot.rowspan - 1, column + slot.colspan - 1, "", look("@"))
            _write_cell(sheet, place, slot.text, look, is_number=bool(slot.path) and "/name" not in slot.path and style == "numbers")
        bottom = len(above) + len(block.grid.rows)
        above = []
    book.close()
    return memory.getvalue()


def _write_cell(sheet: Any, place: tuple[int, int], words: str, look: Any, *, is_number: bool) -> None:
    figure = read_figure(words) if is_number else None
    if figure is None or figure.unit:
        sheet.write_string(*place, words, look("@"))
        return
    grouped = "#,##0" if "," in words else "0"
    sheet.write_number(*place, float(figure.value), look(grouped + (f".{'0' * figure.decimals}" if figure.decimals else "")))
