"""A survey in a real browser: built at a desk, answered on a telephone with and without scripts, closed, read. Skips without Chromium."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from asked import PLEASED, answered
from county_at_hand import PASSWORD, build

from jiheng.web.surveys.models import Answer, Survey

pytestmark = pytest.mark.browser

CHROMIUM = shutil.which("chromium")
PICTURES = os.environ.get("JIHENG_PICTURES", "")
WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


def _picture(page: Any, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", caret="initial", full_page=True)


def _page(browser: Any, size: dict[str, int], *, scripts: bool = True) -> Any:
    page = browser.new_context(viewport=size, locale="zh-CN", java_script_enabled=scripts).new_page()
    page.set_default_timeout(180_000)  # machines may be busy
    return page


def test_a_survey_from_its_first_question_to_its_result(live_server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser's driver runs a loop in this thread, which uses no database
    playwright = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip("no Chromium here")
    build().filed()
    # --no-sandbox: builds run as root.
    with playwright.sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--no-first-run"])
        desk = _page(browser, WIDE)
        _build(desk, live_server.url)
        survey = Survey.objects.get()
        address = f"{live_server.url}/s/{survey.link}/"
        _answer_with_scripts(_page(browser, PHONE), address)
        _answer_without_scripts(_page(browser, PHONE, scripts=False), address)
        assert Answer.objects.count() == 2
        answered(survey, *[{**PLEASED, "q7": [number % 3 + 1]} for number in range(28)])
        _close_and_read(desk, live_server.url, survey)
        phone = _page(browser, PHONE)
        phone.context.add_cookies(desk.context.cookies())
        phone.goto(f"{live_server.url}{survey.get_absolute_url()}analysis/")
        assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "the page is wider than the telephone"
        _picture(phone, "analysis-phone")
        browser.close()


def _build(page: Any, home: str) -> None:
    page.goto(f"{home}/")
    page.get_by_label("用户名").fill("agency")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.goto(f"{home}/dossiers/")
    page.get_by_role("link", name="水库维修养护").first.click()
    page.get_by_role("link", name="起草问卷").click()
    page.get_by_label("问卷名称").fill("受益群众满意度调查")
    page.get_by_label("从问卷库开始").select_option(label="惠民补助受益群众满意度")
    page.get_by_role("button", name="起草").click()
    page.get_by_role("link", name="添加题目").click()
    page.get_by_label("题型").select_option(label="单选题")
    page.get_by_label("题目").fill("您愿意把这项补助介绍给邻居吗")
    page.get_by_label("选项").fill("愿意\n不愿意\n说不清")
    page.get_by_label("必答").uncheck()
    page.get_by_text("显示条件：").click()
    page.get_by_role("group", name="第 1 题").get_by_label("很满意", exact=True).check()
    _picture(page, "question")
    page.get_by_role("button", name="保存").click()
    page.get_by_text("第 1 题选「很满意」的，请回答").wait_for()
    page.get_by_role("link", name="设置").click()
    page.get_by_label("总体人数").fill("60")
    page.get_by_label("填写方式").select_option(label="公开链接")
    _picture(page, "settings")
    page.get_by_role("button", name="保存").click()
    page.get_by_role("button", name="开放填写").click()
    page.get_by_text("问卷已开放").wait_for()
    _picture(page, "survey")
    page.get_by_role("link", name="二维码和链接").click()
    page.get_by_role("img", name="二维码").wait_for()
    _picture(page, "poster")


def _answer_with_scripts(page: Any, address: str) -> None:
    page.goto(address)
    why = page.get_by_text("您不满意的主要原因是")
    assert not why.is_visible()
    page.get_by_role("button", name="提交").click()
    page.get_by_role("alert").wait_for()
    _picture(page, "missing-phone")
    for number in range(1, 5):
        page.locator(f"#q{number}").get_by_label("不太满意").check()
    why.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "the page is wider than the telephone"
    page.locator("#q6").get_by_label("等得太久").check()
    _picture(page, "answer-phone")
    page.get_by_role("button", name="提交").click()
    page.get_by_role("heading", name="谢谢，答卷已收到").wait_for()
    _picture(page, "thanks-phone")
    page.goto(address)
    page.get_by_role("heading", name="您已经填过了").wait_for()


def _answer_without_scripts(page: Any, address: str) -> None:
    page.goto(address)
    page.get_by_text("第 1 题选「不太满意、不满意」的，请回答").wait_for()
    for number in range(1, 5):
        page.locator(f"#q{number}").get_by_label("很满意", exact=True).check()
    page.locator("#q8 textarea").fill("打 13900000000 找我")
    page.get_by_role("button", name="提交").click()
    page.get_by_role("heading", name="谢谢，答卷已收到").wait_for()


def _close_and_read(page: Any, home: str, survey: Survey) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" and "404" not in message.text else None)
    page.goto(f"{home}{survey.get_absolute_url()}")
    page.get_by_text("已收 30 份").wait_for()
    _picture(page, "progress")
    page.get_by_role("link", name="结束调查").click()
    page.get_by_label("发放份数").fill("40")
    _picture(page, "close")
    page.get_by_role("button", name="结束调查").click()
    page.get_by_role("link", name="统计结果").click()
    page.get_by_text("75.00%").first.wait_for()  # 30 of 40 came back
    page.get_by_text("打 139******00 找我").wait_for()
    page.get_by_label("按哪一题分组").select_option(label="您的年龄")
    page.get_by_role("button", name="列表").click()
    page.get_by_role("region", name="交叉表").wait_for()
    _picture(page, "analysis")
    assert complaints == []
