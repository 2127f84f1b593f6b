"""An evaluation: who may work on it, what they write, what follows from it."""

from __future__ import annotations

import datetime
from collections import Counter
from decimal import Decimal

import pytest
from county_at_hand import County
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from evaluation_at_hand import Evaluated
from way_of_a_case import browser

from jiheng.process import Event
from jiheng.web import policy
from jiheng.web.acting import Refused
from jiheng.web.assignments.actions.declare_interest import declare_interest
from jiheng.web.evaluations import daily
from jiheng.web.evaluations.actions.add_member import add_member
from jiheng.web.evaluations.actions.open_evaluation import open_evaluation
from jiheng.web.evaluations.actions.remove_member import remove_member
from jiheng.web.evaluations.actions.take_evaluation_step import take_evaluation_step
from jiheng.web.evaluations.actions.withdraw_entry import withdraw_entry
from jiheng.web.evaluations.assembling import assembled, scored
from jiheng.web.evaluations.models import Duty, Evaluation
from jiheng.web.policies import evaluating
from jiheng.web.versioned import Stale


@pytest.fixture
def evaluated(county: County) -> Evaluated:
    return Evaluated(county)


def test_experts_and_evaluators_see_only_what_is_assigned_to_them(county: County, evaluated: Evaluated) -> None:
    for name in ("evaluator", "colleague", "expert", "foreign"):
        assert not evaluating.evaluations(county[name]).exists()
        assert not policy.dossiers(county[name]).filter(pk=evaluated.dossier.pk).exists()
    evaluated.planning()
    other = open_evaluation(county["finance"], county.dossier("灌区改造"), client=county.places["finance"])
    for name in ("evaluator", "colleague", "rechecker", "expert"):
        assert [one.pk for one in evaluating.evaluations(county[name])] == [evaluated.number]
        assert [one.pk for one in policy.dossiers(county[name])] == [evaluated.dossier.pk]
        with pytest.raises(Http404):
            evaluating.require_evaluation(county[name], other)
    member = evaluated.evaluation.members.get(person=county["colleague"])
    remove_member(county["evaluator"], member)
    assert not evaluating.evaluations(county["colleague"]).exists()
    assert not policy.dossiers(county["colleague"]).exists()


def test_a_frame_of_its_own_keeps_the_order_of_its_names(evaluated: Evaluated) -> None:
    """A report is stale when the case changed: a frame that a database puts into another order would be such a change."""
    evaluation = evaluated.evaluation
    citations = {"practice": {"document": "通行做法"}, "mof-2020-10": {"document": "项目支出绩效评价管理办法"}}
    evaluation.frame = {"title": "指标体系", "citations": citations}
    evaluation.save()
    evaluation.refresh_from_db()
    assert list(evaluation.frame) == ["title", "citations"]
    assert list(evaluation.frame["citations"]) == list(citations)


def test_a_conflict_of_interest_is_refused_with_the_name_of_the_rule(county: County, evaluated: Evaluated) -> None:
    declare_interest(county["evaluator"], county.places["water"])
    with pytest.raises(Refused, match="须回避。申明回避"):
        add_member(county["finance"], evaluated.evaluation, county["evaluator"], Duty.LEAD_EVALUATOR)


def test_a_conflict_that_comes_up_later_bars_the_engagement(county: County, evaluated: Evaluated) -> None:
    evaluated.team()
    declare_interest(county["colleague"], county.places["water_station"])
    with pytest.raises(Refused, match="有 1 项利益冲突"):
        evaluated.does("finance", "engage", evidence=["评价委托书"])


def test_nobody_commissions_an_evaluation_of_themselves(county: County) -> None:
    from jiheng.web.dossiers.actions.open_dossier import open_dossier
    from jiheng.web.dossiers.models import DossierKind
    from jiheng.web.people.models import FiscalYear

    own = open_dossier(
        county["approver"], county.places["water"], year=FiscalYear.objects.get(pk=2024), kind=DossierKind.DEPARTMENT, subject="水利局"
    )
    with pytest.raises(Refused, match="委托主体须与评价对象分离"):
        open_evaluation(county["reviewer"], own, client=county.places["water"])


