"""Scans made in the test: a typeset form rendered, turned, blurred, stamped, and read back. Needs the extra ``ocr``."""

from __future__ import annotations

import io
from typing import Any

import pytest
from typesetting import read_made, rows, tables, typeset

from jiheng.documents import Document, DocumentError, FileKind, Limits, Paragraph, ocr, read
from jiheng.documents.content import Cell, Table
from jiheng.extraction import extract
from jiheng.model import Place
from jiheng.regulation.labels import load_labels

needs_ocr = pytest.mark.skipif(not ocr.is_available(), reason="the extra ocr is not installed")
pytestmark = [pytest.mark.ocr, pytest.mark.filterwarnings("default")]

ROWS = [
    ["项目名称", "农村道路养护经费"],
    ["主管部门", "青禾县交通运输局", "实施单位", "青禾县公路站"],
    ["年度资金总额", "120.00", "90.00", "10", "75.00%", "7.50"],
    ["其他资金", "0.00", "0.00", "—", "—", "—"],
    ["数量指标", "养护里程", "≥50公里", "=52公里", "20", "20"],
]
FORM = """
#align(center, text(18pt)[项目支出绩效自评表])
#set text(10.5pt)
#table(columns: (1fr, 1.4fr, 1fr, 1fr, 0.8fr, 0.8fr), align: center + horizon,
  [项目名称], table.cell(colspan: 5)[农村道路养护经费],
  [主管部门], table.cell(colspan: 2)[青禾县交通运输局], [实施单位], table.cell(colspan: 2)[青禾县公路站],
  [年度资金总额], [120.00], [90.00], [10], [75.00%], [7.50],
  [其他资金], [0.00], [0.00], [—], [—], [—],
  [数量指标], [养护里程], [≥50公里], [=52公里], [20], [20],
)
"""


def picture(dpi: int = 200, form: str = FORM) -> Any:
    """The form as pixels."""
    import pypdfium2

    document = pypdfium2.PdfDocument(typeset(form))
    try:
        return document[0].render(scale=dpi / 72).to_pil().convert("RGB")
    finally:
        document.close()


def stored(image: Any, form: str = "PNG", dpi: int = 200, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, form, dpi=(dpi, dpi), **options)
    return out.getvalue()


def stamped(image: Any) -> Any:
    """The page with a stamp over its upper right: red ink lets black ink show through."""
    from PIL import Image, ImageChops, ImageDraw

    stamp = Image.new("RGB", image.size, "white")
    draw = ImageDraw.Draw(stamp)
    x, y = image.width * 0.62, image.height * 0.09
    size = image.width * 0.19
    draw.ellipse((x, y, x + size, y + size), outline=(214, 32, 38), width=max(4, round(size / 40)))
    draw.regular_polygon((x + size / 2, y + size / 2, size / 6), 5, fill=(214, 32, 38))
    return ImageChops.multiply(image, stamp)


def plain(text: str) -> str:
    return text.replace(" ", "").replace(">=", "≥").replace("一", "—")


def read_rows(document: Document) -> list[list[str]]:
    (table,) = tables(document)
    return [[plain(text) for text in row] for row in rows(table)]


@needs_ocr
def test_a_picture_of_a_form_is_read_with_its_merged_cells():
    document = read("表.png", data=stored(picture()))
    assert (document.kind, document.pages) == (FileKind.IMAGE, 1)
    assert read_rows(document) == ROWS
    (table,) = tables(document)
    assert table.exact
    assert all(cell.confidence is not None and cell.confidence > 0.6 for cell in table.cells)
    assert any("文字由本机识别" in notice for notice in document.notices)


@needs_ocr
@pytest.mark.parametrize("tilt", [-1.5, 1.5])
def test_a_lone_slash_is_no_digit_one(tilt):
    lone = "#table(columns: (1fr,) * 4, align: center,\n" + "  [/], [1], [#emph[1]], [I],\n" * 3 + ")"
    image = picture(200, lone).rotate(tilt, resample=3, fillcolor=(250, 250, 250))
    found = read_rows(read("表.png", data=stored(image)))
    assert [row[0] for row in found] == ["/"] * 3
    assert not any("/" in text for row in found for text in row[1:])


@needs_ocr
def test_per_mille_is_no_percent_and_a_naught():
    rates = "#set text(10.5pt)\n#table(columns: (90pt,) * 3, align: center,\n" + "  [≤0.8‰], [100%], [0.8‰],\n" * 2 + ")"
    assert read_rows(read("表.png", data=stored(picture(200, rates)))) == [["≤0.8‰", "100%", "0.8‰"]] * 2


@needs_ocr
@pytest.mark.slow
@pytest.mark.parametrize("dpi", [150, 300])
@pytest.mark.parametrize("tilt", [-2.0, 2.0])
def test_turned_blurred_and_stamped_scans_keep_grid_and_figures(dpi, tilt):
    from PIL import ImageFilter

    image = stamped(picture(dpi)).filter(ImageFilter.GaussianBlur(0.5 * dpi / 200))
    image = image.rotate(tilt, resample=3, fillcolor=(250, 250, 250))
    document = read("表.jpg", data=stored(image, "JPEG", dpi, quality=80))
    found = read_rows(document)
    assert [len(row) for row in found] == [len(row) for row in ROWS]
    assert found[2][1:] == ROWS[2][1:]
    (table,) = tables(document)
    sure = [cell for cell in table.by_row()[3] if (cell.confidence or 0) >= document.trusted_confidence]
    assert len(sure) >= 4  # the stamp may lie over a dash or two
    assert all(plain(cell.text) == ROWS[3][number] for number, cell in enumerate(table.by_row()[3]) if cell in sure)
    box = table.place.box
    assert box is not None
    assert box[2] - box[0] > 495  # the box of a turned table, on the page as scanned


