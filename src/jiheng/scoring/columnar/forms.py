"""The columnar form of each numeric rule kind: one expression a kind, beside the kind's own ``score``, which is the oracle.

Kinds that need words, dates or parts of their own (graded opinion, on time, composed rules, bonus items) have none: Python scores
them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from jiheng.model import Direction
from jiheng.scoring.columnar.expressions import Condition, Number, Quantity, always, choose, constant, known
from jiheng.scoring.columnar.row import Reasons, Row, rounded
from jiheng.scoring.rules.kind import RuleKind
from jiheng.scoring.rules.kinds.all_or_nothing import AllOrNothing
from jiheng.scoring.rules.kinds.at_least import AtLeast
from jiheng.scoring.rules.kinds.at_most import AtMost
from jiheng.scoring.rules.kinds.bands import Band, Bands
from jiheng.scoring.rules.kinds.by_deviation import ByDeviation
from jiheng.scoring.rules.kinds.by_rate import ByRate
from jiheng.scoring.rules.kinds.capped import Capped
from jiheng.scoring.rules.kinds.check_list import CheckList
from jiheng.scoring.rules.kinds.count_ratio import CountRatio
from jiheng.scoring.rules.kinds.exactly import Exactly
from jiheng.scoring.rules.kinds.over_fulfilment import OverFulfilment
from jiheng.scoring.rules.kinds.pass_line import PassLine
from jiheng.scoring.rules.kinds.per_occurrence import PerOccurrence
from jiheng.scoring.rules.kinds.proportional import Proportional
from jiheng.scoring.rules.kinds.threshold_slide import ThresholdSlide

NOTHING: Final = constant(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """The cents a row earns, and the reasons for which it is not scored; the cents hold only where no reason does."""

    cents: Number
    reasons: Reasons


class NoColumnarForm(ValueError):
    """A rule that only Python scores."""

    def __init__(self, rule: RuleKind) -> None:
        super().__init__(f"评分规则「{rule.title}」（{rule.kind}）不能在数据库中批量计分，请用 jiheng score 逐份计分。")
        self.rule = rule


def _at_least(rule: AtLeast, row: Row) -> Scored:
    both = row.pair()
    cents = choose([(both.done >= both.goal, row.full)], row.share(both.done / both.goal, rule.rate_decimals))
    return Scored(cents=cents, reasons=both.reasons)


def _at_most(rule: AtMost, row: Row) -> Scored:
    both = row.pair()
    cents = choose([(both.done <= both.goal, row.full)], row.share(both.goal / both.done, rule.rate_decimals))
    return Scored(cents=cents, reasons=both.reasons)


def _exactly(rule: Exactly, row: Row) -> Scored:
    both = row.pair()
    goal, done, reasons = both.goal, both.done, both.reasons
    below = (done < goal, row.share(done / goal))
    if rule.above == "full":
        return Scored(cents=choose([below], row.full), reasons=reasons)
    met = (done.same(goal), row.full)
    if rule.above == "nothing":
        return Scored(cents=choose([below, met], NOTHING), reasons=reasons)
    if rule.above == "proportional":
        return Scored(cents=choose([below, met], row.share(goal / done)), reasons=reasons)
    reasons = (*reasons, (goal.is_zero & (done > goal), "target:zero"))
    return Scored(cents=choose([below, met, *_kept_above(goal, done, row)], NOTHING), reasons=reasons)


def _kept_above(goal: Quantity, done: Quantity, row: Row) -> list[tuple[Condition, Number]]:
    """What a value above the target keeps: weight × (2 × target − actual) ÷ target while that is above nothing."""
    double = goal.times(Fraction(2))
    return [(done < double, row.share((double - done) / goal))]


def _by_deviation(_: ByDeviation, row: Row) -> Scored:
    both = row.pair()
    goal, done = both.goal, both.done
    cents = choose([(done <= goal, row.share(done / goal)), *_kept_above(goal, done, row)], NOTHING)
    return Scored(cents=cents, reasons=(*both.reasons, (goal.is_zero, "target:zero")))


def _over_fulfilment(rule: OverFulfilment, row: Row) -> Scored:
    both = row.pair()
    goal, done = both.goal, both.done
    limit = goal.times(1 + Fraction(rule.limit))
    cents = choose([(done < goal, row.share(done / goal)), (done < limit, row.full)], row.part(rule.beyond))
    return Scored(cents=cents, reasons=(*both.reasons, (goal.is_zero, "target:zero")))


def _proportional(rule: Proportional, row: Row) -> Scored:
    least, most = AtLeast(rate_decimals=rule.rate_decimals), AtMost(rate_decimals=rule.rate_decimals)
    if rule.direction is Direction.EXACTLY:
        return _exactly(Exactly(), row)
    if rule.direction is not None:
        return _at_most(most, row) if rule.direction is Direction.AT_MOST else _at_least(least, row)
    by_direction = [
        (row.directed(Direction.AT_MOST), _at_most(most, row).cents),
        (row.directed(Direction.EXACTLY), _exactly(Exactly(), row).cents),
    ]
    scored = _at_least(least, row)
    return Scored(cents=choose(by_direction, scored.cents), reasons=(row.absent("target"), row.undirected(), *scored.reasons))


def _all_or_nothing(rule: AllOrNothing, row: Row) -> Scored:
    both = row.pair()
    met = {
        Direction.AT_LEAST: both.done >= both.goal,
        Direction.AT_MOST: both.done <= both.goal,
        Direction.EXACTLY: both.done.same(both.goal),
    }
    if rule.direction is not None:
        return Scored(cents=choose([(met[rule.direction], row.full)], row.part(rule.otherwise)), reasons=both.reasons)
    branches = [(row.directed(direction) & condition, row.full) for direction, condition in met.items()]
    return Scored(cents=choose(branches, row.part(rule.otherwise)), reasons=(*both.reasons, row.undirected()))


def _bands(rule: Bands, row: Row) -> Scored:
    looked = row.looked_at(rule.of)
    branches = [(_holds(band, looked.value), _earned(band, row)) for band in rule.bands]
    return Scored(cents=choose(branches, NOTHING), reasons=looked.reasons)


def _holds(band: Band, value: Quantity) -> Condition:
    tests = [
        *([value >= known(band.at_least)] if band.at_least is not None else []),
        *([value > known(band.above)] if band.above is not None else []),
        *([value <= known(band.at_most)] if band.at_most is not None else []),
        *([value < known(band.below)] if band.below is not None else []),
    ]
    found = tests[0] if tests else always()
    for test in tests[1:]:
        found = found & test
    return found


def _earned(band: Band, row: Row) -> Number:
    if band.points is None:
        return row.part(band.share or Decimal(0))
    return choose([(row.weight < known(band.points), row.full)], known(band.points).units(100))


def _by_rate(rule: ByRate, row: Row) -> Scored:
    looked = row.value()
    rate = rounded(looked.value, rule.rate_decimals)
    branches = [(looked.value.is_negative, NOTHING)]
    if rule.floor is not None:
        branches.append((rate < known(rule.floor), NOTHING))
    branches.append((rate >= known(1), row.full))
    return Scored(cents=choose(branches, row.share(rate)), reasons=looked.reasons)


def _pass_line(rule: PassLine, row: Row) -> Scored:
    looked = row.completion() if row.has("target") else row.value()
    line, value = known(rule.line), looked.value
    share = row.share((value - line).times(1 / (1 - Fraction(rule.line))))
    return Scored(cents=choose([(value < line, NOTHING), (value >= known(1), row.full)], share), reasons=looked.reasons)


def _threshold_slide(rule: ThresholdSlide, row: Row) -> Scored:
    looked = row.looked_at(rule.of)
    value, limit = looked.value, known(rule.limit)
    if rule.magnitude:
        top = choose([(value.is_negative, constant(0) - value.top)], value.top)
        value = Quantity(top=top, bottom=value.bottom, factor=value.factor)
    least = rule.direction is Direction.AT_LEAST
    inside = value >= limit if least else value <= limit
    steps = (limit - value if least else value - limit).times(1 / Fraction(rule.step))
    if rule.steps != "proportional":
        steps = Quantity(top=steps.whole(up=rule.steps == "started"))
    lost = steps.times(rule.lost)
    return Scored(cents=choose([(inside, row.full), (lost >= row.weight, NOTHING)], (row.weight - lost).units(100)), reasons=looked.reasons)


def _count_ratio(rule: CountRatio, row: Row) -> Scored:
    looked = row.quotient()
    share = row.share(looked.value.times(1 / Fraction(rule.full_from)))
    cents = choose([(looked.value >= known(rule.full_from), row.full)], share)
    return Scored(cents=cents, reasons=(*looked.reasons, (looked.value.is_negative, "numerator:negative")))


def _per_occurrence(rule: PerOccurrence, row: Row) -> Scored:
    times = row.quantity("occurrences")
    lost = times.times(rule.lost)
    branches: list[tuple[Condition, Number]] = []
    if rule.most is not None:
        most = known(rule.most)
        branches.append(((lost >= most) & (most < row.weight), (row.weight - most).units(100)))
    branches.append((lost >= row.weight, NOTHING))
    negative = (times.is_negative, "occurrences:negative")
    return Scored(cents=choose(branches, (row.weight - lost).units(100)), reasons=(row.absent("occurrences"), negative))


def _check_list(rule: CheckList, row: Row) -> Scored:
    failed, count = row.number("failed"), len(rule.points)
    losses = [Fraction(rule.each)] * count if rule.each is not None else list(rule.shares)
    unit = math.lcm(*(loss.denominator for loss in losses))
    bits = [row.any_failed(1 << place) for place in range(count)]
    lost = Quantity(
        top=_total([choose([(bit, constant(int(loss * unit)))], constant(0)) for bit, loss in zip(bits, losses, strict=True)]),
        factor=Fraction(1, unit),
    )
    lost = lost if rule.each is not None else row.weight * lost
    vetoes = sum(1 << place for place, point in enumerate(rule.points) if point.veto)
    branches = [(row.any_failed(vetoes), NOTHING)] if vetoes else []
    branches.append((lost >= row.weight, NOTHING))
    unknown = ((failed < constant(0)) | (failed >= constant(1 << count)), "failed:unknown")
    return Scored(cents=choose(branches, (row.weight - lost).units(100)), reasons=(row.absent("failed"), unknown))


def _total(numbers: Sequence[Number]) -> Number:
    found = numbers[0]
    for number in numbers[1:]:
        found = found + number
    return found


def _capped(rule: Capped, row: Row) -> Scored:
    # Rounding half up keeps order, so that bounds may be applied to cents.
    scored = columnar(rule.ready, row)
    low, high = row.part(rule.least), row.part(rule.most)
    return Scored(cents=choose([(scored.cents < low, low), (scored.cents > high, high)], scored.cents), reasons=scored.reasons)


FORMS: Final[dict[type[RuleKind], Callable[[Any, Row], Scored]]] = {
    AllOrNothing: _all_or_nothing,
    AtLeast: _at_least,
    AtMost: _at_most,
    Bands: _bands,
    ByDeviation: _by_deviation,
    ByRate: _by_rate,
    Capped: _capped,
    CheckList: _check_list,
    CountRatio: _count_ratio,
    Exactly: _exactly,
    OverFulfilment: _over_fulfilment,
    PassLine: _pass_line,
    PerOccurrence: _per_occurrence,
    Proportional: _proportional,
    ThresholdSlide: _threshold_slide,
}


def columnar(rule: RuleKind, row: Row) -> Scored:
    """The cents of a rule for the rows of a table.

    Raises:
        NoColumnarForm: only Python scores this kind.
        ColumnMissing: the table has no column for one of its inputs.
    """
    form = FORMS.get(type(rule))
    if form is None:
        raise NoColumnarForm(rule)
    scored = form(rule, row)
    weight = row.weight
    return Scored(cents=scored.cents, reasons=(row.absent("weight"), (weight.is_negative, "weight:negative"), *scored.reasons))
