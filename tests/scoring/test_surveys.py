from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiheng.checks.evr146_survey_arithmetic import survey_arithmetic
from jiheng.model import EvaluationReport, Finding
from jiheng.model.questionnaires import Answers, Question, QuestionKind, Questionnaire
from jiheng.regulation import load_standard
from jiheng.regulation.questionnaires import load_questionnaires
from jiheng.scoring.surveys import (
    CrossTable,
    Fieldwork,
    SurveyResult,
    as_printed,
    by_formula,
    comments,
    count_survey,
    cross,
    sample_size,
    share,
)

SCALES = load_questionnaires().scales
OVERALL = Question(
    id="q1", kind=QuestionKind.SCALE, text="您是否满意", scale="satisfaction_5", levels=SCALES["satisfaction_5"].levels, is_counted=True
)
WHERE = Question(id="q2", kind=QuestionKind.MULTIPLE, text="从哪里知道（可多选）", options=("公示栏", "手机", "邻居"), is_required=False)
GROUP = Question(id="q3", kind=QuestionKind.SINGLE, text="年龄", options=("青", "中", "老"), is_required=False)
REMARK = Question(id="q4", kind=QuestionKind.TEXT, text="建议", is_required=False)
ASKED = Questionnaire(title="测试调查", formula="weighted", questions=(OVERALL, WHERE, GROUP, REMARK))


def answers(*levels: int) -> list[Answers]:
    return [{"q1": [level]} for level in levels]


def counted(given: list[Answers], issued: int | None = None) -> SurveyResult:
    return count_survey(ASKED, given, Fieldwork(id="S1", issued=issued))


def test_satisfaction_follows_the_formula_that_was_chosen_before() -> None:
    given = answers(1, 1, 2, 3, 5)
    assert counted(given).satisfaction == Decimal("68.00")  # (2 + 0.8 + 0.6) / 5
    assert by_formula(ASKED, given) == {"mean": Decimal("72.00"), "share": Decimal("60.00"), "weighted": Decimal("68.00")}


def test_rates_tell_returned_from_issued_and_valid_from_returned() -> None:
    blank: Answers = {"q4": "只写了建议"}
    result = counted([*answers(1, 2), blank], issued=4)
    assert (result.record.issued, result.record.returned, result.record.valid) == (4, 3, 2)
    assert (result.recovery_rate, result.valid_rate) == (Decimal("75.00"), Decimal("66.67"))
    assert result.tallies[0].answered == 2


def test_a_question_that_too_few_answered_stands_nowhere() -> None:
    given = [*answers(*[1] * 6), {"q1": [1], "q3": [2]}]
    result = count_survey(ASKED, given, Fieldwork(id="S1"), least=5)
    assert result.hidden == ("年龄",)
    assert "年龄" not in [one.text for one in result.record.questions]
    assert "年龄" not in [one.question.text for one in result.tallies]


def test_nothing_returned_has_no_rate() -> None:
    result = counted([])
    assert (result.satisfaction, result.valid_rate, result.tallies[0].mean) == (None, None, None)


def test_several_answers_count_by_those_who_answered() -> None:
    result = counted([{"q1": [1], "q2": [1, 2]}, {"q1": [1], "q2": [1]}, {"q1": [2]}])
    several = result.tallies[1]
    assert [(one.count, one.share) for one in several.options] == [(2, Decimal("100.00")), (1, Decimal("50.00")), (0, Decimal("0.00"))]
    assert result.record.questions[1].answered == several.answered == 2


def test_the_mean_is_of_points() -> None:
    assert counted(answers(1, 2, 5)).tallies[0].mean == Decimal("3.33")


@settings(deadline=None)  # machines may be busy
@given(st.lists(st.integers(0, 400), min_size=2, max_size=5))
def test_printed_shares_never_contradict_their_counts(counts: list[int]) -> None:
    levels = [level for level, count in enumerate(counts, 1) for _ in range(count)]
    report = EvaluationReport(surveys=(as_printed(counted(answers(*levels)).record),))
    said = list(survey_arithmetic(report, load_standard()))
    assert [one.message for one in said if isinstance(one, Finding)] == []


def test_a_share_that_was_nudged_would_be_found() -> None:
    printed = as_printed(counted(answers(1, 2, 3)).record)
    question = printed.questions[0]
    nudged = {
        label: rate.model_copy(update={"value": Decimal("33.34"), "raw": "33.34%"}) if label == "很满意" else rate
        for label, rate in question.rates.items()
    }
    report = EvaluationReport(surveys=(printed.model_copy(update={"questions": (question.model_copy(update={"rates": nudged}),)}),))
    assert any(isinstance(one, Finding) for one in survey_arithmetic(report, load_standard()))


def test_a_share_of_nothing_is_none() -> None:
    assert share(0, 0) is None


@pytest.mark.parametrize(
    ("population", "quantile", "margin", "wanted"),
    [(None, "1.960", "5", 385), (1200, "1.960", "5", 292), (7, "1.960", "5", 7), (100_000, "2.576", "3", 1810)],
)
def test_samples_are_as_large_as_the_formula_says(population: int | None, quantile: str, margin: str, wanted: int) -> None:
    assert sample_size(population, quantile=Decimal(quantile), margin=Decimal(margin)) == wanted


def grouped(table: Iterable[tuple[int, int, int]]) -> CrossTable:
    """The cross table of so many answers for each (group, level)."""
    given: list[Answers] = [{"q3": [group], "q1": [level]} for group, level, count in table for _ in range(count)]
    return cross(GROUP, OVERALL, given, least_group=5, least_cell=3)


def test_large_cells_are_shown_with_their_share_of_the_group() -> None:
    table = grouped([(1, 1, 6), (1, 2, 4), (2, 1, 10)])
    assert table.bases == (10, 10, 0)
    assert (table.cells[0][0].count, table.cells[0][0].share) == (6, Decimal("60.00"))


def test_a_small_group_is_hidden_and_cannot_be_computed_from_the_total() -> None:
    table = grouped([(1, 1, 20), (2, 1, 9), (3, 1, 2)])
    assert table.bases == (20, None, None), "the next smallest goes along"
    assert [cell.count for cell in table.cells[2]] == [None] * 5


def test_a_small_cell_is_never_the_only_hidden_one_of_its_line() -> None:
    table = grouped([(1, 1, 10), (1, 2, 8), (1, 3, 1), (2, 1, 12), (2, 2, 9), (2, 3, 7), (3, 1, 11), (3, 2, 6), (3, 3, 8)])
    assert table.cells[0][2].count is None
    for line in [*table.cells, *zip(*table.cells, strict=True)]:
        assert sum(cell.count is None for cell in line) != 1


def test_who_left_out_one_of_both_is_in_no_cell() -> None:
    table = cross(GROUP, OVERALL, [{"q3": [1]}, {"q1": [1]}], least_group=5, least_cell=3)
    assert table.bases == (0, 0, 0)


def test_comments_hide_numbers_of_persons_and_stand_in_no_order_of_time() -> None:
    given: list[Answers] = [{"q4": "请打 13900000000 找我"}, {"q4": "不错"}, {"q1": [1]}]
    assert comments(REMARK, given) == ("不错", "请打 139******00 找我")
