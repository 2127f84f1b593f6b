"""The reader of old Excel files: formats and merges, as LibreOffice writes them."""

from __future__ import annotations

import datetime
import io
import struct

import openpyxl
import pytest

from jiheng.documents import DocumentError, FileKind, read
from jiheng.documents.biff import read_formats


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


def test_an_encrypted_workbook_is_told_from_its_records():
    stream = struct.pack("<HHHH", 0x0809, 4, 0x0600, 5) + struct.pack("<HHH", 0x2F, 2, 0) + struct.pack("<HH", 0x0A, 0)
    assert read_formats(stream).is_encrypted


def test_formats_of_excel_95_are_counted_bytes():
    code = "0.00元".encode("gb18030")
    records = [
        (0x0809, struct.pack("<HH", 0x0500, 5)), (0x041E, struct.pack("<HB", 164, len(code)) + code), (0xE0, struct.pack("<HH", 0, 164)),
        (0x85, struct.pack("<I", 0)), (0x0A, b""),
    ]  # fmt: skip
    head = b"".join(struct.pack("<HH", kind, len(body)) + body for kind, body in records)
    sheet_records = [
        (0x0809, struct.pack("<HH", 0x0500, 0x10)), (0xBD, struct.pack("<HHHIHIH", 1, 2, 0, 0, 0, 0, 3)),
        (0x7D, struct.pack("<HHHHH", 0, 0, 0, 0, 1)), (0x0205, struct.pack("<HHHBB", 4, 5, 0, 7, 1)), (0x0A, b""),
    ]  # fmt: skip
    sheet = b"".join(struct.pack("<HH", kind, len(body)) + body for kind, body in sheet_records)
    stream = head.replace(struct.pack("<HHI", 0x85, 4, 0), struct.pack("<HHI", 0x85, 4, len(head))) + sheet
    (found,) = read_formats(stream).sheets
    assert found.codes == {(1, 2): "0.00元", (1, 3): "0.00元"}
    assert found.errors == {(4, 5): "#DIV/0!"}
