"""A threshold with a slide: full marks at the bound, each point beyond it costs so much until nothing is left."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from jiheng.scoring.printed.awards import Gives
from jiheng.scoring.printed.conditions import Condition, When
from jiheng.scoring.printed.formulas import is_completion
from jiheng.scoring.printed.reading import Item, Reading
from jiheng.scoring.printed.wording import decimal

_BESIDE = (When.UNMET, When.OVER, When.RANGE, When.ELSE)


def read(items: tuple[Item, ...]) -> Reading | None:
    """The rule when every clause belongs to it."""
    slides = [item for item in items if any(one.when is When.STEP for one in item.conditions)]
    if len(slides) != 1 or not slides[0].gives(Gives.DEDUCT_POINTS, Gives.DEDUCT_SHARE):
        return None
    slide = slides[0]
    step = next(one for one in slide.conditions if one.when is When.STEP)
    if any(one is not step and one.when not in _BESIDE for one in slide.conditions) or step.step is None:
        return None
    tops = [item for item in items if item is not slide and item.gives(Gives.FULL, Gives.POINTS)]
    floors = [item for item in items if item is not slide and item.gives(Gives.ZERO)]
    if len(tops) > 1 or len(floors) > 1 or len(tops) + len(floors) + 1 != len(items):
        return None
    top = tops[0] if tops else None
    if top is not None and (top.only is None or top.only.when not in (When.RANGE, When.MET, When.ALWAYS)):
        return None
    bound = top.only if top is not None else None
    floor = _floor(floors[0].only) if floors else None
    if floors and floor is None:
        return None
    return _reading(step, slide, bound, top, floor)


def _floor(one: Condition | None) -> Decimal | None:
    return (
        one.high / 100
        if one is not None and one.when is When.RANGE and one.low is None and one.high is not None and one.unit == "%"
        else None
    )


def _reading(step: Condition, slide: Item, bound: Condition | None, top: Item | None, floor: Decimal | None) -> Reading | None:
    assert step.step is not None
    percent = step.unit == "%"
    scale = Decimal(100) if percent else Decimal(1)
    way = step.direction
    parameters: dict[str, Any] = {"step": step.step / scale}
    if not percent:
        parameters["plain_numbers"] = True
    lost = decimal(slide.award.low)
    share = lost if slide.gives(Gives.DEDUCT_SHARE) else None
    if share is None:
        parameters["lost"] = lost
    points = decimal(top.award.low) if top is not None and top.gives(Gives.POINTS) else None
    subject = next((one.subject for one in (bound, step) if one is not None and one.subject), "")
    if bound is not None and bound.when is When.RANGE:
        limit, way, both = _limit(bound, way)
        if limit is None or (bound.unit != "%" and percent and limit != 0) or (not percent and bound.unit != step.unit):
            return None
        parameters["limit"] = limit / scale
        if is_completion(subject):
            parameters["of"] = "completion"
        at_target = False
    else:
        if bound is None and not percent:
            return None
        if bound is not None and bound.when is When.MET and bound.direction and way and bound.direction != _turned(way):
            return None
        at_target, both = True, way == "both"
        way = "down" if way in ("", "both") and not (bound is not None and bound.direction == "down") else way or "up"
    if way not in ("up", "down"):
        return None
    parameters["direction"] = "at_most" if way == "up" else "at_least"
    if subject:
        parameters["name"] = subject
    named = "" if is_completion(subject) else subject
    return Reading(
        kind="threshold_slide",
        parameters=parameters,
        subject=named,
        top=points,
        lost_share=share,
        at_target=at_target,
        both_ways=both,
        floor=floor,
    )


def _turned(way: str) -> str:
    return {"down": "up", "up": "down"}.get(way, way)


def _limit(bound: Condition, way: str) -> tuple[Decimal | None, str, bool]:
    """The bound with full marks, the side on which it slides, and whether both do."""
    if bound.low is not None and bound.high == bound.low:
        return bound.low, ("down" if way in ("", "both") else way), way in ("both", "")
    if bound.low is not None and bound.high is None:
        return (bound.low, "down", False) if way in ("", "down", "both") else (None, way, False)
    if bound.high is not None and bound.low in (None, Decimal(0)):
        return (bound.high, "up", False) if way in ("", "up", "both") else (None, way, False)
    return None, way, False
