"""Enumerations in brackets behind a number: 4个城市（甲市、乙市、丙市、丁市）. No check of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jiheng.model.mentions import Mention, mentions

_LIST = re.compile(r"\s*(?P<noun>[\u4e00-\u9fff]{0,8}?)\s*[(（](?P<items>[^()（）\d]{3,120})[)）]")
_OPEN = re.compile(r"等|其中|含|包括|详见|如|以下简称|或|和|及|与|——|不含|即|：|:|以上|每|各")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A number, the noun it counts, and the items of the bracket behind it."""

    mention: Mention
    noun: str
    items: tuple[str, ...]
    printed: str


def listings(text: str) -> Iterator[Listing]:
    """Closed enumerations (no 等) of at least two items behind a whole number."""
    for mention in mentions(text):
        match = _LIST.match(text, mention.end)
        if match is None or mention.upper is not None or mention.figure.decimals or mention.direction or mention.approximate:
            continue
        items = tuple(item.strip() for item in match["items"].split("、"))
        if len(items) < 2 or _OPEN.search(match["items"]) or not all(2 <= len(item) <= 12 for item in items) or "，" in match["items"]:
            continue
        yield Listing(mention=mention, noun=match["noun"], items=items, printed=text[mention.start : match.end()])
