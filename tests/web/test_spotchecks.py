"""Spot checks: drawn as announced, once seen; what the rechecks said, and what the standard calls the difference."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from county_at_hand import YEAR, County, form
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from way_of_a_case import Way, browser, staff

from jiheng.web.acting import Refused
from jiheng.web.casework.models import Case, Step
from jiheng.web.dossiers.models import Dossier, Stage
from jiheng.web.files.models import Document
from jiheng.web.findings.models import Finding
from jiheng.web.people.models import FiscalYear
from jiheng.web.spotchecks.actions.draw import draw
from jiheng.web.spotchecks.models import Draw, Method, Plan
from jiheng.web.spotchecks.sampling import sample

PLAN = {"year": YEAR, "method": "random", "size": 2, "seed": "2025"}


@pytest.fixture
def received(county: County) -> list[Case]:
    """Four self-evaluations that the finance authority has received: figures differ, one came back once."""
    staff(county)
    cases = []
    for number, (budget, executed, score) in enumerate([(100, 100, 90), (900, 300, 99), (500, 480, 95), (50, 50, 97)]):
        dossier = county.dossier(f"项目 {number + 1}")
        Dossier.objects.filter(pk=dossier.pk).update(adjusted_budget=budget, executed=executed, score=score)
        case = Case.objects.get(dossier=dossier)
        case.change(case.version, state="received", course={**case.course, "state": "received"}, is_filling=False)
        cases.append(case)
    Step(
        case=cases[3],
        number=99,
        action="send_back",
        label="退回",
        role_label="",
        on="2025-03-01",
        came_from="",
        led_to="",
        actor=county["leader"],
    ).save()
    return cases


def _subjects(county: County, method: Method, size: int = 4, seed: str = "") -> list[str]:
    found = sample(county["finance"], county.places["finance"], YEAR, method, size, seed)
    return [one.case.dossier.subject[-1] for one in found.picked]


def test_cases_are_ranked_by_amount_and_by_risk(county: County, received: list[Case]) -> None:
    assert _subjects(county, Method.AMOUNT) == ["2", "3", "1", "4"]
    assert _subjects(county, Method.RISK)[0] == "2"
    assert set(_subjects(county, Method.RISK, 3)) == {"2", "3", "4"}
    found = sample(county["finance"], county.places["finance"], YEAR, Method.RISK, 1, "")
    assert found.picked[0].ground == "执行率 33.33%，自评 99.00 分，退回 0 次"


def _finding(case: Case, code: str) -> None:
    paper = Document.objects.create(organisation=case.dossier.organisation, dossier=case.dossier, name=f"{code}.docx")
    Finding.objects.create(document=paper, fingerprint=code, code=code, severity="must_fix", message="x", first_number=1, last_number=1)


def test_findings_of_papers_are_a_risk_and_stand_on_the_first_page(county: County, received: list[Case]) -> None:
    for code in ("SEV101", "SEV102", "SEV103"):
        _finding(received[2], code)
    _finding(received[0], "SEV101")
    found = sample(county["finance"], county.places["finance"], YEAR, Method.RISK, 4, "")
    assert [one.ground[-6:] for one in found.picked if one.case == received[2]] == ["问题 3 个"]
    panel = browser(county["finance"]).get("/").context["panels"][0]
    assert next((kind.code, kind.count, kind.dossiers) for kind in panel.context["kinds"]) == ("SEV101", 2, 2)
    assert browser(county["foreign"]).get("/").context["panels"] == ()


def test_a_seed_draws_the_same_again_and_another_seed_something_else(county: County, received: list[Case]) -> None:
    first = _subjects(county, Method.RANDOM, seed="2025")
    assert first == _subjects(county, Method.RANDOM, seed="2025")
    assert len({tuple(_subjects(county, Method.RANDOM, seed=str(number))) for number in range(6)}) > 1
    assert _subjects(county, Method.RANDOM, 2, seed="2025") == first[:2]


def test_what_was_seen_is_drawn_and_goes_its_way(county: County, received: list[Case]) -> None:
    client = browser(county["finance"])
    address = reverse("new_spot_check")
    asked = {**PLAN, "organisation": county.places["finance"].pk}
    preview = client.get(address, asked)
    found = preview.context["sample"]
    assert (len(found.picked), found.population) == (2, 4)
    page = client.post(address, {**asked, "seen": found.digest, "due_on": "2099-06-30"}, follow=True).content.decode()
    assert "项目" in page
    plan = Plan.objects.get()
    assert (plan.population, plan.seed, list(plan.draws.values_list("rank", flat=True))) == (4, "2025", [1, 2])
    chosen = Case.objects.filter(draws__plan=plan)
    assert set(chosen.values_list("state", "due_on")) == {("spot_checking", datetime.date(2099, 6, 30))}
    assert Case.objects.filter(state="received").count() == 2


def test_a_draw_that_came_out_differently_is_not_made(county: County, received: list[Case]) -> None:
    places = {"year": FiscalYear.objects.get(pk=YEAR), "method": Method.RANDOM, "size": 2, "seed": "1"}
    seen = sample(county["finance"], county.places["finance"], YEAR, Method.RANDOM, 2, "1").digest
    received[0].change(received[0].version)
    received[1].change(received[1].version)
    received[2].change(received[2].version)
    with pytest.raises(Refused, match="预览之后情况有变化"):
        draw(county["finance"], county.places["finance"], seen=seen, **places)
    with pytest.raises(PermissionDenied):
        draw(county["approver"], county.places["water"], seen=seen, **places)
    with pytest.raises(Refused, match="没有等待"):
        draw(county["finance"], county.places["education"], seen=seen, **places)
    assert not Draw.objects.exists()


def test_a_recheck_is_judged_by_the_standard_and_taken_away_as_a_table(county: County) -> None:
    way = Way(county, Stage.SELF_EVALUATION)
    way.to_finance()
    found = sample(county["finance"], county.places["finance"], YEAR, Method.AMOUNT, 1, "")
    plan = draw(
        county["finance"],
        county.places["finance"],
        year=FiscalYear.objects.get(pk=YEAR),
        method=Method.AMOUNT,
        size=1,
        seed="",
        seen=found.digest,
    )
    own = form().total_score
    assert own is not None
    way.does("finance", "recheck", recheck_score=own.value - 12, comment="三项没有依据")
    client = browser(county["finance"])
    page = client.get(plan.get_absolute_url()).content.decode()
    assert "自评失实" in page
    rows = client.get(reverse("spot_check_file", args=[plan.pk, "csv"])).content.decode("utf-8-sig").splitlines()
    assert rows[0].startswith("序号,评价对象")
    assert ",-12," in rows[1]
    way.does("leader", "confirm")
    assert Draw.objects.get().self_score == own.value
    assert client.get(reverse("spot_check_file", args=[plan.pk, "exe"])).status_code == 404
    assert Dossier.objects.get().score == own.value - Decimal(12)


def test_a_long_result_asks_no_more_of_the_database(county: County, received: list[Case]) -> None:
    client = browser(county["finance"])
    sizes = []
    for method, size in ((Method.AMOUNT, 1), (Method.RISK, 3)):
        seen = sample(county["finance"], county.places["finance"], YEAR, method, size, "").digest
        year = FiscalYear.objects.get(pk=YEAR)
        plan = draw(county["finance"], county.places["finance"], year=year, method=method, size=size, seed="", seen=seen)
        client.get(plan.get_absolute_url())
        with CaptureQueriesContext(connection) as queries:
            client.get(plan.get_absolute_url())
        sizes.append(len(queries))
    assert sizes[0] == sizes[1]
