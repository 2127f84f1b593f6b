"""What a comparison of printed figures may say: never a failure where honest rounding explains the difference."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jiheng.checks.ledger import counted, fails, outcome, percent, relate
from jiheng.model import Estimate, Figure, Interval, Outcome, amounts, read_figure, summed

TRUE_AMOUNTS = st.decimals(min_value=0, max_value=10**6, places=6, allow_nan=False, allow_infinity=False)


def printed(value: Decimal, decimals: int = 2) -> Figure:
    """A true amount as a form prints it."""
    return Figure(value=amounts.half_up(value, decimals), decimals=decimals)


@given(st.lists(TRUE_AMOUNTS, min_size=1, max_size=9), st.integers(min_value=1, max_value=4))
def test_a_sum_that_is_true_never_fails_however_it_was_rounded(parts: list[Decimal], decimals: int) -> None:
    computed = summed(Estimate.printed(printed(part, decimals)) for part in parts)
    assert outcome(printed(sum(parts, Decimal(0)), decimals).interval, computed) is not Outcome.FAILS


@given(TRUE_AMOUNTS, TRUE_AMOUNTS, st.integers(min_value=0, max_value=2))
def test_a_rate_that_is_true_never_fails_however_it_was_rounded(executed: Decimal, budget: Decimal, decimals: int) -> None:
    base = printed(budget)
    assume(base.value > 0)
    rate = Estimate.printed(printed(executed)) / Estimate.printed(base)
    stated = Figure(value=amounts.half_up(executed * 100 / budget, decimals), unit="%", decimals=decimals)
    assert outcome(stated.interval, rate.times(100)) is not Outcome.FAILS


@given(st.lists(TRUE_AMOUNTS, min_size=1, max_size=9))
def test_a_sum_off_by_more_than_all_roundings_together_fails(parts: list[Decimal]) -> None:
    shown = [printed(part) for part in parts]
    wrong = sum((part.value for part in shown), Decimal(0)) + Decimal("0.01") * (len(parts) + 1)
    assert fails(printed(wrong).interval, summed(Estimate.printed(part) for part in shown))


@given(TRUE_AMOUNTS)
def test_what_rounding_our_value_gives_holds(value: Decimal) -> None:
    assert outcome(printed(value).interval, Interval.point(value)) is Outcome.HOLDS


@pytest.mark.parametrize(
    ("stated", "executed", "budget", "expected"),
    [
        ("97.99%", "3555.92", "3628.92", Outcome.HOLDS),
        ("97.80%", "31.69", "32.40", Outcome.ROUNDING),
        ("98%", "31.69", "32.40", Outcome.HOLDS),
        ("80.00%", "90.00", "120.00", Outcome.FAILS),
        ("75.00%", "0.03", "0.04", Outcome.HOLDS),
    ],
)
def test_rates_of_real_forms(stated: str, executed: str, budget: str, expected: Outcome) -> None:
    rate, one, other = read_figure(stated), read_figure(executed), read_figure(budget)
    assert rate is not None
    assert one is not None
    assert other is not None
    relation = relate("执行率", rate, (Estimate.printed(one) / Estimate.printed(other)).times(100), ("/funds/0/execution_rate",))
    assert relation.outcome is expected
    assert relation.stated == stated


def test_a_slack_of_law_widens_the_stated_value() -> None:
    stated = printed(Decimal("10.00"))
    assert relate("合计", stated, Interval.point(Decimal("10.02")), ()).outcome is Outcome.FAILS
    assert relate("合计", stated, Interval.point(Decimal("10.02")), (), slack=Decimal("0.02")).outcome is Outcome.HOLDS


def test_a_column_that_prints_decimals_tells_how_a_whole_number_was_rounded() -> None:
    stated = printed(Decimal(9), 0)
    computed = Interval.point(Decimal("8.96"))
    assert relate("得分", stated, computed, ()).outcome is Outcome.HOLDS
    exact = Interval(low=Decimal("8.995"), high=Decimal("9.005"))
    assert relate("得分", stated, computed, (), read_as=exact).outcome is Outcome.FAILS


def test_counted_relations_and_percents_read_as_people_write_them() -> None:
    assert counted("单位一致", 0, ()).outcome is Outcome.HOLDS
    assert counted("单位一致", 1, ("/x",)).outcome is Outcome.FAILS
    assert percent(Decimal("0.1420")) == "14.20%"
    assert percent(Decimal("0.9"), 0) == "90%"
