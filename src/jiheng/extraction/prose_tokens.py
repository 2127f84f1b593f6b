"""The figures of a sentence as tokens: money, percents, counts; what looks like a number but counts nothing is passed over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from jiheng.model import Figure
from jiheng.model.amounts import MONEY
from jiheng.model.mentions import read_numeral


class Kind(StrEnum):
    """What a figure measures."""

    MONEY = "money"
    PERCENT = "percent"
    COUNT = "count"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class Token:
    """One figure with its span in the plain text."""

    start: int
    end: int
    figure: Figure
    kind: Kind

    @property
    def family(self) -> str:
        """Figures of one family can be added: all money, or one counting word."""
        return "money" if self.kind is Kind.MONEY else self.figure.unit


_NUMBER: Final = r"\d+(?:\s?,\s?\d{3})*(?:\s?\.\s?\d+)?"
_MEASURE: Final = (
    "个百分点|百分点|人次|批次|家次|户次|场次|班次|车次|项次|件次|平方米|平方公里|立方米|公里|公顷|公斤|千瓦时|台\\s*\\([^()]{1,4}\\)|台套|"
    "个(?!月|方面|工作日|小时|学时|层面|阶段|环节)|家|项|人|名|位|辆|台|套|件|次|批|户|组|处|所|座|栋|间|亩|份|张|本|期|场|条|种|册|只|头|株|吨|艘|架|宗|起|米|分(?!钟|别|之|项|类|值)"
)
_COUNTED: Final = re.compile(
    rf"(?<![\d.A-Za-z])(?P<number>(?:(?<![\d%元])[-+]\s?)?{_NUMBER})\s*"
    rf"(?:(?P<percent>%|‰)|(?P<money>(?:[十百千]?[亿万]|百|千)?元|亿(?![\u4e00-\u9fff])|万(?=[,;。、)]|$))|(?P<count>(?:[十百千]?[亿万])?(?:{_MEASURE})))?"
)
_IN_WORDS: Final = re.compile(
    r"(?<=设|属|有|辖|共)(?P<number>[一二两三四五六七八九十]{1,3})\s*(?P<count>个(?!方面|月|阶段|层面)|家|所|名|辆|台|处)(?=[\u4e00-\u9fff])"
)
_MASKS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"[〔\[【(]\s*(?:19|20)\d{2}\s*[〕\]】)]\s*(?:第\s*)?\d*\s*号?",
        r"第\s*\d+\s*[号条款项期批次届章节页部]|\d+\s*号(?!楼)",
        r"(?:19|20)\d{2}\s*[-./]\s*\d{1,2}\s*[-./]\s*\d{1,2}|\d{1,2}:\d{2}(?::\d{2})?",
        r"(?:19|20)\d{2}\s*(?:[-—–~至]\s*(?:(?:19|20)\d{2})?\s*)?\s*年(?:度)?(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?",
        r"\d{1,2}\s*月?份?\s*[-—–~至]\s*\d{1,2}\s*月(?:份|底|末)?",
        r"\d{1,2}\s*月(?:\s*\d{1,2}\s*日|份|底|末|初)?|(?<![\d.])\d{1,2}\s*年(?:度|期|内)?",
        rf"{_NUMBER}\s*(?:[亿万千百]?元|人|个|平方米|台)\s*(?:\(\s*含\s*\)|含|及)?\s*(?:以上|以下|以内)(?=\s*(?:\(含\))?[的\u4e00-\u9fff])",
        r"\(\s*\d{1,2}\s*\)|[\u2460-\u2473]",
        # 科目编码：农林水支出(213)、行政运行(2130101项)
        r"(?<=[\u4e00-\u9fff])\s*\(\s*(?:2\d{2}|2\d{4}|2\d{6}|[35]\d{4})\s*[类款项]?\s*\)",
        r"(?:(?<=^)|(?<=[\n。;:\s,]))\d{1,2}\s*(?:[、]|\.(?!\s?\d))",
        r"\d{3,4}-\d{7,8}|(?<!\d)1\d{10}(?!\d)",
        r"(?<![\d.,])\d{5,9}(?=\s*[\u4e00-\u9fff(])(?!\s*[亿万千百]?元)",
        r"[A-Za-z]+[-_]?\d[\w.-]*",
    )
)


def tokens(plain: str) -> tuple[Token, ...]:
    """Every figure of a plain text, in order."""
    masked = plain
    for mask in _MASKS:
        masked = mask.sub(lambda match: "\x00" * len(match[0]), masked)
    found = [token for match in _COUNTED.finditer(masked) if (token := _token(match, plain)) is not None]
    for match in _IN_WORDS.finditer(masked):
        value = read_numeral(match["number"])
        if value is not None:
            figure = Figure.model_construct(value=Decimal(value), unit=match["count"], decimals=0, raw=match[0], exact=True)
            found.append(Token(match.start(), match.end(), figure, Kind.COUNT))
    return tuple(sorted(found, key=lambda token: token.start))


def _token(match: re.Match[str], plain: str) -> Token | None:
    number = re.sub(r"[\s,]", "", match["number"]).lstrip("+")
    value = Decimal(number)
    if abs(value.adjusted()) > 30:
        return None
    unit, kind = "", Kind.BARE
    if match["percent"]:
        unit, kind = match["percent"], Kind.PERCENT
    elif match["money"]:
        money = match["money"]
        unit, kind = money if money.endswith("元") else f"{money}元", Kind.MONEY
        if unit not in MONEY:
            return None
    elif match["count"]:
        unit, kind = re.sub(r"\s", "", match["count"]), Kind.COUNT
    decimals = len(number.partition(".")[2])
    figure = Figure.model_construct(
        value=value, unit=unit, decimals=decimals, raw=plain[match.start() : match.end()].strip(), exact=kind is Kind.COUNT and not decimals
    )
    return Token(match.start(), match.start() + len(match[0].rstrip()), figure, kind)
