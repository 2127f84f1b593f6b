"""Text dumps: encodings, cleaning, and which lines become rows."""

from __future__ import annotations

import pytest

from jiheng.documents.content import Document, Limits, Paragraph, Table
from jiheng.documents.errors import TextTooLong, TooManyCells
from jiheng.documents.text import decode, read_text
from jiheng.documents.text_cleaning import without_code

_SENTENCE = "本年度安排资金一百二十万元，用于改造乡村道路三公里，惠及群众五百余人。\n第二行：完成率为百分之百。\n"
_TRADITIONAL = "本年度安排資金一百二十萬元，用於改造鄉村道路三公里，惠及群眾五百餘人，項目已經按時完成。\n"


def _read(text: str, **limits: int) -> Document:
    return read_text(text.encode(), "a.txt", Limits(**limits))


def _rows(document: Document) -> list[list[str]]:
    return [[cell.text for cell in row] for block in document.blocks if isinstance(block, Table) for row in block.by_row()]


def _paragraphs(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_every_encoding_of_the_trade_is_recognised(encoding: str, named: str) -> None:
    assert decode(_SENTENCE.encode(encoding)) == (_SENTENCE, named)


def test_big5_is_not_taken_for_gb18030() -> None:
    assert decode(_TRADITIONAL.encode("big5")) == (_TRADITIONAL, "big5")


def test_traditional_characters_in_gb18030_stay_gb18030() -> None:
    assert decode(_TRADITIONAL.encode("gb18030")) == (_TRADITIONAL, "gb18030")


def test_a_file_cut_within_its_last_character_is_still_read() -> None:
    assert decode("资金三十万元".encode()[:-1]) == ("资金三十万", "utf-8")


def test_utf16_without_a_mark_and_without_ascii_is_recognised() -> None:
    text = _SENTENCE.replace("\n", "")
    assert decode(text.encode("utf-16-be"))[0] == text


def test_replacement_characters_are_told() -> None:
    assert "1 个字符" in _read("资金\ufffd万元").notices[0]


def test_mojibake_of_an_earlier_program_is_told() -> None:
    assert "乱码" in _read("资金锟斤拷万元").notices[0]


def test_residue_of_converters_is_taken_away() -> None:
    document = _read("<p>完成&nbsp;三项</p>\n目标 $90\\%$ 以上\n**合计**\n經(jīng)費預(yù)算\n5<6 且 7>3")
    assert _paragraphs(document) == ["完成 三项", "目标 90% 以上", "合计", "經費預算", "5<6 且 7>3"]


def test_a_comparison_in_formula_code_stays_as_printed_for_its_check() -> None:
    assert _paragraphs(_read("目标 $\\geq 90\\%$ 以上，$10$ 分\n面积 $\\leq 5\\mathrm{m}^2$")) == [
        "目标 $\\geq 90\\%$ 以上，10 分",
        "面积 $\\leq 5\\mathrm{m}^2$",
    ]
    assert without_code("目标 $\\geq 90\\%$ 以上") == "目标 ≥90% 以上"


def test_lines_carry_their_number() -> None:
    assert [block.place.line for block in _read("甲\n\n\n乙").blocks] == [1, 4]


def test_markdown_headings_have_levels() -> None:
    heading = _read("## 二、说明").blocks[0]
    assert isinstance(heading, Paragraph)
    assert (heading.text, heading.level) == ("二、说明", 2)


def test_tabs_make_rows() -> None:
    assert _rows(_read("名称\t数\n\t12\n合计\t12")) == [["名称", "数"], ["", "12"], ["合计", "12"]]


def test_a_cell_cut_by_a_page_break_is_joined_in_its_column() -> None:
    document = _read("序号\t名称\t说明\n1\t道路\t因汛期较长导致部分路段停\n\n\t\t工两个月，已追赶进度。\n2\t桥梁\t无")
    assert _rows(document)[1] == ["1", "道路", "因汛期较长导致部分路段停工两个月，已追赶进度。"]
    assert _rows(document)[2] == ["2", "桥梁", "无"]


def test_a_bare_line_between_rows_continues_the_cell_above() -> None:
    document = _read("1\t道路\t因汛期较长导致部分路段停工两个月\n\n，已追赶进度。\n2\t桥梁\t无")
    assert _rows(document) == [["1", "道路", "因汛期较长导致部分路段停工两个月，已追赶进度。"], ["2", "桥梁", "无"]]


def test_a_row_after_a_page_break_stays_a_row() -> None:
    document = _read("1\t道路\t三公里\n\n\t桥梁\t两座")
    assert _rows(document) == [["1", "道路", "三公里"], ["", "桥梁", "两座"]]


def test_a_lone_label_below_another_is_no_continuation() -> None:
    document = _read("总目标\t年度目标\t\n\t改造道路三公里。\t")
    assert len(_rows(document)) == 2


@pytest.mark.parametrize(
    "text",
    ["| 名称 | 数 |\n| --- | --- |\n| 道路 | 3 |", "名称 | 数 |\n道路 | 3 |", "名称 | 数\n道路 | 3", "名称｜数｜\n道路｜3｜"],
    ids=["markdown", "trailing", "between", "full_width"],
)
def test_pipes_make_rows_wherever_they_stand(text: str) -> None:
    assert _rows(_read(text)) == [["名称", "数"], ["道路", "3"]]


def test_a_leading_pipe_continues_the_row_above_where_rows_end_in_pipes() -> None:
    text = "名称 | 年初 | 全年 |\n道路 |\n| 30 |\n桥梁 | 5 | 6 |\n涵洞 | 1 | 2 |"
    assert _rows(_read(text))[1] == ["道路", "", "30"]


def test_one_cell_a_line_with_double_pipes_at_row_ends() -> None:
    text = "名称 |\n数 |\n||\n道路 |\n|\n||\n桥梁 |\n2 |\n||"
    assert [[cell for cell in row if cell] for row in _rows(_read(text))] == [["名称", "数"], ["道路"], ["桥梁", "2"]]


def test_one_cell_a_line_with_the_pipe_on_the_next_line() -> None:
    assert _rows(_read("名称\n|\n数\n|\n道路\n|\n|")) == [["名称"], ["数"], ["道路"], [""]]


def test_merged_cells_repeated_by_a_converter_are_kept_once() -> None:
    text = "| 名称 | 名称 | 名称 | 道路 | 数 |\n|---|---|---|---|---|\n| 分值 | 10 | 10 | 10 | 10 |"
    rows = _rows(_read(text))
    assert rows[0] == ["名称", "", "", "道路", "数"]
    assert rows[1] == ["分值", "10", "10", "10", "10"]


def test_a_target_met_to_the_letter_is_no_repeated_cell() -> None:
    rows = "\n".join(f"{name}\t=20期\t=20期" for name in ("甲", "乙", "丙", "丁"))
    assert _rows(_read(rows))[2] == ["丙", "=20期", "=20期"]


def test_columns_held_apart_by_wide_spaces_make_rows() -> None:
    assert _rows(_read("道路改造  30.00  28.50\n桥梁  5.00  5.00")) == [["道路改造", "30.00", "28.50"], ["桥梁", "5.00", "5.00"]]


def test_prose_stays_prose() -> None:
    assert _paragraphs(_read("第一段，没有分隔。\n第二段 也没有。")) == ["第一段，没有分隔。", "第二段 也没有。"]


def test_tables_of_dumps_are_inexact() -> None:
    table = _read("甲\t乙\n丙\t丁").blocks[0]
    assert isinstance(table, Table)
    assert not table.exact


def test_a_cell_beyond_the_limit_is_an_error_with_its_line() -> None:
    with pytest.raises(TextTooLong, match="第 2 行"):
        _read("甲\n" + "乙" * 50, cell_characters=20)


def test_more_cells_than_the_limit_is_an_error() -> None:
    with pytest.raises(TooManyCells):
        _read("甲\t乙\t丙\n丁\t戊\t己", cells=4)
