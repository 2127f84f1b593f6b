"""The annexes of an evaluation report, and the edges: many indicators, long names, missing data, rare characters."""

from __future__ import annotations

import datetime
import io
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from report_reading import findings_of, normalised, read_back, report_in

from jiheng.assessment.assessing import DocumentAssessment
from jiheng.model import (
    CaseInterview,
    CaseSlip,
    CaseSurvey,
    EvaluationCase,
    EvaluationPoint,
    EvaluationReport,
    Frame,
    FrameIndicator,
    IndicatorInput,
    RuleSpec,
)
from jiheng.regulation import load_standard
from jiheng.reports.compare import compare_papers
from jiheng.reports.evaluation_report import project_report
from jiheng.reports.render.paper import Heading, Layout, Paper, Picture, Section, Table, texts
from jiheng.reports.render.tables import plain_table
from jiheng.reports.render.typeset import fonts_used, write_pdf
from jiheng.sample.cases import case_text
from jiheng.scoring.case import score_case
from jiheng.scoring.case_file import load_case

READ = load_case(case_text("project"), "案例.yaml")


def made(case: EvaluationCase, frame: Frame = READ.frame) -> Paper:
    return project_report(case, frame, score_case(case, frame, READ.standard), READ.standard)


def sample(**changes: object) -> EvaluationCase:
    texts = {**READ.case.texts, "practices": "按季通报培训和服务进度。"}
    return READ.case.model_copy(update={"texts": texts, **changes})


@cache
def whole(suffix: str) -> tuple[EvaluationReport, DocumentAssessment]:
    return read_back(made(sample()), suffix)


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_what_the_annexes_say_is_read_back(suffix: str) -> None:
    case = sample()
    report, result = whole(suffix)
    assert findings_of(result) == []
    survey = next(one for one in report.surveys if one.questions)
    assert (survey.issued.value, survey.returned.value, survey.valid.value) == (210, 204, 200)
    for asked, found in zip(case.surveys[0].questions, survey.questions, strict=True):
        assert found.question == asked.text
        assert {answer: count.value for answer, count in found.answers.items()} == asked.answers
        assert found.returned.value == asked.answered
        shares = {answer: Decimal(count) * 100 / asked.answered for answer, count in asked.answers.items()}
        assert {answer: rate.value for answer, rate in found.rates.items()} == shares
    assert [one.held_on.first for one in report.interviews] == [one.held_on for one in case.interviews]
    assert [one.signers["被访人签字"] for one in report.interviews] == [one.signer for one in case.interviews]
    assert all(one.answers[0].question in found.text for one, found in zip(case.interviews, report.interviews, strict=True))
    assert [(one.sent_on.first, one.answered_on.first, one.view) for one in report.slips] == [
        (one.sent_on, one.answered_on, one.view) for one in case.slips
    ]
    assert {item.name for item in case.data_form} | set(case.values) == set(report.data_form)
    assert report.data_form["举办实用技术培训"] == "85场"
    assert [(one.name, one.role) for one in report.team] == [(one.name, one.role) for one in case.engagement.team]


def test_the_text_is_the_text_that_was_looked_at() -> None:
    expected = Path(__file__).with_name("papers") / "project.txt"
    assert normalised(made(READ.case)) == expected.read_text("utf-8")


def test_a_changed_survey_answer_changes_its_table_its_chart_and_its_share_and_nothing_else() -> None:
    before = sample()
    survey = before.surveys[0]
    second = survey.questions[1].model_copy(update={"answers": {"每周": 71, "每月": 108, "更少": 21}})
    changes = compare_papers(made(before), made(sample(surveys=(survey.model_copy(update={"questions": (survey.questions[0], second)}),))))
    assert {change.place.split("」")[0] for change in changes} == {"「附件5 受训农民满意度调查问卷分析"}
    assert {change.place.rpartition("」")[2].split("（")[0] for change in changes} == {
        "每周 / 人数", "每周 / 占比", "每月 / 人数", "每月 / 占比", "图4 问卷各题的回答",
    }  # fmt: skip


