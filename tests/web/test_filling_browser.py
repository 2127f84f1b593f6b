"""A real browser on the form: pasting rows, a dropped file, a dropped connection, no scripts, paper. Skips where there is no Chromium."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from county_at_hand import PASSWORD, YEAR, County, build, form
from django.urls import reverse
from one_at_a_time import GATE
from test_filling import ROWS

from jiheng.reports.official_forms import write_forms
from jiheng.web.dossiers.models import Dossier, FormKind
from jiheng.web.filling.content import Content
from jiheng.web.filling.desk import desk_of
from jiheng.web.filling.layout import standard_of

pytestmark = pytest.mark.browser

CHROMIUM = shutil.which("chromium")
#: Pictures are kept where this names a folder, to be looked at.
PICTURES = os.environ.get("JIHENG_PICTURES", "")
FORM = "self_evaluation_form"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """The system's Chromium, started once."""
    playwright = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip("no Chromium here")
    # --no-sandbox: builds run as root.
    options = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update"]
    with pytest.MonkeyPatch.context() as patch, playwright.sync_playwright() as engine:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the driver's loop runs in this thread; nothing here is asynchronous
        browser = engine.chromium.launch(executable_path=CHROMIUM, args=options)
        yield browser
        browser.close()


@pytest.fixture
def county(live_server: Any, chromium: Any) -> Iterator[County]:
    """The county behind the server; all pages are closed before it is gone."""
    yield build()
    for context in chromium.contexts:
        context.close()


def _page(chromium: Any, live_server: Any, *, width: int = 1440, height: int = 900, scripts: bool = True) -> Any:
    context = chromium.new_context(viewport={"width": width, "height": height}, locale="zh-CN", java_script_enabled=scripts)
    context.set_default_timeout(180_000)  # machines may be busy
    page = context.new_page()
    _sign_in(page, live_server)
    return page


def _sign_in(page: Any, live_server: Any) -> None:
    page.goto(f"{live_server.url}/")
    page.get_by_label("用户名").fill("agency")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.get_by_role("heading", name="我要办").wait_for()


def _open(page: Any, live_server: Any, dossier: Dossier) -> None:
    page.goto(live_server.url + reverse("fill", args=[dossier.pk, FORM]))


def _picture(page: Any, name: str, *, whole: bool = True) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=whole, caret="initial")


def _saved(page: Any) -> None:
    page.locator('[data-state][data-now="saved"]').wait_for()


def _content(dossier: Dossier) -> Content:
    content = GATE.answer(lambda: desk_of(Dossier.objects.get(pk=dossier.pk), FormKind.SELF_EVALUATION_FORM).content)
    assert isinstance(content, Content)
    return content


