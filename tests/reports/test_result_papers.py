"""Findings list, summary report and ranking: the figures are those of the cases and forms, in every format."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from read_back import assert_clean, assert_reads_back, assert_snapshot, rows_of

from jiheng.assessment import DocumentAssessment, Options, assess
from jiheng.documents import Unreadable, read
from jiheng.model import EvaluationCase, SelfEvaluationForm, read_figure
from jiheng.regulation import load_standard
from jiheng.reports.findings_list import findings_of_case, findings_of_documents
from jiheng.reports.official_forms import write_forms
from jiheng.reports.render.paper import Paper, texts
from jiheng.reports.render.workbook import write_workbook
from jiheng.reports.summary_report import ranking_sheets, summary_report
from jiheng.sample.county import load_county
from jiheng.sample.county_forms import department_self_evaluation, self_evaluation
from jiheng.scoring.case import CaseScore, score_case
from jiheng.scoring.case_file import load_case
from jiheng.scoring.ranking import Ranking, rank

LAW = load_standard("cn")
WRITTEN = {"problems": ("个别项目执行进度偏慢。",), "suggestions": ("加快执行进度。",)}


#: A case of the test's own, so that the snapshots do not hang on the sample case.
CASE = """
subject: {name: 喆堃灌区整治, fiscal_year: 2024, agency: 澄岚县水利局}
engagement: {client: 澄岚县财政局, evaluator: 清衡绩效评价咨询有限公司}
frame:
  id: small
  title: 小指标体系
  cite: practice
  indicators:
    - {id: "1", level1: 过程, level1_key: process, level2: 管理, name: 制度执行, weight: 40, rule: {kind: at_least, cite: practice}, target: "100%"}
    - {id: "2", level1: 产出, level1_key: output, level2: 数量, name: 衬砌渠道长度, weight: 40, rule: {kind: at_least, cite: practice}, target: ≥12公里}
    - {id: "3", level1: 效益, level1_key: benefit, level2: 社会, name: 受益农户, weight: 20, rule: {kind: at_least, cite: practice}, target: ≥500户}
inputs:
  - {indicator: "1", actual: "90%", deduction_reason: 两份计量单没有监理签字。}
  - {indicator: "2", actual: 11.4公里, deduction_reason: 末级渠道征地滞后。, evidence: [e1]}
  - {indicator: "3", actual: 480户}
evidence: [{id: e1, title: 竣工测量报告}]
problems:
  - {id: p1, title: 部分渠道未完工, text: 计划衬砌12公里，完成11.4公里。, cause: 征地协议签订较晚。, indicators: ["2"], evidence: [e1]}
  - {id: p2, title: 计量手续不全, text: 两份计量单没有监理签字。, indicators: ["1", "2"]}
suggestions:
  - {id: s1, title: 补建剩余渠道, text: 签订征地协议后补建0.6公里。, problems: [p1]}
  - {id: s2, title: 补齐签字, problems: [p2]}
