"""Storing what the checks said of a version: findings are known again by their fingerprint, what is gone was fixed, decisions stay."""

from __future__ import annotations

import json
from typing import Any

from django.db.models import F
from django.utils import timezone

from jiheng import __version__
from jiheng.assessment import DocumentAssessment, check_contract
from jiheng.web.files import storage
from jiheng.web.files.models import Document, DocumentVersion
from jiheng.web.findings.assessing import sightings, subject_of
from jiheng.web.findings.models import Assessment, Finding, FindingState, Sighting, Verdict


def ledger_of(assessment: DocumentAssessment) -> str:
    """The digest of the file with the JSON of ``check``, the whole ledger of relations in it."""
    contract = check_contract([assessment], assessment.standard)
    return storage.keep(json.dumps(contract, ensure_ascii=False, indent=1).encode())


def store(version: DocumentVersion, assessment: DocumentAssessment, reading: str, ledger: str) -> dict[str, Any]:
    """Store the assessment and the findings of a version; what the job then says of itself. Runs in the transaction of the job."""
    document = Document.objects.select_for_update().get(pk=version.document_id)
    contents = sightings(assessment)
    coverage = assessment.coverage
    severities = [content["severity"] for content in contents]
    _replace(
        version,
        verdict=assessment.verdict,
        type=assessment.type[:40],
        agency=(assessment.agency or "")[:200],
        subject=subject_of(assessment),
        fiscal_year=assessment.fiscal_year,
        figures=coverage.figures,
        checked=coverage.checked,
        must_fix=severities.count("must_fix"),
        questions=severities.count("question"),
        notices=list(assessment.notices),
        standard=assessment.standard,
        reading=reading,
        ledger=ledger,
    )
    _sight(document, version, contents)
    return {"verdict": assessment.verdict, "findings": len(contents)}


def store_unreadable(version: DocumentVersion, standard: str, reason: str) -> dict[str, Any]:
    """Store that a version cannot be read, and why."""
    Document.objects.select_for_update().get(pk=version.document_id)
    _replace(version, verdict=Verdict.UNREADABLE, standard=standard, error=reason[:1000])
    return {"verdict": Verdict.UNREADABLE.value, "findings": 0}


def _replace(version: DocumentVersion, **values: Any) -> None:
    Sighting.objects.filter(version=version).delete()
    Assessment.objects.filter(version=version).delete()
    Assessment.objects.create(version=version, program=__version__, assessed_at=timezone.now(), **values)


def _sight(document: Document, version: DocumentVersion, contents: list[dict[str, Any]]) -> None:
    """Findings are found again or new; those that the newest version has no more were fixed.

    Versions may be checked in any order. One that holds nothing to check, as a wrong file does, does not say that anything was fixed.
    """
    known = {(one.fingerprint, one.occurrence): one for one in document.findings.all()}
    for number, content in enumerate(contents, 1):
        finding = known.get((content["fingerprint"], content["occurrence"])) or _new(document, version, content)
        Sighting.objects.create(version=version, finding=finding, number=number, content=content)
        _seen(finding, version, content)
    telling = Assessment.objects.filter(version__document=document).exclude(verdict__in=(Verdict.UNREADABLE, Verdict.NOT_CHECKABLE))
    newest = telling.order_by("-version__number").values_list("version", flat=True).first()
    if newest is None:
        return
    there = Sighting.objects.filter(version=newest).values("finding")
    document.findings.exclude(pk__in=there).exclude(state=FindingState.FIXED).update(
        state=FindingState.FIXED, accepted=False, version=F("version") + 1
    )
    document.findings.filter(pk__in=there, state=FindingState.FIXED).update(state=FindingState.OPEN, version=F("version") + 1)


def _new(document: Document, version: DocumentVersion, content: dict[str, Any]) -> Finding:
    return Finding.objects.create(
        document=document,
        fingerprint=content["fingerprint"],
        occurrence=content["occurrence"],
        code=content["code"],
        severity=content["severity"],
        message=content["message"],
        place=content["place"][:300],
        first_number=version.number,
        last_number=version.number,
    )


def _seen(finding: Finding, version: DocumentVersion, content: dict[str, Any]) -> None:
    """Columns follow the latest version in which it stands."""
    if version.number < finding.first_number:
        Finding.objects.filter(pk=finding.pk).update(first_number=version.number)
    if version.number >= finding.last_number:
        Finding.objects.filter(pk=finding.pk).update(
            last_number=version.number, message=content["message"], severity=content["severity"], place=content["place"][:300]
        )
