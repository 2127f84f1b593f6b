"""A case scored: traces, sums by level, total, grade, what is missing, deductions, points set by hand, bonus, the way back."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jiheng.model import EvaluationCase
from jiheng.regulation import load_standard
from jiheng.sample.cases import case_text
from jiheng.scoring.case import grade_of, needed, score_case
from jiheng.scoring.case_file import load_case, read_case

HEAD = """
subject: {name: 示例项目, fiscal_year: 2024, agency: 澄岚县科学技术局}
frame:
  id: small
  title: 小体系
  cite: practice
  full_marks: 20
  indicators:
    - {id: "1", level1: 产出, level1_key: output, level2: 数量, name: 甲数量, weight: 10, target: "≥8亿元", rule: {kind: at_least}}
    - {id: "2", level1: 产出, level1_key: output, level2: 质量, name: 乙时间, weight: 5, target: "≤6小时", rule: {kind: at_most}}
    - {id: "3", level1: 效益, level1_key: benefit, level2: 社会效益, name: 丙评议, weight: 5}
"""
INPUTS = """
inputs:
  - {indicator: "1", actual: 6亿元}
  - {indicator: "2", actual: 8小时}
  - {indicator: "3", score_given: 4, reason_given: 制度尚缺一项}
"""


def scored(text: str):
    read = load_case(text, "case.yaml")
    return score_case(read.case, read.frame, read.standard)


def test_points_levels_total_and_traces_of_a_small_case() -> None:
    score = scored(HEAD + INPUTS)
    assert [line.score for line in score.lines] == [Decimal("7.50"), Decimal("3.75"), Decimal("4.00")]
    assert [(level.name, level.weight, level.score) for level in score.levels] == [
        ("产出", 15, Decimal("11.25")),
        ("效益", 5, Decimal("4.00")),
    ]
    assert [(part.name, part.score) for part in score.levels[0].parts] == [("数量", Decimal("7.50")), ("质量", Decimal("3.75"))]
    assert score.total == Decimal("15.25")
    assert score.is_complete
    assert "6 亿元 ÷ 目标 8 亿元 = 75%，10 × 75% = 7.5" in score.lines[0].trace.sentence
    assert "制度尚缺一项" in score.lines[2].trace.sentence
    assert score.lines[2].by_hand
    assert "产出 11.25 + 效益 4 = 15.25" in score.trace.sentence
    assert score.line("2").lost == Decimal("1.25")
    assert score.line("2").rate == Decimal("0.75")
    assert score.line("9") is None


def test_grade_is_that_of_a_hundred_points() -> None:
    assert scored(HEAD + INPUTS).grade == "中"  # 15.25 of 20 is 76.25


@pytest.mark.parametrize(
    ("total", "grade"), [("90.00", "优"), ("89.99", "良"), ("80.00", "良"), ("60", "中"), ("59.99", "差"), ("0", "差")], ids=str
)
def test_grade_follows_the_rounded_total(total: str, grade: str) -> None:
    assert grade_of(Decimal(total), Decimal(100), load_standard("cn")) == grade


def test_rows_are_rounded_before_they_are_added_so_that_the_printed_tree_adds_up() -> None:
    text = """
subject: {name: 示例项目, fiscal_year: 2024}
frame:
  id: thirds
  title: 三项
  cite: practice
  full_marks: 15
  indicators:
    - {id: "1", level1: 产出, name: 甲数, weight: 5, target: "≥15个", rule: {kind: at_least}}
    - {id: "2", level1: 产出, name: 乙数, weight: 5, target: "≥15个", rule: {kind: at_least}}
    - {id: "3", level1: 产出, name: 丙数, weight: 5, target: "≥15个", rule: {kind: at_least}}
inputs:
  - {indicator: "1", actual: 14个}
  - {indicator: "2", actual: 14个}
  - {indicator: "3", actual: 14个}
"""
    score = scored(text)
    assert [line.score for line in score.lines] == [Decimal("4.67")] * 3
    assert score.total == Decimal("14.01")  # and not 14.00, which the unrounded rows make
    assert score.lines[0].computed.quantize(Decimal("0.0001")) == Decimal("4.6667")


def test_what_is_missing_is_named_and_the_total_has_a_span() -> None:
    score = scored(HEAD + 'inputs:\n  - {indicator: "1", actual: 6亿元}\n')
    assert [line.indicator.id for line in score.missing] == ["2", "3"]
    assert score.lines[1].missing == "缺少实际完成值"
    assert "score_given" in score.lines[2].missing
    assert (score.lowest, score.highest) == (Decimal("7.50"), Decimal("17.50"))
    assert score.grade is None
    assert score.levels[1].rate is None
    assert "尚有 2 项" in score.trace.sentence


def test_grade_stands_when_what_is_missing_cannot_change_it() -> None:
    text = (
        HEAD.replace("weight: 10, target", "weight: 18, target")
        .replace("weight: 5, target", "weight: 1, target")
        .replace("weight: 5}", "weight: 1}")
    )
    score = scored(text + 'inputs:\n  - {indicator: "1", actual: 9亿元}\n  - {indicator: "2", actual: 5小时}\n')
    assert not score.is_complete
    assert score.grade == "优"


def test_deduction_beside_the_rule_is_told_and_never_takes_more_than_there_is() -> None:
    more = 'deductions:\n  - {indicator: "2", points: "0.75", reason: 计时方式有误}\n  - {indicator: "3", points: 9, reason: 弄虚作假}\n'
    score = scored(HEAD + INPUTS + more)
    assert [line.score for line in score.lines] == [Decimal("7.50"), Decimal("3.00"), Decimal("0.00")]
    assert "另扣 0.75 分：计时方式有误" in score.lines[1].trace.sentence
    assert score.lines[1].reason == "计时方式有误"
    assert score.lines[1].deducted == Decimal("0.75")


BONUS = """
    - id: "4"
      level1: 加减分
      name: 表彰与通报
      weight: 0
      outside: true
      rule: {kind: bonus_penalty, parameters: {items: [{name: 表彰, points: 6}, {name: 通报, points: -2}]}}
