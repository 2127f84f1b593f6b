"""Running checks over records: which ones speak, what they say, and what became of each."""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from jiheng.checks import Check, Dossier, Entry, all_checks, visits
from jiheng.model import AnyRecord, CheckState, Finding, Outcome, Relation
from jiheng.regulation import Standard, UnknownParameter, load_standard

_log = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class Choice:
    """Which checks speak: codes or prefixes (``SEV``, ``SEV1``). ``select`` empty means all; preview checks only when asked for."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    preview: bool = False

    def takes(self, check: Check) -> bool:
        """Whether the check runs."""
        named = any(check.code.startswith(prefix) or check.name == prefix for prefix in self.select)
        if any(check.code.startswith(prefix) or check.name == prefix for prefix in self.ignore):
            return False
        return named or (not self.select and (self.preview or not check.preview))


@dataclass(slots=True)
class Said:
    """What the checks said of the records of one document; the number is the record's, None for cross checks."""

    findings: list[tuple[int | None, Finding]] = field(default_factory=list)
    relations: list[tuple[int | None, Relation]] = field(default_factory=list)
    states: defaultdict[str, Counter[CheckState]] = field(default_factory=lambda: defaultdict(Counter))
    failures: list[str] = field(default_factory=list)


def run(records: Sequence[AnyRecord], standard: Standard, choice: Choice) -> Said:
    """All chosen checks over all records, then the cross checks over them as one dossier."""
    said = Said()
    chosen = [check for check in all_checks() if choice.takes(check)]
    cross = [check for check in chosen if check.subject is Dossier]
    for number, record in enumerate(records):
        subjects: dict[type, list[object]] = {}
        for subject in visits(record):
            subjects.setdefault(type(subject), []).append(subject)
        for check in chosen:
            for kind, some in subjects.items():
                if issubclass(kind, check.subject):
                    for subject in some:
                        _visit(check, subject, number, standard, said)
    dossier = Dossier(entries=tuple(Entry(number=i, record=record) for i, record in enumerate(records)))
    if records:
        for check in cross:
            _visit(check, dossier, None, standard, said)
    for check in chosen:
        said.states.setdefault(check.code, Counter({CheckState.NOT_APPLICABLE: 1}))
    return said


def run_dossier(dossier: Dossier, standard: Standard, choice: Choice) -> Said:
    """The chosen cross checks over records of several documents."""
    said = Said()
    for check in speaking(choice):
        if check.subject is Dossier:
            _visit(check, dossier, None, standard, said)
    return said


def _visit(check: Check, subject: object, number: int | None, standard: Standard, said: Said) -> None:
    states = said.states[check.code]
    findings: list[Finding] = []
    relations: list[Relation] = []
    try:
        for spoken in check.function(subject, standard):
            if isinstance(spoken, Finding):
                findings.append(_signed(spoken, check))
            else:
                relations.append(spoken if spoken.check else spoken.model_copy(update={"check": check.code}))
    except UnknownParameter as missing:
        if missing.name not in load_standard(standard.name).parameters:
            _broken(check, states, said)
        else:  # the law of that year does not have it yet: nothing to check by
            states[CheckState.NOT_APPLICABLE] += 1
    except Exception:  # one broken check must not stop the others; it is reported as its own state
        _broken(check, states, said)
    else:
        states[_state(findings, relations)] += 1
    said.findings.extend((number, finding) for finding in findings)
    said.relations.extend((number, relation) for relation in relations)


def _broken(check: Check, states: Counter[CheckState], said: Said) -> None:
    _log.exception("check %s failed", check.code)
    states[CheckState.INTERNAL_ERROR] += 1
    said.failures.append(check.code)


def _state(findings: Sequence[Finding], relations: Sequence[Relation]) -> CheckState:
    if findings:
        return CheckState.FAIL
    if not relations:
        return CheckState.NOT_APPLICABLE
    if all(relation.outcome is Outcome.NOT_CHECKABLE for relation in relations):
        return CheckState.INSUFFICIENT_DATA
    return CheckState.PASS


def _signed(finding: Finding, check: Check) -> Finding:
    return finding.model_copy(update={"code": check.code, "name": check.name, "severity": finding.severity or check.severity})


def speaking(choice: Choice) -> Iterator[Check]:
    """The checks a choice runs."""
    return (check for check in all_checks() if choice.takes(check))
