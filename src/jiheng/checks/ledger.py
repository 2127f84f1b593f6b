"""Comparing printed figures as intervals, and writing the comparison down as a relation.

*holds*: the printed result is what rounding our value gives. *rounding* (尾差): it is not, but values that round to the printed
figures exist for which it is right. *fails*: no such values exist; that is a proof. How a printed figure is read as an interval
is decided in docs/decisions/0003: results are rounded where they were printed, given whole numbers are taken at their word.
"""

from __future__ import annotations

from decimal import Decimal

from jiheng.model import Estimate, Figure, Interval, Outcome, Relation, amounts


def outcome(stated: Interval, computed: Interval | Estimate) -> Outcome:
    """What the comparison says; ``stated`` is the interval behind the printed result, ``computed`` our recomputation."""
    interval, value = (computed.interval, computed.value) if isinstance(computed, Estimate) else (computed, computed.middle)
    if not stated.overlaps(interval):
        return Outcome.FAILS
    # The printed result is what rounding our value gives: no residue (尾差) is needed to explain it.
    return Outcome.HOLDS if stated.contains(value) else Outcome.ROUNDING


def relate(
    expression: str,
    stated: Figure,
    computed: Interval | Estimate,
    paths: tuple[str, ...],
    *,
    slack: Decimal = Decimal(0),
    decimals: int | None = None,
    read_as: Interval | None = None,
) -> Relation:
    """The relation "``stated`` should equal ``computed``" (both in the unit of ``stated``), with its outcome.

    ``slack`` is a tolerance of law beyond rounding (from the standard); ``decimals`` how our value is printed (default: as stated
    but at least two); ``read_as`` replaces the interval behind ``stated`` where its column tells more about its rounding.
    """
    result = outcome((read_as or stated.interval).widened(slack), computed)
    value = computed.value if isinstance(computed, Estimate) else computed.middle
    shown = decimals if decimals is not None else max(stated.decimals, 2)
    return Relation(expression=expression, stated=stated.text, computed=shown_value(value, shown, stated.unit), outcome=result, paths=paths)


def fails(stated: Interval, computed: Interval | Estimate) -> bool:
    """Whether no reading of the printed figures makes them agree."""
    return outcome(stated, computed) is Outcome.FAILS


def shown_value(value: Decimal, decimals: int, unit: str = "") -> str:
    """Our value for people: rounded half up."""
    rounded = amounts.text(value, decimals)
    return f"{rounded}%" if unit == "%" else rounded


def percent(ratio: Decimal, decimals: int = 2) -> str:
    """A computed ratio for people: 0.1420 is 14.20%."""
    return f"{amounts.text(ratio * 100, decimals)}%"


def counted(expression: str, wrong: int, paths: tuple[str, ...]) -> Relation:
    """A yes/no relation (a unit that should match, a bound that should hold): stated is the number of violations, computed 0."""
    return Relation(expression=expression, stated=str(wrong), computed="0", outcome=Outcome.FAILS if wrong else Outcome.HOLDS, paths=paths)
