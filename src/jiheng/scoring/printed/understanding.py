"""A printed rule as a rule kind: understood as a whole, with every clause accounted for, or not at all."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from jiheng.scoring.printed import banded, check_lists, counting, opinions, proportion, sliding
from jiheng.scoring.printed.awards import Gives, clauses_of
from jiheng.scoring.printed.conditions import When, conditions_of, is_idle, strip_marks
from jiheng.scoring.printed.formulas import is_completion
from jiheng.scoring.printed.reading import Item, Reading
from jiheng.scoring.printed.wording import spelled

_TERMS = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,16}(?:率|度|比例|比))(?:\(%\))?=\(?(?P<over>[^()/*=。;,]{2,40})/(?P<under>[^()/*=。;,]{2,40}?)\)?(?:\*100%?)?(?=[。;,)]|$)"
)


@lru_cache(maxsize=1024)
def understand(text: str | None) -> Reading | None:
    """The rule that a text states; None when any clause is not understood, or leaves room for judgement."""
    written = spelled(text)
    if not written or len(written) > 2000:
        return None
    found = check_lists.read(text)
    if found is not None:
        return found
    items = _items(written)
    if not items:
        return None
    for family in (proportion, banded, sliding, counting, opinions):
        reading = family.read(items)
        if reading is not None:
            return _with_terms(reading, written)
    return None


def _items(written: str) -> tuple[Item, ...] | None:
    clauses, tail = clauses_of(written)
    if not all(is_idle(strip_marks(piece)[0]) for piece in re.split(r"[。;,]", tail) if piece):
        return None
    found: list[Item] = []
    for clause in clauses:
        read = conditions_of(clause.condition)
        if read is None:
            return None
        item = Item(conditions=read[0], award=clause.award, mark=read[1])
        if not _only_says_full(item):
            found.append(item)
    return tuple(found)


def _only_says_full(item: Item) -> bool:
    """Whether a clause says no more than what full marks are: 满分5分, 最高得满分."""
    if item.asks(When.CAP):
        return item.gives(Gives.FULL)
    text = item.only.text if item.only is not None else ""
    return item.gives(Gives.POINTS) and re.fullmatch(r"(?:本|该)?(?:项|指标)?(?:满分?|分值|权重|标准分|总分)(?:为|:|是)?", text) is not None


def _with_terms(reading: Reading, written: str) -> Reading:
    """With the numerator and denominator that the text defines for what the rule looks at."""
    match = _TERMS.search(written)
    if match is None or reading.terms is not None:
        return reading
    if reading.subject and (match["name"].endswith(reading.subject) or reading.subject.endswith(match["name"])):
        return replace(reading, terms=(match["over"], match["under"]))
    if not reading.subject and not is_completion(match["name"]) and reading.kind in ("bands", "threshold_slide", "by_rate"):
        return replace(reading, terms=(match["over"], match["under"]))
    return reading
