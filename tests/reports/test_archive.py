"""A package verifies as it was written, and names whatever was changed: packed, unpacked, to the bit."""

from __future__ import annotations

import datetime
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiheng.documents import read
from jiheng.documents.content import Table
from jiheng.regulation import load_standard
from jiheng.reports.archive import ArchiveItem, Subject, UnfitName, verify_archive, write_archive

SUBJECT = Subject(
    name="水库维修养护项目绩效评价", agency="澄岚县水利局", fiscal_year=2024, archived_on=datetime.date(2025, 9, 30), retention="10年"
)
ITEMS = (
    ArchiveItem(
        path="报告/评价报告.txt",
        title="评价报告",
        source="得分 91.50 分".encode(),
        maker="云岭衡正咨询公司",
        date=datetime.date(2025, 8, 1),
    ),
    ArchiveItem(path="底稿/B4 抽查付款.csv", title="抽查付款", source="凭证,金额\n1,20.00\n".encode() * 200),
    ArchiveItem(path="空.txt", title="空文件", source=b""),
)


def package(folder: Path, items: tuple[ArchiveItem, ...] = ITEMS) -> Path:
    target = folder / "一项一档.zip"
    write_archive(target, SUBJECT, items, load_standard("cn"))
    return target


def unpacked(folder: Path) -> Path:
    place = folder / "解开"
    with zipfile.ZipFile(package(folder)) as archive:
        archive.extractall(place)
    return place


def changed(path: Path, position: int, bit: int) -> None:
    data = bytearray(path.read_bytes())
    data[position] ^= 1 << bit
    path.write_bytes(data)


def test_what_was_written_is_sound(tmp_path: Path) -> None:
    found = verify_archive(package(tmp_path))
    assert found.is_sound
    assert found.checked == 4
    assert found.manifest is not None
    assert found.manifest.model_dump(exclude={"items", "tool"}) == {
        "format": "jiheng-archive-1",
        "subject": SUBJECT.name,
        "agency": "澄岚县水利局",
        "fiscal_year": 2024,
        "archived_on": datetime.date(2025, 9, 30),
        "retention": "10年",
    }
    assert [one.bytes_ for one in found.manifest.items[:3]] == [len("得分 91.50 分".encode()), 4400, 0]


def test_the_index_lists_every_paper(tmp_path: Path) -> None:
    with zipfile.ZipFile(package(tmp_path)) as archive:
        document = read("卷内目录.docx", data=archive.read("卷内目录.docx"))
    said = {cell.text for block in document.blocks if isinstance(block, Table) for cell in block.cells}
    assert {text for item in ITEMS for text in (item.title, item.path)} <= said


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="no sha256sum here")
def test_the_list_is_what_sha256sum_reads(tmp_path: Path) -> None:
    place = unpacked(tmp_path)
    for folder, note in ((place, "SHA256SUMS"), (tmp_path, "一项一档.zip.sha256")):
        done = subprocess.run(["sha256sum", "--strict", "-c", note], cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    changed(place / "报告" / "评价报告.txt", 0, 0)
    done = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=place, capture_output=True, text=True, check=False)
    assert done.returncode == 1


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """A package and its bytes."""
    target = package(tmp_path_factory.mktemp("whole"))
    return target, target.read_bytes()


@settings(max_examples=150, deadline=None)
@given(place=st.integers(0, 99_999), bit=st.integers(0, 7))
def test_one_flipped_bit_of_the_zip_is_found(whole: tuple[Path, bytes], place: int, bit: int) -> None:
    target, data = whole
    target.write_bytes(data)
    assert verify_archive(target).is_sound
    changed(target, len(data) * place // 100_000, bit)
    assert not verify_archive(target).is_sound


@pytest.mark.parametrize("name", ["报告/评价报告.txt", "底稿/B4 抽查付款.csv", "卷内目录.docx", "manifest.json", "SHA256SUMS", "SM3SUMS"])
@pytest.mark.parametrize("share", [0, 50, 99])
def test_one_flipped_bit_of_a_paper_is_named(tmp_path: Path, name: str, share: int) -> None:
    place = unpacked(tmp_path)
    size = (place / name).stat().st_size
    changed(place / name, size * share // 100, 3)
    faults = verify_archive(place).faults
    # A list of digests is at odds with the manifest whichever of the two was changed: both may be named.
    assert name in {fault.path for fault in faults} or (name == "manifest.json" and faults)


def test_a_paper_that_is_gone_or_new_is_named(tmp_path: Path) -> None:
    place = unpacked(tmp_path)
    (place / "空.txt").unlink()
    (place / "多余.txt").write_text("x", "utf-8")
    assert [(fault.path, fault.reason) for fault in verify_archive(place).faults] == [
        ("多余.txt", "不在清单里"),
        ("空.txt", "缺少这个文件"),
    ]


def test_a_paper_stored_twice_is_named(tmp_path: Path) -> None:
    target = package(tmp_path)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(target, "a") as archive:
        archive.writestr("空.txt", b"")
    assert ("空.txt", "压缩包里有几个同名文件") in [(fault.path, fault.reason) for fault in verify_archive(target).faults]


def test_a_list_that_names_more_is_found(tmp_path: Path) -> None:
    place = unpacked(tmp_path)
    with (place / "SHA256SUMS").open("a", encoding="utf-8") as stream:
        stream.write(f"{'0' * 64} *没有的.txt\n")
    assert [fault.reason for fault in verify_archive(place).faults] == ["多出「没有的.txt」"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "不是归档包，或压缩包已损坏"),
        (b"PK\x05\x06" + b"\0" * 18, "没有 manifest.json，不是归档包"),
        (b"text", "不是归档包，或压缩包已损坏"),
    ],
)
def test_something_else_is_no_package(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "别的.zip"
    path.write_bytes(content)
    assert [fault.reason for fault in verify_archive(path).faults] == [reason]


def test_a_later_format_is_said(tmp_path: Path) -> None:
    place = unpacked(tmp_path)
    manifest = place / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace("jiheng-archive-1", "jiheng-archive-9"), "utf-8")
    assert "jiheng-archive-9" in verify_archive(place).faults[0].reason


def test_without_sm3_the_rest_is_verified(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jiheng.reports.archive.manifest._sm3", lambda: None)
    target = package(tmp_path)
    found = verify_archive(target)
    assert found.is_sound
    assert found.without_sm3
    with zipfile.ZipFile(target) as archive:
        assert "SM3SUMS" not in archive.namelist()
    monkeypatch.undo()
    assert verify_archive(target).is_sound


@pytest.mark.parametrize("path", ["", "/a", "a//b", "../a", "a\nb", "a:b", "a ", "a.", "manifest.json", "卷内目录.docx"])
def test_a_name_that_would_not_unpack_everywhere_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(UnfitName, match="请改名后再归档"):
        package(tmp_path, (ArchiveItem(path=path, title="甲", source=b"x"),))


def test_two_papers_of_one_name_are_refused_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(UnfitName, match="不分大小写"):
        package(tmp_path, (ArchiveItem(path="A.txt", title="甲", source=b"x"), ArchiveItem(path="a.txt", title="乙", source=b"y")))
    with pytest.raises(FileNotFoundError):
        package(tmp_path, (ArchiveItem(path="a.txt", title="甲", source=tmp_path / "没有"),))
    assert list(tmp_path.iterdir()) == []
