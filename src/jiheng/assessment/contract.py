"""The JSON of ``check``: stable, described by docs/formats/check.schema.json."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from jiheng import __version__
from jiheng.assessment.assessing import DocumentAssessment
from jiheng.assessment.dossiers import DossierAssessment
from jiheng.assessment.located import LocatedFinding, LocatedRelation, Location
from jiheng.documents import Unreadable


def location_contract(location: Location) -> dict[str, Any]:
    """LOCATION of design.md section 5; rows and columns count from 1, absent parts are null."""
    place = location.place
    return {
        "file": place.file,
        "page": place.page,
        "line": place.line,
        "sheet": place.sheet,
        "section": location.section or None,
        "table_title": location.table_title or None,
        "row": place.row + 1 if place.row is not None else None,
        "column": place.column + 1 if place.column is not None else None,
        "label": location.label or None,
        "quote": location.quote or None,
    }


def finding_contract(found: LocatedFinding) -> dict[str, Any]:
    """One finding."""
    finding = found.finding
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "message": finding.message,
        "advice": finding.advice,
        "stated": finding.stated,
        "expected": finding.expected,
        "paths": list(finding.paths),
        "location": location_contract(found.location),
        "related": [location_contract(place) for place in found.related],
        "citations": [citation.text for citation in finding.citations],
        "trace": finding.trace,
        "state": found.state,
        "note": found.note,
        "fingerprint": found.fingerprint,
    }


def _relation_contract(located: LocatedRelation) -> dict[str, Any]:
    relation = located.relation
    return {
        "check": relation.check,
        "expression": relation.expression,
        "stated": relation.stated,
        "computed": relation.computed,
        "outcome": relation.outcome,
        "locations": [location_contract(place) for place in located.locations],
    }


def document_contract(assessed: DocumentAssessment) -> dict[str, Any]:
    """One document."""
    coverage = assessed.coverage
    return {
        "path": assessed.path,
        "digest": assessed.digest,
        "type": assessed.type,
        "agency": assessed.agency,
        "fiscal_year": assessed.fiscal_year,
        "verdict": assessed.verdict,
        "coverage": {
            "figures": coverage.figures,
            "checked": coverage.checked,
            "unread": coverage.unread,
            "not_checkable": coverage.not_checkable,
        },
        "relations": [_relation_contract(relation) for relation in assessed.relations],
        "findings": [finding_contract(found) for found in assessed.findings],
        "checks": {code: {str(state): count for state, count in states.items()} for code, states in sorted(assessed.states.items())},
        "notices": list(assessed.notices),
    }


def cross_checks_contract(dossiers: Iterable[DossierAssessment]) -> list[dict[str, Any]]:
    """The findings between documents: as within one, with the documents named."""
    return [
        finding_contract(found) | {"documents": list(dossier.documents_of(found))} for dossier in dossiers for found in dossier.findings
    ]


def check_contract(
    assessed: Iterable[DocumentAssessment],
    standard: str,
    unreadable: Sequence[Unreadable] = (),
    dossiers: Sequence[DossierAssessment] = (),
) -> dict[str, Any]:
    """The whole output of one run. ``errors`` lists files that could not be read."""
    return {
        "tool": "jiheng",
        "version": __version__,
        "standard": standard,
        "documents": [document_contract(document) for document in assessed],
        "cross_checks": cross_checks_contract(dossiers),
        "errors": [{"path": bad.path, "code": bad.code, "message": bad.error} for bad in unreadable],
    }
