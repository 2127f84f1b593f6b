"""The manifest of a package: what lies in it, each with its digests. Also how names and digests are written."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Mapping
from typing import BinaryIO, Final

from pydantic import Field

from jiheng.model import Record

FORMAT: Final = "jiheng-archive-1"
MANIFEST: Final = "manifest.json"
SHA256SUMS: Final = "SHA256SUMS"
SM3SUMS: Final = "SM3SUMS"
#: What describes the papers; a paper cannot be called so.
RESERVED: Final = frozenset({MANIFEST, SHA256SUMS, SM3SUMS})
_CHUNK: Final = 1024 * 1024
_FORBIDDEN: Final = frozenset('\\:*?"<>|')


class UnfitName(ValueError):
    """A name that cannot stand in a package: it would not unpack everywhere."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"文件名「{path}」不能归档：{reason}。请改名后再归档。")


class Archived(Record):
    """One paper in the package. ``bytes_`` is its size; ``sm3`` is empty where the machine that wrote it had no SM3."""

    path: str
    title: str
    maker: str = ""
    date: datetime.date | None = None
    bytes_: int = Field(ge=0, alias="bytes")
    sha256: str
    sm3: str = ""


class Manifest(Record):
    """All papers of one file, with what they are about."""

    format: str
    subject: str
    agency: str = ""
    fiscal_year: int | None = None
    archived_on: datetime.date
    retention: str
    tool: str
    items: tuple[Archived, ...]


def fit(path: str) -> str:
    """The path, if it unpacks on every system and reads well in a list of digests.

    Raises:
        UnfitName: it does not.
    """
    parts = path.split("/")
    if not path or path.startswith("/") or any(part in ("", ".", "..") for part in parts):
        raise UnfitName(path, "路径为空、以斜杠开头或含有「.」「..」")
    if any(ord(character) < 32 or character in _FORBIDDEN for character in path):
        raise UnfitName(path, '含有换行等控制字符或 \\ : * ? " < > | 之一')
    if any(part != part.strip() or part.endswith(".") for part in parts):
        raise UnfitName(path, "有一段以空格或点结尾，或以空格开头")
    if path in RESERVED:
        raise UnfitName(path, "这是归档包自用的名称")
    return path


def digests(stream: BinaryIO, sink: BinaryIO | None = None) -> tuple[int, str, str]:
    """Size, SHA-256 and SM3 of what the stream holds, copied into ``sink`` on the way; SM3 is empty where it is not to be had."""
    sha256, sm3, size = hashlib.sha256(), _sm3(), 0
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        sha256.update(chunk)
        if sm3 is not None:
            sm3.update(chunk)
        if sink is not None:
            sink.write(chunk)
    return size, sha256.hexdigest(), sm3.hexdigest() if sm3 is not None else ""


def _sm3() -> hashlib._Hash | None:
    try:
        return hashlib.new("sm3")
    except ValueError:  # a build of Python without it
        return None


def sums(pairs: Iterable[tuple[str, str]]) -> bytes:
    """A list of digests as ``sha256sum`` writes it, for a mode that reads bytes."""
    return "".join(f"{digest} *{path}\n" for path, digest in pairs).encode()


def read_sums(data: bytes) -> Mapping[str, str]:
    """The digest of each path; lines that are none are left out, so that their path is found missing."""
    found: dict[str, str] = {}
    for line in data.decode("utf-8", "replace").splitlines():
        digest, mark, path = line.partition(" ")
        if mark and path[:1] in ("*", " "):
            found[path[1:]] = digest
    return found
