"""A real browser on the pages: signing in, the first page, the list; wide and narrow. Skips where there is no Chromium."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from county_at_hand import PASSWORD, build

pytestmark = pytest.mark.browser

CHROMIUM = shutil.which("chromium")
#: Pictures are kept where this names a folder, to be looked at.
PICTURES = os.environ.get("JIHENG_PICTURES", "")


@pytest.fixture
def browser(live_server: Any) -> Iterator[Any]:
    """The system's Chromium and a county to look at; closed before the database is."""
    playwright = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip("no Chromium here")
    county = build()
    for number in range(3):
        county.dossier(f"灌区改造第 {number + 1} 期")
    county.filed()
    # --no-sandbox: builds run as root.
    options = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update"]
    with playwright.sync_playwright() as engine:
        chromium = engine.chromium.launch(executable_path=CHROMIUM, args=options)
        yield chromium
        chromium.close()


def _picture(page: Any, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", caret="initial")  # hiding it would need a style of its own


@pytest.mark.parametrize(("width", "height", "scripts"), [(1440, 900, True), (390, 844, False)], ids=["wide", "phone-without-scripts"])
def test_a_preparer_signs_in_and_finds_what_to_do(browser: Any, live_server: Any, width: int, height: int, scripts: bool) -> None:
    context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN", java_script_enabled=scripts)
    page = context.new_page()
    page.set_default_timeout(180_000)  # machines may be busy
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(f"{live_server.url}/")
    page.get_by_label("用户名").fill("agency")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.get_by_role("heading", name="我要办").wait_for()
    assert page.locator(".tasks li").count() == 4  # three to fill in, one to hand in
    _picture(page, f"home-{width}")
    page.get_by_role("link", name="卷宗", exact=True).click()
    page.get_by_role("heading", name="4 份").wait_for()
    _picture(page, f"list-{width}")
    page.get_by_label("名称或代码").fill("灌区")
    page.get_by_role("button", name="筛选").click()
    page.get_by_role("heading", name="3 份").wait_for()
    page.wait_for_url(re.compile("[?&]q="))
    if scripts:
        fits = page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert fits, "the page is wider than the window"
    missing = [text for text in complaints if "404" in text]  # front-end files that were not fetched
    assert [text for text in complaints if text not in missing] == []
    context.close()
