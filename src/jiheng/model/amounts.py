"""Units of measure, conversion and rounding. The only place where printed units meet.

Rounding is half up (四舍五入), as Chinese fiscal documents round.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from jiheng.model.figures import Figure
from jiheng.model.intervals import EXACT, Interval

YUAN: Final = "元"
TEN_THOUSAND_YUAN: Final = "万元"
HUNDRED_MILLION_YUAN: Final = "亿元"
PERCENT: Final = "%"

#: Units of money, in yuan.
MONEY: Final[dict[str, Decimal]] = {
    "元": Decimal(1),
    "百元": Decimal(100),
    "千元": Decimal(1000),
    "万元": Decimal(10**4),
    "百万元": Decimal(10**6),
    "千万元": Decimal(10**7),
    "亿元": Decimal(10**8),
}

#: Families of units that convert into each other: unit -> (family, factor to the family's base unit).
CONVERTIBLE: Final[dict[str, tuple[str, Decimal]]] = {
    **{unit: ("money", factor) for unit, factor in MONEY.items()},
    "%": ("ratio", Decimal("0.01")),
    "‰": ("ratio", Decimal("0.001")),
    "": ("ratio", Decimal(1)),
    "分钟": ("duration", Decimal(1)),
    "小时": ("duration", Decimal(60)),
    "天": ("duration", Decimal(1440)),
    "日": ("duration", Decimal(1440)),
    "米": ("length", Decimal(1)),
    "千米": ("length", Decimal(1000)),
    "公里": ("length", Decimal(1000)),
    "平方米": ("area", Decimal(1)),
    "公顷": ("area", Decimal(10**4)),
    "平方公里": ("area", Decimal(10**6)),
    "千克": ("mass", Decimal(1)),
    "公斤": ("mass", Decimal(1)),
    "吨": ("mass", Decimal(1000)),
}


class IncompatibleUnits(ValueError):
    """Two units measure different things."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"计量单位「{one}」与「{other}」不能换算。")
        self.one, self.other = one, other


_MULTIPLIER: Final = re.compile(r"(十万|百万|千万|万|亿)(.*)", re.S)
_MULTIPLES: Final = {"十万": Decimal(10**5), "百万": Decimal(10**6), "千万": Decimal(10**7), "万": Decimal(10**4), "亿": Decimal(10**8)}


def is_money(unit: str) -> bool:
    """Whether the unit is one of money."""
    return unit in MONEY


def base_unit(unit: str) -> tuple[str, Decimal]:
    """The family or plain unit a printed unit counts in, and how many of it one printed unit is."""
    if unit in CONVERTIBLE:
        return CONVERTIBLE[unit]
    match = _MULTIPLIER.fullmatch(unit)
    if match is None:
        return f"={unit}", Decimal(1)
    family, times = base_unit(match[2]) if match[2] else ("ratio", Decimal(1))
    return family, times * _MULTIPLES[match[1]]


def factor(unit: str, into: str) -> Decimal:
    """How many ``into`` one ``unit`` is: 万元 into 元 is 10000.

    Raises:
        IncompatibleUnits: they measure different things.
    """
    if unit == into:
        return Decimal(1)
    (one, up), (other, down) = base_unit(unit), base_unit(into)
    if one != other:
        raise IncompatibleUnits(unit, into)
    return up / down


def comparable(one: str, other: str) -> bool:
    """Whether figures in these units can be compared after conversion."""
    try:
        factor(one, other)
    except IncompatibleUnits:
        return False
    return True


def interval(figure: Figure, into: str | None = None) -> Interval:
    """The interval behind a printed figure, in unit ``into`` (default: its own).

    Raises:
        IncompatibleUnits: the figure's unit does not convert.
    """
    if into is None or into == figure.unit:
        return figure.interval
    by = factor(figure.unit, into)
    return figure.interval * Interval.point(by)


#: More than rounding a quotient to the digits of EXACT can change it or its product with points; and the digits left before the point.
_SLIGHT: Final = Decimal("1e-40")
_LARGEST: Final = EXACT.prec + _SLIGHT.adjusted()


def half_up(value: Decimal, decimals: int = 2) -> Decimal:
    """``value`` rounded half up to ``decimals`` places.

    A third of 0.325 times three is a tie again: what an estimate's quotient lost to its own rounding does not decide.
    """
    if value.adjusted() < _LARGEST:
        value = value.quantize(_SLIGHT, context=EXACT)
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP, context=EXACT)


def text(value: Decimal, decimals: int | None = 2, *, grouped: bool = False) -> str:
    """``value`` for people: rounded half up; ``decimals=None`` keeps what is there without trailing zeros."""
    if decimals is None:
        plain = f"{value.normalize():f}"
        return f"{Decimal(plain):,f}" if grouped else plain
    rounded = half_up(value, decimals)
    return f"{rounded:,f}" if grouped else f"{rounded:f}"
