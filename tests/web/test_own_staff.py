"""A client that evaluates with its own people: no agency, the same rules."""

from __future__ import annotations

import pytest
from county_at_hand import County
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from evaluation_at_hand import Evaluated
from way_of_a_case import browser

from jiheng.web.acting import Refused
from jiheng.web.assignments.actions.declare_interest import declare_interest
from jiheng.web.evaluations.actions.add_member import add_member
from jiheng.web.evaluations.actions.open_evaluation import open_evaluation
from jiheng.web.evaluations.actions.remove_member import remove_member
from jiheng.web.evaluations.actions.review_score import review_score
from jiheng.web.evaluations.actions.set_evaluator import set_evaluator
from jiheng.web.evaluations.actions.take_evaluation_step import take_evaluation_step
from jiheng.web.evaluations.assembling import assembled, scored
from jiheng.web.evaluations.models import Duty, Evaluation
from jiheng.web.evaluations.sheet import digest_of
from jiheng.web.home.tasks import MINE, gather
from jiheng.web.people.models import Membership, Role
from jiheng.web.policies import evaluating, reviewing

STAFF = {
    "own_lead": (Role.REVIEWER, Duty.LEAD_EVALUATOR),
    "own_second": (Role.PREPARER, Duty.EVALUATOR),
    "own_rechecker": (Role.RECHECKER, Duty.RECHECKER),
}


@pytest.fixture
def own(county: County) -> Evaluated:
    """The finance authority evaluates with three of its people."""
    evaluated = Evaluated(county)
    now = evaluated.evaluation
    set_evaluator(county["finance"], now, county.places["finance"], seen=now.version)
    for name, (role, duty) in STAFF.items():
        county.people[name] = county.person(name, role, "finance")
        add_member(county["finance"], evaluated.evaluation, county[name], duty)
    return evaluated


def analysis(own: Evaluated) -> None:
    """Engaged, planned, approved, in the field and back."""
    own.does("finance", "engage", evidence=["评价工作通知"])
    own.saves("own_lead", "schedule", name="现场评价")
    own.does("own_lead", "submit")
    own.does("finance", "approve", comment="同意。")
    own.saves("own_second", "evidence", "E1", title="会议纪要")
    own.does("own_second", "finish_fieldwork")


def test_the_clients_own_people_work_on_it_from_engagement_to_the_report(county: County, own: Evaluated) -> None:
    analysis(own)
    frame, _score = scored(own.evaluation)
    for indicator in frame.indicators:
        given = {"score_given": f"{indicator.weight}", "reason_given": "查证属实", "evidence": ["E1"]}
        own.saves("own_second", "inputs", indicator.id, **given)
    first = frame.indicators[0].id
    line = scored(own.evaluation)[1].line(first)
    assert line is not None
    with pytest.raises(Refused, match="录入人以外的人"):
        review_score(county["own_second"], own.evaluation, first, digest=digest_of(line), agreed=True)
    review_score(county["own_rechecker"], own.evaluation, first, digest=digest_of(line), agreed=True)
    assert own.does("own_lead", "finish_scoring").state == "drafting"
    held = evaluating.duties(county["own_lead"], own.evaluation)
    assert reviewing.may_make(held, own.evaluation)
    engagement = assembled(own.evaluation).engagement
    assert (engagement.evaluator, len(engagement.team)) == ("澄岚县财政局", 3)
    page = browser(county["own_second"]).get(own.evaluation.get_absolute_url()).content.decode()
    assert "澄岚县财政局（自行评价）" in page


