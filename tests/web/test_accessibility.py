"""Every page that answers 200 to somebody, looked at by axe-core in a real browser: no serious violation. Skips without Chromium."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from county_at_hand import build
from django.conf import settings
from django.test import Client
from test_policy_table import ROLES, ROWS, _addresses

pytestmark = [pytest.mark.browser, pytest.mark.once]

CHROMIUM = shutil.which("chromium")
AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
_GRAVE = ("serious", "critical")


def test_no_page_has_a_serious_violation(live_server: Any) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None or not AXE.is_file():
        pytest.skip("no Chromium or no axe-core here")
    pages = _pages()
    assert len(pages) > 20
    found: dict[str, list[str]] = {}
    # --no-sandbox: builds run as root.
    with playwright.sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--no-first-run"])
        for session in dict.fromkeys(session for _, session in pages.values()):
            context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
            if session:
                context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
            page = context.new_page()
            page.set_default_timeout(180_000)  # machines may be busy
            for name, address in ((name, address) for name, (address, own) in pages.items() if own == session):
                page.goto(f"{live_server.url}{address}")
                page.evaluate(AXE.read_text("utf-8"))
                if grave := _grave(page):
                    found[name] = grave
            context.close()
        browser.close()
    assert found == {}


def test_a_button_without_a_name_would_be_found(live_server: Any) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None or not AXE.is_file():
        pytest.skip("no Chromium or no axe-core here")
    with playwright.sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--no-first-run"])
        page = browser.new_page()
        page.set_default_timeout(180_000)
        page.goto(f"{live_server.url}/account/sign-in/")
        page.evaluate("document.querySelector('main').append(document.createElement('button'))")
        page.evaluate(AXE.read_text("utf-8"))
        assert [one.split(":")[0] for one in _grave(page)] == ["button-name"]
        browser.close()


def _grave(page: Any) -> list[str]:
    """The serious violations on a page: rule and the first element."""
    report = json.loads(page.evaluate("axe.run(document, {resultTypes: ['violations']}).then(JSON.stringify)"))
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in report["violations"] if one["impact"] in _GRAVE]


def _pages() -> dict[str, tuple[str, str]]:
    """For each name the address and the session of the first role that gets a page there."""
    county = build()
    clients = {role: Client() for role in ROLES}
    for role in ROLES[1:]:
        clients[role].force_login(county[role], backend="jiheng.web.people.accounts.Backend")
    addresses = _addresses(county)
    pages = {}
    for method, name, *expected in ROWS:
        role = next((role for role, status in zip(ROLES, expected, strict=True) if status == "200"), None)
        if method != "GET" or role is None:
            continue
        client = clients[role]
        response = client.get(addresses[name][0])
        if response.status_code == 200 and response.headers["Content-Type"].startswith("text/html"):
            cookie = client.cookies.get(settings.SESSION_COOKIE_NAME)
            pages[name] = (addresses[name][0], cookie.value if cookie else "")
        response.close()  # a file that is sent stays open until then
    return pages
