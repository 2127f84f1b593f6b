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
    scale = Decimal(100) if step.unit == "%" else Decimal(1)
    subject = next((one.subject for one in (bound, step) if one is not None and one.subject), "")
    from_target = bound is None or bound.when is not When.RANGE
    found = _from_target(step, bound) if bound is None or from_target else _from_bound(step, bound)
    if found is None:
        return None
    limit, way, both = found
    lost = decimal(slide.award.low)
    share = lost if slide.gives(Gives.DEDUCT_SHARE) else None
    parameters: dict[str, Any] = {"step": step.step / scale}
    parameters |= {} if step.unit == "%" else {"plain_numbers": True}
    parameters |= {} if share is not None else {"lost": lost}
    parameters |= {} if limit is None else {"limit": limit / scale}
    parameters |= {"of": "completion"} if limit is not None and is_completion(subject) else {}
    parameters["direction"] = "at_most" if way == "up" else "at_least"
    parameters |= {"name": subject} if subject else {}
    return Reading(
        kind="threshold_slide",
        parameters=parameters,
        subject="" if is_completion(subject) else subject,
        top=decimal(top.award.low) if top is not None and top.gives(Gives.POINTS) else None,
        lost_share=share,
        at_target=from_target,
        both_ways=both,
        floor=floor,
    )


def _from_bound(step: Condition, bound: Condition) -> tuple[Decimal | None, str, bool] | None:
    """Limit, way and whether it slides both ways, of a bound the text names."""
    limit, way, both = _limit(bound, step.direction)
    if limit is None or (step.unit == "%" and bound.unit != "%" and limit != 0) or step.unit not in ("%", bound.unit):
        return None
    return limit, way, both


def _from_target(step: Condition, bound: Condition | None) -> tuple[Decimal | None, str, bool] | None:
    """The same where the row's target is the bound."""
    if bound is None and step.unit != "%":
        return None
    way, side = step.direction, bound.direction if bound is not None and bound.when is When.MET else ""
    if side and way not in ("", "both") and side != _turned(way):
        return None
    downwards = way == "down" or (way in ("", "both") and side != "down")
    return None, "down" if downwards else "up", way == "both"


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
