"""Captions above the tables tell whose accounts a workbook holds, and of which year."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest

from jiheng.documents import Document, read
from jiheng.extraction import extract
from jiheng.extraction.accounts_captions import captioned_agency, captioned_year
from jiheng.regulation import load_labels


def workbook(*captions: str, name: str = "决算表.xlsx", sheet: str = "收入支出决算总表") -> Document:
    book: Any = openpyxl.Workbook()
    book.active.title = sheet
    for caption in captions:
        book.active.append([caption])
    book.active.append(["项目", "金额"])
    book.active.append(["总计", "1.00"])
    out = io.BytesIO()
    book.save(out)
    return read(name, data=out.getvalue())


@pytest.mark.parametrize(
    "caption",
    [
        "部门：云岭县水利局    金额单位：万元",
        "编制单位：云岭县水利局 2024年度 金额单位：元",
        "单位名称：云岭县水利局",
        "公开部门：云岭县水利局　　　单位：万元",
        "部门:云岭县水利局金额单位:万元",
    ],
)
def test_a_caption_names_the_agency(caption: str) -> None:
    assert captioned_agency(workbook("收入支出决算总表", caption)) == "云岭县水利局"


def test_a_unit_of_money_is_no_agency() -> None:
    assert captioned_agency(workbook("收入支出决算总表", "单位：万元", "金额单位：百万元")) is None


def test_the_year_comes_from_a_caption_a_sheet_or_the_name_of_the_file() -> None:
    assert captioned_year(workbook("2024年度", "单位：万元")) == 2024
    assert captioned_year(workbook("单位：万元", sheet="2023总表")) == 2023
    assert captioned_year(workbook("单位：万元", name="2022决算公开表.xlsx")) == 2022
    assert captioned_year(workbook("打印日期：2025年3月", "单位：万元")) is None


def test_captions_may_be_lines_of_text_above_the_tables() -> None:
    page = "<p>收入支出决算总表</p><p>编制单位：云岭县水利局　2024年度</p><table><tr><td>项目</td><td>金额</td></tr></table>"
    document = read("决算表.html", data=f"<html><body>{page}</body></html>".encode())
    assert (captioned_agency(document), captioned_year(document)) == ("云岭县水利局", 2024)


@pytest.mark.parametrize(
    ("title", "line", "agency"),
    [
        ("2024年度澄岚县林业和草原局部门决算公开", "单位：万元", "澄岚县林业和草原局"),
        ("澄岚县林业和草原局2024年部门决算信息公开", "单位：万元", "澄岚县林业和草原局"),
        ("部门决算公开", "部门：澄岚县林业和草原局 金额单位：万元", "澄岚县林业和草原局"),
        ("2024年度部门决算公开", "单位：万元", None),
    ],
)
def test_whose_disclosure_it_is_stands_in_the_title_or_above_a_table(title: str, line: str, agency: str | None) -> None:
    page = f"<h1>{title}</h1><p>{line}</p><table><tr><td>项目</td><td>决算数</td></tr><tr><td>合计</td><td>1.00</td></tr></table>"
    document = read("公开.html", data=f"<html><body>{page}</body></html>".encode())
    assert extract(document, load_labels("cn")).agency == agency
