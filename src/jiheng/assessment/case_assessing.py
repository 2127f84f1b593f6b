"""A case or frame file assessed: what its own faults are, in the shape of every other document's assessment, each at its line."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from jiheng.assessment.assessing import DocumentAssessment, Options, Verdict
from jiheng.assessment.case_workbook import case_in, holds_case
from jiheng.assessment.coverage import Coverage
from jiheng.assessment.located import LocatedFinding, LocatedRelation, Location
from jiheng.assessment.waivers import apply
from jiheng.documents import Document, FileKind, Unreadable
from jiheng.extraction import Extraction
from jiheng.model import EvaluationCase, Finding, Frame, Outcome, Place, Relation, Severity, amounts
from jiheng.regulation import PlacedYaml, UnknownStandard, WrongFile, read_placed
from jiheng.scoring.case import score_case
from jiheng.scoring.case_file import PlacedCase, case_of, frame_of, kind_of_file
from jiheng.scoring.case_sheet import WHOLE
from jiheng.scoring.faults import Fault

#: What the beginning of such a file looks like: keys of a case or a frame at the margin, in YAML or JSON.
_LOOKS: Final = re.compile(rb"""^\s*["']?(?:type["']?\s*:\s*["']?(?:evaluation_case|frame)\b|subject|indicators|frame)["']?\s*:?""", re.M)
_BEGINNING, _LARGEST = 65_536, 20 * 2**20


def assess_case_file(data: bytes, path: str, options: Options) -> DocumentAssessment | Unreadable | None:
    """The assessment of a case or frame; None when the file is neither, so that it is read as any other document."""
    if len(data) > _LARGEST or b"\0" in data[:_BEGINNING] or not _LOOKS.search(data[:_BEGINNING]):
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    named = path.lower().endswith((".yaml", ".yml", ".json"))
    try:
        placed = read_placed(text, path)
        kind = kind_of_file(placed.content)
    except WrongFile as error:
        return Unreadable(path=path, error=str(error), code="wrong_case") if named else None
    if kind is None:
        return None
    try:
        return _case(placed, data, options) if kind == "evaluation_case" else _frame(placed, data, options)
    except (WrongFile, UnknownStandard) as error:
        return Unreadable(path=path, error=str(error), code="wrong_case")


def assess_case_workbook(document: Document, options: Options) -> DocumentAssessment | Unreadable | None:
    """The assessment of the case in a scoring workbook; None for every other document."""
    if document.kind is not FileKind.XLSX or not holds_case(document):
        return None
    try:
        read = case_in(document)
    except (WrongFile, UnknownStandard) as error:
        return Unreadable(path=document.path, error=str(error), code="wrong_case")
    origin = _Origin(path=document.path, digest=document.digest, kind=document.kind, sheet=WHOLE)
    return _assessed(read.placed, origin, options, (read.case, read.frame), read.faults, _missing(read))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Origin:
    """The file that was read: its text line by line, or the sheet that holds the entries."""

    path: str
    digest: str
    kind: FileKind
    lines: Sequence[str] = ()
    sheet: str | None = None

    def place(self, line: int | None) -> Place:
        """The place of an entry on a line of the text or in a row of the sheet."""
        if self.sheet is None:
            return Place(file=self.path, line=line)
        return Place(file=self.path, sheet=self.sheet, row=line - 1 if line else None, column=1 if line else None)

    def quote(self, line: int | None) -> str:
        """The words of a line."""
        return self.lines[line - 1].strip() if line and line <= len(self.lines) else ""


def _text(data: bytes, path: str) -> _Origin:
    lines = data.decode("utf-8-sig").splitlines()
    return _Origin(path=path, digest=f"sha256:{hashlib.sha256(data).hexdigest()}", kind=FileKind.TEXT, lines=lines)


def _case(placed: PlacedYaml, data: bytes, options: Options) -> DocumentAssessment:
    read = case_of(placed)
    return _assessed(placed, _text(data, placed.file), options, (read.case, read.frame), read.faults, _missing(read))


def _missing(read: PlacedCase) -> int:
    serious = any(fault.severity is Severity.MUST_FIX for fault in read.faults)
    return 0 if serious else len(score_case(read.case, read.frame, read.standard).missing)


def _frame(placed: PlacedYaml, data: bytes, options: Options) -> DocumentAssessment:
    read = frame_of(placed, options.standard)
    return _assessed(placed, _text(data, placed.file), options, (None, read.frame), read.faults, 0)


