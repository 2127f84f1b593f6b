"""Writing a package: papers are copied in, digests taken on the way, index and manifest last."""

from __future__ import annotations

import datetime
import os
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from jiheng import __version__
from jiheng.regulation import Standard
from jiheng.regulation.papers import load_paper
from jiheng.reports.archive.manifest import FORMAT, MANIFEST, SHA256SUMS, SM3SUMS, Archived, Manifest, UnfitName, digests, fit, sums
from jiheng.reports.render.drafting import Draft, fill
from jiheng.reports.render.paper import Block, Layout, Paper, Paragraph, Section
from jiheng.reports.render.tables import plain_table
from jiheng.reports.render.undated import undated
from jiheng.reports.render.word import write_word


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveItem:
    """A paper to be archived: its place in the package, what it is called, and where its bytes come from."""

    path: str
    title: str
    source: bytes | Path
    maker: str = ""
    date: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What the file is about and how long it is kept."""

    name: str
    agency: str = ""
    fiscal_year: int | None = None
    archived_on: datetime.date
    retention: str


def write_archive(target: Path, subject: Subject, items: Sequence[ArchiveItem], standard: Standard) -> Manifest:
    """Write the package and ``target.sha256`` beside it; the manifest. A target that exists is replaced only when all is written.

    Raises:
        UnfitName: a paper's name cannot stand in a package, or stands in it twice.
        OSError: a source cannot be read or the target not written.
    """
    paths = [fit(item.path) for item in items]
    index = str(load_paper(standard.name, "archive_index").words["labels"]["file"])
    for number, path in enumerate(paths):
        if path.casefold() in (other.casefold() for other in (*paths[:number], index)):
            raise UnfitName(path, "档内已有同名文件（不分大小写）")
    with _replacing(target) as stream:
        manifest = _write(stream, subject, items, standard, index)
    with target.open("rb") as stream:
        _size, sha256, _other = digests(stream)
    target.with_name(f"{target.name}.sha256").write_bytes(sums([(target.name, sha256)]))
    return manifest


def _write(stream: BinaryIO, subject: Subject, items: Sequence[ArchiveItem], standard: Standard, index: str) -> Manifest:
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        archived = [_add(package, item, subject.archived_on) for item in items]
        page = ArchiveItem(path=index, title="卷内目录", source=_index(subject, archived, standard), date=subject.archived_on)
        archived.append(_add(package, page, subject.archived_on))
        manifest = Manifest(
            format=FORMAT,
            subject=subject.name,
            agency=subject.agency,
            fiscal_year=subject.fiscal_year,
            archived_on=subject.archived_on,
            retention=subject.retention,
            tool=f"jiheng {__version__}",
            items=tuple(archived),
        )
        data = manifest.model_dump_json(by_alias=True, indent=1, exclude_none=True).encode()
        _size, sha256, sm3 = digests(BytesIO(data))
        _store(package, MANIFEST, data, subject.archived_on)
        _store(package, SHA256SUMS, sums([*((one.path, one.sha256) for one in archived), (MANIFEST, sha256)]), subject.archived_on)
        if sm3:
            _store(package, SM3SUMS, sums([*((one.path, one.sm3) for one in archived), (MANIFEST, sm3)]), subject.archived_on)
    return manifest


def _add(package: zipfile.ZipFile, item: ArchiveItem, day: datetime.date) -> Archived:
    source: BinaryIO = BytesIO(item.source) if isinstance(item.source, bytes) else item.source.open("rb")
    with source, package.open(_member(item.path, item.date or day), "w", force_zip64=True) as sink:
        size, sha256, sm3 = digests(source, sink)  # type: ignore[arg-type]  # zipfile types its writer as IO[bytes]
    return Archived(path=item.path, title=item.title, maker=item.maker, date=item.date, bytes=size, sha256=sha256, sm3=sm3)


def _store(package: zipfile.ZipFile, name: str, data: bytes, day: datetime.date) -> None:
    package.writestr(_member(name, day), data)


def _member(path: str, day: datetime.date) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(path, (max(day.year, 1980), day.month, day.day, 0, 0, 0))
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o644 << 16
    return member


def _index(subject: Subject, archived: Iterable[Archived], standard: Standard) -> bytes:
    words = load_paper(standard.name, "archive_index").words
    rows = list(_rows(archived, words["labels"]["blank"]))
    facts = {
        "subject": subject.name,
        "agency": subject.agency,
        "year": subject.fiscal_year,
        "day": subject.archived_on,
        "retention": subject.retention,
        "count": len(rows),
    }
    draft = Draft(words["sentences"], facts)
    title = fill(words["titles"]["index"], facts)
    of = words["tables"]["items"]
    blocks: list[Block] = [Paragraph(text=title, style="title"), *(Paragraph(text=text) for text in draft.paragraphs("about"))]
    blocks.append(plain_table(of["columns"], rows, of["widths"], left=of["left"]))
    paper = Paper(title=title.replace("\n", ""), sections=(Section(blocks=tuple(blocks)),), author=subject.agency)
    return undated(write_word(paper, Layout.of(standard)))


def _rows(archived: Iterable[Archived], blank: str) -> Iterator[list[str]]:
    for number, one in enumerate(archived, 1):
        yield [str(number), one.title, one.maker or blank, str(one.date or blank), f"{one.bytes_:,}", one.path]


@contextmanager
def _replacing(target: Path) -> Iterator[BinaryIO]:
    """A file that takes the target's name only when it is whole and on the disk."""
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
