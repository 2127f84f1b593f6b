"""Files: kept whole and once, looked at before they are taken, numbered as versions, given back as they came."""

from __future__ import annotations

import io
import json
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest
from county_at_hand import County
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.test import Client
from django.urls import reverse
from papers import handed_in, received, sheet_of_paper

from jiheng.web.acting import Refused
from jiheng.web.audit.models import AuditEntry
from jiheng.web.files import storage
from jiheng.web.files.actions.add_version import add_version
from jiheng.web.files.actions.hand_in import hand_in
from jiheng.web.files.actions.keep_file import keep_file
from jiheng.web.files.models import Document, StoredFile
from jiheng.web.files.receiving import NotReceived, Received, plain_name, receive, receive_bytes
from jiheng.web.permanent import Unchangeable


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    """An empty data folder."""
    settings.DATA = tmp_path
    return tmp_path / "files"


def archive(**members: bytes) -> bytes:
    """A zip of these files; two underscores stand for a dot."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, data in members.items():
            packed.writestr(name.replace("__", "."), data)
    return out.getvalue()


def files_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def client_of(county: County, name: str) -> Client:
    client = Client()
    client.force_login(county[name], backend="jiheng.web.people.accounts.Backend")
    return client


def test_the_same_bytes_are_kept_once(folder: Path) -> None:
    assert storage.keep(b"paper") == storage.keep(b"paper")
    [kept] = files_below(folder)
    assert kept.read_bytes() == storage.fetch(storage.keep(b"paper")) == b"paper"


def test_a_write_that_breaks_off_leaves_no_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_handle: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="disk full"):
        storage.keep(b"paper")
    assert files_below(folder) == []


def test_a_file_cut_short_by_a_crash_is_written_again(folder: Path) -> None:
    path = storage.path_of(storage.keep(b"paper"))
    path.write_bytes(b"pap")
    storage.keep(b"paper")
    assert path.read_bytes() == b"paper"


def test_pieces_of_killed_writes_are_swept_when_nobody_can_be_writing_them(folder: Path) -> None:
    piece = folder / "incoming" / "x"
    piece.parent.mkdir(parents=True)
    piece.write_bytes(b"pap")
    assert storage.sweep() == 0
    os.utime(piece, (0, 0))
    assert storage.sweep() == 1
    assert not piece.exists()


def test_nothing_but_a_digest_leads_to_a_file() -> None:
    with pytest.raises(ValueError, match=r"\.\./secret"):
        storage.path_of("../secret")


def test_a_file_is_what_its_content_says(folder: Path) -> None:
    found = receive_bytes(sheet_of_paper(), r"C:\资料\说明.txt")
    assert isinstance(found, Received)
    assert (found.name, found.type, found.size) == ("说明.txt", "txt", len(sheet_of_paper()))


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "a.txt", "文件是空的"),
        (bytes(range(256)) * 8, "a.exe", "不是可识别的文档"),
        (b"%PDF-1.4 ...", "a.docx", "扩展名"),
        (archive(a__txt=b"x"), "a.zip", "这里不收压缩包"),
    ],
    ids=["empty", "unknown", "name", "archive"],
)
def test_what_cannot_be_read_is_turned_away_with_a_reason(folder: Path, data: bytes, name: str, reason: str) -> None:
    found = receive_bytes(data, name)
    assert isinstance(found, NotReceived)
    assert reason in found.reason
    assert name not in found.reason
    assert files_below(folder) == []


def test_a_file_beyond_the_limit_is_not_even_read(settings: Any) -> None:
    settings.UPLOAD_BYTES = 2**20
    [found] = receive(io.BytesIO(), "a.pdf", 2**20 + 1)
    assert isinstance(found, NotReceived)
    assert "文件 2 MB，超过每个文件 1 MB 的上限" in found.reason


def test_an_archive_is_opened_and_each_file_looked_at(folder: Path) -> None:
    data = archive(a__txt=sheet_of_paper(), b__exe=bytes(range(256)) * 8)
    found = list(receive(io.BytesIO(data), "材料.zip", len(data)))
    assert [(one.name, type(one)) for one in found] == [("材料.zip!/a.txt", Received), ("材料.zip!/b.exe", NotReceived)]


def test_an_archive_of_too_many_files_ends_with_a_word(folder: Path, settings: Any) -> None:
    settings.UPLOAD_FILES = 1
    data = archive(a__txt=sheet_of_paper(), b__txt=sheet_of_paper())
    found = list(receive(io.BytesIO(data), "材料.zip", len(data)))
    assert [type(one) for one in found] == [Received, NotReceived]
    assert isinstance(found[1], NotReceived)
    assert "超过 1 个" in found[1].reason


def test_names_lose_folders_and_controls() -> None:
    assert plain_name("/etc/passwd") == "passwd"
    assert plain_name("a\r\nb.txt") == "a b.txt"
    assert plain_name("") == "未命名"
    assert len(plain_name("长" * 400 + ".docx")) == 250


def test_a_file_of_the_same_name_is_the_next_version_in_a_dossier_and_another_document_in_an_inbox(county: County) -> None:
    dossier = county.dossier()
    first, second = (handed_in(county, dossier, text.encode()) for text in ("甲", "乙"))
    assert (second.document, second.number) == (first.document, 2)
    inbox = county.places["water_station"]
    assert handed_in(county, inbox, "甲".encode()).document != handed_in(county, inbox, "乙".encode()).document


def test_a_file_sent_again_after_a_dropped_connection_is_kept_once(county: County) -> None:
    for place in (county.dossier(), county.places["water_station"]):
        first, again = handed_in(county, place), handed_in(county, place)
        assert first == again
        assert first.document.versions.count() == 1


def test_a_corrected_file_is_the_next_version_whatever_its_name(county: County) -> None:
    document = handed_in(county, county.dossier()).document
    version = add_version(county["agency"], document, received(b"corrected", "改.txt"))
    assert (version.number, version.file.name, document.name) == (2, "改.txt", "说明.txt")
    with pytest.raises(Refused, match="完全相同"):
        add_version(county["agency"], document, received(b"corrected", "再改.txt"))


def test_stored_files_and_versions_are_written_once(county: County) -> None:
    version = handed_in(county, county.dossier())
    for row in (version, version.file):
        with pytest.raises(Unchangeable):
            row.save()
        with pytest.raises(Unchangeable):
            row.delete()
        with pytest.raises(Unchangeable):
            type(row)._default_manager.update(pk=1)  # type: ignore[call-arg]


def test_who_reaches_the_place_hands_in_there(county: County) -> None:
    station = county.places["water_station"]
    hand_in(county["reviewer"], station, received())
    for name, error in (("foreign", Http404), ("inspector", PermissionDenied), ("administrator", PermissionDenied)):
        with pytest.raises(error):
            hand_in(county[name], station, received())
    with pytest.raises(Http404):
        add_version(county["foreign"], Document.objects.get(), received(b"x"))
    with pytest.raises(PermissionDenied):
        add_version(county["inspector"], Document.objects.get(), received(b"x"))


def test_a_file_that_came_with_something_else_is_kept_with_an_entry(county: County) -> None:
    dossier = county.dossier()
    file = keep_file(county["agency"], dossier, received())
    assert StoredFile.objects.get() == file
    assert file.read() == sheet_of_paper()
    entry = AuditEntry.objects.first()
    assert entry is not None
    assert (entry.action, entry.summary) == ("keep_file", "收到文件「说明.txt」")


def test_many_files_come_at_once_and_each_is_answered(county: County) -> None:
    good, bad = SimpleUploadedFile("甲.txt", sheet_of_paper()), SimpleUploadedFile("乙.exe", bytes(range(256)) * 8)
    address = reverse("upload_documents")
    inbox = county.places["water_station"].pk
    page = client_of(county, "agency").post(address, {"organisation": inbox, "files": [good, bad]}).content.decode()
    assert "已收下" in page
    assert "没有收下" in page
    assert "不是可识别的文档" in page
    document = Document.objects.get()
    assert (document.name, document.organisation_id, document.dossier) == ("甲.txt", inbox, None)


def test_more_files_than_allowed_are_named(county: County, settings: Any) -> None:
    settings.UPLOAD_FILES = 1
    files = [SimpleUploadedFile(name, name.encode()) for name in ("a.txt", "b.txt")]
    data = {"organisation": county.places["water_station"].pk, "files": files}
    page = client_of(county, "agency").post(reverse("upload_documents"), data).content.decode()
    assert "一次最多上传 1 个文件" in page
    assert Document.objects.count() == 1


def test_the_script_is_answered_in_json(county: County) -> None:
    data = {"organisation": county.places["water_station"].pk, "files": SimpleUploadedFile("甲.txt", sheet_of_paper())}
    answer = client_of(county, "agency").post(reverse("upload_documents"), data, headers={"accept": "application/json"})
    document = Document.objects.get()
    assert json.loads(answer.content) == {
        "outcomes": [{"name": "甲.txt", "kept": True, "address": document.get_absolute_url(), "reason": ""}]
    }


def test_an_inbox_of_others_is_not_found(county: County) -> None:
    data = {"organisation": county.places["school"].pk, "files": SimpleUploadedFile("甲.txt", sheet_of_paper())}
    assert client_of(county, "agency").post(reverse("upload_documents"), data).status_code == 404


def test_a_new_version_is_taken_or_refused_with_a_word(county: County) -> None:
    document = handed_in(county, county.dossier()).document
    client, address = client_of(county, "agency"), reverse("add_version", args=[document.pk])

    def told(name: str, data: bytes) -> str:
        files = {"file": SimpleUploadedFile(name, data)} if name else {}
        return client.post(address, files, follow=True).content.decode()

    assert "已保存为第 2 版" in told("改.txt", b"corrected")
    assert "完全相同" in told("改.txt", b"corrected")
    assert "不是可识别的文档" in told("改.exe", bytes(range(256)) * 8)
    assert "请选择一个文件" in told("", b"")
    assert "请选择一个文件" in told("改.zip", archive(a__txt=b"a", b__txt=b"b"))


def test_a_file_comes_back_as_it_went_and_is_never_shown(county: County) -> None:
    version = handed_in(county, county.dossier(), b"<script>alert(1)</script>" * 4, "恶意.html")
    answer = client_of(county, "reviewer").get(reverse("download_version", args=[version.document_id, 1]))
    assert b"".join(answer) == b"<script>alert(1)</script>" * 4
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/octet-stream"
    answer.close()
