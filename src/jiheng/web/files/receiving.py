"""What somebody hands in, looked at before anything is stored: name, size, type by content; archives are opened as ``check`` opens them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Final

from django.conf import settings
from django.utils.translation import gettext as _

from jiheng.documents import DocumentError, Limits, Unreadable
from jiheng.documents.sniffing import compare, sniff
from jiheng.documents.walking import unpack
from jiheng.web.files import storage
from jiheng.web.files.models import FileType

_LONGEST: Final = 250
_CONTROLS: Final = re.compile(r"[\0-\x1f\x7f]+")
_MEGABYTE: Final = 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A file whose bytes lie on the disk already; nobody knows of it before an action stores it."""

    name: str
    digest: str
    size: int
    type: FileType


@dataclass(frozen=True, slots=True, kw_only=True)
class NotReceived:
    """A file that was turned away; the text says why and what to do."""

    name: str
    reason: str


def limits() -> Limits:
    """How large a file may be, and all other limits of reading."""
    return Limits(file_bytes=settings.UPLOAD_BYTES)


def receive(stream: IO[bytes], name: str, size: int) -> Iterator[Received | NotReceived]:
    """The file, or the files in the archive it is; each is kept or turned away."""
    plain = plain_name(name)
    if size > settings.UPLOAD_BYTES:
        told = _("文件 {size} MB，超过每个文件 {limit} MB 的上限。请拆分或压缩图片后再上传。")
        yield NotReceived(name=plain, reason=told.format(size=-(-size // _MEGABYTE), limit=settings.UPLOAD_BYTES // _MEGABYTE))
        return
    data = stream.read()
    if not data:
        yield NotReceived(name=plain, reason=_("文件是空的。请检查原文件能否打开，再重新上传。"))
        return
    for count, member in enumerate(unpack(data, plain, limits=limits())):
        if count >= settings.UPLOAD_FILES:
            told = _("压缩包里的文件超过 {limit} 个，其余没有收下。请分成几个压缩包上传。")
            yield NotReceived(name=plain, reason=told.format(limit=settings.UPLOAD_FILES))
            return
        if isinstance(member, Unreadable):
            yield NotReceived(name=member.path, reason=_without_name(member.error, member.path))
        else:
            yield _received(member.data, member.path)


def receive_bytes(data: bytes, name: str) -> Received | NotReceived:
    """One file; an archive is turned away."""
    plain = plain_name(name)
    return _received(data, plain) if data else NotReceived(name=plain, reason=_("文件是空的。请检查原文件能否打开，再重新上传。"))


def plain_name(name: str) -> str:
    """The name without folders and control characters, its end kept when it is too long."""
    last = re.split(r"[/\\]", _CONTROLS.sub(" ", name))[-1].strip()
    return (last or _("未命名"))[-_LONGEST:]


def _received(data: bytes, path: str) -> Received | NotReceived:
    name = _CONTROLS.sub(" ", path)[-_LONGEST:]
    try:
        content = sniff(data, path, limits())
        compare(content, path)
    except DocumentError as error:
        return NotReceived(name=name, reason=_without_name(str(error), path))
    if content not in FileType.values:
        return NotReceived(name=name, reason=_("这里不收压缩包，请解压后上传其中的文件。"))
    return Received(name=name, digest=storage.keep(data), size=len(data), type=FileType(content.value))


def _without_name(sentence: str, path: str) -> str:
    """The sentence alone: the list names the file already."""
    return sentence.removeprefix(f"{path}：")
