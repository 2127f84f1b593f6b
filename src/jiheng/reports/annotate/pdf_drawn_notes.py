"""What the notes, stamps and fields of a PDF draw: each keeps drawings of its own, which need say nothing that its words say.

All of them count, those for other states (pressed, switched off) and those of hidden notes too: whoever opens the file can show them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from jiheng.documents.pdf_traces import read_traces
from jiheng.documents.picture_text import texts_in_pdf_pictures

_NAME: Final = "a.pdf"
_DEEPEST: Final = 4
_SIDE: Final = 200.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnNote:
    """One drawing of a note: the page (from 1) and the note's place on it, its lines, those of its pictures, what nobody could read."""

    page: int
    place: int
    lines: tuple[str, ...]
    pictured: tuple[str, ...]
    is_blind: bool
    is_unseen: bool


def drawn_notes(pdf: pikepdf.Pdf) -> list[DrawnNote]:
    """Every drawing of every note, read on a sheet of its own."""
    sheets = pikepdf.new()
    owners: list[tuple[int, int]] = []
    for number, page in enumerate(pdf.pages, start=1):
        notes = page.obj.get(Name.Annots)
        for place, note in enumerate(notes if isinstance(notes, Array) else ()):
            if not isinstance(note, Dictionary):
                continue
            for drawing in _drawings(note.get(Name.AP), 0):
                _sheet(sheets, drawing, page)
                owners.append((number, place))
    if not owners:
        return []
    target = BytesIO()
    sheets.save(target)
    data = target.getvalue()
    pictures = list(texts_in_pdf_pictures(data, _NAME))
    found = []
    for (page_number, place), traces in zip(owners, read_traces(data, _NAME), strict=True):
        own = [one for one in pictures if one.page == traces.content.number]
        found.append(
            DrawnNote(
                page=page_number,
                place=place,
                lines=tuple(traces.text.splitlines()),
                pictured=tuple(line for one in own for line in one.lines or ()),
                is_blind=traces.is_blind and not traces.is_scan,
                is_unseen=any(one.lines is None for one in own),
            )
        )
    return found


def _drawings(holder: Any, depth: int) -> Iterator[Stream]:
    if isinstance(holder, Stream):
        yield holder
    elif isinstance(holder, Dictionary) and depth < _DEEPEST:
        for key in holder.keys():  # noqa: SIM118 - not a dict
            yield from _drawings(holder[key], depth + 1)


def _sheet(sheets: pikepdf.Pdf, drawing: Stream, page: pikepdf.Page) -> None:
    """A page that shows this drawing and nothing else, as large as its frame."""
    copy = sheets.copy_foreign(drawing) if drawing.is_indirect else sheets.make_stream(drawing.read_bytes())
    copy[Name.Type], copy[Name.Subtype] = Name.XObject, Name.Form
    if Name.Matrix in copy:
        del copy[Name.Matrix]
    if Name.Resources not in copy and isinstance(page.obj.get(Name.Resources), Dictionary) and page.obj[Name.Resources].is_indirect:
        copy[Name.Resources] = sheets.copy_foreign(page.obj[Name.Resources])
    left, bottom, right, top = _frame(drawing)
    sheet = sheets.add_blank_page(page_size=(right - left, top - bottom))
    sheet.obj[Name.Resources] = Dictionary(XObject=Dictionary(Note=copy))
    sheet.obj[Name.Contents] = sheets.make_stream(f"1 0 0 1 {-left:.3f} {-bottom:.3f} cm /Note Do".encode())


def _frame(drawing: Stream) -> tuple[float, float, float, float]:
    box = drawing.get(Name.BBox)
    if not isinstance(box, Array) or len(box) != 4:
        return 0, 0, _SIDE, _SIDE
    across, down = sorted((float(box[0]), float(box[2]))), sorted((float(box[1]), float(box[3])))
    return across[0], down[0], max(across[1], across[0] + 1), max(down[1], down[0] + 1)
