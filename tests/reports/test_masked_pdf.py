"""Masked PDF files: the number is gone from page, text, notes, properties; the rest is still there, and the original untouched."""

from __future__ import annotations

import io
from functools import cache

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw
from typesetting import typeset

from jiheng.checks.personal_data import personal_data
from jiheng.documents import ocr, read
from jiheng.reports.annotate.masked_pdf import mask_pdf, texts_of_pdf
from jiheng.sample.scans import Scanner, scan

MOBILE, IDENTITY = "13800138000", "11010119900307475X"
BODY = f"""
= 概况
水库维修养护，预算数 1,380.00 万元。
#pagebreak()
#table(columns: 2, [联系人电话], [{MOBILE}], [身份证], [{IDENTITY}], [渠道衬砌], [138 米])
#pagebreak()
#set page(flipped: true)
完工验收，没有号码。
"""


@cache
def made() -> bytes:
    """Three pages: harmless, with two numbers, harmless."""
    return typeset(BODY, width=300, height=200, margin=30)


def saved(pdf: pikepdf.Pdf) -> bytes:
    target = io.BytesIO()
    pdf.save(target)
    return target.getvalue()


def drawn(data: bytes) -> list[str]:
    """What any viewer copies out of each page."""
    with pypdfium2.PdfDocument(data) as document:
        return [document[number].get_textpage().get_text_bounded() for number in range(len(document))]


