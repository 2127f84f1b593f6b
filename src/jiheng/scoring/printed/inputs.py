"""What a row's own texts say that a rule needs: the value reached, a named rate, counts, dates, how often, the level of an opinion.

A text that says two different things says nothing.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from jiheng.model import Actual, PartialDate, Target, read_actual, read_date
from jiheng.scoring.printed.wording import NUMBER, flat

_AMOUNT: Final = r"(?P<value>\d[\d,]*(?:\.\d+)?)(?P<unit>%|‰|[\u4e00-\u9fff]{0,3}(?:/[\u4e00-\u9fff]{1,2})?)"
_REACHED: Final = re.compile(rf"(?:实际完成值?|完成值|实际值|实际达到|实际完成数)(?:为|是|达到?|:|=|了|约)*{_AMOUNT}")
_NOT_REACHED: Final = r"目标|计划|要求|应|指标值|标准|[低高大小等]于|超过|不足|[≥≤<>]"
_DATE: Final = re.compile(r"(?:(?:19|20)\d{2}年\d{1,2}月(?:\d{1,2}日)?|(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2})")
_DONE_ON: Final = re.compile(
    rf"(?:完成|完工|竣工|验收|拨付|支付|交付|办结|报送|公开)[^\d。;,]{{0,12}}(?P<after>{_DATE.pattern})|(?P<before>{_DATE.pattern})[^\d。;,]{{0,14}}?(?:完成|完工|竣工|验收|拨付|支付|交付|办结|报送|公开)"
)
_PLANNED: Final = re.compile(r"计划|应|要求|拟|规定|原定|预计|预期|目标")
_LATE_DAYS: Final = re.compile(r"(?:逾期|延期|超期|延迟|推迟|滞后|晚)(?:了)?(\d+)(?:天|日)")
_LATE_WORDS: Final = re.compile(r"未(?:能)?(?:按期|按时|及时|如期)|不及时|逾期|延期|超期|滞后|延迟|推迟")
_EARLY_WORDS: Final = re.compile(
    r"(?:按期|按时|及时|如期|准时|按(?:照)?(?:计划|规定)(?:的)?时间|提前)(?:全部)?(?:完成|完工|竣工|拨付|支付|交付|验收|报送|公开|办结|发放)"
)
_DEFECT: Final = r"(?:问题|不符|违规|违纪|不规范|缺陷|差错|错误|遗漏|事故|缺失)"
_TIMES: Final = re.compile(
    r"(?:发现|出现|发生|查出|存在)[^\d。;,]{0,8}?(?P<n>\d+)(?:处|项|次|例|起|笔)|"
    rf"(?P<n2>\d+)(?:处|项|次|例|起|笔|个)[^\d。;,]{{0,6}}?{_DEFECT}"
)
_NONE: Final = re.compile(r"(?:未|没有)(?:发现|出现|发生|存在)|不存在|无(?:违规|违纪|问题|事故|不符)|不扣分")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A scored row as its paper prints it. ``texts`` are the course of scoring, the reason, the explanation; ``less_may_be_better``: by
    its name nobody knows which side of a target without a sign is good.
    """

    name: str
    weight: Decimal
    target: Target | None = None
    actual: Actual | None = None
    texts: tuple[str, ...] = ()
    less_may_be_better: bool = False


def _one(found: Iterable[str]) -> str | None:
    """What is said, when just one thing is said."""
    different = dict.fromkeys(found)
    return next(iter(different)) if len(different) == 1 else None


def reached(row: Row) -> Actual | None:
    """The value reached: the column, or the words 实际完成 in the texts."""
    if row.actual is not None and not row.actual.is_blank:
        return row.actual if row.actual.figure is not None and row.actual.upper is None and not row.actual.approximate else None
    found = [match for text in row.texts for match in _REACHED.finditer(flat(text))]
    goal = row.target.unit if row.target is not None else None
    said = [f"{match['value']}{_unit(match['unit'], goal)}" for match in found]
    one = _one(said)
    return read_actual(one) if one else named(row.name, row) if row.target is not None and goal == "%" else None


