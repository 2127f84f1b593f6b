"""Masked copies: what is hidden is hidden wherever the package holds it, and nothing else changes."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from jiheng.checks.personal_data import personal_data
from jiheng.reports.annotate.masked_copy import CannotMask, all_texts, mask_copy
from jiheng.reports.annotate.office_contents import pictures, sealed
from jiheng.reports.annotate.parts import Parts

MOBILE, IDENTITY = "13800138000", "11010119900307475X"


def found(data: bytes, kind: str) -> int:
    return sum(1 for text in all_texts(data, kind) for _one in personal_data(text))


def word() -> bytes:
    document = Document()
    paragraph = document.add_paragraph("联系人电话")
    for piece in ("138", "0013", "8000"):
        paragraph.add_run(piece).bold = True
    document.add_table(1, 1).cell(0, 0).text = f"身份证 {IDENTITY}"
    document.sections[0].header.paragraphs[0].text = f"值班 {MOBILE}"
    document.core_properties.comments = MOBILE
    document.add_paragraph("预算数 1,380.00 万元")
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def test_a_word_file_is_masked_in_every_part() -> None:
    data = word()
    assert found(data, "docx") == 4
    copy, count = mask_copy(data, "docx")
    assert (count, found(copy, "docx")) == (4, 0)
    document = Document(BytesIO(copy))
    assert document.paragraphs[0].text == "联系人电话138****8000"
    assert [run.bold for run in document.paragraphs[0].runs[1:]] == [True, True, True]
    assert document.paragraphs[-1].text == "预算数 1,380.00 万元"
    assert mask_copy(copy, "docx") == (copy, 0)


def test_a_workbook_is_masked_in_hidden_sheets_comments_and_number_cells() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["电话", int(MOBILE)])
    sheet.append(["金额", 13_500_000_000])
    sheet["A1"].comment = Comment(f"找 {MOBILE}", "某人")
    hidden = book.create_sheet("名单")
    hidden.append([IDENTITY])
    hidden.sheet_state = "hidden"
    target = BytesIO()
    book.save(target)
    copy, count = mask_copy(target.getvalue(), "xlsx")
    assert (count, found(copy, "xlsx")) == (3, 0)
    read = load_workbook(BytesIO(copy))
    assert read.worksheets[0]["B1"].value == "138****8000"
    assert read.worksheets[0]["B2"].value == 13_500_000_000
    assert IDENTITY not in str(read["名单"]["A1"].value)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_text_file_keeps_its_encoding(encoding: str) -> None:
    copy, count = mask_copy(f"电话{MOBILE}".encode(encoding), "txt")
    assert (copy.decode(encoding), count) == ("电话138****8000", 1)


def test_a_pdf_says_what_to_do_instead() -> None:
    with pytest.raises(CannotMask, match="重新导出 PDF"):
        mask_copy(b"%PDF-1.7", "pdf")
    with pytest.raises(CannotMask, match="另存为"):
        mask_copy(b"\xff\xff\xfe\x00\x81", "txt")


def test_an_office_file_within_is_masked_and_what_cannot_be_read_is_named() -> None:
    parts = Parts(word())
    parts.put_text("word/embeddings/sheet.docx", word())
    data = parts.pack()
    assert found(data, "docx") == 8
    copy, count = mask_copy(data, "docx")
    assert (count, found(copy, "docx")) == (8, 0)
    parts.put_text("word/embeddings/oleObject1.bin", b"\xd0\xcf")
    parts.put_text("word/media/image1.png", b"picture")
    assert sealed(parts) == ["oleObject1.bin"]
    assert dict(pictures(parts))["image1.png"] == b"picture"
