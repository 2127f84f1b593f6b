from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
import pypdfium2
import pytest
from marked_files import make_remark

from jiheng.documents import Document, Table, read
from jiheng.model import Place, Severity
from jiheng.reports.annotate.pdf_copy import annotate_pdf
from jiheng.reports.annotate.remarks import Remark

_DRAWING = b"""0.5 w 100 600 m 400 600 l S 100 650 m 400 650 l S 100 700 m 400 700 l S
100 600 m 100 700 l S 250 600 m 250 700 l S 400 600 m 400 700 l S
BT /F 12 Tf 110 670 Td (alpha beta) Tj ET BT /F 12 Tf 260 670 Td (gamma) Tj ET BT /F 12 Tf 110 620 Td (delta) Tj ET"""


def page(rotation: int = 0, crop: Sequence[int] | None = None) -> bytes:
    """One page with a ruled table of two rows and two columns; its last cell is empty."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(500, 800))
        first = pdf.pages[0]
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        first.obj[pikepdf.Name.Resources] = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        first.obj[pikepdf.Name.Contents] = pdf.make_stream(_DRAWING)
        if rotation:
            first.obj[pikepdf.Name.Rotate] = rotation
        if crop:
            first.obj[pikepdf.Name.CropBox] = pikepdf.Array(list(crop))
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def place_of(document: Document, text: str) -> Place:
    table = next(block for block in document.blocks if isinstance(block, Table))
    return next(cell.place for cell in table.cells if cell.text == text)


def annotated(data: bytes, remarks: Sequence[Remark]) -> pikepdf.Pdf:
    copy = annotate_pdf(data, remarks, "head")
    assert annotate_pdf(data, remarks, "head") == copy
    assert annotate_pdf(copy, remarks, "head") == copy
    return pikepdf.open(io.BytesIO(copy))


def highlights(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [note for note in pdf.pages[0].Annots if note.Subtype == pikepdf.Name.Highlight]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (50, 40, 450, 760)], ids=["whole", "cropped"])
def test_highlights_lie_on_the_words_however_the_page_is_turned(rotation: int, crop: Sequence[int] | None) -> None:
    data = page(rotation, crop)
    document = read("a.pdf", data=data)
    place = next(
        (cell.place for table in document.tables() for cell in table.cells if "gamma" in cell.text),
        next((block.place for block in document.blocks if "gamma" in getattr(block, "text", "")), None),
    )
    assert place is not None
    pdf = annotated(data, [make_remark("x", Place(page=1, box=place.box, quote="gamma"))])
    (found,) = highlights(pdf)
    left, bottom, right, top = (float(value) for value in found.Rect)
    assert (left, bottom) == pytest.approx((260, 668), abs=3)
    assert (right, top) == pytest.approx((298, 682), abs=6)
    assert int(found.F) & 4, "it prints"
    assert len(found.QuadPoints) == 8


def test_a_quote_is_narrower_than_its_cell_and_an_empty_cell_is_marked_whole() -> None:
    data = page()
    document = read("a.pdf", data=data)
    beta = place_of(document, "alpha beta").within(6, 10, "beta")
    empty = place_of(document, "")
    pdf = annotated(data, [make_remark("x", beta), make_remark("y", empty, Severity.NOTE)])
    narrow, wide = highlights(pdf)
    assert float(narrow.Rect[0]) == pytest.approx(140, abs=5)
    assert [float(v) for v in wide.Rect] == pytest.approx([250, 600, 400, 650], abs=2)


def test_the_picture_of_the_page_changes_where_the_highlight_is_and_text_stays_black() -> None:
    data = page()
    place = place_of(read("a.pdf", data=data), "gamma")
    image = pypdfium2.PdfDocument(annotate_pdf(data, [make_remark("x", place)], "head"))[0].render(may_draw_forms=True).to_numpy()
    band = image[800 - 682 : 800 - 668, 262:295].reshape(-1, 3)
    assert any(tuple(pixel) == (148, 158, 250) for pixel in band) or any(pixel[0] < 200 and pixel[2] > 240 for pixel in band)
    assert min(int(pixel.max()) for pixel in band) < 60


def test_annotations_of_others_stay_and_old_ones_of_ours_go() -> None:
    data = page()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        theirs = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[1, 1, 9, 9], T="A", Contents="mine")
        pdf.pages[0].obj[pikepdf.Name.Annots] = pikepdf.Array([pdf.make_indirect(theirs)])
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    copy = annotate_pdf(out.getvalue(), [make_remark("x", Place(page=1, box=(1, 1, 9, 9)))], "head")
    with pikepdf.open(io.BytesIO(annotate_pdf(copy, [], "new"))) as again:
        assert [str(note.Contents) for note in again.pages[0].Annots] == ["mine", "new"]


def test_what_has_no_place_becomes_a_note_on_the_first_page() -> None:
    pdf = annotated(page(), [make_remark("nowhere", Place()), make_remark("beyond", Place(page=7, box=(1, 1, 2, 2)))])
    assert [str(note.Contents) for note in pdf.pages[0].Annots] == ["head", "nowhere", "beyond"]
