"""Which rule an indicator row of a self-evaluation form has, and the points it gives.

The rule follows from the printed direction, the kind of target and the words of the actual value. Where the form does not say
enough (units that do not convert, no direction for a value that may be good or bad), there is no rule and nothing is scored.
"""

from __future__ import annotations

import re
from decimal import Decimal

from jiheng.model import Actual, Direction, Estimate, Figure, Indicator, IndicatorCategory, Record, Target, amounts
from jiheng.regulation import Standard
from jiheng.scoring.rules import Operand, at_least, at_most, by_deviation, by_level, exactly
from jiheng.scoring.rules.proportional import completion
from jiheng.scoring.trace import Points


class Judged(Record):
    """An indicator with the points its rule gives.

    ``others`` are results of rules that are as usual for such a row (a 「＝」 target exceeded). ``met`` says whether the target is
    reached, ``completion`` how much of it (1 at most), ``excess`` by how much of the target it is exceeded. ``sure`` is False
    when the form prints no direction and the usual one (more is better) was assumed.
    """

    weight: Decimal
    points: Points
    others: tuple[Points, ...] = ()
    met: bool
    completion: Estimate | None = None
    excess: Decimal = Decimal(0)
    direction: Direction | None = None
    sure: bool = True


def may_be_better_smaller(indicator: Indicator, standard: Standard) -> bool:
    """Whether less may be better by its name or class (cost, complaints, response time)."""
    if indicator.category_key is IndicatorCategory.COST or (indicator.subcategory_key or "").endswith("cost"):
        return True
    name = re.sub(r"[（(][^（()）]*[)）]", "", indicator.name)
    return any(re.search(pattern, name) for pattern in standard.words("perhaps_smaller_is_better"))


def pair(target: Target | None, actual: Actual | None) -> tuple[Figure, Figure] | None:
    """Target and actual value in one unit, the target's; None when either is not a plain number or they do not convert."""
    if target is None or actual is None or target.figure is None or actual.figure is None or actual.upper is not None:
        return None
    goal, done = target.figure, actual.figure
    if done.unit == goal.unit or (not done.unit and goal.unit != "%"):
        return goal, done.model_copy(update={"unit": goal.unit})
    if not done.unit:
        # A share beside a percent: 1 for 100 %, 0.95 for 95 %; 95 beside 100 % has merely lost its sign.
        scaled = done.value * 100 if 0 < done.value <= 1 and goal.value > 1 else done.value
        return goal, done.model_copy(update={"value": scaled, "unit": "%"})
    if not goal.unit or not amounts.comparable(done.unit, goal.unit):
        return None
    by = amounts.factor(done.unit, goal.unit)
    return goal, done.model_copy(update={"value": done.value * by, "unit": goal.unit})


def judge(indicator: Indicator, standard: Standard) -> Judged | None:
    """The points of a quantitative row, None when it has no rule."""
    numbers = pair(indicator.target, indicator.actual)
    if indicator.weight is None or indicator.target is None or indicator.actual is None or numbers is None:
        return None
    goal, done = numbers
    if goal.value < 0 or done.value < 0 or indicator.actual.approximate:
        return None
    target = Operand(estimate=Estimate.exactly(goal.value), text=goal.with_unit)
    actual = Operand(estimate=Estimate.printed(done), text=indicator.actual.figure.with_unit if indicator.actual.figure else "")
    weight = Operand.points(indicator.weight.value)
    direction, upper = indicator.target.direction, indicator.target.upper
    if upper is not None:
        return _within(weight, target, actual, upper) if direction in (None, Direction.AT_LEAST) else None
    if direction is None and not goal.value:
        return None
    if direction is None and done.value != goal.value and may_be_better_smaller(indicator, standard):
        return None
    return _by_direction(weight, target, actual, direction)


def _by_direction(weight: Operand, target: Operand, actual: Operand, direction: Direction | None) -> Judged | None:
    most = direction is Direction.AT_MOST
    rule = {Direction.AT_MOST: at_most, Direction.EXACTLY: exactly}.get(direction, at_least) if direction else at_least
    points = rule(weight, target, actual)
    if points is None:
        return None
    goal, done = target.estimate.value, actual.estimate.value
    gap = goal - done if most else done - goal
    others = by_deviation(weight, target, actual) if direction is Direction.EXACTLY and done > goal else None
    return Judged(
        weight=weight.estimate.value,
        points=points,
        others=(others,) if others else (),
        met=gap >= 0,
        completion=completion(most, target.estimate, actual.estimate),
        excess=max(gap / goal, Decimal(0)) if goal else Decimal(0),
        direction=direction,
        sure=direction is not None,
    )


def _within(weight: Operand, target: Operand, actual: Operand, upper: Figure) -> Judged | None:
    """A range as target: within it full, below it in proportion to its lower end, above it nobody says."""
    if actual.estimate.value > upper.value:
        return None
    return _by_direction(weight, target, actual, Direction.AT_LEAST)


LEVELS = ("fully", "achieved", "partly", "missed")


def level_of(indicator: Indicator, standard: Standard) -> str | None:
    """How far the words of the actual value say a qualitative target was reached: one of LEVELS, None when they do not say."""
    words = indicator.actual.words if indicator.actual else None
    if not words or (indicator.target is not None and indicator.target.is_quantitative):
        return None
    text = re.sub(r"\s+", "", words)
    for level, lexicon in zip(
        ("partly", "missed", "fully", "achieved"), ("partly_achieved", "not_achieved", "fully_achieved", "achieved_words"), strict=True
    ):
        if any(re.search(pattern, text) for pattern in standard.words(lexicon)):
            return level
    return None


def judge_words(indicator: Indicator, standard: Standard) -> tuple[str, Points] | None:
    """The level of a qualitative row and the range of points that goes with it."""
    level = level_of(indicator, standard)
    if level is None or indicator.weight is None or indicator.actual is None:
        return None
    weight, words = Operand.points(indicator.weight.value), re.sub(r"\s+", "", indicator.actual.words or "")
    if level == "fully":
        return level, by_level(weight, words, Decimal(1), Decimal(1))
    low, high = standard.parameter("qualitative_bands").value[level]
    return level, by_level(weight, words, low, high)
