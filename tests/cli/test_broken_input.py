"""One broken file of each kind beside a good one: one clear Chinese sentence, exit 2, and the good one is checked all the same."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from forms_at_hand import Jiheng, Ran, word

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def beside_a_good_one(jiheng: Jiheng, bad: Path, *options: str) -> Ran:
    """The run over the bad file and a good one; the good one's error was found."""
    good = word(bad.parent / "好.docx")
    ran = jiheng("check", bad.name, good.name, "-f", "json", "--select", "SEV101", *options)
    documents = {document["path"]: document for document in ran.json["documents"]}
    assert [finding["code"] for finding in documents["好.docx"]["findings"]] == ["SEV101"]
    return ran


def refused(jiheng: Jiheng, bad: Path, code: str, *words: str) -> None:
    """It gives one error with this code and these words, in Chinese, with the file and a remedy; exit 2."""
    ran = beside_a_good_one(jiheng, bad)
    assert ran.code == 2
    (error,) = ran.json["errors"]
    assert error["code"] == code
    assert error["message"].startswith(f"{bad.name}：")
    assert "请" in error["message"]
    assert all(part in error["message"] for part in words)
    assert "Traceback" not in ran.err


def rezipped(path: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    """The package with its parts changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def test_truncated_zip(jiheng: Jiheng, tmp_path: Path) -> None:
    bad = word(tmp_path / "断.docx")
    bad.write_bytes(bad.read_bytes()[:9000])
    refused(jiheng, bad, "damaged_file", "文件已损坏")
    archive = tmp_path / "断.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.write(word(tmp_path / "表.docx"), "表.docx")
    archive.write_bytes(archive.read_bytes()[:-30])
    refused(jiheng, archive, "damaged_file")


def test_wrong_extension(jiheng: Jiheng, tmp_path: Path) -> None:
    refused(jiheng, word(tmp_path / "报告.pdf"), "wrong_extension", "扩展名是 .pdf", "Word")


def test_password_protected(jiheng: Jiheng, tmp_path: Path) -> None:
    import pikepdf

    bad = tmp_path / "密.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(bad, encryption=pikepdf.Encryption(owner="x", user="y"))
    refused(jiheng, bad, "password_protected", "打开密码")


def test_empty(jiheng: Jiheng, tmp_path: Path) -> None:
    bad = tmp_path / "空.docx"
    bad.touch()
    refused(jiheng, bad, "empty_file", "0 字节")


def test_500_megabytes(jiheng: Jiheng, tmp_path: Path) -> None:
    bad = tmp_path / "大.docx"
    with bad.open("wb") as stream:
        stream.truncate(500 * 1024 * 1024)
    refused(jiheng, bad, "file_too_large", "500.0 MB", "200.0 MB")


def test_zip_bomb(jiheng: Jiheng, tmp_path: Path) -> None:
    for name, member in (("弹.zip", "表.txt"), ("弹.docx", "word/document.xml")):
        bad = tmp_path / name
        with zipfile.ZipFile(bad, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", "<Types/>") if name.endswith("docx") else None
            with archive.open(member, "w", force_zip64=True) as stream:
                for _ in range(200):
                    stream.write(bytes(1024 * 1024))
        refused(jiheng, bad, "archive_bomb", "压缩炸弹")


def test_cyclic_relations(jiheng: Jiheng, tmp_path: Path) -> None:
    """Parts that lead to each other are read once: nothing hangs, and the form is read as it stands."""

    def cycle(parts: dict[str, bytes]) -> None:
        rels = parts["word/_rels/document.xml.rels"].decode()
        loop = "".join(
            f'<Relationship Id="rIdLoop{number}" Type="{_OFFICE}/{kind}" Target="document.xml"/>'
            for number, kind in enumerate(("styles", "officeDocument", "header", "subDocument"))
        )
        parts["word/_rels/document.xml.rels"] = rels.replace("</Relationships>", f"{loop}</Relationships>").encode()

    bad = word(tmp_path / "环.docx")
    rezipped(bad, cycle)
    ran = beside_a_good_one(jiheng, bad)
    assert (ran.code, ran.json["errors"]) == (1, [])
    assert [finding["code"] for finding in ran.json["documents"][0]["findings"]] == ["SEV101"]


def test_macro_file(jiheng: Jiheng, tmp_path: Path) -> None:
    bad = word(tmp_path / "宏.docm")
    rezipped(bad, lambda parts: parts.update({"word/vbaProject.bin": b"\0"}))
    refused(jiheng, bad, "macro_file", "宏")


def test_binary_with_the_name_of_a_word_file(jiheng: Jiheng, tmp_path: Path) -> None:
    bad = tmp_path / "乱.docx"
    bad.write_bytes(random.Random(1).randbytes(5000))
    refused(jiheng, bad, "unknown_format", "扩展名是 .docx")


def test_gbk_text_is_read(jiheng: Jiheng, tmp_path: Path) -> None:
    text = tmp_path / "公开.txt"
    text.write_bytes("项目支出绩效自评表\n项目名称\t乡村道路养护\n年度资金总额\t120.00\t120.00\t90.00\t10\t75.00%\t7.50\n".encode("gbk"))
    ran = beside_a_good_one(jiheng, text)
    assert ran.json["errors"] == []
    assert "公开.txt" in {document["path"] for document in ran.json["documents"]}
    extracted = jiheng("extract", text.name)
    assert "乡村道路养护" in extracted.out


def test_one_cell_of_a_megabyte(jiheng: Jiheng, tmp_path: Path) -> None:
    long = "字" * 1_000_000
    document = docx.Document()
    document.add_table(1, 1).cell(0, 0).text = long
    bad = tmp_path / "长.docx"
    document.save(str(bad))
    refused(jiheng, bad, "text_too_long", "1000000 个字符")


def test_a_workbook_with_a_damaged_sheet(jiheng: Jiheng, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    out = io.BytesIO()
    book.save(out)
    bad = tmp_path / "坏.xlsx"
    bad.write_bytes(out.getvalue())
    rezipped(bad, lambda parts: parts.update({"xl/worksheets/sheet1.xml": b"<worksheet><sheetData>"}))
    refused(jiheng, bad, "damaged_part", "xl/worksheets/sheet1.xml")


def test_bad_members_of_an_archive_do_not_stop_the_good_ones(jiheng: Jiheng, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "包.zip", "w") as archive:
        archive.writestr("空.docx", b"")
        archive.write(word(tmp_path / "内.docx"), "夹/内.docx")
    ran = jiheng("check", "包.zip", "-f", "json", "--select", "SEV101")
    assert ran.code == 2
    assert [error["path"] for error in ran.json["errors"]] == ["包.zip!/空.docx"]
    assert [document["path"] for document in ran.json["documents"]] == ["包.zip!/夹/内.docx"]


@pytest.mark.parametrize("kind", ["text", "html", "xlsx", "sarif"])
def test_every_output_names_the_file_that_cannot_be_read(jiheng: Jiheng, tmp_path: Path, kind: str) -> None:
    (tmp_path / "空.docx").touch()
    ran = jiheng("check", "空.docx", "-f", kind, "-o", "结果")
    assert ran.code == 2
    data = Path("结果").read_bytes()
    if kind == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(data))
        assert any("空.docx：文件是空的" in str(cell) for row in book["概况"].values for cell in row)
    else:
        assert "空.docx：文件是空的" in data.decode()


def test_limits_are_options(jiheng: Jiheng, form: Path) -> None:
    assert "请" in jiheng("check", form.name, "--max-seconds", "0").out
    (form.parent / "稍大.docx").write_bytes(b"PK" + bytes(2 * 1024 * 1024))
    assert "超过上限 1.0 MB" in jiheng("check", "稍大.docx", "--max-megabytes", "1").out
