"""The guided tour of the README in a real browser, on the sample county: ten steps, ten pictures. Skips where there is no Chromium.

``JIHENG_PICTURES=docs/assets/tour ./test tests/web/test_tour.py`` makes the pictures of the README anew.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from papers import work_off

from jiheng.sample.accuracy_cases import grid_of, write_grids
from jiheng.sample.errors import all_seeds
from jiheng.sample.layouts import LAYOUTS
from jiheng.web.demo.accounts import AGENCY
from jiheng.web.demo.loading import load
from jiheng.web.dossiers.models import Dossier, Stage
from jiheng.web.dossiers.records import read
from jiheng.web.files.models import Document

pytestmark = [pytest.mark.browser, pytest.mark.once]

CHROMIUM = shutil.which("chromium")
PICTURES = os.environ.get("JIHENG_PICTURES", "")


class Visitor:
    """Somebody at the browser who takes pictures."""

    def __init__(self, page: Any, address: str) -> None:
        self.page, self._address, self._taken = page, address, 0

    def goes(self, name: str, *args: object) -> None:
        """Open a page by its name."""
        self.page.goto(self._address + reverse(name, args=args))

    def becomes(self, username: str) -> None:
        """Sign in with an account of the demonstration, by its button."""
        self.page.context.clear_cookies()
        self.goes("account_login")
        self.page.locator(".accounts form").filter(has=self.page.locator(f"input[value='{username}']")).get_by_role("button").click()
        self.page.get_by_role("heading", name="我要办").wait_for()

    def picture(self, name: str) -> None:
        """The next picture of the tour."""
        self._taken += 1
        if PICTURES:
            self.page.screenshot(path=Path(PICTURES) / f"{self._taken:02}-{name}.png", caret="initial")

    def sees(self, text: str) -> None:
        """Wait until the page says so."""
        self.page.get_by_text(text).first.wait_for()


@pytest.fixture
def visitor(live_server: Any, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Visitor]:
    """A browser on the sample county in demonstration."""
    playwright = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip("no Chromium here")
    settings.DEMO = True
    load(departments=3)
    # The driver's loop runs in this thread; nothing here is asynchronous.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    # --no-sandbox: builds run as root.
    options = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update"]
    with playwright.sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=CHROMIUM, args=options)
        context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")
        context.set_default_timeout(180_000)  # machines may be busy
        yield Visitor(context.new_page(), live_server.url)
        browser.close()


def test_the_tour_of_ten_steps(visitor: Visitor, tmp_path: Path) -> None:
    dossier = Dossier.objects.get(organisation__name=AGENCY, fiscal_year=2024)
    assert dossier.stage == Stage.SELF_EVALUATION
    _preparer(visitor, dossier)
    _reviewer(visitor, dossier)
    _paper(visitor, dossier, tmp_path)
    _bureau(visitor)


def _preparer(visitor: Visitor, dossier: Dossier) -> None:
    """Steps 1 to 5: what came back and why, the dossier, the form, its findings, handing it in."""
    visitor.goes("account_login")
    visitor.sees("演示账号")
    visitor.picture("sign-in")
    visitor.becomes("agency.preparer")
    visitor.sees("满意度指标没有附问卷汇总表")
    visitor.picture("home")
    visitor.goes("dossier", dossier.pk)
    visitor.sees("满意度指标没有附问卷汇总表")
    visitor.picture("dossier")
    visitor.goes("fill", dossier.pk, "self_evaluation_form")
    rate = visitor.page.locator("textarea[name$='.execution_rate']").first
    before = rate.input_value()
    rate.fill("99.99%")
    rate.press("Tab")
    visitor.page.locator(".note-must_fix").first.wait_for()
    visitor.picture("form")
    rate.fill(before)
    rate.press("Tab")
    visitor.page.locator(".note-must_fix").first.wait_for(state="detached")
    visitor.page.locator('[data-state][data-now="saved"]').wait_for()
    visitor.goes("dossier", dossier.pk)
    visitor.page.get_by_role("link", name="提交自评表").click()
    visitor.sees("没有「必须改」的问题")
    visitor.picture("submit")
    visitor.page.get_by_role("button", name="提交自评表").click()
    visitor.sees("单位审核中")


def _reviewer(visitor: Visitor, dossier: Dossier) -> None:
    """Step 6: the reviewer sends it on, or back with a reason."""
    visitor.becomes("agency.reviewer")
    visitor.goes("dossier", dossier.pk)
    visitor.sees("单位审核中")
    visitor.picture("review")


def _paper(visitor: Visitor, dossier: Dossier, folder: Path) -> None:
    """Step 7: a file handed in, its findings beside the page."""
    visitor.becomes("agency.preparer")
    file = folder / "绩效自评表.pdf"
    record: Any = read(dossier.records.filter(form="self_evaluation_form").order_by("-number")[0])
    file.write_bytes(write_grids([grid_of(all_seeds()["SEV101"][0].make(record, random.Random(1)), LAYOUTS[0])], "pdf", ""))
    visitor.page.goto(f"{visitor.page.url.rstrip('/')}{reverse('upload_documents')}?dossier={dossier.pk}")
    visitor.page.get_by_label("文件", exact=True).set_input_files(file)
    visitor.page.get_by_role("button", name="上传").click()
    visitor.sees("已收下")
    work_off()
    visitor.goes("document", Document.objects.get(dossier=dossier).pk)
    visitor.page.locator(".finding-list .message").first.wait_for()
    visitor.page.locator("figure.page img").first.evaluate("(picture) => picture.decode()")
    visitor.picture("findings")


def _bureau(visitor: Visitor) -> None:
    """Steps 8 to 10: the bureau's overview, its figures, its spot checks."""
    visitor.becomes("finance.rechecker")
    visitor.sees("年度进度")
    visitor.picture("bureau")
    visitor.page.goto(f"{visitor.page.url.rstrip('/')}{reverse('dashboard')}?year=2024")
    visitor.page.locator("canvas").first.wait_for()
    visitor.picture("figures")
    visitor.goes("new_spot_check")
    visitor.page.get_by_label("年度").select_option("2024")
    visitor.page.get_by_label("件数").fill("3")
    visitor.page.get_by_role("button", name="预览").click()
    visitor.page.get_by_role("button", name="确认抽取").wait_for()
    visitor.picture("spot-check")
