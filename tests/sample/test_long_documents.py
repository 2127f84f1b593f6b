"""Long documents of the sample county: clean ones are left alone, planted errors are found, the page tells both."""

import random

import pytest

from jiheng.documents import read
from jiheng.sample.accuracy_folders import folder_cases, folder_seeds
from jiheng.sample.accuracy_long import LongCase, LongReport, LongResult, judge_long, measure_long, paper_of, planted, tables_only
from jiheng.sample.accuracy_long_page import precision, recall, sections
from jiheng.sample.county_accounts import accounts_of
from jiheng.sample.county_disclosures import disclosure, plan_of
from jiheng.sample.county_evaluations import evaluation_of
from jiheng.sample.errors_long import LongSeed, all_long_seeds
from jiheng.sample.layouts_long import write_long
from jiheng.sample.layouts_long_paper import Paper, plain, text, told

SEEDS = [seed for found in all_long_seeds().values() for seed in found]


@pytest.mark.parametrize("with_tails", [True, False])
@pytest.mark.parametrize("number", range(12))
def test_the_accounts_of_every_department_balance(number: int, with_tails: bool) -> None:
    accounts = accounts_of(number, with_tails=with_tails)
    assert accounts.total == accounts.expenditure.final + accounts.closing
    assert accounts.basic.final == sum(amount for _, _, amount in accounts.economic)
    assert accounts.income == accounts.appropriation_income + accounts.service_income + accounts.other_income
    if not with_tails:
        department = accounts.department
        assert accounts.expenditure.final == (department.basic + department.project_total).executed


@pytest.mark.parametrize("number", range(0, 60, 7))
def test_the_scores_of_an_evaluation_follow_and_every_loss_has_its_problem(number: int) -> None:
    evaluation = evaluation_of(number)
    assert sum(weight for _, weight, _ in evaluation.groups) == 100
    assert evaluation.score == sum(score for _, _, score in evaluation.groups)
    assert len(evaluation.faults) == sum(row.loss > 0 for row in evaluation.rows)


def test_papers_of_other_seeds_differ_and_the_same_seed_gives_the_same() -> None:
    printed = ["".join(block.text for block in disclosure(plan_of(seed)).printed()) for seed in (3, 15, 3)]
    assert printed[0] == printed[2] != printed[1]


def test_a_named_piece_can_be_said_otherwise_and_names_are_never_printed() -> None:
    paper = Paper(blocks=(text(f"收入{told('income', '3.00万元')}。"), text(f"收入{told('income', '3.00万元')}。")))
    changed = paper.retold("income", "4.00万元")
    assert [block.text for block in changed.printed()] == ["收入4.00万元。", "收入3.00万元。"]
    assert [block.text for block in paper.retold("income", "4.00万元", every=True).printed()] == ["收入4.00万元。"] * 2
    assert plain(paper.blocks[0].text) == "收入3.00万元。" and paper.value("none") == ""


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: f"{seed.code}-{seed.name}")
def test_every_seed_finds_a_place_in_some_paper(seed: LongSeed) -> None:
    assert any(planted(seed, number) is not None for number in range(90))


@pytest.mark.parametrize("number", [1, 2, 5, 9, 14, 22])
def test_a_clean_disclosure_is_left_alone_and_checked_almost_whole(number: int) -> None:
    result, _ = judge_long(LongCase(kind="disclosure", format="txt", style=("tab", "pipe")[number % 2], paper=number))
    assert result.error == "" and result.alarms == ()
    assert result.checked >= 0.85 * result.figures  # page numbers of a contents page take part in nothing


@pytest.mark.parametrize(("number", "form"), [(0, "docx"), (1, "html"), (2, "pdf"), (3, "docx"), (5, "txt")])
def test_a_clean_report_is_left_alone(number: int, form: str) -> None:
    style = {"docx": "styled", "html": "headings", "pdf": "portrait", "txt": "tab"}[form]
    result, _ = judge_long(LongCase(kind="report", format=form, style=style, paper=number))  # type: ignore[arg-type]
    assert result.error == "" and result.alarms == ()