"""


@pytest.mark.parametrize(
    ("counts", "total", "said"),
    [
        ("{表彰: 1}", "20", "以满分 20 为限"),
        ("{通报: 1}", "13.25", "− 加减分 2"),
        ("{通报: 9}", "0", "加减分 18"),
        ("{}", "15.25", "= 15.25"),
    ],
    ids=["capped", "penalty", "never-below-nothing", "none"],
)
def test_bonus_and_penalty_stand_outside_and_the_total_keeps_its_bounds(counts: str, total: str, said: str) -> None:
    score = scored(HEAD + BONUS + INPUTS + f'  - {{indicator: "4", counts: {counts}}}\n')
    assert score.total == Decimal(total)
    assert said in score.trace.sentence


def test_grade_is_open_while_bonus_and_penalty_are_not_known() -> None:
    assert scored(HEAD + BONUS + INPUTS).grade is None


def test_survey_gives_the_actual_value_with_its_weights() -> None:
    score = sample("project")
    line = score.line("4.2.1")
    assert line.score == Decimal("10.00")
    assert "188.4 ÷ 200 = 94.2%" in line.trace.sentence


def test_survey_without_a_question_on_satisfaction_gives_nothing() -> None:
    text = case_text("project").replace('        satisfied: {满意: 1, 基本满意: "0.8"}\n', "")
    assert scored(text).line("4.2.1").missing == "缺少实际完成值"


def test_formula_takes_the_named_figures_of_indicator_and_case() -> None:
    score = sample("project")
    assert "102.6 万元 ÷ 108 万元 = 95%" in score.line("2.1.2").trace.sentence
    assert score.line("2.1.3").score == Decimal("2.70")


def test_figures_that_a_formula_lacks_are_named() -> None:
    score = scored(case_text("project").replace("  实际到位资金: 108.00万元\n", ""))
    assert "缺少实际到位资金" in score.line("2.1.2").missing


def test_printed_target_has_the_direction_of_its_indicator() -> None:
    text = HEAD.replace('target: "≤6小时", rule: {kind: at_most}', 'target: "6小时", direction: at_most, rule: {kind: proportional}')
    assert scored(text + INPUTS).line("2").score == Decimal("3.75")


@pytest.mark.parametrize(
    ("written", "score", "said"),
    [
        ("95", "3.80", "实际 95%"),
        ("95%", "3.80", "实际 95%"),
        ('"0.95"', "3.80", "实际 0.95"),
        ("1", "4.00", "实际 1"),
        ("120", "4.00", "实际 120%，超过 100%"),
    ],
    ids=["bare", "printed", "share", "one", "above"],
)
def test_bare_number_of_an_indicator_counted_in_percent_is_a_percentage(written: str, score: str, said: str) -> None:
    text = case_text("project").replace('{indicator: "2.1.2", deduction', f'{{indicator: "2.1.2", actual: {written}, deduction')
    line = scored(text).line("2.1.2")
    assert line.score == Decimal(score)
    assert said in line.trace.sentence


def test_target_of_the_inputs_goes_before_that_of_the_frame() -> None:
    assert scored(HEAD + INPUTS.replace("actual: 6亿元", 'actual: 6亿元, target: "≥6亿元"')).line("1").score == Decimal("10.00")


def test_check_list_has_the_points_of_its_indicator() -> None:
    line = sample("project").line("1.2.2")
    assert line.score == Decimal("3.50")
    assert "指标值的取得方式明确" in line.rule_text


@pytest.mark.parametrize(("name", "total", "grade"), [("project", "94.34", "优"), ("department", "93.49", "优")], ids=str)
def test_sample_cases_score_without_anything_to_fix(name: str, total: str, grade: str) -> None:
    read = load_case(case_text(name), name)
    score = score_case(read.case, read.frame, read.standard)
    assert (str(score.total), score.grade) == (total, grade)
    assert sum((line.score for line in score.lines), Decimal(0)) == score.total
    assert [fault for fault in read.faults if fault.severity != "note"] == []


def test_the_project_sample_uses_every_rule_kind() -> None:
    from jiheng.scoring.rules.kind import rule_kinds

    text = case_text("project")
    assert [kind for kind in rule_kinds() if f"kind: {kind}" not in text] == []


def test_grade_bands_are_those_of_the_case_standard() -> None:
    case = EvaluationCase.model_validate(load_case(HEAD + INPUTS, "x").case)
    assert read_case(HEAD.replace("subject:", "standard: cn-xj\nsubject:", 1) + INPUTS, "x").standard.name == "cn-xj"
    assert score_case(case, case.frame).at.isoformat() == "2024-12-31"


def test_needed_tells_what_must_be_reached() -> None:
    read = load_case(HEAD + INPUTS, "x")
    assert needed(read.case, read.frame, "1", Decimal(9)).value == Decimal("7.2")
    assert needed(read.case, read.frame, "3", Decimal(4)) is None
    assert needed(read.case, read.frame, "9", Decimal(4)) is None


def sample(name: str):
    return scored(case_text(name))
