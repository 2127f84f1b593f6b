"""``jiheng archive`` and ``jiheng verify``: a folder kept, and verified by whoever gets it."""

from __future__ import annotations

from pathlib import Path

from forms_at_hand import Jiheng


def folder_at(root: Path) -> Path:
    folder = root / "水库维修"
    (folder / "底稿").mkdir(parents=True)
    (folder / "报告.txt").write_text("得分 91.50", "utf-8")
    (folder / "底稿" / "B4.txt").write_text("凭证", "utf-8")
    (folder / ".隐藏").write_text("x", "utf-8")
    return folder


def test_a_folder_is_archived_and_verified(jiheng: Jiheng, tmp_path: Path) -> None:
    folder = folder_at(tmp_path)
    said = jiheng("archive", str(folder), "-o", "卷.zip", "--year", "2024")
    assert said.code == 0
    assert "归档 3 件（含卷内目录），保管期限 10年" in said.out
    said = jiheng("verify", "卷.zip")
    assert said.code == 0
    assert "3 件完好" in said.out
    digest = said.out.split("清单摘要 ")[1].strip()
    assert jiheng("verify", "卷.zip", "--digest", digest).code == 0
    said = jiheng("verify", "卷.zip", "--digest", "sha256:00")
    assert (said.code, "清单整个被换过" in said.out) == (1, True)


def test_a_changed_package_is_not_sound(jiheng: Jiheng, tmp_path: Path) -> None:
    jiheng("archive", str(folder_at(tmp_path)), "-o", "卷.zip", "--retention", "永久")
    data = bytearray((tmp_path / "卷.zip").read_bytes())
    data[len(data) // 2] ^= 1
    (tmp_path / "卷.zip").write_bytes(data)
    said = jiheng("verify", "卷.zip")
    assert said.code == 1
    assert "核验不通过" in said.out


def test_what_cannot_be_archived_or_verified_is_said(jiheng: Jiheng, tmp_path: Path) -> None:
    assert jiheng("archive", "没有").code == 2
    (tmp_path / "空").mkdir()
    assert "没有文件" in jiheng("archive", "空").err
    assert jiheng("archive", str(folder_at(tmp_path)), "--standard", "cn-mars").code == 2
    assert jiheng("archive", str(tmp_path / "水库维修"), "-o", "没有的文件夹/卷.zip").code == 2
    (tmp_path / "水库维修" / "a:b.txt").write_text("x", "utf-8")
    assert "请改名后再归档" in jiheng("archive", str(tmp_path / "水库维修")).err
    assert "找不到" in jiheng("verify", "没有.zip").err
