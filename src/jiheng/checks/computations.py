"""Arithmetic inside prose: daily times days, parts and their total, days between dates. No check of its own.

Only what the sentence itself ties together is computed: the same unit, a period (每天, 每月) and a figure of the year, a total
word (合计) behind its parts.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from jiheng.checks.prose import split_unit, value_of
from jiheng.checks.wording import grams
from jiheng.model import amounts
from jiheng.model.mention_grammar import Period
from jiheng.model.mentions import Mention, mentions
from jiheng.regulation import Standard


@dataclass(frozen=True, slots=True, kw_only=True)
class Computation:
    """A stated quantity of the prose, what it should be, and how. ``is_leap_slip`` marks 365 days in a year of 366."""

    expression: str
    stated: Mention
    computed: Decimal
    holds: bool
    is_sure: bool = True
    is_leap_slip: bool = False


_TIMES = {Period.WEEK: 52, Period.MONTH: 12, Period.QUARTER: 4}
_YEARLY = re.compile(r"(?:年度|全年|年均|每年|一年|本年|年)[^,，;；。]{0,14}$|(?:总费用|总金额|合计|累计)[^,，;；。]{0,6}$")
_TOTAL_BEHIND = re.compile(r"(?:合计|共计|总计|累计)[^,，;；。]{0,14}$")
_SPAN = re.compile(
    r"(?P<m1>1[0-2]|0?[1-9])\s*月\s*(?P<d1>3[01]|[12]\d|0?[1-9])\s*日?\s*(?:-|—|–|~|～|至|到)\s*(?:(?P<m2>1[0-2]|0?[1-9])\s*月\s*)?(?P<d2>3[01]|[12]\d|0?[1-9])\s*日"
    r"\s*[(（,，]?[\u4e00-\u9fff]{0,4}\s*(?P<days>\d{1,3})\s*天"
)


def computations(text: str, year: int | None, standard: Standard) -> Iterator[Computation]:
    """What the prose lets us recompute."""
    found = mentions(text)
    yield from _yearly(text, found, year, standard)
    yield from _sums(text, found)
    yield from _parts(text, found)
    yield from _spans(text, found, year)


def _plain(mention: Mention) -> tuple[Decimal, str]:
    times, unit = split_unit(mention.figure.unit.split("/")[0])
    return mention.figure.value * times, unit


def _in_unit(value: Decimal, mention: Mention) -> Decimal:
    return value / split_unit(mention.figure.unit.split("/")[0])[0]


def periodic(text: str) -> Iterator[tuple[Mention, Decimal, str]]:
    """Quantities of a period with those that belong to them: the first, their sum, its unit."""
    found = mentions(text)
    for index, mention in enumerate(found):
        if mention.period is not None and mention.upper is None:
            value, unit, count = _group(text, found, index)
            if count:
                yield mention, value, unit


def _yearly(text: str, found: tuple[Mention, ...], year: int | None, standard: Standard) -> Iterator[Computation]:
    """Figures of the year against what repeats within it; several may fit, then one that holds is enough."""
    days = 366 if year and calendar.isleap(year) else 365
    repeated = [entry for entry in periodic(text) if entry[0].period is not Period.YEAR]
    for other in found:
        if other.period is not None or other.upper is not None or not _is_yearly(text, other):
            continue
        candidates = [
            _by_period(mention, other, value, days)
            for mention, value, unit in repeated
            if unit == _plain(other)[1] and _related(mention, other, standard)
        ]
        proven = [candidate for candidate in candidates if candidate.holds]
        if proven:
            yield proven[0]
        elif len(candidates) == 1:
            yield candidates[0]


def _by_period(mention: Mention, other: Mention, value: Decimal, days: int) -> Computation:
    assert mention.period is not None  # the caller saw to it
    factors = [days, 365] if mention.period is Period.DAY else [_TIMES[mention.period]]
    stated = value_of(other)
    results = [(times, value * times) for times in factors]
    holds = [times for times, result in results if stated is not None and stated.contains(result)]
    times = holds[0] if holds else factors[0]
    shown = amounts.text(_in_unit(value, other), None)
    return Computation(
        expression=f"{shown}×{times}",
        stated=other,
        computed=_in_unit(value * times, other),
        holds=bool(holds),
        is_sure=mention.period is not Period.DAY,
        is_leap_slip=bool(holds) and mention.period is Period.DAY and times != days,
    )


def _group(text: str, found: tuple[Mention, ...], index: int) -> tuple[Decimal, str, int]:
    """A periodic quantity with those that follow it directly (每周正播一次，复播一次); count 0 when it was told already."""
    first = found[index]
    if index and found[index - 1].period is first.period and found[index - 1].end + 8 > first.start:
        return Decimal(0), "", 0
    value, unit = _plain(first)
    count = 1
    for other in found[index + 1 :]:
        near = other.start - found[index + count - 1].end <= 8
        same = _plain(other)[1] == unit and other.verb == first.verb and other.before[-1:] == first.before[-1:]
        if not near or not same or other.period not in (None, first.period) or _is_yearly(text, other):
            break
        value += _plain(other)[0]
        count += 1
    return value, unit, count


def _is_yearly(text: str, mention: Mention) -> bool:
    start = max(0, mention.start - 24)
    return _YEARLY.search(text[start : mention.start]) is not None or bool(re.match(r"(?:19|20)\d{2}\s*年", mention.clause))


def _related(one: Mention, other: Mention, standard: Standard) -> bool:
    """Whether both speak of one thing: a word in common, or the act right before the number (播); of money a word."""
    if grams(one.phrase, standard) & grams(other.phrase, standard):
        return True
    is_money = _plain(other)[1] == "元"
    first, second = grams(one.phrase, standard), grams(other.phrase, standard)
    return not is_money and (not first or not second or bool(set(one.before[-2:]) & set(other.before[-2:])))


def _sums(text: str, found: tuple[Mention, ...]) -> Iterator[Computation]:
    for index, total in enumerate(found):
        if not _TOTAL_BEHIND.search(text[max(0, total.start - 20) : total.start]) or total.upper is not None:
            continue
        unit = _plain(total)[1]
        begin = max(text.rfind(stop, 0, total.start) for stop in "。\n") + 1
        parts = [other for other in found[:index] if other.start >= begin and _plain(other)[1] == unit and not other.is_total]
        if len(parts) < 2 or any(other.is_each or other.change for other in parts):
            continue
        computed = sum((_plain(other)[0] for other in parts), Decimal(0))
        stated = value_of(total)
        holds = stated is not None and stated.contains(computed)
        if holds:  # 「合计」之前未必都是它的分项，只有相等才算证明
            expression = "+".join(other.figure.text for other in parts)
            yield Computation(expression=expression, stated=total, computed=_in_unit(computed, total), holds=True)


def _parts(text: str, found: tuple[Mention, ...]) -> Iterator[Computation]:
    """A total followed by 其中: parts of money, which must not exceed it."""
    for index, total in enumerate(found):
        behind = re.match(r"\s*[,，。;；]\s*其中\s*[:：]?", text[total.end :])
        if behind is None or total.is_part:
            continue
        begin = total.end + behind.end()
        end = min((at for stop in "。\n" if (at := text.find(stop, begin)) >= 0), default=len(text))
        parts = [other for other in found[index + 1 :] if begin <= other.start < end and _plain(other)[1] == _plain(total)[1]]
        if len(parts) < 2 or any(other.is_each or other.change or other.upper for other in parts):
            continue
        computed = sum((_plain(other)[0] for other in parts), Decimal(0))
        stated = value_of(total)
        holds = stated is not None and stated.contains(computed)
        exceeds = stated is not None and computed > stated.high
        near = stated is not None and abs(computed - stated.middle) * _NEAR < abs(stated.middle)
        if holds or exceeds or near:
            expression = "+".join(other.figure.text for other in parts)
            yield Computation(expression=expression, stated=total, computed=_in_unit(computed, total), holds=holds, is_sure=exceeds)


#: Parts that miss their total by less than a hundredth are meant to make it up.
_NEAR = 100


def _spans(text: str, found: tuple[Mention, ...], year: int | None) -> Iterator[Computation]:
    for match in _SPAN.finditer(text):
        stated = next((mention for mention in found if match.start("days") <= mention.start < match.end()), None)
        if stated is None:
            continue
        try:
            first = datetime.date(year or 2023, int(match["m1"]), int(match["d1"]))
            last = datetime.date(year or 2023, int(match["m2"] or match["m1"]), int(match["d2"]))
        except ValueError:
            continue
        days = (last - first).days + 1
        said = int(match["days"])
        if days > 0:
            expression = f"{match['m1']}月{match['d1']}日至{match['m2'] or match['m1']}月{match['d2']}日（含首尾）"
            yield Computation(
                expression=expression, stated=stated, computed=Decimal(days), holds=said in (days, days - 1), is_sure=said > days
            )
