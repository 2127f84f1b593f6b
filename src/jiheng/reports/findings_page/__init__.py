"""The findings as one readable HTML page: no script needed, prints on A4, opens without network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from jiheng import __version__
from jiheng.assessment import DocumentAssessment, LocatedFinding, LocatedRelation
from jiheng.documents import Unreadable
from jiheng.model import Outcome, Severity
from jiheng.model.amounts import text
from jiheng.reports.wording import OUTCOMES, SEVERITIES, STATES, VERDICTS


def render_html(assessed: Sequence[DocumentAssessment], unreadable: Sequence[Unreadable], target: Path) -> None:
    """Write the page of a run."""
    environment = Environment(
        loader=PackageLoader("jiheng.reports.findings_page", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = environment.get_template("page.html").render(
        version=__version__,
        documents=[_document(number, document) for number, document in enumerate(assessed, 1)],
        unreadable=unreadable,
        severities=[(str(severity), name) for severity, name in SEVERITIES.items()],
    )
    target.write_text(page, "utf-8")


def _document(number: int, document: DocumentAssessment) -> dict[str, Any]:
    counts = Counter(str(found.finding.severity) for found in document.open_findings)
    outcomes = Counter(located.relation.outcome for located in document.relations)
    coverage = document.coverage
    return {
        "number": number,
        "path": document.path,
        "name": Path(document.path).name,
        "agency": document.agency,
        "year": document.fiscal_year,
        "forms": len(document.extraction.records),
        "verdict": document.verdict,
        "verdict_words": VERDICTS[document.verdict],
        "counts": counts,
        "coverage": coverage,
        "share": text(_share(coverage.checked, coverage.figures), 1),
        "outcomes": [(OUTCOMES[outcome], outcomes[outcome]) for outcome in Outcome],
        "sections": [
            (section, [_finding(found) for found in findings])
            for section, findings in groupby(document.findings, key=lambda found: found.location.section)
        ],
        "relations": [_relation(located) for located in document.relations],
        "unread": [(source.section, source.label, source.place.quote) for source in document.extraction.unread],
        "notices": document.notices,
    }


def _share(part: int, whole: int) -> Decimal:
    return Decimal(100 * part) / whole if whole else Decimal(0)


def _finding(found: LocatedFinding) -> dict[str, Any]:
    finding = found.finding
    row = [cell.strip() for cell in found.location.row_text.split("\t")] if found.location.row_text else []
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "severity_words": SEVERITIES[finding.severity or Severity.QUESTION],
        "message": finding.message,
        "advice": finding.advice,
        "stated": finding.stated,
        "expected": finding.expected,
        "trace": finding.trace,
        "citations": [citation.text for citation in finding.citations],
        "where": found.location.words,
        "quote": found.location.quote if found.location.quote != found.location.row_text else "",
        "row": row,
        "related": [place.words + (f"「{place.quote}」" if place.quote else "") for place in found.related],
        "state": found.state,
        "state_words": STATES[found.state],
        "note": found.note,
    }


def _relation(located: LocatedRelation) -> dict[str, str]:
    relation = located.relation
    return {
        "expression": relation.expression,
        "stated": relation.stated,
        "computed": relation.computed,
        "outcome": str(relation.outcome),
        "outcome_words": OUTCOMES[relation.outcome],
        "check": relation.check,
        "where": "；".join(dict.fromkeys(place.words for place in located.locations if place.words)),
        "section": located.locations[0].section if located.locations else "",
    }
