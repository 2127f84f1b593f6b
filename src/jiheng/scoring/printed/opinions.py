"""Graded opinions, on time or late, met or not: rules that a word or a date decides."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from jiheng.scoring.printed.awards import Award, Gives
from jiheng.scoring.printed.conditions import When
from jiheng.scoring.printed.levels import Rank
from jiheng.scoring.printed.reading import Item, Reading
from jiheng.scoring.printed.wording import decimal

_PAYS = (Gives.FULL, Gives.POINTS, Gives.SHARE, Gives.ZERO)


def read(items: tuple[Item, ...]) -> Reading | None:
    """The rule when every clause belongs to it."""
    return _on_time(items) or _opinion(items) or _yes_no(items)


def _opinion(items: tuple[Item, ...]) -> Reading | None:
    graded = [item for item in items if item.only is not None and item.only.level and item.gives(*_PAYS)]
    rest = len(items) - len(graded)
    if rest and not (rest == 1 and items[-1].asks(When.ELSE) and items[-1].gives(Gives.ZERO)):
        return None
    ranks = [item.only.rank for item in graded if item.only]
    if len(graded) < 2 or (Rank.MIDDLE not in ranks) or len({item.only.level for item in graded if item.only}) != len(graded):
        return None
    levels: list[dict[str, Any]] = []
    for item in graded:
        if item.gives(Gives.POINTS) and item.award.low != item.award.high:
            levels.append({"name": _level(item), "points_low": decimal(item.award.low), "points_high": decimal(item.award.high)})
        else:
            levels.append({"name": _level(item)} | _earns(item.award))
    points = [level[key] for level in levels for key in ("points", "points_high") if level.get(key)]
    top = max(points) if points else None
    if any("points_high" in level for level in levels):
        if top is None or any("share" in level and level["share"] not in (0, 1) for level in levels):
            return None
        levels = [_shares(level, top) for level in levels]
    return Reading(kind="graded_opinion", parameters={"levels": levels}, top=top)


def _level(item: Item) -> str:
    return item.only.level if item.only is not None else ""


def _shares(level: dict[str, Any], top: Decimal) -> dict[str, Any]:
    """A range of points as a range of shares of the top."""
    if "points_high" in level:
        return {"name": level["name"], "low": level["points_low"] / top, "high": level["points_high"] / top}
    return level


def _earns(award: Award) -> dict[str, Decimal]:
    if award.gives is Gives.POINTS:
        return {"points": decimal(award.low)}
    if award.gives is Gives.SHARE:
        low, high = decimal(award.low), decimal(award.high)
        return {"share": low} if low == high else {"low": low, "high": high}
    return {"share": Decimal(1) if award.gives is Gives.FULL else Decimal(0)}


def _on_time(items: tuple[Item, ...]) -> Reading | None:
    tops = [item for item in items if item.asks(When.ON_TIME) and item.gives(Gives.FULL, Gives.POINTS)]
    late = [item for item in items if item not in tops]
    if len(tops) > 1 or not late or any(item.only is None for item in late):
        return None
    top = decimal(tops[0].award.low) if tops and tops[0].gives(Gives.POINTS) else None
    slides = [item for item in late if item.asks(When.LATE_STEP)]
    ends = [item for item in late if item.asks(When.ELSE, When.LATE, When.UNMET, When.NO) and item.gives(Gives.ZERO, Gives.SHARE)]
    if len(slides) == 1 and len(late) == 1 and slides[0].gives(Gives.DEDUCT_POINTS, Gives.DEDUCT_SHARE):
        only, lost = slides[0].only, decimal(slides[0].award.low)
        if only is None or only.unit not in ("天", "日") or only.step != 1:
            return None
        share = slides[0].gives(Gives.DEDUCT_SHARE)
        return Reading(kind="on_time", parameters={} if share else {"per_day": lost}, top=top, lost_share=lost if share else None)
    if tops and len(ends) == 1 and len(late) == 1:
        part = decimal(ends[0].award.low) if ends[0].gives(Gives.SHARE) else Decimal(0)
        due = re.search(r"\d{4}年\d{1,2}月(?:\d{1,2}日)?", tops[0].only.text if tops[0].only else "")
        return Reading(kind="on_time", parameters={"otherwise": part} if part else {}, top=top, due=due[0] if due else "")
    return None


def _yes_no(items: tuple[Item, ...]) -> Reading | None:
    if len(items) != 2 or any(item.only is None for item in items):
        return None
    yes, no = items
    if not (yes.gives(Gives.FULL, Gives.POINTS) and no.gives(Gives.ZERO, Gives.SHARE)):
        return None
    asked, other = yes.only, no.only
    assert asked is not None
    assert other is not None
    negative = other.when in (When.ELSE, When.UNMET, When.NO, When.LATE) or other.rank is Rank.BOTTOM
    negative = negative or (other.when is When.OVER and asked.direction == "down")
    negative = negative or (asked.when is When.NO and other.text in ("存在", "有", "是", "发生", "出现", "发现"))
    if not negative or asked.when not in (When.MET, When.LEVEL, When.FREE, When.ON_TIME, When.NO) or asked.rank is Rank.MIDDLE:
        return None
    if any(letter.isdigit() for letter in asked.text) or no.award.low != no.award.high or len(asked.text) > 60:
        return None
    top = decimal(yes.award.low) if yes.gives(Gives.POINTS) else None
    parameters: dict[str, Any] = {"otherwise": decimal(no.award.low)} if no.gives(Gives.SHARE) else {}
    if asked.direction:
        parameters["direction"] = "at_least" if asked.direction == "up" else "at_most"
    words = () if asked.when is When.MET else (asked.text or "是",)
    return Reading(kind="all_or_nothing", parameters=parameters, top=top, words=words)
