"""A form's own way of scoring is recognised when it explains several rows, and only then."""

from typing import Any

import pytest

from jiheng.model import SelfEvaluationForm
from jiheng.regulation import load_standard
from jiheng.scoring.conventions import explanations, recognise, scored_rows
from jiheng.testing import form

STANDARD = load_standard("cn")


def rows(*lines: tuple[str, str, str, str], funds: list[dict[str, str]] | None = None) -> list[Any]:
    """Scored rows of a form: target, actual, weight, score."""
    indicators = [{"name": f"指标{i}", "target": t, "actual": a, "weight": w, "score": s} for i, (t, a, w, s) in enumerate(lines)]
    built = form({"indicators": indicators, "funds": funds or []})
    assert isinstance(built, SelfEvaluationForm)
    return scored_rows(built, STANDARD)


def names(found: list[Any]) -> list[str]:
    return [one.convention.name for one in recognise(found, STANDARD)]


def test_a_form_that_follows_the_rule_has_no_convention() -> None:
    assert names(rows(("≥15个", "14个", "5", "4.67"), ("≥45家", "33家", "5", "3.67"))) == []


def test_completion_rounded_to_whole_percents_is_recognised_in_two_rows() -> None:
    assert names(rows(("≥15个", "14个", "5", "4.65"), ("≥45家", "33家", "5", "3.65"))) == ["whole_percent"]


def test_one_row_is_no_convention_but_has_an_explanation() -> None:
    found = rows(("≥15个", "14个", "5", "4.65"), ("≥84家", "41家", "6", "2.93"))
    assert names(found) == []
    assert explanations(found[0], STANDARD)[0].name == "whole_percent"
    assert explanations(found[1], STANDARD) == []


def test_rows_that_follow_the_rule_speak_against_a_convention() -> None:
    usual = [("≥120条", "118条", "10", "9.83"), ("≥84家", "41家", "6", "2.93")]
    assert names(rows(("≥15个", "14个", "5", "4.65"), ("≥45家", "33家", "5", "3.65"), *usual)) == []


@pytest.mark.parametrize(
    ("lines", "convention"),
    [
        ([("≥3项", "2项", "10", "6.66"), ("≥7项", "5项", "10", "7.14"), ("≥6项", "1项", "10", "1.66")], "cut_score"),
        ([("≥100户", "130户", "8", "5.60"), ("≥100人", "110人", "10", "9.00"), ("≥3场", "2场", "10", "6.67")], "excess_deducted"),
        ([("≤6小时", "8小时", "5", "3.33"), ("≤10天", "12天", "5", "4.00")], "by_shortfall"),
        ([("≥10家", "8家", "10", "5"), ("≥10场", "7场", "10", "2.5")], "pass_line"),
        ([("≥4754人", "4604人", "5", "5"), ("≥80人", "79人", "10", "10")], "whole_points"),
    ],
)
def test_conventions_of_practice(lines: list[tuple[str, str, str, str]], convention: str) -> None:
    assert names(rows(*lines)) == [convention]


def test_an_execution_score_by_floor_or_bands_is_explained() -> None:
    funds = [{"label": "年度资金总额", "adjusted_budget": "5.00", "executed": "0.71", "weight": "10", "score": "0.00"}]
    assert [one.name for one in explanations(rows(funds=funds)[0], STANDARD)] == ["execution_floor", "execution_bands"]
    funds = [{"label": "年度资金总额", "adjusted_budget": "100.00", "executed": "85.00", "weight": "10", "score": "7"}]
    assert "execution_bands" in [one.name for one in explanations(rows(funds=funds)[0], STANDARD)]


def test_an_exact_target_exceeded_may_be_scored_by_deviation() -> None:
    assert rows(("=100户", "130户", "8", "5.60"))[0].follows_rule
    assert rows(("=100户", "130户", "8", "8"))[0].follows_rule