def test_who_evaluates_does_not_act_for_the_client_not_even_after_leaving(county: County, own: Evaluated) -> None:
    own.does("finance", "engage", evidence=["评价工作通知"])
    own.saves("own_lead", "schedule", name="现场评价")
    assert "编制方案中" in [one.what for one in gather(MINE, county["own_lead"]).shown]
    own.does("own_lead", "submit")
    assert evaluating.duties(county["own_lead"], own.evaluation) == {evaluating.LEAD, evaluating.EVALUATOR}
    assert not evaluating.waiting_for(county["own_lead"]).exists()
    with pytest.raises(PermissionDenied):
        own.does("own_lead", "approve", comment="自己批自己的。")
    remove_member(county["finance"], own.evaluation.members.get(person=county["own_lead"]))
    with pytest.raises(PermissionDenied):
        own.does("own_lead", "approve", comment="退出以后再批。")
    assert own.does("finance", "approve", comment="同意。").state == "fieldwork"


def test_nobody_evaluates_and_rechecks_the_same_and_somebody_is_left_to_approve(county: County, own: Evaluated) -> None:
    member = own.evaluation.members.get(person=county["own_second"])
    remove_member(county["finance"], member)
    with pytest.raises(Refused, match="任过评价人员；评价和复核须由不同的人办理"):
        add_member(county["finance"], own.evaluation, county["own_second"], Duty.RECHECKER)
    with pytest.raises(Refused, match="委托方须另有一名审核人员"):
        add_member(county["finance"], own.evaluation, county["finance"], Duty.EVALUATOR)
    with pytest.raises(Refused, match="不是「澄岚县财政局」的人员"):
        add_member(county["finance"], own.evaluation, county["evaluator"], Duty.EVALUATOR)
    declare_interest(county["treasurer"], county.places["water"])
    with pytest.raises(Refused, match="申明回避"):
        add_member(county["finance"], own.evaluation, county["treasurer"], Duty.EVALUATOR)


def test_a_department_evaluates_its_agency_with_people_who_do_not_work_there(county: County) -> None:
    dossier, water = county.dossier("灌区改造"), county.places["water"]
    evaluation = open_evaluation(county["reviewer"], dossier, client=water)
    assert evaluation.evaluator_label == ""
    lead, near = county.person("clerk", Role.PREPARER, "water"), county.person("lent", Role.PREPARER, "water")
    near.memberships.create(organisation=county.places["water_station"], role=Role.PREPARER)
    with pytest.raises(Refused, match="须回避。本单位回避"):
        add_member(county["reviewer"], evaluation, near, Duty.EVALUATOR)
    add_member(county["reviewer"], evaluation, lead, Duty.LEAD_EVALUATOR)
    now = Evaluation.objects.get(pk=evaluation.pk)
    done = take_evaluation_step(county["reviewer"], now, "engage", seen=now.version, said={"evidence": ["评价工作通知"]})
    assert (done.state, done.evaluator_label) == ("planning", "澄岚县水利局（自行评价）")
    assert evaluating.may_write(evaluating.duties(lead, done), done)
    with pytest.raises(Refused, match="请先请他们退出"):
        set_evaluator(county["reviewer"], done, county.places["consultants"], seen=done.version)
    with pytest.raises(Refused, match="不是第三方机构，也不是委托方"):
        open_evaluation(county["finance"], county.dossier("又一项"), client=county.places["finance"], evaluator=county.places["school"])


def test_the_pages_offer_the_client_itself_and_its_people(county: County, own: Evaluated) -> None:
    client = browser(county["finance"])
    offered = client.get(reverse("open_evaluation", args=[county.dossier("泵站").pk])).context["form"].fields["evaluator"].queryset
    assert {one.code for one in offered} == {"finance", "consultants"}
    chosen = client.get(reverse("choose_evaluator", args=[own.number])).context["form"].fields["organisation"].queryset
    assert {one.code for one in chosen} == {"finance", "consultants"}
    people = client.get(reverse("add_team_member", args=[own.number])).context["form"].fields["candidate"].queryset
    assert {one.role for one in people} == {"preparer", "reviewer", "rechecker", "approver", "expert"}
    extra = Membership.objects.get(person=county.person("extra", Role.PREPARER, "finance"))
    sent = browser(county["own_lead"]).post(reverse("add_team_member", args=[own.number]), {"candidate": extra.pk, "duty": "evaluator"})
    assert sent.status_code == 302
