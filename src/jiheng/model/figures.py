"""A printed figure: the number, its unit, its decimals, and the interval it stands for.

Source of the idea: design.md, "A printed figure is an interval". Reading a number out of arbitrary text is
:func:`read_figure`; it accepts what official paper prints and refuses what a calculator would accept (1e400).
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import cached_property
from typing import Final

from pydantic import field_validator

from jiheng.model.intervals import Interval
from jiheng.model.record import Record


class Figure(Record):
    """A number as printed.

    ``value`` is in the printed unit (``95.90%`` is 95.90 with unit ``%``; ``1,234.5万元`` is 1234.5 with unit
    ``万元``). ``decimals`` counts printed decimals. ``exact`` marks figures that were not rounded by printing: a count,
    a weight, the full value behind a spreadsheet cell.
    """

    value: Decimal
    unit: str = ""
    decimals: int = 0
    raw: str = ""
    exact: bool = False

    @field_validator("value", mode="before")
    @classmethod
    def _no_float(cls, value: object) -> object:
        if isinstance(value, float):
            raise ValueError("a figure is never a float; write it as text")
        return value

    @field_validator("value")
    @classmethod
    def _finite(cls, value: Decimal) -> Decimal:
        if not value.is_finite() or abs(value.adjusted()) > 30:
            raise ValueError("not a number that paper prints")
        return value

    @cached_property
    def interval(self) -> Interval:
        """Every value that rounds (half up) to what is printed, in the printed unit."""
        if self.exact:
            return Interval.point(self.value)
        half = Decimal(5).scaleb(-self.decimals - 1)
        return Interval.model_construct(low=self.value - half, high=self.value + half)

    def as_exact(self) -> Figure:
        """The same figure taken at its word: not rounded by printing."""
        return self.model_copy(update={"exact": True})

    @property
    def text(self) -> str:
        """The number as printed, without thousands separators; a percent keeps its sign."""
        number = f"{self.value:.{max(self.decimals, 0)}f}"
        return f"{number}%" if self.unit == "%" else number

    @property
    def with_unit(self) -> str:
        """The number with its unit, for messages."""
        number = f"{self.value:.{max(self.decimals, 0)}f}"
        return f"{number}{self.unit}" if self.unit in ("%", "‰") else f"{number}{' ' if self.unit else ''}{self.unit}"


_NUMBER: Final = re.compile(r"(?P<number>[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<frac>\d+))?)(?P<unit>.*)", re.S)
#: Characters that print a minus, a dot or a percent sign in odd fonts and OCR.
_SPELLING: Final = str.maketrans(
    {"\u2212": "-", "\ufe63": "-", "\uff0d": "-", "\ufe6a": "%", "\u066a": "%", "\uff0e": ".", "\u00a0": " ", "\u3000": " "}
)
_UNIT_SPELLING: Final = {
    "百分比": "%",
    "百分之": "%",
    "人民币": "元",
    "\u33a1": "平方米",
    "m2": "平方米",
    "M2": "平方米",
    "km": "公里",
    "KM": "公里",
}
_UNIT: Final = re.compile(r"[^\d.,;:!?()<>=~]{0,12}")


def normal(text: str) -> str:
    """Text in one width, without odd minus signs; white space is kept."""
    return unicodedata.normalize("NFKC", text.replace("\u33a1", "平方米")).translate(_SPELLING)


def read_figure(text: str, *, unit: str = "", exact: bool = False) -> Figure | None:
    """The figure printed in ``text``, when the text is one number with at most a unit behind it.

    ``unit`` is the unit to assume when none is printed (from the header or the caption). Multipliers belong to the
    unit: ``550万粒`` is 550 in 万粒, as printed; :mod:`jiheng.model.amounts` converts.
    Returns None for anything else: dashes, words, ranges, two numbers.
    """
    spaced = normal(text).strip()
    match = _NUMBER.fullmatch(spaced)
    if not match:
        return None
    printed = re.sub(r"\s+", "", match["unit"])
    printed = _UNIT_SPELLING.get(printed, printed)
    if not _UNIT.fullmatch(printed):
        return None
    value = Decimal(match["number"].replace(",", ""))
    if value and abs(value.adjusted()) > 30:
        return None
    decimals = len(match["frac"] or "")
    return Figure.model_construct(value=value, unit=printed or unit, decimals=decimals, raw=text.strip(), exact=exact)
