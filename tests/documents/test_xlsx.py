"""The Excel reader: what a person sees, and the full value behind it."""

from __future__ import annotations

import datetime
import io

import openpyxl
import pytest
import xlsxwriter

from jiheng.documents.sheet_grid import cell_name


def _saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _one_cell(make, cell: str, **more: str):
    data = make.workbook({"表": f'<sheetData><row r="1">{cell}</row></sheetData>'}, **more)
    document = make.read(data, "a.xlsx")
    return document.blocks[0].cells[0] if document.blocks else None


def test_values_show_with_their_formats_and_keep_the_full_value(make):
    book = openpyxl.Workbook()
    sheet = book.active
    rows = [
        (0.9592, "0.00%"),
        (1234.5, "#,##0.00"),
        (datetime.date(2024, 3, 1), 'yyyy"年"m"月"'),
        (12, "General"),
        ("5分", "General"),
        (30, "0.00"),
    ]
    for number, (value, code) in enumerate(rows, 1):
        sheet.cell(number, 1, value).number_format = code
    (table,) = make.read(_saved(book), "a.xlsx").blocks
    assert [(cell.text, cell.value) for cell in table.cells] == [
        ("95.92%", "0.9592"), ("1,234.50", "1234.5"), ("2024年3月", "2024-03-01"), ("12", None), ("5分", None), ("30.00", "30"),
    ]  # fmt: skip


def test_merged_ranges_become_spans_and_positions_are_those_of_the_sheet(make, spans):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "自评表"
    sheet["B2"], sheet["B3"], sheet["C4"] = "标题", "纵", "值"
    sheet.merge_cells("B2:D2")
    sheet.merge_cells("B3:B4")
    (table,) = make.read(_saved(book), "a.xlsx").blocks
    written = [cell for cell in spans(table) if cell[4]]
    assert written == [(1, 1, 1, 3, "标题"), (2, 1, 2, 1, "纵"), (3, 2, 1, 1, "值")]
    assert (table.rows, table.columns) == (4, 4)
    assert (table.cells[1].place.sheet, table.cells[1].place.row, table.cells[1].place.column) == ("自评表", 1, 1)


def test_blank_cells_within_the_used_range_are_cells(make):
    (table,) = make.read(
        make.workbook({"表": '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>3</v></c></row></sheetData>'}), "a.xlsx"
    ).blocks
    assert [cell.text for cell in table.cells] == ["1", "", "3"]


def test_each_visible_sheet_is_a_table_and_hidden_ones_are_named(make):
    content = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
    data = make.workbook(
        {"一": content, "空": "<sheetData/>", "底稿": content, "二": content, "深藏": content},
        states={"底稿": "hidden", "深藏": "veryHidden"},
    )
    document = make.read(data, "a.xlsx")
    assert [table.place.sheet for table in document.blocks] == ["一", "二"]
    assert [table.place.block for table in document.blocks] == [0, 1]
    assert [notice[:6] for notice in document.notices] == ["工作表「底稿", "工作表「深藏"]


def test_a_formula_without_a_result_is_blank_and_named(make):
    cells = (
        '<c r="A1"><v>2</v></c><c r="B1"><f>A1*2</f></c><c r="C1"><f>A1*3</f><v></v></c><c r="D1"><f>A1*4</f><v>8</v></c>'
        '<c r="E1" t="str"><f>""</f><v></v></c>'
    )
    document = make.read(make.workbook({"表": f'<sheetData><row r="1">{cells}</row></sheetData>'}), "a.xlsx")
    assert [cell.text for cell in document.blocks[0].cells] == ["2", "", "", "8"]
    assert "2 个公式没有保存计算结果（B1、C1）" in document.notices[0]
    assert len(document.notices) == 1


