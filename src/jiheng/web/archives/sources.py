"""What goes into the file of a dossier: each app names its tables and papers here, those others point to before those that point.

Left out, because it is no record: drafts, jobs, charts made of records. Left out, because it is not the dossier's: the audit log, notices,
the rest of a plan of spot checks. Left out, because it gives somebody away: codes and links of surveys, answers below the threshold.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any, Final

from django.db.models import QuerySet
from django.utils import timezone

from jiheng.reports.archive import ArchiveItem
from jiheng.web.archives.fieldwork import FIELDWORK
from jiheng.web.archives.keeping import BLOBS, FILES, Kept, Names, Papers
from jiheng.web.archives.naming import part
from jiheng.web.archives.papers import complaint_papers, form_papers, publication_papers, spot_check_papers, way_papers
from jiheng.web.assignments.models import Assignment
from jiheng.web.casework.models import Case, Comment, Reminded, Step
from jiheng.web.dossiers.models import Dossier, RecordVersion
from jiheng.web.evaluations import models as evaluations
from jiheng.web.evaluations.models import Entry, Evaluation, ScoreReview, TeamMember
from jiheng.web.files import storage
from jiheng.web.files.models import Document, DocumentVersion, StoredFile
from jiheng.web.findings.models import Assessment, Decision, DossierDecision, Finding, Sighting
from jiheng.web.rectifications import models as rectifications
from jiheng.web.rectifications.models import Evidence, Item, Rectification
from jiheng.web.results.models import Outcome, ResultUse
from jiheng.web.reviews.models import ExpertSheet, FindingWaiver, Minutes, Opinion, ReportVersion, Slip
from jiheng.web.surveys import law
from jiheng.web.surveys.models import Answer, Survey, SurveyResult, SurveyState


def _handed_in(version: DocumentVersion, names: Names) -> ArchiveItem:
    file, document = version.file, version.document
    folder = f"{FILES}/{names[Document, document.pk]:03} {part(document.name)}"
    return ArchiveItem(
        path=f"{folder}/第{version.number}版 {part(file.short_name)}",
        title=f"{document.name}（第 {version.number} 版）",
        source=file.path,
        maker=str(document.organisation),
        date=timezone.localdate(file.uploaded_at),
    )


def _other_file(file: StoredFile, names: Names) -> ArchiveItem:
    path = f"{FILES}/其他/{names[StoredFile, file.pk]:04} {part(file.short_name)}"
    return ArchiveItem(path=path, title=file.short_name, source=file.path, date=timezone.localdate(file.uploaded_at))


def _beside(column: str, title: str) -> Callable[[Assessment, Names], ArchiveItem]:
    """What was kept beside an assessment."""

    def item(assessment: Assessment, _names: Names) -> ArchiveItem:
        digest = getattr(assessment, column)
        day = timezone.localdate(assessment.assessed_at)
        return ArchiveItem(path=f"{BLOBS}/{digest}.json", title=title, source=storage.path_of(digest), date=day)

    return item


def _surveys(dossier: Dossier) -> QuerySet[Survey]:
    return Survey.objects.filter(dossier=dossier).exclude(state=SurveyState.DRAFT)


def _answers(dossier: Dossier) -> QuerySet[Any]:
    """Answers of closed surveys of which enough came; of the others the counts alone are kept, with the survey."""
    return Answer.objects.filter(survey__dossier=dossier, survey__state=SurveyState.CLOSED, survey__received__gte=law.least_shown())


def _link() -> str:
    return secrets.token_urlsafe(16)


def _report(form: str) -> Callable[[ReportVersion, Names], ArchiveItem]:
    """A report as it was made, where people look for it."""

    def item(version: ReportVersion, names: Names) -> ArchiveItem:
        folder = f"{FILES}/评价报告/{names[Evaluation, version.evaluation_id]:02} {part(version.evaluation.title)}"
        title = f"第{version.number}版 {part(version.title)}"
        source = storage.path_of(getattr(version, form))
        return ArchiveItem(path=f"{folder}/{title}.{form}", title=title, source=source, date=timezone.localdate(version.made_at))

    return item


def _frozen(column: str, title: str) -> Callable[[ReportVersion, Names], ArchiveItem]:
    """What a report was made of."""

    def item(version: ReportVersion, _names: Names) -> ArchiveItem:
        digest = getattr(version, column)
        day = timezone.localdate(version.made_at)
        return ArchiveItem(path=f"{BLOBS}/{digest}.json", title=title, source=storage.path_of(digest), date=day)

    return item


def _evaluations() -> tuple[Kept, ...]:
    """Evaluations with all that was written in them, and the rectifications that followed."""
    return (
        Kept(model=Evaluation, of=lambda dossier: Evaluation.objects.filter(dossier=dossier)),
        Kept(model=TeamMember, of=lambda dossier: TeamMember.objects.filter(evaluation__dossier=dossier)),
        Kept(model=Entry, of=lambda dossier: Entry.objects.filter(evaluation__dossier=dossier)),
        Kept(model=evaluations.Step, of=lambda dossier: evaluations.Step.objects.filter(evaluation__dossier=dossier)),
        Kept(model=ScoreReview, of=lambda dossier: ScoreReview.objects.filter(evaluation__dossier=dossier)),
        Kept(model=evaluations.Reminded, of=lambda dossier: evaluations.Reminded.objects.filter(evaluation__dossier=dossier)),
        Kept(
            model=ReportVersion,
            of=lambda dossier: ReportVersion.objects.filter(evaluation__dossier=dossier).select_related("evaluation"),
            files={
                "docx": _report("docx"),
                "pdf": _report("pdf"),
                "case": _frozen("case", "评价报告所依据的案例"),
                "texts": _frozen("texts", "评价报告的文字"),
            },
        ),
        Kept(model=FindingWaiver, of=lambda dossier: FindingWaiver.objects.filter(evaluation__dossier=dossier)),
        Kept(model=Opinion, of=lambda dossier: Opinion.objects.filter(evaluation__dossier=dossier)),
        Kept(model=ExpertSheet, of=lambda dossier: ExpertSheet.objects.filter(evaluation__dossier=dossier)),
        Kept(model=Minutes, of=lambda dossier: Minutes.objects.filter(evaluation__dossier=dossier)),
        Kept(model=Slip, of=lambda dossier: Slip.objects.filter(evaluation__dossier=dossier)),
        Kept(model=Rectification, of=lambda dossier: Rectification.objects.filter(dossier=dossier)),
        Kept(model=Item, of=lambda dossier: Item.objects.filter(rectification__dossier=dossier)),
        Kept(model=Evidence, of=lambda dossier: Evidence.objects.filter(item__rectification__dossier=dossier)),
        Kept(model=rectifications.Step, of=lambda dossier: rectifications.Step.objects.filter(rectification__dossier=dossier)),
        Kept(model=Outcome, of=lambda dossier: Outcome.objects.filter(dossier=dossier)),
        Kept(model=ResultUse, of=lambda dossier: ResultUse.objects.filter(dossier=dossier)),
        Kept(model=rectifications.Reminded, of=lambda dossier: rectifications.Reminded.objects.filter(rectification__dossier=dossier)),
    )


KEPT: Final[tuple[Kept, ...]] = (
    Kept(model=StoredFile, files={"digest": _other_file}),
    Kept(model=Dossier, of=lambda dossier: Dossier.objects.filter(pk=dossier.pk)),
    Kept(model=RecordVersion, of=lambda dossier: RecordVersion.objects.filter(dossier=dossier)),
    Kept(model=Case, of=lambda dossier: Case.objects.filter(dossier=dossier)),
    Kept(model=Step, of=lambda dossier: Step.objects.filter(case__dossier=dossier)),
    Kept(model=Reminded, of=lambda dossier: Reminded.objects.filter(case__dossier=dossier)),
    Kept(model=Comment, of=lambda dossier: Comment.objects.filter(dossier=dossier)),
    Kept(model=Assignment, of=lambda dossier: Assignment.objects.filter(dossier=dossier)),
    Kept(model=Document, of=lambda dossier: Document.objects.filter(dossier=dossier)),
    Kept(
        model=DocumentVersion,
        of=lambda dossier: DocumentVersion.objects.filter(document__dossier=dossier).select_related("file", "document__organisation"),
        files={"file_id": _handed_in},
    ),
    Kept(
        model=Assessment,
        of=lambda dossier: Assessment.objects.filter(version__document__dossier=dossier),
        files={"ledger": _beside("ledger", "核对结果"), "reading": _beside("reading", "读出的内容")},
    ),
    Kept(model=Finding, of=lambda dossier: Finding.objects.filter(document__dossier=dossier)),
    Kept(model=Sighting, of=lambda dossier: Sighting.objects.filter(version__document__dossier=dossier)),
    Kept(model=Decision, of=lambda dossier: Decision.objects.filter(finding__document__dossier=dossier)),
    Kept(model=DossierDecision, of=lambda dossier: DossierDecision.objects.filter(dossier=dossier)),
    *_evaluations(),
    *FIELDWORK,
    Kept(model=Survey, of=_surveys, without={"link": _link}),
    Kept(model=Answer, of=_answers, order="key"),
    Kept(model=SurveyResult, of=lambda dossier: SurveyResult.objects.filter(survey__dossier=dossier)),
)
PAPERS: Final[tuple[Papers, ...]] = (form_papers, way_papers, spot_check_papers, complaint_papers, publication_papers)
