"""How an actual value stands to its target, and what the reason column says of it. Shared by the checks on reasons.

No check of its own; scoring is not its business. A comparison is made only where units meet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from jiheng.checks.prose import split_unit, units_agree, value_of
from jiheng.checks.wording import any_of, bare_name, grams, is_empty, squeezed
from jiheng.model import Direction, Form, Indicator, IndicatorCategory, IndicatorSubcategory, Interval, SelfEvaluationForm
from jiheng.regulation import Standard

_COSTS = (
    IndicatorSubcategory.COST,
    IndicatorSubcategory.ECONOMIC_COST,
    IndicatorSubcategory.SOCIAL_COST,
    IndicatorSubcategory.ECOLOGICAL_COST,
)


#: Characters that may follow the head of a name: 满意度（达到）.
_TAIL = 2
#: Pairs of characters that may be left over where words of a name meet other words.
_STRAY_PAIRS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """An actual against its target in one unit. ``ratio`` is actual ÷ target; ``is_met`` None when the direction is unknown."""

    target: Interval
    actual: Interval
    is_equal: bool
    is_met: bool | None
    direction: Direction | None
    ratio: Decimal | None

    @property
    def percent(self) -> str:
        """Actual ÷ target for people."""
        return "" if self.ratio is None else f"{self.ratio * 100:.2f}%"

    @property
    def is_good(self) -> bool:
        """Met, and better than the target."""
        return self.is_met is True and not self.is_equal


def is_cost(indicator: Indicator) -> bool:
    """Whether it stands among the cost indicators."""
    return indicator.category_key is IndicatorCategory.COST or indicator.subcategory_key in _COSTS


def meant_direction(indicator: Indicator, standard: Standard) -> Direction | None:
    """The direction its name means: at most for what should be small, at least for what should be great, None when it does not say."""
    name = bare_name(indicator)
    if any_of(standard.words("exempt_from_direction")).search(name):
        return None
    if _ends_with("smaller_is_better", name, standard):
        return Direction.AT_MOST
    if _ends_with("greater_is_better", name, standard):
        return Direction.AT_LEAST
    return Direction.AT_MOST if is_cost(indicator) else None


def _ends_with(lexicon: str, name: str, standard: Standard) -> bool:
    """Whether the head of the name, which stands at its end, is in the lexicon: 满意度, not 满意度问卷份数."""
    return any(match.end() >= len(name) - _TAIL for match in any_of(standard.words(lexicon)).finditer(name))


def is_reversed(indicator: Indicator, standard: Standard) -> bool:
    """Whether the printed sign is against what the name means (满意率 ≤): nothing follows from such a target."""
    printed = indicator.target.direction if indicator.target else None
    meant = meant_direction(indicator, standard)
    return meant is not None and printed is not None and printed is not Direction.EXACTLY and printed is not meant


def same_unit(indicator: Indicator, standard: Standard) -> bool:
    """Whether target and actual are printed in units that can be compared."""
    target, actual = indicator.target, indicator.actual
    if target is None or actual is None or target.figure is None or actual.figure is None:
        return False
    one, other = target.figure.unit, actual.figure.unit
    if one == other or not one or not other:
        return True
    if "%" in (one, other):
        return False
    return split_unit(one)[1] == split_unit(other)[1] or bool(units_agree(one, other, standard))


def deviation(indicator: Indicator, standard: Standard) -> Deviation | None:
    """The actual against the target; None when one of them is no number or the units differ."""
    target, actual = indicator.target, indicator.actual
    if target is None or actual is None or not same_unit(indicator, standard):
        return None
    wanted, reached = value_of(target), value_of(actual)
    if wanted is None or reached is None or target.figure is None or actual.figure is None:
        return None
    if bool(target.figure.unit) != bool(actual.figure.unit):
        plain = (target.figure.interval, actual.figure.interval)
        wanted, reached = plain if target.upper is None else (wanted, actual.figure.interval)
    one, other = _middle(wanted, ranged=target.upper is not None, against=reached), reached.middle
    direction = target.direction or meant_direction(indicator, standard)
    ratio = other / one if one > 0 else None
    return Deviation(
        target=wanted,
        actual=reached,
        is_equal=one == other,
        is_met=None if is_reversed(indicator, standard) else _met(one, other, direction, falls_short=_is_fixed(indicator, standard)),
        direction=direction,
        ratio=ratio,
    )


def _middle(wanted: Interval, *, ranged: bool, against: Interval) -> Decimal:
    """The target's number; of a range the end the actual passes, or the actual itself within it."""
    if not ranged:
        return wanted.middle
    return min(max(against.middle, wanted.low), wanted.high)


def _is_fixed(indicator: Indicator, standard: Standard) -> bool:
    """Whether an exact target (=600人, =100%) is not reached by less: quantities and qualities, but no money, which may be saved."""
    outputs = (IndicatorSubcategory.QUANTITY, IndicatorSubcategory.QUALITY)
    if indicator.subcategory_key not in outputs or meant_direction(indicator, standard) is Direction.AT_MOST:
        return False
    return indicator.target is not None and "元" not in (indicator.target.unit or "")


def _met(target: Decimal, actual: Decimal, direction: Direction | None, *, falls_short: bool) -> bool | None:
    if target == actual:
        return True
    if direction is Direction.EXACTLY and falls_short and actual < target:
        return False
    if direction is Direction.AT_LEAST:
        return actual > target
    if direction is Direction.AT_MOST:
        return actual < target
    return None


def lost_points(indicator: Indicator) -> bool:
    """Whether the score is less than the weight."""
    weight, score = indicator.weight, indicator.score
    return weight is not None and score is not None and score.value < weight.value


def denies(reason: str | None, standard: Standard) -> bool:
    """Whether the reason column says that there is no deviation."""
    return bool(reason) and any_of(standard.words("no_deviation")).fullmatch((reason or "").strip().rstrip("。.")) is not None


def has_reason(indicator: Indicator, standard: Standard) -> bool:
    """Whether the reason column explains something."""
    return not is_empty(indicator.deviation_reason) and not denies(indicator.deviation_reason, standard)


def has_reason_column(form: Form) -> bool:
    """Whether the form has a column of reasons, known by its header or by something, be it a dash, in any of its rows."""
    return "deviation_reason" in form.columns or any(
        indicator.deviation_reason is not None or "deviation_reason" in indicator.marks for indicator in form.indicators
    )


def is_self_evaluation(form: object) -> bool:
    """Whether actual values of a whole year stand in the form."""
    return isinstance(form, SelfEvaluationForm)


def says_nothing(indicator: Indicator, standard: Standard) -> bool:
    """Whether the reason is made of stock phrases (略有调整) and the indicator's own words."""
    reason = squeezed(indicator.deviation_reason)
    if any_of(standard.words("no_reason")).search(reason) is None:
        return False
    rest = any_of(standard.words("no_reason")).sub(" ", reason)
    rest = any_of(standard.words("no_reason_filler")).sub(" ", rest)
    rest = re.sub(r"[\d.,%％]+[\u4e00-\u9fff]{0,2}|\W+", " ", rest)
    own = grams(indicator.name, standard)
    left = [gram for run in rest.split() for gram in grams(run, standard) if gram not in own and len(gram) > 1]
    return len(left) <= _STRAY_PAIRS
