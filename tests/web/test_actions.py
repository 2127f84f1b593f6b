"""Actions: one a file, all or nothing, never without a trace; what they refuse and why."""

from __future__ import annotations

import ast
import datetime
from pathlib import Path

import pytest
from county_at_hand import County
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from jiheng.web import policy
from jiheng.web.acting import Refused, Unrecorded, action
from jiheng.web.assignments.actions.assign import assign
from jiheng.web.assignments.actions.declare_interest import declare_interest
from jiheng.web.assignments.actions.withdraw_assignment import withdraw_assignment
from jiheng.web.assignments.conflicts import RULES
from jiheng.web.assignments.models import AssignmentRole
from jiheng.web.audit.models import AuditEntry
from jiheng.web.people.actions.accept_invitation import accept_invitation
from jiheng.web.people.actions.add_organisation import add_organisation
from jiheng.web.people.actions.close_year import close_year
from jiheng.web.people.actions.edit_organisation import edit_organisation
from jiheng.web.people.actions.end_membership import end_membership
from jiheng.web.people.actions.found import found
from jiheng.web.people.actions.grant_role import grant_role
from jiheng.web.people.actions.invite import invite
from jiheng.web.people.actions.offer_reset import offer_reset
from jiheng.web.people.actions.open_year import open_year
from jiheng.web.people.actions.withdraw_invitation import withdraw_invitation
from jiheng.web.people.models import FiscalYear, Invitation, Membership, Organisation, OrganisationKind, Person, Role
from jiheng.web.policy import Permission
from jiheng.web.versioned import Stale

WEB = Path(__file__).resolve().parents[2] / "src" / "jiheng" / "web"
FILES = sorted(file for file in WEB.glob("*/actions/*.py") if file.stem != "__init__")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_holds_one_action_called_like_the_file(file: Path) -> None:
    functions = [node for node in ast.parse(file.read_text("utf-8")).body if isinstance(node, ast.FunctionDef)]
    actions = [one.name for one in functions if [ast.unparse(decorator) for decorator in one.decorator_list] == ["action"]]
    assert actions == [file.stem]


def test_an_action_without_an_entry_is_taken_back(county: County) -> None:
    @action
    def rename() -> None:
        Organisation.objects.filter(code="water").update(name="改名")

    with pytest.raises(Unrecorded, match="rename 没有留下审计记录"):
        rename()
    assert Organisation.objects.get(code="water").name == "澄岚县水利局"


def test_a_failing_action_leaves_no_entry(county: County) -> None:
    before = AuditEntry.objects.count()
    with pytest.raises(Refused):
        invite(county["administrator"], county.places["school"], name="某人", role=Role.RECHECKER)
    assert AuditEntry.objects.count() == before


def test_what_was_done_is_told_in_the_entry(county: County) -> None:
    invite(county["administrator"], county.places["water"], name="某人", role=Role.REVIEWER)
    entry = AuditEntry.objects.first()
    assert entry is not None
    assert (entry.actor, entry.action, entry.summary) == (county["administrator"], "invite", "邀请 某人 任审核人")
    assert entry.organisation == county.places["water"]


def test_a_link_works_once(county: County) -> None:
    invitation, token = invite(county["administrator"], county.places["water"], name="某人", role=Role.REVIEWER)
    assert Invitation.objects.get(digest=Invitation.digest_of(token)) == invitation
    person = accept_invitation(invitation, username="somebody", password="Korrekt-Pferd-9")
    assert policy.may(person, Permission.VIEW, county.places["water_station"])
    with pytest.raises(Http404):
        accept_invitation(invitation, username="somebody.else", password="Korrekt-Pferd-9")


def test_a_link_that_ran_out_or_was_withdrawn_opens_nothing(county: County) -> None:
    old, _token = invite(county["administrator"], county.places["water"], name="某人", role=Role.REVIEWER)
    Invitation.objects.filter(pk=old.pk).update(expires_at=timezone.now() - datetime.timedelta(seconds=1))
    back, _token = invite(county["administrator"], county.places["water"], name="某人", role=Role.REVIEWER)
    withdraw_invitation(county["administrator"], back)
    for invitation in (old, back):
        with pytest.raises(Http404):
            accept_invitation(invitation, username="somebody", password="Korrekt-Pferd-9")
    with pytest.raises(Refused, match="已经用过或已撤回"):
        withdraw_invitation(county["administrator"], back)


