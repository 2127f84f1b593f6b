"""A disclosure drafted from the nine tables reads back as the same tables, its sentences check clean, and it invents nothing."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from accounts_at_hand import department

from jiheng.assessment import Options, assess_extraction
from jiheng.assessment.coverage import figure_paths
from jiheng.documents import read
from jiheng.extraction import Extraction, extract
from jiheng.model import AccountsTableKind, FinalAccounts, Outcome, SelfEvaluationForm, Severity, amounts
from jiheng.regulation import load_labels, load_standard
from jiheng.reports.disclosure import disclosure_report
from jiheng.reports.render.paper import Heading, Layout, Paper, Paragraph, Region, Table
from jiheng.reports.render.typeset import typeset
from jiheng.reports.render.word import write_word
from jiheng.sample.county import load_county
from jiheng.sample.county_forms import department_self_evaluation, self_evaluation
from jiheng.testing.accounts import accounts as from_yaml

STANDARD = load_standard("cn")


def written(paper: Paper) -> dict[str, bytes]:
    done = typeset(paper, Layout.of(STANDARD))
    return {"pdf": done.pdf, "docx": write_word(paper, Layout.of(STANDARD), done.pages)}


def read_back(data: bytes, kind: str) -> tuple[Extraction, Any]:
    document = read(f"公开.{kind}", data=data)
    extraction = extract(document, load_labels("cn"))
    return extraction, assess_extraction(extraction, document, Options())


def said(paper: Paper) -> str:
    """The text of a paper, tables left out, one paragraph a line."""
    lines: list[str] = []
    for block in paper.blocks():
        if isinstance(block, Heading):
            lines.append(f"{'#' * block.level} {block.text}")
        elif isinstance(block, Paragraph):
            lines.append(block.text)
        elif isinstance(block, Region):
            lines += block.paragraphs
    return "\n".join(lines)


def held(accounts: FinalAccounts) -> list[Any]:
    """Everything the tables say, in the words of the record: kinds, codes, names, values and marks."""
    kept = []
    for table in accounts.tables:
        for side, rows in (("left", table.rows), ("right", table.right_rows)):
            for row in rows:
                figures = {key: amounts.half_up(figure.value) for key, figure in row.figures.items()}
                kept.append((table.kind, table.unit, side, row.code, plain(row.name), figures, row.marks))
    return kept


def plain(name: str) -> str:
    return re.sub(r"[\s“”]", "", name)


@pytest.mark.parametrize(("kind", "number", "unit"), [("docx", 3, "万元"), ("pdf", 5, "元")], ids=["docx", "pdf_in_yuan"])
def test_the_tables_read_back_every_sentence_is_checked_and_only_gaps_are_found(kind: str, number: int, unit: str) -> None:
    paper = disclosure_report(department(number, unit=unit), STANDARD, prior=department(number, unit=unit, last_year=True))
    extraction, assessed = read_back(written(paper)[kind], kind)
    (record,) = [one.record for one in extraction.records if isinstance(one.record, FinalAccounts)]
    assert held(record) == held(department(number, unit=unit))
    assert record.agency == department(number).agency
    assert record.fiscal_year == department(number).fiscal_year
    assert len([entry for entry in record.contents if entry.page is not None]) >= 20
    assert {one.finding.code for one in assessed.findings if one.finding.severity is not Severity.NOTE} == {"DOC123"}
    assert assessed.coverage.unread == 0
    checked = {path for one in assessed.relations if one.relation.outcome is not Outcome.NOT_CHECKABLE for path in one.relation.paths}
    assert [path for path in figure_paths(record) if path not in checked and not path.startswith("/contents")] == []


def test_the_text_is_the_one_that_was_accepted() -> None:
    paper = disclosure_report(department(5), STANDARD, prior=department(5, last_year=True))
    kept = Path(__file__).with_name("disclosure.txt")
    assert said(paper) + "\n" == kept.read_text("utf-8")


def test_every_gap_is_listed_at_the_end() -> None:
    paper = disclosure_report(department(3), STANDARD, prior=department(3, last_year=True))
    listed = [block.text.partition(". ")[2] for block in paper.sections[-1].blocks if isinstance(block, Paragraph)]
    assert listed == list(paper.gaps())
    assert "主要职能" in listed


def test_without_last_year_nothing_is_compared_with_it() -> None:
    text = said(disclosure_report(department(3), STANDARD))
    assert "比上年增加" not in text
    assert "比上年减少" not in text
    assert "【待补充：收入支出总计上年决算数、增减情况及原因】" in text
    assert "收入总计4,548.67万元" in text


def test_without_name_and_year_both_are_gaps() -> None:
    nameless = department(3).model_copy(update={"agency": None, "fiscal_year": None})
    paper = disclosure_report(nameless, STANDARD)
    assert "【待补充：部门名称】" in paper.title
    assert "【待补充：决算年度】" in paper.title
    assert "本年度收入总计" in said(paper)


def test_self_evaluation_forms_are_counted_summed_and_appended() -> None:
    county = load_county().departments[0]
    projects = county.projects[:2]
    forms = [department_self_evaluation(county), *(self_evaluation(project) for project in projects)]
    paper = disclosure_report(department(0, with_tails=False), STANDARD, forms=forms)
    extraction, assessed = read_back(write_word(paper, Layout.of(STANDARD)), "docx")
    back = [one.record for one in extraction.records if isinstance(one.record, SelfEvaluationForm)]
    assert [form.project for form in back] == [form.project for form in forms]
    asked = {one.finding.code for one in assessed.findings if one.finding.severity is not Severity.NOTE}
    assert not {code for code in asked if code.startswith("FAC")}
    total = sum((project.total.adjusted for project in projects), Decimal(0))
    assert f"公开项目支出绩效自评表2个，全年预算数合计{total:,.2f}万元" in said(paper)


def test_a_form_without_total_leaves_the_sum_open() -> None:
    form = self_evaluation(load_county().projects[0]).model_copy(update={"funds": ()})
    assert "全年预算数合计【待补充：项目全年预算数合计】" in said(disclosure_report(department(3), STANDARD, forms=[form]))


def test_what_an_author_rewrote_stays() -> None:
    paper = disclosure_report(department(3), STANDARD, edits={"duties": ("负责全县卫生健康工作。",)})
    assert "负责全县卫生健康工作。" in said(paper)
    assert "【待补充：主要职能】" not in said(paper)


SMALL: dict[str, Any] = {
    "agency": "镕城县喆堃㎡综合保障中心",
    "fiscal_year": 2024,
    "tables": [
        {
            "kind": "general_expenditure",
            "title": "一般公共预算财政拨款支出决算表",
            "columns": {"budget": "年初预算数", "total": "决算数/合计", "basic": "决算数/基本支出", "project": "决算数/项目支出"},
            "rows": [
                {"name": "合计", "budget": "10.00", "total": "15.00", "basic": "10.00", "project": "5.00"},
                {"code": "213", "name": "农林水支出", "budget": "10.00", "total": "15.00", "basic": "10.00", "project": "5.00"},
                {"code": "21301", "name": "农业农村", "budget": "10.00", "total": "15.00", "basic": "10.00", "project": "5.00"},
                {"code": "2130101", "name": "行政运行", "budget": "10.00", "total": "10.00", "basic": "10.00"},
                {"code": "2130122", "name": "农业生产发展", "budget": "0.00", "total": "5.00", "project": "5.00"},
            ],
        },
        {
            "kind": "three_public",
            "title": "财政拨款“三公”经费支出决算表",
            "columns": {"budget": "预算数", "final": "决算数"},
            "rows": [
                {"name": "合计", "budget": "0.00", "final": "0.00"},
                {"name": "因公出国（境）费", "budget": "0.00", "final": "0.00"},
                {"name": "公务用车购置及运行维护费"},
                {"name": "公务接待费", "budget": "0.00", "final": "0.00"},
            ],
        },
        {
            "kind": "government_fund",
            "title": "政府性基金预算财政拨款收入支出决算表",
            "columns": {"income": "本年收入", "expenditure": "本年支出"},
            "rows": [{"name": "合计", "income": "0.00", "expenditure": "0.00"}],
        },
        {"kind": "state_capital", "title": "国有资本经营预算财政拨款支出决算表", "rows": [{"name": "合计"}], "is_empty": True},
    ],
}


def small(**more: Any) -> FinalAccounts:
    return from_yaml({**SMALL, **more})


def test_a_budget_of_zero_has_no_completion_and_a_reached_one_needs_no_reason() -> None:
    text = said(disclosure_report(small(), STANDARD))
    assert "农业生产发展（项）：年初预算为0.00万元，支出决算为5.00万元，决算数大于年初预算数的主要原因是【待补充：" in text
    assert "行政运行（项）：年初预算为10.00万元，支出决算为10.00万元，完成年初预算的100.00%，决算数与年初预算数持平" in text
    assert "“三公”经费财政拨款支出预算为0.00万元，支出决算为0.00万元，决算数与预算数持平" in text


def test_blank_is_not_zero_and_nothing_is_not_an_empty_table() -> None:
    text = said(disclosure_report(small(), STANDARD))
    vehicles = next(line for line in text.splitlines() if line.startswith("2. 公务用车购置及运行维护费"))
    assert "0.00" not in vehicles
    assert "没有使用政府性基金预算财政拨款安排的支出。" in text
    assert "国有资本经营预算财政拨款支出决算表为空表" in text
    assert "政府性基金预算财政拨款收入支出决算表为空表" not in text
    assert "【待补充：收入总计】" in text


def test_a_missing_table_is_a_gap_and_an_empty_three_public_table_is_told() -> None:
    blank = {"kind": "three_public", "title": "“三公”经费支出决算表", "rows": [{"name": "合计"}], "is_empty": True}
    text = said(disclosure_report(small(tables=[SMALL["tables"][0], blank]), STANDARD))
    assert "【待补充：政府性基金预算财政拨款收支情况（没有读到该表）】" in text
    assert "没有“三公”经费财政拨款支出，“三公”经费支出决算表为空表。" in text
    assert "公务接待费" not in text.partition("七、财政拨款")[2].partition("八、")[0]


def test_new_and_ended_items_are_compared_with_nothing() -> None:
    general = SMALL["tables"][0]
    ended = {"code": "2130199", "name": "其他农业农村支出", "total": "3.00", "project": "3.00"}
    prior = small(fiscal_year=2023, tables=[{**general, "rows": [*general["rows"][:4], ended]}])
    lines = said(disclosure_report(small(), STANDARD, prior=prior)).splitlines()
    new = next(line for line in lines if "农业生产发展（项）：" in line)
    assert "决算数比上年增加5.00万元，主要原因是" in new
    gone = next(line for line in lines if "其他农业农村支出（项）：" in line)
    assert "支出决算数为0.00万元，比上年减少3.00万元，下降100.00%，主要原因是" in gone


def test_the_parts_that_changed_stand_before_the_gap_for_the_reason() -> None:
    general = SMALL["tables"][0]
    total = {**general["rows"][0], "total": "12.00", "basic": "11.00", "project": "1.00"}
    prior = small(fiscal_year=2023, tables=[{**general, "rows": [total, *general["rows"][1:]]}])
    text = said(disclosure_report(small(), STANDARD, prior=prior))
    assert "比上年增加3.00万元，增长25.00%，主要原因是项目支出增加4.00万元、基本支出减少1.00万元，【待补充：" in text


def test_final_figures_in_one_column_are_the_expenditure() -> None:
    rows = [{"name": "合计", "amount": "15.00"}, {"code": "2130101", "name": "行政运行", "amount": "15.00"}]
    general = {"kind": "general_expenditure", "title": "一般公共预算财政拨款支出决算表", "columns": {"amount": "决算数"}, "rows": rows}
    assert "一般公共预算财政拨款支出15.00万元" in said(disclosure_report(small(tables=[general]), STANDARD))


def test_an_item_without_its_class_is_told_by_its_code() -> None:
    general = {**SMALL["tables"][0], "rows": [SMALL["tables"][0]["rows"][0], SMALL["tables"][0]["rows"][3]]}
    assert "1. 行政运行（2130101）：年初预算为10.00万元" in said(disclosure_report(small(tables=[general]), STANDARD))


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_rare_characters_and_very_long_names_come_out_whole(kind: str) -> None:
    name = "镕喆堃片区六万㎡高标准农田建设及后续管护设施维修改造与信息化管理平台运行保障补助支出" * 2
    general = SMALL["tables"][0]
    rows = [*general["rows"][:4], {"code": "2130122", "name": name, "budget": "0.00", "total": "5.00", "project": "5.00"}]
    paper = disclosure_report(small(tables=[{**general, "rows": rows}, *SMALL["tables"][1:]]), STANDARD)
    extraction, _ = read_back(written(paper)[kind], kind)
    (record,) = [one.record for one in extraction.records if isinstance(one.record, FinalAccounts)]
    table = next(one for one in record.tables if one.kind is AccountsTableKind.GENERAL_EXPENDITURE)
    assert plain(table.rows[-1].name).replace("平方米", "㎡").replace("m2", "㎡") == name
    assert table.rows[-1].figures["total"].value == Decimal("5.00")
    assert "喆堃" in (record.agency or record.title)


def test_tables_repeat_their_heads_and_carry_their_unit() -> None:
    paper = disclosure_report(department(3), STANDARD)
    tables = [block for block in paper.blocks() if isinstance(block, Table)]
    assert len(tables) == 9
    assert all(table.head >= 1 and "单位：万元" in table.unit for table in tables)
    assert all(section.landscape for section in paper.sections if any(isinstance(block, Table) for block in section.blocks))


def heads(paper: Paper) -> list[str]:
    """The column labels of the only table."""
    (table,) = [block for block in paper.blocks() if isinstance(block, Table)]
    return [cell.text for row in table.rows[: table.head] for cell in row]


def test_a_column_that_is_blank_throughout_keeps_its_place() -> None:
    columns = {"income": "本年收入", "expenditure": "本年支出/小计", "fee": "其中：手续费", "project": "本年支出/项目支出"}
    row = {"name": "合计", "income": "5.00", "expenditure": "5.00", "fee": "1.00", "project": "5.00"}
    fund = {"kind": "government_fund", "title": "政府性基金预算财政拨款收入支出决算表", "columns": columns, "rows": [row]}
    top = heads(disclosure_report(small(tables=[fund]), STANDARD))
    assert top[:4] == ["项目", "年初结转和结余", "本年收入", "本年支出"]
    assert {"基本支出", "其中：手续费", "年末结转和结余"} <= set(top)


def test_a_fund_table_of_expenditure_alone_stays_as_it_is() -> None:
    columns = {"total": "合计", "basic": "基本支出", "project": "项目支出"}
    row = {"name": "合计", "total": "5.00", "basic": "0.00", "project": "5.00"}
    fund = {"kind": "state_capital", "title": "国有资本经营预算财政拨款支出决算表", "columns": columns, "rows": [row]}
    paper = disclosure_report(small(tables=[fund]), STANDARD)
    assert heads(paper) == ["项目", "合计", "基本支出", "项目支出"]
    assert "国有资本经营预算财政拨款本年支出5.00万元" in said(paper)


def test_marks_that_stand_for_a_figure_stay() -> None:
    general = SMALL["tables"][0]
    rows = [*general["rows"][:4], {**general["rows"][4], "basic": "—"}]
    paper = disclosure_report(small(tables=[{**general, "rows": rows}]), STANDARD)
    (table,) = [block for block in paper.blocks() if isinstance(block, Table)]
    assert [cell.text for cell in table.rows[-1]] == ["2130122", "农业生产发展", "0.00", "5.00", "—", "5.00"]
