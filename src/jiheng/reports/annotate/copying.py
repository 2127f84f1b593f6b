"""Which annotator a file takes, and where its copy goes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from jiheng.assessment import DocumentAssessment
from jiheng.documents import FileKind
from jiheng.reports.annotate.docx_copy import annotate_docx
from jiheng.reports.annotate.pdf_copy import annotate_pdf
from jiheng.reports.annotate.remarks import remarks, summary
from jiheng.reports.annotate.xlsx_copy import annotate_xlsx


class CannotAnnotate(Exception):
    """A file whose kind takes no comments; the text names the file and a remedy."""

    def __init__(self, path: str, remedy: str) -> None:
        super().__init__(f"「{path}」不能写入批注：{remedy}")


_REMEDIES = {
    FileKind.XLS: "旧版 Excel 请先另存为 .xlsx 再核对。",
    FileKind.HTML: "网页请看 HTML 结果页（--format html）。",
    FileKind.TEXT: "文本文件请看 HTML 结果页（--format html）。",
}


def annotate_copy(path: Path, assessed: DocumentAssessment, folder: Path, *, data: bytes | None = None, name: str | None = None) -> Path:
    """Write the annotated copy of a file into ``folder`` and return it.

    ``data`` and ``name`` are for members of archives, which have no file of their own.

    Raises:
        CannotAnnotate: its kind takes no comments, or it would overwrite the original.
    """
    annotator = _annotator(assessed)
    target = folder / (name or path.name)
    if target.exists() and target.resolve() == path.resolve():
        raise CannotAnnotate(str(path), "副本会盖住原件，请换一个输出文件夹。")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(annotator(data if data is not None else path.read_bytes()))
    return target


def _annotator(assessed: DocumentAssessment) -> Callable[[bytes], bytes]:
    notes, head = remarks(assessed), summary(assessed)
    match assessed.kind:
        case FileKind.DOCX:
            return lambda data: annotate_docx(data, notes, head)
        case FileKind.XLSX:
            return lambda data: annotate_xlsx(data, notes, head)
        case FileKind.PDF:
            from jiheng.documents.pdf_words import WordFinder

            return lambda data: annotate_pdf(data, notes, head, WordFinder(data).boxes)
        case kind:
            raise CannotAnnotate(assessed.path, _REMEDIES[kind])
