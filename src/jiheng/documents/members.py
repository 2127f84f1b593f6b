"""The bytes of one member of an archive, found again by its path (``a.zip!/folder/b.docx``)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jiheng.documents.content import Limits
from jiheng.documents.errors import DamagedFile
from jiheng.documents.package import open_zip, read_member
from jiheng.documents.reading import load
from jiheng.documents.walking import member_name

MARK = "!/"


def member_names(path: str) -> tuple[str, ...]:
    """The names of the members a document's path goes through, outermost first; empty for a file of its own."""
    return tuple(path.split(MARK)[1:])


def member_bytes(path: Path, names: Sequence[str], limits: Limits) -> bytes:
    """The bytes of the member reached through ``names``.

    Raises:
        DocumentError: it is no longer there or cannot be unpacked.
    """
    data = load(path, limits)
    inner = str(path)
    for name in names:
        archive = open_zip(data, inner, limits)
        inner = f"{inner}{MARK}{name}"
        member = next((member for member in archive.infolist() if member_name(member) == name), None)
        if member is None:
            raise DamagedFile(inner, "压缩包里找不到这个文件")
        data = read_member(archive, member, inner)
    return data
