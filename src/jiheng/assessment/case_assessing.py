"""A case or frame file assessed: what its own faults are, in the shape of every other document's assessment, each at its line."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from jiheng.assessment.assessing import DocumentAssessment, Options, Verdict
from jiheng.assessment.coverage import Coverage
from jiheng.assessment.located import LocatedFinding, LocatedRelation, Location
from jiheng.assessment.waivers import apply
from jiheng.documents import FileKind, Unreadable
from jiheng.extraction import Extraction
from jiheng.model import EvaluationCase, Finding, Frame, Outcome, Place, Relation, Severity, amounts
from jiheng.regulation import PlacedYaml, UnknownStandard, WrongFile, read_placed
from jiheng.scoring.case import score_case
from jiheng.scoring.case_file import case_of, frame_of, kind_of_file
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


def _case(placed: PlacedYaml, data: bytes, options: Options) -> DocumentAssessment:
    read = case_of(placed)
    serious = any(fault.severity is Severity.MUST_FIX for fault in read.faults)
    missing = 0 if serious else len(score_case(read.case, read.frame, read.standard).missing)
    return _assessed(placed, data, options, (read.case, read.frame), read.faults, missing)


def _frame(placed: PlacedYaml, data: bytes, options: Options) -> DocumentAssessment:
    read = frame_of(placed, options.standard)
    return _assessed(placed, data, options, (None, read.frame), read.faults, 0)


def _assessed(
    placed: PlacedYaml,
    data: bytes,
    options: Options,
    what: tuple[EvaluationCase | None, Frame],
    faults: Sequence[Fault],
    missing: int,
) -> DocumentAssessment:
    case, frame = what
    lines = data.decode("utf-8-sig").splitlines()
    told = [_located(fault, placed, lines) for fault in faults if _chosen(fault, options)]
    findings = apply(told, options.waivers, options.baseline, options.today)
    count = len(frame.indicators)
    kind = "evaluation_case" if case is not None else "frame"
    return DocumentAssessment(
        path=placed.file,
        digest=f"sha256:{hashlib.sha256(data).hexdigest()}",
        kind=FileKind.TEXT,
        type=kind,
        standard=case.standard if case is not None else options.standard,
        agency=case.subject.agency or None if case is not None else None,
        fiscal_year=case.subject.fiscal_year if case is not None else None,
        verdict=_verdict(findings),
        coverage=Coverage(figures=count, checked=count - missing, unread=0, not_checkable=missing),
        relations=(_weights(frame, placed, "/frame" if case is not None else ""),),
        findings=findings,
        states={fault.code: Counter() for fault in faults},
        notices=(),
        extraction=Extraction(type=kind),
    )


def _chosen(fault: Fault, options: Options) -> bool:
    wanted, unwanted = options.choice.select, options.choice.ignore
    names = (fault.code, fault.name)
    return (not wanted or any(name.startswith(word) for word in wanted for name in names)) and not any(
        name.startswith(word) for word in unwanted for name in names
    )


def _located(fault: Fault, placed: PlacedYaml, lines: Sequence[str]) -> LocatedFinding:
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
    quote = lines[line - 1].strip() if line and line <= len(lines) else ""
    place = Place(file=placed.file, line=line)
    return LocatedFinding(finding=finding, location=Location(place=place, label=fault.place.lstrip("/"), quote=quote))


def _weights(frame: Frame, placed: PlacedYaml, below: str) -> LocatedRelation:
    """The one sum that every frame has."""
    place = f"{below}/indicators"
    total, full = frame.total_weight, frame.full_marks
    relation = Relation(
        check="FRM101",
        expression=f"{' + '.join(f'{name} {amounts.text(weight, None)}' for name, weight in frame.level1_weights.items())} = 满分",
        stated=amounts.text(full, None),
        computed=amounts.text(total, None),
        outcome=Outcome.HOLDS if total == full else Outcome.FAILS,
        paths=(place,),
    )
    return LocatedRelation(relation=relation, locations=(Location(place=Place(file=placed.file, line=placed.line(place))),))


def _verdict(findings: Sequence[LocatedFinding]) -> Verdict:
    severities = {found.finding.severity for found in findings if found.state == "open"}
    if Severity.MUST_FIX in severities:
        return "must_fix"
    return "question" if Severity.QUESTION in severities else "clean"
