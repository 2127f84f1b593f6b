"""Numbers of working papers: group and count, B4-1, B4-2 … A number is given once and never again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_NUMBER: Final = re.compile(r"([A-Z]\d*)-(\d+)")


def next_number(group: str, given: Iterable[str]) -> str:
    """The number after the highest one given in the group, whether that paper is still there or not."""
    counts = [int(match[2]) for one in given if (match := _NUMBER.fullmatch(one)) and match[1] == group]
    return f"{group}-{max(counts, default=0) + 1}"


def by_number(number: str) -> tuple[str, int, str]:
    """What sorts numbers as people read them: B4-2 before B4-10; what is no number of ours stands last."""
    match = _NUMBER.fullmatch(number)
    return (match[1], int(match[2]), number) if match else ("~", 0, number)
