"""Dates and periods as documents print them, possibly without day or month."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Final

from jiheng.model.figures import normal
from jiheng.model.record import Record


class PartialDate(Record):
    """A date of China's calendar; ``month`` and ``day`` are None when the paper does not say them."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> date | None:
        """The first day it can mean; None without a year."""
        return date(self.year, self.month or 1, self.day or 1) if self.year else None

    @property
    def last(self) -> date | None:
        """The last day it can mean; None without a year."""
        if not self.year:
            return None
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def text(self) -> str:
        """The date in Chinese."""
        parts = ((self.year, "年"), (self.month, "月"), (self.day, "日"))
        return "".join(f"{value}{name}" for value, name in parts if value)


_DATE: Final = re.compile(
    r"(?:于|在)?\s*(?:(?P<y>(?:19|20)\d{2})\s*[年./\-])?\s*(?:(?P<m>1[0-2]|0?[1-9])\s*(?:月份?|[./\-](?=\d))?)?\s*"
    r"(?:(?P<d>3[01]|[12]\d|0?[1-9])\s*[日号]?)?\s*(?P<tail>底|末|初|上旬|中旬|下旬|年底|年末)?\s*(?:之?以?前|之?内)?(?:完成|完工|竣工)?",
)


def read_date(text: str) -> PartialDate | None:
    """The date that is all the text says (``2023年12月底前``, ``2023-12-31``, ``11月底``, ``2024年底``), else None."""
    s = re.sub(r"\s+", "", normal(text))
    if not re.search(r"[年月日号]|\d{4}[./\-]\d{1,2}", s):
        return None
    match = _DATE.fullmatch(s)
    if not match or not (match["y"] or match["m"]):
        return None
    if not match["y"] and "月" not in s:
        return None
    if match["y"] and not match["m"] and re.fullmatch(r"(?:19|20)\d{2}年?", s) is None and not match["tail"]:
        return None
    year, month, day = (int(match[k]) if match[k] else None for k in ("y", "m", "d"))
    if day and month and year and day > calendar.monthrange(year, month)[1]:
        return None
    if match["y"] and not month and re.search(r"年[底末]", s):
        month = 12
    return PartialDate(year=year, month=month, day=day)
