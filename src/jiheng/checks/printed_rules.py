"""Reading the printed rule of a scoring table (评分规则) into its parts. No check of its own.

Only the simple kinds are understood: numbered points with shares of the weight, bands of a value, full if met else in proportion, full or
nothing, proportional to a rate. What is not understood is left out: a caller sees None and calls the row not checkable.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from jiheng.model import normal

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮"
_NUMERALS = {name: value for value, name in enumerate("零一二三四五六七八九十")} | {"两": 2}
_REFS = rf"[{_CIRCLED}](?:[{_CIRCLED}]|至|到|-|—|~|、|和|及|或)*"
_SHARE = r"(?:\d+(?:\.\d+)?%|\d+/\d+)"
_SHARES = re.compile(
    rf"(?:(?P<refs>{_REFS})|以上(?P<n>[一二两三四五六七八九十\d]+)[项点个条](?P<refs2>{_REFS})?)"
    rf"(?P<mid>[^{_CIRCLED}%。]{{0,24}}?)(?P<verb>占|扣除?|得|为)(?P<shares>{_SHARE}(?:[、,，和及]+{_SHARE})*)的?(?:权重|分值|总分|该|本|指标)"
)
_EACH = re.compile(
    rf"(?:(?P<refs>{_REFS})|以上(?P<n>[一二两三四五六七八九十\d]+)[项点个条]|(?P<all>(?<=[,，。;；])))[^{_CIRCLED}。%;；]{{0,8}}?(?:每[一]?[项点个条]|各|分别)[^。;；,，\d]{{0,6}}?"
    r"(?:满分|得|计|占|为)?(?P<points>\d+(?:\.\d+)?)分(?![、,，和及]\d)"
)
_COUNTED = re.compile(r"以上(?P<n>[一二两三四五六七八九十\d]+)[项点个条]")
_VETO = re.compile(rf"(?:不满足|若|如|当)?(?P<refs>{_REFS})[^{_CIRCLED}。;；]{{0,18}}?不得分")
_STEPS = re.compile(rf"权重的?(?P<steps>{_SHARE}(?:[、,，和及]+{_SHARE}){{2,}})")
_AWARD = re.compile(r"(?P<free>不得分|不给分)|(?<!满)得(?:分)?(?P<points>\d+(?:\.\d+)?)分")
_BOUND = re.compile(
    r"(?P<word>小于等于|小于或等于|不高于|不超过|<=|≤|大于等于|大于或等于|不低于|达到|>=|≥|小于|低于|不足|<|大于|高于|超过|>)(?P<value>\d+(?:\.\d+)?)(?P<unit>%?)(?P<after>\(?含?\)?以[上下])?"
)
_AFTER = re.compile(r"(?P<value>\d+(?:\.\d+)?)(?P<unit>%)?(?:\(含\))?(?P<after>及?以[上下])")
_PROPORTION = re.compile(
    r"得分=[^。;；]{0,30}?(?:实际|完成)[^。;；]{0,16}?/[^。;；]{0,16}?(?:目标|计划|预期|指标)[^。;；]{0,16}?[*×x](?:分值|权重|标准分|满分)"
)
_RATE = re.compile(
    r"得分=(?:(?:权重|分值|标准分|满分)[分]?[*×x](?P<rate>[\u4e00-\u9fff]{2,12}率)|(?P<rate2>[\u4e00-\u9fff]{2,12}率)[*×x](?:权重|分值|标准分|满分)分?)"
)
_CLIFF = re.compile(
    r"偏离程度?[^。;；]{0,6}?(?:大于等于|≥|>=|超过|大于)(?P<limit>\d+(?:\.\d+)?)%[^。;；]{0,4}?得?0(?:\.0+)?分|偏离程度?大于等于(?P<limit2>\d+)%[^。;；]{0,4}?不得分"
)
_ON_TIME = re.compile(r"(?:计划|规定|约定|预定)(?:的?时间|工?期)[^。;；]{0,8}?(?:完成|完工|竣工)[^。;；]{0,8}?(?:得?满分|得分)")
_ALL_OR_NOTHING = re.compile(r"得?满分[,，。;；]?(?:否则|未完成|其他情况)[^。;；]{0,10}?(?:得0(?:\.0+)?分|不得分|0分)")
_LEAST_FULL = re.compile(r"(?:大于等于|大于或等于|≥|>=|不低于)(?:目标|计划|预期|指标)[值数]?[^。;；]{0,24}?得?满分")


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """The share of the weight that one numbered point has."""

    point: int
    part: Fraction
    count: int = 1


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


def number_of(text: str) -> int:
    """A small number in digits or numerals: 四, 10."""
    if text.isdigit():
        return int(text)
    return _NUMERALS.get(text, 0) if len(text) == 1 else sum(_NUMERALS.get(letter, 0) for letter in text)


def _flat(text: str) -> str:
    """One width, no blanks; circled numbers stay, for NFKC would turn them into digits."""
    return "".join(letter if letter in _CIRCLED else normal(letter) for letter in re.sub(r"\s+", "", text))


def points_of(text: str | None) -> tuple[str, ...]:
    """The numbered points ①②③ of a text, in order, without what follows them (以上…项)."""
    flat = _flat(text or "")
    found: list[str] = []
    begin = flat.find("①")
    while begin >= 0 and len(found) < len(_CIRCLED) - 1:
        following = _CIRCLED[len(found) + 1]
        end = flat.find(following, begin + 1)
        body = flat[begin + 1 : end if end >= 0 else len(flat)]
        found.append(re.split(r"以上[一二两三四五六七八九十\d]+[项点个条]|。(?=以上|若|如|每|符合)", body)[0].strip("。;；,，"))
        begin = end
    return tuple(found) if len(found) > 1 else ()


def _numbers(refs: str, upto: int) -> list[int]:
    """The points a reference names: ②③④, ①至③, ①或②."""
    if not refs:
        return list(range(1, upto + 1))
    found: list[int] = []
    for match in re.finditer(rf"([{_CIRCLED}])(?:(?:至|到|-|—|~)([{_CIRCLED}]))?", refs):
        first = _CIRCLED.index(match[1]) + 1
        found += range(first, (_CIRCLED.index(match[2]) + 1 if match[2] else first) + 1)
    return found


def _fraction(text: str) -> Fraction:
    return Fraction(text) if "/" in text else Fraction(Decimal(text.rstrip("%"))) / 100


def _sub_points(text: str) -> int:
    """How many things a point lists: 明确性（…）、可衡量性（…） are two; 0 when that cannot be told."""
    bare = re.sub(r"\([^()]*\)", "", text)
    listed = re.split(r"具备|包括|包含|符合|满足|[:：]", bare)[-1]
    count = len([item for item in listed.split("、") if item])
    return count if count > 1 else 0


def _shares(text: str, points: tuple[str, ...]) -> tuple[Share, ...]:
    found: dict[int, Share] = {}
    for match in _SHARES.finditer(text):
        parts = [_fraction(part) for part in re.findall(_SHARE, match["shares"])]
        numbers = _numbers(match["refs"] or match["refs2"] or "", number_of(match["n"] or "0"))
        if match["verb"] == "得" and "不" in match["mid"]:
            continue
        for position, number in enumerate(numbers):
            if len(parts) not in (1, len(numbers)) or number in found:
                continue
            small = "小点" in match["mid"] or "小项" in match["mid"]
            count = _sub_points(points[number - 1]) if small and number <= len(points) else 1
            found[number] = Share(point=number, part=parts[0] if len(parts) == 1 else parts[position], count=count)
    return tuple(found[number] for number in sorted(found))


def _each(text: str, points: tuple[str, ...]) -> tuple[int, Decimal] | None:
    match = _EACH.search(text)
    if match is None or "发现" in match[0] or "扣" in match[0]:
        return None
    count = len(_numbers(match["refs"] or "", number_of(match["n"] or "0") or len(points)))
    return (count, Decimal(match["points"])) if count > 1 else None


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
    flat = _flat(text or "")
    if not flat:
        return None
    points = (
        points_of(flat) if not re.match(r"①[^。;；]{0,20}(?:完成值|完成率|大于|小于|≥|≤)|[^①]{0,30}①[^。;；]{0,12}完成值", flat) else ()
    )
    steps = _STEPS.search(flat)
    counted = _COUNTED.search(flat)
    veto = _VETO.search(flat)
    rate = _RATE.search(flat)
    cliff = _CLIFF.search(flat)
    awards = tuple(Decimal(m["points"]) for m in _AWARD.finditer(flat) if m["points"])
    return PrintedRule(
        text=flat,
        points=points,
        counted=number_of(counted["n"]) if counted else None,
        shares=_shares(flat, points),
        each=_each(flat, points),
        veto=tuple(_numbers(veto["refs"], 0)) if veto and points else (),
        steps=tuple(_fraction(part) for part in re.findall(_SHARE, steps["steps"])) if steps else (),
        bands=() if points else _bands(flat),
        awards=awards,
        rate=(rate["rate"] or rate["rate2"]) if rate else None,
        is_proportional=_PROPORTION.search(flat) is not None,
        full_if_at_least=_LEAST_FULL.search(flat) is not None,
        is_all_or_nothing=_ALL_OR_NOTHING.search(flat) is not None,
        is_on_time=_ON_TIME.search(flat) is not None,
        cliff=Decimal(cliff["limit"] or cliff["limit2"]) if cliff else None,
    )
