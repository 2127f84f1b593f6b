"""Files, folders and archives: everything is read or named, and one bad file never stops the others."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from jiheng.documents import Document, Limits, Unreadable, read_all, walk_files


def _told(found) -> list[tuple[str, str]]:
    return [(one.path, one.code if isinstance(one, Unreadable) else "") for one in found]


def _stored(name: bytes, content: bytes, flags: int = 0) -> bytes:
    """A zip of one member whose name is these very bytes."""
    check, size = zlib.crc32(content), len(content)
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, flags, 0, 0, 0, check, size, size, len(name), 0) + name + content
    central = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, flags, 0, 0, 0, check, size, size, len(name), 0, 0, 0, 0, 0, 0) + name
    return local + central + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(central), len(local), 0)


@pytest.fixture
def word(make) -> bytes:
    return make.word.document(make.word.p("甲"))


def test_folders_are_walked_in_order_and_litter_is_left(tmp_path, word):
    (tmp_path / "b").mkdir()
    for name in ("b/二.docx", "a.docx", ".hidden.docx", "~$a.docx", "Thumbs.db"):
        (tmp_path / name).write_bytes(word)
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert _told(read_all([tmp_path])) == [(str(tmp_path / "a.docx"), ""), (str(tmp_path / "b" / "二.docx"), "")]
    assert list(walk_files(tmp_path / "a.docx")) == [tmp_path / "a.docx"]


def test_a_bad_file_never_stops_the_others(tmp_path, word):
    (tmp_path / "1.docx").write_bytes(b"")
    (tmp_path / "2.docx").write_bytes(word[:100])
    (tmp_path / "3.docx").write_bytes(word)
    codes = [code for _, code in _told(read_all([tmp_path / "0.docx", tmp_path]))]
    assert codes == ["file_missing", "empty_file", "damaged_file", ""]


def test_an_empty_folder_is_said(tmp_path):
    assert _told(read_all([tmp_path])) == [(str(tmp_path), "nothing_inside")]


def test_members_of_archives_are_read_with_their_path(tmp_path, make, word):
    inner = make.pack({"深/三.docx": word})
    archive = tmp_path / "a.zip"
    archive.write_bytes(make.pack({"一.docx": word, "二.zip": inner, "__MACOSX/._x": b"x", "空.docx": b"", "坏.docx": word[:80]}))
    assert _told(read_all([archive])) == [
        (f"{archive}!/一.docx", ""),
        (f"{archive}!/二.zip!/深/三.docx", ""),
        (f"{archive}!/空.docx", "empty_file"),
        (f"{archive}!/坏.docx", "damaged_file"),
    ]
    first = next(read_all([archive]))
    assert isinstance(first, Document)
    assert first.blocks[0].place.file == f"{archive}!/一.docx"


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_member_names_in_chinese_encodings_are_restored(tmp_path, word, encoding):
    archive = tmp_path / "a.zip"
    archive.write_bytes(_stored("自评表/科技局.docx".encode(encoding), word))
    assert _told(read_all([archive])) == [(f"{archive}!/自评表/科技局.docx", "")]


@pytest.mark.parametrize("name", ["../a.docx", "/etc/a.docx", "C:\\a.docx", "x/../../a.docx", "..\\a.docx"])
def test_names_that_leave_the_archive_are_refused(tmp_path, word, name):
    archive = tmp_path / "a.zip"
    archive.write_bytes(_stored(name.encode(), word))
    (one,) = read_all([archive])
    assert isinstance(one, Unreadable)
    assert one.code == "unsafe_member"


def test_links_inside_archives_are_refused(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("a.docx")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    (tmp_path / "a.zip").write_bytes(out.getvalue())
    assert [code for _, code in _told(read_all([tmp_path / "a.zip"]))] == ["unsafe_member"]


def test_encrypted_members_are_named(tmp_path, word):
    (tmp_path / "a.zip").write_bytes(_stored(b"a.docx", word, flags=1))
    (one,) = read_all([tmp_path / "a.zip"])
    assert isinstance(one, Unreadable)
    assert (one.code, "密码" in one.error) == ("password_protected", True)


def test_limits_hold_over_nested_archives_together(tmp_path, make, word):
    nested = word
    for depth in range(5):
        nested = make.pack({f"{depth}.zip" if depth else "a.docx": nested})
    (tmp_path / "deep.zip").write_bytes(nested)
    assert [code for _, code in _told(read_all([tmp_path / "deep.zip"]))] == ["archive_too_deep"]
    many = make.pack({f"{number}.zip": make.pack({f"{n}.docx": word for n in range(6)}) for number in range(3)})
    (tmp_path / "many.zip").write_bytes(many)
    codes = [code for _, code in _told(read_all([tmp_path / "many.zip"], limits=Limits(archive_members=14)))]
    assert codes == [""] * 6 + ["too_many_members"] * 2
    size = len(word) * 9
    codes = [code for _, code in _told(read_all([tmp_path / "many.zip"], limits=Limits(unpacked_bytes=size * 2)))]
    assert "archive_bomb" in codes


def test_an_archive_of_nothing_is_said(tmp_path, make):
    (tmp_path / "a.zip").write_bytes(make.pack({"__MACOSX/x": "x"}))
    (tmp_path / "b.zip").write_bytes(make.pack({}))
    assert [code for _, code in _told(read_all([tmp_path]))] == ["nothing_inside"] * 2


def test_an_archive_named_as_a_document_is_an_error(tmp_path, make, word):
    (tmp_path / "a.docx").write_bytes(make.pack({"b.docx": word}))
    assert [code for _, code in _told(read_all([tmp_path]))] == ["wrong_extension"]


def test_a_damaged_archive_is_named_and_the_next_file_read(tmp_path, make, word):
    (tmp_path / "a.zip").write_bytes(make.pack({"b.docx": word})[:-30])
    (tmp_path / "b.docx").write_bytes(word)
    assert [code for _, code in _told(read_all([Path(tmp_path)]))] == ["damaged_file", ""]


def test_what_the_system_refuses_is_named(tmp_path, monkeypatch, word):
    (tmp_path / "a.docx").write_bytes(word)

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    (one,) = read_all([tmp_path / "a.docx"])
    assert isinstance(one, Unreadable)
    assert (one.code, "读取权限" in one.error) == ("file_not_opened", True)
    monkeypatch.setattr(Path, "iterdir", refuse)
    assert [code for _, code in _told(read_all([tmp_path]))] == ["file_not_opened"]
