"""A real browser: a dossier with a telephone number is masked, published, and found by a visitor on a phone without scripts."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from county_at_hand import PASSWORD, build
from rows_portal import head
from test_portal import MOBILE, filed, paper, published, word

pytestmark = pytest.mark.browser

CHROMIUM = shutil.which("chromium")
PICTURES = os.environ.get("JIHENG_PICTURES", "")


def _picture(page: Any, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", caret="initial", full_page=True)


def _open(chromium: Any, width: int, height: int, scripts: bool) -> Any:
    context = chromium.new_context(viewport={"width": width, "height": height}, locale="zh-CN", java_script_enabled=scripts)
    page = context.new_page()
    page.set_default_timeout(180_000)  # machines may be busy
    return page


def _sign_in(page: Any, address: str, name: str) -> None:
    page.goto(address)
    page.get_by_label("用户名").fill(name)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.get_by_role("heading", name="我要办").wait_for()


def _prepare(page: Any, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="准备公开").click()
    page.get_by_label("标题").fill("2024年水库维修养护自评")
    page.get_by_label("绩效自评表").check()
    page.get_by_label("评价报告.docx").check()
    page.get_by_label("日期").fill("2025-03-03")
    page.get_by_role("button", name="准备公开").click()
    page.get_by_text("有个人信息，不能公开").wait_for()
    _picture(page, "publication-unmasked")
    page.get_by_role("button", name="遮盖文件里的个人信息").click()
    page.get_by_text("原件，不公开").wait_for()
    _picture(page, "publication-masked")
    page.get_by_role("link", name="提交公开审查").click()
    page.get_by_role("button", name="提交公开审查").click()
    page.get_by_text("公开审查中").first.wait_for()


def _publish(page: Any, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="2024年水库维修养护自评").first.click()
    page.get_by_role("link", name="公开", exact=True).click()
    page.get_by_label("已审查").check()
    page.get_by_label("再次输入登录密码").fill(PASSWORD)
    _picture(page, "publish-step")
    page.get_by_role("button", name="公开", exact=True).click()
    page.get_by_role("link", name="看公开的页面").wait_for()


def test_a_masked_dossier_is_published_and_found(live_server: Any) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip("no Chromium here")
    county = build()
    published(county, filed(county, "灌区改造"), title="2024年灌区改造自评")
    dossier = filed(county)
    paper(county, dossier, "评价报告.docx", word(f"本次评价由县里组织，联系人电话{MOBILE}。溢洪道衬砌完好。"))
    officer = head(county)
    # --no-sandbox: builds run as root.
    with playwright.sync_playwright() as engine:
        chromium = engine.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--no-first-run"])
        preparer, reviewer = _open(chromium, 1440, 900, True), _open(chromium, 1440, 900, True)
        _sign_in(preparer, f"{live_server.url}/", "agency")
        _prepare(preparer, f"{live_server.url}{dossier.get_absolute_url()}")
        _sign_in(reviewer, f"{live_server.url}/", officer.username)
        _publish(reviewer, f"{live_server.url}/publications/")
        visitor = _open(chromium, 390, 844, False)
        visitor.goto(f"{live_server.url}/public/")
        _picture(visitor, "portal-390")
        visitor.get_by_label("全文搜索").fill("溢洪道")
        visitor.get_by_role("button", name="搜索").click()
        _picture(visitor, "search-390")
        visitor.get_by_role("link", name="2024年水库维修养护自评").click()
        visitor.get_by_role("heading", name="核对报告").wait_for()
        _picture(visitor, "portal-dossier-390")
        with visitor.expect_download() as download:
            visitor.get_by_role("link", name="评价报告（已遮盖）.docx").click()
        assert MOBILE.encode() not in Path(download.value.path()).read_bytes()
        wide = _open(chromium, 1440, 900, True)
        wide.goto(f"{live_server.url}/public/departments/water/")
        wide.locator(".chart canvas").first.wait_for()
        _picture(wide, "department-1440")
        chromium.close()