def test_charts_stand_beside_their_tables_with_the_same_values() -> None:
    blocks = list(made(sample()).blocks())
    drawn = [(place, block) for place, block in enumerate(blocks) if isinstance(block, Picture)]
    assert [block.caption for _, block in drawn] == [
        "图1 年初预算、全年预算和执行", "图2 一级指标的分值和得分", "图3 问卷各题的回答", "图4 问卷各题的回答",
    ]  # fmt: skip
    summary = blocks[drawn[1][0] - 1]
    assert isinstance(summary, Table)
    assert all(f"{row[0].text}：分值" in drawn[1][1].alternative and row[2].text in drawn[1][1].alternative for row in summary.rows[1:5])


def test_a_slip_that_was_not_sent_is_left_open_for_pen_and_seal() -> None:
    said = list(texts(made(sample(slips=()))))
    assert said.count("反馈意见：") == 2
    assert sum("年    月    日" in text for text in said) == 4


def test_an_interview_without_its_particulars_has_gaps_and_no_empty_cell() -> None:
    paper = made(sample(interviews=(CaseInterview(id="F1"),)))
    assert {"被访谈单位", "被访谈人", "日期", "访谈地点", "访谈内容", "被访谈人签字", "访谈人签字"} <= set(paper.gaps())


def test_a_survey_nobody_answered_has_no_chart_and_no_share() -> None:
    paper = made(sample(surveys=(CaseSurvey(id="S1", questions=(READ.case.surveys[0].questions[0].model_copy(update={"answers": {}}),)),)))
    assert {"调查方式", "调查对象", "发放份数", "收回份数", "有效份数"} <= set(paper.gaps())
    assert not any(isinstance(block, Picture) and "问卷" in block.caption for block in paper.blocks())


def test_zero_budget_and_no_money_are_said_plainly() -> None:
    row = READ.case.funds[0]
    zero = row.model_copy(
        update={name: row.executed.model_copy(update={"value": Decimal(0), "raw": "0.00"}) for name in ("adjusted_budget", "executed")}
    )
    paper = made(sample(funds=(zero,)))
    assert "比率" in paper.gaps()
    assert any(
        isinstance(block, Table) and block.rows[1][-1].text == "—"
        for block in paper.blocks()
        if getattr(block, "title", "").startswith("表1")
    )
    assert "资金安排、到位和使用情况" in made(sample(funds=())).gaps()


