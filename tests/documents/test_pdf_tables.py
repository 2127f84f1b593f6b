"""Tables of one PDF page: ruled ones exactly, others by white space."""

from __future__ import annotations

import pytest
from typesetting import by_hand, paragraphs, read_made, read_typeset, rows, tables

from jiheng.documents.content import Table


def table(body: str, **page: object) -> Table:
    (only,) = tables(read_typeset(body, **page))
    return only


def spans(made: Table) -> dict[str, tuple[int, int]]:
    return {cell.text: (cell.rowspan, cell.colspan) for cell in made.cells if (cell.rowspan, cell.colspan) != (1, 1)}


def test_merged_cells_come_with_their_spans() -> None:
    head = "table.cell(rowspan: 3)[项目资金], table.cell(colspan: 2)[预算], [执行]"
    made = table(f"#table(columns: 4, {head}, [年初], [全年], [支出], [1.00], [2.00], [3.00])")
    assert (made.rows, made.columns, made.exact) == (3, 4, True)
    assert spans(made) == {"项目资金": (3, 1), "预算": (1, 2)}
    assert rows(made)[2] == ["1.00", "2.00", "3.00"]


def test_every_cell_knows_its_page_box_and_grid_position() -> None:
    made = table("第一段。\n#table(columns: (60pt, 80pt), [甲], [乙], [丙], [丁])")
    cell = made.cells[3]
    assert (cell.place.page, cell.place.row, cell.place.column, cell.place.block) == (1, 1, 1, 1)
    assert cell.place.box is not None
    assert cell.place.box[0] == pytest.approx(110, abs=1)
    assert cell.place.box[2] == pytest.approx(190, abs=1)


def test_a_number_broken_over_two_lines_comes_back_whole() -> None:
    made = table("#table(columns: (34pt, 60pt), [1,674.#linebreak()94], [万元])")
    assert made.cells[0].text == "1,674.94"


def test_chinese_lines_are_joined_without_space_and_words_with_one() -> None:
    made = table("#table(columns: (62pt, 70pt), [开展农产品推介活动次数], [Xinjiang Science Bureau])")
    assert [cell.text for cell in made.cells] == ["开展农产品推介活动次数", "Xinjiang Science Bureau"]


def test_a_line_that_ends_early_on_purpose_stays_a_line() -> None:
    made = table("#table(columns: (160pt, 40pt), [第一条完成\\ 第二条未完成，原因是天气], [无])")
    assert made.cells[0].text == "第一条完成\n第二条未完成，原因是天气"


def test_a_label_of_one_character_a_line_is_read_downwards() -> None:
    made = table("#table(columns: (18pt, 60pt), [项目资金], [800.00])")
    assert made.cells[0].text == "项目资金"


def test_turned_text_is_read_in_its_own_direction() -> None:
    made = table("#table(columns: (30pt, 60pt), rotate(-90deg, reflow: true)[绩效指标], rotate(90deg, reflow: true)[产出指标])")
    assert [cell.text for cell in made.cells] == ["绩效指标", "产出指标"]


def test_letter_spaced_text_has_no_spaces() -> None:
    made = table("#table(columns: 2, text(tracking: 6pt)[乌鲁木齐市], [甲])")
    assert made.cells[0].text == "乌鲁木齐市"


def test_outer_borders_may_be_missing() -> None:
    body = (
        "#table(columns: (60pt, 60pt, 60pt), stroke: (x, y) => (left: if x > 0 { 0.5pt }, top: 0.5pt, bottom: 0.5pt),"
        "[指标], [目标], [完成], [数量], [5], [6])"
    )
    assert rows(table(body)) == [["指标", "目标", "完成"], ["数量", "5", "6"]]


def test_double_and_dashed_borders_are_one_border() -> None:
    body = (
        '#table(columns: (60pt, 60pt), stroke: (dash: "dashed", thickness: 0.5pt), [甲], [乙], [丙], [丁])'
        "#v(20pt)"
        "#grid(columns: (60pt, 60pt), inset: 4pt, gutter: 1.5pt, stroke: 0.4pt, [甲], [乙], [丙], [丁])"
    )
    for made in tables(read_typeset(body)):
        assert rows(made) == [["甲", "乙"], ["丙", "丁"]]