def test_a_dossier_has_one_evaluation_at_a_time(county: County, evaluated: Evaluated) -> None:
    with pytest.raises(Refused, match="已有一项评价在办"):
        open_evaluation(county["finance"], evaluated.dossier, client=county.places["finance"])


def test_people_write_side_by_side_and_meet_only_on_the_same_entry(evaluated: Evaluated) -> None:
    evaluated.fieldwork()
    mine = evaluated.saves("evaluator", "problems", title="验收晚于合同约定", indicators=("2.2.2",))
    evaluated.saves("colleague", "evidence", title="验收单", kind="合同")
    again = evaluated.saves("colleague", "problems", "P1", seen=mine.version, title="验收晚于合同 35 天")
    with pytest.raises(Stale):
        evaluated.saves("evaluator", "problems", "P1", seen=mine.version, title="验收迟")
    case = assembled(evaluated.evaluation)
    assert [(one.id, one.title) for one in case.problems] == [("P1", "验收晚于合同 35 天")]
    assert [one.id for one in case.evidence] == ["E1"]
    withdraw_entry(evaluated.county["evaluator"], again, seen=again.version)
    assert not assembled(evaluated.evaluation).problems
    assert evaluated.saves("evaluator", "problems", title="另一个").key == "P2"


def test_entries_are_written_only_when_it_is_the_evaluators_turn(county: County, evaluated: Evaluated) -> None:
    evaluated.planning()
    evaluated.saves("evaluator", "texts", "background", text="水库除险加固。")
    for name in ("agency", "finance", "expert", "rechecker"):
        with pytest.raises(PermissionDenied):
            evaluated.saves(name, "texts", "purpose", text="不该由我写。")
    evaluated.does("evaluator", "submit")
    with pytest.raises(PermissionDenied):
        evaluated.saves("evaluator", "texts", "purpose", text="方案正在审核。")
    evaluated.does("finance", "approve", comment="同意。")
    for part, key, told in (("data_form", "完工数", {"value": "12 座"}), ("problems", "", {"title": "我们没有问题"})):
        with pytest.raises(PermissionDenied):
            evaluated.saves("agency", part, key, **told)


def test_a_step_with_a_page_of_its_own_is_taken_nowhere_else(county: County, evaluated: Evaluated) -> None:
    evaluated.fieldwork()
    for who, action, said in (("evaluator", "request_materials", {}), ("agency", "provide_materials", {"evidence": ["批复"]})):
        now = evaluated.evaluation
        with pytest.raises(Refused, match="在「资料清单」里办理"):
            take_evaluation_step(county[who], now, action, seen=now.version, said=said)
        address = reverse("evaluation_step", args=[now.pk, action])
        for response in (browser(county[who]).get(address), browser(county[who]).post(address, {"seen": now.version, "evidence": "批复"})):
            assert (response.status_code, response["Location"]) == (302, reverse("materials", args=[now.pk]))
    for state, stage, who, page in (
        ("opinions", "report", "leader", "opinions"),
        ("joint_review", "joint_review", "expert", "joint_review"),
    ):
        now = evaluated.stands_at(state, stage=stage)
        with pytest.raises(Refused, match=r"「提出.*意见」在「"):
            take_evaluation_step(county[who], now, "give_opinion", seen=now.version, said={"comment": "绕过意见页。"})
        answer = browser(county[who]).post(reverse("evaluation_step", args=[now.pk, "give_opinion"]), {"seen": now.version, "comment": "x"})
        assert answer["Location"] == reverse(page, args=[now.pk])
    assert not evaluated.evaluation.steps.filter(action__in=("give_opinion", "request_materials", "provide_materials")).exists()


def test_what_is_no_entry_is_refused_with_the_field(evaluated: Evaluated) -> None:
    evaluated.planning()
    with pytest.raises(Refused, match="points"):
        evaluated.saves("evaluator", "deductions", indicator="1.1.1", points=0.5, reason="浮点数")


def test_the_case_knows_who_when_and_what(county: County, evaluated: Evaluated) -> None:
    evaluated.planning()
    case = assembled(evaluated.evaluation)
    assert (case.subject.agency, case.subject.supervising_department) == ("澄岚县水库运行中心", "澄岚县水利局")
    assert (case.engagement.client, case.engagement.evaluator) == ("澄岚县财政局", "云岭衡正咨询公司")
    assert case.engagement.lead_evaluator == str(county["evaluator"])
    assert [one.role for one in case.engagement.team] == ["主评人", "评价人员", "机构复核人"]
    assert case.engagement.commissioned_on is not None


