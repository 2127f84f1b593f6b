"""The approval of the budget: recorded once for a year, it starts the term in which the finance authority approves objectives."""

from __future__ import annotations

import datetime

import pytest
from county_at_hand import YEAR, County
from way_of_a_case import Way, browser, staff

from jiheng.web.acting import Refused
from jiheng.web.audit.models import AuditEntry
from jiheng.web.casework import flows
from jiheng.web.casework.actions.record_budget_approval import record_budget_approval
from jiheng.web.casework.models import BudgetApproval
from jiheng.web.dossiers.models import Stage
from jiheng.web.people.models import FiscalYear

#: The day on which the congress approves, and the last day of the twenty that follow it.
DAY = datetime.date(2024, 1, 26)
LAST = datetime.date(2024, 2, 15)


@pytest.fixture
def at_that_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a month before the approval."""
    monkeypatch.setattr(flows, "today", lambda: DAY - datetime.timedelta(days=30))


def told(county: County, day: datetime.date = DAY) -> dict[str, object]:
    return {"place": county.places["finance"].pk, "year": YEAR, "day": day.isoformat(), "reference": "澄人发〔2024〕1号"}


@pytest.mark.usefixtures("at_that_time")
def test_the_term_of_approval_runs_from_the_day_the_bureau_records(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    way = Way(county, Stage.OBJECTIVE)
    way.to_finance()
    assert way.case.due_on is None
    monkeypatch.setattr(flows, "today", lambda: DAY + datetime.timedelta(days=7))
    later = county.dossier("追加项目", stage=Stage.OBJECTIVE)
    finance = browser(county["finance"])
    page = finance.get("/deadlines/budget/").content.decode()
    assert "20 日" in page
    said = finance.post("/deadlines/budget/", told(county), follow=True).content.decode()
    assert "1 件在办的绩效目标按这一天计算批复期限" in said
    assert (way.case.due_on, way.case.due_label) == (LAST, "财政部门批复期限")
    assert later.cases.get().way.events == ()
    entry = AuditEntry.objects.filter(action="record_budget_approval").get()
    assert "2024-01-26（澄人发〔2024〕1号）" in entry.summary
    shown = browser(county["agency"]).get(way.dossier.get_absolute_url()).content.decode()
    assert "人民代表大会于 2024-01-26 批准预算（澄人发〔2024〕1号）" in shown
    assert "财政部门批复期限 2024-02-15" in shown


@pytest.mark.usefixtures("at_that_time")
def test_a_day_recorded_again_holds(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    way = Way(county, Stage.OBJECTIVE)
    way.to_finance()
    monkeypatch.setattr(flows, "today", lambda: DAY + datetime.timedelta(days=7))
    finance = browser(county["finance"])
    finance.post("/deadlines/budget/", told(county))
    finance.post("/deadlines/budget/", told(county, DAY + datetime.timedelta(days=2)))
    assert way.case.due_on == LAST + datetime.timedelta(days=2)
    way.does("business", "send_back", reason="请补充")  # steps go on after it
    assert way.case.returned_reason == "请补充"


def test_only_a_past_day_of_an_open_year_of_a_finance_authority_is_recorded(county: County) -> None:
    staff(county)
    finance, year = county["finance"], FiscalYear.objects.get(pk=YEAR)
    tomorrow = flows.today() + datetime.timedelta(days=1)
    for place, which, day in (
        (county.places["water"], year, DAY),
        (county.places["finance"], FiscalYear.objects.get(pk=YEAR - 1), DAY),
        (county.places["finance"], year, tomorrow),
    ):
        with pytest.raises(Refused):
            record_budget_approval(finance, place, year=which, day=day, reference="x")
    assert not BudgetApproval.objects.exists()