def _unit(printed: str, goal: str | None) -> str:
    """The unit, without words that only follow it."""
    return goal if goal and printed.startswith(goal) else printed


def named(name: str, row: Row) -> Actual | None:
    """The percentage that the texts give a name: 预算执行率达 100%."""
    bare = re.sub(r"[(（][^()（）]*[)）]", "", flat(name))
    for tail in dict.fromkeys((bare, bare[-4:], bare[-3:])):
        if len(tail) < 3:
            continue
        pattern = re.compile(
            rf"{re.escape(tail)}(?:\(%\))?(?:(?!{_NOT_REACHED})[^\d。;,]){{0,6}}(?:=[^。;,]*=)?({NUMBER})%(?!以上|以下|的权重|分)"
        )
        said = [match[1] for text in row.texts for match in pattern.finditer(flat(text))]
        if said:
            one = _one(said)
            return read_actual(f"{one}%") if one else None
    return None


def amount_of(name: str, row: Row) -> str | None:
    """The amount that the texts give a term of a quotient: 实际到位资金35万元."""
    bare = re.sub(r"[(（][^()（）]*[)）]", "", flat(name))
    pattern = re.compile(rf"{re.escape(bare)}(?:\([^()]*\))?(?:共计?|合计|总额|为|是|:|达到?|数)*{_AMOUNT}")
    return _one(f"{match['value']}{match['unit']}" for text in row.texts for match in pattern.finditer(flat(text)) if match["unit"] != "%")


def occurrences(row: Row) -> int | None:
    """How often it happened, when the texts count it."""
    found = [match["n"] or match["n2"] for text in row.texts for match in _TIMES.finditer(flat(text))]
    if found:
        one = _one(found)
        return int(one) if one and len(one) < 5 else None
    return 0 if any(_NONE.search(flat(text)) for text in row.texts) else None


def days_late(row: Row) -> int | None:
    """Days late as the texts state them."""
    one = _one(match[1] for text in row.texts for match in _LATE_DAYS.finditer(flat(text)))
    return int(one) if one and len(one) < 5 else None


def was_late(row: Row) -> bool | None:
    """Whether the words say late or in time; None when they say neither or both."""
    words = [flat(text) for text in (*row.texts, row.actual.words if row.actual and row.actual.words else "")]
    late = any(_LATE_WORDS.search(text) for text in words)
    early = any(_EARLY_WORDS.search(re.sub(_LATE_WORDS, "", text)) for text in words)
    return late if late != early else None


def finished(row: Row) -> PartialDate | None:
    """The date of completion: the column, or the one date the texts tie to it."""
    if row.actual is not None and row.actual.date is not None:
        return row.actual.date
    said = [
        match["after"] or match["before"]
        for text in map(flat, row.texts)
        for match in _DONE_ON.finditer(text)
        if not _PLANNED.search(text[max(0, match.start() - 8) : match.end()])
    ]
    one = _one(said)
    return read_date(one) if one else None


def span(date: PartialDate) -> tuple[datetime.date, datetime.date] | None:
    """The first and the last day a date with a year and a month can mean."""
    if date.year is None or date.month is None or not 1 <= date.month <= 12:
        return None
    last = calendar.monthrange(date.year, date.month)[1]
    if date.day is not None and not 1 <= date.day <= last:
        return None
    return datetime.date(date.year, date.month, date.day or 1), datetime.date(date.year, date.month, date.day or last)


def opinion(row: Row, levels: Iterable[str]) -> str | None:
    """The level that the actual value's words (or the texts) name, when they name one alone."""
    words = row.actual.words if row.actual is not None and row.actual.words else ""
    for text in filter(None, (words, *row.texts)):
        rest, found = flat(text), set()
        for level in sorted(levels, key=len, reverse=True):
            judged = rf"(?:评价|评定|等级|结果|档次|认定)(?:结果|等级)?(?:为|:|是)*{level}(?![\u4e00-\u9fff])"
            if (text is words and level in rest and (len(level) > 1 or rest == level)) or re.search(judged, rest):
                found.add(level)
                rest = rest.replace(level, "")
        if found:
            return next(iter(found)) if len(found) == 1 else None
    return None
