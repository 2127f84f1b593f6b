"""A figure is what paper prints: the number, its unit and its decimals; anything else is none."""

from decimal import Decimal

import pytest
from pydantic import ValidationError

from jiheng.model import Figure, Interval, amounts, read_figure
from jiheng.model.places import Place, Source, SourceMap


@pytest.mark.parametrize(
    ("text", "value", "unit", "decimals"),
    [("1,234.50万元", "1234.50", "万元", 2), ("95.90％", "95.90", "%", 2), ("-3", "-3", "", 0), ("550万粒", "550", "万粒", 0)],
)
def test_numbers_are_read_as_printed(text: str, value: str, unit: str, decimals: int) -> None:
    found = read_figure(text)
    assert found is not None
    assert (found.value, found.unit, found.decimals) == (Decimal(value), unit, decimals)


@pytest.mark.parametrize("text", ["—", "3、5", "12-15", "1e400", "9" * 40, "有效提升", "3（含）以上，5以下"])
def test_what_is_no_number_or_no_printed_one_is_none(text: str) -> None:
    assert read_figure(text) is None


@pytest.mark.parametrize("value", [0.1, "NaN", "1e40"])
def test_a_figure_is_no_float_and_has_an_end(value: object) -> None:
    with pytest.raises(ValidationError):
        Figure.model_validate({"value": value})


def test_the_interval_behind_a_figure_is_told_in_another_unit() -> None:
    figure = Figure(value=Decimal("1.50"), unit="万元", decimals=2)
    assert amounts.interval(figure) == Interval(low=Decimal("1.495"), high=Decimal("1.505"))
    assert amounts.interval(figure, "元") == Interval(low=Decimal(14950), high=Decimal(15050))
    with pytest.raises(amounts.IncompatibleUnits, match="「万元」与「人」不能换算"):
        amounts.interval(figure, "人")


def test_a_field_without_a_source_has_that_of_what_it_belongs_to() -> None:
    row, later = Source(place=Place(block=3)), Source(place=Place(block=4))
    sources = SourceMap()
    assert sources.find("/indicators/0/score") is None
    sources.add("/indicators/0", row)
    sources.add("/indicators/0", later)
    assert sources.find("/indicators/0/score") is row
    assert dict(sources) == dict(sources.by_path) == {"/indicators/0": row}