def test_a_new_password_replaces_the_old_one_only_when_the_link_is_used(county: County) -> None:
    membership = county["agency"].memberships.get()
    invitation, _token = offer_reset(county["administrator"], membership)
    assert Person.objects.get(username="agency").check_password("Korrekt-Pferd-9")
    accept_invitation(invitation, username="", password="Anderes-Pferd-7")
    assert Person.objects.get(username="agency").check_password("Anderes-Pferd-7")


def test_who_manages_only_a_part_of_what_somebody_does_gets_no_hold_of_the_account(county: County) -> None:
    local = county.person("local", Role.ADMINISTRATOR, "water")
    membership = county["agency"].memberships.get()
    invitation, _token = offer_reset(local, membership)
    Membership.objects.create(person=county["agency"], organisation=county.places["finance"], role=Role.APPROVER)
    with pytest.raises(Refused, match="还在别的单位任职"):
        offer_reset(local, membership)
    with pytest.raises(Http404):
        accept_invitation(invitation, username="", password="Anderes-Pferd-7")
    assert Person.objects.get(username="agency").check_password("Korrekt-Pferd-9")


def test_a_role_that_ended_opens_nothing(county: County) -> None:
    membership = county["reviewer"].memberships.get()
    assert policy.may(county["reviewer"], Permission.VIEW, county.places["water"])
    end_membership(county["administrator"], membership)
    assert not policy.may(Person.objects.get(username="reviewer"), Permission.VIEW, county.places["water"])
    with pytest.raises(Refused, match="已经停用"):
        end_membership(county["administrator"], membership)


def test_nobody_ends_their_own_role(county: County) -> None:
    with pytest.raises(Refused, match="不能停用自己的角色"):
        end_membership(county["administrator"], county["administrator"].memberships.get())


def test_a_switched_off_organisation_gives_no_permission(county: County) -> None:
    water = county.places["water"]
    edit_organisation(county["administrator"], water, seen=water.version, name=water.name, code=water.code, is_active=False)
    assert not policy.holds(county["reviewer"], Permission.VIEW)


def test_the_later_of_two_editors_is_told(county: County) -> None:
    water = county.places["water"]
    other = Organisation.objects.get(pk=water.pk)
    edit_organisation(county["administrator"], water, seen=1, name="澄岚县水务局", code="water", is_active=True)
    with pytest.raises(Stale, match="「澄岚县水利局」刚刚被别人改过"):
        edit_organisation(county["administrator"], other, seen=1, name="水利", code="water", is_active=True)
    assert Organisation.objects.get(pk=water.pk).name == "澄岚县水务局"


def test_below_an_agency_there_are_only_agencies(county: County) -> None:
    with pytest.raises(Refused, match="只能设预算单位"):
        add_organisation(county["administrator"], parent=county.places["school"], kind=OrganisationKind.DEPARTMENT, name="某局", code="x")


def test_a_workspace_is_founded_once(county: County) -> None:
    with pytest.raises(Refused, match="不能再次初始化"):
        found(name="某财政局", code="1", administrator="某人")


def test_whose_reach_ends_elsewhere_finds_nothing_and_who_only_looks_is_refused(county: County) -> None:
    with pytest.raises(Http404):
        assign(county["foreign"], county.dossier(), county["evaluator"], role=AssignmentRole.EVALUATOR)
    with pytest.raises(PermissionDenied):
        assign(county["reviewer"], county.dossier("另一个"), county["evaluator"], role=AssignmentRole.EVALUATOR)


def test_an_assignment_opens_the_dossier_and_its_end_closes_it(county: County) -> None:
    dossier = county.dossier()
    assert not policy.dossiers(county["evaluator"]).exists()
    assignment = assign(county["approver"], dossier, county["evaluator"], role=AssignmentRole.EVALUATOR)
    assert list(policy.dossiers(county["evaluator"])) == [dossier]
    with pytest.raises(Refused, match="已经在办"):
        assign(county["approver"], dossier, county["evaluator"], role=AssignmentRole.EVALUATOR)
    withdraw_assignment(county["approver"], assignment)
    assert not policy.dossiers(county["evaluator"]).exists()


