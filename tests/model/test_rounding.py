"""Cents are rounded half up, and the rounding of a quotient never decides a tie."""

from decimal import Decimal

import pytest

from jiheng.model import Estimate, amounts


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [
        ("2.345", 2, "2.35"),
        ("2.3449", 2, "2.34"),
        ("-2.345", 2, "-2.35"),
        ("0.5", 0, "1"),
        ("123456789012345678901234567.895", 2, "123456789012345678901234567.90"),
    ],
)
def test_halves_go_away_from_zero(value: str, decimals: int, rounded: str) -> None:
    assert str(amounts.half_up(Decimal(value), decimals)) == rounded


def test_a_tie_behind_a_quotient_without_end_is_still_a_tie() -> None:
    points = Estimate.exactly(Decimal(3)) * (Estimate.exactly(Decimal(65)) / Estimate.exactly(Decimal(600)))
    assert points.value < Decimal("0.325")
    assert amounts.half_up(points.value) == Decimal("0.33")


def test_what_is_just_below_a_tie_stays_below_it() -> None:
    assert amounts.half_up(Decimal("0.324" + "9" * 36)) == Decimal("0.32")
