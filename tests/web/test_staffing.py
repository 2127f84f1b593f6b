"""Whose turn a case is where nobody holds the duty: substitutes of the standard, and what the first page says where there is nobody."""

from __future__ import annotations

import pytest
from county_at_hand import County
from django.db import connection
from django.test.utils import CaptureQueriesContext
from way_of_a_case import Way, browser, staff

from jiheng.web.casework.models import Case, Step
from jiheng.web.dossiers.models import Dossier, Stage
from jiheng.web.home.unstaffed import nobody_to_act
from jiheng.web.people.models import Membership, Organisation, Person, Role
from jiheng.web.policies import driving

#: After the business office has stood in for the department: who does what until the case has ended.
FINANCE = {
    Stage.OBJECTIVE: (("finance", "approve", {"review_grade": "优"}),),
    Stage.MONITORING: (("finance", "confirm_normal", {}),),
    Stage.SELF_EVALUATION: (("finance", "close", {}),),
}


def below_the_bureau(county: County) -> None:
    """The water station belongs to no department any more."""
    station, finance = county.places["water_station"], county.places["finance"]
    Organisation.objects.filter(pk=station.pk).update(parent=finance, path=f"{finance.path}{station.pk:07}/")
    station.refresh_from_db()


def without(county: County, *names: str) -> None:
    """Their roles have ended."""
    Membership.objects.filter(person__in=[county[name] for name in names]).update(until="2024-01-01")


def turns(person: Person) -> set[int]:
    """The dossiers that wait for somebody who opens the page now."""
    return set(driving.waiting_for(Person.objects.get(pk=person.pk)).values_list("dossier", flat=True))


@pytest.mark.parametrize("stage", FINANCE)
@pytest.mark.parametrize("place", ["below_the_bureau", "department_without_reviewer"])
def test_the_business_office_stands_in_for_a_department_that_is_not_there(county: County, stage: Stage, place: str) -> None:
    staff(county)
    below_the_bureau(county) if place == "below_the_bureau" else without(county, "reviewer", "approver")
    way = Way(county, stage)
    way.fill()
    way.does("agency", "submit")
    way.does("leader", "review")
    assert turns(county["business"]) == {way.dossier.pk}
    assert turns(county["finance"]) == set()
    said = browser(county["agency"]).get(way.dossier.get_absolute_url()).content.decode()
    assert "等待财政业务科室（代主管部门审核人）办理" in said
    way.does("business", "review", comment="同意")
    assert Step.objects.get(case=way.case, number=3).role_label == "财政业务科室（代主管部门审核人）"
    for who, action, told in FINANCE[stage]:
        assert turns(county[who]) == {way.dossier.pk}
        way.does(who, action, **told)
    assert not way.case.is_open


def test_who_stands_in_for_those_before_them_passes_once_and_both_steps_are_told(county: County) -> None:
    staff(county)
    below_the_bureau(county)
    way = Way(county, Stage.OBJECTIVE)
    way.fill()
    way.does("agency", "submit")
    way.does("leader", "review")
    assert "绩效科室审核中" in browser(county["business"]).get(way.case.address_of("review")).content.decode()
    way.does("business", "review", comment="同意")
    steps = Step.objects.filter(case=way.case, number__gt=2).values_list("number", "label", "role_label", "led_to")
    assert list(steps) == [
        (3, "审核同意", "财政业务科室（代主管部门审核人）", "业务科室审核中"),
        (4, "初审同意", "财政业务科室", "绩效科室审核中"),
    ]
    assert [one.said for one in Step.objects.filter(case=way.case, number__gt=2)] == [{"comment": "同意"}] * 2


@pytest.mark.parametrize("also_leads", [False, True])
def test_who_is_alone_in_an_agency_does_not_review_what_they_handed_in(county: County, also_leads: bool) -> None:
    roles = (Role.REVIEWER, Role.APPROVER) if also_leads else (Role.REVIEWER,)
    for role in roles:
        Membership.objects.create(person=county["agency"], organisation=county.places["water_station"], role=role)
    way = Way(county, Stage.SELF_EVALUATION)
    without(county, "leader")
    way.fill()
    way.does("agency", "submit")
    assert turns(county["agency"]) == set()
    assert turns(county["reviewer"]) == {way.dossier.pk}
    page = browser(county["agency"]).get(way.dossier.get_absolute_url()).content.decode()
    assert "等待主管部门审核人（代单位审核人）办理" in page
    way.does("reviewer", "review")
    assert way.case.state == "department_review"


def test_a_second_person_makes_the_reviewer_count_again(county: County) -> None:
    Membership.objects.create(person=county["agency"], organisation=county.places["water_station"], role=Role.REVIEWER)
    way = Way(county, Stage.SELF_EVALUATION)
    way.fill()
    way.does("agency", "submit")
    assert turns(county["leader"]) == {way.dossier.pk}
    assert turns(county["reviewer"]) == set()


def test_a_case_sent_back_by_a_substitute_says_by_whom(county: County) -> None:
    staff(county)
    below_the_bureau(county)
    way = Way(county, Stage.SELF_EVALUATION)
    way.fill()
    way.does("agency", "submit")
    way.does("leader", "review")
    way.does("business", "send_back", reason="请补充佐证")
    assert way.case.returned_by == "财政业务科室（代主管部门审核人）"


def test_a_department_with_its_own_reviewer_needs_no_substitute(county: County) -> None:
    way = Way(county, Stage.SELF_EVALUATION)
    way.fill()
    way.does("agency", "submit")
    assert turns(county["reviewer"]) == set()  # the agency has its own
    way.does("leader", "review")
    assert turns(county["reviewer"]) == {way.dossier.pk}
    assert turns(county["business"]) == set()


def test_where_nobody_can_act_the_first_page_of_the_bureau_says_so(county: County) -> None:
    county.dossier()
    for name in ("finance", "administrator"):
        assert nobody_to_act(Person.objects.get(pk=county[name].pk)) == ([], 0)
    without(county, "agency")
    for name in ("finance", "administrator"):
        said = browser(county[name]).get("/").content.decode()
        assert "没有人担任单位经办人" in said
        assert "1 件在等" in said
    assert "没有人担任单位经办人" not in browser(county["reviewer"]).get("/").content.decode()


def test_asking_whose_turn_it_is_takes_the_same_queries_however_many_there_are(county: County) -> None:
    staff(county)

    def asked() -> int:
        person = Person.objects.get(pk=county["business"].pk)
        with CaptureQueriesContext(connection) as queries:
            list(driving.waiting_for(person))
            nobody_to_act(Person.objects.get(pk=county["finance"].pk))
        return len(queries)

    def open_directly(number: int) -> None:
        place = Organisation.objects.create(
            kind="agency", name=f"直管单位{number}", code=f"direct{number}", parent=county.places["finance"]
        )
        Dossier.objects.filter(pk=county.dossier(f"项目{number}").pk).update(organisation=place)

    open_directly(0)
    one = asked()
    for number in range(1, 4):
        open_directly(number)
    assert Case.objects.count() == 4
    assert asked() == one
