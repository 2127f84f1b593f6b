"""A copy of a workbook with a note at each cell, so that its rendering tells where each stands; the notes are hidden."""

from __future__ import annotations

from typing import Final

from jiheng.documents.content import Document, Table
from jiheng.reports.annotate.parts import Parts
from jiheng.reports.annotate.xlsx_notes import Notes, S

_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
#: What the last line of a note of ours begins with.
MARK: Final = "jiheng"


def marked_workbook(data: bytes, document: Document) -> bytes:
    """The copy; each note ends with block, row and column of its cell."""
    parts = Parts(data)
    blocks = {block.place.sheet: (number, block) for number, block in enumerate(document.blocks) if isinstance(block, Table)}
    main = parts.related("", "officeDocument") or "xl/workbook.xml"
    targets = {identifier: target for _kind, identifier, target in parts.relations(main)}
    for sheet in parts.root(main).iter(f"{S}sheet"):
        part = targets.get(sheet.get(_R) or "")
        if sheet.get("name") in blocks and part and parts.has(part):
            _mark(parts, part, *blocks[sheet.get("name")])
    return parts.pack()


def _mark(parts: Parts, part: str, number: int, table: Table) -> None:
    notes, root = Notes(parts, part), parts.root(part)
    for cell in table.cells:
        notes.add(cell.row, cell.column, f"{MARK} {number} {cell.row} {cell.column}")
    notes.save(root)
    parts.put(part, root)
