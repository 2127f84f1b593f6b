"""A recomputed quantity: what people get from the printed figures, with every value it could really have.

The middle of a quotient of intervals is not the quotient of the printed numbers (0.03 ÷ 0.04 is 0.75, the middle of its interval
0.78); people are shown the first, proofs need the second. An :class:`Estimate` carries both.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from jiheng.model.figures import Figure
from jiheng.model.intervals import EXACT, Interval
from jiheng.model.record import Record


class Estimate(Record):
    """A value and the interval that certainly holds the true one."""

    value: Decimal
    interval: Interval

    @classmethod
    def exactly(cls, value: Decimal) -> Estimate:
        """A number that was not rounded."""
        return cls.model_construct(value=value, interval=Interval.point(value))

    @classmethod
    def printed(cls, figure: Figure, decimals: int | None = None) -> Estimate:
        """What a printed figure says; ``decimals`` when its column prints more of them and it dropped zeros."""
        return cls.model_construct(value=figure.value, interval=reading(figure, decimals))

    def __add__(self, other: Estimate) -> Estimate:
        return Estimate.model_construct(value=EXACT.add(self.value, other.value), interval=self.interval + other.interval)

    def __sub__(self, other: Estimate) -> Estimate:
        return Estimate.model_construct(value=EXACT.subtract(self.value, other.value), interval=self.interval - other.interval)

    def __mul__(self, other: Estimate) -> Estimate:
        return Estimate.model_construct(value=EXACT.multiply(self.value, other.value), interval=self.interval * other.interval)

    def __truediv__(self, other: Estimate) -> Estimate:
        """The quotient.

        Raises:
            ZeroDivisionError: the divisor may be zero.
        """
        if not other.value:
            raise ZeroDivisionError("the divisor is zero")
        return Estimate.model_construct(value=EXACT.divide(self.value, other.value), interval=self.interval / other.interval)

    def times(self, number: Decimal | int) -> Estimate:
        """The estimate times an exact number."""
        return self * Estimate.exactly(Decimal(number))

    def clamped(self, low: Decimal | None, high: Decimal | None) -> Estimate:
        """Value and interval moved into ``low``..``high``."""
        moved = Interval.point(self.value).clamped(low, high)
        return Estimate.model_construct(value=moved.low, interval=self.interval.clamped(low, high))


def reading(figure: Figure, decimals: int | None = None) -> Interval:
    """The values a given (not computed) figure can stand for.

    A whole number is taken at its word. A number with decimals was rounded at its last one; where its column prints more
    (``decimals``), it dropped zeros and was rounded there. See docs/decisions/0003.
    """
    places = max(figure.decimals, decimals or 0)
    if figure.exact or not places:
        return Interval.point(figure.value)
    half = Decimal(5).scaleb(-places - 1)
    return Interval.model_construct(low=figure.value - half, high=figure.value + half)


def summed(estimates: Iterable[Estimate]) -> Estimate:
    """The sum; zero for none."""
    result = Estimate.exactly(Decimal(0))
    for estimate in estimates:
        result = result + estimate
    return result
