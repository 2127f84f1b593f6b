"""Grade bands as sentences print them: 80（含）-90 分为良, 90 分以上为优, 良（80≤得分＜90）, 60 分以下为差."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from jiheng.model import Figure, GradeBand, read_figure

_N: Final = r"\d{1,3}(?:\.\d+)?"
_WORD: Final = r"(?:优秀|优良|良好|中等|合格|不合格|较差|较好|一般|优|良|中|差)"
_GRADE: Final = rf"[“\"「'‘]?\s*(?P<grade>{_WORD})\s*[”\"」'’]?"
_MARK: Final = r"(?:\s*[(（]\s*(?P<{}>不?(?:包)?含[^()（）]{{0,6}})[)）])?"
_SUBJECT: Final = r"(?:综合|评价|总)*(?:得分|分数|总分|[XxSs])"
_TO: Final = r"\s*分?\s*(?:-|—|–|~|～|至|到|―|－)+\s*"


def _ranges() -> str:
    """All ways to print a range."""

    def low(number: int) -> str:
        return f"(?P<low{number}>{_N})"

    def high(number: int) -> str:
        return f"(?P<high{number}>{_N})"

    mark = [_MARK.format(f"mark{number}") for number in range(6)]
    return "|".join(
        (
            rf"{low(1)}\s*分?{mark[0]}{_TO}{high(1)}\s*分?{mark[1]}\s*分?",
            rf"{low(2)}\s*分?\s*(?P<left2>[≤<＜])\s*{_SUBJECT}\s*(?P<right2>[≤<＜])\s*{high(2)}\s*分?",
            rf"{low(7)}\s*分?\s*(?:及)?以上\s*[、，,]?\s*{high(7)}\s*分?\s*以下\s*分?",
            rf"{low(3)}\s*分?{mark[2]}\s*(?:及)?以上{mark[3]}\s*分?",
            rf"{_SUBJECT}?\s*(?P<left4>≥|>|＞|大于等于|不低于)\s*{low(4)}\s*分?",
            rf"{_SUBJECT}?\s*(?P<right5>≤|<|＜|低于|小于|不足|不满)\s*{high(5)}\s*分?",
            rf"{high(6)}\s*分?{mark[4]}\s*以下{mark[5]}\s*分?",
        )
    )


_FORWARD: Final = re.compile(rf"(?:{_ranges()})\s*(?:的)?\s*(?:[，,]?\s*(?:绩效)?(?:评(?:定|价|级)?|等级)?(?:为|是)|[：:])\s*{_GRADE}")
_BACKWARD: Final = re.compile(rf"{_GRADE}\s*(?:等级|级|档)?\s*(?:[：:]|[(（])\s*(?:{_ranges()})")


def grade_bands(sentence: str) -> list[tuple[GradeBand, tuple[int, int]]]:
    """The bands of a sentence with their spans, in their order."""
    taken: list[tuple[GradeBand, tuple[int, int]]] = []
    for pattern in (_BACKWARD, _FORWARD):
        for match in pattern.finditer(sentence):
            if not any(match.start() < high and low < match.end() for _, (low, high) in taken):
                taken.append((_band(match), match.span()))
    return sorted(taken, key=lambda found: found[1])


def _first(match: re.Match[str], stem: str) -> str | None:
    return next((value for name, value in match.groupdict().items() if name.startswith(stem) and value), None)


def _marks(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    """The brackets that say what is included, each with the bound it speaks of: the one it names, else the one before it."""
    beside = {"mark0": "low", "mark1": "high", "mark2": "low", "mark3": "low", "mark4": "high", "mark5": "high"}
    for name, side in beside.items():
        text = match[name]
        if not text:
            continue
        named = re.search(_N, text)
        if named:
            side = "low" if named[0] == _first(match, "low") else "high"
        yield side, text


def _band(match: re.Match[str]) -> GradeBand:
    low, high = _first(match, "low"), _first(match, "high")
    included = {"low": True, "high": high == "100"}
    left, right = _first(match, "left"), _first(match, "right")
    if left is not None:
        included["low"] = left not in ("<", "＜", ">", "＞")
    if right is not None:
        included["high"] = right == "≤"
    for side, text in _marks(match):
        included[side] = not text.startswith("不")
    return GradeBand(
        section="", grade=match["grade"], text=match[0].strip(), low=_figure(low), high=_figure(high),
        low_included=included["low"], high_included=included["high"],
    )  # fmt: skip


def _figure(number: str | None) -> Figure | None:
    return read_figure(number) if number else None
