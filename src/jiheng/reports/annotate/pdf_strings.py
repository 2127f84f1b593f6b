"""What a PDF says beside its pages: notes, fields, bookmarks, the properties of the file; and the same with numbers hidden."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String, sanitize

from jiheng.checks.personal_data import masked, personal_data
from jiheng.reports.annotate.pdf_drawn_notes import drawn_notes

#: Where a note or field says something, itself or by the field it belongs to.
_TOLD: Final = (Name.Contents, Name.RC, Name.Subj, Name.T, Name.TU, Name.V, Name.DV, Name.NM)
_DEEPEST: Final = 30


def strings_of(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Every text of the file that is not drawn on a page."""
    for text, _holder, _place in _strings(pdf):
        yield text
    for stream in _texts(pdf):
        yield stream.read_bytes().decode("utf-8", "replace")


def has_attachments(pdf: pikepdf.Pdf) -> bool:
    """Whether other files lie within."""
    return bool(len(pdf.attachments)) or any(
        isinstance(one, Dictionary) and one.get(Name.EF) is not None and one.get(Name.Type) == Name.Filespec for one in pdf.objects
    )


def drop_notes(pdf: pikepdf.Pdf) -> int:
    """Take away the notes and fields that hold or draw a number which names somebody; how many numbers they held."""
    count = 0
    drawn: dict[tuple[int, int], int] = {}
    for one in drawn_notes(pdf):
        held = sum(1 for text in (*one.lines, *one.pictured) for _one in personal_data(text))
        drawn[one.page, one.place] = max(drawn.get((one.page, one.place), 0), held)  # the same in each of its states
    for number, page in enumerate(pdf.pages, start=1):
        notes = page.obj.get(Name.Annots)
        if not isinstance(notes, Array):
            continue
        kept = []
        for place, note in enumerate(notes):
            held = max(sum(1 for text in _said(note) for _one in personal_data(text)), drawn.get((number, place), 0))
            count += held
            if not held:
                kept.append(note)
        if len(kept) < len(notes):
            page.obj[Name.Annots] = Array(kept)
    return count


def mask_strings(pdf: pikepdf.Pdf) -> int:
    """Hide the numbers in everything that is not drawn; what nobody sees in print and could hold anything is taken out."""
    for remove in (
        sanitize.remove_attachments,
        sanitize.remove_javascript,
        sanitize.remove_private_app_data,
        sanitize.remove_search_index,
        sanitize.remove_thumbnails,
        sanitize.remove_web_capture,
    ):
        remove(pdf)
    form = pdf.Root.get(Name.AcroForm)
    if isinstance(form, Dictionary) and Name.XFA in form:
        del form[Name.XFA]
    count = 0
    for text, holder, place in list(_strings(pdf)):
        found = sum(1 for _one in personal_data(text))
        if found:
            count += found
            holder[place] = String(masked(text))
    for stream in _texts(pdf):
        text = stream.read_bytes().decode("utf-8", "replace")
        found = sum(1 for _one in personal_data(text))
        if found:
            count += found
            stream.write(masked(text).encode())
    return count


def _said(note: Any) -> Iterator[str]:
    node, depth = note, 0
    while isinstance(node, Dictionary) and depth < _DEEPEST:
        for key in _TOLD:
            value = node.get(key)
            if isinstance(value, String):
                yield str(value)
        node, depth = node.get(Name.Parent), depth + 1
    action = note.get(Name.A) if isinstance(note, Dictionary) else None
    if isinstance(action, Dictionary) and isinstance(action.get(Name.URI), String):
        yield str(action[Name.URI])


def _strings(pdf: pikepdf.Pdf) -> Iterator[tuple[str, Any, Any]]:
    info = pdf.trailer.get(Name.Info)
    for one in (*pdf.objects, *([info] if isinstance(info, Dictionary) else ())):
        yield from _within(one, 0)


def _within(holder: Any, depth: int) -> Iterator[tuple[str, Any, Any]]:
    """The strings in an object and in what it holds directly, each with its holder; what it refers to is met by itself."""
    if depth > _DEEPEST:
        return
    if isinstance(holder, (Dictionary, Stream)):
        places: list[Any] = list(holder.keys())
    elif isinstance(holder, Array):
        places = list(range(len(holder)))
    else:
        return
    for place in places:
        value = holder[place]
        if isinstance(value, String):
            yield str(value), holder, place
        elif isinstance(value, (Dictionary, Array)) and not value.is_indirect:
            yield from _within(value, depth + 1)


def _texts(pdf: pikepdf.Pdf) -> list[Stream]:
    """The streams that are texts: the properties as XML, and what forms of another kind carry."""
    found = [one for one in pdf.objects if isinstance(one, Stream) and one.get(Name.Type) == Name.Metadata]
    form = pdf.Root.get(Name.AcroForm)
    xfa = form.get(Name.XFA) if isinstance(form, Dictionary) else None
    parts = list(xfa) if isinstance(xfa, Array) else [xfa]
    return [*found, *(part for part in parts if isinstance(part, Stream))]
