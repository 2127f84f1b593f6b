"""What can be read of a printed rule even where the whole is not understood: its points, shares, bands, awards, habits of wording.

For checks of the rule itself (shares that make no 100 %, bands with gaps, a direction that fits no cost). Re-checking a score needs the
whole rule: :func:`jiheng.scoring.printed.understanding.understand`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final

from jiheng.scoring.printed.points import points_of
from jiheng.scoring.printed.shares import Share, each_of, shares_of, steps_of, vetoes_of
from jiheng.scoring.printed.wording import flat, number_of

_COUNTED: Final = re.compile(r"以上(?P<n>[一二两三四五六七八九十\d]+)[项点个条]")
_AWARD: Final = re.compile(r"(?P<free>不得分|不给分)|(?<!满)得(?:分)?(?P<points>\d+(?:\.\d+)?)分")
_BOUND: Final = re.compile(
    r"(?P<word>小于等于|小于或等于|不高于|不超过|<=|≤|大于等于|大于或等于|不低于|达到|>=|≥|小于|低于|不足|<|大于|高于|超过|>)(?P<value>\d+(?:\.\d+)?)(?P<unit>%?)(?P<after>\(?含?\)?以[上下])?"
)
_AFTER: Final = re.compile(r"(?P<value>\d+(?:\.\d+)?)(?P<unit>%)?(?:\(含\))?(?P<after>及?以[上下])")
_PROPORTION: Final = re.compile(
    r"得分=[^。;；]{0,30}?(?:实际|完成)[^。;；]{0,16}?/[^。;；]{0,16}?(?:目标|计划|预期|指标)[^。;；]{0,16}?[*×x](?:分值|权重|标准分|满分)"
)
_RATE: Final = re.compile(
    r"得分=(?:(?:权重|分值|标准分|满分)[分]?[*×x](?P<rate>[\u4e00-\u9fff]{2,12}率)|(?P<rate2>[\u4e00-\u9fff]{2,12}率)[*×x](?:权重|分值|标准分|满分)分?)"
)
_CLIFF: Final = re.compile(
    r"偏离程度?[^。;；]{0,6}?(?:大于等于|≥|>=|超过|大于)(?P<limit>\d+(?:\.\d+)?)%[^。;；]{0,4}?得?0(?:\.0+)?分|偏离程度?大于等于(?P<limit2>\d+)%[^。;；]{0,4}?不得分"
)
_ON_TIME: Final = re.compile(r"(?:计划|规定|约定|预定)(?:的?时间|工?期)[^。;；]{0,8}?(?:完成|完工|竣工)[^。;；]{0,8}?(?:得?满分|得分)")
_ALL_OR_NOTHING: Final = re.compile(r"得?满分[,，。;；]?(?:否则|未完成|其他情况)[^。;；]{0,10}?(?:得0(?:\.0+)?分|不得分|0分)")
_LEAST_FULL: Final = re.compile(r"(?:大于等于|大于或等于|≥|>=|不低于)(?:目标|计划|预期|指标)[值数]?[^。;；]{0,24}?得?满分")


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A value between two bounds earns points. ``low``/``high`` None is open."""

    low: Decimal | None
    low_included: bool
    high: Decimal | None
    high_included: bool
    points: Decimal
    text: str

    def holds(self, value: Decimal) -> bool:
        """Whether the value lies in the band."""
        above = self.low is None or value > self.low or (self.low_included and value == self.low)
        below = self.high is None or value < self.high or (self.high_included and value == self.high)
        return above and below


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedRule:
    """What could be read of a rule. Empty fields say nothing."""

    text: str
    points: tuple[str, ...] = ()
    counted: int | None = None
    shares: tuple[Share, ...] = ()
    each: tuple[int, Decimal] | None = None
    veto: tuple[int, ...] = ()
    steps: tuple[Fraction, ...] = ()
    bands: tuple[Band, ...] = ()
    awards: tuple[Decimal, ...] = ()
    rate: str | None = None
    is_proportional: bool = False
    full_if_at_least: bool = False
    is_all_or_nothing: bool = False
    is_on_time: bool = False
    cliff: Decimal | None = None

    @property
    def share_sum(self) -> Fraction | None:
        """The sum of all shares; None when some point of the rule has none and is no veto."""
        if not self.shares or any(share.count == 0 for share in self.shares):
            return None
        known = {share.point for share in self.shares} | set(self.veto)
        if any(number not in known for number in range(1, len(self.points) + 1)):
            return None
        return sum((share.part * share.count for share in self.shares), Fraction(0))

    @property
    def maximum(self) -> Decimal | None:
        """The most points the awards of the rule give; None when it names none or says 满分."""
        if "满分" in self.text or self.points or re.search(r"每|累计|合计|相加|\(\d\)|[一二三]是|(?<![\d.])[1-9][.、](?!\d)", self.text):
            return None
        # 各档比较同一个数才能取最高；分项给分的要相加
        if len(self.bands) < max(2, len(self.awards) - 1):
            return None
        return max(self.awards)

    def deductions(self, weight: Decimal) -> frozenset[Decimal]:
        """Every loss of points the shares allow (each point lost whole, or by a printed step)."""
        reachable = {Fraction(0)}
        steps = self.steps or (Fraction(1),)
        for share in self.shares:
            for _ in range(share.count):
                reachable |= {loss + share.part * step for loss in reachable for step in steps}
            if len(reachable) > 4096:
                break
        if self.veto:
            reachable.add(Fraction(1))
        return frozenset(Decimal(part.numerator) * weight / Decimal(part.denominator) for part in reachable)


