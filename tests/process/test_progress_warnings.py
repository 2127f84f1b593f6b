"""Monitoring warns when money or objectives lag; the lines are those of the standard."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiheng.process import NotAMonth, monitored_until, progress_warnings
from jiheng.regulation import Standard, load_standard


def levels(month: int, rate: str, standard: Standard, progress: str | None = None) -> list[tuple[str, str]]:
    known = Decimal(progress) if progress is not None else None
    return [(one.kind, one.level) for one in progress_warnings(month, Decimal(rate), standard, objective_progress=known)]


@pytest.mark.parametrize(
    ("month", "rate", "expected"),
    [
        (7, "0.50", []),
        (7, "0.40", [("execution", "attention")]),
        (7, "0.20", [("execution", "warning")]),
        (1, "0.00", []),
        (12, "1.05", []),
    ],
)
def test_without_lines_even_spending_is_the_measure(month: int, rate: str, expected: list[tuple[str, str]]) -> None:
    assert levels(month, rate, load_standard("cn")) == expected


@pytest.mark.parametrize(
    ("month", "rate", "expected"),
    [
        (3, "0.00", [("execution", "attention")]),
        (4, "0.24", [("execution", "warning")]),
        (4, "0.25", []),
        (7, "0.39", [("execution", "warning")]),
    ],
)
def test_the_latest_line_of_the_place_binds(month: int, rate: str, expected: list[tuple[str, str]]) -> None:
    assert levels(month, rate, load_standard("cn-sc")) == expected


def test_lines_hold_from_their_day() -> None:
    assert levels(4, "0.24", load_standard("cn-sc", datetime.date(2024, 12, 31))) == []


def test_a_gap_between_money_and_objective_is_told_with_the_side_that_lags() -> None:
    standard = load_standard("cn")
    assert levels(7, "0.55", standard, "0.70") == []
    money = progress_warnings(7, Decimal("0.50"), standard, objective_progress=Decimal("0.80"))
    assert money[0].message == "目标完成进度 80.00%，执行率 50.00%，执行落后 30.00 个百分点。"
    objective = progress_warnings(7, Decimal("0.90"), standard, objective_progress=Decimal("0.40"))
    assert "目标完成落后 50.00 个百分点" in objective[0].message


def test_a_warning_says_figures_count_and_source() -> None:
    line = progress_warnings(7, Decimal("0.39"), load_standard("cn-sc"))[0]
    assert line.message == "截至 7 月执行率 39.00%，低于截至 6 月的预警线 40.00%。"
    assert line.citation.evidence == "secondary"
    even = progress_warnings(7, Decimal("0.20"), load_standard("cn"))[0]
    assert even.trace == "7 ÷ 12 = 58.33%；58.33% − 20.00% = 38.33 个百分点"


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.integers(1, 12), st.decimals(0, 1, places=4), st.decimals(0, 1, places=4), st.sampled_from(["cn", "cn-sc"]))
def test_spending_more_never_warns_more(month: int, one: Decimal, other: Decimal, name: str) -> None:
    standard, (less, more) = load_standard(name), sorted((one, other))
    rank = {"attention": 1, "warning": 2}
    worst = [max((rank[said.level] for said in progress_warnings(month, rate, standard)), default=0) for rate in (less, more)]
    assert worst[0] >= worst[1]


def test_monitoring_looks_at_seven_months() -> None:
    assert monitored_until(2026, load_standard("cn")) == datetime.date(2026, 7, 31)


def test_a_year_has_twelve_months() -> None:
    with pytest.raises(NotAMonth, match="13 不是月份"):
        progress_warnings(13, Decimal(1), load_standard("cn"))
