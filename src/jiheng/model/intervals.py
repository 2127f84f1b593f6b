"""Exact intervals of decimals: what a printed, rounded figure really says."""

from __future__ import annotations

from decimal import Context, Decimal, DivisionByZero, InvalidOperation, Overflow

from jiheng.model.record import Record

#: Wide enough for any sum of amounts; quotients are bounded outward below.
_EXACT = Context(prec=60, traps=[InvalidOperation, DivisionByZero, Overflow])
_OUTWARD = Decimal("1e-40")


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
        return (self.low + self.high) / 2

    @property
    def width(self) -> Decimal:
        """High end less low end."""
        return self.high - self.low

    def overlaps(self, other: Interval) -> bool:
        """Whether some value lies in both."""
        return self.low <= other.high and other.low <= self.high

    def contains(self, value: Decimal) -> bool:
        """Whether ``value`` lies within."""
        return self.low <= value <= self.high

    def widened(self, slack: Decimal) -> Interval:
        """The interval with ``slack`` added at both ends."""
        return Interval.model_construct(low=self.low - slack, high=self.high + slack)

    def clamped(self, low: Decimal | None, high: Decimal | None) -> Interval:
        """Both ends moved into ``low``..``high``."""

        def fit(value: Decimal) -> Decimal:
            if low is not None and value < low:
                return low
            return high if high is not None and value > high else value

        return Interval.model_construct(low=fit(self.low), high=fit(self.high))

    def __add__(self, other: Interval) -> Interval:
        return Interval.model_construct(low=self.low + other.low, high=self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval.model_construct(low=self.low - other.high, high=self.high - other.low)

    def __neg__(self) -> Interval:
        return Interval.model_construct(low=-self.high, high=-self.low)

    def __abs__(self) -> Interval:
        if self.low >= 0:
            return self
        if self.high <= 0:
            return -self
        return Interval.model_construct(low=Decimal(0), high=max(-self.low, self.high))

    def __mul__(self, other: Interval) -> Interval:
        ends = [_EXACT.multiply(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval.model_construct(low=min(ends), high=max(ends))

    def __truediv__(self, other: Interval) -> Interval:
        """The quotient, rounded outward so that it never excludes a possible value.

        Raises:
            ZeroDivisionError: the divisor may be zero.
        """
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError("the divisor may be zero")
        ends = [_EXACT.divide(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        low, high = min(ends), max(ends)
        if any(_EXACT.multiply(q, b) != a for q, a, b in self._quotients(other)):
            low, high = low - _OUTWARD, high + _OUTWARD
        return Interval.model_construct(low=low, high=high)

    def _quotients(self, other: Interval) -> list[tuple[Decimal, Decimal, Decimal]]:
        return [(_EXACT.divide(a, b), a, b) for a in (self.low, self.high) for b in (other.low, other.high)]


def total(intervals: list[Interval]) -> Interval:
    """The sum of intervals; zero for none."""
    result = Interval.point(Decimal(0))
    for interval in intervals:
        result = result + interval
    return result
