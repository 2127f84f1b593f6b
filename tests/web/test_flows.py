"""The three flows driven through the one action: who, when, with what; what is refused and why."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from county_at_hand import YEAR, County, form
from django.core.exceptions import PermissionDenied
from django.http import Http404
from way_of_a_case import Way, paper

from jiheng.model import FundsRow
from jiheng.web import policy
from jiheng.web.acting import Refused
from jiheng.web.assignments.actions.assign import assign
from jiheng.web.assignments.models import AssignmentRole
from jiheng.web.audit.models import AuditEntry
from jiheng.web.casework import flows
from jiheng.web.casework.actions.take_step import take_step
from jiheng.web.casework.models import Case, Step
from jiheng.web.casework.warning import warned
from jiheng.web.dossiers.actions.store_record import store_record
from jiheng.web.dossiers.models import Dossier, FormKind, Stage
from jiheng.web.people.models import FiscalYear
from jiheng.web.permanent import Unchangeable
from jiheng.web.versioned import Stale


def _faulty() -> object:
    """A form whose total does not add up."""
    rate = form().funds[0].execution_rate
    assert rate is not None
    row: FundsRow = form().funds[0].model_copy(update={"execution_rate": rate.model_copy(update={"value": Decimal(12), "raw": "12%"})})
    return form(funds=(row, *form().funds[1:]))


def test_an_objective_is_declared_returned_corrected_approved_and_adjusted(county: County) -> None:
    way = Way(county, Stage.OBJECTIVE)
    way.to_finance()
    way.does("business", "review", comment="初审同意")
    way.does("finance", "send_back", reason="第 3 项指标没有写明数量")
    assert (way.case.state, way.case.returned_reason, way.case.returned_by) == ("draft", "第 3 项指标没有写明数量", "财政绩效科室")
    assert Dossier.objects.get().awaits_record
    way.fill(paper(Stage.OBJECTIVE).model_copy(update={"expected_objective": "补写数量"}))
    way.does("agency", "submit")
    way.does("leader", "review")
    way.does("reviewer", "review", comment="已改")
    way.does("business", "review", comment="同意")
    assert way.does("finance", "approve", review_grade="优").state == "approved"
    assert way.case.submitted is not None
    assert way.case.submitted.number == 2
    assert Dossier.objects.get().stage == Stage.MONITORING
    assert set(Case.objects.values_list("flow", "state")) == {("objective", "approved"), ("monitoring", "filling")}
    way.does("agency", "adjust", reason="年中追加任务")
    assert FormKind.OBJECTIVE_FORM in policy.forms_to_fill(county["agency"], way.dossier)
    way.does("agency", "submit", reason="年中追加任务")
    way.does("reviewer", "review", comment="同意")
    assert way.does("finance", "approve").state == "approved"
    assert Dossier.objects.get().stage == Stage.MONITORING


def test_monitoring_warns_corrects_and_closes(county: County) -> None:
    way = Way(county, Stage.MONITORING)
    way.to_finance()
    soon = flows.today() + datetime.timedelta(days=10)
    assert way.does("finance", "warn", reason="执行进度落后", due_date=soon).due_on == soon
    with pytest.raises(Refused, match="佐证材料"):
        way.does("agency", "answer", measure="加快支付")
    way.does("agency", "answer", measure="加快支付", evidence=["支付计划"])
    way.does("finance", "send_back", reason="没有时间表", due_date=soon)
    assert way.case.returned_reason == "没有时间表"
    way.does("agency", "answer", measure="九月底前支付完毕", evidence=["支付计划", "时间表"])
    assert way.does("finance", "accept", comment="认可").state == "closed"
    assert Dossier.objects.get().stage == Stage.SELF_EVALUATION
    assert [step.told for step in Step.objects.filter(action="answer")][1] == [
        ("处理措施", "九月底前支付完毕"),
        ("佐证材料", "支付计划；时间表"),
    ]


def test_a_warning_comes_from_the_form(county: County) -> None:
    way = Way(county, Stage.MONITORING)
    assert warned(way.case) == ()
    known = paper(Stage.MONITORING)
    total = known.funds[0]
    assert total.executed is not None
    slow = total.model_copy(update={"executed": total.executed.model_copy(update={"value": Decimal(1), "raw": "1"})})
    way.fill(known.model_copy(update={"funds": (slow, *known.funds[1:])}))
    assert [one.binds for one in warned(way.case)] == [True]


def test_a_self_evaluation_is_spot_checked_and_the_new_score_holds(county: County) -> None:
    way = Way(county, Stage.SELF_EVALUATION)
    way.to_finance()
    way.does("finance", "select_for_spot_check")
    assign(county["approver"], way.dossier, county["evaluator"], role=AssignmentRole.EVALUATOR)
    with pytest.raises(Refused, match="复核得分"):
        way.does("evaluator", "recheck", comment="两项没有依据")
    way.does("evaluator", "recheck", recheck_score=Decimal("81.5"), comment="两项没有依据")
    assert way.case.recheck_score == Decimal("81.5")
    way.does("leader", "dispute", reason="有验收单", evidence=["验收单"])
    way.does("evaluator", "recheck", recheck_score=Decimal(85), comment="采纳一项")
    assert way.does("leader", "confirm").state == "closed"
    dossier = Dossier.objects.get()
    assert (dossier.stage, dossier.score) == (Stage.FINISHED, Decimal(85))


def test_an_evaluator_with_a_conflict_does_not_recheck(county: County) -> None:
    way = Way(county, Stage.SELF_EVALUATION)
    way.to_finance()
    way.does("finance", "select_for_spot_check")
    assign(county["approver"], way.dossier, county["evaluator"], role=AssignmentRole.EVALUATOR)
    county["evaluator"].declared_interests.create(organisation=county.places["water"])
    with pytest.raises(Refused, match="利益冲突"):
        way.does("evaluator", "recheck", recheck_score=Decimal(80), comment="x")


def test_a_form_with_faults_is_not_handed_in_whatever_the_person_says(county: County) -> None:
    way = Way(county, Stage.SELF_EVALUATION)
    with pytest.raises(Refused, match="还没有核对"):
        way.does("agency", "submit")
    way.fill(_faulty())  # type: ignore[arg-type]
    with pytest.raises(Refused, match="「必须改」的问题"):
        way.does("agency", "submit", clean_check=0)
    assert way.case.state == "filling"


def test_who_filled_in_does_not_review_and_nobody_acts_for_others(county: County) -> None:
    way = Way(county, Stage.SELF_EVALUATION)
    county["agency"].memberships.create(organisation=county.places["water_station"], role="reviewer")
    way.fill()
    way.does("agency", "submit")
    policy.forget(county["agency"])
    with pytest.raises(Refused, match="不能由同一人办理"):
        way.does("agency", "review")
    with pytest.raises(PermissionDenied):
        way.does("reviewer", "review", comment="x")
    with pytest.raises(Http404):
        way.does("foreign", "review")


def test_what_was_handed_in_is_sealed_until_it_comes_back(county: County) -> None:
    way = Way(county, Stage.SELF_EVALUATION)
    way.fill()
    way.does("agency", "submit")
    assert FormKind.SELF_EVALUATION_FORM not in policy.forms_to_fill(county["agency"], way.dossier)
    with pytest.raises(Refused, match=r"第 1 版.*单位审核中.*不能修改"):
        way.fill(form(conclusion="改"))
    way.does("agency", "recall")
    way.fill(form(conclusion="改"))


def test_a_step_that_proves_nobody_is_not_taken(county: County) -> None:
    way = Way(county, Stage.OBJECTIVE)
    way.to_finance()
    way.does("business", "review", comment="同意")
    case = way.case
    with pytest.raises(Refused, match="请再次验证身份"):
        take_step(county["finance"], case, "approve", seen=case.version, said={"review_grade": "优", "second_factor": True})


def test_two_people_on_one_case_the_later_one_is_told(county: County) -> None:
    way = Way(county, Stage.SELF_EVALUATION)
    way.fill()
    seen = way.case
    way.fill(form(conclusion="改"))  # somebody stores another version while the first looks at the check
    with pytest.raises(Stale):
        take_step(county["agency"], seen, "submit", seen=seen.version, said={})
    fresh = way.case
    with pytest.raises(Stale):
        take_step(county["agency"], fresh, "submit", seen=seen.version, said={})
    editor = Dossier.objects.get()
    way.does("agency", "submit")
    way.does("agency", "recall")
    with pytest.raises(Stale):
        store_record(county["agency"], editor, form(conclusion="还开着的页面"), seen=editor.version)


def test_every_step_is_kept_and_in_the_audit(county: County) -> None:
    way = Way(county, Stage.SELF_EVALUATION)
    way.to_finance()
    assert list(Step.objects.values_list("action", "came_from", "led_to", "version__number")) == [
        ("submit", "填报中", "单位审核中", 1),
        ("review", "单位审核中", "主管部门审核中", 1),
        ("review", "主管部门审核中", "财政已收", 1),
    ]
    entry = AuditEntry.objects.filter(action="take_step").order_by("sequence").first()
    assert entry is not None
    assert (entry.summary, entry.detail["must_fix"]) == ("单位自评：提交自评表（填报中 → 单位审核中）", 0)
    step = Step.objects.all()[0]
    for deed in (step.save, step.delete, Step.objects.all().delete):
        with pytest.raises(Unchangeable):
            deed()


def test_a_closed_year_stands_still(county: County) -> None:
    way = Way(county, Stage.SELF_EVALUATION)
    way.fill()
    FiscalYear.objects.filter(pk=YEAR).update(is_open=False)
    with pytest.raises(Refused, match="年度已关闭"):
        way.does("agency", "submit")
