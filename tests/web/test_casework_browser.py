"""A real browser through two days of work: an objective declared, returned, corrected and approved; a spot check. Skips without Chromium."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from county_at_hand import PASSWORD, YEAR, County, build
from django.conf import settings
from way_of_a_case import Way, browser, paper

from jiheng.web.dossiers.models import Dossier, Stage

pytestmark = pytest.mark.browser

CHROMIUM = shutil.which("chromium")
#: Pictures are kept where this names a folder, to be looked at.
PICTURES = os.environ.get("JIHENG_PICTURES", "")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """The system's Chromium, started once."""
    playwright = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip("no Chromium here")
    options = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update"]
    with pytest.MonkeyPatch.context() as patch, playwright.sync_playwright() as engine:
        patch.setenv(
            "DJANGO_ALLOW_ASYNC_UNSAFE", "1"
        )  # the browser keeps a loop in this thread; the tests work beside it, one after the other
        started = engine.chromium.launch(executable_path=CHROMIUM, args=options)
        yield started
        started.close()


class _Desk:
    """The windows of the people of the county; one that holds no scripts is as good."""

    def __init__(self, chromium: Any, address: str, county: County) -> None:
        self._chromium, self._address, self.county = chromium, address, county
        self._contexts: list[Any] = []

    def page(self, who: str, *, width: int = 1440, height: int = 900, scripts: bool = True) -> Any:
        """The first page of somebody signed in."""
        context = self._chromium.new_context(viewport={"width": width, "height": height}, locale="zh-CN", java_script_enabled=scripts)
        session = browser(self.county[who]).cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self._address}])
        self._contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(180_000)  # machines may be busy
        page.goto(f"{self._address}/")
        return page

    def close(self) -> None:
        """All windows shut."""
        for context in self._contexts:
            context.close()


@pytest.fixture
def desk(chromium: Any, live_server: Any) -> Iterator[_Desk]:
    """A county at work."""
    desk = _Desk(chromium, live_server.url, build())
    yield desk
    desk.close()


def _picture(page: Any, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", caret="initial", full_page=True)


def _steps(page: Any, subject: str, action: str, **said: str) -> None:
    """From the task on the first page to the step, and done."""
    page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/", 3)[2] + "/")
    page.locator(".tasks").get_by_role("link", name=subject).first.click()
    page.get_by_role("link", name=action, exact=True).click()
    for label, text in said.items():
        page.get_by_label(label).fill(text)
    page.get_by_role("button", name=action, exact=True).click()
    page.get_by_text(f"已办理：{action}。").wait_for()


def test_an_objective_is_declared_returned_corrected_and_approved(desk: _Desk) -> None:
    county = desk.county
    way = Way(county, Stage.OBJECTIVE)
    way.fill()
    subject = way.dossier.subject
    agency = desk.page("agency")
    _steps(agency, subject, "申报")
    _picture(agency, "case-submitted-1440")
    leader = desk.page("leader", scripts=False)
    _steps(leader, subject, "审核通过")
    department = desk.page("reviewer")
    department.locator(".tasks").get_by_role("link", name=subject).click()
    department.get_by_role("link", name="退回", exact=True).click()
    department.get_by_label("写明理由").fill("第 2 项指标没有写明数量，请补充。")
    _picture(department, "case-return-1440")
    department.get_by_role("button", name="退回", exact=True).click()
    department.get_by_text("已办理：退回。").wait_for()
    agency.goto(agency.url.split("/dossiers")[0])
    agency.get_by_text("改正绩效目标申报表").wait_for()
    assert "第 2 项指标没有写明数量" in agency.locator(".tasks").inner_text()
    _picture(agency, "case-home-returned-1440")
    way.fill(paper(Stage.OBJECTIVE).model_copy(update={"expected_objective": "补写了数量的年度目标"}))
    _steps(agency, subject, "申报")
    _steps(leader, subject, "审核通过")
    _steps(department, subject, "审核同意", 写明意见="已改正")
    business = desk.page("business")
    _steps(business, subject, "初审同意", 写明意见="同意")
    finance = desk.page("finance", width=390, height=844)
    _picture(finance, "case-home-390")
    _steps(finance, subject, "批复", 写明审核等级="优", 再次输入登录密码=PASSWORD)
    _picture(finance, "case-approved-390")
    assert finance.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "the page is wider than the window"
    assert Dossier.objects.get().stage == Stage.MONITORING
    agency.goto(f"{agency.url.split('/dossiers')[0]}/dossiers/{way.dossier.pk}/compare/objective_form/")
    agency.get_by_text("补写了数量的年度目标").wait_for()
    _picture(agency, "compare-1440")


def test_a_spot_check_from_the_draw_to_the_difference(desk: _Desk) -> None:
    way = Way(desk.county, Stage.SELF_EVALUATION)
    way.to_finance()
    finance = desk.page("finance")
    finance.get_by_role("link", name="抽查复核", exact=True).click()
    finance.get_by_role("link", name="新的抽查").click()
    finance.get_by_label("方法").select_option("risk")
    finance.get_by_role("button", name="预览").click()
    finance.get_by_role("heading", name="1 件中抽取 1 件").wait_for()
    _picture(finance, "spot-check-preview-1440")
    finance.get_by_role("button", name="确认抽取").click()
    finance.get_by_text("已抽取").wait_for()
    finance.get_by_role("link", name=way.dossier.subject).click()
    finance.get_by_role("link", name="出具复核结果", exact=True).click()
    finance.get_by_label("填写复核得分").fill("70")
    finance.get_by_label("写明意见").fill("三项没有依据")
    finance.get_by_role("button", name="出具复核结果").click()
    finance.get_by_text("已办理：出具复核结果。").wait_for()
    finance.get_by_role("link", name="抽查复核", exact=True).click()
    finance.get_by_role("link", name="澄岚县财政局").click()
    finance.locator(".state-broken").get_by_text("自评失实").wait_for()
    _picture(finance, "spot-check-results-1440")
    assert way.case.dossier.fiscal_year_id == YEAR
