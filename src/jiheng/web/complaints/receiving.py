"""Files of strangers: few, small, of kinds that are told by their content. They are kept, never opened here and never shown in place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from jiheng.documents import DocumentError, Limits
from jiheng.documents.sniffing import Content, compare, sniff

STORAGE: Final = "complaints"
_TAKEN: Final = (Content.PDF, Content.IMAGE, Content.DOCX, Content.XLSX, Content.DOC, Content.XLS, Content.TEXT)
_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_LONGEST: Final = 100
_MEGABYTE: Final = 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A file that may be kept."""

    name: str
    content: str
    data: bytes


class NotTaken(Exception):
    """A file that is not taken; the text says why and what to do."""


def received(files: Sequence[UploadedFile[Any]]) -> tuple[Received, ...]:
    """The files, each looked at.

    Raises:
        NotTaken: too many, too large, empty, or of a kind that is not taken.
    """
    if len(files) > settings.COMPLAINT_FILES:
        raise NotTaken(_("最多附 {limit} 个文件，现在有 {count} 个。").format(limit=settings.COMPLAINT_FILES, count=len(files)))
    return tuple(_received(file) for file in files)


def _received(file: UploadedFile[Any]) -> Received:
    name = plain_name(file.name or "")
    limit = settings.COMPLAINT_FILE_BYTES
    if (file.size or 0) > limit:
        raise NotTaken(_("「{name}」超过 {limit} MB，请压缩后再传。").format(name=name, limit=limit // _MEGABYTE))
    data = file.read()
    if not data:
        raise NotTaken(_("「{name}」是空的，请换一个文件。").format(name=name))
    try:
        content = sniff(data, name, Limits(file_bytes=limit))
        compare(content, name)
    except DocumentError as error:
        raise NotTaken(_("「{name}」不能接收：只收 PDF、图片、Word、Excel 和文本文件。").format(name=name)) from error
    if content not in _TAKEN:
        raise NotTaken(_("「{name}」不能接收：只收 PDF、图片、Word、Excel 和文本文件。").format(name=name))
    return Received(name=name, content=content.value, data=data)


def plain_name(name: str) -> str:
    """The name without folders and signs that do not show, its end kept when it is too long."""
    last = re.split(r"[/\\]", _CONTROLS.sub("", name))[-1].strip()
    return (last or _("未命名"))[-_LONGEST:]