@pytest.mark.parametrize(
    ("code", "seed", "paper", "form", "style"),
    [
        ("", "", 34, "html", "headings"),
        ("FAC113", "totals_off", 340, "html", "headings"),
        ("FAC126", "change_against_budget_off", 944, "txt", "tab"),
        ("FAC134", "basic_table_off", 458, "txt", "tab"),
    ],
)
def test_papers_that_once_fell_short_are_judged_rightly(code: str, seed: str, paper: int, form: str, style: str) -> None:
    case = LongCase(kind="disclosure", format=form, style=style, paper=paper, code=code, seed=seed)  # type: ignore[arg-type]
    result, _ = judge_long(case)
    assert result.alarms == () and result.found is bool(code)


def test_the_nine_tables_alone_are_a_workbook() -> None:
    tables = tables_only(paper_of("disclosure", 0))
    assert tables is not None
    for style in ("numbers", "text"):
        document = read("tables.xlsx", data=write_long(tables, "xlsx", style))
        assert len([block for block in document.blocks if hasattr(block, "cells")]) == 9


def test_the_measurement_finds_what_is_planted_and_the_page_tells_it(tmp_path) -> None:
    told_of: list[tuple[int, int]] = []
    codes = ("FAC101", "EVR115")
    report = measure_long(tmp_path, ("txt",), 1, jobs=1, codes=codes, advance=lambda done, whole: told_of.append((done, whole)))
    seeded = [one for one in report.results if one.case.code]
    assert recall(seeded) == precision(seeded) == 1.0
    assert told_of[-1] == (len(report.results), len(report.results)) and report.placeless == []
    page = "\n".join(sections(report))
    assert "没有遗漏，也没有多说" in page and "| FAC101 |" in page and "| FAC103 |" in page


def test_the_page_names_what_was_missed_and_what_was_said_too_much() -> None:
    case = LongCase(kind="report", format="pdf", style="portrait", paper=1, code="EVR101", seed="score_differs")
    clean = LongResult(
        case=LongCase(kind="report", format="pdf", style="portrait", paper=2), alarms=(("EVR202", "question", "…"),), figures=4
    )
    results = [clean, LongResult(case=case), LongResult(case=case, found=True, alarms=(("EVR105", "must_fix", "…"),))]
    page = "\n".join(sections(LongReport(results=results, placeless=["EVR101"])))
    assert "- 误报：EVR202" in page and "- 没有找到：EVR101-score_differs" in page and "- 多说了 EVR105" in page
    assert "生成的文档没有放得下这个错误的地方" in page
    assert precision(results[1:]) == 0.5 and recall([]) == 1.0


def test_a_seed_without_a_place_says_so() -> None:
    assert all(seed.make(Paper(blocks=()), random.Random(1)) is None for seed in SEEDS if seed.code in ("FAC101", "EVR101", "XCK201"))


def test_every_error_between_files_finds_a_folder() -> None:
    planted_in = {seed.name for seed, _, _ in folder_cases()}
    assert planted_in == {seed.name for seed in folder_seeds()}


@pytest.mark.parametrize(
    ("code", "seed", "number", "form"),
    [
        ("", "", 0, "xlsx"),
        ("", "", 4, "html"),
        ("XCK306", "form_spent_less", 2, "docx"),
        ("XCK307", "same_form_spent_less", 2, "txt"),
        ("XCK301", "target_lowered_afterwards_in_files", 2, "xlsx"),
    ],
)
def test_a_folder_is_measured_as_a_dossier(code: str, seed: str, number: int, form: str) -> None:
    result, _ = judge_long(LongCase(kind="folder", format=form, style="", paper=number, code=code, seed=seed))  # type: ignore[arg-type]
    assert result.error == "" and result.alarms == () and result.found is bool(code)
