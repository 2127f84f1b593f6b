"""Papers made of a version under review: annotated original, working paper, letter of opinions. What people decided stands in them."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiheng.assessment import DocumentAssessment, Waiver
from jiheng.documents import DocumentError, Unreadable
from jiheng.model import Decision as OpinionDecision
from jiheng.model import ReviewOpinion, ReviewOpinions, Scope, Subject
from jiheng.regulation import load_standard
from jiheng.reports import CannotAnnotate, annotate_copy, render_workbook
from jiheng.reports.render.paper import Layout
from jiheng.reports.render.typeset import typeset
from jiheng.reports.render.word import write_word
from jiheng.reports.review_opinions import review_opinions
from jiheng.web.files.models import DocumentVersion
from jiheng.web.findings.assessing import assess_file
from jiheng.web.findings.models import Decision, Finding, FindingState, Sighting
from jiheng.web.jobs.kinds import Impossible


class PaperKind(models.TextChoices):
    """What can be made of a version."""

    ANNOTATED = "annotated", gettext_lazy("批注原件")
    WORKING_PAPER = "working_paper", gettext_lazy("核对底稿")
    OPINIONS = "opinions", gettext_lazy("审核意见书")


def make(version: DocumentVersion, kind: PaperKind) -> tuple[str, bytes]:
    """The name of the paper and its bytes.

    Raises:
        Impossible: the file takes no comments, or cannot be read; the text says what to do.
    """
    with TemporaryDirectory(prefix="jiheng-paper-") as folder:
        return _MAKERS[kind](version, Path(folder))


def _annotated(version: DocumentVersion, folder: Path) -> tuple[str, bytes]:
    assessment = _assessed(version)
    source = folder / "original"
    source.write_bytes(version.file.read())
    name = Path(version.file.short_name)
    try:
        written = annotate_copy(source, assessment, folder / "out" / name.name)
    except CannotAnnotate as error:
        raise Impossible(str(error)) from error
    return f"{name.stem}（批注）{written.suffix}", written.read_bytes()


def _working_paper(version: DocumentVersion, folder: Path) -> tuple[str, bytes]:
    target = folder / "paper.xlsx"
    render_workbook([_assessed(version)], [], target)
    return f"{Path(version.file.short_name).stem}（核对底稿）.xlsx", target.read_bytes()


def _opinions(version: DocumentVersion, _folder: Path) -> tuple[str, bytes]:
    record = opinions_of(version)
    standard = load_standard(record.standard)
    paper, layout = review_opinions(record, standard), Layout.of(standard)
    return f"{Path(version.file.short_name).stem}（审核意见书）.docx", write_word(paper, layout, typeset(paper, layout).pages)


_MAKERS: Final[dict[str, Callable[[DocumentVersion, Path], tuple[str, bytes]]]] = {
    PaperKind.ANNOTATED: _annotated,
    PaperKind.WORKING_PAPER: _working_paper,
    PaperKind.OPINIONS: _opinions,
}


def _assessed(version: DocumentVersion) -> DocumentAssessment:
    """The file assessed again, what people settled as waivers."""
    try:
        assessed = assess_file(version.file.read(), version.file.name, _settled(version), timezone.localdate())
    except DocumentError as error:
        raise Impossible(str(error)) from error
    if isinstance(assessed, Unreadable):
        raise Impossible(assessed.error)
    return assessed.assessment


def _settled(version: DocumentVersion) -> tuple[Waiver, ...]:
    """Explained, waived and false alarms: each with its reason and who decided."""
    settled = (FindingState.EXPLAINED, FindingState.WAIVED, FindingState.FALSE_ALARM)
    findings = Finding.objects.filter(sightings__version=version, state__in=settled).distinct()
    latest = latest_decisions(findings)
    return tuple(
        Waiver(
            reason=f"{finding.said}：{latest[finding.pk].reason}",
            approver=latest[finding.pk].decided_by.name,
            expires=latest[finding.pk].until or datetime.date.max,
            fingerprint=finding.fingerprint,
        )
        for finding in findings
        if finding.pk in latest
    )


def latest_decisions(findings: models.QuerySet[Finding]) -> dict[int, Decision]:
    """The newest decision about each finding that has one."""
    decisions = Decision.objects.filter(finding__in=findings).select_related("decided_by").order_by("pk")
    return {one.finding_id: one for one in decisions}


def opinions_of(version: DocumentVersion) -> ReviewOpinions:
    """The findings of a version as the opinions of a review; waived ones and false alarms are none."""
    document, assessment = version.document, version.assessment
    dossier = document.dossier
    shown = version.sightings.select_related("finding").exclude(finding__state__in=(FindingState.WAIVED, FindingState.FALSE_ALARM))
    latest = latest_decisions(Finding.objects.filter(sightings__in=shown))
    name = dossier.subject if dossier else assessment.subject or assessment.agency or document.name
    department = dossier is not None and dossier.kind == "department"
    return ReviewOpinions(
        standard=assessment.standard,
        subject=Subject(
            name=name,
            scope=Scope.DEPARTMENT if department else Scope.PROJECT,
            fiscal_year=dossier.fiscal_year_id if dossier else assessment.fiscal_year or timezone.localdate().year,
            agency=dossier.organisation.name if dossier else assessment.agency,
        ),
        paper=document.name,
        organiser=document.organisation.name,
        reviewed_on=timezone.localdate(assessment.assessed_at),
        opinions=tuple(_opinion(sighting, latest.get(sighting.finding_id)) for sighting in shown),
    )


def _opinion(sighting: Sighting, decision: Decision | None) -> ReviewOpinion:
    content, finding = sighting.content, sighting.finding
    answer = None
    if finding.state == FindingState.FIXED or finding.accepted:
        answer = OpinionDecision.ACCEPTED
    elif finding.state == FindingState.EXPLAINED:
        answer = OpinionDecision.REJECTED
    return ReviewOpinion(
        number=str(sighting.number),
        reviewer=_("程序核对"),
        place=content["place"],
        quote=content["location"]["quote"] or "",
        opinion="\n".join(part for part in (content["message"], content["advice"]) if part),
        evidence=tuple(content["citations"]),
        decision=answer,
        reason=decision.reason if decision else "",
        change=_("已在后一版中改正。") if finding.state == FindingState.FIXED else "",
    )