def test_only_evaluators_evaluate(county: County) -> None:
    with pytest.raises(Refused, match="不是「专家」"):
        assign(county["approver"], county.dossier(), county["evaluator"], role=AssignmentRole.EXPERT)


def test_each_rule_on_conflicts_is_told_by_name(county: County) -> None:
    assert [name for name, _rule in RULES] == ["本单位回避", "任职年度回避", "申明回避", "评价与评审分离"]


def test_nobody_judges_their_own_department(county: County) -> None:
    Membership.objects.create(person=county["expert"], organisation=county.places["water"], role=Role.REVIEWER)
    with pytest.raises(Refused, match="须回避。本单位回避：现在「澄岚县水利局」任审核人"):
        assign(county["approver"], county.dossier(), county["expert"], role=AssignmentRole.EXPERT)


@pytest.mark.parametrize(("until", "conflict"), [("2024-03-31", True), ("2023-12-31", False)])
def test_nobody_judges_a_year_in_which_they_worked_there(county: County, until: str, conflict: bool) -> None:
    Membership.objects.create(
        person=county["expert"],
        organisation=county.places["water_station"],
        role=Role.PREPARER,
        since=datetime.date(2020, 1, 1),
        until=datetime.date.fromisoformat(until),
    )
    dossier = county.dossier()
    if conflict:
        with pytest.raises(Refused, match="任职年度回避：2024 年度内曾在「澄岚县水库运行中心」任职"):
            assign(county["approver"], dossier, county["expert"], role=AssignmentRole.EXPERT)
    else:
        assign(county["approver"], dossier, county["expert"], role=AssignmentRole.EXPERT)


def test_a_declared_interest_counts_for_all_below(county: County) -> None:
    declare_interest(county["expert"], county.places["water"])
    with pytest.raises(Refused, match="申明回避：本人已申明需回避「澄岚县水利局」"):
        assign(county["approver"], county.dossier(), county["expert"], role=AssignmentRole.EXPERT)


def test_who_evaluated_does_not_sit_among_the_experts(county: County) -> None:
    both = county.person("both", Role.EVALUATOR, "consultants")
    Membership.objects.create(person=both, organisation=county.places["finance"], role=Role.EXPERT)
    dossier = county.dossier()
    withdraw_assignment(county["approver"], assign(county["approver"], dossier, both, role=AssignmentRole.EVALUATOR))
    with pytest.raises(Refused, match="评价与评审分离：曾以「评价」参与同一卷宗"):
        assign(county["approver"], dossier, both, role=AssignmentRole.EXPERT)


def test_only_the_head_authority_opens_and_closes_years(county: County) -> None:
    administrator = county["administrator"]
    assert open_year(administrator, 2027).is_open
    with pytest.raises(Refused, match="已经开放"):
        open_year(administrator, 2027)
    assert not close_year(administrator, FiscalYear.objects.get(pk=2027)).is_open
    with pytest.raises(Refused, match="已经关闭"):
        close_year(administrator, FiscalYear.objects.get(pk=2027))
    assert open_year(administrator, 2027).is_open
    local = county.person("local.administrator", Role.ADMINISTRATOR, "water")
    for person in (local, county["finance"]):
        with pytest.raises(PermissionDenied):
            open_year(person, 2028)
    assert not FiscalYear.objects.filter(pk=2028).exists()


def test_somebody_with_an_account_gets_one_more_role(county: County) -> None:
    reviewer, station = county["reviewer"], county.places["water_station"]
    assert not policy.holds(reviewer, Permission.FILL)
    grant_role(county["administrator"], station, reviewer, role=Role.PREPARER)
    assert policy.may(reviewer, Permission.FILL, station)
    with pytest.raises(Refused, match="已经是经办人"):
        grant_role(county["administrator"], station, reviewer, role=Role.PREPARER)
    with pytest.raises(Refused, match="不设「专家」"):
        grant_role(county["administrator"], station, reviewer, role=Role.EXPERT)
