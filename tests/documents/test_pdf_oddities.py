"""PDF files as they come: locked, damaged, scanned, watermarked, filled in; and where quoted words stand."""

from __future__ import annotations

import pikepdf
import pytest
from typesetting import by_hand, opened, paragraphs, read_made, read_typeset, rows, saved, tables, typeset

from jiheng.documents import ocr
from jiheng.documents.content import Limits
from jiheng.documents.errors import DamagedFile, NoTextLayer, PasswordProtected, TimeExceeded, TooManyCells, TooManyPages
from jiheng.documents.pdf_words import PdfWords, boxes

TEXT = b"BT /F1 12 Tf 60 700 Td (Visible text of the page) Tj ET "
SCAN = b"q 595 0 0 842 0 0 cm /Im1 Do Q "


def test_a_file_with_an_opening_password_is_refused() -> None:
    data = saved(opened(by_hand(TEXT)), encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(PasswordProtected, match="打开密码"):
        read_made(data)


def test_a_file_locked_against_changes_only_is_read() -> None:
    data = saved(opened(by_hand(TEXT)), encryption=pikepdf.Encryption(owner="o", user=""))
    assert paragraphs(read_made(data)) == ["Visible text of the page"]


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing", by_hand(TEXT)[:300]])
def test_a_damaged_file_is_named_so(data: bytes) -> None:
    with pytest.raises(DamagedFile, match="已损坏"):
        read_made(data)


@pytest.fixture
def without_recogniser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_available", lambda: False)


def test_scanned_pages_are_named_and_the_others_read(without_recogniser: None) -> None:
    pdf = opened(by_hand(TEXT))
    pdf.pages.extend(opened(by_hand(SCAN, resources="image")).pages)
    document = read_made(saved(pdf))
    assert paragraphs(document) == ["Visible text of the page"]
    assert document.pages == 2
    assert any("第 2 页是扫描件" in notice for notice in document.notices)


def test_a_file_of_scans_alone_cannot_be_read(without_recogniser: None) -> None:
    with pytest.raises(NoTextLayer, match="共 1 页，全部是扫描件"):
        read_made(by_hand(SCAN, resources="image"))


def test_a_recognised_layer_under_a_scan_is_read_with_a_warning() -> None:
    document = read_made(by_hand(SCAN + b"3 Tr " + TEXT, resources="image"))
    assert paragraphs(document) == ["Visible text of the page"]
    assert any("识别结果" in notice for notice in document.notices)


def test_invisible_white_and_clipped_text_is_left_out() -> None:
    hidden = b"BT 3 Tr /F1 12 Tf 60 600 Td (invisible) Tj ET "
    white = b"BT 0 Tr 1 g /F1 12 Tf 60 560 Td (white) Tj ET 0 g "
    clipped = b"q 300 300 50 20 re W n BT /F1 12 Tf 60 500 Td (clipped) Tj ET Q "
    document = read_made(by_hand(TEXT + hidden + white + clipped))
    assert paragraphs(document) == ["Visible text of the page"]
    assert len(document.notices) == 3


def test_white_letters_on_a_dark_ground_are_text() -> None:
    assert paragraphs(read_made(by_hand(b"0 0 0.5 rg 50 690 300 30 re f 1 g " + TEXT))) == ["Visible text of the page"]


def test_a_slanted_watermark_is_left_out_and_named() -> None:
    mark = "#place(center + horizon, rotate(-45deg, text(size: 60pt, fill: luma(80%))[内部资料]))\n"
    document = read_typeset(mark + "#table(columns: 2, [甲], [乙], [丙], [丁])" + "正文。" * 5)
    assert rows(tables(document)[0]) == [["甲", "乙"], ["丙", "丁"]]
    assert document.notices == ("第 1 页有水印「内部资料」，未作为正文读取。",)


def test_letters_drawn_twice_to_look_bold_are_read_once() -> None:
    twice = b"BT /F1 12 Tf 60 700 Td (Total) Tj ET BT /F1 12 Tf 60.3 700 Td (Total) Tj ET "
    assert paragraphs(read_made(by_hand(twice))) == ["Total"]


def test_letters_without_a_character_map_are_named() -> None:
    pdf = opened(typeset("绩效自评表的文字没有对照表，读出来是空的或者乱的。"))
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary) and "/ToUnicode" in thing:
            del thing["/ToUnicode"]
    document = read_made(saved(pdf))
    assert any("第 1 页的文字层读不出来" in notice for notice in document.notices)


