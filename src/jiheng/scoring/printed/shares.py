"""What each numbered point of a rule is worth: shares of the weight, points for each, vetoes, steps."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from jiheng.scoring.printed.wording import CIRCLED, SHARE, fraction, number_of

_REFS: Final = rf"[{CIRCLED}](?:[{CIRCLED}]|至|到|-|—|~|、|和|及|或)*"
_SHARES: Final = re.compile(
    rf"(?:(?P<refs>{_REFS})|以上(?P<n>[一二两三四五六七八九十\d]+)[项点个条](?P<refs2>{_REFS})?)"
    rf"(?P<mid>[^{CIRCLED}%。]{{0,24}}?)(?P<verb>占|扣除?|得|为)(?P<shares>{SHARE}(?:[、,，和及]+{SHARE})*)的?(?:权重|分值|总分|该|本|指标)"
)
_EACH: Final = re.compile(
    rf"(?:(?P<refs>{_REFS})|以上(?P<n>[一二两三四五六七八九十\d]+)[项点个条]|(?P<all>(?<=[,，。;；])))[^{CIRCLED}。%;；]{{0,8}}?(?:每[一]?[项点个条]|各|分别)[^。;；,，\d]{{0,6}}?"
    r"(?:满分|得|计|占|为)?(?P<points>\d+(?:\.\d+)?)分(?![、,，和及]\d)"
)
_VETO: Final = re.compile(rf"(?:不满足|若|如|当)?(?P<refs>{_REFS})[^{CIRCLED}。;；]{{0,18}}?不得分")
_STEPS: Final = re.compile(rf"权重的?(?P<steps>{SHARE}(?:[、,，和及]+{SHARE}){{2,}})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """The share of the weight that one numbered point has; ``count`` of equal parts where the point lists several."""

    point: int
    part: Fraction
    count: int = 1


def numbers(refs: str, upto: int) -> list[int]:
    """The points a reference names: ②③④, ①至③, ①或②."""
    if not refs:
        return list(range(1, upto + 1))
    found: list[int] = []
    for match in re.finditer(rf"([{CIRCLED}])(?:(?:至|到|-|—|~)([{CIRCLED}]))?", refs):
        first = CIRCLED.index(match[1]) + 1
        found += range(first, (CIRCLED.index(match[2]) + 1 if match[2] else first) + 1)
    return found


def _sub_points(text: str) -> int:
    """How many things a point lists: 明确性（…）、可衡量性（…） are two; 0 when that cannot be told."""
    bare = re.sub(r"\([^()]*\)", "", text)
    found = re.split(r"具备|包括|包含|符合|满足|[:：]", bare)[-1]
    count = len([item for item in found.split("、") if item])
    return count if count > 1 else 0


def shares_of(text: str, points: tuple[str, ...]) -> tuple[Share, ...]:
    """The share of each point, by number."""
    found: dict[int, Share] = {}
    for match in _SHARES.finditer(text):
        parts = [fraction(part) for part in re.findall(SHARE, match["shares"])]
        meant = numbers(match["refs"] or match["refs2"] or "", number_of(match["n"] or "0"))
        if match["verb"] == "得" and "不" in match["mid"]:
            continue
        for position, number in enumerate(meant):
            if len(parts) not in (1, len(meant)) or number in found:
                continue
            small = "小点" in match["mid"] or "小项" in match["mid"]
            count = _sub_points(points[number - 1]) if small and number <= len(points) else 1
            found[number] = Share(point=number, part=parts[0] if len(parts) == 1 else parts[position], count=count)
    return tuple(found[number] for number in sorted(found))


def each_of(text: str, points: tuple[str, ...]) -> tuple[int, Decimal] | None:
    """How many points have how many points of score each (每项满分1分)."""
    match = _EACH.search(text)
    if match is None or "发现" in match[0] or "扣" in match[0]:
        return None
    count = len(numbers(match["refs"] or "", number_of(match["n"] or "0") or len(points)))
    return (count, Decimal(match["points"])) if count > 1 else None


def vetoes_of(text: str) -> tuple[int, ...]:
    """The points that take everything when failed."""
    match = _VETO.search(text)
    return tuple(numbers(match["refs"], 0)) if match else ()


def steps_of(text: str) -> tuple[Fraction, ...]:
    """The parts of a point's share that may be taken (100%、80%、60%…)."""
    match = _STEPS.search(text)
    return tuple(fraction(part) for part in re.findall(SHARE, match["steps"])) if match else ()
