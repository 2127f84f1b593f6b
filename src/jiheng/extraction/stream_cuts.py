"""Where a text may end and the next begin when nothing stands between them: at group words, numbers, signs, units, quality words."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from jiheng.extraction.stream_evidence import Reader
from jiheng.extraction.stream_text import Gap, Stream
from jiheng.regulation.labels import FormLabels, load_labels

_NUMBERED: Final = re.compile(r"(?:指标|目标)\d{1,2}")
_LISTED: Final = re.compile(r"\d{1,2}[、.](?!\d)|\(\d{1,2}\)|[①-⑳]")
_NUMBER: Final = re.compile(r"\d[\d,]*(?:\.\d+)?[%‰]?")
_SIGN: Final = re.compile(r"(?:[≥≤≧≦⩾⩽═]|[<>]=?|=[<>]?)+|不少于|不低于|不超过|不高于")
_QUALITY: Final = re.compile(
    r"(?:有效|显著|明显|持续|不断|逐步|逐年|大幅|进一步|全面|积极|较好|良好|完全|全部|基本|部分|已|按时|按期|及时|达成|达到|达标|完成|是|否|优|合格|严格|符合|效果|无)"
)
_QUALITY_END: Final = re.compile(r"是|否|达成预期指标|达成预期|预期|达标|完成|提升|提高|改善|明显|显著|有效|良好|合格")
_POINTS: Final = re.compile(r"\(\d{1,3}(?:\.\d+)?分?\)|\d{1,3}分")
_DATE: Final = re.compile(r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?(?:底|末)?(?:之?以?前)?(?:完成)?(?:\d+%)?")
_DASH: Final = re.compile(r"(?<=[\d分])[-—/]+(?=[\u4e00-\u9fff])")
_SENTENCE_END: Final = "。;；!"


def is_numbered(text: str) -> bool:
    """Whether a text begins with the number of a name in a list over all rows: 3．…, (3)…, ③…."""
    return bool(_LISTED.match(text))


@cache
def _group_words(standard: str) -> re.Pattern[str]:
    labels = load_labels(standard)
    words = {word for block in (labels.categories, labels.subcategories) for word in block.words if len(word) >= 4}
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


def cut_positions(stream: Stream, begin: int, end: int, gap: Gap, reader: Reader) -> list[int]:
    """The positions between ``begin`` and ``end`` where a text may begin, both included."""
    if gap is not Gap.NONE:
        return stream.boundaries(begin, end, min(gap, Gap.LINE))
    text = stream.folded
    cuts = {*stream.boundaries(begin, end, Gap.SPACE)}
    groups: list[tuple[int, int]] = []
    for match in _group_words(reader.labels.standard).finditer(text, begin, end):
        groups.append(match.span())
        points = _POINTS.match(text, match.end(), end)
        cuts |= {match.start(), points.end() if points else match.end()}
    numbered = {match.start() for match in _NUMBERED.finditer(text, begin, end)}
    cuts |= {start for start in numbered if not any(low < start < high for low, high in groups)}
    for match in _NUMBER.finditer(text, begin, end):
        cuts |= {match.start(), match.end()} | _inside(match[0], match.start())
        cuts |= _unit_ends(text, match.end(), end, reader)
    for match in _DASH.finditer(text, begin, end):
        cuts |= {match.start(), match.end()}
    for pattern in (_SIGN, _QUALITY, _DATE):
        cuts |= {match.start() for match in pattern.finditer(text, begin, end)}
    cuts |= {match.end() for match in _DATE.finditer(text, begin, end)}
    cuts |= {match.end() for match in _QUALITY_END.finditer(text, begin, end)}
    cuts |= {begin + place + 1 for place, character in enumerate(text[begin:end]) if character in _SENTENCE_END}
    for low, high in side_labels(stream, begin, end, reader.labels):
        cuts = {cut for cut in cuts if not low < cut < high} | {low, high}
    return sorted(cut for cut in cuts if begin <= cut <= end)


def side_labels(stream: Stream, begin: int, end: int, labels: FormLabels) -> list[tuple[int, int]]:
    """Labels of the indicator block printed among the rows without a gap: directly behind the header or before a level-1 word."""
    words = sorted((word for word in labels.indicators_block.words if len(word) >= 4), key=len, reverse=True)
    found = re.compile("|".join(map(re.escape, words))).finditer(stream.folded, begin, end)
    level = _group_words(labels.standard)
    return [match.span() for match in found if match.start() == begin or level.match(stream.folded, match.end(), end)]


def _unit_ends(text: str, begin: int, end: int, reader: Reader) -> set[int]:
    """Where the longest unit behind a number ends, with what it is counted by (元/人)."""
    lengths = reader.unit_lengths(text[begin : min(begin + 6, end)])
    if not lengths:
        return set()
    stop = begin + max(lengths)
    if stop < end and text[stop] == "/":
        per = reader.unit_lengths(text[stop + 1 : min(stop + 7, end)])
        return {stop + 1 + max(per)} if per else {stop}
    return {stop}


def _inside(number: str, start: int) -> set[int]:
    """Every digit boundary inside a run of digits: 88100 may be 8, 8 and 100."""
    return {start + place for place in range(1, len(number)) if number[place - 1].isdigit() and number[place].isdigit()}