def plain(data: bytes) -> bytes:
    """Every byte of the file, nothing packed."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(target, qdf=True, stream_decode_level=pikepdf.StreamDecodeLevel.all, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return target.getvalue()


def found(data: bytes) -> int:
    said = texts_of_pdf(data)
    return sum(1 for text in (*said.read, *said.drawn, *said.besides) for _one in personal_data(text))


def test_a_number_is_gone_from_its_page_and_the_rest_is_still_there() -> None:
    data = made()
    before = bytes(data)
    copy = mask_pdf(data)
    assert (copy.count, copy.pictured, data) == (2, (2,), before)
    assert found(copy.data) == 0
    first, second, third = drawn(copy.data)
    assert (first, third) == (drawn(data)[0], drawn(data)[2])
    assert MOBILE not in "".join(second.split())
    texts = [cell for block in read("a.pdf", data=copy.data).blocks for cell in (getattr(block, "text", ""), *_cells(block))]
    assert any("渠道衬砌" in text for text in texts), "what may be read is still read"
    assert any("*" * len(MOBILE) in text for text in texts)
    assert mask_pdf(copy.data).count == 0


def _cells(block: object) -> list[str]:
    return [cell.text for cell in getattr(block, "cells", ())]


def test_the_number_is_black_and_its_neighbours_are_not() -> None:
    data = made()
    copy = mask_pdf(data).data
    table = next(block for block in read("a.pdf", data=data).blocks if hasattr(block, "cells"))
    shades = {}
    with pypdfium2.PdfDocument(copy) as document:
        image = document[1].render(scale=2).to_pil().convert("L")
    for cell in table.cells:
        left, top, right, bottom = (value * 2 for value in cell.place.box)
        middle = image.crop((int(left), int((top + bottom) / 2) - 2, int(right), int((top + bottom) / 2) + 2))
        shades[cell.text] = sum(1 for shade in middle.tobytes() if shade < 60) / max(len(middle.tobytes()), 1)
    assert min(shades[MOBILE], shades[IDENTITY]) > 0.3
    assert shades["联系人电话"] < 0.3


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_turned_page_is_black_in_the_right_place(rotation: int) -> None:
    with pikepdf.open(io.BytesIO(made())) as pdf:
        pdf.pages[1].obj[Name.Rotate] = rotation
        data = saved(pdf)
    copy = mask_pdf(data)
    assert (copy.count, found(copy.data)) == (2, 0)
    with pypdfium2.PdfDocument(data) as before, pypdfium2.PdfDocument(copy.data) as after:
        assert after[1].get_size() == pytest.approx(before[1].get_size(), abs=0.01)
        was, now = (page[1].render(scale=1).to_pil().convert("L").tobytes() for page in (before, after))
    assert sum(1 for one in now if one < 60) > 1.5 * sum(1 for one in was if one < 60)


def test_notes_properties_bookmarks_and_attachments_say_nothing_either() -> None:
    with pikepdf.open(io.BytesIO(made())) as pdf:
        del pdf.pages[1]
        pdf.docinfo[Name.Subject] = String(f"电话 {MOBILE}")
        with pdf.open_metadata() as properties:
            properties["dc:description"] = f"电话 {MOBILE}"
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(f"找 {MOBILE}", 0))
        note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([10, 10, 30, 30]), Contents=String(f"请打 {MOBILE}"))
        harmless = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([40, 10, 60, 30]), Contents=String("已核对"))
        pdf.pages[0].obj[Name.Annots] = Array([pdf.make_indirect(note), pdf.make_indirect(harmless)])
        pdf.attachments["名单.txt"] = pikepdf.AttachedFileSpec(pdf, MOBILE.encode())
        data = saved(pdf)
    assert MOBILE.encode() in plain(data)
    copy = mask_pdf(data)
    assert copy.pictured == ()
    assert copy.count >= 4
    said = plain(copy.data)
    assert MOBILE.encode() not in said
    assert MOBILE.encode("utf-16-be") not in said
    assert not texts_of_pdf(copy.data).has_attachments
    with pikepdf.open(io.BytesIO(copy.data)) as pdf:
        assert [str(one[Name.Contents]) for one in pdf.pages[0].obj[Name.Annots]] == ["已核对"]


def test_text_that_nobody_sees_is_found_and_goes() -> None:
    with pikepdf.open(io.BytesIO(made())) as pdf:
        page = pdf.pages[0]
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.add_resource(font, Name.Font, Name.Plain)
        page.contents_add(f"BT 1 1 1 rg /Plain 8 Tf 40 40 Td ({MOBILE}) Tj ET".encode())
        page.contents_add(b"BT 3 Tr /Plain 8 Tf 40 60 Td (6222021234567890128) Tj ET")
        del pdf.pages[1]
        data = saved(pdf)
    assert found(data) >= 2
    copy = mask_pdf(data)
    assert (copy.pictured, found(copy.data)) == ((1,), 0)
    assert "水库维修养护" in "".join(drawn(copy.data)[0].split())
    assert MOBILE.encode() not in plain(copy.data)


def test_a_page_nobody_can_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_available", lambda: False)
    picture = scan(made(), Scanner(name="x", dpi=72))
    with pikepdf.open(io.BytesIO(made())) as pdf, pikepdf.open(io.BytesIO(picture)) as scanned:
        pdf.pages.append(scanned.pages[1])
        data = saved(pdf)
    assert texts_of_pdf(data).blind == (4,)


@pytest.mark.ocr
@pytest.mark.skipif(not ocr.is_available(), reason="the extra ocr is not installed")
def test_a_scan_is_black_where_the_number_was_recognised() -> None:
    data = scan(typeset(f"#text(size: 14pt)[电话 {MOBILE}]", width=300, height=120, margin=30), Scanner(name="x", dpi=200))
    copy = mask_pdf(data)
    assert copy.pictured == (1,)
    assert found(copy.data) == 0


def stamped(text: str) -> bytes:
    """A page with a stamp whose words stand in its drawing alone."""
    with pikepdf.open(io.BytesIO(typeset("闸门完好。", width=300, height=120))) as pdf:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        drawing = pdf.make_stream(
            f"BT /F 12 Tf 5 5 Td ({text}) Tj ET".encode(),
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, 150, 20]),
            Resources=Dictionary(Font=Dictionary(F=font)),
        )
        stamp = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([50, 50, 200, 70]), AP=Dictionary(N=drawing), F=2)
        pdf.pages[0].obj[Name.Annots] = Array([pdf.make_indirect(stamp)])
        return saved(pdf)


def test_a_stamp_that_draws_a_number_is_found_and_taken_away() -> None:
    data = stamped(MOBILE)
    assert found(data) == 1
    masked = mask_pdf(data)
    assert (masked.count, found(masked.data)) == (1, 0)
    assert MOBILE.encode() not in plain(masked.data)
    assert mask_pdf(stamped("2025")).count == 0


@pytest.mark.ocr
def test_a_number_in_a_picture_is_found_and_its_picture_black() -> None:
    if not ocr.is_available():
        pytest.skip("needs the extra ocr")
    picture = Image.new("RGB", (640, 160), "white")
    ImageDraw.Draw(picture).text((20, 50), MOBILE, fill="black", font_size=60)
    with pikepdf.open(io.BytesIO(typeset("闸门完好。", width=300, height=120))) as pdf:
        image = pdf.make_stream(picture.tobytes(), Type=Name.XObject, Subtype=Name.Image, Width=640, Height=160)
        image[Name.ColorSpace], image[Name.BitsPerComponent] = Name.DeviceRGB, 8
        pdf.pages[0].add_resource(image, Name.XObject, Name.Photograph)
        pdf.pages[0].contents_add(b"q 160 0 0 40 20 10 cm /Photograph Do Q")
        data = saved(pdf)
    said = texts_of_pdf(data)
    assert [one.masked for line in said.pictured for one in personal_data(line)] == ["138****8000"]
    masked = mask_pdf(data)
    assert masked.pictured == (1,)
    assert not any(True for line in texts_of_pdf(masked.data).pictured for _one in personal_data(line))