FUNDS = (
    "[资金来源], [年初预算数], [全年执行数], [一般公共预算], [100.00], [95.00], [其他资金], [20.00], [20.00], [合计], [120.00], [115.00]"
)
FUND_ROWS = [
    ["资金来源", "年初预算数", "全年执行数"],
    ["一般公共预算", "100.00", "95.00"],
    ["其他资金", "20.00", "20.00"],
    ["合计", "120.00", "115.00"],
]


def test_a_table_with_rules_under_its_rows_only_has_columns_by_white_space() -> None:
    assert rows(table(f"#table(columns: (1fr, 1fr, 1fr), stroke: (x: none, y: 0.5pt), {FUNDS})")) == FUND_ROWS


def test_a_three_line_table_has_rows_by_its_lines() -> None:
    rules = "table.hline(y: 0), table.hline(y: 1), table.hline(y: 4)"
    assert rows(table(f"#table(columns: (1fr, 1fr, 1fr), stroke: none, {rules}, {FUNDS})")) == FUND_ROWS


def test_a_table_without_rules_is_found_and_called_inexact() -> None:
    more = "[转移支付], [30.00], [28.00], [专项债券], [5.00], [5.00]"
    made = table(f"#table(columns: (1fr, 1fr, 1fr), stroke: none, align: (left, right, right), {FUNDS}, {more})")
    assert rows(made)[:4] == FUND_ROWS
    assert not made.exact


def test_prose_with_wide_gaps_is_no_table() -> None:
    document = read_typeset(
        "单位：县水利局 #h(3cm) 日期：2024年3月 #h(2cm) 单位：万元\n\n正文一段，没有表格。\n\n填表人：张三 #h(3cm) 审核：李四"
    )
    assert tables(document) == []
    assert "正文一段，没有表格。" in paragraphs(document)


def test_a_frame_around_text_is_no_table() -> None:
    document = read_typeset("前文一段。\n\n#rect[说明文字]\n\n后文一段。")
    assert tables(document) == []
    assert "说明文字" in paragraphs(document)


def test_a_table_inside_a_cell_is_nested() -> None:
    made = table("#table(columns: (60pt, 200pt), inset: 8pt, [外], table(columns: 2, [甲], [乙], [丙], [丁]))")
    (inner,) = made.cells[1].tables
    assert rows(inner) == [["甲", "乙"], ["丙", "丁"]]
    assert inner.cells[0].place.inner == ((0, 1, 0),)


def test_rules_drawn_as_thin_filled_boxes_count() -> None:
    bars = b"0 g " + b" ".join(b"50 %d 200 0.5 re f" % y for y in (700, 720, 740)) + b" "
    posts = b" ".join(b"%d 700 0.5 40.5 re f" % x for x in (50, 150, 250))
    words = b" BT /F1 10 Tf 60 726 Td (Alpha) Tj 100 0 Td (Beta) Tj -100 -20 Td (Gamma) Tj 100 0 Td (Delta) Tj ET"
    (made,) = tables(read_made(by_hand(bars + posts + words)))
    assert rows(made) == [["Alpha", "Beta"], ["Gamma", "Delta"]]


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_turned_page_is_read_as_shown(angle: int) -> None:
    from typesetting import opened, saved, typeset

    pdf = opened(typeset("#table(columns: 2, [甲], [乙], [丙], [丁])"))
    pdf.pages[0].Rotate = angle
    document = read_made(saved(pdf))
    assert sorted(cell.text for cell in tables(document)[0].cells) == sorted("甲乙丙丁")
    box = tables(document)[0].place.box
    assert box is not None
    width, height = (842, 595) if angle in {90, 270} else (595, 842)
    assert 0 <= box[0] < box[2] <= width
    assert 0 <= box[1] < box[3] <= height


