"""A report made of a case: the frozen case, the paper in two formats, what our checks say of it. No database here but to read."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _

from jiheng.documents import DocumentError, Unreadable
from jiheng.model import CaseSlip, EvaluationCase, Frame, Scope, amounts
from jiheng.regulation import WrongFile, load_frame
from jiheng.reports.compare import places
from jiheng.reports.department_report import department_form, department_report
from jiheng.reports.evaluation_report import project_report
from jiheng.reports.render.paper import Heading, Layout, Paper
from jiheng.reports.render.regions import regions_of
from jiheng.reports.render.typeset import CannotTypeset, typeset
from jiheng.reports.render.word import write_word
from jiheng.scoring.case import CaseScore, score_case
from jiheng.scoring.case_file import FaultyCase, PlacedCase, load_case, to_json
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.findings.assessing import assess_file, sightings
from jiheng.web.jobs.kinds import Impossible
from jiheng.web.reviews.edits import Passages, kept
from jiheng.web.reviews.models import PackageKind, SlipKind

_MAKERS: Final[dict[str, Callable[..., Paper]]] = {
    PackageKind.PROJECT_REPORT: project_report,
    PackageKind.DEPARTMENT_REPORT: department_report,
    PackageKind.DEPARTMENT_FORM: department_form,
}
#: What is kept of a finding.
_KEPT: Final = ("code", "severity", "message", "advice", "trace", "citations", "place", "fingerprint", "occurrence")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything a version is made of; ``texts`` are the texts of the paper by place."""

    title: str
    case: str
    texts: str
    docx: bytes
    pdf: bytes
    values: dict[str, Any]


def kinds_of(scope: Scope) -> tuple[PackageKind, ...]:
    """What a case on such a subject can be written as; the first is the usual one."""
    if scope is Scope.DEPARTMENT:
        return (PackageKind.DEPARTMENT_REPORT, PackageKind.DEPARTMENT_FORM)
    return (PackageKind.PROJECT_REPORT,)


def content_digest(case: EvaluationCase) -> str:
    """A digest of what people wrote into the case: the days of its course, which pass by themselves, do not count."""
    days = {"commissioned_on": None, "started_on": None, "finished_on": None, "report_on": None}
    steady = case.model_copy(update={"engagement": case.engagement.model_copy(update=days)})
    return hashlib.sha256(to_json(steady).encode()).hexdigest()


def frozen(evaluation: Evaluation, case: EvaluationCase, on: datetime.date) -> EvaluationCase:
    """The case as it goes into a version: its frame whole, its report dated, the slips sent by now among the typed ones."""
    engagement = case.engagement
    days = {"report_on": on, "finished_on": engagement.finished_on or on, "started_on": engagement.started_on or on}
    frame = case.frame if isinstance(case.frame, Frame) else load_frame(case.frame, case.standard)
    typed = {(one.kind, one.addressee) for one in case.slips}
    slips = tuple(one for one in slips_of(evaluation) if (one.kind, one.addressee) not in typed)
    return case.model_copy(
        update={"frame": frame, "engagement": engagement.model_copy(update=days), "slips": (*case.slips, *slips)},
    )


def slips_of(evaluation: Evaluation) -> list[CaseSlip]:
    """The slips as the report prints them: of each kind and addressee the last one."""
    found = {(one.kind, one.addressee_id): one for one in evaluation.slips.select_related("addressee")}
    return [
        CaseSlip(
            id=f"{one.side}-{one.number}",
            kind="data" if one.kind == SlipKind.DATA else "report",
            addressee=one.addressee.name,
            sent_on=one.sent_on,
            days=one.days,
            answered_on=one.answered_on,
            view=one.view,
            signer=one.signer,
        )
        for one in found.values()
    ]


def read_frozen(text: str) -> PlacedCase:
    """A frozen case, ready to be written.

    Raises:
        Impossible: it has faults that must be fixed first.
    """
    try:
        return load_case(text, str(_("评价案例")))
    except (FaultyCase, WrongFile) as error:
        raise Impossible(_("案例有必须改正之处，改正后才能生成报告。{faults}").format(faults=error)) from error


def make(text: str, kind: PackageKind, passages: Passages, before: Mapping[str, Mapping[str, Any]]) -> Report:
    """The report of a frozen case with the authors' passages; ``before`` is what was kept with the version before.

    Raises:
        Impossible: the case has faults, or the report cannot be set.
    """
    read = read_frozen(text)
    score = score_case(read.case, read.frame, read.standard)
    paper = _MAKERS[kind](read.case, read.frame, score, read.standard, passages)
    layout = Layout.of(read.standard)
    try:
        pages = typeset(paper, layout)
    except CannotTypeset as error:
        raise Impossible(str(error)) from error
    docx = write_word(paper, layout, pages.pages)
    values = {
        "kind": kind.value,
        "title": paper.title.replace("\n", "")[:250],
        "score": score.total if score.is_complete else None,
        "grade": score.grade or "" if score.is_complete else "",
        "headings": [block.text.replace("\n", "") for block in paper.blocks() if isinstance(block, Heading)],
        "indicators": _indicators(score),
        "gaps": list(paper.gaps()),
        "edits": kept(passages, paper, before),
        "drafts": {name: region.digest for name, region in regions_of(paper).items()},
        **_checked(docx),
    }
    texts = json.dumps(places(paper), ensure_ascii=False)
    return Report(title=values["title"], case=text, texts=texts, docx=docx, pdf=pages.pdf, values=values)


def _indicators(score: CaseScore) -> list[dict[str, Any]]:
    return [
        {"id": line.indicator.id, "name": line.indicator.name, "weight": _plain(line.weight), "score": _plain(line.score)}
        for line in score.lines
    ]


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else amounts.text(value, None)


def _checked(docx: bytes) -> dict[str, Any]:
    """What the checks say of the Word file, read as any other."""
    try:
        assessed = assess_file(docx, "report.docx")
    except DocumentError as error:  # pragma: no cover - our own file
        raise Impossible(str(error)) from error
    if isinstance(assessed, Unreadable):  # pragma: no cover - our own file
        raise Impossible(assessed.error)
    assessment = assessed.assessment
    findings = [{**{name: one.get(name) for name in _KEPT}, "quote": one["location"]["quote"] or ""} for one in sightings(assessment)]
    return {"findings": findings, "figures": assessment.coverage.figures, "checked": assessment.coverage.checked}
