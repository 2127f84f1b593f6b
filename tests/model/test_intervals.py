"""An interval never loses a value that the quantity can have."""

from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiheng.model import Interval, total

AMOUNTS = st.decimals(min_value=-(10**9), max_value=10**9, places=4, allow_nan=False, allow_infinity=False)
WIDTHS = st.decimals(min_value=0, max_value=100, places=4, allow_nan=False, allow_infinity=False)
SHARES = st.decimals(min_value=0, max_value=1, places=3, allow_nan=False, allow_infinity=False)


@st.composite
def intervals_with_a_value(draw: st.DrawFn) -> tuple[Interval, Decimal]:
    low, width = draw(AMOUNTS), draw(WIDTHS)
    return Interval(low=low, high=low + width), low + width * draw(SHARES)


@given(intervals_with_a_value(), intervals_with_a_value())
def test_sums_differences_and_products_keep_every_possible_value(one: tuple[Interval, Decimal], other: tuple[Interval, Decimal]) -> None:
    (a, x), (b, y) = one, other
    with localcontext(prec=60):  # what is compared must not be rounded itself
        possible = x + y, x - y, x * y
    assert (a + b).contains(possible[0])
    assert (a - b).contains(possible[1])
    assert (a * b).contains(possible[2])
    assert (-a).contains(-x)
    assert abs(a).contains(abs(x))


@given(intervals_with_a_value(), intervals_with_a_value())
def test_quotients_keep_every_possible_value(one: tuple[Interval, Decimal], other: tuple[Interval, Decimal]) -> None:
    (a, x), (b, y) = one, other
    if b.low <= 0 <= b.high:
        with pytest.raises(ZeroDivisionError):
            a / b
        return
    quotient = a / b
    with localcontext(prec=80):
        assert quotient.contains(x / y)


@given(intervals_with_a_value(), intervals_with_a_value())
def test_two_intervals_overlap_when_and_only_when_some_value_lies_in_both(
    one: tuple[Interval, Decimal], other: tuple[Interval, Decimal]
) -> None:
    a, b = one[0], other[0]
    assert a.overlaps(b) == b.overlaps(a) == (max(a.low, b.low) <= min(a.high, b.high))


@given(intervals_with_a_value(), WIDTHS)
def test_widening_keeps_the_middle(one: tuple[Interval, Decimal], slack: Decimal) -> None:
    wider = one[0].widened(slack)
    assert wider.middle == one[0].middle
    assert wider.width == one[0].width + 2 * slack
    assert wider.contains(one[1])


@given(intervals_with_a_value())
def test_clamping_moves_both_ends_into_the_bounds(one: tuple[Interval, Decimal]) -> None:
    clamped = one[0].clamped(Decimal(0), Decimal(1))
    assert 0 <= clamped.low <= clamped.high <= 1
    assert clamped.contains(min(max(one[1], Decimal(0)), Decimal(1)))
    assert one[0].clamped(None, None) == one[0]


def test_the_sum_of_nothing_is_zero() -> None:
    assert total([]) == Interval.point(Decimal(0))
    assert total([Interval.between(Decimal(2), Decimal(1)), Interval.point(Decimal(3))]) == Interval(low=Decimal(4), high=Decimal(5))


def test_the_ends_of_a_quotient_are_rounded_away_from_its_middle() -> None:
    third = Interval.point(Decimal(1)) / Interval.point(Decimal(3))
    assert third.low < third.high
    assert (third * Interval.point(Decimal(3))).contains(Decimal(1))
