"""Bytes on disk, by their digest: the same bytes are kept once, a file is whole or not there at all.

A file is written under another name, flushed to the disk and renamed. Whoever is killed in between leaves a piece in ``incoming``
that nobody reads and that :func:`sweep` removes.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import shutil
import time
import uuid
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

from django.conf import settings

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_DAY: Final = 24 * 3600


def path_of(digest: str) -> Path:
    """Where the bytes of this digest lie, or would lie."""
    if not _DIGEST.fullmatch(digest):
        raise ValueError(digest)
    return Path(settings.DATA) / "files" / digest[:2] / digest[2:]


def keep(data: bytes) -> str:
    """The digest under which the bytes now lie on the disk."""
    digest = hashlib.sha256(data).hexdigest()
    _written(digest, len(data), io.BytesIO(data))
    return digest


def keep_path(source: Path) -> str:
    """The same for a file too large to be held as bytes; the file itself stays where it is."""
    with source.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        stream.seek(0)
        _written(digest, source.stat().st_size, stream)
    return digest


def _written(digest: str, size: int, stream: BinaryIO) -> None:
    target = path_of(digest)
    if target.is_file() and target.stat().st_size == size:
        return
    incoming = _incoming()
    incoming.mkdir(parents=True, exist_ok=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    piece = incoming / uuid.uuid4().hex
    try:
        with piece.open("xb") as copy:
            shutil.copyfileobj(stream, copy)
            copy.flush()
            os.fsync(copy.fileno())
        piece.replace(target)
    finally:
        piece.unlink(missing_ok=True)
    _flush(target.parent)


def fetch(digest: str) -> bytes:
    """The bytes of a digest that was kept."""
    return path_of(digest).read_bytes()


def sweep(older_than: float = _DAY) -> int:
    """Remove pieces of writes that were killed; how many there were. Younger ones may still be written."""
    removed = 0
    limit = time.time() - older_than
    for piece in _incoming().glob("*"):
        with suppress(OSError):
            if piece.stat().st_mtime <= limit:
                piece.unlink()
                removed += 1
    return removed


def _incoming() -> Path:
    return Path(settings.DATA) / "files" / "incoming"


def _flush(folder: Path) -> None:
    """The new name itself reaches the disk; systems that cannot flush a folder do it by themselves."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
