"""The reader of old Excel files: formats and merges, as LibreOffice writes them."""

from __future__ import annotations

import datetime
import io
import struct

import openpyxl
import pytest
import python_calamine as calamine

from jiheng.documents import DocumentError, FileKind, Limits, read
from jiheng.documents.biff import read_workbook
from jiheng.documents.compound import Compound


@pytest.fixture
def old(convert) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "自评表"
    sheet["A1"] = "绩效自评表"
    sheet.merge_cells("A1:C1")
    day, moment = datetime.date(2024, 3, 1), datetime.datetime(2024, 3, 1, 8, 30)  # noqa: DTZ001 (sheets know no time zones)
    rows = [
        (0.9592, "0.00%"), (1234567.891, "#,##0.00"), (day, 'yyyy"年"m"月"d"日"'), (0, '0.00;-0.00;"-"'), (12, "General"), ("=1/4", "0%"),
        ("=1/0", "General"), (True, "General"), (moment, "yyyy/m/d h:mm"), (datetime.time(8, 30), "h:mm"), ("第一行\n第二行", "General"),
        ("=NA()", "General"),
    ]  # fmt: skip
    for number, (value, code) in enumerate(rows, 2):
        sheet.cell(number, 2, value).number_format = code
    sheet.row_dimensions[3].hidden = True
    book.create_sheet("底稿").sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return convert(out.getvalue(), "a.xlsx", "xls")


@pytest.mark.office
@pytest.mark.slow
def test_values_show_with_their_formats(old, spans):
    document = read("a.xls", data=old)
    assert document.kind is FileKind.XLS
    (table,) = document.blocks
    assert spans(table)[0] == (0, 0, 1, 3, "绩效自评表")
    assert [(cell.text, cell.value) for cell in table.cells if cell.column == 1] == [
        ("95.92%", "0.9592"), ("1,234,567.89", "1234567.891"), ("2024年3月1日", "2024-03-01"), ("-", "0"), ("12", None), ("25%", "0.25"),
        ("#DIV/0!", None), ("TRUE", None), ("2024/3/1 8:30", "2024-03-01 08:30:00"), ("8:30", "08:30:00"), ("第一行\n第二行", None),
        ("#N/A", None),
    ]  # fmt: skip
    assert "「自评表」有1 行被隐藏" in document.notices[0]
    assert "「底稿」是隐藏的" in document.notices[1]
    assert table.cells[0].place.sheet == "自评表"


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.parametrize("share", [0.05, 0.5, 0.8], ids=["early", "middle", "late"])
def test_cut_files_are_damaged_or_read_never_a_defect_of_ours(old, share):
    cut = old[: int(len(old) * share)]
    try:
        code = "" if read("a.xls", data=cut).blocks else "nothing"
    except DocumentError as error:
        code = error.code
    assert code in ("", "damaged_file")