def many(count: int) -> tuple[EvaluationCase, Frame]:
    """A frame of many indicators with long names and rare characters, all of them scored."""
    names = ["决策", "过程", "产出", "效益"]
    indicators = tuple(
        FrameIndicator(
            id=f"{number}",
            level1=names[number * 4 // count],
            level2=f"二级指标{number * 20 // count}",
            name=f"镕喆堃建成区每㎡养护面积第{number}项" + ("名称特别长" * 12 if number % 50 == 0 else ""),
            weight=Decimal(100) / count,
            points=tuple(EvaluationPoint(text=f"要点{place}") for place in range(25 if number == 1 else 2)),
            rule=RuleSpec(kind="check_list", cite="practice"),
        )
        for number in range(count)
    )
    frame = READ.frame.model_copy(update={"indicators": indicators})
    inputs = tuple(IndicatorInput(indicator=f"{number}", failed=()) for number in range(count))
    empty = dict.fromkeys(("evidence", "problems", "suggestions", "deductions", "interviews", "slips", "surveys"), ())
    return sample(frame=frame, inputs=inputs, **empty), frame


def test_two_hundred_indicators_with_long_names_and_rare_characters_are_written_and_read_back() -> None:
    case, frame = many(200)
    paper = made(case, frame)
    report = report_in(paper, "docx")
    annex = next(table for table in report.score_tables if table.kind == "annex")
    lines = [line for line in annex.lines if line.level == 3]
    assert [line.level3 for line in lines] == [one.name for one in frame.indicators]
    assert sum(line.score.value for line in lines if line.score) == 100


def test_rare_characters_are_in_the_fonts_of_the_pdf() -> None:
    case, frame = many(8)
    pdf = write_pdf(made(case, frame), Layout.of(load_standard("cn")))
    assert all(name.startswith(("Noto", "STIX")) for name in fonts_used(pdf))
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert len(document.pages) > 8
    report = report_in(made(case, frame), "pdf")
    annex = next(table for table in report.score_tables if table.kind == "annex")
    assert {"镕喆堃建成区每㎡养护面积第3项"} <= {line.level3 for line in annex.lines}


def test_a_day_span_says_the_year_once() -> None:
    engagement = READ.case.engagement
    stage = engagement.schedule[0].model_copy(update={"finished_on": datetime.date(2026, 1, 5)})
    paper = made(sample(engagement=engagement.model_copy(update={"schedule": (stage, *engagement.schedule[1:3])})))
    cells = {cell.text for block in paper.blocks() if isinstance(block, Table) for row in block.rows for cell in row}
    assert {"2025年3月10日至2026年1月5日", "2025年3月17日至3月28日"} <= cells


def test_slips_on_data_and_report_are_different_letters() -> None:
    slips = (CaseSlip(id="1", kind="data", addressee="某局"), CaseSlip(id="2", addressee="某局", days=5))
    said = list(texts(made(sample(slips=slips))))
    assert any("基础数据和佐证材料目录" in text for text in said)
    assert any("5个工作日内反馈书面意见" in text for text in said)


def with_table(anchor: str, columns: list[str], rows: list[list[str]], title: str = "") -> Paper:
    """The sample report with another table in one of its annexes."""
    table = plain_table(columns, rows, ["1"] * len(columns), title=title)
    paper = made(sample())

    def changed(section: Section) -> Section:
        heads = [block.anchor for block in section.blocks if isinstance(block, Heading)]
        kept = [block for block in section.blocks if not isinstance(block, Table | Picture)]
        return replace(section, blocks=(*kept, table)) if anchor in heads else section

    return replace(paper, sections=tuple(changed(section) for section in paper.sections))


def test_listed_base_data_takes_the_unit_of_its_row() -> None:
    rows = [["1", "培训场次", "85", "场"], ["2", "服务范围", "全县", "个"], ["3", "", "9", "项"]]
    report = report_in(with_table("annex-data", ["序号", "指标名称", "数值", "计量单位"], rows), "docx")
    assert report.data_form == {"培训场次": "85场", "服务范围": "全县"}


@pytest.mark.parametrize(
    ("rows", "returned"),
    [
        ([["每周", "61", "30.50%"], ["更少", "139", "69.50%"], ["本题有效填写人次", "200", ""]], 200),
        ([["每周", "61", "30.50%"], ["更少", "139", "69.50%"]], None),
    ],
    ids=["with-total", "without-total"],
)
def test_a_table_of_options_is_one_question(rows: list[list[str]], returned: int | None) -> None:
    report = report_in(with_table("annex-survey-S1", ["选项", "小计", "比例"], rows, "第2题 特派员多久服务一次"), "docx")
    (question,) = next(one for one in report.surveys if one.questions).questions
    assert question.question == "特派员多久服务一次"
    assert {answer: count.value for answer, count in question.answers.items()} == {"每周": 61, "更少": 139}
    assert (question.returned.value if question.returned else None) == returned


def test_shares_that_make_no_whole_are_not_the_options_of_one_question() -> None:
    rows = [["是否满意", "190", "95.00%"], ["是否及时", "180", "90.00%"]]
    report = report_in(with_table("annex-survey-S1", ["选项", "小计", "比例"], rows), "docx")
    assert all(not question.rates for survey in report.surveys for question in survey.questions)


def test_a_wrong_share_of_an_option_is_found() -> None:
    rows = [["每周", "61", "35.50%"], ["更少", "139", "64.50%"], ["合计", "200", "100.00%"]]
    _, result = read_back(with_table("annex-survey-S1", ["选项", "人数", "占比"], rows, "问题1 特派员多久服务一次"), "docx")
    assert [one.finding.stated for one in result.findings if one.finding.code == "EVR146"] == ["35.50%", "64.50%"]