def test_results_that_wait_for_recalculation_are_doubted(make):
    cell = '<row r="1"><c r="A1"><f>1+1</f><v>0</v></c></row>'
    data = make.workbook({"表": f"<sheetData>{cell}</sheetData>"}, head='<calcPr fullCalcOnLoad="1"/>')
    assert "打开时重新计算" in make.read(data, "a.xlsx").notices[0]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c r="A1" t="s"><v>1</v></c>', "甲乙"),
        ('<c r="A1" t="s"><v>9</v></c>', None),
        ('<c r="A1" t="inlineStr"><is><r><t>丙</t></r><r><t>丁</t></r></is></c>', "丙丁"),
        ('<c r="A1" t="str"><f>x</f><v>戊_x000D_己</v></c>', "戊\n己"),
        ('<c r="A1" t="b"><v>1</v></c>', "TRUE"),
        ('<c r="A1" t="e"><v>#DIV/0!</v></c>', "#DIV/0!"),
        ('<c r="A1" t="d"><v>2024-03-01</v></c>', "2024-03-01"),
        ("<c><v>7</v></c>", "7"),
        ('<c r="A1"><v>n/a</v></c>', "n/a"),
        ('<c r="A1"><v>nan</v></c>', "nan"),
        ('<c r="A1" s="99"><v>1.50</v></c>', "1.5"),
    ],
    ids=[
        "shared",
        "shared_missing",
        "rich",
        "formula_text",
        "boolean",
        "error",
        "iso_date",
        "no_reference",
        "not_a_number",
        "nan",
        "style_missing",
    ],
)
def test_every_kind_of_cell_is_read(make, cell, text):
    strings = "<si><t>零</t></si><si><r><t>甲</t></r><rPh sb='0' eb='1'><t>jia</t></rPh><r><t>乙</t></r></si>"
    found = _one_cell(make, cell, strings=strings)
    assert (found.text if found else None) == text


def test_a_number_hidden_by_its_format_keeps_its_value(make):
    styles = '<numFmts><numFmt numFmtId="164" formatCode=";;;"/></numFmts><cellXfs><xf numFmtId="164"/></cellXfs>'
    found = _one_cell(make, '<c r="A1"><v>5</v></c>', styles=styles)
    assert (found.text, found.value) == ("", "5")


def test_hidden_rows_and_pictures_are_said(make):
    rows = (
        '<cols><col min="2" max="2" hidden="1"/></cols><sheetData><row r="1" hidden="1"><c r="A1"><v>1</v></c></row></sheetData><drawing/>'
    )
    notices = make.read(make.workbook({"表": rows}), "a.xlsx").notices
    assert "1 行、1 列被隐藏" in notices[0]
    assert "图片" in notices[1]


def test_merges_of_whole_rows_or_that_overlap_do_no_harm(make, spans):
    cells = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="2"><c r="A2"><v>3</v></c><c r="B2"><v>4</v></c></row>'
    merges = '<mergeCells><mergeCell ref="A1:XFD1"/><mergeCell ref="B1:B2"/><mergeCell ref="A2"/></mergeCells>'
    (table,) = make.read(make.workbook({"表": f"<sheetData>{cells}</sheetData>{merges}"}), "a.xlsx").blocks
    assert spans(table) == [(0, 0, 1, 2, "1"), (1, 0, 1, 1, "3"), (1, 1, 1, 1, "4")]


def test_an_empty_workbook_says_so(make):
    assert "没有可读取的内容" in make.read(make.workbook({"表": "<sheetData/>"}), "a.xlsx").notices[-1]


def test_what_xlsxwriter_writes_is_read(make, spans):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("表")
        sheet.merge_range("A1:C1", "标题", book.add_format({"border": 1}))
        sheet.write(1, 0, 0.5, book.add_format({"num_format": "0.0%"}))
        sheet.write_rich_string(1, 1, "甲", book.add_format({"bold": True}), "乙")
        chart = book.add_chartsheet("图")
        bars = book.add_chart({"type": "bar"})
        bars.add_series({"values": "=表!$A$2:$A$2"})
        chart.set_chart(bars)
    document = make.read(out.getvalue(), "a.xlsx")
    assert spans(document.blocks[0])[:3] == [(0, 0, 1, 3, "标题"), (1, 0, 1, 1, "50.0%"), (1, 1, 1, 1, "甲乙")]
    assert any("「图」不是普通工作表" in notice for notice in document.notices)


def test_cells_are_named_as_people_see_them():
    assert [cell_name(0, 0), cell_name(9, 25), cell_name(0, 26), cell_name(0, 16383)] == ["A1", "Z10", "AA1", "XFD1"]
