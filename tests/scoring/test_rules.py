"""Rules award the points that practice awards, and say why in a sentence."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiheng.model import Estimate, Interval, read_figure
from jiheng.scoring.rules import Operand, above_pass_line, at_least, at_most, by_bands, by_deviation, by_level, by_rate, exactly
from jiheng.scoring.rules.proportional import completion


def operand(text: str) -> Operand:
    figure = read_figure(text)
    assert figure is not None
    return Operand(estimate=Estimate.printed(figure), text=figure.with_unit)


def weight(points: int) -> Operand:
    return Operand.points(Decimal(points))


def test_the_trace_can_be_read_aloud() -> None:
    points = at_least(weight(20), operand("8亿元"), operand("6亿元"))
    assert points is not None
    assert points.estimate.value == 15
    assert points.trace.sentence == "实际 6 亿元 ÷ 目标 8 亿元 = 75%，20 × 75% = 15"
    assert points.trace.tree().splitlines() == [points.trace.sentence, "  实际 6 亿元 ÷ 目标 8 亿元 = 75%", "  20 × 75% = 15"]
    assert points.model_dump()["trace"]["steps"][1]["sentence"] == "20 × 75% = 15"


@pytest.mark.parametrize(
    ("rule", "points", "target", "actual", "expected"),
    [
        (at_least, 20, "8", "6", "15"),
        (at_least, 20, "8", "8", "20"),
        (at_least, 20, "8", "80", "20"),
        (at_most, 5, "6", "8", "3.75"),
        (at_most, 10, "5", "0", "10"),
        (exactly, 10, "2.85", "2.85", "10"),
        (exactly, 6, "20", "14", "4.2"),
        (by_deviation, 8, "100", "130", "5.6"),
        (by_deviation, 8, "2", "5", "0"),
    ],
)
def test_points_by_target_and_actual(rule: object, points: int, target: str, actual: str, expected: str) -> None:
    assert callable(rule)
    found = rule(weight(points), operand(target), operand(actual))
    assert found is not None
    assert found.estimate.value == Decimal(expected)


def test_a_target_of_zero_has_no_share() -> None:
    assert by_deviation(weight(8), operand("0"), operand("3")) is None
    assert completion(False, Estimate.exactly(Decimal(0)), Estimate.exactly(Decimal(0))) == Estimate.exactly(Decimal(1))
    assert completion(True, Estimate.exactly(Decimal(6)), Estimate.exactly(Decimal(8))) == Estimate.exactly(Decimal("0.75"))


def test_an_actual_with_decimals_gives_an_interval_of_points() -> None:
    points = at_least(weight(2), operand("100%"), operand("97.30%"))
    assert points is not None
    assert points.estimate.interval.contains(Decimal("1.94592"))
    assert not points.estimate.interval.contains(Decimal("1.95"))


@pytest.mark.parametrize(
    ("rate", "floor", "expected"), [("0.142", None, "1.42"), ("0.142", "0.6", "0"), ("0.9068", "0.6", "9.068"), ("1.2", None, "10")]
)
def test_points_in_proportion_to_a_rate_with_a_floor(rate: str, floor: str | None, expected: str) -> None:
    points = by_rate(weight(10), Estimate.exactly(Decimal(rate)), Decimal(floor) if floor else None)
    assert points.estimate.value == Decimal(expected)


@pytest.mark.parametrize(("value", "expected"), [("1", "10"), ("0.85", "7"), ("0.80", "7"), ("0.6", "5"), ("0.59", "0")])
def test_bands_begin_with_their_lower_bound(value: str, expected: str) -> None:
    bands = [(Decimal(1), Decimal(1)), (Decimal("0.8"), Decimal("0.7")), (Decimal("0.6"), Decimal("0.5"))]
    assert by_bands(weight(10), Estimate.exactly(Decimal(value)), bands).estimate.value == Decimal(expected)


def test_a_pass_line_gives_nothing_below_it() -> None:
    assert above_pass_line(weight(10), Estimate.exactly(Decimal("0.5")), Decimal("0.6")).estimate.value == 0
    assert above_pass_line(weight(10), Estimate.exactly(Decimal("0.8")), Decimal("0.6")).estimate.value == 5


def test_a_level_of_achievement_gives_a_range() -> None:
    points = by_level(weight(10), "部分达成", Decimal("0.6"), Decimal("0.8"))
    assert points.estimate.interval == Interval(low=Decimal(6), high=Decimal(8))
    assert "60%—80%" in points.trace.sentence
    assert by_level(weight(10), "完全达到", Decimal(1), Decimal(1)).estimate.interval.width == 0


@given(st.integers(min_value=1, max_value=50), st.integers(min_value=1, max_value=10**6), st.integers(min_value=0, max_value=10**6))
def test_points_stay_between_nothing_and_the_weight(points: int, target: int, actual: int) -> None:
    for rule in (at_least, at_most, exactly, by_deviation):
        found = rule(weight(points), operand(str(target)), operand(str(actual)))
        assert found is not None
        assert 0 <= found.estimate.value <= points
        assert found.estimate.interval.contains(found.estimate.value) or found.estimate.interval.width < Decimal("1e-20")
