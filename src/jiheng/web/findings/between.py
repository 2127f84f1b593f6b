"""The papers of a dossier put together: its stored forms and the newest versions of its documents, and what does not agree between them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from jiheng.assessment import Options
from jiheng.assessment.assessing import DocumentAssessment, assess_extraction
from jiheng.assessment.dossiers import Dossiers
from jiheng.assessment.located import LocatedFinding, Location
from jiheng.documents import Document, DocumentError, FileKind, Unreadable
from jiheng.extraction import Extracted, Extraction
from jiheng.model import SourceMap
from jiheng.web.dossiers.around import may_have
from jiheng.web.dossiers.models import Dossier, FormKind, RecordVersion
from jiheng.web.dossiers.records import read
from jiheng.web.files.models import DocumentVersion
from jiheng.web.findings.assessing import assess_file
from jiheng.web.findings.models import DossierCheck, Severity
from jiheng.web.findings.settling import BETWEEN, About, decisions, key_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """The newest version of each form and document, by the name under which it is checked: messages name it."""

    forms: dict[str, RecordVersion]
    documents: dict[str, DocumentVersion]

    @property
    def stamp(self) -> str:
        """Which versions these are."""
        text = str([(path, one.pk) for path, one in (*self.forms.items(), *self.documents.items())])
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def count(self) -> int:
        """How many papers there are."""
        return len(self.forms) + len(self.documents)

    def named(self, path: str) -> dict[str, str]:
        """The name and address of a paper."""
        paper = self.forms.get(path) or self.documents.get(path)
        return {"name": path, "address": paper.get_absolute_url() if paper else ""}


def papers_of(dossier: Dossier) -> Papers:
    """The papers as they are now. Two queries."""
    stored = RecordVersion.objects.filter(dossier=dossier).order_by("form", "number")
    forms = {_("填报的{form}").format(form=FormKind(one.form).label): one for one in stored}
    newest = DocumentVersion.objects.filter(document__dossier=dossier, number=F("document__latest"))
    documents: dict[str, DocumentVersion] = {}
    for one in newest.select_related("document", "file").order_by("document_id"):
        name = one.document.name
        documents[name if name not in documents else f"{name}（{one.document_id}）"] = one
    return Papers(forms=forms, documents=documents)


def check_between(dossier: Dossier, papers: Papers) -> Iterator[str | dict[str, Any]]:
    """Read and check one paper after the other, each named before; at the end what is to be said between them."""
    options = Options(standard=settings.STANDARD, year=None)
    together = Dossiers(options)
    unread: list[str] = []
    for path, form in papers.forms.items():
        together.add(_as_document(path, form, dossier, options))
    for path, version in papers.documents.items():
        yield path
        try:
            assessed = assess_file(version.file.read(), version.file.name)
        except DocumentError:
            unread.append(path)
            continue
        if isinstance(assessed, Unreadable):
            unread.append(path)
        else:
            together.add(_renamed(assessed.assessment, path))
    groups = together.assess()
    yield {
        "findings": [_content(found, papers) for group in groups for found in group.findings],
        "relations": sum(len(group.relations) for group in groups),
        "notices": list(dict.fromkeys(notice for group in groups for notice in group.notices)),
        "unread": unread,
        "papers": papers.count,
    }


def _as_document(path: str, form: RecordVersion, dossier: Dossier, options: Options) -> DocumentAssessment:
    """A stored form as if it were a paper of its own."""
    extraction = Extraction(records=(Extracted(record=read(form), sources=SourceMap()),), fiscal_year=dossier.fiscal_year_id)
    return assess_extraction(extraction, Document(path=path, kind=FileKind.TEXT, digest="", blocks=()), options)


def _renamed(assessed: DocumentAssessment, path: str) -> DocumentAssessment:
    return replace(assessed, path=path)


def _content(found: LocatedFinding, papers: Papers) -> dict[str, Any]:
    finding = found.finding
    places = [_place(one, papers) for one in (found.location, *found.related) if one.place.file]
    return {
        "key": key_of(finding),
        "code": finding.code,
        "severity": finding.severity.value if finding.severity else Severity.NOTE.value,
        "message": finding.message,
        "advice": finding.advice,
        "trace": finding.trace,
        "citations": [one.text for one in finding.citations],
        "places": [one for number, one in enumerate(places) if one not in places[:number]],
    }


def _place(place: Location, papers: Papers) -> dict[str, str]:
    words = "，".join(part for part in (place.spot, place.label) if part)
    return {**papers.named(place.place.file), "words": words, "quote": place.quote[:200]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A finding between papers with the last decision about it."""

    content: dict[str, Any]
    decision: Any

    @property
    def about(self) -> About:
        """To be decided about."""
        told = self.content
        return About(form=BETWEEN, label=_("各件之间"), key=told["key"], code=told["code"], message=told["message"])

    @property
    def severity(self) -> Severity:
        """How grave it is."""
        return Severity(self.content["severity"])

    @property
    def is_settled(self) -> bool:
        """Whether it asks for nothing more: explained, waived in force, or a check that was wrong."""
        return self.decision is not None and (self.decision.settles or self.decision.answer == "explain")


def rows_of_check(found: DossierCheck) -> list[Row]:
    """The findings of the last check, those that ask for work first."""
    known = decisions(found.dossier, BETWEEN)
    rows = [Row(content=one, decision=known.get(one["key"])) for one in found.content["findings"]]
    return sorted(rows, key=lambda row: (row.is_settled, list(Severity).index(row.severity)))


def summary_of(dossier: Dossier) -> dict[str, Any]:
    """For the page of the dossier: whether its papers were checked together, and how many findings ask for work. Two queries."""
    found = DossierCheck.objects.filter(dossier=dossier).first() if may_have(dossier, DossierCheck) else None
    rows = rows_of_check(found) if found else []
    return {
        "address": reverse("between", args=[dossier.pk]),
        "checked_at": found.checked_at if found else None,
        "open": sum(not row.is_settled for row in rows),
    }
