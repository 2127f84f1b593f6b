"""What a row of a table says about an indicator: the columns of the inputs, and what they must be for a rule to score them.

The same questions as ``scoring/rules/quantities.py`` asks of one indicator, and the same answers: blank, zero and negative stay apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Final

from jiheng.model import Direction
from jiheng.scoring.columnar.expressions import Condition, Number, Quantity, choose, column, constant
from jiheng.scoring.rules.kind import INPUT_NAMES

#: Why a row is not scored: the condition, and ``input:problem``. The first that holds is told.
Reasons = tuple[tuple[Condition, str], ...]
#: Inputs that are numbers, by name; ``failed`` is a bit mask whose lowest bit is point 1.
NUMBERS: Final = ("weight", "target", "actual", "numerator", "denominator", "occurrences", "failed")


class ColumnMissing(ValueError):
    """A rule needs an input for which the table names no column."""

    def __init__(self, name: str) -> None:
        told = {"weight": "分值", "direction": "指标方向", "rule": "评分规则"}.get(name, INPUT_NAMES.get(name, name))
        super().__init__(f"评分规则需要「{told}」，数据表没有写明对应的列，请在 columns 中加上 {name}。")
        self.name = name


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A numeric column: its amounts are whole numbers ÷ 10^``decimals``, between ``low`` and ``high`` (in whole numbers).

    ``stored_scaled``: the column holds these whole numbers themselves; else it is a DECIMAL with so many decimals.
    ``percent``: 95.5 stands for 95.5 %.
    """

    name: str
    decimals: int = 0
    low: int
    high: int
    stored_scaled: bool = False
    percent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns of a table by input; ``direction`` and ``rule`` are columns of text."""

    numbers: Mapping[str, Column]
    direction: str | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Target and actual value of a row in one unit."""

    goal: Quantity
    done: Quantity
    reasons: Reasons


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A value that a rule looks at."""

    value: Quantity
    reasons: Reasons


@dataclass(frozen=True, slots=True)
class Row:
    """The inputs of a row as quantities. ``name`` gives the column that carries the whole numbers of an input."""

    columns: Columns
    quoted: str = field(default="_{}")

    def number(self, name: str) -> Number:
        """The whole numbers of an input.

        Raises:
            ColumnMissing: the table has none.
        """
        found = self.columns.numbers.get(name)
        if found is None:
            raise ColumnMissing(name)
        return column(self.quoted.format(name), found.low, found.high)

    def quantity(self, name: str) -> Quantity:
        """An input as a value."""
        top, found = self.number(name), self.columns.numbers[name]
        return Quantity(top=top, factor=Fraction(1, 10 ** (found.decimals + (2 if found.percent else 0))))

    def absent(self, name: str) -> tuple[Condition, str]:
        """The reason of a blank."""
        return Condition(widest=0, text=lambda dialect, _: f"{dialect.quoted(self.quoted.format(name))} IS NULL"), f"{name}:absent"

    def has(self, name: str) -> bool:
        """Whether the table has a column for the input."""
        return name in self.columns.numbers

    def any_failed(self, mask: int) -> Condition:
        """Whether one of the evaluation points in the mask failed."""
        return Condition(widest=0, text=lambda dialect, _: f"({dialect.quoted(self.quoted.format('failed'))} & {mask}) <> 0")

    @property
    def weight(self) -> Quantity:
        """The points available."""
        return self.quantity("weight")

    def directed(self, direction: Direction) -> Condition:
        """Whether the target's own direction is this one."""
        if self.columns.direction is None:
            raise ColumnMissing("direction")
        name = self.columns.direction
        return Condition(widest=0, text=lambda dialect, _: f"{dialect.quoted(name)} = '{direction.value}'")

    def undirected(self) -> tuple[Condition, str]:
        """The reason of a target without a direction."""
        if self.columns.direction is None:
            raise ColumnMissing("direction")
        name, known_ones = self.columns.direction, ", ".join(f"'{direction.value}'" for direction in Direction)
        return (
            Condition(widest=0, text=lambda dialect, _: f"COALESCE({dialect.quoted(name)}, '') NOT IN ({known_ones})"),
            "target:undirected",
        )

    def quotient(self) -> Looked:
        """Numerator ÷ denominator, the bottom above zero."""
        top, bottom = self.quantity("numerator"), self.quantity("denominator")
        zero, nothing = bottom.is_zero, constant(0)
        flipped = (
            choose([(bottom.is_negative, nothing - top.top)], top.top),
            choose([(bottom.is_negative, nothing - bottom.top)], bottom.top),
        )
        value = Quantity(top=flipped[0], bottom=flipped[1], factor=top.factor / bottom.factor)
        return Looked(value=value, reasons=(self.absent("numerator"), self.absent("denominator"), (zero, "denominator:zero")))

    def value(self) -> Looked:
        """The actual value, or the quotient where the table has no actual values."""
        if self.has("actual"):
            return Looked(value=self.quantity("actual"), reasons=(self.absent("actual"),))
        return self.quotient()

    def pair(self) -> Pair:
        """Target and actual value, none of them negative."""
        goal, looked = self.quantity("target"), self.value()
        asked = (self.absent("target"), (goal.is_negative, "target:negative"))
        return Pair(goal=goal, done=looked.value, reasons=(*asked, *looked.reasons, (looked.value.is_negative, "actual:negative")))

    def completion(self) -> Looked:
        """How much of the target is reached; 1 where nothing was asked and nothing can be divided."""
        both = self.pair()
        up, down = both.done / both.goal, both.goal / both.done
        if self.columns.direction is None:
            return Looked(value=_or_one(up), reasons=both.reasons)
        # Both quotients in the same units, so that a row can take the one or the other.
        most = self.directed(Direction.AT_MOST)
        tops = _scaled(up.top, up.factor.numerator), _scaled(down.top, down.factor.numerator)
        bottoms = _scaled(up.bottom, up.factor.denominator), _scaled(down.bottom, down.factor.denominator)
        value = Quantity(top=choose([(most, tops[1])], tops[0]), bottom=choose([(most, bottoms[1])], bottoms[0]))
        return Looked(value=_or_one(value), reasons=both.reasons)

    def looked_at(self, of: str) -> Looked:
        """The value itself, or the completion of the target."""
        return self.completion() if of == "completion" else self.value()

    def share(self, ratio: Quantity, rate_decimals: int | None = None) -> Number:
        """The cents of weight × ratio; ``rate_decimals``: the ratio is first rounded to so many decimals of a percent."""
        return (self.weight * rounded(ratio, rate_decimals)).units(100)

    @property
    def full(self) -> Number:
        """The cents of full points."""
        return self.weight.units(100)

    def part(self, share: Decimal | Fraction) -> Number:
        """The cents of a share of the weight."""
        return self.weight.times(share).units(100) if share else constant(0)


def _scaled(number: Number, factor: int) -> Number:
    return number * constant(factor)


def _or_one(value: Quantity) -> Quantity:
    """The value, 1 where its bottom is zero."""
    zero, unit = value.bottom.same(constant(0)), constant(1)
    top = choose([(zero, constant(value.factor.denominator))], _scaled(value.top, value.factor.numerator))
    bottom = choose([(zero, unit)], value.bottom)
    return Quantity(top=top, bottom=bottom, factor=Fraction(1, value.factor.denominator))


def rounded(ratio: Quantity, rate_decimals: int | None) -> Quantity:
    """The ratio rounded half up to so many decimals of a percent; None leaves it."""
    if rate_decimals is None:
        return ratio
    steps = 10 ** (rate_decimals + 2)
    return Quantity(top=ratio.units(steps), factor=Fraction(1, steps))
