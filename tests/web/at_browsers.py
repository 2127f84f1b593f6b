"""People at real browsers, each in a context of their own: they sign in on the page, follow links and fill in what the labels ask."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from county_at_hand import PASSWORD
from django.conf import settings
from django.test import Client
from test_complaints import solved

from jiheng.web.people.models import Person

CHROMIUM = shutil.which("chromium")
PICTURES = os.environ.get("JIHENG_PICTURES", "")
WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
_AGAIN = "再次输入登录密码"


@contextmanager
def chromium() -> Iterator[Any]:
    """The browser; without one the test is skipped."""
    playwright = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip("no Chromium here")
    # --no-sandbox: builds run as root.
    options = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update"]
    with playwright.sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=CHROMIUM, args=options)
        yield browser
        browser.close()


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody at a browser of their own."""

    page: Any
    home: str

    @classmethod
    def taken(cls, browser: Any, home: str, *, size: Mapping[str, int] = WIDE, scripts: bool = True) -> Seat:
        """A seat of somebody who is not signed in."""
        context = browser.new_context(viewport=dict(size), locale="zh-CN", java_script_enabled=scripts)
        page = context.new_page()
        page.set_default_timeout(180_000)  # machines may be busy
        return cls(page, home)

    def signs_in(self, who: str) -> Seat:
        """By the page of signing in."""
        self.goes("/")
        self.fills({"用户名": who, "密码": PASSWORD})
        self.presses("登录")
        self.page.get_by_role("heading", name="我要办").wait_for()
        return self

    def is_in(self, who: Person) -> Seat:
        """Signed in already, by the session of somebody who was."""
        client = Client()
        client.force_login(who, backend="jiheng.web.people.accounts.Backend")
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.home}])
        return self

    def goes(self, address: str) -> None:
        """Open an address."""
        self.page.goto(self.home + address)

    def follows(self, name: str) -> None:
        """The first link of exactly that name."""
        self.page.get_by_role("link", name=name, exact=True).first.click()

    def opens(self, words: str) -> None:
        """The first link with these words in its name."""
        self.page.get_by_role("link", name=words).first.click()

    def presses(self, name: str) -> None:
        """The first button of exactly that name."""
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def sees(self, text: str) -> None:
        """Wait until the page says so."""
        self.page.get_by_text(text).first.wait_for()

    def fills(self, told: Mapping[str, Any]) -> None:
        """Each field by its label: text, a choice by its words, a tick, a file."""
        for label, value in told.items():
            field = self.page.get_by_label(label, exact=True)
            match field.evaluate("one => one.type"):
                case "select-one":
                    field.select_option(label=value)
                case "checkbox" | "radio":
                    field.check()
                case "file":
                    field.set_input_files(value)
                case _:
                    field.fill(value)

    def steps(self, label: str, told: Mapping[str, Any] | None = None) -> None:
        """A step of a flow: its link, what it asks, the proof of who one is where it is asked, its button."""
        self.follows(label)
        button = self.page.get_by_role("button", name=label, exact=True)
        button.wait_for()
        self.fills(told or {})
        proof = self.page.get_by_label(_AGAIN, exact=True)
        if proof.count():
            proof.fill(PASSWORD)
        button.click()
        self.page.get_by_text(re.compile("已办理")).first.wait_for()

    def downloads(self, name: str, folder: Path) -> Path:
        """The file behind the first link of that name."""
        with self.page.expect_download() as download:
            self.follows(name)
        target = folder / download.value.suggested_filename
        download.value.save_as(target)
        return target

    def fits(self) -> bool:
        """Whether nothing of the page is wider than the screen."""
        return bool(self.page.locator("html").evaluate("page => page.scrollWidth <= window.innerWidth"))

    def picture(self, name: str) -> None:
        """Kept where somebody asked for pictures."""
        if PICTURES:
            self.page.screenshot(path=Path(PICTURES) / f"{name}.png", caret="initial", full_page=True)


def complains(seat: Seat, told: Mapping[str, Any]) -> tuple[str, str]:
    """A complaint of a visitor: its number and its code, as the page tells them."""
    seat.goes("/public/complaints/")
    seat.fills(told)
    asked = seat.page.locator("label[for=id_answer]").inner_text()
    seat.picture("complain-390")
    seat.page.locator("#id_answer").fill(solved(asked))
    seat.presses("提交投诉")
    seat.page.get_by_role("heading", name="已收到您的投诉").wait_for()
    seat.picture("receipt-390")
    number, code = seat.page.locator("dd").all_inner_texts()
    return number, code


def looks_up(seat: Seat, number: str, code: str) -> None:
    """What became of a complaint."""
    seat.goes("/public/complaints/status/")
    seat.fills({"投诉编号": number, "查询码": code})
    seat.presses("查询")
