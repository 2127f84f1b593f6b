"""The evaluation report is drafted from the case: one number in all its places, nothing invented, the author's words kept."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jiheng.assessment.assessing import Options, assess_extraction
from jiheng.documents import read
from jiheng.extraction import extract
from jiheng.model import EvaluationCase, EvaluationReport, FundsKind, FundsRow, Outcome, Severity, amounts, read_figure
from jiheng.regulation import load_labels, load_standard
from jiheng.reports.compare import compare_papers
from jiheng.reports.evaluation_report import project_report
from jiheng.reports.render.drafting import Draft, fill
from jiheng.reports.render.paper import Layout, Paper, Region, Table, digest_of, texts
from jiheng.reports.render.typeset import write_pdf
from jiheng.reports.render.word import write_word
from jiheng.sample.cases import case_text
from jiheng.scoring.case import CaseScore, score_case
from jiheng.scoring.case_file import load_case

TEXTS = {
    "background": "为提高农技服务水平，县政府部署开展科技特派员服务行动。",
    "contents": "项目选派特派员驻村服务，举办技术培训，建立服务点。",
    "objective": "解决农技推广最后一公里问题，带动农民增收。",
    "practices": "建立了按季通报制度。",
}


def sample(**changes: object) -> EvaluationCase:
    case = load_case(case_text("project"), "案例.yaml").case
    funds = FundsRow(
        label="年度资金总额",
        kind=FundsKind.TOTAL,
        initial_budget=read_figure("108.00"),
        adjusted_budget=read_figure("108.00"),
        executed=read_figure("102.60"),
    )
    return case.model_copy(update={"funds": (funds,), "texts": TEXTS, **changes})


def scored(case: EvaluationCase) -> tuple[Paper, CaseScore]:
    placed = load_case(case_text("project"), "案例.yaml")
    score = score_case(case, placed.frame, placed.standard)
    return project_report(case, placed.frame, score, placed.standard), score


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_a_complete_case_gives_a_report_that_checks_clean(suffix: str) -> None:
    paper, score = scored(sample())
    layout = Layout.of(load_standard("cn"))
    data = write_word(paper, layout) if suffix == "docx" else write_pdf(paper, layout)
    document = read(f"报告.{suffix}", data=data)
    found = extract(document, load_labels("cn"))
    result = assess_extraction(found, document, Options())
    assert [(one.finding.code, one.finding.message) for one in result.findings if one.finding.severity is Severity.MUST_FIX] == []
    assert [one.relation.expression for one in result.relations if one.relation.outcome is Outcome.FAILS] == []
    report = next(one.record for one in found.records if isinstance(one.record, EvaluationReport))
    annex = next(table for table in report.score_tables if table.kind == "annex")
    printed = {line.level3: line.score.value for line in annex.lines if line.level == 3 and line.score is not None}
    assert printed == {line.indicator.name: line.score for line in score.lines}
    assert {verdict.score.value for verdict in report.verdicts if verdict.score} == {score.total}
    assert {verdict.grade for verdict in report.verdicts if verdict.grade} == {score.grade}


def test_a_changed_score_changes_in_all_its_places_and_nowhere_else() -> None:
    case = sample()
    other = [
        one.model_copy(update={"score_given": Decimal("1.5"), "reason_given": "复核改分"}) if one.indicator == "4.1.4" else one
        for one in case.inputs
    ]
    (before, old), (after, new) = scored(case), scored(case.model_copy(update={"inputs": tuple(other)}))
    changes = compare_papers(before, after)
    changed = {change.place for change in changes}
    moved = (amounts.text(old.total), amounts.text(new.total))
    assert moved[0] != moved[1]
    assert not any(moved[0] in text for text in texts(after))
    name = "长效机制建立情况"
    for place in (
        "abstract",
        "verdict",
        "indicator/4.1.4",
        "level/效益",
        f"{name} / 得分",
        f"{name} / 得分率",
        f"{name} / 评分过程",
        "效益 / 得分",
        "合计 / 得分",
    ):
        assert any(one.endswith(place) for one in changed), place
    other_rows = [
        change for change in changes if " / " in change.place and not any(word in change.place for word in (name, "效益", "合计"))
    ]
    assert other_rows == []


def test_what_the_case_does_not_say_is_a_gap_listed_at_the_end() -> None:
    paper, _ = scored(sample(texts={}, funds=(), problems=(), suggestions=()))
    gaps = paper.gaps()
    assert {"项目背景", "资金安排、到位和使用情况", "主要经验及做法", "存在的问题及原因分析", "有关建议"} <= set(gaps)
    listed = [text.split(". ", 1)[1] for text in texts(Paper(title="", sections=paper.sections[-1:])) if ". " in text]
    assert listed == list(gaps)


def test_a_complete_case_leaves_no_gap_and_no_list_of_gaps() -> None:
    assert scored(sample())[0].gaps() == ()


def test_an_indicator_without_data_is_named_and_no_total_is_claimed() -> None:
    case = sample()
    paper, _ = scored(case.model_copy(update={"inputs": tuple(one for one in case.inputs if one.indicator != "3.1.2")}))
    verdict = next(block for block in paper.blocks() if isinstance(block, Region) and block.name == "verdict")
    assert "举办技术培训场次" in verdict.paragraphs[0]
    assert "评价等级为" not in verdict.paragraphs[0]
    assert any("举办技术培训场次" in one for one in paper.gaps())


def test_points_lost_without_a_reason_are_a_gap() -> None:
    case = sample()
    bare = tuple(one.model_copy(update={"deduction_reason": None}) if one.indicator == "2.1.2" else one for one in case.inputs)
    assert "预算执行率的扣分原因" in scored(case.model_copy(update={"inputs": bare}))[0].gaps()


def test_the_authors_text_stands_instead_of_the_draft() -> None:
    paper, _ = scored(sample())
    region = next(block for block in paper.blocks() if isinstance(block, Region) and block.name == "practices")
    assert region.paragraphs == (TEXTS["practices"],)
    assert region.digest == digest_of((TEXTS["practices"],))


def test_an_annex_without_data_is_left_out_and_the_numbers_close_up() -> None:
    paper, _ = scored(sample(surveys=(), evidence=()))
    heads = [text for text in texts(paper) if text.startswith("附件")]
    assert [head.split()[0] for head in heads] == [f"附件{number}" for number in range(1, 8)]
    assert not any("问卷" in head or "佐证" in head for head in heads)


def test_the_scoring_annex_prints_every_rule_and_course() -> None:
    paper, score = scored(sample())
    annex = next(block for block in paper.blocks() if isinstance(block, Table) and len(block.widths) == 11)
    written = {cell.text for row in annex.rows for cell in row}
    assert {line.rule_text for line in score.lines} <= written
    courses = "\n".join(written)
    assert all(line.trace.sentence.rstrip("。") in courses for line in score.lines if line.trace)


def test_a_name_the_templates_ask_for_in_vain_is_a_visible_gap() -> None:
    assert fill("共{{ nothing }}项，{{ none.such }}。", {}) == "共【待补充：nothing】项，【待补充：such】。"


def test_money_rates_and_days_that_are_missing_are_gaps_and_zero_is_zero() -> None:
    draft = Draft(
        {"a": "{{ m | money }}，{{ r | percent }}，{{ d | chinese_date }}，{{ z | points2 }}"}, {"m": None, "r": None, "d": None, "z": 0}
    )
    assert draft.text("a") == "【待补充：金额】，【待补充：比率】，【待补充：日期】，0.00"
