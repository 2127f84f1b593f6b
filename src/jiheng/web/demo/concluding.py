"""An evaluation of the sample county that is over: report, opinions, experts' scores, minutes, the result and its use."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from jiheng.web.casework import flows
from jiheng.web.demo.accounts import EVALUATOR
from jiheng.web.demo.evaluating import colleague, step
from jiheng.web.demo.people import Loader
from jiheng.web.demo.typing_in import sample_case, type_in
from jiheng.web.dossiers.models import Dossier, DossierKind
from jiheng.web.evaluations.actions.add_member import add_member
from jiheng.web.evaluations.actions.open_evaluation import open_evaluation
from jiheng.web.evaluations.models import Duty, Evaluation
from jiheng.web.jobs.running import run
from jiheng.web.people.models import Person, Role
from jiheng.web.results.actions.record_use import record_use
from jiheng.web.results.actions.take_over_outcome import take_over_outcome
from jiheng.web.results.models import Way
from jiheng.web.results.proposing import result_of
from jiheng.web.reviews.actions.answer_opinion import answer_opinion
from jiheng.web.reviews.actions.ask_for_report import ask_for_report
from jiheng.web.reviews.actions.give_opinion import give_opinion
from jiheng.web.reviews.actions.record_minutes import record_minutes
from jiheng.web.reviews.actions.save_scores import save_scores
from jiheng.web.reviews.actions.send_opinions import send_opinions
from jiheng.web.reviews.judging import scored_indicators
from jiheng.web.reviews.models import Decision
from jiheng.web.reviews.versions import latest

#: The project of the sample case; where it was not loaded, another takes its place.
_SUBJECT: Final = "科技特派员服务行动"
_NEEDED: Final = frozenset({"evaluator", "expert", "finance.rechecker"})
#: By how much the expert differs, by place among the indicators.
_STRICTER: Final = {1: Decimal("0.5"), 8: Decimal(1)}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """The evaluation and those who work on it."""

    evaluation: Evaluation
    client: Person
    lead: Person
    rechecker: Person
    expert: Person
    preparer: Person
    reviewer: Person
    head: Person


def conclude(loader: Loader, people: dict[str, Person], year: int) -> Evaluation | None:
    """The evaluation, archived; None where the accounts it needs were not loaded."""
    dossier = _chosen(year)
    if dossier is None or not people.keys() >= _NEEDED:
        return None
    client, unit = people["finance.rechecker"], dossier.organisation
    consultants = loader.places[EVALUATOR]
    desk = _Desk(
        evaluation=open_evaluation(client, dossier, client=loader.finance, evaluator=consultants),
        client=client,
        lead=people["evaluator"],
        rechecker=colleague(consultants, 3),
        expert=people["expert"],
        preparer=loader.preparer(unit),
        reviewer=loader.person(unit, Role.REVIEWER),
        head=loader.person(unit, Role.APPROVER),
    )
    _written(desk)
    _heard(desk)
    _judged(desk)
    _used(desk, dossier)
    return desk.evaluation


def _chosen(year: int) -> Dossier | None:
    rows = Dossier.objects.filter(fiscal_year=year, kind=DossierKind.PROJECT, awaits_record=False, evaluations__isnull=True)
    rows = rows.select_related("organisation", "fiscal_year").order_by("-adjusted_budget", "pk")
    return rows.filter(subject=_SUBJECT).first() or rows.first()


def _written(desk: _Desk) -> None:
    """From the engagement to the draft that is sent out."""
    evaluation, client, lead = desk.evaluation, desk.client, desk.lead
    add_member(client, evaluation, lead, Duty.LEAD_EVALUATOR, task="统筹，撰写报告", title="高级会计师")
    add_member(client, evaluation, desk.rechecker, Duty.RECHECKER, task="机构内部复核")
    add_member(client, evaluation, desk.expert, Duty.EXPERT, title="农业推广研究员")
    step(client, evaluation, "engage", evidence=["绩效评价委托书"])
    type_in(lead, evaluation, sample_case())
    step(lead, evaluation, "submit")
    step(client, evaluation, "approve", comment="同意按方案实施，访谈须覆盖乡镇。")
    step(lead, evaluation, "finish_fieldwork")
    step(lead, evaluation, "finish_scoring")
    run(ask_for_report(lead, evaluation).pk)
    step(lead, evaluation, "submit")
    step(desk.rechecker, evaluation, "request_opinions")


def _heard(desk: _Desk) -> None:
    """The unit objects to a score, the client to nothing."""
    evaluation, lead = desk.evaluation, desk.lead
    text = "服务点场地在次年一月已经落实，建议不扣分。"
    opinion = give_opinion(desk.reviewer, evaluation, indicator="3.1.4", text=text, evidence="场地移交单")
    send_opinions(desk.reviewer, evaluation, seen=evaluation.version)
    send_opinions(desk.client, evaluation, seen=evaluation.version)
    step(lead, evaluation, "close_opinions")
    opinion.refresh_from_db()
    reason = "场地在评价年度之后落实，当年的目标没有完成，得分不变。"
    answer_opinion(lead, opinion, Decision.REJECTED, seen=opinion.version, reason=reason, change="")
    step(lead, evaluation, "answer_opinions")


def _judged(desk: _Desk) -> None:
    """The expert scores, the client records the meeting, the unit's head and the client confirm."""
    evaluation, client, lead = desk.evaluation, desk.client, desk.lead
    report = latest(evaluation)
    given = {} if report is None else dict(_scores(scored_indicators(report)))
    save_scores(desk.expert, evaluation, given, seen=0)
    send_opinions(desk.expert, evaluation, seen=evaluation.version, comment="依据充分，同意定稿。")
    people = "评审专家 1 名\n县财政局绩效科室 2 名\n评价机构主评人"
    text = "专家认为评分依据充分；示范点减产的原因分析到位。同意按现稿定稿。"
    record_minutes(client, evaluation, held_on=flows.today(), held_at="县财政局会议室", present=people, text=text)
    step(client, evaluation, "conclude_review")
    step(lead, evaluation, "submit")
    step(desk.head, evaluation, "confirm")
    step(client, evaluation, "confirm_final")
    step(lead, evaluation, "archive")


def _scores(rows: list[dict[str, str]]) -> list[tuple[str, tuple[Decimal, str]]]:
    found = []
    for place, one in enumerate(rows):
        less = _STRICTER.get(place, Decimal(0))
        reason = "佐证材料还不够充分。" if less else ""
        found.append((one["id"], (max(Decimal(one["score"]) - less, Decimal(0)), reason)))
    return found


def _used(desk: _Desk, dossier: Dossier) -> None:
    """The result stands for the dossier and is used."""
    take_over_outcome(desk.client, desk.evaluation)
    told = "按评价建议落实特派员增补机制，纳入下一年度绩效目标。"
    day = flows.today() - datetime.timedelta(days=1)
    record_use(desk.client, dossier, result_of(desk.client, dossier), way=Way.IMPROVEMENT, text=told, decided_on=day)
