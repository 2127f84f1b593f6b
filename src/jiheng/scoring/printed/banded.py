"""Bands of a value: ≥95% earns 10, 80%—95% earns 8, below 60% nothing. Also one bound with full marks or nothing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from jiheng.scoring.printed.awards import Award, Gives
from jiheng.scoring.printed.conditions import Condition, When
from jiheng.scoring.printed.formulas import is_completion
from jiheng.scoring.printed.reading import Item, Reading
from jiheng.scoring.printed.wording import decimal

_GOAL_NAMES = ("实际完成值", "完成值", "实际值", "指标值", "实际完成", "实际")


def read(items: tuple[Item, ...]) -> Reading | None:
    """The rule when every clause is a band of one value."""
    if len(items) < 2 or any(item.only is None for item in items):
        return None
    if not all(item.gives(Gives.FULL, Gives.ZERO, Gives.POINTS, Gives.SHARE, Gives.PROPORTION) for item in items):
        return None
    ranges = [item.only for item in items if item.only and item.only.when is When.RANGE]
    first, last = items[0], items[-1]
    at_top = first.asks(When.MET) and not first.gives(Gives.ZERO)
    rest = last.asks(When.ELSE) and len(items) - len(ranges) == 1 + at_top
    if len(ranges) + at_top + rest != len(items) or not ranges:
        return None
    subjects = {one.subject for one in ranges if one.subject}
    units = {one.unit for one in ranges if one.unit}
    if len(subjects) > 1 or len(units) > 1 or any(item.award.low != item.award.high for item in items):
        return None
    subject = next(iter(subjects), "")
    unit = next(iter(units), "")
    completion = is_completion(subject) or (at_top and unit == "%")
    if at_top and unit != "%":
        return None
    return _reading(items, subject, unit, completion=completion)


def _reading(items: tuple[Item, ...], subject: str, unit: str, *, completion: bool) -> Reading | None:
    bands: list[dict[str, Any]] = []
    proportional: tuple[Decimal | None, Decimal | None] | None = None
    scale = Decimal(100) if unit == "%" else Decimal(1)
    for item in items:
        one = item.only
        if one is None:
            return None
        if item.gives(Gives.PROPORTION):
            if proportional is not None or one.when is not When.RANGE or unit != "%":
                return None
            proportional = (one.low, one.high)
            continue
        bounds = {} if one.when is When.ELSE else {"at_least": Decimal(1)} if one.when is When.MET else _bounds(one, scale)
        if completion and one.low == one.high == scale:
            bounds.pop("at_most", None)  # 完成 100% 是做完了，不是恰好
        bands.append(bounds | _earns(item.award))
    points = [band["points"] for band in bands if band.get("points")]
    if points and any("share" in band and band["share"] not in (0, 1) for band in bands):
        return None
    parameters: dict[str, Any] = {"bands": bands}
    if completion:
        parameters["of"] = "completion"
    if unit != "%" and not completion:
        parameters["plain_numbers"] = True
    if subject:
        parameters["name"] = subject
    top = max(points) if points and not any(band.get("share") == 1 for band in bands) else None
    named = "" if subject in _GOAL_NAMES or completion else subject
    loose = any(not one.sure for item in items for one in item.conditions)
    return Reading(kind="bands", parameters=parameters, subject=named, top=top, proportional=proportional, loose=loose)


def _bounds(one: Condition, scale: Decimal) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    if one.low is not None:
        found["at_least" if one.low_included else "above"] = one.low / scale
    if one.high is not None:
        found["at_most" if one.high_included else "below"] = one.high / scale
    return found


def _earns(award: Award) -> dict[str, Decimal]:
    if award.gives is Gives.POINTS:
        return {"points": decimal(award.low)}
    return {"share": Decimal(1) if award.gives is Gives.FULL else Decimal(0) if award.gives is Gives.ZERO else decimal(award.low)}