def test_scoring_goes_on_only_when_every_loss_is_explained(evaluated: Evaluated) -> None:
    evaluated.stands_at("analysis", stage="analysis")
    evaluated.team()
    frame, score = scored(evaluated.evaluation)
    assert not score.is_complete
    with pytest.raises(Refused, match=f"还有 {len(frame.indicators)} 处扣分"):
        evaluated.does("evaluator", "finish_scoring")
    evaluated.saves("evaluator", "evidence", "E1", title="会议纪要")
    for number, indicator in enumerate(frame.indicators):
        given = {"score_given": f"{indicator.weight}", "reason_given": "查证属实", "evidence": ("E1",)}
        if not number:
            given["score_given"] = f"{indicator.weight - 1}"
        evaluated.saves("colleague", "inputs", indicator.id, **given)
    with pytest.raises(Refused, match="还有 1 处扣分"):
        evaluated.does("evaluator", "finish_scoring")
    first = frame.indicators[0]
    evaluated.saves(
        "evaluator",
        "inputs",
        first.id,
        seen=1,
        score_given=f"{first.weight - 1}",
        reason_given="缺依据",
        deduction_reason="缺依据",
        evidence=["E1"],
    )
    assert scored(evaluated.evaluation)[1].total == Decimal(99)
    assert evaluated.does("evaluator", "finish_scoring").state == "drafting"


def test_the_agency_and_its_department_do_not_see_the_workings(county: County, evaluated: Evaluated) -> None:
    evaluated.fieldwork()
    seeing = {
        name: evaluating.sees_workings(county[name], evaluated.evaluation)
        for name in ("agency", "leader", "reviewer", "finance", "treasurer", "inspector", "evaluator", "expert")
    }
    assert seeing == {
        "agency": False, "leader": False, "reviewer": False, "finance": True, "treasurer": True, "inspector": True, "evaluator": True,
        "expert": True,
    }  # fmt: skip


def test_who_has_to_act_is_asked_of_the_database(county: County, evaluated: Evaluated) -> None:
    def waiting() -> set[str]:
        return {name for name, person in county.people.items() if evaluating.waiting_for(person).exists()}

    assert waiting() == {"finance"}
    evaluated.planning()
    assert waiting() == {"evaluator"}
    evaluated.does("evaluator", "submit")
    evaluated.does("finance", "approve", comment="同意。")
    assert waiting() == {"evaluator", "colleague", "agency"}


def test_the_daily_step_reminds_once_and_brings_what_is_late_before_the_client(county: County, evaluated: Evaluated) -> None:
    evaluated.team()
    day = datetime.date(2026, 3, 2)
    evaluated.does("finance", "engage", evidence=["评价委托书"], due_date=timezone.localdate() + datetime.timedelta(days=10))
    due = evaluated.evaluation.due_on
    assert due is not None and daily.run(day) == Counter(reminded=0, escalated=0, acted=0)
    soon = daily.run(due - datetime.timedelta(days=1))
    assert soon["reminded"] == 1 and not daily.run(due - datetime.timedelta(days=1))["reminded"]
    late = daily.run(due + datetime.timedelta(days=1))
    assert late["escalated"] == 1
    assert evaluating.waiting_for(county["finance"], "escalated_to").exists()
    assert not daily.run(due + datetime.timedelta(days=1))["escalated"]


def test_the_system_closes_opinions_that_nobody_gave_in_time(evaluated: Evaluated) -> None:
    began = evaluated.evaluation.way.started_on
    now = evaluated.stands_at("internal_review", stage="report")
    flow = now.declared
    sent = Event(name="request_opinions", transition="request_opinions", on=began, state="opinions")
    course = now.way.model_copy(update={"state": "opinions", "events": (sent,)})
    now.change(now.version, **Evaluation.columns_of(flow, course))
    due = now.due_on
    assert due is not None and not daily.run(due)["acted"]
    assert daily.run(due + datetime.timedelta(days=1))["acted"] == 1
    assert evaluated.evaluation.state == "answering"
