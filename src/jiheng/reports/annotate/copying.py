"""Which annotator a file takes, and where its copy goes."""

from __future__ import annotations

from pathlib import Path

from jiheng.assessment import DocumentAssessment


class CannotAnnotate(Exception):
    """A file whose kind takes no comments; the text names the file and a remedy."""

    def __init__(self, path: str, remedy: str) -> None:
        super().__init__(f"「{path}」不能写入批注：{remedy}")


def annotate_copy(path: Path, assessed: DocumentAssessment, folder: Path) -> Path:
    """Write the annotated copy of ``path`` into ``folder`` and return it."""
    raise CannotAnnotate(str(path), "尚未支持")
