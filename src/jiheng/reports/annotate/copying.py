"""Which annotator a file takes; the copy is written whole or not at all, and never over an original."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

from jiheng.assessment import DocumentAssessment
from jiheng.documents import FileKind
from jiheng.reports.annotate.docx_copy import annotate_docx
from jiheng.reports.annotate.parts import StrictFormat
from jiheng.reports.annotate.pdf_copy import annotate_pdf
from jiheng.reports.annotate.remarks import remarks, summary
from jiheng.reports.annotate.xlsx_copy import annotate_xlsx


class CannotAnnotate(Exception):
    """A file that takes no comments; the text says why and what to do instead."""


_REMEDIES: Final = {
    FileKind.XLS: "旧版 Excel（xls）不能写入批注，请另存为 .xlsx 再核对。",
    FileKind.HTML: "网页不能写入批注，请看 HTML 结果页（--format html）。",
    FileKind.TEXT: "文本文件不能写入批注，请看 HTML 结果页（--format html）。",
    FileKind.CONVERTED: "旧版 Word、WPS 和 RTF 文档不能写入批注，请另存为 .docx 再核对。",
    FileKind.OFD: "OFD 文件不能写入批注，请看 HTML 结果页（--format html）。",
    FileKind.IMAGE: "图片不能写入批注，请看 HTML 结果页（--format html）。",
}
_EXTENSIONS: Final = {FileKind.DOCX: ".docx", FileKind.XLSX: ".xlsx", FileKind.PDF: ".pdf"}


def annotate_copy(path: Path, assessed: DocumentAssessment, target: Path, *, data: bytes | None = None) -> Path:
    """Write the annotated copy of the file ``path`` to ``target`` (with the extension of its content) and return it.

    ``data`` is for members of archives, which have no file of their own.

    Raises:
        CannotAnnotate: its kind takes no comments, or the copy would overwrite the original.
        OSError: the copy cannot be written.
    """
    annotator = _annotator(assessed)
    right = _EXTENSIONS[assessed.kind]
    chosen = target if target.suffix.lower() == right else target.with_name(target.name + right)
    if chosen.exists() and chosen.samefile(path):
        raise CannotAnnotate("副本会盖住原件，请换一个输出文件夹。")
    try:
        annotated = annotator(data if data is not None else path.read_bytes())
    except StrictFormat as error:
        raise CannotAnnotate(
            "文件是「严格 Open XML」格式，不能写入批注，请在 Word 或 Excel 中另存为普通的 .docx、.xlsx 再核对。"
        ) from error
    chosen.parent.mkdir(parents=True, exist_ok=True)
    partial = chosen.with_name(f"{chosen.name}.{os.getpid()}.part")
    try:
        partial.write_bytes(annotated)
        partial.replace(chosen)
    finally:
        partial.unlink(missing_ok=True)
    return chosen


def _annotator(assessed: DocumentAssessment) -> Callable[[bytes], bytes]:
    notes, head = remarks(assessed), summary(assessed)
    match assessed.kind:
        case FileKind.DOCX:
            return lambda data: annotate_docx(data, notes, head)
        case FileKind.XLSX:
            return lambda data: annotate_xlsx(data, notes, head)
        case FileKind.PDF:
            return lambda data: annotate_pdf(data, notes, head)
        case kind:
            raise CannotAnnotate(_REMEDIES[kind])
