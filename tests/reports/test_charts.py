"""Charts say what the table beside them says, the same bytes for the same data, and matplotlib is imported for them only."""

from __future__ import annotations

import io
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import docx
import pikepdf
import pytest

from jiheng.documents import read
from jiheng.documents.content import Paragraph as Printed
from jiheng.regulation import load_standard
from jiheng.reports.render.charts import _drawn, chart_of, picture
from jiheng.reports.render.paper import Layout, Paper, Paragraph, Picture, Section, texts
from jiheng.reports.render.typeset import write_pdf
from jiheng.reports.render.word import write_word

LEVELS = chart_of(["决策", "产出镕喆堃㎡"], [("分值", [Decimal(20), Decimal(30)]), ("得分", [Decimal("17.4"), None])], unit="分")


def drawn(chart: object = LEVELS) -> Picture:
    found = picture(chart, "图1 得分情况")  # type: ignore[arg-type]
    assert found is not None
    return found


def test_equal_data_give_equal_bytes() -> None:
    first = drawn()
    _drawn.cache_clear()
    again = drawn()
    assert (first.svg, first.png) == (again.svg, again.png)


def test_the_words_for_those_who_cannot_see_it_are_the_values() -> None:
    assert drawn().alternative == "决策：分值20.00分，得分17.40分；产出镕喆堃㎡：分值30.00分"


def test_nothing_known_is_no_chart() -> None:
    assert picture(chart_of(["决策"], [("得分", [None])]), "图1") is None
    assert picture(chart_of([], []), "图1") is None


@pytest.mark.parametrize("stacked", [False, True])
def test_zero_values_unknown_signs_and_very_long_names_are_drawn(stacked: bool) -> None:
    chart = chart_of(["很长的名称" * 30, "\U0001f33e"], [("是", [Decimal(0), Decimal(0)]), ("否", [Decimal(0), None])], stacked=stacked)
    assert drawn(chart).png.startswith(b"\x89PNG")


def test_a_radar_is_drawn_with_three_corners_and_is_bars_below() -> None:
    rates = [Decimal("87.00"), Decimal("92.50"), Decimal("100.00")]
    radar = chart_of(["决策", "过程", "产出"], [("得分率", rates)], unit="%", radar=True, most=Decimal(100))
    bars = chart_of(["决策", "过程", "产出"], [("得分率", rates)], unit="%", most=Decimal(100))
    assert drawn(radar).svg != drawn(bars).svg
    assert drawn(radar).alternative == "决策：得分率87.00%；过程：得分率92.50%；产出：得分率100.00%"
    first = drawn(radar)
    _drawn.cache_clear()
    assert (first.svg, first.png) == (drawn(radar).svg, drawn(radar).png)
    two = [("得分率", rates[:2])]
    assert drawn(chart_of(["决策", "过程"], two, radar=True)).svg == drawn(chart_of(["决策", "过程"], two)).svg


def test_a_chart_stands_in_word_and_in_pdf_with_its_caption() -> None:
    paper = Paper(title="图", sections=(Section(blocks=(drawn(),)),))
    assert list(texts(paper)) == ["图1 得分情况"]
    layout = Layout.of(load_standard("cn"))
    word = docx.Document(_file(write_word(paper, layout)))
    assert [shape.type for shape in word.inline_shapes] and word.paragraphs[-1].text == "图1 得分情况"
    with pikepdf.open(_file(write_pdf(paper, layout))) as pdf:
        assert len(pdf.pages) == 1


def _file(data: bytes) -> io.BytesIO:
    return io.BytesIO(data)


def test_the_reports_start_without_matplotlib() -> None:
    program = "import sys, jiheng.cli.reporting; sys.exit('matplotlib' in sys.modules)"
    root = Path(__file__).resolve().parents[2]
    assert subprocess.run([sys.executable, "-c", program], cwd=root / "src", check=False).returncode == 0


@pytest.mark.parametrize("lines", range(17, 22))
def test_no_page_holds_a_signature_alone(lines: int) -> None:
    body = [Paragraph(text=f"第{number}段。") for number in range(lines)]
    signed = [Paragraph(text=text, style="signature") for text in ("评价机构（盖章）", "主评人：某某（签字）", "2025年6月27日")]
    paper = Paper(title="落款", sections=(Section(blocks=(*body, *signed)),))
    layout = Layout.of(load_standard("cn"))
    document = read("落款.pdf", data=write_pdf(paper, layout))
    pages: dict[int | None, str] = {}
    for block in document.blocks:
        if isinstance(block, Printed):
            pages[block.place.page] = pages.get(block.place.page, "") + block.text
    assert all("段。" in text for text in pages.values() if "盖章" in text or "2025年" in text)
    word = docx.Document(_file(write_word(paper, layout)))
    assert [paragraph.paragraph_format.keep_with_next for paragraph in word.paragraphs[:lines]] == [None] * (lines - 1) + [True]
