"""A paper of the process with its words: the record read from its lists, and the facts its sentences state. No check of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jiheng.checks.subjects import Dossier, Entry
from jiheng.model import EvaluationReport, Fact, Figure, PaperRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A figure of a sentence: the fact, its figure, and its path among the records of the document."""

    fact: Fact
    figure: Figure
    path: str

    @property
    def label(self) -> str:
        """What the sentence calls it, without the words that only lead to it."""
        return self.fact.label.removeprefix("其中")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperWithWords:
    """The record of a paper and the words around it."""

    paper: Entry
    words: Entry
    record: PaperRecord
    report: EvaluationReport

    def stated(self) -> Iterator[Stated]:
        """Every figure that a sentence states."""
        for index, fact in enumerate(self.report.facts):
            if fact.figure is not None:
                yield Stated(fact=fact, figure=fact.figure, path=self.words.at(f"/facts/{index}/figure"))


def papers(dossier: Dossier) -> Iterator[PaperWithWords]:
    """The papers of a document that are followed by their words."""
    for entry, behind in zip(dossier.entries, dossier.entries[1:], strict=False):
        record, report = entry.record, behind.record
        if isinstance(record, PaperRecord) and isinstance(report, EvaluationReport) and report.kind == "process":
            yield PaperWithWords(paper=entry, words=behind, record=record, report=report)
