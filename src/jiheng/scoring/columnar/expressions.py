"""Exact whole-number expressions in SQL: each knows the range of its values, so that its integer type is chosen before anything runs.

A :class:`Number` is a text still to be written: for a dialect, in an integer type. A :class:`Quantity` is a quotient of numbers; it is
divided once, at the very end, half up. Nothing here computes: the engine does.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final


class RangeTooWide(ValueError):
    """Numbers that no integer type of the engine holds."""

    def __init__(self, widest: int, what: str = "中间结果") -> None:
        super().__init__(f"{what}最多达 {len(str(widest))} 位数，数据库的整数类型容纳不下，请改用较大的计量单位，或减少小数位后再算。")
        self.widest = widest


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How an engine writes what engines write differently: its integer types by the largest number they hold, and whole division."""

    name: str
    integers: tuple[tuple[str, int], ...]
    divided: str
    decimal_digits: int

    def integer(self, widest: int, what: str = "中间结果") -> str:
        """The narrowest integer type for numbers up to ``widest``, either sign.

        Raises:
            RangeTooWide: there is none.
        """
        for name, largest in self.integers:
            if widest <= largest:
                return name
        raise RangeTooWide(widest, what)

    def quoted(self, name: str) -> str:
        """A name as an identifier."""
        escaped = name.replace('"', '""')
        return f'"{escaped}"'


#: Integer overflow raises in DuckDB; ``//`` cuts toward zero. (Spark: BIGINT, DECIMAL(38,0) and DIV, with spark.sql.ansi.enabled.)
DUCKDB: Final = Dialect(name="duckdb", integers=(("BIGINT", 2**63 - 1), ("HUGEINT", 2**127 - 1)), divided="({} // {})", decimal_digits=38)

