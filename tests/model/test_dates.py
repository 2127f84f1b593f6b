"""Dates as documents print them: what is not said stays unsaid, what is no date stays none."""

import datetime

import pytest

from jiheng.model import PartialDate
from jiheng.model.dates import read_date


@pytest.mark.parametrize(
    ("text", "said", "first", "last"),
    [
        ("2023年12月31日", "2023年12月31日", "2023-12-31", "2023-12-31"),
        ("2023-12-31", "2023年12月31日", "2023-12-31", "2023-12-31"),
        ("2024年2月底前完成", "2024年2月", "2024-02-01", "2024-02-29"),
        ("2024年底", "2024年12月", "2024-12-01", "2024-12-31"),
        ("2024年", "2024年", "2024-01-01", "2024-12-31"),
        ("11月底", "11月", None, None),
    ],
)
def test_a_date_says_from_when_to_when_it_can_be(text: str, said: str, first: str | None, last: str | None) -> None:
    found = read_date(text)
    assert found is not None
    assert found.text == said
    assert found.first == (datetime.date.fromisoformat(first) if first else None)
    assert found.last == (datetime.date.fromisoformat(last) if last else None)


@pytest.mark.parametrize("text", ["50公里", "完成", "2023年2月30日", "31日", "3-5", "1周1次", "2023年12月31日和30日", "2024年3日"])
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    assert read_date(text) is None


def test_a_date_without_a_year_has_no_days() -> None:
    assert PartialDate(month=3).last is None
