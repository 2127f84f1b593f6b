"""``archive`` and ``verify``: a folder into a package with digests, and a package against them."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from jiheng.cli.stopping import not_writable, stop
from jiheng.regulation import BrokenStandard, Standard, UnknownStandard, load_standard
from jiheng.reports.archive import ArchiveItem, Subject, UnfitName, verify_archive, write_archive


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked for: which folder, where to, what it is about."""

    folder: Path
    output: Path
    subject: str
    agency: str
    year: int | None
    retention: str
    standard: str


def run_archive(wish: Wish, console: Console) -> int:
    """Write the package of a folder; the exit code."""
    folder, output = wish.folder, wish.output
    if not folder.is_dir():
        stop(f"「{folder}」不是文件夹。请给出要归档的文件夹。")
    today = datetime.datetime.now(datetime.UTC).astimezone().date()
    try:
        law = load_standard(wish.standard, today)
    except (BrokenStandard, UnknownStandard) as error:
        stop(str(error))
    about = Subject(
        name=wish.subject or folder.resolve().name,
        agency=wish.agency,
        fiscal_year=wish.year,
        archived_on=today,
        retention=wish.retention or _retention(law),
    )
    items = [
        ArchiveItem(path=path.relative_to(folder).as_posix(), title=path.stem, source=path, date=_day(path))
        for path in _files(folder, output)
    ]
    if not items:
        stop(f"「{folder}」里没有文件，没有归档。")
    try:
        manifest = write_archive(output, about, items, law)
    except UnfitName as error:
        stop(str(error))
    except OSError as error:
        stop(not_writable(Path(error.filename or output), error))
    console.print(f"归档 {len(manifest.items)} 件（含卷内目录），保管期限 {manifest.retention}：{output}", soft_wrap=True, markup=False)
    console.print(f"核验：jiheng verify {output}；或解开后 sha256sum -c SHA256SUMS", soft_wrap=True, markup=False)
    return 0


def run_verify(path: Path, digest: str, console: Console) -> int:
    """Verify a package; 0 when sound, 1 when something is wrong, 2 when there is nothing to verify."""
    if not path.exists():
        stop(f"找不到「{path}」。")
    found = verify_archive(path)
    for fault in found.faults:
        console.print(f"{fault.path or path.name}：{fault.reason}", soft_wrap=True, markup=False)
    changed = bool(digest and found.digest and digest.removeprefix("sha256:").lower() != found.digest)
    if changed:
        console.print(f"清单的摘要是 sha256:{found.digest}，与给出的不符：清单整个被换过", soft_wrap=True, markup=False)
    if found.without_sm3 and found.manifest:
        console.print("没有核对 SM3：归档时或本机没有这种算法。", soft_wrap=True, markup=False)
    if found.faults or changed:
        console.print(f"核验不通过：{len(found.faults) + changed} 处不符。", markup=False)
        return 1
    assert found.manifest is not None  # nothing wrong was found
    about = f"「{found.manifest.subject}」{found.manifest.archived_on} 归档"
    console.print(f"{about}，{found.checked} 件完好。清单摘要 sha256:{found.digest}", soft_wrap=True, markup=False)
    return 0


def _retention(law: Standard) -> str:
    parameter = law.parameter("archive_retention_years")
    return f"{parameter.value}年"


def _files(folder: Path, output: Path) -> Iterator[Path]:
    """All files below, in the order of their names; not the package itself, nor what systems leave lying about."""
    own = {output.resolve(), output.with_name(f"{output.name}.sha256").resolve()}
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(place) / name
            if path.resolve() not in own and not name.startswith((".", "~$")) and name not in ("Thumbs.db", "desktop.ini"):
                yield path


def _day(path: Path) -> datetime.date:
    return datetime.datetime.fromtimestamp(path.stat().st_mtime, datetime.UTC).astimezone().date()
