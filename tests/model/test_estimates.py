"""An estimate carries the value people compute and the interval a proof needs."""

from decimal import Decimal

import pytest

from jiheng.model import Estimate, Figure, Interval, read_figure, reading, summed


def figure(text: str) -> Figure:
    found = read_figure(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "decimals", "low", "high"),
    [
        ("30", None, "30", "30"),
        ("30", 2, "29.995", "30.005"),
        ("30.0", 2, "29.995", "30.005"),
        ("30.00", None, "29.995", "30.005"),
        ("30.123", 2, "30.1225", "30.1235"),
    ],
)
def test_a_whole_number_is_taken_at_its_word_unless_its_column_prints_decimals(
    text: str, decimals: int | None, low: str, high: str
) -> None:
    assert reading(figure(text), decimals) == Interval(low=Decimal(low), high=Decimal(high))


def test_an_exact_figure_has_no_width() -> None:
    assert reading(figure("4.50").as_exact(), 2).width == 0


def test_a_small_quotient_shows_the_quotient_of_the_printed_numbers() -> None:
    quotient = Estimate.printed(figure("0.03")) / Estimate.printed(figure("0.04"))
    assert quotient.value == Decimal("0.75")
    assert quotient.interval.contains(Decimal("0.6"))


def test_arithmetic_keeps_value_and_interval_together() -> None:
    one, two = Estimate.printed(figure("1.50")), Estimate.exactly(Decimal(2))
    assert (one + two).value == Decimal("3.50")
    assert (two - one).value == Decimal("0.50")
    assert (one * two).interval == one.times(2).interval
    assert summed([one, one, two]).value == Decimal("5.00")
    assert Estimate.exactly(Decimal(7)).clamped(None, Decimal(1)).value == 1
    with pytest.raises(ZeroDivisionError):
        one / Estimate.exactly(Decimal(0))
