"""Cells copied from a spreadsheet: tabs between columns, line breaks between rows, quotes around cells that hold either."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from typing import Final

from jiheng.web.filling.content import MOST_ROWS, Content, Row, cleaned, fresh
from jiheng.web.filling.layout import Block

_MOST_COLUMNS: Final = 60


def grid(text: str) -> list[list[str]]:
    """The cells of a clipboard, row by row; empty rows at the end are not there."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    quoted = any(cell.startswith('"') for line in plain.split("\n") for cell in line.split("\t"))
    lines = [line.split("\t") for line in plain.split("\n")]
    if quoted:
        with suppress(csv.Error):  # a cell longer than any form's: taken apart without its quotes
            lines = list(csv.reader(io.StringIO(plain), delimiter="\t"))
    rows = [[cleaned(cell) for cell in line[:_MOST_COLUMNS]] for line in lines[: MOST_ROWS + 1]]
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def pasted(content: Content, block: Block, text: str, *, row: str = "", column: str = "") -> Content:
    """The content with the cells put in from the named cell on, rows added as needed; columns beyond the last are dropped.

    Without a row they go to the first row that is blank with all below it, so that a pasted block follows what is there.
    A first line of labels of this block is recognised and its columns are used.
    """
    cells = grid(text)
    names = [one.name for one in block.columns]
    labels = {one.label: one.name for one in block.columns}
    order = names[names.index(column) :] if column in names else names
    if cells and not row and sum(cell in labels for cell in cells[0]) >= 2:
        order = [labels.get(cell, "") for cell in cells[0]]
        cells = cells[1:]
    rows = list(content.rows(block.name))
    start = next((at for at, one in enumerate(rows) if one.id == row), None)
    if start is None:
        start = max((at + 1 for at, one in enumerate(rows) if not one.is_blank), default=0)
    for number, line in enumerate(cells):
        at = start + number
        while at >= len(rows) and len(rows) < MOST_ROWS:
            rows.append(Row(id=fresh(content.with_rows(block.name, tuple(rows)), block.name)))
        if at >= len(rows):
            break
        known = dict(rows[at].cells)
        known.update({name: cell for name, cell in zip(order, line, strict=False) if name})
        rows[at] = rows[at].model_copy(update={"cells": {name: cell for name, cell in known.items() if cell}})
    return content.with_rows(block.name, tuple(rows))
