"""Which rule a row has, and when it has none."""

from decimal import Decimal
from typing import Any

import pytest

from jiheng.model import Indicator, Interval, SelfEvaluationForm, amounts
from jiheng.regulation import load_standard
from jiheng.scoring import execution_points, judge, judge_words, level_of, pair
from jiheng.testing import form

STANDARD = load_standard("cn")


def row(**fields: str) -> Indicator:
    return form({"indicators": [{"weight": "10", **fields}]}).indicators[0]


@pytest.mark.parametrize(
    ("fields", "points", "met"),
    [
        ({"name": "场次", "target": "≥3场", "actual": "3场"}, "10", True),
        ({"name": "签约额", "target": "≥2亿元", "actual": "5000万元"}, "2.5", False),
        ({"name": "达标率", "target": "100%", "actual": "0.95"}, "9.5", False),
        ({"name": "达标率", "target": "100%", "actual": "95"}, "9.5", False),
        ({"name": "场次", "target": "≥3场", "actual": "2"}, "6.67", False),
        ({"name": "人数", "target": "30-50人", "actual": "40人"}, "10", True),
        ({"name": "人数", "target": "30-50人", "actual": "15人"}, "5", False),
        ({"name": "印刷费", "target": "3万元", "actual": "3万元"}, "10", True),
    ],
)
def test_rows_with_a_rule(fields: dict[str, str], points: str, met: bool) -> None:
    judged = judge(row(**fields), STANDARD)
    assert judged is not None
    assert amounts.half_up(judged.points.estimate.value) == Decimal(points)
    assert judged.met is met


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "场次", "target": "≥3场", "actual": "2%"},
        {"name": "场次", "target": "≥3场", "actual": "完成"},
        {"name": "意识", "target": "有效提高", "actual": "完全达到预期"},
        {"name": "印刷费", "target": "3万元", "actual": "2万元"},
        {"name": "人数", "target": "30-50人", "actual": "60人"},
        {"name": "基地", "target": "0", "actual": "3"},
        {"name": "人数", "target": "≥300人", "actual": "约280人"},
        {"name": "完工", "target": "2023年12月底前", "actual": "2023年10月"},
    ],
)
def test_rows_without_a_rule(fields: dict[str, str]) -> None:
    assert judge(row(**fields), STANDARD) is None


def test_an_assumed_direction_is_said_to_be_assumed() -> None:
    judged = judge(row(name="建档数", target="100人", actual="90人"), STANDARD)
    assert judged is not None
    assert not judged.sure


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("完全达到预期", "fully"),
        ("达成预期指标", "achieved"),
        ("已完成", "achieved"),
        ("部分达成预期并有一定效果", "partly"),
        ("未完全达到预期", "partly"),
        ("未达成", "missed"),
        ("基本达到", None),
        ("明显增强", None),
    ],
)
def test_levels_that_words_name(words: str, level: str | None) -> None:
    assert level_of(row(name="意识", target="有效提高", actual=words), STANDARD) == level


def test_a_level_gives_its_range_of_points() -> None:
    found = judge_words(row(name="意识", target="有效提高", actual="部分达成"), STANDARD)
    assert found is not None
    assert found[1].estimate.interval == Interval(low=Decimal(6), high=Decimal(8))
    assert judge_words(row(name="意识", target="有效提高", actual="很好"), STANDARD) is None


def execution(**line: str) -> Any:
    built = form({"funds": [{"label": "年度资金总额", "weight": "10", **line}]})
    assert isinstance(built, SelfEvaluationForm)
    return execution_points(built.funds[0], built, STANDARD)


def test_the_execution_line_scores_by_its_amounts() -> None:
    assert execution(adjusted_budget="5.00", executed="0.71").estimate.value == Decimal("1.42")
    assert execution(initial_budget="5.00", executed="5.00").estimate.value == 10
    assert execution(adjusted_budget="0.00", executed="5.00") is None
    assert execution(adjusted_budget="—", initial_budget="5.00", executed="5.00") is None


def test_numbers_of_a_row_come_in_the_unit_of_the_target() -> None:
    indicator = row(name="成本", target="≤90万元", actual="899740元")
    numbers = pair(indicator.target, indicator.actual)
    assert numbers is not None
    assert numbers[1].value == Decimal("89.974")
    assert pair(None, indicator.actual) is None
