"""What the page of a version shows: the document as it looks with its findings marked, the findings beside it, what changed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from jiheng.web import policy
from jiheng.web.files.models import Document, DocumentVersion
from jiheng.web.findings import reading
from jiheng.web.findings.models import Answer, Assessment, Finding, Severity, Sighting
from jiheng.web.findings.pages import Page, Paging, paging
from jiheng.web.findings.requests import check_key
from jiheng.web.jobs.models import Job
from jiheng.web.people.models import Person
from jiheng.web.policy import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A finding of the version as the list shows it."""

    sighting: Sighting
    is_new: bool
    is_boxed: bool = False

    @property
    def number(self) -> int:
        """What page and list call it."""
        return self.sighting.number

    @property
    def finding(self) -> Finding:
        """Through all versions."""
        return self.sighting.finding

    @property
    def severity(self) -> Severity:
        """As in this version."""
        return Severity(self.sighting.content["severity"])

    @property
    def has_place(self) -> bool:
        """Whether the text shows where it stands."""
        return bool(self.sighting.content["cells"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Everything on the page."""

    document: Document
    version: DocumentVersion
    versions: list[DocumentVersion]
    assessment: Assessment | None
    job: Job | None
    paging: Paging
    as_text: bool
    blocks: list[dict[str, Any]]
    items: list[Item]
    fixed: list[Finding]
    counts: list[tuple[Severity, int]]

    @property
    def pages(self) -> list[Page]:
        """The pages to show; none when the text is shown."""
        return [] if self.as_text else self.paging.pages

    @property
    def unboxed(self) -> int:
        """How many findings stand in the text and have no box on a page."""
        return sum(item.has_place and not item.is_boxed for item in self.items)

    @property
    def is_newest(self) -> bool:
        """Whether this is the version people work on."""
        return self.version.number == self.document.latest

    @property
    def news(self) -> int:
        """How many findings the version before did not have."""
        return sum(item.is_new for item in self.items)


def review(document: Document, number: int, *, as_text: bool = False) -> Review | None:
    """The page of a version, as pages or as text; None when there is no such version. A fixed number of queries."""
    versions = list(document.versions.select_related("file__uploaded_by", "assessment"))
    version = next((one for one in versions if one.number == number), None)
    if version is None:
        return None
    version.document = document
    assessment = getattr(version, "assessment", None)
    sightings = list(version.sightings.select_related("finding"))
    earlier = {one.number for one in versions if one.number < number}
    content = reading.fetched(assessment.reading) if assessment else reading.fetched("")
    pages = paging(version, content["pages"], sightings)
    items = [
        Item(sighting=one, is_new=bool(earlier) and one.finding.first_number == number, is_boxed=one.number in pages.boxed)
        for one in sightings
    ]
    before = max(earlier, default=0)
    fixed = list(document.findings.filter(last_number=before)) if before and assessment else []
    return Review(
        document=document,
        version=version,
        versions=versions,
        assessment=assessment,
        job=None if assessment else Job.objects.filter(key=check_key(version.pk)).first(),
        paging=pages,
        as_text=bool(content["blocks"]) and (as_text or not pages.pages),
        blocks=reading.shown(content["blocks"], _marks(sightings)),
        items=items,
        fixed=fixed,
        counts=[(severity, sum(item.severity is severity and item.finding.is_unsettled for item in items)) for severity in Severity],
    )


def _marks(sightings: list[Sighting]) -> reading.Marks:
    """Which findings stand at which block, row and column."""
    marks: reading.Marks = defaultdict(list)
    for one in sightings:
        for place, (block, row, column) in enumerate(one.content["cells"]):
            at = marks[block, row, column]
            if block is not None and all(mark["number"] != one.number for mark in at):
                at.append({"number": one.number, "severity": one.content["severity"], "is_first": place == 0})
    return marks


def answers_of(person: Person, document: Document) -> list[Answer]:
    """What the person may decide about findings of the document."""
    from jiheng.web.findings.actions.decide import NEEDED

    allowed = {one: policy.handles(person, one, document) for one in set(NEEDED.values())}
    return [answer for answer in Answer if allowed[NEEDED[answer]]]


def may_upload(person: Person, document: Document) -> bool:
    """Whether the person may hand in the next version."""
    return policy.handles(person, Permission.UPLOAD, document)


def open_counts(dossiers: Any) -> dict[int, dict[str, int]]:
    """For each dossier (a queryset or numbers) how many findings ask for work, by severity; dossiers without any are left out."""
    rows = (
        Finding.objects.unsettled()
        .filter(document__dossier__in=dossiers)
        .order_by()
        .values_list("document__dossier", "severity")
        .annotate(count=Count("pk"))
    )
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    for dossier, severity, count in rows:
        counts[dossier][severity] = count
    return dict(counts)