def test_upright_columns_of_characters_are_read_from_right_to_left() -> None:
    columns = b"".join(
        b"BT /F1 10 Tf %d %d Td (%s) Tj ET " % (x, 734 - 12 * n, bytes([letter]))
        for x, word in ((80, b"ABCD"), (64, b"EFGH"))
        for n, letter in enumerate(word)
    )
    box = b"50 680 m 150 680 l 150 750 l 50 750 l h S 150 680 m 250 680 l 250 750 l 150 750 l S BT /F1 10 Tf 180 715 Td (value) Tj ET "
    (made,) = tables(read_made(by_hand(box + columns)))
    assert made.cells[0].text == "ABCD EFGH"


def test_rows_without_rules_between_upright_rules_are_parted_by_their_lines() -> None:
    rules = "table.hline(y: 0), table.hline(y: 1), table.hline(y: 4)"
    made = table(f"#table(columns: (1fr, 1fr, 1fr), stroke: (x: 0.5pt, y: none), {rules}, {FUNDS})")
    assert rows(made) == FUND_ROWS
    assert not made.exact


def test_a_box_with_level_rules_only_has_columns_by_white_space() -> None:
    made = table(f"#rect(inset: 0pt, table(columns: (1fr, 1fr, 1fr), stroke: (x: none, y: 0.5pt), {FUNDS}))")
    assert rows(made) == FUND_ROWS


def test_white_rules_between_shaded_cells_are_borders_and_on_paper_are_none() -> None:
    shaded = "#table(columns: (80pt, 80pt), fill: luma(85%), stroke: 1pt + white, [甲], [乙], [丙], [丁])"
    assert rows(table(shaded)) == [["甲", "乙"], ["丙", "丁"]]
    plain = "#table(columns: (80pt, 80pt), stroke: 1pt + white, [甲], [乙], [丙], [丁])"
    assert tables(read_typeset(plain)) == []


def test_pictures_thin_as_a_line_are_borders() -> None:
    bars = b"".join(b"q 200 0 0 0.6 50 %d cm /Im1 Do Q " % y for y in (700, 720, 740))
    posts = b"".join(b"q 0.6 0 0 40 %d 700 cm /Im1 Do Q " % x for x in (50, 150, 250))
    words = b"BT /F1 10 Tf 60 726 Td (A) Tj 100 0 Td (B) Tj -100 -20 Td (C) Tj 100 0 Td (D) Tj ET"
    (made,) = tables(read_made(by_hand(bars + posts + words, resources="image")))
    assert rows(made) == [["A", "B"], ["C", "D"]]


def test_a_missing_piece_of_a_rule_leaves_rectangles() -> None:
    lines = (
        b"50 700 m 250 700 l S 50 720 m 150 720 l S 50 740 m 250 740 l S 50 700 m 50 740 l S 250 700 m 250 740 l S 150 720 m 150 740 l S "
    )
    words = b"BT /F1 10 Tf 60 726 Td (A) Tj 100 0 Td (B) Tj -100 -20 Td (C) Tj ET"
    (made,) = tables(read_made(by_hand(lines + words)))
    assert sum(cell.rowspan * cell.colspan for cell in made.cells) == made.rows * made.columns
    assert "A" in [cell.text for cell in made.cells]


def test_rules_drawn_inside_a_form_object_are_seen() -> None:
    import pikepdf
    from typesetting import opened, saved

    pdf = opened(by_hand(b"q 1 0 0 1 10 0 cm /Fm1 Do Q BT /F1 10 Tf 70 726 Td (A) Tj 100 0 Td (B) Tj ET"))
    drawn = pdf.make_stream(b"50 720 m 250 720 l S 50 740 m 250 740 l S 50 720 m 50 740 l S 150 720 m 150 740 l S 250 720 m 250 740 l S")
    drawn.update({"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Form, "/BBox": pikepdf.Array([0, 0, 595, 842])})
    pdf.pages[0].Resources.XObject = pikepdf.Dictionary(Fm1=drawn)
    (made,) = tables(read_made(saved(pdf)))
    assert rows(made) == [["A", "B"]]
    assert made.place.box is not None
    assert made.place.box[0] == pytest.approx(60, abs=0.5)