Text = Callable[[Dialect, str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A whole number in SQL, between ``low`` and ``high``; nothing it is computed from is larger than ``widest``."""

    low: int
    high: int
    widest: int
    text: Text

    @property
    def constant(self) -> int | None:
        """Its value when it has but one."""
        return self.low if self.low == self.high else None

    def sql(self, dialect: Dialect) -> str:
        """Its text in the narrowest type that holds every step."""
        return self.text(dialect, dialect.integer(self.widest))

    def __add__(self, other: Number) -> Number:
        return _made("({} + {})", (self, other), self.low + other.low, self.high + other.high)

    def __sub__(self, other: Number) -> Number:
        return _made("({} - {})", (self, other), self.low - other.high, self.high - other.low)

    def __mul__(self, other: Number) -> Number:
        if other.constant == 1:
            return self
        if self.constant == 1:
            return other
        ends = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return _made("({} * {})", (self, other), min(ends), max(ends))

    def __lt__(self, other: Number) -> Condition:
        return _compared("<", self, other)

    def __le__(self, other: Number) -> Condition:
        return _compared("<=", self, other)

    def __gt__(self, other: Number) -> Condition:
        return _compared(">", self, other)

    def __ge__(self, other: Number) -> Condition:
        return _compared(">=", self, other)

    def same(self, other: Number) -> Condition:
        """Whether both are equal."""
        return _compared("=", self, other)

    def divided(self, other: Number) -> Number:
        """The whole quotient, for numbers that are not negative (``other`` not zero): guarded by the caller."""
        high = max(self.high, 0)
        return Number(
            low=0,
            high=high,
            widest=max(self.widest, other.widest),
            text=lambda dialect, integer: dialect.divided.format(self.text(dialect, integer), other.text(dialect, integer)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Something true or false in SQL (or unknown, where a number is NULL)."""

    widest: int
    text: Text

    def sql(self, dialect: Dialect) -> str:
        """Its text in the narrowest type that holds every step."""
        return self.text(dialect, dialect.integer(self.widest))

    def __and__(self, other: Condition) -> Condition:
        return self._joined("AND", other)

    def __or__(self, other: Condition) -> Condition:
        return self._joined("OR", other)

    def _joined(self, word: str, other: Condition) -> Condition:
        return Condition(
            widest=max(self.widest, other.widest),
            text=lambda dialect, integer: f"({self.text(dialect, integer)} {word} {other.text(dialect, integer)})",
        )


def _made(template: str, parts: tuple[Number, ...], low: int, high: int) -> Number:
    if low == high and all(part.constant is not None for part in parts):
        return constant(low)
    return Number(
        low=low,
        high=high,
        widest=max(abs(low), abs(high), *(part.widest for part in parts)),
        text=lambda dialect, integer: template.format(*(part.text(dialect, integer) for part in parts)),
    )


def _compared(sign: str, one: Number, other: Number) -> Condition:
    return Condition(
        widest=max(one.widest, other.widest),
        text=lambda dialect, integer: f"{one.text(dialect, integer)} {sign} {other.text(dialect, integer)}",
    )


def constant(value: int) -> Number:
    """A number known beforehand."""
    return Number(low=value, high=value, widest=abs(value), text=lambda _dialect, _integer: str(value) if value >= 0 else f"({value})")


def column(name: str, low: int, high: int) -> Number:
    """A column of whole numbers, in the narrowest type of its own range; it is widened where an expression needs more."""
    widest = max(abs(low), abs(high))

    def text(dialect: Dialect, integer: str) -> str:
        quoted = dialect.quoted(name)
        return quoted if integer == dialect.integer(widest, f"「{name}」一列") else f"CAST({quoted} AS {integer})"

    return Number(low=low, high=high, widest=widest, text=text)


def always() -> Condition:
    """A condition that holds in every row."""
    return Condition(widest=0, text=lambda _dialect, _integer: "TRUE")


def choose(branches: Sequence[tuple[Condition, Number]], otherwise: Number) -> Number:
    """The number of the first branch whose condition holds, else ``otherwise``."""
    numbers = [number for _, number in branches] + [otherwise]

    def text(dialect: Dialect, integer: str) -> str:
        whens = " ".join(f"WHEN {condition.text(dialect, integer)} THEN {number.text(dialect, integer)}" for condition, number in branches)
        return f"CASE {whens} ELSE {otherwise.text(dialect, integer)} END"

    return Number(
        low=min(number.low for number in numbers),
        high=max(number.high for number in numbers),
        widest=max([number.widest for number in numbers] + [condition.widest for condition, _ in branches]),
        text=text,
    )


_ONE: Final = constant(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A value as ``top`` ÷ ``bottom`` × ``factor``, its bottom above zero wherever it is used."""

    top: Number
    bottom: Number = _ONE
    factor: Fraction = Fraction(1)

    def __mul__(self, other: Quantity) -> Quantity:
        return Quantity(top=self.top * other.top, bottom=self.bottom * other.bottom, factor=self.factor * other.factor)

    def __truediv__(self, other: Quantity) -> Quantity:
        """The quotient by a value above zero."""
        return Quantity(top=self.top * other.bottom, bottom=self.bottom * other.top, factor=self.factor / other.factor)

    def times(self, factor: Fraction | Decimal) -> Quantity:
        """The value times a number above zero that is known beforehand."""
        return Quantity(top=self.top, bottom=self.bottom, factor=self.factor * Fraction(factor))

    def __sub__(self, other: Quantity) -> Quantity:
        one, two = self._levelled(other)
        unit = Fraction(1, math.lcm(self.factor.denominator, other.factor.denominator))
        bottom = self.bottom if self.bottom is other.bottom else self.bottom * other.bottom
        return Quantity(top=one - two, bottom=bottom, factor=unit)

    def _levelled(self, other: Quantity) -> tuple[Number, Number]:
        """Both tops over one bottom, in whole units."""
        unit = math.lcm(self.factor.denominator, other.factor.denominator)
        one, two = self.top * constant(int(self.factor * unit)), other.top * constant(int(other.factor * unit))
        return (one, two) if self.bottom is other.bottom else (one * other.bottom, two * self.bottom)

    def _compared(self, other: Quantity) -> tuple[Number, Number]:
        ratio = self.factor / other.factor
        one, two = self.top * constant(ratio.numerator), other.top * constant(ratio.denominator)
        return (one, two) if self.bottom is other.bottom else (one * other.bottom, two * self.bottom)

    def __lt__(self, other: Quantity) -> Condition:
        one, two = self._compared(other)
        return one < two

    def __le__(self, other: Quantity) -> Condition:
        one, two = self._compared(other)
        return one <= two

    def __gt__(self, other: Quantity) -> Condition:
        return other < self

    def __ge__(self, other: Quantity) -> Condition:
        return other <= self

    def same(self, other: Quantity) -> Condition:
        """Whether both values are equal."""
        one, two = self._compared(other)
        return one.same(two)

    @property
    def is_negative(self) -> Condition:
        """Whether it is below zero."""
        return self.top < constant(0)

    @property
    def is_zero(self) -> Condition:
        """Whether it is zero."""
        return self.top.same(constant(0))

    def units(self, per_one: int) -> Number:
        """The value counted in units of which ``per_one`` make 1, half up; for values that are not negative."""
        factor = self.factor * per_one
        top, bottom = self.top * constant(factor.numerator), self.bottom * constant(factor.denominator)
        if bottom.constant == 1:
            return top
        if bottom.constant is not None and bottom.constant % 2 == 0:
            return (top + constant(bottom.constant // 2)).divided(bottom)
        return (constant(2) * top + bottom).divided(constant(2) * bottom)

    def whole(self, *, up: bool) -> Number:
        """The whole number below or (``up``) above, itself when it is whole; for values that are not negative."""
        top, bottom = self.top * constant(self.factor.numerator), self.bottom * constant(self.factor.denominator)
        if bottom.constant == 1:
            return top
        return (top + bottom - constant(1)).divided(bottom) if up else top.divided(bottom)


def known(value: Decimal | Fraction | int) -> Quantity:
    """A value known beforehand."""
    fraction = Fraction(value)
    return Quantity(top=constant(fraction.numerator), factor=Fraction(1, fraction.denominator))
