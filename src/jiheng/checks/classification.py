"""The functional classification of spending (政府收支分类): known names, and names that are almost one.

Not a check: FAC201, FAC202 and XCK208 share it.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

from jiheng.model import normal
from jiheng.regulation import Standard

_LENGTHS = (3, 5, 7)


def plain_item(name: str) -> str:
    """A classification name without level marks, spaces and brackets of one kind."""
    return re.sub(r"\s|\([类款项]\)", "", normal(name))


def codes(standard: Standard) -> dict[str, str]:
    """Code to official name."""
    return {str(code): str(name) for code, name in standard.parameter("functional_classification").value.items()}


@lru_cache(maxsize=8)
def _plain_codes(pairs: tuple[tuple[str, str], ...]) -> dict[str, tuple[str, str]]:
    return {code: (plain_item(name), name) for code, name in pairs}


def near_miss(name: str, above: str | None, level: int | None, standard: Standard) -> tuple[str, str] | None:
    """Code and official name of the item that a name almost is; None for known, former and unknown names.

    The name must differ in a character or two from just one official name of its level, under the item above it when that is known.
    """
    table = _plain_codes(tuple(codes(standard).items()))
    former = {plain_item(str(old)) for old in standard.parameter("former_classification").value}
    text = plain_item(name)
    if len(text) < 4 or text in former or any(text in (plain, plain.removesuffix("支出")) for plain, _ in table.values()):
        return None
    parents = {code for code, (plain, _) in table.items() if above and plain == plain_item(above)}
    floor = float(standard.number("resembling_name"))
    found = [
        (SequenceMatcher(None, text, plain, autojunk=False).ratio(), code, official)
        for code, (plain, official) in table.items()
        if (level is None or len(code) == _LENGTHS[level])
        and (not parents or any(code.startswith(parent) for parent in parents))
        and abs(len(plain) - len(text)) <= 2
    ]
    near = sorted((entry for entry in found if entry[0] >= floor and _edits(text, plain_item(entry[2])) <= 2), reverse=True)
    if not near or (len(near) > 1 and near[0][0] == near[1][0]):
        return None
    return near[0][1], near[0][2]


def _edits(one: str, other: str) -> int:
    """Characters that differ: replaced, left out or added."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return sum(max(i2 - i1, j2 - j1) for tag, i1, i2, j1, j2 in matcher.get_opcodes() if tag != "equal")
