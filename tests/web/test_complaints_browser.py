"""A real browser: a visitor complains on a phone without scripts, an officer handles it, the visitor reads the reply."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from county_at_hand import PASSWORD, build
from test_complaints import solved

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


def _complain(page: Any, address: str) -> tuple[str, str]:
    page.goto(f"{address}/public/complaints/")
    page.get_by_label("投诉哪个单位").select_option(label="澄岚县水库运行中心")
    page.get_by_label("项目名称").fill("水库维修养护")
    page.get_by_label("具体情况和要求").fill("自评表写已经完工，大坝北侧的护坡还没有修。请核实。")
    page.get_by_label("附件").set_input_files({"name": "说明.txt", "mimeType": "text/plain", "buffer": "护坡没有修".encode()})
    page.get_by_label("匿名").check()
    asked = page.locator("label[for=id_answer]").inner_text()
    _picture(page, "complain-390")
    page.locator("#id_answer").fill(solved(asked))
    page.get_by_role("button", name="提交投诉").click()
    page.get_by_role("heading", name="已收到您的投诉").wait_for()
    _picture(page, "receipt-390")
    told = page.locator("dd").all_inner_texts()
    return told[0], told[1]


def _handle(page: Any, number: str, first: str, fields: dict[str, str]) -> None:
    page.get_by_role("link", name=number).click()
    _picture(page, f"complaint-{first}")
    page.locator(".row-of-buttons").get_by_role("link", name=first, exact=True).click()
    for label, text in fields.items():
        field = page.get_by_label(label)
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(index=int(text))
        else:
            field.fill(text)
    page.get_by_role("button", name=first, exact=True).click()
    page.get_by_text(re.compile("已办理")).wait_for()


def test_a_visitor_complains_and_reads_the_reply(live_server: Any) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip("no Chromium here")
    build()
    # --no-sandbox: builds run as root.
    with playwright.sync_playwright() as engine:
        chromium = engine.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--no-first-run"])
        visitor = _open(chromium, 390, 844, False)
        number, code = _complain(visitor, live_server.url)
        finance, reviewer = _open(chromium, 1440, 900, True), _open(chromium, 1440, 900, True)
        _sign_in(finance, f"{live_server.url}/", "finance")
        _picture(finance, "home-finance")
        _handle(finance, number, "受理", {})
        finance.goto(f"{live_server.url}/complaints/")
        _picture(finance, "ledger")
        _handle(finance, number, "交办", {"承办单位和人员": "1"})
        _sign_in(reviewer, f"{live_server.url}/", "reviewer")
        _handle(
            reviewer, number, "拟写答复", {"查明的情况": "护坡未完工。", "处理措施": "责令更正。", "拟写的答复": "情况属实，已责令更正。"}
        )
        finance.goto(f"{live_server.url}/complaints/")
        _handle(finance, number, "答复投诉人", {"审核意见": "同意。"})
        visitor.goto(f"{live_server.url}/public/complaints/status/")
        visitor.get_by_label("投诉编号").fill(number)
        visitor.get_by_label("查询码").fill(code)
        visitor.get_by_role("button", name="查询").click()
        visitor.get_by_text("情况属实，已责令更正。").wait_for()
        _picture(visitor, "status-390")
        visitor.get_by_label("满意", exact=True).check()
        visitor.get_by_role("button", name="评价答复").click()
        visitor.get_by_text("您的评价：满意").wait_for()
        chromium.close()
