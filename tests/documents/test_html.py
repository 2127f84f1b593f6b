"""The web page reader: what a browser shows."""

from __future__ import annotations

import pytest

from jiheng.documents import Table


def _page(make, body: str, head: str = '<meta charset="utf-8">', encoding: str = "utf-8"):
    return make.read(f"<!DOCTYPE html><html><head>{head}<title>x</title></head><body>{body}</body></html>".encode(encoding), "a.html")


def test_paragraphs_headings_and_breaks_are_kept(make):
    document = _page(make, "<h2>标题</h2><p>一&nbsp;<b>二</b>\n 三<br>四</p>散文<ul><li>甲</li><li>乙</li></ul><pre>a  b</pre>")
    assert make.texts(document) == ["标题", "一 二 三\n四", "散文", "甲", "乙", "a b"]
    assert [block.level for block in document.blocks] == [2, 0, 0, 0, 0, 0]
    assert document.encoding == "utf-8"


def test_row_and_column_spans_make_the_grid(make, spans):
    head = "<thead><tr><th rowspan=2>甲</th><td colspan=2>乙</td></tr></thead>"
    rows = "<tbody><tr><td>丙<td>丁</tr><tr><td rowspan=0>戊</tbody><tfoot><tr><td>己</td></tr></tfoot>"
    (table,) = _page(make, f"<table>{head}{rows}</table>").blocks
    assert spans(table) == [
        (0, 0, 2, 1, "甲"), (0, 1, 1, 2, "乙"), (1, 1, 1, 1, "丙"), (1, 2, 1, 1, "丁"), (2, 0, 2, 1, "戊"), (3, 1, 1, 1, "己"),
    ]  # fmt: skip
    assert [cell.is_header for cell in table.cells][:2] == [True, False]


def test_spans_that_collide_or_lie_never_cover_a_position_twice(make):
    (table,) = _page(make, "<table><tr><td>一<td rowspan=9>二<tr><td colspan=3>三<td>四<tr><td colspan=x>五</table>").blocks
    spots = [
        (r, c)
        for cell in table.cells
        for r in range(cell.row, cell.row + cell.rowspan)
        for c in range(cell.column, cell.column + cell.colspan)
    ]
    assert len(spots) == len(set(spots))
    assert [cell.text for cell in table.cells] == ["一", "二", "三", "四", "五"]


def test_nested_tables_hang_at_their_cell(make):
    (table,) = _page(make, "<table><tr><td>外<table><tr><td>内</td></tr></table></td><td>旁</td></tr></table>").blocks
    assert [cell.text for cell in table.cells] == ["外", "旁"]
    assert table.cells[0].tables[0].cells[0].place.inner == ((0, 0, 0),)


def test_a_table_for_layout_is_opened(make):
    document = _page(
        make,
        "<table><tr><td><p>页头</p></td></tr><tr><td><table><caption>表一</caption><tr><td>值</td><td>1</td></tr></table></td></tr></table>",
    )
    assert make.texts(document) == ["页头", "表一", [["值", "1"]]]


def test_hidden_elements_are_passed_over_and_counted(make):
    hidden = '<div style="display: none">藏</div><span hidden>藏</span><script>var a="藏"</script>'
    document = _page(make, f'<p>见{hidden}</p><table><tr style="visibility:hidden"><td>藏<tr><td>见</table>')
    assert make.texts(document) == ["见", [["见"]]]
    assert "3 处隐藏内容" in document.notices[0]


def test_the_fields_of_forms_show_their_values(make):
    fields = (
        '<input value="95"><input type=hidden value=x><input type=checkbox checked>是<input type=radio>否'
        "<select><option>优<option selected>良</select><textarea>述</textarea>"
    )
    (table,) = _page(make, f"<table><tr><td>{fields}</td></tr></table>").blocks
    assert table.cells[0].text == "95☑是☐否良述"


@pytest.mark.parametrize(
    ("encoding", "head", "named"),
    [
        ("gbk", '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">', "gb18030"),
        ("gb18030", "<meta charset='gbk'>", "gb18030"),
        ("utf-8-sig", "", "utf-8-sig"),
        ("utf-16", "<meta charset=utf-8>", "utf-16"),
        ("big5", "<meta charset=big5>", "big5"),
        ("gb18030", "", "gb18030"),
        ("gb18030", "<meta charset=utf-8>", "gb18030"),
        ("gb18030", "<meta charset=klingon>", "gb18030"),
    ],
    ids=["gb2312", "gbk", "bom8", "bom16", "big5", "undeclared", "declared_wrongly", "unknown"],
)
def test_encodings_come_from_bom_declaration_or_bytes(make, encoding, head, named):
    document = _page(make, "<p>預算績效管理資料</p>" if encoding == "big5" else "<p>预算绩效自评表填报说明</p>", head, encoding)
    assert len(make.texts(document)[0]) in (8, 11)
    assert "\ufffd" not in make.texts(document)[0]
    assert document.encoding == named


def test_lines_of_the_source_are_kept(make):
    document = _page(make, "\n<p>一</p>\n<table>\n<tr><td>甲</td>\n<td>乙</td></tr></table>\n<p>末</p>")
    lines = [block.place.line for block in document.blocks]
    assert lines == [2, 4, 6]
    table = document.blocks[1]
    assert isinstance(table, Table)
    assert [cell.place.line for cell in table.cells] == [4, 5]


def test_a_page_made_by_scripts_says_so(make):
    assert "脚本" in _page(make, "<script>draw()</script>").notices[-1]


def test_a_web_page_saved_as_excel_is_read_with_a_notice(make):
    data = '<html><meta charset="utf-8"><table><tr><td>项目名称</td><td>培训</td></tr></table></html>'.encode()
    document = make.read(data, "自评表.xls")
    assert make.texts(document) == [[["项目名称", "培训"]]]
    assert "扩展名是 .xls，内容是网页" in document.notices[0]


def test_very_deep_elements_are_read_without_a_stack(make):
    assert make.texts(_page(make, "<div>" * 3000 + "深" + "</div>" * 3000)) == ["深"]
    deep = "<table><tr><td>" + "<span>" * 3000 + "深" + "</span>" * 3000 + "</td></tr></table>"
    assert make.texts(_page(make, deep)) == [[["深"]]]
