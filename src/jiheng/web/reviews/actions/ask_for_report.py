"""Ask for the next version of the report."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.evaluations.assembling import assembled
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.jobs.models import UNFINISHED, Job
from jiheng.web.jobs.queue import request
from jiheng.web.people.models import Person
from jiheng.web.policies import reviewing
from jiheng.web.reviews.making import kinds_of
from jiheng.web.reviews.models import PackageKind


@action
def ask_for_report(actor: Person, evaluation: Evaluation, kind: PackageKind | None = None) -> Job:
    """The job that makes it; passages that authors rewrote are kept."""
    reviewing.require_making(actor, evaluation)
    return queued(actor, evaluation, kind, {})


def queued(actor: Person, evaluation: Evaluation, kind: PackageKind | None, more: dict[str, Any]) -> Job:
    """The job in the queue. Part of an action.

    Raises:
        Refused: another is being made, or the case is not written as such a report.
    """
    kinds = kinds_of(assembled(evaluation).subject.scope)
    chosen = kind or kinds[0]
    if chosen not in kinds:
        raise Refused(_("评价对象不能写成「{kind}」。").format(kind=chosen.label))
    key = f"make_report:{evaluation.pk}"
    if Job.objects.filter(key=key, state__in=UNFINISHED).exists():
        raise Refused(_("正在生成报告，请等它完成后再操作。"))
    job = request(
        "make_report",
        {"evaluation": evaluation.pk, "kind": chosen.value, "by": actor.pk, **more},
        key=key,
        title=_("生成报告：{title}").format(title=evaluation.title),
        by=actor,
        address=reverse("report", args=[evaluation.pk]),
    )
    summary = _("{evaluation}：请求生成报告").format(evaluation=evaluation)
    chain.record(actor, "ask_for_report", evaluation, summary, organisation=evaluation.client, detail={"evaluation": evaluation.pk})
    return job
