"""Bad input: one clear Chinese sentence each, naming the file and what to do; nothing is read in part."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from jiheng.documents import DocumentError, Limits, read
from jiheng.documents.docx import read_docx
from jiheng.documents.errors import InternalFailure

_MACRO_WORD = "application/vnd.ms-word.document.macroEnabled.main+xml"
_MACRO_SHEET = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"


def fails(data: bytes, name: str, limits: Limits | None = None) -> DocumentError:
    """The error reading raises; its text names the file and ends in a remedy."""
    with pytest.raises(DocumentError) as caught:
        read(name, data=data, limits=limits)
    error = caught.value
    assert str(error).startswith(f"{name}：")
    assert "请" in str(error)
    assert error.path == name
    return error


@pytest.fixture
def word(make) -> bytes:
    return make.word.document(make.word.tbl(make.word.tr("甲", "乙")))


def test_a_missing_file_and_a_folder_are_named(tmp_path):
    with pytest.raises(DocumentError, match="找不到") as caught:
        read(tmp_path / "没有.docx")
    assert caught.value.code == "file_missing"
    with pytest.raises(DocumentError, match="不是普通文件"):
        read(tmp_path)


def test_an_empty_file_is_refused():
    assert fails(b"", "空.docx").code == "empty_file"


def test_a_file_beyond_the_size_limit_is_refused_before_it_is_read(tmp_path):
    big = tmp_path / "大.docx"
    with big.open("wb") as stream:
        stream.truncate(500 * 1024 * 1024)
    with pytest.raises(DocumentError, match=r"500\.0 MB，超过上限 200\.0 MB") as caught:
        read(big)
    assert caught.value.code == "file_too_large"
    assert fails(b"12345", "a.txt", Limits(file_bytes=4)).code == "file_too_large"


@pytest.mark.parametrize("share", [0.3, 0.9], ids=["early", "late"])
def test_a_truncated_word_file_is_damaged(word, share):
    assert fails(word[: int(len(word) * share)], "断.docx").code == "damaged_file"


def test_damage_inside_the_zip_is_named(make, word):
    with zipfile.ZipFile(io.BytesIO(word)) as archive:
        offset = archive.getinfo("word/document.xml").header_offset
    assert fails(word[: offset + 60] + b"\xff" * 40 + word[offset + 100 :], "坏.docx").code == "damaged_file"


def test_xml_that_is_not_well_formed_names_part_and_line(make):
    error = fails(make.word.document("<w:p>"), "坏.docx")
    assert error.code == "damaged_part"
    assert "word/document.xml 第 1 行" in str(error)


def test_a_word_file_without_its_body_or_main_part_is_damaged(make):
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    assert fails(make.pack({"[Content_Types].xml": types, "x.xml": "<x/>"}), "a.docx").code == "damaged_file"
    assert fails(make.pack({"[Content_Types].xml": types, "word/document.xml": "<w/>"}), "a.docx").code == "damaged_part"


def test_entities_and_doctypes_are_refused(make):
    bomb = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><d>&b;</d>'
    assert fails(make.word.document(word__document_xml=bomb), "a.docx").code == "damaged_part"
    assert fails(make.word.document(word__document_xml=bomb.encode("utf-16")), "a.docx").code == "damaged_part"


def test_random_bytes_named_docx_are_unknown():
    noise = bytes((number * 7919 + number // 3) % 256 for number in range(5000))
    error = fails(noise, "乱.docx")
    assert error.code == "unknown_format"
    assert "扩展名是 .docx" in str(error)


def test_the_content_of_another_family_is_an_error_naming_both(make, word):
    error = fails(word, "报告.pdf")
    assert error.code == "wrong_extension"
    assert "扩展名是 .pdf，内容却是 Word 文档" in str(error)
    assert fails(word, "表.xlsx").code == "wrong_extension"
    assert fails("一段普通的文字，不是 Word。".encode(), "报告.docx").code == "wrong_extension"
    assert fails(make.pack({"a.txt": "x"}), "报告.docx").code == "wrong_extension"


@pytest.mark.parametrize("name", ["报告.doc", "报告.wps", "报告", "报告.tmp"], ids=["doc", "wps", "none", "unknown"])
def test_the_content_of_the_same_family_is_read_with_a_notice(word, name):
    document = read(name, data=word)
    assert document.kind == "docx"
    assert "已按内容读取" in document.notices[0]


@pytest.mark.parametrize("name", ["密.docx", "密.xlsx"], ids=["word", "excel"])
def test_encrypted_office_files_ask_for_the_password_to_be_removed(make, name):
    error = fails(make.compound({"EncryptionInfo": b"", "EncryptedPackage": b""}), name)
    assert error.code == "password_protected"
    assert "取消密码" in str(error)


def test_a_word_file_from_an_encrypted_zip_is_protected(word):
    data = bytearray(word)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(signature, at + 4)
    assert fails(bytes(data), "密.docx").code == "password_protected"


def test_macro_files_are_refused_whatever_their_name(make):
    w = make.word
    assert fails(w.document(w.p("甲"), content_type=_MACRO_WORD), "宏.docm").code == "macro_file"
    assert fails(w.document(w.p("甲"), word__vbaProject_bin=b"x"), "宏.docx").code == "macro_file"
    sheet = {"表": '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'}
    assert fails(make.workbook(sheet, content_type=_MACRO_SHEET), "宏.xlsm").code == "macro_file"
    assert fails(make.compound({"Workbook": b""}, ("_VBA_PROJECT_CUR",)), "宏.xls").code == "macro_file"
    assert "另存为不含宏的 .xlsx" in str(fails(make.workbook(sheet, content_type=_MACRO_SHEET), "宏.xlsm"))


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"RIFF\0\0\0\0WEBP", "a.webp", "WebP"),
        (b"Rar!\x1a\x07\x01\0", "a.rar", "RAR"),
        (b"7z\xbc\xaf\x27\x1c", "a.7z", "7z"),
        (bytes(257) + b"ustar" + bytes(300), "a.tar", "tar"),
        (b"MIME-Version: 1.0\r\n\r\n", "a.doc", "MHT"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w/>', "a.doc", "Word XML"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><w/>', "a.xls", "Excel XML"),
    ],
)  # fmt: skip
def test_known_formats_that_are_not_read_name_the_way_out(data, name, said):
    error = fails(data, name)
    assert error.code == "not_yet_readable"
    assert said in str(error)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "ods"),
        ({"mimetype": "application/epub+zip"}, "电子书"),
        ({"[Content_Types].xml": "<x/>", "ppt/presentation.xml": "<x/>"}, "演示文稿"),
    ],
    ids=["ods", "epub", "pptx"],
)
def test_packages_of_other_programs_are_named(make, parts, said):
    error = fails(make.pack(parts), "a.bin")
    assert error.code == "not_yet_readable"
    assert said in str(error)


def test_a_binary_workbook_is_named(make):
    data = make.workbook({"表": "<sheetData/>"}, content_type="application/vnd.ms-excel.sheet.binary.macroEnabled.main")
    assert "xlsb" in str(fails(data, "a.xlsb"))


@pytest.mark.parametrize(
    ("stream", "name", "said"),
    [
        ("Contents", "a.wps", "wps"),
        ("PowerPoint Document", "a.ppt", "ppt"),
    ],
    ids=["wps", "ppt"],
)
def test_old_office_files_are_named(make, stream, name, said):
    error = fails(make.compound({stream: b""}), name)
    assert error.code == "not_yet_readable"
    assert said in str(error)


def test_other_compound_files_are_unknown_and_cut_ones_damaged(make):
    assert fails(make.compound({"Other": b""}), "a.dat").code == "unknown_format"
    whole = make.compound({"Workbook": b""})
    for data in (whole[:40], whole[:300], whole[:2000], whole, whole[:30] + b"\x03\0" + whole[32:]):
        assert fails(data, "a.xls").code == "damaged_file"


def test_a_bomb_is_not_unpacked(make):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as stream:
            for _ in range(100):
                stream.write(bytes(1024 * 1024))
    error = fails(out.getvalue(), "弹.docx")
    assert error.code == "archive_bomb"
    assert "100.0 MB" in str(error)
    assert fails(make.word.document(), "a.docx", Limits(unpacked_bytes=100)).code == "archive_bomb"


def test_one_part_beyond_its_limit_is_named(word):
    error = fails(word, "a.docx", Limits(part_bytes=500))
    assert error.code == "file_too_large"
    assert "word/document.xml" in str(error)


def test_too_many_members_are_refused_from_the_directory_alone(make):
    data = make.pack({f"{number}.txt": "x" for number in range(30)})
    assert fails(data, "a.zip", Limits(archive_members=20)).code == "too_many_members"


def test_a_cell_of_a_megabyte_is_refused_with_its_place(make):
    w = make.word
    long = "字" * 1_000_000
    error = fails(w.document(w.p("零"), w.tbl(w.tr("甲", "乙"), w.tr("丙", long))), "长.docx")
    assert error.code == "text_too_long"
    assert "第 2 个段落或表格的第 2 行第 2 列单元格有 1000000 个字符，超过上限 200000 个" in str(error)
    assert fails(w.document(w.p(long)), "长.docx").code == "text_too_long"
    book = openpyxl.Workbook()
    book.active["B3"] = "字" * 30_000
    out = io.BytesIO()
    book.save(out)
    assert "B3 单元格有 30000 个字符" in str(fails(out.getvalue(), "长.xlsx", Limits(cell_characters=20_000)))
    page = f"<html><table><tr><td>{long}</td></tr></table></html>".encode()
    assert fails(page, "长.html").code == "text_too_long"
    assert fails(f"<html><p>{long}</p></html>".encode(), "长.html").code == "text_too_long"


def test_too_many_cells_are_refused(make, word):
    assert fails(word, "a.docx", Limits(cells=1)).code == "too_many_cells"
    assert fails(b"<html><table><tr><td>1<td>2</table></html>", "a.html", Limits(cells=1)).code == "too_many_cells"
    cells = '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>1</v></c></row></sheetData>'
    assert fails(make.workbook({"表": cells}), "a.xlsx", Limits(cells=1)).code == "too_many_cells"
    sparse = '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="Z1"><v>1</v></c></row></sheetData>'
    assert fails(make.workbook({"表": sparse}), "a.xlsx", Limits(cells=20)).code == "too_many_cells"
    merged = f'{cells}<mergeCells><mergeCell ref="A1:Z99"/></mergeCells>'
    assert fails(make.workbook({"表": merged}), "a.xlsx", Limits(cells=20)).code == "too_many_cells"


def test_reading_stops_when_time_is_up(make, word):
    assert fails(word, "a.docx", Limits(seconds=-1)).code == "time_exceeded"
    assert fails(b"<html><table><tr><td>1</table></html>", "a.html", Limits(seconds=-1)).code == "time_exceeded"
    cells = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
    assert fails(make.workbook({"表": cells}), "a.xlsx", Limits(seconds=-1)).code == "time_exceeded"


def test_tables_nested_without_end_are_refused(make):
    w = make.word
    table = w.tbl(w.tr("底"))
    for _ in range(60):
        table = w.tbl(w.tr(w.tc(table, "<w:p/>")))
    assert fails(w.document(table), "深.docx").code == "tables_too_deep"
    page = "<html>" + "<table><tr><td>甲<td>" * 40 + "</table>" * 40 + "</html>"
    assert fails(page.encode(), "深.html").code == "tables_too_deep"


def test_paragraphs_wrapped_without_end_are_refused(make):
    w = make.word
    assert (
        fails(w.document("<w:sdt><w:sdtContent>" * 200 + w.p("深") + "</w:sdtContent></w:sdt>" * 200), "深.docx").code == "tables_too_deep"
    )


def test_a_defect_of_ours_is_called_one(monkeypatch, word):
    def broken(*_):
        raise KeyError("x")

    monkeypatch.setattr("jiheng.documents.docx.read_docx", broken)
    error = fails(word, "a.docx")
    assert isinstance(error, InternalFailure)
    assert "KeyError" in str(error)


def test_an_archive_given_as_one_document_points_to_the_right_way(make):
    assert "压缩包" in str(fails(make.pack({"a.txt": "x"}), "a.zip"))


def test_readers_may_be_called_directly(word):
    assert read_docx(word, "a.docx", Limits()).blocks
