"""A file assessed as ``jiheng check`` assesses it, in the shape in which it is stored. No database here."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from jiheng.assessment import DocumentAssessment, LocatedFinding, Location, Options, Waiver, assess
from jiheng.assessment.case_assessing import assess_case_file, assess_case_workbook
from jiheng.assessment.contract import finding_contract
from jiheng.documents import Document, FileKind, Unreadable, read
from jiheng.model import Form, Scope
from jiheng.web.files.receiving import limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """An assessment with the document it is about; the document is None of a case file, which has no pages."""

    assessment: DocumentAssessment
    document: Document | None


def assess_file(data: bytes, name: str, waivers: tuple[Waiver, ...] = (), today: Any = None) -> Assessed | Unreadable:
    """The assessment of a file.

    Raises:
        DocumentError: it cannot be read.
    """
    options = Options(standard=settings.STANDARD, waivers=waivers, today=today)
    if name.lower().endswith((".yaml", ".yml", ".json", ".txt")):
        case = assess_case_file(data, name, options)
        if case is not None:
            return case if isinstance(case, Unreadable) else Assessed(assessment=case, document=None)
    document = read(name, data=data, limits=limits())
    assessed = assess_case_workbook(document, options) or assess(document, options)
    return assessed if isinstance(assessed, Unreadable) else Assessed(assessment=assessed, document=document)


def sightings(assessment: DocumentAssessment) -> list[dict[str, Any]]:
    """The findings as JSON: those of ``check`` with the boxes and cells of their places, and which of several alike each is."""
    seen: Counter[str] = Counter()
    contents = []
    for found in assessment.findings:
        occurrence = seen[found.fingerprint]
        seen[found.fingerprint] += 1
        contents.append(_content(found, occurrence))
    return contents


def _content(found: LocatedFinding, occurrence: int) -> dict[str, Any]:
    places = (found.location, *found.related)
    boxes = [[page, *(round(value, 1) for value in box)] for place in places for page, box in _boxes(place)]
    cells = [cell for place in places if (cell := _cell(place)) is not None]
    more = {"occurrence": occurrence, "place": found.location.words, "boxes": boxes, "cells": cells}
    return {**finding_contract(found), **more}


def _boxes(location: Location) -> list[tuple[int, tuple[float, float, float, float]]]:
    place = location.place
    first = [(place.page, place.box)] if place.page is not None and place.box is not None else []
    return [*first, *place.more]


def _cell(location: Location) -> list[int | None] | None:
    """Block, row and column; of a table inside a cell that cell."""
    place = location.place
    if place.block is None and place.row is None:
        return None
    if place.inner:
        return [place.block, place.inner[0][0], place.inner[0][1]]
    return [place.block, place.row, place.column]


def subject_of(assessment: DocumentAssessment) -> str:
    """What the document is about: the project of its first form; nothing of papers on a whole department or of several projects."""
    forms = [one.record for one in assessment.extraction.records if isinstance(one.record, Form)]
    projects = {form.project for form in forms if form.project and getattr(form, "scope", Scope.PROJECT) is Scope.PROJECT}
    return projects.pop()[:200] if len(projects) == 1 else ""


def has_pages(kind: FileKind) -> bool:
    """Whether it has pages of its own, to be shown as pictures."""
    return kind in (FileKind.PDF, FileKind.OFD, FileKind.IMAGE)
