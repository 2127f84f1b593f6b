"""Where the fieldwork of an evaluation stands: its parts, how much of each there is, what has a date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from jiheng.model import Record
from jiheng.model.case_annexes import CaseInterview, DataItem
from jiheng.web.evaluations.models import Entry, Evaluation
from jiheng.web.evaluations.parts import PARTS
from jiheng.web.fieldwork.calendar import Dated
from jiheng.web.fieldwork.models import WITH_TEAM, WITH_UNIT, Material, MaterialState, PaymentSample, Result, SampledPayment, SiteVisit
from jiheng.web.fieldwork.rights import Rights, takes_materials


@dataclass(frozen=True, slots=True, kw_only=True)
class PartCount:
    """A part of the fieldwork: its name, its page, how much there is, what waits."""

    title: str
    about: str
    address: str
    count: int
    waiting: str = ""


def in_force(evaluation: Evaluation, part: str) -> list[tuple[Entry, Record]]:
    """The entries of a part with their records, in their order."""
    rows = evaluation.entries.filter(part=part, withdrawn_at__isnull=True).select_related("changed_by")
    return [(entry, PARTS[part].read(entry.key, entry.content)) for entry in rows]


def asked(may: Rights) -> list[Material]:
    """The lines of the list that the person sees: the unit nothing that is only drafted."""
    rows = Material.objects.filter(evaluation=may.evaluation).annotate(file_count=Count("files")).select_related("changed_by")
    return list(rows if may.sees_workings else rows.exclude(state=MaterialState.DRAFT))


def counts(may: Rights) -> list[PartCount]:
    """The parts that the person sees."""
    return list(_shared(may)) + (list(_inner(may)) if may.sees_workings else [])


def _address(name: str, may: Rights) -> str:
    return reverse(name, args=[may.evaluation.pk])


def _entries(may: Rights) -> dict[str, int]:
    rows = may.evaluation.entries.filter(withdrawn_at__isnull=True).order_by().values_list("part").annotate(count=Count("pk"))
    return dict(rows)


def _shared(may: Rights) -> Iterator[PartCount]:
    evaluation, entries = may.evaluation, _entries(may)
    rows = asked(may)
    with_unit, with_team = (sum(one.state in states for one in rows) for states in (WITH_UNIT, WITH_TEAM))
    with_unit = with_unit if takes_materials(evaluation) else 0  # what never came is waited for no more
    told = [_("单位待提供 {count} 项").format(count=with_unit)] if with_unit else []
    told += [_("待核收 {count} 项").format(count=with_team)] if with_team else []
    items = [record for _entry, record in in_force(evaluation, "data_form") if isinstance(record, DataItem)]
    empty = sum(one.value is None and not one.text for one in items)
    yield PartCount(title=_("工作方案"), about=_("阶段、日程和分工"), address=_address("work_plan", may), count=entries.get("schedule", 0))
    yield PartCount(
        title=_("资料清单"), about=_("向单位索取的资料"), address=_address("materials", may), count=len(rows), waiting="，".join(told)
    )
    yield PartCount(
        title=_("基础数据采集表"),
        about=_("评价机构列项，单位填报"),
        address=_address("data_form", may),
        count=len(items),
        waiting=_("未填 {count} 项").format(count=empty) if empty else "",
    )


def _inner(may: Rights) -> Iterator[PartCount]:
    evaluation, entries = may.evaluation, _entries(may)
    visits = SiteVisit.objects.filter(evaluation=evaluation, withdrawn_at__isnull=True).count()
    drawn = SampledPayment.objects.filter(sample__source__evaluation=evaluation).aggregate(
        all=Count("pk"), open=Count("pk", filter=Q(result=Result.OPEN))
    )
    samples = PaymentSample.objects.filter(source__evaluation=evaluation).count()
    yield PartCount(title=_("访谈"), about=_("访谈记录"), address=_address("interviews", may), count=entries.get("interviews", 0))
    yield PartCount(title=_("现场查看"), about=_("查看记录和照片"), address=_address("site_visits", may), count=visits)
    yield PartCount(
        title=_("抽查支付"),
        about=_("按种子、金额或风险抽取，可以重算"),
        address=_address("payments", may),
        count=samples,
        waiting=_("未查 {count} 笔").format(count=drawn["open"]) if drawn["open"] else "",
    )
    about = _("纸质问卷录入和在线调查转入")
    yield PartCount(title=_("问卷"), about=about, address=_address("case_surveys", may), count=entries.get("surveys", 0))
    yield PartCount(
        title=_("工作底稿"), about=_("索引编号、摘要和文件"), address=_address("working_papers", may), count=entries.get("evidence", 0)
    )


def dated(may: Rights) -> Iterator[Dated]:
    """What has a day: materials that are due, interviews, visits. The unit sees its own days alone."""
    evaluation = may.evaluation
    for one in asked(may):
        if one.due_on and one.state in (*WITH_UNIT, MaterialState.DRAFT):
            yield Dated(on=one.due_on, text=_("资料：{what}").format(what=one), address=reverse("material", args=[evaluation.pk, one.pk]))
    if not may.sees_workings:
        return
    for entry, record in in_force(evaluation, "interviews"):
        if isinstance(record, CaseInterview) and record.held_on:
            told = _("访谈：{who}").format(who=record.interviewee)
            yield Dated(on=record.held_on, text=told, address=reverse("interview", args=[evaluation.pk, entry.pk]))
    for visit in SiteVisit.objects.filter(evaluation=evaluation, withdrawn_at__isnull=True):
        told = _("查看：{place}").format(place=visit)
        yield Dated(on=visit.visited_on, text=told, address=reverse("site_visit", args=[evaluation.pk, visit.pk]))
