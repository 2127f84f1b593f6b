"""Files, folders and zip archives, one document after the other; a bad file is reported and never stops the others.

Nothing is written to disk: members are read in memory, within one budget for an archive and all archives inside it.
"""

from __future__ import annotations

import re
import stat
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from jiheng.documents.content import Document, Limits, Unreadable
from jiheng.documents.errors import (
    ArchiveBomb,
    ArchiveTooDeep,
    DocumentError,
    EmptyFile,
    FileMissing,
    NothingInside,
    TooManyMembers,
    UnsafeMember,
)
from jiheng.documents.package import open_zip, read_member
from jiheng.documents.reading import load, read
from jiheng.documents.sniffing import Content, compare, sniff

#: What systems and programs leave in folders; no documents.
_LITTER: Final = re.compile(r"(?:^|/)(?:\.[^/]+|~\$[^/]*|__MACOSX(?:/.*)?|Thumbs\.db|desktop\.ini)$", re.I)
_OUTSIDE: Final = re.compile(r"^/|^[A-Za-z]:|(?:^|/)\.\.(?:/|$)|[\0-\x1f]")
_UTF8_NAME: Final = 0x800
_ZIP_START: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


def read_all(paths: Iterable[str | Path], *, limits: Limits | None = None) -> Iterator[Document | Unreadable]:
    """All documents under the paths (files, folders, zip archives), in the order given, folders sorted by name.

    A member of an archive has the path ``a.zip!/folder/b.docx``. Never raises for a file.
    """
    limits = limits or Limits()
    for path in paths:
        for file in walk_files(path):
            if isinstance(file, Unreadable):
                yield file
            else:
                yield from _read_file(file, limits)


def walk_files(path: str | Path) -> Iterator[Path | Unreadable]:
    """The files under a path: itself, or all in the folder; archives are not opened. One unit of work each."""
    start = Path(path)
    if not start.exists():
        yield _unreadable(FileMissing(str(path)))
        return
    if not start.is_dir():
        yield start
        return
    found = False
    for file in _below(start):
        found = True
        yield file
    if not found:
        yield _unreadable(NothingInside(str(path), "文件夹"))


def _below(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError:
        yield folder  # reading it then names the reason
        return
    for entry in entries:
        if _LITTER.search(entry.name):
            continue
        if entry.is_dir():
            if not entry.is_symlink():  # a link may lead back up
                yield from _below(entry)
        else:
            yield entry


def _read_file(path: Path, limits: Limits) -> Iterator[Document | Unreadable]:
    try:
        data = load(path, limits)
    except DocumentError as error:
        yield _unreadable(error)
        return
    yield from _read_data(data, str(path), _Budget(limits), 0)


@dataclass(slots=True)
class _Budget:
    """What is left to one archive, the archives inside it included."""

    limits: Limits
    unpacked: int = 0
    members: int = 0

    def take(self, members: list[zipfile.ZipInfo], path: str) -> None:
        """Account for the members of an archive about to be read."""
        self.members += len(members)
        self.unpacked += sum(member.file_size for member in members)
        if self.members > self.limits.archive_members:
            raise TooManyMembers(path, self.members, self.limits.archive_members)
        if self.unpacked > self.limits.unpacked_bytes:
            raise ArchiveBomb(path, self.unpacked, self.limits.unpacked_bytes)


def _read_data(data: bytes, path: str, budget: _Budget, depth: int) -> Iterator[Document | Unreadable]:
    """The document in the data, or those of the archive it is."""
    for member in _unpacked(data, path, budget, depth):
        if isinstance(member, Unreadable):
            yield member
            continue
        try:
            yield read(member.path, data=member.data, limits=budget.limits)
        except DocumentError as error:
            yield _unreadable(error)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file in memory: one of its own, or a member of an archive with the path ``a.zip!/folder/b.docx``."""

    path: str
    data: bytes


def unpack(data: bytes, name: str, *, limits: Limits | None = None) -> Iterator[Member | Unreadable]:
    """The file itself, or the files in the archive it is, those in archives inside it too. Never raises for a file."""
    yield from _unpacked(data, name, _Budget(limits or Limits()), 0)


def _unpacked(data: bytes, path: str, budget: _Budget, depth: int) -> Iterator[Member | Unreadable]:
    try:
        if not (data.startswith(_ZIP_START) and sniff(data, path, budget.limits) is Content.ZIP):
            yield Member(path=path, data=data)
            return
        compare(Content.ZIP, path)
        if depth >= budget.limits.archive_depth:
            raise ArchiveTooDeep(path, budget.limits.archive_depth)
        archive = open_zip(data, path, budget.limits)
        members = [member for member in archive.infolist() if not member.is_dir()]
        budget.take(members, path)
    except DocumentError as error:
        yield _unreadable(error)
        return
    yield from _unpacked_members(archive, members, path, budget, depth)


def _unpacked_members(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], path: str, budget: _Budget, depth: int
) -> Iterator[Member | Unreadable]:
    found = False
    for member in members:
        name = member_name(member)
        if _LITTER.search(name):
            continue
        found = True
        inner = f"{path}!/{name}"
        try:
            if _OUTSIDE.search(name) or stat.S_ISLNK(member.external_attr >> 16):
                raise UnsafeMember(inner)
            data = read_member(archive, member, inner)
            if not data:
                raise EmptyFile(inner)
        except DocumentError as error:
            yield _unreadable(error)
            continue
        yield from _unpacked(data, inner, budget, depth + 1)
    if not found:
        yield _unreadable(NothingInside(path, "压缩包"))


def member_name(member: zipfile.ZipInfo) -> str:
    """The name as it was typed: archives made on Chinese Windows hold GBK bytes that zipfile takes for code page 437."""
    name = member.orig_filename
    if not member.flag_bits & _UTF8_NAME:
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            raw = b""
        for encoding in ("utf-8", "gb18030") if raw else ():
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/")


def _unreadable(error: DocumentError) -> Unreadable:
    return Unreadable(path=error.path, error=str(error), code=error.code)
