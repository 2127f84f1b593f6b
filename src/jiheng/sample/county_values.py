"""Figures of the sample county: plausible actual values, unit costs, points by rule. No randomness beyond the given generator."""

from __future__ import annotations

import random
from decimal import ROUND_CEILING, Decimal
from typing import Final

from jiheng.model import Actual, Direction, Figure, Target, read_actual, read_target
from jiheng.model.amounts import half_up, text

_PERCENT: Final = Decimal(100)


def choose_actual(target: Target, chance: random.Random) -> str:
    """An actual value that reaches the target without much overshooting it, as printed (without a sign)."""
    figure = target.figure
    assert figure is not None, f"only figures can be chosen: {target.raw}"
    if target.direction is Direction.AT_LEAST:
        value, decimals = _above(figure, chance)
    elif target.direction is Direction.AT_MOST:
        value, decimals = _below(figure, chance)
    else:
        value, decimals = figure.value, figure.decimals
    return f"{text(value, decimals)}{figure.unit}"


def _above(figure: Figure, chance: random.Random) -> tuple[Decimal, int]:
    if figure.unit == "%":
        room = min(_PERCENT - figure.value, Decimal(5), figure.value / 10)
        if room <= 0:
            return figure.value, figure.decimals
        share = Decimal(chance.randint(20, 80)) / 100
        return max(figure.value + room * share, figure.value + Decimal("0.3")).quantize(Decimal("0.1")), 1
    step = Decimal(1).scaleb(-figure.decimals)
    if chance.random() < 0.45 or figure.value < step * 12:
        return figure.value, figure.decimals
    more = half_up(figure.value * Decimal(chance.randint(4, 70)) / 1000, figure.decimals)
    return figure.value + max(more, step), figure.decimals


def _below(figure: Figure, chance: random.Random) -> tuple[Decimal, int]:
    step = Decimal(1).scaleb(-figure.decimals)
    if figure.value <= step * 2:
        return figure.value, figure.decimals
    less = half_up(figure.value * Decimal(chance.randint(20, 120)) / 1000, figure.decimals)
    return figure.value - less, figure.decimals


def share_out(whole: int, count: int) -> list[int]:
    """``whole`` points over ``count`` indicators in whole numbers, the first ones getting the rest."""
    if not count:
        return []
    base, rest = divmod(whole, count)
    return [base + (1 if index < rest else 0) for index in range(count)]


def completion(target: Target, actual: Actual) -> Decimal | None:
    """Actual by target (target by actual when less is better); None when it is no matter of numbers."""
    if target.figure is None or actual.figure is None:
        return None
    planned, done = target.figure.value, actual.figure.value
    if target.direction is Direction.AT_MOST:
        return Decimal(1) if done <= planned else planned / done
    return done / planned if planned else Decimal(1)


def points(target: Target, actual: Actual, weight: Decimal) -> Decimal:
    """Points by the proportional rule: all when met, else in proportion, half up to two decimals."""
    share = completion(target, actual)
    return weight if share is None or share >= 1 else half_up(weight * share)


def derived_rate(target: Target, actual: Actual) -> str:
    """The rate of completion of a count, capped at 100 %."""
    share = completion(target, actual) or Decimal(1)
    return f"{text(half_up(min(share, Decimal(1)) * 100, 1), 1)}%"


def cost_per_unit(adjusted: Decimal, executed: Decimal, target: Target, actual: Actual, unit: str) -> tuple[Target, Actual]:
    """Planned and actual cost of one unit of a quantity; in 元 where 万元 would leave too few digits."""
    assert target.figure is not None
    assert actual.figure is not None
    name = unit or f"万元/{target.figure.unit}"
    planned, done = adjusted / target.figure.value, executed / actual.figure.value
    if planned < 1 or name.startswith("元"):
        name = name if name.startswith("元") else name.removeprefix("万")
        planned, done = planned * 10000, done * 10000
    decimals = 1 if planned < 100 else 0
    ceiling = planned.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_CEILING)
    return read_target(f"≤{text(ceiling, decimals)}{name}"), read_actual(f"{text(half_up(done, 2), 2)}{name}")
