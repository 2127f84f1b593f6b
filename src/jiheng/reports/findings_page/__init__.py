"""The findings as one readable HTML page: no script needed, prints on A4, opens without network."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

from jinja2 import Environment, PackageLoader, StrictUndefined

from jiheng import __version__
from jiheng.assessment import DocumentAssessment, DossierAssessment, LocatedFinding, LocatedRelation, Location
from jiheng.documents import Unreadable
from jiheng.documents.crops import Crops
from jiheng.model import Outcome, Severity
from jiheng.model.amounts import text
from jiheng.reports.wording import OUTCOMES, SEVERITIES, STATES, VERDICTS

#: A cell as shown: pieces of text, each marked or not.
Pieces: TypeAlias = list[tuple[str, bool]]
#: Longer cells are shown around the words quoted from them; so many characters stand on each side.
_LONG, _AROUND, _RELATED, _CROPS = 120, 36, 6, 4


def render_html(
    assessed: Sequence[DocumentAssessment], unreadable: Sequence[Unreadable], target: Path, dossiers: Sequence[DossierAssessment] = ()
) -> None:
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
        dossiers=[_dossier(dossier) for dossier in dossiers if dossier.findings or dossier.relations],
        unreadable=unreadable,
        severities=[(str(severity), name) for severity, name in SEVERITIES.items()],
    )
    target.write_text(page, "utf-8")


def _document(number: int, document: DocumentAssessment) -> dict[str, Any]:
    counts = Counter(str(found.finding.severity) for found in document.open_findings)
    outcomes = Counter(located.relation.outcome for located in document.relations)
    coverage = document.coverage
    crops = Crops(document.path)
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
        "outcomes": [(OUTCOMES[outcome], outcomes[outcome]) for outcome in Outcome if outcomes[outcome]],
        "sections": [_section(title, findings, crops) for title, findings in _grouped(document.findings, _section_of).items()],
        "relations": [_relation(located) for located in document.relations],
        "unread": [(source.section, source.label, source.place.quote) for source in document.extraction.unread],
        "notices": document.notices,
    }


def _dossier(dossier: DossierAssessment) -> dict[str, Any]:
    """What does not agree between the documents of one subject, each finding with its documents."""
    return {
        "subject": dossier.subject,
        "year": dossier.fiscal_year,
        "documents": [Path(file).name for file in dossier.documents],
        "findings": [_finding(found) | {"files": [Path(file).name for file in dossier.documents_of(found)]} for found in dossier.findings],
        "relations": [_relation(located) for located in dossier.relations],
    }


def _share(part: int, whole: int) -> Decimal:
    return Decimal(100 * part) / whole if whole else Decimal(0)


def _grouped(findings: Iterable[LocatedFinding], key: Any) -> dict[Any, list[LocatedFinding]]:
    """Findings by key, in the order in which the keys first come."""
    groups: dict[Any, list[LocatedFinding]] = {}
    for found in findings:
        groups.setdefault(key(found), []).append(found)
    return groups


def _section_of(found: LocatedFinding) -> str:
    return found.location.section


def _row_of(found: LocatedFinding) -> tuple[str, str, int | None]:
    return found.location.row_text, _row_label(found.location), found.location.place.row


def _row_label(location: Location) -> str:
    """The row's name; nothing when it only repeats the title of the form."""
    label = location.label.split(" / ")[0]
    return "" if label in (location.table_title, location.section, location.section.split("：")[0]) else label


def _section(title: str, findings: Sequence[LocatedFinding], crops: Crops) -> dict[str, Any]:
    """One form: its rows with what needs work, and the hints below."""
    notes = [found for found in findings if found.finding.severity is Severity.NOTE]
    told = [found for found in findings if found.finding.severity is not Severity.NOTE]
    counts = Counter(found.finding.severity for found in findings if found.state == "open")
    return {
        "title": title,
        "counts": [(str(severity), name, counts[severity]) for severity, name in SEVERITIES.items() if counts[severity]],
        "rows": [_row(several, crops) for several in _grouped(told, _row_of).values()],
        "notes": [_finding(found, crops) for found in notes],
    }


def _row(findings: Sequence[LocatedFinding], crops: Crops) -> dict[str, Any]:
    location = findings[0].location
    quotes = [found.location.quote for found in findings if found.location.quote and found.location.quote != found.location.row_text]
    cells = [cell.strip() for cell in location.row_text.split("\t")] if location.row_text else []
    shown = [_marked(cell, quotes) for cell in cells if cell]
    return {
        "label": _row_label(location),
        "page": location.spot,
        "cells": shown,
        "severities": sorted({str(found.finding.severity) for found in findings}),
        "findings": [_finding(found, crops, in_row=any(marked for pieces in shown for _, marked in pieces)) for found in findings],
    }


def _marked(cell: str, quotes: Sequence[str]) -> Pieces:
    """The cell with the first words quoted from it marked; a long cell only around them."""
    for quote in quotes:
        at = cell.find(quote)
        if at < 0 or (len(quote) < len(cell) and len(cell) <= _AROUND and quote.isdecimal()):
            continue
        before, after = cell[:at], cell[at + len(quote) :]
        if len(cell) > _LONG:
            before = ("…" if len(before) > _AROUND else "") + before[-_AROUND:]
            after = after[:_AROUND] + ("…" if len(after) > _AROUND else "")
        return [(before, False), (quote, True), (after, False)]
    return [(cell if len(cell) <= _LONG else cell[:_AROUND] + "…", False)]


def _finding(found: LocatedFinding, crops: Crops | None = None, *, in_row: bool = False) -> dict[str, Any]:
    finding = found.finding
    own = (found.location.row_text, found.location.place.row) if found.location.row_text else None
    elsewhere = [place for place in found.related if place.words and (place.row_text, place.place.row) != own]
    related = list(dict.fromkeys(place.words + (f"「{place.quote}」" if place.quote else "") for place in elsewhere))
    quote = found.location.quote if found.location.quote != found.location.row_text else ""
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "severity_words": SEVERITIES[finding.severity or Severity.QUESTION],
        "message": finding.message,
        "advice": finding.advice,
        "trace": finding.trace,
        "citations": [citation.text for citation in finding.citations],
        "where": found.location.words,
        "column": found.location.label.partition(" / ")[2],
        "quote": "" if in_row or quote in finding.message else quote,
        "related": related[:_RELATED],
        "more": max(len(related) - _RELATED, 0),
        "state": found.state,
        "state_words": STATES[found.state],
        "note": found.note,
        "crops": _doubtful(found, crops) if crops else [],
    }


def _doubtful(found: LocatedFinding, crops: Crops) -> list[tuple[str, str]]:
    """What was recognised without certainty as it stands on the paper: a picture inside the page (a data address), and its words."""
    shown = []
    doubtful = [place for place in (found.location, *found.related) if place.doubt]
    for place in list(dict.fromkeys(doubtful))[:_CROPS]:
        picture = crops.of(place.place)
        if picture is not None:
            words = f"{place.words}：识别为「{place.quote}」，{place.doubt}" if place.quote else f"{place.words}：{place.doubt}"
            shown.append((f"data:image/png;base64,{base64.b64encode(picture).decode('ascii')}", words))
    return shown


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
