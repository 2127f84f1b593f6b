"""Pages: list, home, forms, errors, headers, logs, words."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest
from county_at_hand import YEAR, County, form
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from pydantic import BaseModel, ValidationError
from pytest_django import DjangoAssertNumQueries

from jiheng.web.dossiers.actions.store_record import store_record
from jiheng.web.dossiers.models import Stage
from jiheng.web.logs import QuietFormatter

TEMPLATES = Path(__file__).resolve().parents[2] / "src" / "jiheng" / "web" / "templates"
HAN = re.compile(r"[\u4e00-\u9fff]+")


def _as(county: County, name: str, **options: bool) -> Client:
    client = Client(**options)
    client.force_login(county[name], backend="jiheng.web.people.accounts.Backend")
    return client


def _subjects(page: str) -> list[str]:
    return re.findall(r'class="subject"><a[^>]*>([^<]*)<', page)


def test_the_list_shows_what_a_person_sees_with_figures(county: County) -> None:
    county.filed()
    page = _as(county, "reviewer").get("/dossiers/").content.decode()
    total = form().funds[0].adjusted_budget
    assert total is not None
    assert _subjects(page) == ["水库维修养护"]
    assert f"{total.value:,.2f}" in page
    assert '<span class="state state-filed">已填报</span>' in page
    assert _subjects(_as(county, "foreign").get("/dossiers/").content.decode()) == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["甲项目", "乙项目"]),
        ("q=甲", ["甲项目"]),
        ("state=filed", ["甲项目"]),
        ("state=awaited", ["乙项目"]),
        ("stage=monitoring", ["乙项目"]),
        ("year=2023", []),
        ("year=&stage=finished", []),
        ("kind=department", []),
        ("order=score", ["甲项目", "乙项目"]),
        ("department=999999", ["甲项目", "乙项目"]),
        ("order=nonsense&page=99", ["甲项目", "乙项目"]),
    ],
)
def test_the_list_is_filtered_by_its_address(county: County, query: str, expected: list[str]) -> None:
    county.filed("甲项目")
    county.dossier("乙项目", stage=Stage.MONITORING)
    assert _subjects(_as(county, "finance").get(f"/dossiers/?{query}").content.decode()) == expected


def test_a_department_is_a_filter(county: County) -> None:
    county.filed()
    client = _as(county, "finance")
    for place, expected in (("water", ["水库维修养护"]), ("education", [])):
        assert _subjects(client.get("/dossiers/", {"department": county.places[place].pk}).content.decode()) == expected


def test_the_number_of_queries_does_not_grow_with_the_rows(county: County, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    from django.core.cache import caches
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = _as(county, "finance")
    for page in ("/dossiers/", "/"):
        county.dossier(f"一 {page}")
        client.get(page)
        caches["sums"].clear()
        with CaptureQueriesContext(connection) as few:
            client.get(page)
        for number in range(20):
            county.dossier(f"{number} {page}")
        with CaptureQueriesContext(connection) as many:
            client.get(page)
        assert len(many) <= len(few) <= 36  # fewer once the soonest tasks alone fill the page


def test_a_long_list_has_pages_that_keep_the_filters(county: County) -> None:
    for number in range(60):
        county.dossier(f"项目 {number:02}")
    client = _as(county, "finance")
    page = client.get("/dossiers/", {"year": YEAR, "q": "项目"}).content.decode()
    assert len(_subjects(page)) == 50
    following = re.findall(r'rel="next" href="([^"]+)"', page)[0].replace("&amp;", "&")
    assert "q=" in following
    assert len(_subjects(client.get(f"/dossiers/{following}").content.decode())) == 10


def test_the_first_page_tells_a_preparer_what_to_fill_in_and_a_bureau_who_is_late(county: County) -> None:
    county.dossier()
    mine = _as(county, "agency").get("/").context
    assert [task.what for task in mine["mine"].shown] == ["填报绩效自评表"]
    assert mine["others"].count == 0
    bureau = _as(county, "finance").get("/")
    assert bureau.context["mine"].count == 0
    assert [task.where for task in bureau.context["others"].shown] == [f"{YEAR} 年度 · 澄岚县水库运行中心"]
    assert [(str(row.department), row.count, row.awaited) for row in bureau.context["rows"]] == [
        ("澄岚县水利局", 1, 1),
        ("澄岚县教育局", 0, 0),
    ]


def test_what_was_filled_in_is_done(county: County) -> None:
    county.filed()
    context = _as(county, "agency").get("/").context
    assert [task.what for task in context["mine"].shown] == ["提交自评表"]
    assert "现在没有要您办的事。" in _as(county, "approver").get("/").content.decode()


def test_a_dossier_names_its_versions_and_its_deeds(county: County) -> None:
    dossier = county.filed()
    store_record(county["agency"], dossier, form(conclusion="改正"), seen=dossier.version, note="更正结论")
    page = _as(county, "agency").get(dossier.get_absolute_url()).content.decode()
    for words in ("绩效自评表", "更正结论", "保存绩效自评表第 2 版", "新建卷宗"):
        assert words in page


def test_a_record_stands_as_it_was_printed(county: County) -> None:
    version = county.filed().records.get()
    page = _as(county, "agency").get(version.get_absolute_url()).content.decode()
    known = form()
    assert "内容与摘要一致" in page
    for indicator in known.indicators:
        assert indicator.name in page
        assert indicator.target is not None
        assert indicator.target.raw.replace("<", "&lt;") in page


def test_a_conflict_of_interest_is_told_beside_the_field(county: County) -> None:
    dossier = county.dossier()
    _as(county, "expert").post(reverse("declarations"), {"organisation": county.places["water"].pk})
    candidate = county["expert"].memberships.get().pk
    page = _as(county, "approver").post(reverse("assign", args=[dossier.pk]), {"candidate": candidate}).content.decode()
    assert "申明回避" in page
    assert dossier.assignments.count() == 0


def test_the_later_editor_gets_a_page_that_says_so(county: County) -> None:
    water = county.places["water"]
    late = {"name": "晚了", "code": "water", "is_active": "on", "seen": water.version}
    client = _as(county, "administrator")
    assert client.post(reverse("edit_organisation", args=[water.pk]), {**late, "name": "澄岚县水务局"}).status_code == 302
    response = client.post(reverse("edit_organisation", args=[water.pk]), late)
    assert response.status_code == 409
    assert "刚刚被别人改过" in response.content.decode()


def test_what_is_refused_is_told_on_the_page_one_comes_back_to(county: County) -> None:
    client = _as(county, "administrator")
    own = county["administrator"].memberships.get()
    page = client.post(reverse("end_membership", args=[own.pk]), follow=True).content.decode()
    assert "不能停用自己的角色" in page


@pytest.mark.parametrize(("address", "status", "words"), [("/no/such/page/", 404, "没有找到"), ("/audit/", 403, "没有权限")])
def test_errors_are_told_in_chinese_with_a_way_on(county: County, address: str, status: int, words: str) -> None:
    response = _as(county, "agency").get(address)
    assert response.status_code == status
    assert words in response.content.decode()
    assert "回到首页" in response.content.decode()


def test_a_broken_page_says_so_and_logs_no_text_of_a_document(
    county: County, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def _break(*_args: object) -> None:
        raise ValueError("机密的文件内容")

    monkeypatch.setattr("jiheng.web.home.views.gather", _break)
    response = _as(county, "agency", raise_request_exception=False).get("/")
    assert response.status_code == 500
    assert "系统出错" in response.content.decode()
    formatted = [QuietFormatter().format(record) for record in caplog.records]
    assert any("ValueError" in text for text in formatted)
    assert not any("机密" in text for text in formatted)


def test_the_text_of_an_exception_and_of_its_cause_is_not_logged() -> None:
    class Strict(BaseModel):
        count: int

    try:
        try:
            Strict.model_validate({"count": "机密的文件内容"})
        except ValidationError as error:
            raise DatabaseError("也是机密") from error
    except DatabaseError:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "failed", None, __import__("sys").exc_info())
    text = QuietFormatter().format(record)
    assert "机密" not in text
    assert "DatabaseError" in text
    assert "ValidationError" in text


def test_the_secret_of_a_link_is_not_logged(county: County, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="jiheng.web.requests"):
        Client().get("/join/very-secret-token/")
        _as(county, "agency").get("/dossiers/?q=机密")
    logged = " ".join(record.getMessage() for record in caplog.records if record.name == "jiheng.web.requests")
    assert "very-secret-token" not in logged
    assert "机密" not in logged
    assert "GET /dossiers/ 200" in logged


def test_the_health_page_answers_any_host_without_a_cookie(db: None) -> None:
    response = Client().get("/health/", headers={"host": "10.1.2.3"})
    assert (response.status_code, response.content) == (200, b"ok")
    assert "jiheng_session" not in response.cookies


def test_the_health_page_says_when_the_database_is_gone(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    class _Gone:
        def cursor(self) -> None:
            raise DatabaseError

    monkeypatch.setattr("jiheng.web.health.connection", _Gone())
    assert Client().get("/health/").status_code == 503


def test_pages_allow_nothing_from_elsewhere(county: County) -> None:
    headers = _as(county, "agency").get("/").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert headers["X-Frame-Options"] == "DENY"


@pytest.mark.once
@pytest.mark.parametrize("file", sorted(TEMPLATES.rglob("*.html")), ids=lambda file: file.relative_to(TEMPLATES).as_posix())
def test_every_chinese_word_of_a_template_can_be_translated(file: Path) -> None:
    text = file.read_text("utf-8")
    text = re.sub(r"{% blocktranslate.*?{% endblocktranslate %}", "", text, flags=re.S)
    assert HAN.findall(re.sub(r"{% translate .*?%}", "", text)) == []


@pytest.mark.once
@pytest.mark.parametrize("file", sorted(TEMPLATES.rglob("*.html")), ids=lambda file: file.relative_to(TEMPLATES).as_posix())
def test_no_template_holds_script_style_or_an_address_elsewhere(file: Path) -> None:
    text = file.read_text("utf-8")
    assert (
        re.findall(r"<style|<script(?! src)| style=| on\w+=|https?://|\|safe|{% autoescape", text.replace("{{ field.help_text|safe }}", ""))
        == []
    )
