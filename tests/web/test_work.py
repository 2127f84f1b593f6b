"""What is to do: tasks of flows on the first page, filters of the list, days set by notice, the daily step."""

from __future__ import annotations

import datetime
from io import StringIO

import pytest
from county_at_hand import YEAR, County, form
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import reverse
from way_of_a_case import Way, browser

from jiheng.web.acting import Refused
from jiheng.web.audit.models import AuditEntry
from jiheng.web.casework import flows
from jiheng.web.casework.actions.set_deadline import set_deadline
from jiheng.web.casework.models import Case, FlowName, Reminded
from jiheng.web.dossiers.models import Stage
from jiheng.web.people.models import FiscalYear

DAY = datetime.date(YEAR + 1, 4, 28)


@pytest.fixture
def way(county: County, monkeypatch: pytest.MonkeyPatch) -> Way:
    """A self-evaluation two days before it is due."""
    monkeypatch.setattr(flows, "today", lambda: DAY)
    return Way(county, Stage.SELF_EVALUATION)


def _tasks(county: County, who: str, part: str = "mine") -> list[tuple[str, str]]:
    shown = browser(county[who]).get("/").context[part].shown
    return [(task.what, task.reason) for task in shown]


def test_a_task_goes_from_hand_to_hand_with_its_day_and_what_came_back(county: County, way: Way) -> None:
    assert _tasks(county, "agency") == [("填报绩效自评表", "")]
    assert browser(county["agency"]).get("/").context["mine"].shown[0].due == datetime.date(YEAR + 1, 4, 30)
    way.fill()
    way.does("agency", "submit")
    assert _tasks(county, "agency") == []
    assert _tasks(county, "agency", "others") == [("单位审核中", "")]
    assert _tasks(county, "leader") == [("单位审核中", "")]
    way.does("leader", "send_back", reason="第 2 项没有依据")
    assert _tasks(county, "agency") == [("改正绩效自评表", f"单位审核人 {DAY} 退回：第 2 项没有依据")]
    way.fill(form(conclusion="改"))
    way.does("agency", "submit")
    way.does("leader", "review")
    assert _tasks(county, "reviewer") == [("主管部门审核中", "")]


@pytest.mark.parametrize(
    ("state", "who", "count"), [("mine", "leader", 1), ("mine", "agency", 0), ("others", "agency", 1), ("late", "agency", 0)]
)
def test_the_list_shows_what_waits(county: County, way: Way, state: str, who: str, count: int) -> None:
    way.fill()
    way.does("agency", "submit")
    page = browser(county[who]).get("/dossiers/", {"state": state}).context["listing"].page
    assert page.paginator.count == count


def test_a_bureau_sees_what_came_back_and_what_is_late(county: County, way: Way, monkeypatch: pytest.MonkeyPatch) -> None:
    way.fill()
    way.does("agency", "submit")
    way.does("leader", "send_back", reason="x")
    monkeypatch.setattr(flows, "today", lambda: datetime.date(YEAR + 1, 5, 8))
    client = browser(county["finance"])
    row = client.get("/").context["rows"][0]
    assert (str(row.department), row.late, row.returned) == ("澄岚县水利局", 1, 1)
    assert client.get("/dossiers/", {"state": "late"}).context["listing"].page.paginator.count == 1
    assert client.get("/dossiers/", {"state": "returned"}).context["listing"].page.paginator.count == 1
    assert client.get("/", {"year": YEAR - 1}).context["year"].pk == YEAR - 1


def test_a_notice_sets_the_day_of_open_and_of_coming_cases(county: County, way: Way) -> None:
    day = datetime.date(YEAR + 1, 5, 20)
    told = {"year": FiscalYear.objects.get(pk=YEAR), "flow": FlowName.SELF_EVALUATION, "deadline": "report_due", "day": day}
    set_deadline(county["finance"], county.places["finance"], reference="财绩〔2025〕3号", **told)
    assert way.case.due_on == day
    assert Case.objects.get(dossier=county.dossier("另一个")).due_on == day
    with pytest.raises(PermissionDenied):
        set_deadline(county["approver"], county.places["water"], reference="x", **told)
    with pytest.raises(Refused, match="不能由通知规定"):
        set_deadline(county["finance"], county.places["finance"], reference="x", **{**told, "deadline": "nothing"})


def test_the_page_of_deadlines_takes_a_notice(county: County, way: Way) -> None:
    client = browser(county["finance"])
    answer = {
        "place": county.places["water"].pk,
        "year": YEAR,
        "deadline": "self_evaluation.report_due",
        "day": "2025-05-15",
        "reference": "通知",
    }
    page = client.post(reverse("deadlines"), answer, follow=True).content.decode()
    assert "2025-05-15" in page
    assert way.case.due_on == datetime.date(2025, 5, 15)
    assert "自评表报送期限" in browser(county["agency"]).get(reverse("deadlines")).content.decode()


def test_the_daily_step_reminds_once_and_brings_what_is_late_before_the_next(county: County, way: Way) -> None:
    for _again in range(2):
        call_command("remind", on=str(datetime.date(YEAR + 1, 5, 1)), stdout=StringIO())
    assert [one.text for one in Reminded.objects.all()] == [f"自评表报送期限 {YEAR + 1}-04-30，已逾期 1 天。"]
    assert AuditEntry.objects.filter(action="give_reminder").count() == 1
    assert [task.what for task in browser(county["approver"]).get("/").context["mine"].shown] == ["督促：填报中"]


def test_what_nobody_answered_in_time_is_closed_by_the_system(county: County, way: Way) -> None:
    way.to_finance()
    way.does("finance", "select_for_spot_check")
    way.does("finance", "recheck", recheck_score=80, comment="依据不足")
    call_command("remind", on=str(DAY), stdout=StringIO())
    assert way.case.state == "recheck_answer"
    for _again in range(2):
        call_command("remind", on=str(DAY + datetime.timedelta(days=12)), stdout=StringIO())
    assert way.case.state == "closed"
    step = way.case.steps.last()
    assert step is not None
    assert (step.actor, step.label, step.role_label) == (None, "逾期未复视为无异议", "系统")


def test_the_daily_step_starts_the_cases_of_dossiers_that_are_older_than_cases(county: County, way: Way) -> None:
    Case.objects.all().delete()
    call_command("remind", on=str(DAY), stdout=StringIO())
    assert Case.objects.get().state == "filling"
