"""What a clause of a printed rule gives or takes: full marks, nothing, points, a share of the weight, in proportion, a formula.

Texts are in the spelling of :mod:`jiheng.scoring.printed.wording`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from jiheng.scoring.printed.wording import NUMBER, SHARE, fraction

_WEIGHT: Final = (
    r"(?:(?:该|本|此)?(?:项|指标|小项)?(?:相应|对应|总)?(?:分值|权重分值|权重分|权重|标准分值?|总分值?|满分|应得分|分数|配分|基础分))"
)
_GIVE: Final = r"(?:可?得|计|记|给予?|赋|评|获|打|为|算)"
_SUBJECT: Final = r"(?:(?<!否)则|该|本|此|对应|全部)*(?:项|指标|三级指标|要点|小项|情况)*(?:均|都|只|可|应|直接)?"


class Gives(StrEnum):
    """What an award is."""

    FULL = "full"
    ZERO = "zero"
    POINTS = "points"
    SHARE = "share"
    PROPORTION = "proportion"
    DEVIATION = "deviation"
    DEDUCT_POINTS = "deduct_points"
    DEDUCT_SHARE = "deduct_share"
    FORMULA = "formula"
    BONUS = "bonus"


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """One award as printed. ``low``..``high`` are points or shares (equal unless a range is printed); ``formula`` is its right side."""

    gives: Gives
    low: Fraction = Fraction(0)
    high: Fraction = Fraction(0)
    formula: str = ""
    text: str = ""


_ALL: Final = r"(?:全部分值|全部分数|全部分|全分|满分)"
_RATES: Final = r"(?:比例|比率|占比|百分比|完成率|到位率|执行率|达标率|完成程度|偏离度|偏差率|实现程度)"
_NOTHING: Final = (
    rf"(?:不(?:予)?(?:得|给|计|记|赋)(?:分值?|任何分值?)|扣(?:除|减|完)?(?:该项|本项|全部)*(?:{_ALL}|所有分值|分值)(?!的?\d)|"
    rf"{_GIVE}0(?:\.0+)?分(?!值)|零分|为零)"
)
_EVERYTHING: Final = (
    rf"(?:{_GIVE}(?:该项|本项|该指标|本指标|指标|所赋|相应|的|全部)*(?:{_ALL}|标准分值?|权重分值?|权重分|权重满分|基本分|分值分)(?:{NUMBER}分)?(?![的*])|不扣分|"
    rf"满分(?=[,。;)]|$)|{_GIVE}{_WEIGHT}?的?100%的?{_WEIGHT}?分?(?![-\d]))"
)
_PART: Final = (
    rf"(?:按|{_GIVE})(?:其)?(?:该项|本项)?{_WEIGHT}?的?(?P<share>{SHARE})(?:\(含\))?(?:-(?P<share2>{SHARE})(?:\(不?含\))?)?"
    rf"(?:的|以上的)?(?:{_WEIGHT}|分值?)?(?:得分|计分|给分|赋分|计算)?"
)
_PRORATA: Final = (
    rf"(?:(?<!否)则|应|其余|的)*(?:按|以|根据|依据)(?:照|其)?(?P<share_of>[^,。;:按扣得*]{{0,22}}?{_RATES})"
    rf"(?:数|关系|的?大小|来)?(?:折算|计算|核算|核定|换算|确定|进行|乘以|相应|同比例|等比例|\*|的|该项|后|指标|{_WEIGHT})*"
    r"(?:得分值?|计分|记分|给分|赋分|扣分|算分|评分|打分|扣减分值|扣除分值|扣减|扣除|递减|分值|分数|(?<=计算)|(?<=折算))+"
    r"(?:相应)?(?:分值|分数|得分)*"
)

_PATTERNS: Final[tuple[tuple[Gives, str], ...]] = (
    (
        Gives.FORMULA,
        r"(?:指标|该项|本项|评价|实际|自评|最终|项目)*(?:得分|分数)(?:计算公式)?(?:为|:)*=(?P<formula>[^,。;]+)",
    ),
    (Gives.BONUS, rf"(?:可|另|酌?情?)?(?:加计?|奖励)(?:得)?(?P<bonus>{NUMBER})分"),
    (
        Gives.DEDUCT_SHARE,
        rf"扣(?:除|减|掉)?(?:其|相应)?{_WEIGHT}?的?(?P<lost>{SHARE})(?:的?{_WEIGHT})?(?:的?分值?)?",
    ),
    (Gives.DEDUCT_POINTS, rf"(?:扣(?:除|减|掉)?|减(?:少)?)(?:其|该项)?(?P<off>{NUMBER})分(?!值|数)"),
    (Gives.ZERO, f"{_SUBJECT}{_NOTHING}"),
    (Gives.FULL, f"{_SUBJECT}{_EVERYTHING}"),
    (Gives.SHARE, _PART),
    (Gives.PROPORTION, _PRORATA),
    (
        Gives.POINTS,
        rf"(?:{_GIVE}|\(|:|,|=)?(?:分)?(?P<points>{NUMBER})(?:-(?P<points2>{NUMBER}))?分(?!值|数|之|钟|配|别|析)\)?",
    ),
)
_AWARD: Final = [(gives, re.compile(pattern)) for gives, pattern in _PATTERNS]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """What stands before an award, and the award."""

    condition: str
    award: Award


def next_award(text: str, begin: int) -> tuple[Award, int, int] | None:
    """The award that begins first from ``begin``, with its bounds; of several, the kind listed first."""
    best: tuple[int, int, Award] | None = None
    for gives, pattern in _AWARD:
        match = pattern.search(text, begin)
        if match is not None and (best is None or match.start() < best[0]):
            best = (match.start(), match.end(), _award(gives, match))
    return (best[2], best[0], best[1]) if best is not None else None


def _award(gives: Gives, match: re.Match[str]) -> Award:
    found = match.groupdict()
    low = high = Fraction(0)
    for first, second in (("points", "points2"), ("share", "share2"), ("lost", ""), ("off", ""), ("bonus", "")):
        if found.get(first):
            low = high = fraction(found[first]) if first in ("share", "lost") else Fraction(Decimal(found[first]))
            if second and found.get(second):
                other = fraction(found[second]) if first == "share" else Fraction(Decimal(found[second]))
                low, high = min(low, other), max(low, other)
    if gives is Gives.PROPORTION and re.search(r"偏离|偏差|超", found.get("share_of") or ""):
        gives = Gives.DEVIATION
    if gives is Gives.POINTS and not high:
        gives = Gives.ZERO
    return Award(gives=gives, low=low, high=high, formula=found.get("formula") or found.get("share_of") or "", text=match[0])


def clauses_of(text: str) -> tuple[tuple[Clause, ...], str]:
    """The clauses of a text in the common spelling, and what stands behind the last award."""
    found: list[Clause] = []
    begin = 0
    while (award := next_award(text, begin)) is not None:
        found.append(Clause(condition=text[begin : award[1]], award=award[0]))
        begin = award[2]
    return tuple(found), text[begin:]