def _bound(text: str) -> Band | None:
    """The bounds a clause names; None without any or with two of one side."""
    low: Decimal | None = None
    high: Decimal | None = None
    low_included = high_included = True
    seen = 0
    for match in _BOUND.finditer(text):
        value, word = Decimal(match["value"]), match["word"]
        seen += 1
        if word in ("小于", "低于", "不足", "<"):
            high, high_included = value, False
        elif word in ("小于等于", "小于或等于", "不高于", "不超过", "<=", "≤"):
            high, high_included = value, True
        else:
            low, low_included = value, word not in ("大于", "高于", "超过", ">")
    if not seen:
        for match in _AFTER.finditer(text):
            if match["after"].endswith("上"):
                low = Decimal(match["value"])
            else:
                high, high_included = Decimal(match["value"]), False
    if low is None and high is None:
        return None
    return Band(low=low, low_included=low_included, high=high, high_included=high_included, points=Decimal(0), text=text)


def _bands(text: str) -> tuple[Band, ...]:
    found: list[Band] = []
    begin = 0
    for match in _AWARD.finditer(text):
        clause = text[begin : match.start()]
        begin = match.end()
        bound = _bound(re.split(r"[。;；]", clause)[-1])
        if bound is None:
            continue
        points = Decimal(0) if match["free"] else Decimal(match["points"])
        found.append(
            Band(
                low=bound.low,
                low_included=bound.low_included,
                high=bound.high,
                high_included=bound.high_included,
                points=points,
                text=re.split(r"[。;；]", clause)[-1] + match[0],
            )
        )
    return tuple(found)


@lru_cache(maxsize=512)
def read_rule(text: str | None) -> PrintedRule | None:
    """The rule, as far as it is understood; None for an empty cell."""
    whole = flat(text)
    if not whole:
        return None
    points = (
        points_of(whole) if not re.match(r"①[^。;；]{0,20}(?:完成值|完成率|大于|小于|≥|≤)|[^①]{0,30}①[^。;；]{0,12}完成值", whole) else ()
    )
    counted = _COUNTED.search(whole)
    rate = _RATE.search(whole)
    cliff = _CLIFF.search(whole)
    awards = tuple(Decimal(m["points"]) for m in _AWARD.finditer(whole) if m["points"])
    return PrintedRule(
        text=whole,
        points=points,
        counted=number_of(counted["n"]) if counted else None,
        shares=shares_of(whole, points),
        each=each_of(whole, points),
        veto=vetoes_of(whole) if points else (),
        steps=steps_of(whole),
        bands=() if points else _bands(whole),
        awards=awards,
        rate=(rate["rate"] or rate["rate2"]) if rate else None,
        is_proportional=_PROPORTION.search(whole) is not None,
        full_if_at_least=_LEAST_FULL.search(whole) is not None,
        is_all_or_nothing=_ALL_OR_NOTHING.search(whole) is not None,
        is_on_time=_ON_TIME.search(whole) is not None,
        cliff=Decimal(cliff["limit"] or cliff["limit2"]) if cliff else None,
    )
