"""A number that enters a rule, with the words people know it by."""

from __future__ import annotations

from decimal import Decimal

from jiheng.model import Estimate, Record, amounts


class Operand(Record):
    """An estimate with its text for the trace (``8 亿元``)."""

    estimate: Estimate
    text: str

    @classmethod
    def points(cls, weight: Decimal) -> Operand:
        """A weight: exact by its nature."""
        return cls(estimate=Estimate.exactly(weight), text=amounts.text(weight, None))


def share_text(ratio: Decimal) -> str:
    """A ratio for a trace: at most two decimals of a percent, without needless zeros."""
    return f"{amounts.text(amounts.half_up(ratio * 100, 2), None)}%"


def points_text(value: Decimal) -> str:
    """Points for a trace."""
    return amounts.text(amounts.half_up(value, 2), None)
