"""The text of a printed rule in one spelling: widths, signs of comparison, numerals, operators. Knows no rule."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Final

from jiheng.model import normal

CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮"
_NUMERALS: Final = {name: value for value, name in enumerate("零一二三四五六七八九十")} | {"两": 2}
_SEVERAL: Final = "一二两三四五六七八九十"

SHARE: Final = r"(?:\d+(?:\.\d+)?%|\d+/\d+)"
"""A share of the weight: 30%, 1/3."""

NUMBER: Final = r"\d+(?:\.\d+)?"

_UNITS: Final = r"个|项|处|次|例|起|条|笔|人|户|家|份|宗|天|日|周|月|年|档|级|名|篇|点|件|种|%"

#: How papers write the signs; longer words first. What follows a word decides whether it compares: 超过 in 超过目标值, not in 超过部分.
_SIGNS: Final[tuple[tuple[str, str], ...]] = (
    (r"(?:未达到?|达不到|未满)(?=\d)", "<"),
    (r"≧|⩾|>=|=>|≥=|大于或?等于|高于或?等于|不低于|不小于|不少于|达到或超过|达到或者超过|达到及超过|达到(?=\d)|达(?=\d)|至少(?=\d)", "≥"),
    (r"≦|⩽|<=|=<|≤=|小于或?等于|低于或?等于|不高于|不超过|未超过|未超出|不超出|不大于|不多于|至多(?=\d)", "≤"),
    (r"(?<![每不未])(?:大于|高于|超过|超出|多于)", ">"),
    (r"(?<!每)(?:小于|低于|少于|未达到?(?=\d)|达不到(?=\d)|不足(?=\d)|不到(?=\d))", "<"),
    (r"等于(?=\d|0|目标|计划|指标|预期|年初|年度)", "="),
)


def flat(text: str | None) -> str:
    """One width, no blanks; circled numbers stay, for NFKC would turn them into digits."""
    return "".join(letter if letter in CIRCLED else normal(letter) for letter in re.sub(r"\s+", "", text or ""))


def spelled(text: str | None) -> str:
    """The flat text in one spelling: signs of comparison, operators, ranges, quotes gone, small numerals before units as digits."""
    found = re.sub(r"[“”\"'‘’]", "", flat(text)).replace("％", "%").replace("∶", ":")
    found = found.replace("％", "%").translate(str.maketrans("〔【［〖", "((((")).translate(str.maketrans("〕】］〗", "))))"))
    for pattern, sign in _SIGNS:
        found = re.sub(pattern, sign, found)
    found = re.sub(r"乘以|[×✕*]|(?<=[\u4e00-\u9fff\d%)])[xX](?=[\u4e00-\u9fff\d(])", "*", found)
    found = re.sub(r"除以|÷", "/", found)
    found = re.sub(r"(?<=[\d%)])(?:--|[-—–―─~～〜]|至|到)+(?=[\d(])", "-", found)
    found = re.sub(r"百分之(\d+|[一二三四五六七八九十]+)", lambda m: f"{number_of(m[1])}%", found)
    found = re.sub(rf"([{_SEVERAL}])分之([{_SEVERAL}])", lambda m: f"{number_of(m[2])}/{number_of(m[1])}", found)
    found = re.sub(rf"([{_SEVERAL}]+)(?=个?(?:百分点|{_UNITS}))(?!是)", lambda m: str(number_of(m[1])) if number_of(m[1]) else m[1], found)
    return re.sub(r"(\d)个(?=百分点)", r"\1", found)


def number_of(text: str) -> int:
    """A small number in digits or numerals: 四, 十二, 10."""
    if text.isdigit():
        return int(text)
    before, ten, after = text.partition("十")
    if ten and len(text) > 1:
        return (_NUMERALS.get(before, 0) if before else 1) * 10 + (_NUMERALS.get(after, 0) if after else 0)
    return _NUMERALS.get(text, 0) if len(text) == 1 else sum(_NUMERALS.get(letter, 0) for letter in text)


def fraction(text: str) -> Fraction:
    """A share as a fraction: 30% is 3/10, 1/3 is 1/3; a fraction of nothing is nothing."""
    if "/" in text:
        over, _, under = text.partition("/")
        return Fraction(int(over), int(under)) if int(under) else Fraction(0)
    return Fraction(Decimal(text.rstrip("%"))) / 100


def decimal(part: Fraction) -> Decimal:
    """A fraction as a decimal number."""
    return Decimal(part.numerator) / Decimal(part.denominator)