def form_field(pdf: pikepdf.Pdf, value: str, appearance: pikepdf.Object | None) -> None:
    field = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Widget,
        FT=pikepdf.Name.Tx,
        T=pikepdf.String("field"),
        V=pikepdf.String(value),
        Rect=pikepdf.Array([160, 696, 240, 712]),
        F=4,
    )
    if appearance is not None:
        field.AP = pikepdf.Dictionary(N=appearance)
    pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(field)])
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([pdf.pages[0].Annots[0]]), NeedAppearances=appearance is None)


def test_filled_in_fields_are_read_where_they_stand() -> None:
    pdf = opened(by_hand(b"BT /F1 12 Tf 60 700 Td (Amount) Tj ET "))
    drawn = pdf.make_stream(b"/Tx BMC BT /F1 12 Tf 2 4 Td (800.00) Tj ET EMC")
    drawn.update({"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Form, "/BBox": pikepdf.Array([0, 0, 80, 16])})
    drawn["/Resources"] = pikepdf.Dictionary(Font=pdf.pages[0].Resources.Font)
    form_field(pdf, "800.00", drawn)
    assert paragraphs(read_made(saved(pdf))) == ["Amount 800.00"]


def test_fields_that_the_viewer_is_to_draw_are_read_too() -> None:
    pdf = opened(by_hand(b"BT /F1 12 Tf 60 700 Td (Agency) Tj ET "))
    form_field(pdf, "泉水县水利局", None)
    assert paragraphs(read_made(saved(pdf))) == ["Agency 泉水县水利局"]


def test_limits_of_pages_cells_and_time_are_kept() -> None:
    data = typeset("#table(columns: 2, [甲], [乙], [丙], [丁])#pagebreak()完")
    with pytest.raises(TooManyPages, match="共 2 页"):
        read_made(data, Limits(pages=1))
    with pytest.raises(TooManyCells):
        read_made(data, Limits(cells=3))
    with pytest.raises(TimeExceeded):
        read_made(data, Limits(seconds=-1))


def test_radicals_become_the_characters_they_look_like() -> None:
    from jiheng.documents.pdf_radicals import unified

    assert "".join(map(unified, "⽬⾏⻅⻛")) == "目行见风"


CELLS = "#table(columns: (60pt, 120pt), [指标], [培训完成率达到百分之九十以上，其中女性不少于三成], [数量], [5])"


def test_quoted_words_have_a_box_on_each_line_they_stand_on() -> None:
    data = typeset(CELLS)
    cell = tables(read_made(data))[0].cells[1]
    found = boxes(data, 1, cell.place.box, "百分之九十以上，其中")
    assert len(found) == 2
    assert found[0][1] < found[1][1]
    box = cell.place.box
    assert box is not None
    assert all(box[0] <= left and right <= box[2] and box[1] <= top and bottom <= box[3] for left, top, right, bottom in found)


def test_words_of_a_cut_cell_are_found_on_both_pages() -> None:
    from test_pdf_pages import HEADER, LONG, WIDE, lines

    data = typeset(f"#table({WIDE}, {HEADER}, {lines(6)}, [堤防长度], [8], [7], [{LONG}])", height=270)
    cell = tables(read_made(data))[0].by_row()[7][3]
    with PdfWords(data) as words:
        assert [page for page, _ in words.of_place(cell.place)] == [1, 2]
        assert [page for page, _ in words.of_place(cell.place, LONG[:5])] == [1]
        left, bottom, right, top = words.to_user_space(1, (10, 20, 30, 40))
        assert (left, right) == (10, 30)
        assert (bottom, top) == (230, 250)
