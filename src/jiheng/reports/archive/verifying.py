"""Verifying a package, packed or unpacked: every paper against its digests, the lists against each other. Names what is wrong."""

from __future__ import annotations

import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from pydantic import ValidationError

from jiheng.reports.archive.manifest import FORMAT, MANIFEST, RESERVED, SHA256SUMS, SM3SUMS, Archived, Manifest, digests, read_sums

#: What zipfile and zlib raise on damaged members.
_DAMAGE: Final = (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError, OSError, ValueError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with which paper; an empty path: with the package."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What was found. ``digest`` is the SHA-256 of the manifest: noted elsewhere, it proves that the whole list is the old one."""

    manifest: Manifest | None
    digest: str
    faults: tuple[Fault, ...]
    checked: int
    without_sm3: bool = False

    @property
    def is_sound(self) -> bool:
        """Whether everything is as it was archived."""
        return not self.faults


class _Package(Protocol):
    def names(self) -> list[str]: ...
    def stream(self, name: str) -> BinaryIO: ...


@dataclass(frozen=True, slots=True)
class _Packed:
    archive: zipfile.ZipFile

    def names(self) -> list[str]:
        return [member.filename for member in self.archive.infolist() if not member.is_dir()]

    def stream(self, name: str) -> BinaryIO:
        return self.archive.open(name)  # type: ignore[return-value]  # typed as IO[bytes]


@dataclass(frozen=True, slots=True)
class _Unpacked:
    folder: Path

    def names(self) -> list[str]:
        return sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file())

    def stream(self, name: str) -> BinaryIO:
        return (self.folder / name).open("rb")


def verify_archive(path: Path) -> Verification:
    """What the package, a zip or the folder it was unpacked to, holds of what it should hold."""
    outer = tuple(_beside(path))
    try:
        with opened(path) as package:
            found = _verify(package)
    except _DAMAGE:
        return Verification(manifest=None, digest="", checked=0, faults=(*outer, Fault(path="", reason="不是归档包，或压缩包已损坏")))
    return Verification(
        manifest=found.manifest,
        digest=found.digest,
        faults=(*found.faults, *outer),
        checked=found.checked,
        without_sm3=found.without_sm3,
    )


@contextmanager
def opened(path: Path) -> Iterator[_Package]:
    """The package, packed or unpacked."""
    if path.is_dir():
        yield _Unpacked(path)
        return
    with zipfile.ZipFile(path) as archive:
        yield _Packed(archive)


def _beside(path: Path) -> Iterator[Fault]:
    """The digest of the whole zip, where it lies beside it."""
    note = path.with_name(f"{path.name}.sha256")
    if path.is_dir() or not note.is_file():
        return
    stated = read_sums(note.read_bytes()).get(path.name)
    with path.open("rb") as stream:
        _size, sha256, _sm3 = digests(stream)
    if stated != sha256:
        yield Fault(path="", reason=f"整个文件的摘要与「{note.name}」中登记的不符")


def _verify(package: _Package) -> Verification:
    names = package.names()
    known = set(names)
    faults = [Fault(path=name, reason="压缩包里有几个同名文件") for name, count in Counter(names).items() if count > 1]
    read = {name: _read(package, name, faults) for name in sorted(RESERVED & known)}
    manifest = _manifest(read.get(MANIFEST), faults)
    if manifest is None:
        return Verification(manifest=None, digest="", faults=tuple(faults), checked=0)
    _size, sha256, sm3 = digests(BytesIO(read[MANIFEST] or b""))
    faults += [Fault(path=name, reason="不在清单里") for name in sorted(known - RESERVED - {one.path for one in manifest.items})]
    has_sm3 = all(one.sm3 for one in manifest.items)
    faults += _lists(SHA256SUMS, read.get(SHA256SUMS), {**{one.path: one.sha256 for one in manifest.items}, MANIFEST: sha256})
    if has_sm3:
        faults += _lists(SM3SUMS, read.get(SM3SUMS), {**{one.path: one.sm3 for one in manifest.items}, MANIFEST: sm3 or None})
    for one in manifest.items:
        faults += _paper(package, one, known)
    return Verification(
        manifest=manifest, digest=sha256, faults=tuple(faults), checked=len(manifest.items), without_sm3=not (sm3 and has_sm3)
    )


def _manifest(data: bytes | None, faults: list[Fault]) -> Manifest | None:
    if data is None:
        if not faults:
            faults.append(Fault(path="", reason=f"没有 {MANIFEST}，不是归档包"))
        return None
    try:
        manifest = Manifest.model_validate_json(data)
    except ValidationError:
        faults.append(Fault(path=MANIFEST, reason="清单读不出，已被改动或损坏"))
        return None
    if manifest.format != FORMAT:
        faults.append(Fault(path=MANIFEST, reason=f"格式是 {manifest.format}，本版本只认 {FORMAT}"))
        return None
    return manifest


def _read(package: _Package, name: str, faults: list[Fault]) -> bytes | None:
    try:
        with package.stream(name) as stream:
            return stream.read()
    except _DAMAGE:
        faults.append(Fault(path=name, reason="内容已损坏，读不出"))
        return None


def _lists(name: str, data: bytes | None, expected: Mapping[str, str | None]) -> Iterator[Fault]:
    if data is None:
        yield Fault(path=name, reason="缺少这份摘要清单")
        return
    stated = read_sums(data)
    wrong = [path for path, digest in expected.items() if digest is not None and stated.get(path) != digest]
    for path in sorted(wrong):
        yield Fault(path=name, reason=f"「{path}」的摘要与清单不符")
    for path in sorted(set(stated) - set(expected)):
        yield Fault(path=name, reason=f"多出「{path}」")


def _paper(package: _Package, one: Archived, known: set[str]) -> Iterator[Fault]:
    if one.path not in known:
        yield Fault(path=one.path, reason="缺少这个文件")
        return
    try:
        with package.stream(one.path) as stream:
            size, sha256, sm3 = digests(stream)
    except _DAMAGE:
        yield Fault(path=one.path, reason="内容已损坏，读不出")
        return
    if sha256 != one.sha256:
        yield Fault(path=one.path, reason=f"内容被改动：SHA-256 登记为 {one.sha256}，现为 {sha256}")
    elif size != one.bytes_:
        yield Fault(path=one.path, reason=f"大小登记为 {one.bytes_} 字节，现为 {size} 字节")
    elif sm3 and one.sm3 and sm3 != one.sm3:
        yield Fault(path=one.path, reason=f"SM3 登记为 {one.sm3}，现为 {sm3}")
