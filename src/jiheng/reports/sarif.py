"""Findings as SARIF 2.1.0, for code-review tools and continuous integration."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jiheng import __version__
from jiheng.assessment import DocumentAssessment, DossierAssessment, LocatedFinding
from jiheng.checks import all_checks
from jiheng.documents import Unreadable
from jiheng.model import Severity

_LEVELS = {Severity.MUST_FIX: "error", Severity.QUESTION: "warning", Severity.NOTE: "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif_text(assessed: Sequence[DocumentAssessment], unreadable: Sequence[Unreadable], dossiers: Sequence[DossierAssessment] = ()) -> str:
    """One SARIF run with a rule a check and a result a finding; unreadable files are tool notifications."""
    used = {found.finding.code for findings in _findings(assessed, dossiers) for found in findings}
    rules = [
        {
            "id": check.code,
            "name": check.name,
            "shortDescription": {"text": check.title},
            "fullDescription": {"text": check.page},
            "defaultConfiguration": {"level": _LEVELS[check.severity]},
        }
        for check in all_checks()
        if check.code in used
    ]
    run = {
        "tool": {"driver": {"name": "jiheng", "version": __version__, "rules": rules}},
        "results": [
            *(_result([document.path], found) for document in assessed for found in document.findings),
            *(_result(dossier.documents_of(found), found) for dossier in dossiers for found in dossier.findings),
        ],
        "invocations": [
            {
                "executionSuccessful": not unreadable,
                "toolExecutionNotifications": [{"level": "error", "message": {"text": bad.error}} for bad in unreadable],
            }
        ],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1)


def _findings(assessed: Sequence[DocumentAssessment], dossiers: Sequence[DossierAssessment]) -> list[tuple[LocatedFinding, ...]]:
    return [*(document.findings for document in assessed), *(dossier.findings for dossier in dossiers)]


def _result(files: Sequence[str], found: LocatedFinding) -> dict[str, Any]:
    finding, place = found.finding, found.location.place
    physical: dict[str, Any] = {"artifactLocation": {"uri": Path(files[0]).as_posix()}}
    if place.line:
        physical["region"] = {"startLine": place.line, "snippet": {"text": found.location.quote}}
    logical = {"name": found.location.label, "fullyQualifiedName": f"{found.location.section} / {found.location.label}"}
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity or Severity.QUESTION],
        "message": {"text": finding.message + (f" {finding.advice}" if finding.advice else "")},
        "locations": [{"physicalLocation": physical, "logicalLocations": [logical]}],
        "partialFingerprints": {"jiheng/v1": found.fingerprint},
    }
    if len(files) > 1:
        result["relatedLocations"] = [{"physicalLocation": {"artifactLocation": {"uri": Path(file).as_posix()}}} for file in files[1:]]
    if found.state != "open":
        result["suppressions"] = [{"kind": "external", "justification": found.note or found.state}]
    return result
