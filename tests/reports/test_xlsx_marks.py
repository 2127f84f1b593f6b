from __future__ import annotations

import io
import zipfile
from typing import Any

import openpyxl
import pytest
from marked_files import make_remark, zipped
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from jiheng.documents import read
from jiheng.model import Place, Severity
from jiheng.reports.annotate.parts import StrictFormat
from jiheng.reports.annotate.xlsx_copy import annotate_xlsx
from jiheng.reports.annotate.xlsx_styles import FILLS


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def book_of(cells: dict[str, object], merged: str = "") -> Any:
    book: Any = openpyxl.Workbook()
    for name, value in cells.items():
        book.active[name] = value
    if merged:
        book.active.merge_cells(merged)
    return book


def marked(data: bytes, *remarks: tuple[str, Place, Severity]) -> Any:
    """The copy, opened; annotating it again or the original again gives the same bytes."""
    several = [make_remark(*one) for one in remarks]
    copy = annotate_xlsx(data, several, "总")
    assert annotate_xlsx(data, several, "总") == copy
    assert annotate_xlsx(copy, several, "总") == copy
    return openpyxl.load_workbook(io.BytesIO(copy))["Sheet"]


def at(row: int, column: int, sheet: str = "Sheet") -> Place:
    return Place(sheet=sheet, row=row, column=column)


def test_cells_are_coloured_by_the_gravest_remark_and_commented() -> None:
    data = saved(book_of({"A1": "表", "B2": 1, "C2": 2}))
    sheet = marked(
        data,
        ("提示的", at(1, 1), Severity.NOTE),
        ("要改的", at(1, 1), Severity.MUST_FIX),
        ("要问的", at(1, 2), Severity.QUESTION),
    )
    assert sheet["B2"].fill.start_color.rgb == FILLS[Severity.MUST_FIX]
    assert sheet["C2"].fill.start_color.rgb == FILLS[Severity.QUESTION]
    assert sheet["B2"].comment.text == "──── 绩衡 ────\n提示的\n\n要改的"
    assert sheet["A1"].comment.text == "──── 绩衡 ────\n总"
    assert sheet["A1"].fill.fill_type is None


def test_merged_cells_are_marked_at_their_first_cell_and_blank_ones_are_made() -> None:
    data = saved(book_of({"A1": "表", "B3": "宽"}, merged="B3:D4"))
    sheet = marked(data, ("合并", at(3, 3), Severity.NOTE), ("空白", at(6, 5), Severity.NOTE), ("行内", at(2, 0), Severity.NOTE))
    assert "合并" in sheet["B3"].comment.text
    assert sheet["B3"].fill.start_color.rgb == FILLS[Severity.NOTE]
    assert sheet["F7"].fill.start_color.rgb == FILLS[Severity.NOTE]
    assert "行内" in sheet["A3"].comment.text


def test_fills_and_comments_of_users_stay() -> None:
    book = book_of({"A1": "表", "B2": 1, "C2": 2})
    book.active["B2"].fill = PatternFill("solid", start_color="FF00FF00")
    book.active["B2"].comment = Comment("请看这里", "某甲")
    book.active["C2"].comment = Comment("另一处", "某甲")
    data = saved(book)
    sheet = marked(data, ("要改的", at(1, 1), Severity.MUST_FIX))
    assert sheet["B2"].fill.start_color.rgb == "FF00FF00"
    assert sheet["B2"].comment.text == "请看这里\n──── 绩衡 ────\n要改的"
    assert sheet["B2"].comment.author == "某甲"
    assert sheet["C2"].comment.text == "另一处"
    remarks = [make_remark("要改的", at(1, 1))]
    cleared = openpyxl.load_workbook(io.BytesIO(annotate_xlsx(annotate_xlsx(data, remarks, "总"), [], "总")))["Sheet"]
    assert cleared["B2"].comment.text == "请看这里"


def test_marks_of_an_earlier_run_go_when_the_finding_is_gone() -> None:
    data = saved(book_of({"A1": "表", "B2": 1}))
    copy = annotate_xlsx(data, [make_remark("要改的", at(1, 1))], "总")
    sheet = openpyxl.load_workbook(io.BytesIO(annotate_xlsx(copy, [], "总")))["Sheet"]
    assert sheet["B2"].fill.fill_type is None
    assert sheet["B2"].comment is None


def test_saved_results_of_formulas_and_foreign_parts_stay() -> None:
    with zipfile.ZipFile(io.BytesIO(saved(book_of({"A1": 1, "A2": "=A1+1"})))) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert isinstance(sheet, bytes)
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>").replace(b"<v/>", b"<v>2</v>")
    parts["xl/media/图.png"] = b"\x89PNG"
    data = zipped(parts)
    copy = annotate_xlsx(data, [make_remark("要改的", at(1, 0))], "总")
    assert [cell.text for row in next(read("a.xlsx", data=copy).tables()).by_row() for cell in row] == ["1", "2"]
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        assert archive.read("xl/media/图.png") == b"\x89PNG"


def test_a_sheet_that_is_not_there_and_no_place_go_to_the_first_cell() -> None:
    sheet = marked(saved(book_of({"A1": "表"})), ("无处", Place(), Severity.NOTE), ("别处", at(4, 4, "没有"), Severity.NOTE))
    assert "无处" in sheet["A1"].comment.text


def test_the_strict_format_is_refused() -> None:
    with zipfile.ZipFile(io.BytesIO(saved(book_of({"A1": 1})))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    old, new = b"schemas.openxmlformats.org/spreadsheetml/2006/main", b"purl.oclc.org/ooxml/spreadsheetml/main"
    with pytest.raises(StrictFormat):
        annotate_xlsx(zipped({name: content.replace(old, new) for name, content in parts.items()}), [], "总")
