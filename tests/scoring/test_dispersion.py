from __future__ import annotations

from decimal import Decimal

from jiheng.regulation import load_standard
from jiheng.scoring.dispersion import dispersion

CN = load_standard("cn")


def _of(*scores: str) -> dict[str, Decimal]:
    return {name: Decimal(score) for name, score in zip("abcdefg", scores, strict=False)}


def test_mean_spread_and_deviation_are_those_of_the_sample() -> None:
    found = dispersion(_of("8", "9", "10"), Decimal(10), CN)
    assert found is not None
    assert (found.count, found.mean, found.spread, found.deviation) == (3, Decimal("9.00"), Decimal(2), Decimal("1.00"))


def test_who_is_far_from_the_middle_stands_outside_and_nobody_else() -> None:
    found = dispersion(_of("9", "9", "3"), Decimal(10), CN)
    assert found is not None
    assert found.outside == ("c",)
    assert found.citations


def test_exactly_the_share_is_not_outside() -> None:
    found = dispersion(_of("8", "8", "6"), Decimal(10), CN)
    assert found is not None
    assert found.outside == ()


def test_two_scores_say_nothing_of_who_is_outside() -> None:
    found = dispersion(_of("10", "2"), Decimal(10), CN)
    assert found is not None
    assert found.outside == ()
    assert found.spread == Decimal(8)


def test_one_score_has_no_deviation_and_none_has_nothing() -> None:
    found = dispersion(_of("7"), Decimal(10), CN)
    assert found is not None
    assert found.deviation is None
    assert dispersion({}, Decimal(10), CN) is None
