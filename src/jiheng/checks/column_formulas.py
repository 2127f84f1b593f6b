"""Which two columns of a table make a column of rates: told by the rows themselves, whatever the labels. No check of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from jiheng.checks.rates import stated_rate
from jiheng.checks.report_money import AMOUNTS, Money
from jiheng.model import Figure

#: So many rows, with so many different rates, must be a column divided by another.
_LEAST = 2
#: Nothing is divided that is plainly another number (percentage points).
_NEAR = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """The column divided and the column it is divided by."""

    part: str
    whole: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rated:
    row: int
    rate: Figure


def ratio_of(money: Money, key: str) -> Ratio | None:
    """The columns whose ratio most rows print under ``key``; None when no two columns explain two thirds of the rows."""
    rated = [_Rated(row=row, rate=stated_rate(figure)) for row in range(len(money.table.rows)) if (figure := money.figure(row, key))]
    if len({item.rate.value for item in rated}) < _LEAST:
        return None
    columns = list(money.table.columns)
    best: tuple[int, int, Ratio] | None = None
    for ratio in _pairs(money):
        held = [item.rate.value for item in rated if _is_ratio(money, item, ratio)]
        if len(set(held)) < _LEAST or len(held) * 3 < len(rated) * 2:
            continue
        distance = abs(columns.index(key) - columns.index(ratio.part)) + abs(columns.index(key) - columns.index(ratio.whole))
        if best is None or (len(held), -distance) > best[:2]:
            best = (len(held), -distance, ratio)
    return best[2] if best is not None else None


def _pairs(money: Money) -> Iterator[Ratio]:
    keys = money.keys(*AMOUNTS, "other")
    return (Ratio(part=part, whole=whole) for part in keys for whole in keys if part != whole)


def _is_ratio(money: Money, item: _Rated, ratio: Ratio) -> bool:
    part, whole = money.figure(item.row, ratio.part), money.figure(item.row, ratio.whole)
    if part is None or whole is None or not whole.value or abs(part.value / whole.value * 100 - item.rate.value) > _NEAR:
        return False
    one, other = money.estimate(item.row, ratio.part), money.estimate(item.row, ratio.whole)
    if one is None or other is None or other.interval.low <= 0 <= other.interval.high:
        return False
    return item.rate.interval.overlaps((one / other).times(100).interval)