@needs_ocr
@pytest.mark.parametrize("tilt", [0.0, 2.0])
def test_a_figure_that_runs_through_its_border_is_read_whole_and_not_vouched_for(tilt):
    wide = ["4,940.18", "3,584.00", "7,356.18", "2,096.40"]
    narrow = "#set text(10.5pt)\n#table(columns: (90pt, 35pt, 90pt), inset: (x: 0pt, y: 5pt), align: center,\n"
    narrow += "".join(f"  [1,320.60], [#h(-4pt)#box(width: 43pt)[{figure}]#h(-4pt)], [4,810.97],\n" for figure in wide) + ")"
    image = picture(200, narrow).rotate(tilt, resample=3, fillcolor=(250, 250, 250))
    document = read("表.png", data=stored(image))
    assert read_rows(document) == [["1,320.60", figure, "4,810.97"] for figure in wide]
    (table,) = tables(document)
    for row in table.by_row():
        sure = [(cell.confidence or 0) >= document.trusted_confidence for cell in row]
        assert sure == [True, False, True]


@needs_ocr
def test_what_is_even_gray_and_no_stamp_stays():
    import numpy as np

    from jiheng.documents.scan_image import without_gray_stamps

    page = np.full((1200, 900), 245, np.uint8)
    page[100:140, 50:850] = 120  # a bar of gray, far wider than high
    page[400:404, 50:850] = 20
    assert (without_gray_stamps(page, 200) == page).all()
    page[600:800, 300:500] = 120  # the size and shape of a stamp
    page[690:694, 250:550] = 30
    cleaned = without_gray_stamps(page, 200)
    assert cleaned[700:780, 320:480].min() > 230
    assert cleaned[692, 400] < 100
    assert (cleaned[100:140] == page[100:140]).all()


@needs_ocr
def test_a_page_without_text_layer_is_recognised_in_a_pdf():
    out = io.BytesIO()
    picture().save(out, "PDF", resolution=200)
    document = read_made(out.getvalue())
    assert document.kind is FileKind.PDF
    assert read_rows(document) == ROWS


@needs_ocr
def test_pages_of_a_tiff_and_transparent_pictures_are_read():
    from PIL import Image

    blank = Image.new("RGB", (800, 600), "white")
    out = io.BytesIO()
    blank.save(out, "TIFF", save_all=True, append_images=[blank])
    document = read("a.tif", data=out.getvalue())
    assert document.pages == 2
    assert document.blocks == ()
    assert any("没有识别出文字" in notice for notice in document.notices)
    assert read("a.png", data=stored(Image.new("RGBA", (300, 300)))).pages == 1


@needs_ocr
def test_hostile_pictures_are_refused():
    from PIL import Image

    whole = stored(picture(72))
    with pytest.raises(DocumentError, match="图片打不开"):
        read("a.png", data=whole[: len(whole) // 2])
    with pytest.raises(DocumentError, match="超过上限"):
        read("a.png", data=stored(Image.new("RGB", (400, 400))), limits=Limits(pixels=100_000))
    with pytest.raises(DocumentError, match="仍未完成"):
        read("a.png", data=whole, limits=Limits(seconds=0.0))


BITMAP = b"BM" + (40).to_bytes(4, "little") + bytes(34)


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n" + bytes(20), b"\xff\xd8\xff\xe0" + bytes(20), b"II*\0" + bytes(20), BITMAP])
def test_without_the_extra_the_way_out_is_named(monkeypatch, data):
    monkeypatch.setattr(ocr, "is_available", lambda: False)
    with pytest.raises(DocumentError, match=r"jiheng\[ocr\]") as caught:
        read("a.png", data=data)
    assert caught.value.code == "recognition_missing"


def test_doubt_follows_the_confidence_of_the_cell():
    texts = [["项目名称", "农村道路养护经费"], ["主管部门", "青禾县交通运输局"], ["实施单位", "青禾县公路站"]]
    cells = tuple(
        Cell(row=r, column=c, text=text, place=Place(block=1, row=r, column=c), confidence=0.62 if (r, c) == (0, 1) else 0.99)
        for r, line in enumerate([*texts, ["一级指标", "三级指标"], ["产出指标", "养护里程"]])
        for c, text in enumerate(line)
    )
    title = Paragraph(text="项目支出绩效自评表", place=Place(block=0), confidence=1.0)
    table = Table(cells=cells, rows=5, columns=2, place=Place(block=1))
    document = Document(path="a.png", kind=FileKind.IMAGE, digest="", blocks=(title, table), trusted_confidence=0.9)
    records = extract(document, load_labels("cn")).records
    doubts = {path: source.doubt for item in records for path, source in item.sources if source.doubt}
    assert doubts.get("/project") == "扫描识别，置信度 0.62"
    assert "/supervising_department" not in doubts
