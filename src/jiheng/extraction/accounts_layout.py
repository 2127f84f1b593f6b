"""The layout of a table of a disclosure: its header rows, its columns by meaning, and the rows of figures below.

Works on any grid, also on one cell a line as web pages dump it. Knows columns by their labels only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from jiheng.documents.content import Cell, Table
from jiheng.extraction.prose_text import simplified
from jiheng.model import Figure, read_figure
from jiheng.regulation.labels import FormLabels, compact

_BLANK: Final = re.compile(r"[\s\-—–―─/\\*|无]*")
_CAPTION: Final = re.compile(
    r"(?:公开|决算|财决)?\s*\d*\s*表|单位[:：].*|(?:部门|编制单位|单位名称|部门名称|编制部门)[:：]?.*|金额单位.*|(?:20\d\d)年度?|附(?:件|表)[\d一二三四五六七八九十]*"
)
_LINE_ROW: Final = re.compile(r"栏次|行次|栏")
_NUMBERS: Final = re.compile(r"\d{0,2}|栏次?|行次")
_NOTE: Final = re.compile(r"注[:：1-9]|说明[:：]|备注[:：]|本表")


@dataclass(slots=True)
class Column:
    """A column: its key, its printed labels from the top, and its place in the grid."""

    key: str
    label: str
    index: int
    top: str = ""


@dataclass(slots=True)
class Layout:
    """Header and body of a table. ``body`` rows hold the cell at each grid column."""

    columns: list[Column] = field(default_factory=list)
    body: list[list[Cell | None]] = field(default_factory=list)
    captions: list[Cell] = field(default_factory=list)
    notes: list[Cell] = field(default_factory=list)


def shown(cell: Cell | None) -> str:
    """The text of a cell in one script without bars left by page dumps."""
    return simplified(cell.text).strip().strip("|").strip() if cell is not None else ""


def is_blank(cell: Cell | None) -> bool:
    """Whether a cell prints nothing or a dash."""
    return _BLANK.fullmatch(shown(cell)) is not None


def figure(cell: Cell | None, unit: str) -> Figure | None:
    """The figure of a cell; the full value behind a spreadsheet cell makes it exact."""
    return read_figure(shown(cell), unit=unit) if cell is not None else None


def layout_of(table: Table, labels: FormLabels) -> Layout:
    """Header and body of a table."""
    grid = _paired(table, labels) if table.columns == 1 else table.grid()
    result = Layout()
    start = _captions(grid, result)
    header_end = _header_end(grid, start)
    result.columns = _columns(grid[start:header_end], labels)
    for row in grid[header_end:]:
        filled = _distinct(row)
        if not filled:
            continue
        first = compact(shown(filled[0]))
        if _LINE_ROW.fullmatch(first) or all(re.fullmatch(r"\d{1,2}", compact(shown(cell))) for cell in filled):
            continue
        if len(filled) == 1 and _NOTE.match(first):
            result.notes.append(filled[0])
            continue
        result.body.append(row)
    return result


def _distinct(row: list[Cell | None]) -> list[Cell]:
    seen: list[Cell] = []
    for cell in row:
        if cell is not None and cell.text.strip(" |\n") and (not seen or seen[-1] is not cell):
            seen.append(cell)
    return seen


def _captions(grid: list[list[Cell | None]], result: Layout) -> int:
    """Rows above the header: title, number, agency, unit."""
    for number, row in enumerate(grid[:8]):
        filled = _distinct(row)
        texts = [compact(shown(cell)) for cell in filled]
        if len(filled) > 2 and not all(_CAPTION.fullmatch(text) for text in texts):
            return number
        if len(filled) == 2 and not any(_CAPTION.fullmatch(text) or text.endswith("表") for text in texts):
            return number
        if len(filled) == 1 and not (_CAPTION.fullmatch(texts[0]) or "表" in texts[0]) and filled[0].colspan * 2 < len(row):
            return number
        result.captions.extend(filled)
    return min(len(grid), 8)


def _header_end(grid: list[list[Cell | None]], start: int) -> int:
    """The first row with a figure, a code or a total; rows of line numbers belong to the header."""
    for number in range(start, min(len(grid), start + 7)):
        filled = _distinct(grid[number])
        texts = [compact(shown(cell)) for cell in filled]
        numbers = [text for text in texts if read_figure(text) is not None]
        if _LINE_ROW.fullmatch(texts[0]) if texts else False:
            return number + 1
        if numbers and all(re.fullmatch(r"\d{1,2}", text) for text in texts) and len(texts) > 2 and len(set(texts)) == len(texts):
            return number + 1
        if numbers or (number > start and texts and re.fullmatch(r"[合总]计|一、.*", texts[0]) and len(texts) <= 2):
            return number
    return min(len(grid), start + 1)


def _columns(header: list[list[Cell | None]], labels: FormLabels) -> list[Column]:
    width = max((len(row) for row in header), default=0)
    known = labels.block("accounts_columns")
    found: list[Column] = []
    printed = _grouped([[compact(shown(row[index])) if index < len(row) else "" for index in range(width)] for row in header])
    for index in range(width):
        parts: list[str] = []
        for text in (row[index] for row in printed):
            if text and not re.fullmatch(r"\d{1,2}", text) and text not in ("栏次", "栏") and (not parts or parts[-1] != text):
                parts.append(text)
        keys = [key for part in parts if (key := known.meaning(part)) is not None]
        key = keys[-1] if keys else ""
        found.append(Column(key, "/".join(parts), index, keys[0] if keys else ""))
    return found


def _grouped(rows: list[list[str]]) -> list[list[str]]:
    """Header texts with the label of a group over each of its columns, for files that print it over the first one only."""
    for number, row in enumerate(rows[:-1]):
        below = [line for line in rows[number + 1 :] if not all(_NUMBERS.fullmatch(text) for text in line)]
        for index in range(1, len(row)):
            left = next((i for i in range(index - 1, -1, -1) if row[i]), None)
            if row[index] or left is None or not all(any(line[i] for line in below) for i in (left, index)):
                continue
            row[index] = row[left]
    return rows


def _paired(table: Table, labels: FormLabels) -> list[list[Cell | None]]:
    """One cell a line made rows again: the header words count the columns, every other word begins a row."""
    cells = [row[0] for row in table.grid() if row and row[0] is not None]
    known = labels.block("accounts_columns")
    first = next((i for i, cell in enumerate(cells) if shown(cell) and known.meaning(shown(cell)) in ("name", "code")), 0)
    header = first
    while header < len(cells) and known.meaning(shown(cells[header])) in (
        "name",
        "code",
        "budget",
        "adjusted_budget",
        "final",
        "amount",
        "line",
    ):
        header += 1
    width = max(header - first, 2)
    rows: list[list[Cell | None]] = [[cell] + [None] * (width - 1) for cell in cells[:first]]
    rows.append([*cells[first:header]] + [None] * (width - (header - first)))
    for cell in cells[header:]:
        text = shown(cell)
        if text and not is_blank(cell) and read_figure(text) is None:
            rows.append([cell])
        elif len(rows) > 1 and len(rows[-1]) < width:
            rows[-1].append(cell)
    return [row + [None] * (width - len(row)) for row in rows]
