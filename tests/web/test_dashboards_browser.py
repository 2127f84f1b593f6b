"""A bureau person in a real browser: charts, from a number to its dossiers to one dossier, a table downloaded. Skips without Chromium."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from county_at_hand import build
from django.conf import settings
from django.test import Client

pytestmark = pytest.mark.browser

CHROMIUM = shutil.which("chromium")
PICTURES = os.environ.get("JIHENG_PICTURES", "")


def test_a_bureau_person_goes_from_a_chart_to_a_dossier_and_takes_the_table_along(live_server: Any) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip("no Chromium here")
    county = build()
    county.filed()
    client = Client()
    client.force_login(county["finance"], backend="jiheng.web.people.accounts.Backend")
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value, "url": live_server.url}
    has_echarts = (Path(settings.HERE) / "static" / "vendor" / "echarts.common.min.js").is_file()
    with playwright.sync_playwright() as engine:
        # --no-sandbox: builds run as root.
        browser = engine.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--no-first-run"])
        for width, height, scripts in ((1440, 900, True), (390, 844, True), (390, 844, False)):
            context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN", java_script_enabled=scripts)
            context.add_cookies([cookie])
            page = context.new_page()
            page.set_default_timeout(180_000)  # machines may be busy
            complaints: list[str] = []
            page.on("console", lambda message, kept=complaints: kept.append(message.text) if message.type == "error" else None)
            page.goto(f"{live_server.url}/dashboards/")
            if scripts and has_echarts:
                page.locator("#departments canvas").first.wait_for()
                assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
                assert complaints == []
            if PICTURES:
                page.screenshot(path=Path(PICTURES) / f"dashboard-{width}-{scripts}.png", caret="initial")
            with page.expect_download() as told:
                page.locator("#departments .downloads a").filter(has_text="csv").click()
            assert "澄岚县水利局" in Path(told.value.path()).read_text("utf-8-sig")
            page.locator("#departments").get_by_role("link", name="澄岚县水利局").click()
            page.get_by_role("heading", name="1 份").wait_for()
            page.get_by_role("link", name="水库维修养护").click()
            page.get_by_role("heading", name="水库维修养护").wait_for()
            context.close()
        browser.close()


def test_what_is_drawn_is_plain_data() -> None:
    script = (Path(settings.HERE) / "static" / "dashboards.js").read_text("utf-8")
    for risky in ("innerHTML", "eval(", "new Function", "http://", "https://"):
        assert risky not in script
    assert json.dumps("richText") in script, "a tooltip of HTML would need an inline style"