"""


@cache
def scored() -> tuple[EvaluationCase, CaseScore]:
    placed = load_case(CASE, "案例.yaml")
    return placed.case, score_case(placed.case, placed.frame, placed.standard)


def ranking() -> Ranking:
    county = load_county()
    forms = [self_evaluation(project) for one in county.departments[:3] for project in one.projects]
    return rank([*forms, *(department_self_evaluation(one) for one in county.departments[:3])], [scored()], LAW)


def summary() -> Paper:
    return summary_report(ranking(), 2024, "澄岚县", LAW, WRITTEN)


@cache
def assessed() -> DocumentAssessment:
    """A form with a wrong total and a wrong execution rate."""
    form = self_evaluation(load_county().projects[0])
    wrong = form.model_copy(update={"total_score": read_figure("12.00"), "project": "镕喆堃㎡整治" + "很长的名称" * 30})
    return assess(read("自评表.docx", data=write_forms([wrong], LAW, "docx")), Options())


def papers() -> dict[str, Paper]:
    return {
        "summary_report": summary(),
        "findings_of_case": findings_of_case(*scored(), LAW),
        "findings_of_documents": findings_of_documents([assessed()], [], LAW),
    }


@pytest.mark.parametrize("name", ["summary_report", "findings_of_case"])
def test_the_paper_says_what_its_snapshot_says(name: str) -> None:
    assert_snapshot(name, papers()[name])


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
@pytest.mark.parametrize("name", ["summary_report", "findings_of_case", "findings_of_documents"])
def test_a_written_paper_reads_back_and_checks_clean(name: str, suffix: str) -> None:
    paper = papers()[name]
    assert_reads_back(paper, suffix, broken=suffix == "pdf")
    assert_clean(paper, suffix)


def test_every_open_finding_stands_in_the_list_with_both_values() -> None:
    paper = findings_of_documents([assessed()], [Unreadable(path="坏.docx", error="坏.docx：空的。", code="empty_file")], LAW)
    said = "".join(texts(paper))
    found = assessed().open_findings
    assert found
    assert len(rows_of(paper)) == len(found)
    assert f"共核对文件1个，发现问题{len(found)}处" in said
    assert "另有1个文件读不出" in said
    for one in found:
        assert one.finding.message in said
        assert one.finding.stated in said


def test_points_of_a_case_are_counted_once_though_two_problems_share_an_indicator() -> None:
    said = "".join(texts(findings_of_case(*scored(), LAW)))
    assert "共发现问题2个，涉及扣分指标2项，合计扣6.00分" in said
    assert "另有扣分而没有对应问题的指标1项：受益农户扣0.80分。" in said


def test_lists_without_anything_say_so() -> None:
    case, score = scored()
    bare = findings_of_case(case.model_copy(update={"problems": (), "suggestions": ()}), score, LAW)
    assert "没有记录问题" in "".join(texts(bare))
    assert "没有可以核对的文件" in "".join(texts(findings_of_documents([], [], LAW)))
    empty = summary_report(rank([], [], LAW), None, "", LAW)
    assert "没有可以汇总的项目" in "".join(texts(empty))
    assert {"年度", "主要问题", "有关建议"} <= set(empty.gaps())
    for paper in (bare, empty):
        assert_reads_back(paper, "docx")


def test_a_project_without_score_or_money_is_named_and_not_ranked() -> None:
    forms: list[SelfEvaluationForm] = [self_evaluation(project) for project in load_county().projects[:3]]
    forms[1] = forms[1].model_copy(update={"total_score": None, "funds": ()})
    paper = summary_report(rank(forms, [], LAW), 2024, "澄岚县", LAW)
    said = "".join(texts(paper))
    assert f"没有得分、未参加排名的项目1个：{forms[1].project}" in said
    assert f"未计入金额合计的项目1个：{forms[1].project}" in said
    assert next(row for row in rows_of(paper) if forms[1].project in row)[0] == "—"


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_very_long_names_and_rare_characters_are_ranked_whole(suffix: str) -> None:
    name = "澄岚县镕喆堃片区山水林田湖草沙一体化保护和修复工程㎡" * 3
    forms: list[SelfEvaluationForm] = [self_evaluation(project) for project in load_county().projects[:4]]
    forms[0] = forms[0].model_copy(update={"project": name, "supervising_department": name, "funds": (), "total_score": None})
    assert_reads_back(summary_report(rank(forms, [], LAW), 2024, "镕喆堃县", LAW), suffix)


def test_the_worksheets_of_the_ranking_can_be_calculated_with(tmp_path: Path) -> None:
    write_workbook(tmp_path / "排名.xlsx", ranking_sheets(ranking(), LAW))
    book = openpyxl.load_workbook(tmp_path / "排名.xlsx")
    rows = list(book["项目自评排名"].iter_rows(min_row=2, values_only=True))
    assert len(rows) == len(ranking().projects)
    assert rows[0][0] == 1
    assert Decimal(str(sum(row[4] for row in rows))).quantize(Decimal("0.01")) == ranking().money.budget
    assert book["评价排名"]["E2"].value == float(scored()[1].total)
