"""Everything a file says that waits to be published. Kept by its digest: recognising takes seconds, the bytes do not change."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from django.utils.translation import gettext as _

from jiheng.documents import DocumentError, ocr
from jiheng.documents.picture_text import texts_in_pictures
from jiheng.reports.annotate.masked_copy import MASKABLE, all_texts
from jiheng.reports.annotate.masked_pdf import texts_of_pdf
from jiheng.reports.annotate.office_contents import pictures, sealed
from jiheng.reports.annotate.parts import Parts
from jiheng.web import stored
from jiheng.web.portal.models import PublicationFile

#: Where files wait before they are published, and where they lie afterwards.
DRAFTS: Final = "publications"
PUBLIC: Final = "published"
#: What can be looked through. Pictures, scans and old formats hide what they say.
READABLE: Final = (*MASKABLE, "pdf")
_OFFICE: Final = ("docx", "xlsx")


class Unreadable(Exception):
    """A file that cannot be looked through; the text says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTexts:
    """What a file says to who reads it; to who takes it apart (``drawn``: lines, cut where the paper cuts them); does it hold others.

    ``pictured``: the lines in its pictures. ``unseen``: where the pictures are that could not be read, for somebody to look at.
    """

    read: tuple[str, ...]
    drawn: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()
    has_attachments: bool = False
    pictured: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()


def said_in(file: PublicationFile) -> FileTexts:
    """All text of a file, hidden text and that in pictures included.

    Raises:
        Unreadable: it cannot be looked through.
    """
    if file.content not in READABLE:
        raise Unreadable(_("这种文件里的个人信息查不出来，请另存为 .docx、.xlsx 或带文字的 PDF。"))
    return _looked(file.digest, file.content, ocr.is_available())


@lru_cache(maxsize=64)
def _looked(digest: str, content: str, _recognises: bool) -> FileTexts:
    try:
        data = stored.fetch(DRAFTS, digest)
        return _office(data, content) if content in MASKABLE else _pdf(data)
    except (DocumentError, stored.Missing) as error:
        raise Unreadable(str(error)) from error
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(_("文件打不开，请检查后重新上传。")) from error


def _office(data: bytes, content: str) -> FileTexts:
    """A file that is packed texts, or one text."""
    if content not in _OFFICE:
        return FileTexts(read=tuple(all_texts(data, content)))
    parts = Parts(data)
    if hidden := sealed(parts):
        told = "、".join(dict.fromkeys(hidden))
        raise Unreadable(_("文件里夹带了查不出内容的对象（{names}），请去掉后重新上传。").format(names=told))
    shown = list(texts_in_pictures(pictures(parts)))
    return FileTexts(
        read=tuple(all_texts(data, content)),
        pictured=tuple(line for one in shown for line in one.lines or ()),
        unseen=tuple(one.where for one in shown if one.lines is None),
    )


def _pdf(data: bytes) -> FileTexts:
    found = texts_of_pdf(data)
    if not any(text.strip() for text in found.read):
        raise Unreadable(_("PDF 里没有文字，是扫描件，查不出个人信息。请用带文字的 PDF，或先做文字识别。"))
    if found.blind:
        pages = "、".join(str(number) for number in found.blind)
        raise Unreadable(_("第 {pages} 页的文字读不出来，查不出个人信息。请用带文字的 PDF，或先做文字识别。").format(pages=pages))
    return FileTexts(
        read=found.read,
        drawn=found.drawn,
        besides=found.besides,
        has_attachments=found.has_attachments,
        pictured=found.pictured,
        unseen=tuple(_("第 {number} 页").format(number=number) for number in found.unseen),
    )


def texts_of(file: PublicationFile) -> list[str]:
    """The text of a file as it is searched.

    Raises:
        Unreadable: it cannot be looked through.
    """
    return list(said_in(file).read)