_PASTE = """([name, text]) => {
  const cell = document.querySelector(`textarea[name="${name}"]`);
  cell.focus();
  const data = new DataTransfer();
  data.setData("text/plain", text);
  cell.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def test_twelve_rows_are_pasted_scored_moved_and_undone(chromium: Any, live_server: Any, county: County) -> None:
    dossier = county.dossier()
    page = _page(chromium, live_server)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    _open(page, live_server, dossier)
    cell = "textarea[name='c.indicators.{row}.{column}']"
    page.evaluate(_PASTE, ["c.indicators.r1.category", ROWS])
    rows = page.locator("#indicators [data-row]")
    assert rows.count() == 12
    page.locator("#indicators .note-score").nth(11).wait_for()
    assert "按规则 7.5" in rows.nth(1).locator(".said").inner_text()
    _saved(page)
    page.locator(cell.format(row="r1", column="score")).click()
    page.keyboard.press("ArrowDown")
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    page.locator("#indicators .note-must_fix").first.wait_for()
    assert page.evaluate("document.activeElement.name") == "c.indicators.r3.score"
    page.keyboard.press("Alt+ArrowUp")
    assert rows.nth(1).get_attribute("data-row") == "r3"
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    assert rows.nth(1).locator("textarea").nth(6).input_value() == "7.5"
    _saved(page)
    assert len(_content(dossier).rows("indicators")) == 12
    _picture(page, "fill-1440")
    page.set_viewport_size({"width": 390, "height": 844})
    _picture(page, "fill-390")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "the page is wider than the window"
    assert complaints == []
    page.context.close()


def test_a_dropped_connection_and_a_closed_page_lose_nothing(chromium: Any, live_server: Any, county: County) -> None:
    dossier = county.dossier()
    page = _page(chromium, live_server)
    _open(page, live_server, dossier)
    _saved(page)
    page.context.set_offline(True)
    first = page.locator("textarea[name='c.indicators.r1.name']")
    first.fill("断线时写的指标")
    page.locator('[data-state][data-now="offline"]').wait_for()
    assert "已存在本机" in page.locator("[data-state]").inner_text()
    page.close()
    page.context.set_offline(False)
    page = page.context.new_page()
    _open(page, live_server, dossier)
    _saved(page)
    assert page.locator("textarea[name='c.indicators.r1.name']").input_value() == "断线时写的指标"
    assert page.evaluate("Object.keys(localStorage).length") == 0
    assert _content(dossier).text(("indicators", "r1", "name")) == "断线时写的指标"
    page.context.close()


def test_after_signing_in_again_typing_goes_on(chromium: Any, live_server: Any, county: County) -> None:
    dossier = county.dossier()
    page = _page(chromium, live_server)
    _open(page, live_server, dossier)
    _saved(page)
    other = page.context.new_page()
    page.context.clear_cookies()
    page.locator("textarea[name='c.indicators.r1.name']").fill("登录结束后写的")
    page.locator('[data-state]:is([data-now="signedOut"], [data-now="failed"])').wait_for()
    assert "已存在本机" in page.locator("[data-state]").inner_text()
    _sign_in(other, live_server)
    _saved(page)
    assert _content(dossier).text(("indicators", "r1", "name")) == "登录结束后写的"
    page.context.close()


def test_keys_move_edit_and_take_back_as_in_a_spreadsheet(chromium: Any, live_server: Any, county: County) -> None:
    dossier = county.dossier()
    page = _page(chromium, live_server)
    _open(page, live_server, dossier)
    _saved(page)
    page.locator("textarea[name='c.indicators.r1.name']").focus()
    steps = [("Tab", "r1.target"), ("Shift+Tab", "r1.name"), ("ArrowDown", "r2.name"), ("Enter", "r3.name"), ("Shift+Enter", "r2.name")]
    for key, cell in [*steps, ("ArrowLeft", "r2.subcategory"), ("ArrowRight", "r2.name")]:
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.name") == f"c.indicators.{cell}", key
    name = page.locator("textarea[name='c.indicators.r2.name']")
    page.keyboard.type("甲")
    page.keyboard.press("Escape")
    assert name.input_value() == ""
    page.keyboard.type("乙")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("F2")
    page.keyboard.press("ArrowLeft")
    page.keyboard.type("前")
    page.keyboard.press("Alt+Enter")
    page.keyboard.press("Enter")
    assert name.input_value() == "前\n乙"
    page.keyboard.press("Alt+Insert")
    assert page.locator("#indicators [data-row]").count() == 4
    page.keyboard.press("Alt+Delete")
    assert page.locator("#indicators [data-row]").count() == 3
    page.context.close()


def test_a_range_is_copied_cleared_pasted_and_taken_back(chromium: Any, live_server: Any, county: County) -> None:
    dossier = county.dossier()
    page = _page(chromium, live_server)
    page.route("**/check/", lambda route: route.abort())  # what it says moves rows, while the mouse is on its way
    _open(page, live_server, dossier)
    _saved(page)
    page.evaluate(_PASTE, ["c.indicators.r1.name", '甲\t"含\n换行"\n乙\t90%\n丙\t80%'])
    page.keyboard.press("Escape")  # what was pasted is chosen, now one cell is
    text = "[...document.querySelectorAll('#indicators [data-row]')].map((row) => [...row.querySelectorAll('textarea')].map((cell) => cell.value))"
    rows = page.evaluate(text)
    at = rows[0].index("甲")
    pasted = [["甲", "含\n换行"], ["乙", "90%"], ["丙", "80%"]]
    assert [row[at : at + 2] for row in rows[:3]] == pasted
    for key in ("Shift+ArrowDown", "Shift+ArrowRight"):
        page.keyboard.press(key)
    assert page.locator("[data-range]").inner_text() == "已选 2 行 2 列"
    _picture(page, "range-1440", whole=False)
    page.keyboard.press("Control+c")
    page.keyboard.press("Delete")
    rows = page.evaluate(text)
    assert [row[at : at + 2] for row in rows[:3]] == [["", ""], ["", ""], pasted[2]]
    page.keyboard.press("Control+z")
    assert [row[at : at + 2] for row in page.evaluate(text)[:3]] == pasted
    name = "textarea[name='c.indicators.r{row}.name']"
    page.locator(name.format(row=1)).click()
    page.locator(name.format(row=3)).click(modifiers=["Shift"])
    assert page.locator("[data-range]").inner_text() == "已选 3 行 1 列"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Control+v")
    assert [row[at : at + 2] for row in page.evaluate(text)[:3]] == [pasted[0], pasted[0], pasted[1]]
    page.locator(name.format(row=2)).hover()
    page.mouse.down()
    page.locator(name.format(row=3)).hover()
    page.mouse.up()
    assert page.locator("[data-range]").inner_text() == "已选 2 行 1 列"
    page.keyboard.press("Control+x")
    rows = page.evaluate(text)
    assert [row[at] for row in rows[:3]] == ["甲", "", ""]
    _saved(page)
    page.context.close()


def test_two_pages_on_one_form_are_put_together(chromium: Any, live_server: Any, county: County) -> None:
    dossier = county.dossier()
    one = _page(chromium, live_server)
    _open(one, live_server, dossier)
    two = one.context.new_page()
    _open(two, live_server, dossier)
    one.locator("textarea[name='c.indicators.r1.name']").fill("第一页写的")
    _saved(one)
    one.locator('#fill > input[name="seen"][value="1"]').wait_for(state="attached")
    two.locator("textarea[name='c.indicators.r1.name']").fill("第二页写的")
    two.get_by_role("button", name="对照合并").click()
    two.get_by_role("heading", name="两边都改了的 1 处，请选择").wait_for()
    _picture(two, "merge-1440")
    two.get_by_label("第一页写的").check()
    two.get_by_role("button", name="合并并接着填写").click()
    two.get_by_text("已合并，请接着填写。").wait_for()
    assert two.locator("textarea[name='c.indicators.r1.name']").input_value() == "第一页写的"
    one.context.close()


def test_a_dropped_word_form_is_taken_over(chromium: Any, live_server: Any, county: County, tmp_path: Path) -> None:
    dossier = county.dossier()
    file = tmp_path / "自评表.pdf"
    file.write_bytes(write_forms([form()], standard_of(Dossier(fiscal_year_id=YEAR)), "pdf"))
    word = tmp_path / "自评表.docx"
    word.write_bytes(write_forms([form()], standard_of(Dossier(fiscal_year_id=YEAR)), "docx"))
    page = _page(chromium, live_server)
    _open(page, live_server, dossier)
    if PICTURES:
        page.get_by_label("Word、Excel").set_input_files(file)
        page.get_by_role("button", name="读取文件").click()
        page.locator(".offer img").first.wait_for()
        _picture(page, "offer-pdf")
        _open(page, live_server, dossier)
    page.get_by_label("Word、Excel").set_input_files(word)
    page.get_by_role("button", name="读取文件").click()
    page.get_by_role("heading", name="从「自评表.docx」填写").wait_for()
    _picture(page, "offer-1440", whole=False)
    page.get_by_role("button", name="全部采用").click()
    page.get_by_text("请核对后保存为版本").wait_for()
    names = [row.text("name") for row in _content(dossier).rows("indicators")]
    assert names == [row.name if not row.name_unit else names[at] for at, row in enumerate(form().indicators)]
    page.locator("#indicators .note-score").first.wait_for()
    _picture(page, "filled-1440")
    page.goto(live_server.url + reverse("print_form", args=[dossier.pk, FORM]))
    _picture(page, "print-screen")
    if PICTURES:
        page.pdf(path=Path(PICTURES) / "print.pdf", prefer_css_page_size=True)
    page.goto(live_server.url + reverse("library", args=[dossier.pk, FORM]))
    _picture(page, "library", whole=False)
    page.goto(live_server.url + dossier.get_absolute_url())
    _picture(page, "dossier", whole=False)
    page.goto(live_server.url + reverse("fill", args=[dossier.pk, "monitoring_form"]))
    _picture(page, "monitoring-1440")
    page.goto(live_server.url + reverse("fill", args=[dossier.pk, "objective_form"]))
    _picture(page, "objective-1440")
    page.context.close()


def test_without_scripts_on_a_phone_the_form_is_filled_in_and_stored(chromium: Any, live_server: Any, county: County) -> None:
    dossier = county.dossier()
    page = _page(chromium, live_server, width=390, height=844, scripts=False)
    _open(page, live_server, dossier)
    page.locator("#indicators details.paste summary").click()
    page.locator("#clipboard-indicators").fill(ROWS)
    page.locator("#indicators").get_by_role("button", name="填入").click()
    page.locator("#indicators [data-row]").nth(11).wait_for()
    page.locator("#indicators").get_by_role("button", name="下移").first.click()
    page.get_by_role("button", name="核对", exact=True).click()
    page.locator("#indicators .note-score").first.wait_for()
    _picture(page, "plain-390")
    page.get_by_role("button", name="保存为版本").click()
    page.get_by_label("说明（可不填）").fill("手机上填的")
    _picture(page, "store-390")
    page.get_by_role("button", name="保存为版本").click()
    page.get_by_text("已存为绩效自评表第 1 版").wait_for()
    assert GATE.answer(lambda: dossier.records.get().note) == "手机上填的"
    page.context.close()
