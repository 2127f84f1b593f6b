"""A copy of a PDF with highlights that show and print, each with its note. Highlights of an earlier run are replaced."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Final, TypeAlias

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from jiheng.model import Box, Place, Severity
from jiheng.reports.annotate.remarks import AUTHOR, Remark

_COLOURS: Final = {Severity.MUST_FIX: (0.98, 0.62, 0.58), Severity.QUESTION: (1.0, 0.85, 0.4), Severity.NOTE: (0.65, 0.83, 1.0)}
#: Which boxes the words of a place cover, as (page, box), boxes from the top left.
Finder: TypeAlias = Callable[[Place], Sequence[tuple[int, Box]]]


def annotate_pdf(data: bytes, remarks: Sequence[Remark], head: str, find: Finder) -> bytes:
    """The file with its highlights; ``head`` is a note on the first page."""
    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            _forget(page)
        first = pdf.pages[0]
        _note(pdf, first, head, 0)
        loose = 0
        for remark in remarks:
            parts = [(number, box) for number, box in find(remark.found.location.place) if 1 <= number <= len(pdf.pages)]
            if not parts:
                loose += 1
                _note(pdf, first, remark.text, loose)
            for number in dict.fromkeys(number for number, _ in parts):
                _highlight(pdf, pdf.pages[number - 1], [box for page, box in parts if page == number], remark)
        target = BytesIO()
        pdf.save(target, deterministic_id=True)
        return target.getvalue()


def _forget(page: pikepdf.Page) -> None:
    annotations = page.obj.get(Name.Annots)
    if annotations is None:
        return
    kept = [item for item in annotations if str(item.get(Name.T, "")) != AUTHOR]
    if kept:
        page.obj[Name.Annots] = Array(kept)
    else:
        del page.obj[Name.Annots]


def _add(pdf: pikepdf.Pdf, page: pikepdf.Page, annotation: Dictionary) -> None:
    if Name.Annots not in page.obj:
        page.obj[Name.Annots] = Array([])
    page.obj[Name.Annots].append(pdf.make_indirect(annotation))


def _to_page(page: pikepdf.Page, box: Box) -> tuple[float, float, float, float]:
    """A box counted from the top left of the crop box as the page's own coordinates (left, bottom, right, top)."""
    crop = [float(value) for value in page.cropbox]
    left, top, right, bottom = box
    return crop[0] + left, crop[3] - bottom, crop[0] + right, crop[3] - top


def _highlight(pdf: pikepdf.Pdf, page: pikepdf.Page, boxes: Sequence[Box], remark: Remark) -> None:
    quads = [_to_page(page, box) for box in boxes]
    rect = [min(q[0] for q in quads), min(q[1] for q in quads), max(q[2] for q in quads), max(q[3] for q in quads)]
    colour = _COLOURS[remark.severity]
    points = [value for x0, y0, x1, y1 in quads for value in (x0, y1, x1, y1, x0, y0, x1, y0)]
    annotation = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Highlight,
        Rect=Array(rect),
        QuadPoints=Array(points),
        C=Array(colour),
        CA=1,
        F=4,
        T=String(AUTHOR),
        Contents=String(remark.text),
        AP=Dictionary(N=_appearance(pdf, rect, quads, colour)),
    )
    _add(pdf, page, annotation)


def _appearance(
    pdf: pikepdf.Pdf, rect: list[float], quads: Sequence[tuple[float, float, float, float]], colour: tuple[float, float, float]
) -> pikepdf.Stream:
    """What is drawn: the boxes in colour, multiplied with the page so that text stays black, also in print."""
    drawing = ["/Multiply gs", "{} {} {} rg".format(*colour)]
    drawing += [f"{x0:.2f} {y0:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re f" for x0, y0, x1, y1 in quads]
    stream = pdf.make_stream(" ".join(drawing).encode())
    stream[Name.Type], stream[Name.Subtype] = Name.XObject, Name.Form
    stream[Name.BBox] = Array(rect)
    stream[Name.Resources] = Dictionary(ExtGState=Dictionary(Multiply=Dictionary(Type=Name.ExtGState, BM=Name.Multiply)))
    stream[Name.Group] = Dictionary(S=Name.Transparency)
    return stream


def _note(pdf: pikepdf.Pdf, page: pikepdf.Page, text: str, number: int) -> None:
    """A note without words to mark: an icon at the top of the page."""
    left, _, _, top = _to_page(page, (12 + 22 * number, 12, 0, 0))
    rect = [left, top - 20, left + 20, top]
    _add(
        pdf,
        page,
        Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array(rect), Name=Name.Note, F=28, C=Array((1, 0.85, 0.4)), T=String(AUTHOR), Contents=String(text)),
    )
