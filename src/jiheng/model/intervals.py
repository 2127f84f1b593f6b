"""Exact intervals of decimals: what a printed, rounded figure really says."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from typing import Final

from jiheng.model.record import Record


def _context(rounding: str) -> Context:
    return Context(prec=60, rounding=rounding, traps=[InvalidOperation, DivisionByZero, Overflow])


#: Wide enough for any sum or product of amounts, whatever context the caller has; only quotients are rounded.
EXACT: Final = _context(ROUND_HALF_EVEN)
#: The ends of an interval are rounded away from its middle, so that it never loses a possible value.
_DOWN: Final = _context(ROUND_FLOOR)
_UP: Final = _context(ROUND_CEILING)


class Interval(Record):
    """All values a quantity can have, both ends included.

    ``3,628.92`` printed with two decimals is ``[3628.915, 3628.925]``; an exact count is a point.
    """

    low: Decimal
    high: Decimal

    @classmethod
    def point(cls, value: Decimal) -> Interval:
        """The interval that holds just ``value``."""
        return cls.model_construct(low=value, high=value)

    @classmethod
    def between(cls, one: Decimal, other: Decimal) -> Interval:
        """The interval between two values given in any order."""
        return cls.model_construct(low=min(one, other), high=max(one, other))

    @property
    def middle(self) -> Decimal:
        """The value in the middle: the printed number itself for a printed figure."""
        return EXACT.divide(EXACT.add(self.low, self.high), Decimal(2))

    @property
    def width(self) -> Decimal:
        """High end less low end."""
        return EXACT.subtract(self.high, self.low)

    def overlaps(self, other: Interval) -> bool:
        """Whether some value lies in both."""
        return self.low <= other.high and other.low <= self.high

    def contains(self, value: Decimal) -> bool:
        """Whether ``value`` lies within."""
        return self.low <= value <= self.high

    def widened(self, slack: Decimal) -> Interval:
        """The interval with ``slack`` added at both ends."""
        return Interval.model_construct(low=_DOWN.subtract(self.low, slack), high=_UP.add(self.high, slack))

    def clamped(self, low: Decimal | None, high: Decimal | None) -> Interval:
        """Both ends moved into ``low``..``high``."""

        def fit(value: Decimal) -> Decimal:
            if low is not None and value < low:
                return low
            return high if high is not None and value > high else value

        return Interval.model_construct(low=fit(self.low), high=fit(self.high))

    def __add__(self, other: Interval) -> Interval:
        return Interval.model_construct(low=_DOWN.add(self.low, other.low), high=_UP.add(self.high, other.high))

    def __sub__(self, other: Interval) -> Interval:
        return Interval.model_construct(low=_DOWN.subtract(self.low, other.high), high=_UP.subtract(self.high, other.low))

    def __neg__(self) -> Interval:
        return Interval.model_construct(low=_DOWN.minus(self.high), high=_UP.minus(self.low))

    def __abs__(self) -> Interval:
        if self.low >= 0:
            return self
        if self.high <= 0:
            return -self
        return Interval.model_construct(low=Decimal(0), high=max(_UP.minus(self.low), self.high))

    def __mul__(self, other: Interval) -> Interval:
        return self._ends(other, Context.multiply)

    def __truediv__(self, other: Interval) -> Interval:
        """The quotient, rounded outward so that it never excludes a possible value.

        Raises:
            ZeroDivisionError: the divisor may be zero.
        """
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError("the divisor may be zero")
        return self._ends(other, Context.divide)

    def _ends(self, other: Interval, operation: Callable[[Context, Decimal, Decimal], Decimal]) -> Interval:
        pairs = [(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval.model_construct(low=min(operation(_DOWN, a, b) for a, b in pairs), high=max(operation(_UP, a, b) for a, b in pairs))


def total(intervals: list[Interval]) -> Interval:
    """The sum of intervals; zero for none."""
    result = Interval.point(Decimal(0))
    for interval in intervals:
        result = result + interval
    return result
