"""Comparing printed figures as intervals, and writing the comparison down as a relation."""

from __future__ import annotations

from decimal import Decimal

from jiheng.model import Figure, Interval, Outcome, Relation
from jiheng.model import amounts


def outcome(stated: Interval, computed: Interval) -> Outcome:
    """*holds* when the middles agree at the coarser precision, *rounding* when only the intervals meet, else *fails*.

    ``stated`` is the interval behind the printed result, ``computed`` the interval of our recomputation.
    """
    if not stated.overlaps(computed):
        return Outcome.FAILS
    # The printed result is what rounding our middle value gives: no residue (尾差) is needed to explain it.
    return Outcome.HOLDS if stated.contains(computed.middle) else Outcome.ROUNDING


def relate(
    expression: str, stated: Figure, computed: Interval, paths: tuple[str, ...], *, slack: Decimal = Decimal(0), decimals: int | None = None
) -> Relation:
    """The relation "``stated`` should equal ``computed``" (both in the unit of ``stated``), with its outcome.

    ``slack`` is a tolerance of law beyond rounding (from the standard); ``decimals`` how our value is printed (default: as stated
    but at least two when it is not whole).
    """
    result = outcome(stated.interval.widened(slack), computed)
    shown = decimals if decimals is not None else max(stated.decimals, 2)
    return Relation(expression=expression, stated=stated.text, computed=shown_value(computed.middle, shown, stated.unit), outcome=result, paths=paths)


def shown_value(value: Decimal, decimals: int, unit: str = "") -> str:
    """Our value for people: rounded half up, whole numbers without needless zeros kept as printed."""
    rounded = amounts.text(value, decimals)
    return f"{rounded}%" if unit == "%" else rounded


def counted(expression: str, wrong: int, paths: tuple[str, ...]) -> Relation:
    """A yes/no relation (a unit that should match, a bound that should hold): stated is the number of violations, computed 0."""
    return Relation(
        expression=expression, stated=str(wrong), computed="0", outcome=Outcome.FAILS if wrong else Outcome.HOLDS, paths=paths
    )
