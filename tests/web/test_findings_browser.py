"""A real browser on documents: hand them in, see the findings on the page, go through them by keyboard, decide, hand in the correction.

Long work is done by the test itself, between pages: the database in memory has one connection. Skips where there is no Chromium.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from county_at_hand import PASSWORD, County, build
from papers import clean, seeded, work_off

pytestmark = pytest.mark.browser

CHROMIUM = shutil.which("chromium")
PICTURES = os.environ.get("JIHENG_PICTURES", "")


@pytest.fixture
def county_there(live_server: Any) -> County:
    return build()


@pytest.fixture
def browser(county_there: County, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip("no Chromium here")
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the driver's loop runs in this thread; nothing here is asynchronous
    # --no-sandbox: builds run as root.
    options = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update"]
    with playwright.sync_playwright() as engine:
        chromium = engine.chromium.launch(executable_path=CHROMIUM, args=options)
        yield chromium
        chromium.close()


def signed_in(browser: Any, live_server: Any, **options: Any) -> Any:
    context = browser.new_context(locale="zh-CN", **options)
    # Pages that wait for a check look again by themselves; the test does the check when no request is on its way.
    context.route(lambda url: "/versions/" in url, lambda route: route.abort() if _is_poll(route) else route.continue_())
    page = context.new_page()
    page.set_default_timeout(180_000)  # machines may be busy
    page.goto(f"{live_server.url}/")
    page.get_by_label("用户名").fill("agency")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.get_by_role("heading", name="我要办").wait_for()
    return page


def _is_poll(route: Any) -> bool:
    return "hx-request" in route.request.headers


def picture(page: Any, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", caret="initial")


def paper(name: str, data: bytes) -> dict[str, Any]:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


def test_documents_are_handed_in_read_decided_and_corrected(browser: Any, live_server: Any, county_there: County) -> None:
    dossier = county_there.dossier()
    page = signed_in(browser, live_server, viewport={"width": 1440, "height": 900})
    page.goto(f"{live_server.url}{dossier.get_absolute_url()}")
    page.get_by_role("link", name="上传资料").click()
    page.get_by_label("文件").set_input_files(
        [paper("有误.pdf", seeded("pdf")), paper("无误.docx", clean("docx")), paper("程序.exe", bytes(2048))]
    )
    page.get_by_role("button", name="上传").click()
    page.locator('[data-state="kept"]').nth(1).wait_for()
    page.locator('[data-state="turned"]').wait_for()
    picture(page, "upload-1440")
    work_off()
    page.goto(f"{live_server.url}{dossier.get_absolute_url()}")
    page.get_by_role("link", name="有误.pdf").click()
    page.locator("svg rect.mark-must_fix").first.wait_for()
    page.locator(".page img").first.evaluate("image => image.decode()")
    page.keyboard.press("j")
    page.locator("#f1.current").wait_for()
    picture(page, "review-1440")
    assert page.locator(".page .mark.current").count() == page.locator('.page [data-number="1"]').count() > 0
    page.keyboard.press("Enter")
    page.get_by_label("处理").select_option("explain")
    page.get_by_label("理由").fill("按批复口径填报。")
    picture(page, "decide-1440")
    page.get_by_role("button", name="保存").click()
    page.locator("#f1 .state-explained").wait_for()
    page.get_by_text("上传改正后的文件").click()
    page.get_by_label("文件").set_input_files(paper("改正.pdf", clean("pdf")))
    page.get_by_role("button", name="上传为新的版本").click()
    page.get_by_text("已保存为第 2 版").wait_for()
    work_off()
    page.reload()
    page.get_by_text("改正 1 处，新增 0 处").wait_for()
    page.get_by_role("heading", name="本版已改正").wait_for()
    picture(page, "corrected-1440")
    page.context.close()


def test_a_batch_is_sorted_into_its_dossier_on_a_phone_without_scripts(browser: Any, live_server: Any, county_there: County) -> None:
    page = signed_in(browser, live_server, viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page.goto(f"{live_server.url}/documents/upload/")
    files = [paper(f"自评表{number}.docx", seeded("docx") if number % 2 else clean("docx")) for number in range(6)]
    page.get_by_label("文件").set_input_files(files)
    page.get_by_role("button", name="上传").click()
    page.locator("#outcomes .state-filed").nth(5).wait_for()
    work_off()
    subject = county_there.filed("水库").records.get().content["project"]
    dossier = county_there.dossier(subject)
    page.goto(f"{live_server.url}/documents/?place=inbox")
    picture(page, "documents-390")
    for box in page.locator('input[name="document"]').all():
        box.check()
    page.get_by_role("button", name="把选中的归入卷宗").click()
    picture(page, "assign-390")
    page.get_by_role("button", name="确认归入").click()
    page.get_by_text("已把 6 份归入").wait_for()
    page.goto(f"{live_server.url}{dossier.get_absolute_url()}")
    page.get_by_role("link", name="自评表1.docx").click()
    page.locator("#f1 .mark-number").click()
    assert page.url.endswith("#m1")
    picture(page, "review-390")
    page.get_by_role("link", name="处理").first.click()
    page.get_by_label("处理").select_option("accept")
    page.get_by_role("button", name="保存").click()
    page.get_by_text("已记下处理意见").wait_for()
    assert page.url.endswith("#f1")
    page.context.close()
