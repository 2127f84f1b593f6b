"""Quantities in Chinese prose: every number that counts something, with what it counts and how it is bounded.

``mentions("组织培训3场，培训人数不少于80人")`` finds ``3场`` of ``组织培训`` and ``不少于80人`` of ``培训人数``. Dates, years, document
numbers, list numbers, ordinals, periods and codes are numbers but count nothing, and are passed over. Spans are character
positions in the text as given. Not here: what a quantity means for a budget, and how two of them compare.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Final

from jiheng.model import mention_grammar as grammar
from jiheng.model.figures import Figure
from jiheng.model.mention_grammar import Period
from jiheng.model.record import Record
from jiheng.model.targets import Direction


class Change(StrEnum):
    """Whether the quantity is a change (增长6%) rather than a level."""

    UP = "up"
    DOWN = "down"


class Mention(Record):
    """One quantity in prose.

    ``before`` and ``after`` are the words of its clause on either side, up to the neighbouring quantities; ``noun`` is the side that
    names what is counted; ``topic`` the clause before, for a quantity that names nothing itself (共计10项). ``is_total`` and
    ``is_part`` tell 共计 and 其中; ``is_each`` tells 各 and 分别, whose numbers stand for several things. ``is_weak`` marks 一 before
    its noun (一支队伍), an article rather than a count.
    """

    text: str
    start: int
    end: int
    figure: Figure
    upper: Figure | None = None
    direction: Direction | None = None
    approximate: bool = False
    period: Period | None = None
    change: Change | None = None
    is_total: bool = False
    is_part: bool = False
    is_each: bool = False
    is_weak: bool = False
    in_words: bool = False
    verb: str = ""
    before: str = ""
    after: str = ""
    clause: str = ""
    topic: str = ""

    @property
    def noun(self) -> str:
        """What is counted, as far as its clause says."""
        if not self.after:
            return self.before
        cut = grammar.NOUN_END.search(self.after)
        return (self.after[: cut.start()] if cut else self.after) or self.before

    @property
    def phrase(self) -> str:
        """All words of the clause about this quantity."""
        return self.before + self.after


def flat(text: str) -> str:
    """The text in half width where a character has one, of unchanged length; circled numbers stay."""
    return "".join(_flat(char) for char in text)


@lru_cache(maxsize=4096)
def _flat(char: str) -> str:
    plain = unicodedata.normalize("NFKC", char)
    if char in "，；：！？（）":
        return char
    return plain if len(plain) == 1 and unicodedata.category(char) != "No" else char


def read_numeral(text: str) -> int | None:
    """The whole number written in Chinese numerals (``二十五``, ``两百``, ``一〇五``); None for anything else."""
    if not text or any(char not in grammar.VALUES and char not in grammar.TENS for char in text):
        return None
    if all(char in grammar.VALUES for char in text):
        return int("".join(str(grammar.VALUES[char]) for char in text)) if len(text) == 1 or "〇" in text else None
    total, digit, last = 0, None, 10**4
    for char in text:
        if char in grammar.VALUES:
            if digit:
                return None
            digit = grammar.VALUES[char]
            continue
        if grammar.TENS[char] >= last:
            return None
        total += (1 if digit is None else digit) * grammar.TENS[char]
        last, digit = grammar.TENS[char], None
    return total + (digit or 0)


@lru_cache(maxsize=512)
def mentions(text: str) -> tuple[Mention, ...]:
    """Every quantity in the text, in its order; spans never overlap."""
    plain = grammar.INNER_BRACKET.sub(lambda bracket: f"\x01{bracket[1]}\x01", flat(text))
    masked = _masked(plain)
    spans: list[tuple[int, int, re.Match[str]]] = []
    for pattern in (grammar.COUNTED, grammar.PERCENT_WORDS, grammar.IN_WORDS, grammar.BARE):
        for match in pattern.finditer(masked):
            start, end = match.span()
            if any(start < other_end and other_start < end for other_start, other_end, _ in spans):
                continue
            if _counts(pattern, match, masked):
                spans.append((start, end, match))
    spans.sort(key=lambda span: span[0])
    found = (_mention(text, plain, spans, index) for index in range(len(spans)))
    return tuple(mention for mention in found if mention is not None)


def _masked(plain: str) -> str:
    masked = plain
    for pattern in grammar.NOT_QUANTITIES:
        masked = pattern.sub(lambda match: "\x00" * len(match[0]), masked)
    return masked


def _counts(pattern: re.Pattern[str], match: re.Match[str], masked: str) -> bool:
    start = match.start()
    if start and (masked[start - 1] in ".,\x00" and masked[max(0, start - 2) : start - 1].isdigit()):
        return False
    if pattern is grammar.BARE:
        return bool(grammar.BARE_BEFORE.search(masked[:start]))
    if pattern is grammar.IN_WORDS:
        return read_numeral(match["number"]) is not None and not (start and masked[start - 1] in "第初周期星十百千万之数几")
    return not (start and masked[start - 1].isascii() and masked[start - 1].isalpha())


def _figure(number: str, unit: str, raw: str) -> Figure | None:
    plain = number.replace(",", "")
    if not plain[0].isdigit():
        value = read_numeral(plain)
        return None if value is None else Figure.model_construct(value=Decimal(value), unit=unit, decimals=0, raw=raw, exact=False)
    if len(plain) > 24:
        return None
    return Figure.model_construct(value=Decimal(plain), unit=unit, decimals=len(plain.partition(".")[2]), raw=raw, exact=False)


_UNIT_NAMES: Final = {
    "m²": "平方米",
    "㎡": "平方米",
    "m2": "平方米",
    "km²": "平方公里",
    "km": "公里",
    "kg": "公斤",
    "kwh": "千瓦时",
    "kw": "千瓦",
    "mw": "兆瓦",
    "个学时": "学时",
    "个课时": "课时",
    "个小时": "小时",
    "个工作日": "工作日",
    "个人": "人",
    "百分点": "个百分点",
}


def _unit(match: re.Match[str]) -> str:
    groups = match.groupdict()
    if groups.get("percent") or match.re is grammar.PERCENT_WORDS:
        return groups.get("percent") or "%"
    if groups.get("divisor"):
        return f":{groups['divisor']}"
    unit = groups.get("unit") or ("台套" if groups.get("number") and "台(套)" in match[0] else "")
    per = groups.get("per")
    measured = f"{groups.get('times') or ''}{_UNIT_NAMES.get(unit, unit)}"
    return f"{measured}/{per}" if per and per not in grammar.PERIODS else measured


# long: one record with one field a line
def _mention(text: str, plain: str, spans: list[tuple[int, int, re.Match[str]]], index: int) -> Mention | None:
    start, end, match = spans[index]
    groups = match.groupdict()
    unit = _unit(match)
    raw = text[start:end]
    figure = _figure(match["number"], unit, raw)
    if figure is None:
        return None
    high = groups.get("high") or groups.get("percent_high")
    upper = _figure(high, unit, raw) if high else None
    left, right = _clause(plain, start, end)
    low = max(left, spans[index - 1][1] if index else 0)
    top = min(right, spans[index + 1][0] if index + 1 < len(spans) else len(plain))
    lead, tail = plain[low:start], plain[end:top]
    direction, approximate = _bounds(lead, tail, bool(groups.get("more") or groups.get("more2")))
    before, after = _before(_named_before(plain, spans, index, left) or lead), _after(tail)
    clause_lead = plain[left:start]
    in_words = match.re is grammar.IN_WORDS
    per = groups.get("per")
    every = grammar.EVERY.search(clause_lead)
    return Mention(
        text=raw,
        start=start,
        end=end,
        figure=figure,
        upper=upper if upper is not None and upper.value >= figure.value else None,
        direction=direction,
        approximate=approximate,
        period=grammar.PERIODS.get(per) if per else (grammar.PERIODS[every["per"]] if every else None),
        change=_change(lead),
        is_total=bool(grammar.TOTAL.search(lead)),
        is_part=bool(grammar.PART.search(plain[_sentence_start(plain, start) : start])),
        is_each=bool(grammar.EACH.search(clause_lead)),
        is_weak=in_words and match["number"] == "一" and bool(after),
        in_words=in_words,
        verb=_verb(before, after),
        before=before,
        after=after,
        clause=text[left:right].strip(),
        topic=_topic(plain, left),
    )


def _clause(plain: str, start: int, end: int) -> tuple[int, int]:
    left = 0
    for boundary in grammar.BOUNDARY.finditer(plain, 0, start):
        left = boundary.end()
    right = grammar.BOUNDARY.search(plain, end)
    return left, right.start() if right else len(plain)


def _sentence_start(plain: str, start: int) -> int:
    begin = 0
    for boundary in grammar.SENTENCE.finditer(plain, 0, start):
        begin = boundary.end()
    return begin


def _topic(plain: str, left: int) -> str:
    """The clause before in the same sentence, or inside which the bracket stands."""
    begin = _sentence_start(plain, left)
    before = [part for part in grammar.BOUNDARY.split(plain[begin:left]) if part and part.strip()]
    return before[-1].strip() if before else ""


def _bounds(lead: str, tail: str, more: bool) -> tuple[Direction | None, bool]:
    approximate = more or bool(grammar.ABOUT.search(lead)) or bool(grammar.LATER_ABOUT.match(tail))
    if grammar.AT_LEAST.search(lead) or grammar.LATER_AT_LEAST.match(tail):
        return Direction.AT_LEAST, approximate
    if grammar.AT_MOST.search(lead) or grammar.LATER_AT_MOST.match(tail):
        return Direction.AT_MOST, approximate
    return None, approximate


def _change(lead: str) -> Change | None:
    if grammar.LEVEL.search(lead):
        return None
    bare = re.sub(r"(?:不少于|不低于|至少|超过|不超过|≥|>=|约|近|以上)\s*$", "", lead)
    if grammar.UP.search(bare):
        return Change.UP
    return Change.DOWN if grammar.DOWN.search(bare) else None


def _before(lead: str) -> str:
    words = lead
    while True:
        shorter = grammar.BEFORE_TAIL.sub("", grammar.EDGES.sub("", words))
        if shorter == words:
            return _tidy(grammar.LEADING_DATE.sub("", words))
        words = shorter


def _named_before(plain: str, spans: list[tuple[int, int, re.Match[str]]], index: int, left: int) -> str:
    """The words before the first of several quantities in a row (收容所1间200平方米), which all of them measure."""
    first = index
    while first and spans[first - 1][1] > left and not plain[spans[first - 1][1] : spans[first][0]].strip():
        first -= 1
    if first == index:
        return ""
    return plain[max(left, spans[first - 1][1] if first else 0) : spans[first][0]]


def _tidy(words: str) -> str:
    return re.sub(r"[\s\x00\x01]+", "", words)


def _after(tail: str) -> str:
    words = re.sub(r"^(?:\(含\))?(?:及|或)?(?:以上|以内|以下|之内|左右|上下|余)(?:的)?", "", tail.lstrip())
    if not words or words[0] in "、和及与，,;；并以”’》":
        return ""
    return _tidy(grammar.EDGES.sub("", words.partition("、")[0]))


def _verb(before: str, after: str) -> str:
    earlier = [match[0] for match in grammar.VERBS.finditer(before)]
    if earlier:
        return earlier[-1]
    later = grammar.VERBS.search(after)
    return later[0] if later else ""
