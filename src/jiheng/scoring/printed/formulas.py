"""The right side of 得分=…: weight times a quotient, a rate, 1 − deviation, or a pass line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from jiheng.scoring.printed.wording import NUMBER

_WEIGHT: Final = (
    r"\(?(?:该|本|此)?(?:项|指标|三级指标)?(?:的)?(?:相应|对应)?(?:分值|标准分值?|满分分?值?|权重分?值?|总分值?|设定分值|指标分值|基本分|配分)"
    rf"\)?(?:\({NUMBER}分?\))?|{NUMBER}分?"
)
#: The row's own actual value and target. Other terms (到位资金, 满意人数) are counts of their own, whatever the target is.
_ACTUAL: Final = re.compile(r"(?:年度|全年|指标)?(?:实际)?(?:完成|达到)?(?:指标|产出|工作)?(?:值|数|数量|量|情况)?")
_TARGET: Final = re.compile(
    r"(?:年度|全年|预期|计划|既定|设定|年初|申报|绩效|下达)*(?:目标|指标|计划|任务|预期|产出|完成)(?:完成|产出)?(?:值|数|数量|量)?"
)
_COMPLETION: Final = re.compile(
    r"(?:实际|指标|目标|任务|绩效|计划)*(?:完成率|完成比例|完成程度|实现程度|完成百分比|完成情况|达成率|实现率)|"
    r"(?:完成|达到|实现)(?:(?:年度)?(?:目标|任务|计划|指标)值?)?的?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """``of``: how much of the target (``up``: actual ÷ target, ``down``: target ÷ actual), a named rate, two counts, and so on."""

    of: Literal["up", "down", "completion", "rate", "quotient", "deviation", "pass_line"]
    name: str = ""
    terms: tuple[str, str] | None = None
    line: Decimal | None = None
    weight: Decimal | None = None


def _bare(text: str) -> str:
    found = re.sub(r"\*100%?$|^100%?\*", "", text)
    while re.fullmatch(r"\((?:[^()]|\([^()]*\))*\)", found):
        found = re.sub(r"\*100%?$", "", found[1:-1])
    return found


def _factors(text: str) -> list[str]:
    """The factors of a product, brackets kept whole."""
    found, depth, begin = [], 0, 0
    for at, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if letter == "*" and depth == 0:
            found.append(text[begin:at])
            begin = at + 1
    return [*found, text[begin:]]


def read_formula(text: str) -> Formula | None:
    """The formula, or None for anything but a weight times one factor."""
    factors = [factor for factor in _factors(text) if not re.fullmatch(r"100%?", factor) or text.count("*") == 1]
    # 分值*实际/目标: the quotient belongs to the last factor; (实际/目标)*分值 has brackets or not
    weights = [factor for factor in factors if re.fullmatch(_WEIGHT, factor)]
    rest = [factor for factor in factors if factor not in weights]
    if len(weights) != 1 or len(rest) != 1:
        return None
    number = re.search(NUMBER, weights[0])
    found = _factor(_bare(rest[0]))
    if found is None or number is None:
        return found
    return Formula(of=found.of, name=found.name, terms=found.terms, line=found.line, weight=Decimal(number[0]))


def _factor(text: str) -> Formula | None:
    if re.fullmatch(r"1-\(?(?:指标|实际|绩效)?(?:偏离度|偏离程度|偏差率|偏差度|超出比例|超支率)\)?", text) or re.fullmatch(
        r"1-[|(]*[^()|]*实际[^()|]*-[^()|]*(?:目标|计划|指标|预期)[^()|]*[|)]*/[^()]*(?:目标|计划|指标|预期)[^()]*\)?", text
    ):
        return Formula(of="deviation")
    if match := re.fullmatch(rf"\([^()]*(?:率|比例|程度)-(?P<line>{NUMBER})%\)/\((?:1|100%)-(?P<again>{NUMBER})%\)", text):
        return Formula(of="pass_line", line=Decimal(match["line"]) / 100) if match["line"] == match["again"] else None
    if match := re.fullmatch(r"(?P<over>[^/*+\-]+)/(?P<under>[^/*+\-]+)", text):
        over, under = _bare(match["over"]), _bare(match["under"])
        if re.search(r"实际|完成", over) and _ACTUAL.fullmatch(over) and _TARGET.fullmatch(under) and "实际" not in under:
            return Formula(of="up", terms=(over, under))
        if _TARGET.fullmatch(over) and re.search(r"实际|完成", under) and _ACTUAL.fullmatch(under) and "实际" not in over:
            return Formula(of="down", terms=(over, under))
        return Formula(of="quotient", terms=(over, under))
    if _COMPLETION.fullmatch(text):
        return Formula(of="completion", name=text)
    if re.fullmatch(r"[\u4e00-\u9fff()/“”]{2,24}(?:率|比例|比率|满意度|占比)(?:\(%\))?", text):
        return Formula(of="rate", name=text)
    return None


def is_completion(name: str) -> bool:
    """Whether a name means how much of the target is reached."""
    return _COMPLETION.fullmatch(name) is not None
