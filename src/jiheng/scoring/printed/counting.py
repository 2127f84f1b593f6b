"""Points lost for each defect, and bonus items: 每发现一处扣1分, 每获一项表彰加1分，最高加3分."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from jiheng.scoring.printed.awards import Gives
from jiheng.scoring.printed.conditions import When
from jiheng.scoring.printed.reading import Item, Reading
from jiheng.scoring.printed.wording import decimal


def read(items: tuple[Item, ...]) -> Reading | None:
    """The rule when every clause belongs to it."""
    return _bonus(items) or _occurrences(items)


def _occurrences(items: tuple[Item, ...]) -> Reading | None:
    counted = [item for item in items if _is_counted(item) and item.gives(Gives.DEDUCT_POINTS, Gives.DEDUCT_SHARE)]
    caps = [item for item in items if item.asks(When.CAP) and item.gives(Gives.DEDUCT_POINTS)]
    tops = [item for item in items if item.gives(Gives.FULL, Gives.POINTS) and not _compares(item)]
    if len(counted) != 1 or len(caps) > 1 or len(tops) > 1 or len(counted) + len(caps) + len(tops) != len(items):
        return None
    only, award = counted[0].only, counted[0].award
    lost = decimal(award.low)
    parameters: dict[str, Any] = {} if award.gives is Gives.DEDUCT_SHARE else {"lost": lost}
    if caps:
        parameters["most"] = decimal(caps[0].award.low)
    words = tuple(item.only.text for item in tops if item.only is not None)
    return Reading(
        kind="per_occurrence",
        parameters=parameters,
        lost_share=lost if award.gives is Gives.DEDUCT_SHARE else None,
        words=(*words, only.text if only else ""),
        top=next((decimal(item.award.low) for item in tops if item.gives(Gives.POINTS)), None),
    )


def _compares(item: Item) -> bool:
    return any(one.when in (When.RANGE, When.STEP, When.OCCURRENCE) for one in item.conditions)


def _is_counted(item: Item) -> bool:
    """Each defect; each thing less is one when the rule names no number to reach (每少1份材料)."""
    only = item.only
    return only is not None and (only.when is When.OCCURRENCE or (only.when is When.STEP and only.step == 1 and only.unit not in ("%", "")))


def _bonus(items: tuple[Item, ...]) -> Reading | None:
    if not items or not all(item.only is not None for item in items) or not items[0].gives(Gives.BONUS):
        return None
    found: list[dict[str, Any]] = []
    most: Decimal | None = None
    for item in items:
        only, points = item.only, decimal(item.award.low)
        assert only is not None
        if only.when is When.CAP and item.gives(Gives.BONUS, Gives.POINTS) and item is items[-1]:
            most = points
        elif only.when in (When.FREE, When.OCCURRENCE, When.STEP, When.LEVEL, When.MET) and item.gives(Gives.BONUS) and "每" in only.text:
            name = re.sub(r"^(?:每|有|获得?|1|[项次个])+", "", only.text)
            found.append({"name": re.sub(r"的?每[1一]?[项次个]$", "", name) or only.text, "points": points})
        else:
            return None
    if not found or len({item["name"] for item in found}) != len(found):
        return None
    return Reading(kind="bonus_penalty", parameters={"items": found} | ({"most": most} if most is not None else {}))
