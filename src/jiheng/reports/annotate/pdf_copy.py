"""A copy of a PDF with highlights that show and print, each with its note. Highlights of an earlier run are replaced."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from jiheng.documents.pdf_words import PdfWords
from jiheng.model import Box, Place, Severity
from jiheng.reports.annotate.remarks import AUTHOR, Remark

_COLOURS: Final = {Severity.MUST_FIX: (0.98, 0.62, 0.58), Severity.QUESTION: (1.0, 0.85, 0.4), Severity.NOTE: (0.65, 0.83, 1.0)}
#: Annotation flags: print; of a note besides: no zoom, no rotate.
_PRINT, _NOTE_FLAGS = 4, 28
#: Icons of notes without words to mark: so many in a row, so far apart (points).
_ICONS, _STEP = 20, 22


def annotate_pdf(data: bytes, remarks: Sequence[Remark], head: str) -> bytes:
    """The file with its highlights; ``head`` is a note on the first page. The same remarks give the same bytes."""
    with pikepdf.open(BytesIO(data)) as pdf, PdfWords(data) as words:
        for page in pdf.pages:
            _forget(page)
        loose = [head]
        for remark in remarks:
            found = _areas(words, remark.found.location.place, len(pdf.pages))
            if not found:
                loose.append(remark.text)
            for number, boxes in found:
                _highlight(pdf, pdf.pages[number - 1], boxes, remark)
        for index, text in enumerate(loose):
            left, top = 12 + _STEP * (index % _ICONS), 12 + _STEP * (index // _ICONS)
            _note(pdf, pdf.pages[0], words.to_user_space(1, (left, top, left + 20, top + 20)), text)
        target = BytesIO()
        pdf.save(target, deterministic_id=True)
        return target.getvalue()


def _areas(words: PdfWords, place: Place, pages: int) -> list[tuple[int, list[Box]]]:
    """Pages and boxes to highlight, in the pages' own coordinates: the words, or the whole cell when it is empty."""
    if place.page is None or not 1 <= place.page <= pages:
        return []
    found = words.of_place(place) or ([(place.page, [place.box])] if place.box else [])
    return [(page, [words.to_user_space(page, box) for box in boxes]) for page, boxes in found if 1 <= page <= pages]


def _forget(page: pikepdf.Page) -> None:
    annotations = page.obj.get(Name.Annots)
    if annotations is None:
        return
    kept = [item for item in annotations if str(item.get(Name.T, "")) != AUTHOR]
    if len(kept) == len(annotations):
        return
    if kept:
        page.obj[Name.Annots] = Array(kept)
    else:
        del page.obj[Name.Annots]


def _add(pdf: pikepdf.Pdf, page: pikepdf.Page, annotation: Dictionary) -> None:
    existing = page.obj.get(Name.Annots)
    annotations = Array(list(existing)) if existing is not None else Array([])
    annotations.append(pdf.make_indirect(annotation))
    page.obj[Name.Annots] = annotations


def _highlight(pdf: pikepdf.Pdf, page: pikepdf.Page, boxes: Sequence[Box], remark: Remark) -> None:
    rect = [min(box[0] for box in boxes), min(box[1] for box in boxes), max(box[2] for box in boxes), max(box[3] for box in boxes)]
    colour = _COLOURS[remark.severity]
    points = [value for x0, y0, x1, y1 in boxes for value in (x0, y1, x1, y1, x0, y0, x1, y0)]
    annotation = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Highlight,
        Rect=_numbers(rect),
        QuadPoints=_numbers(points),
        C=_numbers(colour),
        CA=1,
        F=_PRINT,
        T=String(AUTHOR),
        Contents=String(remark.text),
        AP=Dictionary(N=_appearance(pdf, rect, boxes, colour)),
    )
    _add(pdf, page, annotation)


def _numbers(values: Sequence[float]) -> Array:
    return Array([round(value, 2) for value in values])


def _appearance(pdf: pikepdf.Pdf, rect: list[float], boxes: Sequence[Box], colour: tuple[float, float, float]) -> pikepdf.Stream:
    """What is drawn: the boxes in colour, multiplied with the page so that text stays black, also in print."""
    drawing = ["/Multiply gs", "{} {} {} rg".format(*colour)]
    drawing += [f"{x0:.2f} {y0:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re f" for x0, y0, x1, y1 in boxes]
    stream = pdf.make_stream(" ".join(drawing).encode())
    stream[Name.Type], stream[Name.Subtype] = Name.XObject, Name.Form
    stream[Name.BBox] = _numbers(rect)
    stream[Name.Resources] = Dictionary(ExtGState=Dictionary(Multiply=Dictionary(Type=Name.ExtGState, BM=Name.Multiply)))
    stream[Name.Group] = Dictionary(S=Name.Transparency)
    return stream


def _note(pdf: pikepdf.Pdf, page: pikepdf.Page, rect: Box, text: str) -> None:
    """A note without words to mark: an icon near the top of the page."""
    annotation = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Text,
        Rect=_numbers(rect),
        Name=Name.Note,
        F=_NOTE_FLAGS,
        C=_numbers((1, 0.85, 0.4)),
        T=String(AUTHOR),
        Contents=String(text),
    )
    _add(pdf, page, annotation)