def _assessed(
    placed: PlacedYaml,
    origin: _Origin,
    options: Options,
    what: tuple[EvaluationCase | None, Frame],
    faults: Sequence[Fault],
    missing: int,
) -> DocumentAssessment:
    case, frame = what
    count = len(frame.indicators)
    return _whole(
        placed,
        origin,
        options,
        About(
            type="evaluation_case" if case is not None else "frame",
            standard=case.standard if case is not None else options.standard,
            agency=case.subject.agency or None if case is not None else None,
            fiscal_year=case.subject.fiscal_year if case is not None else None,
        ),
        faults,
        (_weights(frame, "/frame" if case is not None else ""),),
        Coverage(figures=count, checked=count - missing, unread=0, not_checkable=missing),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a typed file is and whose."""

    type: str
    standard: str
    agency: str | None
    fiscal_year: int | None


def assess_typed_file(
    placed: PlacedYaml,
    data: bytes,
    options: Options,
    about: About,
    faults: Sequence[Fault],
    relations: Sequence[Relation],
    figures: Sequence[str],
) -> DocumentAssessment:
    """The assessment of a file people type (YAML, JSON) from its faults, its comparisons and the places of its figures."""
    told = {path for relation in relations if relation.outcome is not Outcome.NOT_CHECKABLE for path in relation.paths}
    checked = sum(path in told for path in figures)
    coverage = Coverage(figures=len(figures), checked=checked, unread=0, not_checkable=len(figures) - checked)
    return _whole(placed, _text(data, placed.file), options, about, faults, relations, coverage)


def _whole(
    placed: PlacedYaml,
    origin: _Origin,
    options: Options,
    about: About,
    faults: Sequence[Fault],
    relations: Sequence[Relation],
    coverage: Coverage,
) -> DocumentAssessment:
    told = [_located(fault, placed, origin) for fault in faults if _chosen(fault, options)]
    findings = apply(told, options.waivers, options.baseline, options.today)
    return DocumentAssessment(
        path=origin.path,
        digest=origin.digest,
        kind=origin.kind,
        type=about.type,
        standard=about.standard,
        agency=about.agency,
        fiscal_year=about.fiscal_year,
        verdict=_verdict(findings),
        coverage=coverage,
        relations=tuple(
            LocatedRelation(relation=one, locations=tuple(Location(place=origin.place(placed.line(path))) for path in one.paths))
            for one in relations
        ),
        findings=findings,
        states={fault.code: Counter() for fault in faults},
        notices=(),
        extraction=Extraction(type=about.type),
    )


def _chosen(fault: Fault, options: Options) -> bool:
    wanted, unwanted = options.choice.select, options.choice.ignore
    names = (fault.code, fault.name)
    return (not wanted or any(name.startswith(word) for word in wanted for name in names)) and not any(
        name.startswith(word) for word in unwanted for name in names
    )


def _located(fault: Fault, placed: PlacedYaml, origin: _Origin) -> LocatedFinding:
    finding = Finding(
        code=fault.code,
        name=fault.name,
        severity=fault.severity,
        message=f"{fault.problem}。",
        advice=f"{fault.remedy}。" if fault.remedy else "",
        stated=fault.stated,
        expected=fault.expected,
        paths=(fault.place,),
        citations=fault.citations,
    )
    line = placed.line(fault.place)
    location = Location(place=origin.place(line), label=fault.place.lstrip("/"), quote=origin.quote(line))
    return LocatedFinding(finding=finding, location=location)


def _weights(frame: Frame, below: str) -> Relation:
    """The one sum that every frame has."""
    total, full = frame.total_weight, frame.full_marks
    return Relation(
        check="FRM101",
        expression=f"{' + '.join(f'{name} {amounts.text(weight, None)}' for name, weight in frame.level1_weights.items())} = 满分",
        stated=amounts.text(full, None),
        computed=amounts.text(total, None),
        outcome=Outcome.HOLDS if total == full else Outcome.FAILS,
        paths=(f"{below}/indicators",),
    )


def _verdict(findings: Sequence[LocatedFinding]) -> Verdict:
    severities = {found.finding.severity for found in findings if found.state == "open"}
    if Severity.MUST_FIX in severities:
        return "must_fix"
    return "question" if Severity.QUESTION in severities else "clean"
