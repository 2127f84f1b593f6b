"""One document assessed: extraction, checks, places, coverage, verdict."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from jiheng.assessment.coverage import Coverage, counted, printed_figures
from jiheng.assessment.located import LocatedFinding, LocatedRelation, Location, locate
from jiheng.assessment.papers import add_papers
from jiheng.assessment.running import Choice, Said, run
from jiheng.assessment.uncompared import Uncompared, uncompared
from jiheng.assessment.waivers import Waiver, apply
from jiheng.documents import Document, FileKind
from jiheng.extraction import Extracted, Extraction, extract
from jiheng.extraction.doubts import RECOGNISED
from jiheng.model import CheckState, Finding, Place, Severity
from jiheng.regulation import Standard, load_labels, load_standard

Verdict: TypeAlias = Literal["must_fix", "question", "clean", "not_checkable"]


@dataclass(slots=True, kw_only=True)
class Options:
    """How to assess. ``year`` overrides the fiscal year read from the document, ``baseline`` holds known fingerprints."""

    standard: str = "cn"
    year: int | None = None
    choice: Choice = field(default_factory=Choice)
    waivers: tuple[Waiver, ...] = ()
    baseline: frozenset[str] = frozenset()
    today: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentAssessment:
    """What is to be said of one document. ``uncompared`` are the figures behind ``coverage.not_checkable``, each with its reason."""

    path: str
    digest: str
    kind: FileKind
    type: str
    standard: str
    agency: str | None
    fiscal_year: int | None
    verdict: Verdict
    coverage: Coverage
    relations: tuple[LocatedRelation, ...]
    findings: tuple[LocatedFinding, ...]
    states: Mapping[str, Counter[CheckState]]
    notices: tuple[str, ...]
    extraction: Extraction
    uncompared: tuple[Uncompared, ...] = ()

    @property
    def open_findings(self) -> tuple[LocatedFinding, ...]:
        """Findings that are neither waived nor in the baseline."""
        return tuple(found for found in self.findings if found.state == "open")


def assess(document: Document, options: Options | None = None) -> DocumentAssessment:
    """Read, check and judge one document."""
    chosen = options or Options()
    return assess_extraction(extract(document, load_labels(chosen.standard)), document, chosen)


def assess_extraction(extraction: Extraction, document: Document, options: Options) -> DocumentAssessment:
    """Check and judge what was extracted from a document."""
    year = options.year or extraction.fiscal_year
    standard = standard_of(options.standard, year)
    records = [extracted.record for extracted in extraction.records]
    said = run(records, standard, options.choice)
    add_papers(said, records, standard, options.choice)
    findings = apply(placed(said, extraction.records), options.waivers, options.baseline, options.today)
    printed = list(printed_figures(records, said.relations, [extracted.sources for extracted in extraction.records]))
    coverage = counted(printed, len(extraction.unread))
    notices = [*document.notices, *(f"检查 {code} 自身出错，已跳过；请把该文件样式告知维护者。" for code in dict.fromkeys(said.failures))]
    return DocumentAssessment(
        path=document.path,
        digest=document.digest,
        kind=document.kind,
        type=extraction.type,
        standard=options.standard,
        agency=extraction.agency,
        fiscal_year=year,
        verdict=_verdict(findings, coverage),
        coverage=coverage,
        relations=tuple(
            LocatedRelation(relation=relation, locations=tuple(locate(path, extraction.records, number) for path in relation.paths))
            for number, relation in said.relations
        ),
        findings=findings,
        states=said.states,
        notices=tuple(notices),
        extraction=extraction,
        uncompared=uncompared(extraction.records, said.relations, printed),
    )


def standard_of(name: str, year: int | None) -> Standard:
    """The standard as it holds at the end of a fiscal year; the newest when the year is not known."""
    return load_standard(name, datetime.date(year, 12, 31) if year else None)


def placed(said: Said, records: Sequence[Extracted]) -> list[LocatedFinding]:
    """Findings with their places, in the order in which they stand on paper."""
    located = []
    for number, finding in said.findings:
        places = [locate(path, records, number, finding.quotes.get(path, "")) for path in finding.paths]
        main = places[0] if places else locate("", records, number)
        located.append(LocatedFinding(finding=_cautious(finding, places), location=main, related=tuple(places[1:])))
    return sorted(located, key=_order)


def _cautious(finding: Finding, places: Sequence[Location]) -> Finding:
    """A finding that rests on a doubtful reading asks instead of demanding, and says why."""
    doubt = next((place.doubt for place in places if place.doubt), "")
    if doubt.startswith(RECOGNISED) and finding.severity is not Severity.MUST_FIX:
        return finding.model_copy(update={"message": f"{finding.message}（{doubt}）"})
    if not doubt or finding.severity is not Severity.MUST_FIX:
        return finding
    return finding.model_copy(update={"severity": Severity.QUESTION, "message": f"{finding.message}（{doubt}，请先核对原文）"})


def _order(found: LocatedFinding) -> tuple[str, int, int, int, int, str]:
    place: Place = found.location.place
    return (
        place.sheet or "",
        place.block if place.block is not None else 10**9,
        place.row if place.row is not None else -1,
        place.line or 0,
        place.column if place.column is not None else -1,
        found.finding.code,
    )


def _verdict(findings: Sequence[LocatedFinding], coverage: Coverage) -> Verdict:
    severities = {found.finding.severity for found in findings if found.state == "open"}
    if Severity.MUST_FIX in severities:
        return "must_fix"
    if Severity.QUESTION in severities:
        return "question"
    return "clean" if coverage.checked else "not_checkable"
