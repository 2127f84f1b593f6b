"""Output formats of ``check``: each takes documents one by one, so that long runs need constant memory where the format allows."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Protocol, TextIO, TypeAlias

from jiheng import __version__
from jiheng.assessment import DocumentAssessment, DossierAssessment
from jiheng.assessment.contract import cross_checks_contract, document_contract
from jiheng.documents import Unreadable


class Format(StrEnum):
    """Output formats of ``check``."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    XLSX = "xlsx"
    SARIF = "sarif"


#: Where the formats that are files by nature go when nobody says.
DEFAULT_FILES = {Format.HTML: Path("核对结果.html"), Format.XLSX: Path("核对底稿.xlsx")}


class Output(Protocol):
    """Where the results of a run go."""

    def add(self, assessed: DocumentAssessment) -> None:
        """One assessed document."""

    def add_unreadable(self, bad: Unreadable) -> None:
        """One file that could not be read."""

    def add_dossiers(self, dossiers: Sequence[DossierAssessment]) -> None:
        """What holds between the documents; comes last."""

    def finish(self) -> Path | None:
        """Close the output; the file written, if the format writes one itself."""


class JsonOutput:
    """The contract of design.md section 5, written document by document."""

    def __init__(self, stream: TextIO, standard: str) -> None:
        self._stream = stream
        self._errors: list[dict[str, str]] = []
        self._dossiers: Sequence[DossierAssessment] = ()
        self._first = True
        head = json.dumps({"tool": "jiheng", "version": __version__, "standard": standard}, ensure_ascii=False)
        stream.write(head[:-1] + ', "documents": [')

    def add(self, assessed: DocumentAssessment) -> None:
        """Write one document."""
        self._stream.write("\n" if self._first else ",\n")
        json.dump(document_contract(assessed), self._stream, ensure_ascii=False)
        self._stream.flush()
        self._first = False

    def add_unreadable(self, bad: Unreadable) -> None:
        """Remember one unreadable file."""
        self._errors.append({"path": bad.path, "code": bad.code, "message": bad.error})

    def add_dossiers(self, dossiers: Sequence[DossierAssessment]) -> None:
        """Keep what holds between documents."""
        self._dossiers = dossiers

    def finish(self) -> Path | None:
        """Close the document list, write what holds between documents and the errors."""
        crossing = json.dumps(cross_checks_contract(self._dossiers), ensure_ascii=False)
        self._stream.write(f'\n], "cross_checks": {crossing}, "errors": {json.dumps(self._errors, ensure_ascii=False)}}}\n')
        return None


Renderer: TypeAlias = Callable[[Sequence[DocumentAssessment], Sequence[Unreadable], Sequence[DossierAssessment]], Path | None]


class CollectingOutput:
    """Formats that need all documents at once (HTML, Excel, SARIF)."""

    def __init__(self, render: Renderer) -> None:
        self._render = render
        self._assessed: list[DocumentAssessment] = []
        self._unreadable: list[Unreadable] = []
        self._dossiers: Sequence[DossierAssessment] = ()

    def add(self, assessed: DocumentAssessment) -> None:
        """Keep one document."""
        self._assessed.append(assessed)

    def add_unreadable(self, bad: Unreadable) -> None:
        """Keep one unreadable file."""
        self._unreadable.append(bad)

    def add_dossiers(self, dossiers: Sequence[DossierAssessment]) -> None:
        """Keep what holds between documents."""
        self._dossiers = dossiers

    def finish(self) -> Path | None:
        """Write the file."""
        return self._render(self._assessed, self._unreadable, self._dossiers)


def collecting(format: Format, target: Path | None, stream: TextIO) -> CollectingOutput:
    """The output of a format that needs all documents: a file, or for SARIF the stream."""
    from jiheng.reports import render_html, render_workbook, sarif_text

    if format is Format.SARIF:

        def write(
            assessed: Sequence[DocumentAssessment], unreadable: Sequence[Unreadable], dossiers: Sequence[DossierAssessment]
        ) -> Path | None:
            stream.write(sarif_text(assessed, unreadable, dossiers) + "\n")
            return None

        return CollectingOutput(write)
    render = render_html if format is Format.HTML else render_workbook
    chosen = target or DEFAULT_FILES[format]

    def save(
        assessed: Sequence[DocumentAssessment], unreadable: Sequence[Unreadable], dossiers: Sequence[DossierAssessment]
    ) -> Path | None:
        render(assessed, unreadable, chosen, dossiers)
        return chosen

    return CollectingOutput(save)
