"""A document as it was read, for the page: paragraphs and tables in plain JSON, kept as a file beside the assessment."""

from __future__ import annotations

import json
from typing import Any, Final, TypeAlias

from jiheng.documents import Document, Table
from jiheng.documents.pictures import page_sizes
from jiheng.web.files import storage

#: The findings at a block, row and column: number, severity, and whether it is the place the finding is about.
Marks: TypeAlias = dict[tuple[int | None, int | None, int | None], list[dict[str, Any]]]
#: Tables longer than this are shown around the rows that matter.
_SHOWN, _AROUND = 200, 3
_LONGEST: Final = 2000


def kept(document: Document, data: bytes, *, pages: bool) -> str:
    """The digest of the file with what stands where: sizes of the pages, or blocks."""
    content: dict[str, Any] = {"pages": page_sizes(data, document.path) if pages else [], "blocks": []}
    if not pages:
        content["blocks"] = [
            _table(block) if isinstance(block, Table) else _paragraph(block.text, block.level) for block in document.blocks
        ]
    return storage.keep(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())


def fetched(digest: str) -> dict[str, Any]:
    """What stands where; nothing for a version that was not read."""
    content: dict[str, Any] = json.loads(storage.fetch(digest)) if digest else {"pages": [], "blocks": []}
    return content


def _paragraph(text: str, level: int) -> dict[str, Any]:
    return {"text": text[:_LONGEST], "level": level}


def _table(table: Table) -> dict[str, Any]:
    rows = [
        [[cell.column, cell.rowspan, cell.colspan, int(cell.is_header), cell.text[:_LONGEST]] for cell in line] for line in table.by_row()
    ]
    return {"sheet": table.place.sheet or "", "rows": rows}


def shown(blocks: list[dict[str, Any]], marks: Marks) -> list[dict[str, Any]]:
    """The blocks with the findings at each place; rows far from any are left out of long tables."""
    return [
        _shown_table(number, block, marks) if "rows" in block else {**block, "marks": _at(marks, number, None, None)}
        for number, block in enumerate(blocks)
    ]


def _at(marks: Marks, block: int, row: int | None, column: int | None) -> list[dict[str, Any]]:
    return marks.get((block, row, column), [])


def _shown_table(number: int, block: dict[str, Any], marks: Marks) -> dict[str, Any]:
    wanted = {row for table, row, _column in marks if table == number and row is not None}
    long = len(block["rows"]) > _SHOWN
    rows: list[dict[str, Any]] = []
    skipped = 0
    for at, cells in enumerate(block["rows"]):
        if long and at >= _SHOWN // 2 and not any(at + step in wanted for step in range(-_AROUND, _AROUND + 1)):
            skipped += 1
            continue
        if skipped:
            rows.append({"skipped": skipped})
            skipped = 0
        rows.append(_shown_row(number, at, cells, marks))
    if skipped:
        rows.append({"skipped": skipped})
    return {"is_table": True, "sheet": block["sheet"], "rows": rows, "marks": _at(marks, number, None, None)}


def _shown_row(number: int, row: int, cells: list[list[Any]], marks: Marks) -> dict[str, Any]:
    """The row's cells; what stands at the row itself, or at a cell that another covers, stands at its first cell."""
    columns = [cell[0] for cell in cells]
    homeless = [
        mark for (table, at, column), found in marks.items() if (table, at) == (number, row) and column not in columns for mark in found
    ]
    shown_cells = []
    for place, (column, rowspan, colspan, header, text) in enumerate(cells):
        found = [*(homeless if place == 0 else []), *_at(marks, number, row, column)]
        worst = next((name for name in ("must_fix", "question", "note") if any(mark["severity"] == name for mark in found)), "")
        shown_cells.append({"rowspan": rowspan, "colspan": colspan, "is_header": header, "text": text, "marks": found, "severity": worst})
    return {"cells": shown_cells}
