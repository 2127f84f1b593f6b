"""Old Word documents, RTF and ODF text through LibreOffice; what is said where it is missing or makes nothing."""

from __future__ import annotations

import os
import stat
import struct
from pathlib import Path

import pytest

from jiheng.documents import DocumentError, FileKind, Limits, Paragraph, read
from jiheng.documents.office_text import WordFile

RTF = rb"{\rtf1\ansi Plain text}"


@pytest.fixture
def form(make):
    def build(*, closing: bool) -> bytes:
        word = make.word
        rows = [word.tr("项目名称", "样例项目"), word.tr("全年预算数", "120.00"), word.tr("执行率", "75.00%")]
        return word.document(word.p("项目支出绩效自评表"), word.tbl(*rows), *([word.p()] if closing else []))

    return build


@pytest.mark.office
@pytest.mark.parametrize(("to", "name"), [("doc", "表.doc"), ("doc", "表.wps"), ("rtf", "表.rtf"), ("odt", "表.odt")])
def test_formats_of_office_programs_are_read_with_their_tables(convert, form, to, name):
    document = read(name, data=convert(form(closing=True), "a.docx", to))
    (table,) = document.tables()
    assert document.kind is FileKind.CONVERTED
    assert [cell.text for cell in table.cells] == ["项目名称", "样例项目", "全年预算数", "120.00", "执行率", "75.00%"]
    assert table.place.file == name
    assert any("由 LibreOffice 转换后读取" in notice for notice in document.notices)
    assert not any("最后一张表丢失" in notice for notice in document.notices)


@pytest.mark.office
def test_a_table_that_ends_the_file_is_read_or_its_loss_is_said(convert, form):
    data = convert(form(closing=False), "a.docx", "doc")
    document = read("表.doc", data=data)
    texts = [cell.text for table in document.tables() for cell in table.cells]
    assert "75.00%" in texts or any("最后一张表丢失" in notice for notice in document.notices)


def test_without_libreoffice_the_way_out_is_named(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(DocumentError, match=r"需要 LibreOffice，本机没有找到.*另存为 \.docx") as caught:
        read("a.rtf", data=RTF)
    assert caught.value.code == "office_missing"


@pytest.fixture
def converter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A program of our own in the place of LibreOffice."""

    def install(script: str) -> Path:
        program = tmp_path / "bin" / "soffice"
        program.parent.mkdir()
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
        return tmp_path

    return install


def test_a_converter_that_makes_nothing_is_told(converter):
    converter("exit 1")
    with pytest.raises(DocumentError, match="没有转换成功") as caught:
        read("a.rtf", data=RTF)
    assert caught.value.code == "conversion_failed"


def test_a_converter_that_makes_rubbish_is_told(converter):
    converter("mkdir out; echo rubbish > out/source.docx")
    with pytest.raises(DocumentError, match="没有转换成功"):
        read("a.rtf", data=RTF)


def test_a_converter_that_hangs_is_ended_with_all_it_started(converter):
    folder = converter('sleep 61 & echo $! > "{folder}/child"; wait'.replace("{folder}", "$OUTSIDE"))
    os.environ["OUTSIDE"] = str(folder)
    try:
        with pytest.raises(DocumentError, match="仍未完成") as caught:
            read("a.rtf", data=RTF, limits=Limits(seconds=1.0))
    finally:
        del os.environ["OUTSIDE"]
    assert caught.value.code == "time_exceeded"
    child = (folder / "child").read_text().strip()
    status = Path(f"/proc/{child}/status")
    assert not status.exists() or "zombie" in status.read_text()


def test_a_converter_that_makes_too_much_is_refused(converter):
    converter("mkdir out; head -c 5000 /dev/zero > out/source.docx")
    with pytest.raises(DocumentError, match="超过上限"):
        read("a.rtf", data=RTF, limits=Limits(file_bytes=4000))


def test_the_document_itself_may_not_ask_for_macros_or_a_password(make, converter):
    converter("exit 1")
    head = bytearray(0x200)
    struct.pack_into("<H", head, 0, 0xA5EC)
    struct.pack_into("<H", head, 0x0A, 0x0100)
    with pytest.raises(DocumentError) as caught:
        read("a.doc", data=make.compound({"WordDocument": bytes(head)}))
    assert caught.value.code == "password_protected"


def test_the_end_of_an_old_file_is_read_from_its_pieces(make):
    text = "标题\r甲\x07乙\x07\x0712.50\x07丙\x07\x07"
    raw = text.encode("utf-16-le")
    head = bytearray(0x400)
    struct.pack_into("<H", head, 0, 0xA5EC)
    struct.pack_into("<I", head, 0x4C, len(text))
    clx = b"\x02" + struct.pack("<I", 16) + struct.pack("<II", 0, len(text)) + struct.pack("<HIH", 0, 0x400, 0)
    struct.pack_into("<II", head, 0x1A2, 0, len(clx))
    compound = make.compound({"WordDocument": bytes(head) + raw + bytes(4096), "0Table": clx + bytes(4096)})
    old = WordFile.of(compound, "a.doc")
    assert old.ends_in_table
    assert old.last_cells[-3:] == ("乙", "12.50", "丙")


def test_paragraphs_have_places(convert, form):
    document = read("表.doc", data=convert(form(closing=True), "a.docx", "doc"))
    first = next(block for block in document.blocks if isinstance(block, Paragraph) and block.text)
    assert first.text == "项目支出绩效自评表"
    assert first.place.block == 0
