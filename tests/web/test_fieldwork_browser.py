"""Fieldwork in a real browser: a list sent from a desk, answered on a telephone without scripts, its file made a working paper."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from county_at_hand import PASSWORD, build
from rows_fieldwork import PICTURE, InTheField, in_the_field, received

from jiheng.web.evaluations.models import Entry
from jiheng.web.fieldwork.actions.add_photo import add_photo
from jiheng.web.fieldwork.models import Material

pytestmark = pytest.mark.browser

CHROMIUM = shutil.which("chromium")
PICTURES = os.environ.get("JIHENG_PICTURES", "")
WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


def _picture(page: Any, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", caret="initial", full_page=True)


def _signed_in(browser: Any, home: str, who: str, size: dict[str, int], *, scripts: bool = True) -> Any:
    page = browser.new_context(viewport=size, locale="zh-CN", java_script_enabled=scripts).new_page()
    page.set_default_timeout(180_000)  # machines may be busy
    page.goto(f"{home}/")
    page.get_by_label("用户名").fill(who)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    return page


def test_materials_go_from_desk_to_telephone_and_become_papers(live_server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser's driver runs a loop in this thread, which uses no database
    playwright = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip("no Chromium here")
    county = build()
    field = in_the_field(county, county.dossier("小型泵站改造"))
    _something_to_see(field)
    room = f"{live_server.url}/evaluations/{field.evaluation.pk}/fieldwork/"
    # --no-sandbox: builds run as root.
    with playwright.sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--no-first-run"])
        desk = _signed_in(browser, live_server.url, "evaluator", WIDE)
        desk.goto(f"{room}materials/")
        desk.get_by_role("button", name="列入常用清单").click()
        desk.get_by_label("提供期限").fill("2099-06-30")
        desk.get_by_role("button", name="发送", exact=True).click()
        desk.get_by_text("清单已发给单位").wait_for()
        phone = _signed_in(browser, live_server.url, "agency", PHONE, scripts=False)
        phone.goto(f"{room}materials/")
        _picture(phone, "materials-phone")
        assert phone.locator("html").evaluate("page => page.scrollWidth <= window.innerWidth"), "the page is wider than the telephone"
        phone.get_by_role("link", name="支付明细").click()
        phone.get_by_label("文件").set_input_files({"name": "序时账.txt", "mimeType": "text/plain", "buffer": "记-1".encode()})
        phone.get_by_role("button", name="上传").click()
        phone.get_by_text("已收下 1 个文件").wait_for()
        slot = Material.objects.get(files__isnull=False)
        desk.goto(f"{room}materials/{slot.pk}/")
        _picture(desk, "material")
        desk.get_by_role("button", name="核收").click()
        desk.get_by_role("link", name="登记为底稿").click()
        desk.get_by_role("button", name="保存").click()
        desk.get_by_text("B2-2", exact=True).wait_for()
        assert Entry.objects.filter(part="evidence").count() == 2
        for name in (
            "",
            "plan/",
            "materials/",
            "papers/",
            "payments/samples/1/",
            "payments/lists/1/?method=risk&size=2",
            "visits/1/",
            "surveys/",
        ):
            if PICTURES:
                desk.goto(f"{room}{name}")
                _picture(desk, name.replace("/", "-").partition("?")[0] or "fieldwork")
        desk.set_viewport_size(PHONE)
        for name in ("plan/", "payments/samples/1/", "papers/"):
            desk.goto(f"{room}{name}")
            assert desk.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{name} is wider than the telephone"
            _picture(desk, name.replace("/", "-") + "phone")
        browser.close()


def _something_to_see(field: InTheField) -> None:
    """A paper, a visit with a photo, an interview, a sample, a survey."""
    field.files()
    add_photo(field.lead, field.visits(), received(PICTURE, "泵站.png"), caption="闸门锈蚀")
    field.saves("interviews", interviewee="站长", held_on="2025-03-06", interviewers=["某"])
    field.saves("surveys", title="入户问卷", respondents="村民", valid=4, questions=[{"text": "满意吗？", "answers": {"是": 3, "否": 1}}])
    field.draws(field.lists())
