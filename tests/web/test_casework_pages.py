"""Pages of cases: steps with what they need, what came back, the talk, two versions side by side."""

from __future__ import annotations

from decimal import Decimal

import pytest
from county_at_hand import PASSWORD, County, form
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from way_of_a_case import Way, browser

from jiheng.web.casework.models import Case
from jiheng.web.dossiers.models import Stage


@pytest.fixture
def way(county: County) -> Way:
    """A self-evaluation on its way."""
    return Way(county, Stage.SELF_EVALUATION)


def test_a_step_is_taken_on_its_page(county: County, way: Way) -> None:
    way.fill()
    client = browser(county["agency"])
    address = way.case.address_of("submit")
    page = client.get(address)
    assert "没有「必须改」的问题" in page.content.decode()
    done = client.post(address, {"seen": way.case.version}, follow=True)
    assert "已办理：提交自评表。" in done.content.decode()
    assert way.case.state == "agency_review"


def test_what_bars_a_step_stands_on_its_page_and_beside_its_button(county: County, way: Way) -> None:
    total = form().total_score
    assert total is not None
    way.fill(form(total_score=total.model_copy(update={"value": Decimal(12), "raw": "12"})))
    client = browser(county["agency"])
    address = way.case.address_of("submit")
    page = client.get(address).content.decode()
    assert "改正之前不能办理" in page
    refused = client.post(address, {"seen": way.case.version}).content.decode()
    assert "个「必须改」的问题，请改正" in refused
    county["agency"].memberships.create(organisation=county.places["water_station"], role="reviewer")
    way.fill()
    way.does("agency", "submit")
    mine = client.get(way.dossier.get_absolute_url()).content.decode()
    assert "不能由同一人办理" in mine


def test_a_return_says_why_on_the_page_of_the_dossier(county: County, way: Way) -> None:
    way.fill()
    way.does("agency", "submit")
    client = browser(county["leader"])
    address = way.case.address_of("send_back")
    assert "请写明理由。" in client.post(address, {"seen": way.case.version, "reason": " "}).content.decode()
    client.post(address, {"seen": way.case.version, "reason": "第 2 项没有依据"})
    page = browser(county["agency"]).get(way.dossier.get_absolute_url()).content.decode()
    assert "第 2 项没有依据" in page
    assert f'href="{way.case.address_of("submit")}"' in page
    assert "等待单位经办人办理" in browser(county["leader"]).get(way.dossier.get_absolute_url()).content.decode()


def test_a_step_that_asks_who_one_is_takes_the_password_and_no_other_word(county: County, way: Way) -> None:
    way.to_finance()
    way.does("finance", "select_for_spot_check")
    way.does("finance", "recheck", recheck_score=Decimal(80), comment="依据不足")
    client = browser(county["leader"])
    address = way.case.address_of("confirm")
    assert "不正确，没有办理" in client.post(address, {"seen": way.case.version, "proof": "wrong"}).content.decode()
    assert way.case.state == "recheck_answer"
    client.post(address, {"seen": way.case.version, "proof": PASSWORD})
    assert way.case.state == "closed"


def test_who_is_late_is_told_and_keeps_what_they_wrote(county: County, way: Way) -> None:
    way.fill()
    way.does("agency", "submit")
    seen = way.case.version
    way.does("agency", "recall")
    way.does("agency", "submit")
    response = browser(county["leader"]).post(way.case.address_of("send_back"), {"seen": seen, "reason": "写了很久的理由"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "写了很久的理由" in page
    assert "提交自评表" in page
    assert way.case.state == "agency_review"


def test_a_step_that_is_over_leads_back_with_a_word(county: County, way: Way) -> None:
    way.fill()
    address = way.case.address_of("submit")
    way.does("agency", "submit")
    assert "可能别人刚刚办过" in browser(county["agency"]).get(address, follow=True).content.decode()
    assert browser(county["agency"]).get(way.case.address_of("dance")).status_code == 404


def test_the_talk_is_for_all_who_see_the_dossier(county: County, way: Way) -> None:
    address = reverse("comment", args=[way.dossier.pk])
    browser(county["finance"]).post(address, {"text": "第三项请补验收单"})
    assert "没有发言" in browser(county["finance"]).post(address, {"text": " "}, follow=True).content.decode()
    assert "第三项请补验收单" in browser(county["agency"]).get(way.dossier.get_absolute_url()).content.decode()


def test_two_versions_stand_side_by_side_with_what_differs(county: County, way: Way) -> None:
    way.fill()
    client = browser(county["agency"])
    address = reverse("compare", args=[way.dossier.pk, "self_evaluation_form"])
    assert "只有一版" in client.get(address, follow=True).content.decode()
    first = form().indicators[0]
    rest = form().indicators[1:]
    way.fill(form(indicators=(first.model_copy(update={"name": "改了名的指标"}), *rest[:-1]), expected_objective="改了的目标"))
    page = client.get(address).content.decode()
    assert f"<del>{first.name}</del> <ins>改了名的指标</ins>" in page
    assert "<ins>改了的目标</ins>" in page
    assert page.count('<tr class="gone">') == 1
    assert page.count('<th scope="col" class="figure-cell">') > 3
    same = client.get(address, {"before": 2, "after": 2}).content.decode()
    assert "内容相同" in same
    assert client.get(address, {"before": "9" * 20, "after": "x"}).status_code == 200
    assert client.get(reverse("compare", args=[way.dossier.pk, "no-form"])).status_code == 404


def test_the_page_of_a_dossier_asks_no_more_of_the_database_when_much_was_done(county: County, way: Way) -> None:
    way.fill()
    client = browser(county["leader"])
    address = way.dossier.get_absolute_url()
    way.does("agency", "submit")
    browser(county["leader"]).post(reverse("comment", args=[way.dossier.pk]), {"text": "一"})
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(6):
        way.does("leader", "send_back", reason=f"第 {number} 次")
        way.fill(form(conclusion=f"{number}"))
        way.does("agency", "submit")
        browser(county["agency"]).post(reverse("comment", args=[way.dossier.pk]), {"text": f"{number}"})
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(few) == len(many)
    assert Case.objects.count() == 1
