"""Reading one file: limits first, then dispatch by content. Walking folders and archives is ``walking``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from stat import S_ISREG
from typing import Final, cast

from jiheng.documents.content import Document, Limits
from jiheng.documents.errors import (
    DocumentError,
    EmptyFile,
    FileMissing,
    FileNotOpened,
    FileTooLarge,
    InternalFailure,
    NotYetReadable,
)
from jiheng.documents.sniffing import Content, compare, sniff

#: Module and function of each reader; imported when the first file of its kind comes.
_READERS: Final[dict[Content, tuple[str, str]]] = {
    Content.DOCX: ("docx", "read_docx"),
    Content.XLSX: ("xlsx", "read_xlsx"),
    Content.XLS: ("xls", "read_xls"),
    Content.PDF: ("pdf", "read_pdf"),
    Content.HTML: ("html", "read_html"),
    Content.TEXT: ("text", "read_text"),
    Content.DOC: ("office", "read_office"),
    Content.RTF: ("office", "read_office"),
    Content.ODT: ("office", "read_office"),
    Content.OFD: ("ofd", "read_ofd"),
    Content.IMAGE: ("scan", "read_image"),
}


def read(path: str | Path, *, data: bytes | None = None, limits: Limits | None = None) -> Document:
    """The document in the file (or in ``data``, then ``path`` is only its name).

    Raises:
        DocumentError: it cannot be read; the message says why and what to do.
    """
    limits = limits or Limits()
    name = str(path)
    if data is None:
        data = load(Path(path), limits)
    elif len(data) > limits.file_bytes:
        raise FileTooLarge(name, len(data), limits.file_bytes)
    if not data:
        raise EmptyFile(name)
    try:
        content = sniff(data, name, limits)
        notice = compare(content, name)
        if content is Content.ZIP:
            raise NotYetReadable(name, "压缩包", "请按压缩包检查，或解压后逐个检查。")
        document = _reader(content)(data, name, limits)
    except DocumentError:
        raise
    except Exception as error:
        raise InternalFailure(name, error) from error
    notices = (notice, *document.notices) if notice else document.notices
    return replace(document, notices=notices, trusted_confidence=limits.trusted_confidence)


def load(path: Path, limits: Limits) -> bytes:
    """The bytes of a file, its size looked at before.

    Raises:
        DocumentError: missing, not to be opened, or too large.
    """
    try:
        status = path.stat()
        if not S_ISREG(status.st_mode):
            raise FileNotOpened(str(path), "不是普通文件")
        size = status.st_size
        if size > limits.file_bytes:
            raise FileTooLarge(str(path), size, limits.file_bytes)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise FileMissing(str(path)) from error
    except OSError as error:
        raise FileNotOpened(str(path), error.strerror or type(error).__name__) from error


def _reader(content: Content) -> Callable[[bytes, str, Limits], Document]:
    module, function = _READERS[content]
    return cast("Callable[[bytes, str, Limits], Document]", getattr(import_module(f"jiheng.documents.{module}"), function))
