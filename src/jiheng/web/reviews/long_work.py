"""The long work of this app: making a version of the report."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.scoring.case_file import to_json
from jiheng.web.audit import chain
from jiheng.web.evaluations.assembling import assembled
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.files import storage
from jiheng.web.jobs.kinds import Finish, Impossible, Run, kind
from jiheng.web.people.models import Person
from jiheng.web.policies.reviewing import MAKING
from jiheng.web.reviews.making import content_digest, frozen, make
from jiheng.web.reviews.models import PackageKind, ReportVersion
from jiheng.web.reviews.versions import latest


@kind("make_report")
def make_report(job: Run) -> Finish:
    """Freeze the case, write the report, check it; stored as the next version at the end."""
    evaluation = Evaluation.objects.select_related("dossier__organisation", "client", "evaluator").get(pk=job.arguments["evaluation"])
    job.report(_("正在整理案例"), 10)
    before = latest(evaluation)
    case = assembled(evaluation)
    text = to_json(frozen(evaluation, case, timezone.localdate()))
    told = job.arguments.get("passages")
    passages = {name: tuple(lines) for name, lines in told.items()} if told is not None else before.passages if before else {}
    job.report(_("正在撰写、排版和核对"), 30)
    report = make(text, PackageKind(job.arguments["kind"]), passages, before.edits if before else {})
    job.report(_("正在保存"), 90)
    files = {
        "case": storage.keep(report.case.encode()),
        "texts": storage.keep(report.texts.encode()),
        "docx": storage.keep(report.docx),
        "pdf": storage.keep(report.pdf),
    }
    values = {**report.values, **files, "content_digest": content_digest(case), "ignored": job.arguments.get("ignored", [])}
    number = before.number if before else 0
    return lambda: _store(evaluation, job.arguments, number, values)


def _store(evaluation: Evaluation, arguments: dict[str, Any], before: int, values: dict[str, Any]) -> dict[str, Any]:
    """The next version, unless the report was sent on, or another version came, while this one was made."""
    now = Evaluation.objects.select_for_update().get(pk=evaluation.pk)
    newest = latest(now)
    if now.state not in MAKING or (newest.number if newest else 0) != before:
        raise Impossible(_("生成期间报告已报送，或已有新的一版，这一版没有保存。请重新打开报告页面查看。"))
    by = Person.objects.get(pk=arguments["by"])
    version = ReportVersion(
        evaluation=now,
        number=before + 1,
        state=now.state,
        taken=len(now.way.events),
        upload_id=arguments.get("upload"),
        made_by=by,
        **values,
    )
    version.save()
    summary = _("{evaluation}：生成报告第 {number} 版").format(evaluation=now, number=version.number)
    detail = {"evaluation": now.pk, "number": version.number, **{name: values[name] for name in ("case", "docx", "pdf")}}
    chain.record(by, "make_report", now, summary, organisation=now.client, detail=detail)
    return {"number": version.number}