@pytest.mark.office
@pytest.mark.slow
def test_values_are_those_calamine_reads(old):
    theirs = calamine.CalamineWorkbook.from_filelike(io.BytesIO(old)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    ours = read_workbook(Compound(old, "a.xls").read("Workbook")).sheets[0].values
    for row, line in enumerate(theirs):
        for column, value in enumerate(line):
            if isinstance(value, (str, float)) and value != "":
                assert ours[row, column][0] == value


def _stream(records: list[tuple[int, bytes]]) -> bytes:
    return b"".join(struct.pack("<HH", kind, len(body)) + body for kind, body in records)


def _book(version: int, globals_: list[tuple[int, bytes]], sheet: list[tuple[int, bytes]], kind: int = 0) -> bytes:
    """A workbook stream of these global records and one sheet."""
    name = b"\x01\x00S" if version >= 0x0600 else b"\x01S"
    start = [(0x0809, struct.pack("<HH", version, 5)), *globals_]
    length = len(_stream([*start, (0x85, bytes(6) + name), (0x0A, b"")]))
    head = _stream([*start, (0x85, struct.pack("<IBB", length, 0, kind) + name), (0x0A, b"")])
    return head + _stream([(0x0809, struct.pack("<HH", version, 0x10)), *sheet, (0x0A, b"")])


def _values(stream: bytes) -> dict[tuple[int, int], tuple[object, str]]:
    (sheet,) = read_workbook(stream).sheets
    return sheet.values


def test_an_encrypted_workbook_is_told_from_its_records():
    assert read_workbook(_book(0x0600, [(0x2F, b"\0\0")], [])).is_encrypted


def test_files_of_excel_95_have_texts_in_a_code_page():
    code, label = "0.00元".encode("gb18030"), "培训".encode("gb18030")
    formats = [(0x42, struct.pack("<H", 936)), (0x041E, struct.pack("<HB", 164, len(code)) + code), (0xE0, struct.pack("<HH", 0, 164))]
    cells = [(0x0204, struct.pack("<HHHH", 0, 0, 9, len(label)) + label), (0x0203, struct.pack("<HHHd", 0, 1, 0, 5.0))]
    assert _values(_book(0x0500, formats, cells)) == {(0, 0): ("培训", "General"), (0, 1): (5.0, "0.00元")}


def test_packed_numbers_are_whole_or_float_and_perhaps_hundredths():
    packed = [(5 << 2) | 2, (((1 << 30) - 3) << 2 & 0xFFFFFFFF) | 2, (1234 << 2) | 3, 0x3FF80000]
    cells = [(0xBD, struct.pack("<HH", 0, 0) + b"".join(struct.pack("<HI", 0, number) for number in packed) + struct.pack("<H", 3))]
    assert [value for value, _ in _values(_book(0x0600, [], cells)).values()] == [5.0, -3.0, 12.34, 1.5]
    assert _values(_book(0x0600, [], [(0x027E, struct.pack("<HHHI", 1, 2, 0, packed[0]))])) == {(1, 2): (5.0, "General")}


def test_shared_texts_go_on_over_records_and_change_their_width():
    first = struct.pack("<II", 3, 3) + struct.pack("<HB", 4, 0) + b"ab"
    second = b"\x01" + "甲乙".encode("utf-16-le") + struct.pack("<HBH", 1, 0x09, 1) + "丙".encode("utf-16-le") + b"\0\0"
    third = b"\0\0" + struct.pack("<HBI", 1, 0x04, 2) + b"z" + b"\0\0"
    strings = [(0xFC, first), (0x3C, second), (0x3C, third)]
    cells = [(0xFD, struct.pack("<HHHI", 0, column, 0, column)) for column in range(4)]
    assert [value for value, _ in _values(_book(0x0600, strings, cells)).values()] == ["ab甲乙", "丙", "z"]


def test_results_of_formulas_are_numbers_texts_truths_errors_or_blank():
    def result(column: int, saved: bytes) -> tuple[int, bytes]:
        return 0x06, struct.pack("<HHH", 0, column, 0) + saved + bytes(8)

    special = [bytes([kind, 0, value, 0, 0, 0, 0xFF, 0xFF]) for kind, value in ((0, 0), (1, 1), (2, 42), (3, 0))]
    text = (0x0207, struct.pack("<HB", 2, 1) + "合格".encode("utf-16-le"))
    cells = [
        result(0, struct.pack("<d", 0.25)),
        result(1, special[0]),
        text,
        *(result(2 + n, saved) for n, saved in enumerate(special[1:])),
    ]
    assert [value for value, _ in _values(_book(0x0600, [], cells)).values()] == [0.25, "合格", True, "#N/A"]


def test_truths_errors_and_rich_labels_are_read():
    cells = [
        (0x0205, struct.pack("<HHHBB", 0, 0, 0, 1, 0)), (0x0205, struct.pack("<HHHBB", 0, 1, 0, 7, 1)),
        (0xD6, struct.pack("<HHHHB", 0, 2, 0, 2, 0) + b"ok"),
    ]  # fmt: skip
    assert [value for value, _ in _values(_book(0x0600, [(0x22, b"\1\0")], cells)).values()] == [True, "#DIV/0!", "ok"]


def test_damaged_records_are_passed_over():
    kinds = (0x22, 0x42, 0x85, 0x041E, 0xE0, 0xFC, 0x06, 0x0203, 0x027E, 0xBD, 0x0204, 0xFD, 0x0205, 0x0208, 0x7D, 0xE5)
    cells = [(kind, b"\xff") for kind in kinds] + [(0xFD, struct.pack("<HHHI", 0, 0, 0, 99)), (0x0203, struct.pack("<HHHd", 0, 0, 9, 1.0))]
    assert _values(_book(0x0600, [(kind, b"\xff") for kind in kinds if kind != 0x85], cells)) == {(0, 0): (1.0, "General")}


def test_macro_sheets_are_refused_and_charts_named(make):
    assert "不是普通工作表" in make.read(make.compound({"Workbook": _book(0x0600, [], [], 2)}), "a.xls").notices[0]
    with pytest.raises(DocumentError) as caught:
        make.read(make.compound({"Workbook": _book(0x0600, [], [], 1)}), "a.xls")
    assert caught.value.code == "macro_file"


def test_a_protected_workbook_and_one_with_too_many_cells_are_refused(make):
    cells = [(0x0203, struct.pack("<HHHd", 0, column, 0, value)) for column, value in enumerate((1.0, 2.0, float("nan")))]
    for data, limits, code in (
        (_book(0x0600, [(0x2F, b"\0\0")], []), Limits(), "password_protected"),
        (_book(0x0600, [], cells), Limits(cells=2), "too_many_cells"),
        (_book(0x0600, [], cells), Limits(seconds=-1), "time_exceeded"),
    ):
        with pytest.raises(DocumentError) as caught:
            make.read(make.compound({"Workbook": data}), "a.xls", limits)
        assert caught.value.code == code
    assert make.texts(make.read(make.compound({"Book": _book(0x0600, [], cells)}), "a.xls")) == [[["1", "2"]]]


def test_charts_inside_a_sheet_are_passed_over():
    chart = [(0x0809, struct.pack("<HH", 0x0600, 0x20)), (0x0203, struct.pack("<HHHd", 5, 5, 0, 9.0)), (0x0A, b"")]
    cells = [*chart, (0x0203, struct.pack("<HHHd", 0, 0, 0, 1.0))]
    assert _values(_book(0x0600, [], cells)) == {(0, 0): (1.0, "General")}


def test_allocation_tables_listed_outside_the_header_are_found(make):
    data = bytearray(make.compound({"Workbook": _book(0x0600, [], [(0x0203, struct.pack("<HHHd", 0, 0, 0, 7.0))])}))
    more = (len(data) - 512) // 512
    data[68:80] = struct.pack("<III", more, 1, 0xFFFFFFFF)  # the header's own list is empty
    data += struct.pack("<I", 0) + b"\xff" * 504 + struct.pack("<I", 0xFFFFFFFE)
    assert make.texts(make.read(bytes(data), "a.xls")) == [[["7"]]]
