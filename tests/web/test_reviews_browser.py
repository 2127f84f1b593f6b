"""A real browser: the unit's reviewer gives an opinion on a phone without scripts, the lead evaluator answers it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from county_at_hand import build
from django.conf import settings
from django.test import Client
from evaluation_at_hand import Evaluated
from reviewing_at_hand import sent_for_opinions

pytestmark = pytest.mark.browser

CHROMIUM = shutil.which("chromium")
PICTURES = os.environ.get("JIHENG_PICTURES", "")


def _picture(page: Any, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", caret="initial", full_page=True)


def _session(evaluated: Evaluated, name: str) -> str:
    client = Client()
    client.force_login(evaluated.county[name], backend="jiheng.web.people.accounts.Backend")
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _page(chromium: Any, session: str, address: str, *, width: int, scripts: bool) -> Any:
    """A page of somebody who is signed in already."""
    context = chromium.new_context(viewport={"width": width, "height": 844}, locale="zh-CN", java_script_enabled=scripts)
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])
    page = context.new_page()
    page.set_default_timeout(180_000)  # machines may be busy
    return page


def test_an_opinion_is_given_on_a_phone_and_answered(live_server: Any) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip("no Chromium here")
    evaluated = Evaluated(build())
    sent_for_opinions(evaluated)
    sessions = {name: _session(evaluated, name) for name in ("leader", "evaluator")}
    address = f"{live_server.url}{evaluated.evaluation.get_absolute_url()}"
    # --no-sandbox: builds run as root.
    with playwright.sync_playwright() as engine:
        chromium = engine.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--no-first-run"])
        unit = _page(chromium, sessions["leader"], live_server.url, width=390, scripts=False)
        unit.goto(address)
        _picture(unit, "evaluation-390")
        unit.get_by_role("link", name="第 1 版").click()
        _picture(unit, "version-390")
        unit.locator("#s2").get_by_role("link", name="提意见").click()
        assert unit.get_by_label("段落（按标题）").input_value() == "二、结论"
        unit.get_by_label("意见", exact=True).fill("得分应为90.50分，请核实。")
        unit.get_by_role("button", name="保存").click()
        _picture(unit, "opinions-390")
        unit.get_by_role("link", name="报送意见（1 条未报送）").click()
        unit.get_by_role("button", name="报送").click()
        unit.get_by_text("已报送意见 1 条").wait_for()
        lead = _page(chromium, sessions["evaluator"], live_server.url, width=1440, scripts=True)
        lead.goto(address)
        lead.get_by_role("link", name="意见已到齐").click()
        lead.get_by_role("button", name="意见已到齐").click()
        lead.get_by_text("已办理：意见已到齐").wait_for()
        lead.goto(f"{address}opinions/")
        _picture(lead, "opinions-1440")
        lead.get_by_role("link", name="答复", exact=True).click()
        lead.get_by_label("部分采纳").check()
        lead.get_by_label("理由").fill("第二项有佐证，第一项没有。")
        lead.get_by_label("修改情况").fill("结论一段改为90.00分。")
        _picture(lead, "answer-1440")
        lead.get_by_role("button", name="保存").click()
        lead.get_by_text("结论一段改为90.00分。").wait_for()
        assert lead.locator(".opinions .state").inner_text() == "部分采纳"
        chromium.close()
