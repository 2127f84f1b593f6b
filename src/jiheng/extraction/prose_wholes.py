"""Lists of parts hung under the fact that they make: 预算…，决算…。其中 can mean either, and the sum says which.

Only an exact sum moves a list, and only to a fact of the same sentence or the two before; a list that makes nothing stays.
"""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from typing import Final

from jiheng.extraction.prose_draft import FactDraft

#: How many sentences back a whole can stand.
_REACH: Final = 2
_TOTAL: Final = re.compile(r"[总合]计|总额|总数|共计")


def rehang(drafts: list[FactDraft]) -> None:
    """Move every list that does not make its whole to a fact near it that it does make."""
    lists: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for index, draft in enumerate(drafts):
        if draft.part_of is not None and draft.figure is not None:
            lists[draft.part_of, draft.listing].append(index)
    for (whole, _), parts in lists.items():
        made = _sum(drafts, parts)
        if len(parts) < 2 or made is None or not made or made == _value(drafts[whole]):
            continue
        other = _made_by(drafts, whole, parts, made)
        if other is not None:
            _move(drafts, parts, whole, other)


def gather(drafts: list[FactDraft]) -> None:
    """Hang facts told one after another under the total that follows them, when they make it to the last digit."""
    for index, total in enumerate(drafts):
        lists_parts = any(drafts[i].figure is not None for i in total.parts)
        if total.figure is None or not total.figure.value or total.part_of is not None or lists_parts or not _TOTAL.search(total.label):
            continue
        parts: list[int] = []
        for before in range(index - 1, -1, -1):
            draft = drafts[before]
            added = bool(parts) and drafts[parts[0]].label.startswith("加上")  # 加上转移性收入…: to what was told before, with its parts
            if added and draft.part_of is not None:
                continue
            if not _beside(draft, total, with_parts=added) or (parts and not added and draft.sentence != drafts[parts[0]].sentence):
                break
            parts.insert(0, before)
        if len(parts) >= 2 and _sum(drafts, parts) == total.figure.value:
            for part in parts:
                drafts[part].part_of, drafts[part].listing = index, total.listings
                drafts[part].context = (*total.context, total.label)
            total.parts.extend(parts)
            total.listings += 1


def _beside(draft: FactDraft, total: FactDraft, *, with_parts: bool) -> bool:
    return (
        draft.figure is not None
        and total.figure is not None
        and draft.family == total.family
        and draft.figure.unit == total.figure.unit
        and draft.part_of is None
        and not draft.in_reason
        and (with_parts or not draft.parts)
        and draft.section_number == total.section_number
        and total.sentence - draft.sentence <= (2 if with_parts else 1)
    )


def _value(draft: FactDraft) -> Decimal | None:
    return draft.figure.value if draft.figure is not None else None


def _sum(drafts: list[FactDraft], parts: list[int]) -> Decimal | None:
    """What parts of one unit make; None when their units differ."""
    figures = [figure for i in parts if (figure := drafts[i].figure) is not None]
    return sum((figure.value for figure in figures), Decimal(0)) if len({figure.unit for figure in figures}) == 1 else None


def _made_by(drafts: list[FactDraft], whole: int, parts: list[int], made: Decimal) -> int | None:
    """The nearest fact before the parts with their sum."""
    first = drafts[parts[0]]
    for index in range(parts[0] - 1, -1, -1):
        draft = drafts[index]
        if first.sentence - draft.sentence > _REACH or draft.section_number != first.section_number:
            return None
        if index == whole or draft.in_reason or draft.figure is None or draft.family != first.family or first.figure is None:
            continue
        if draft.figure.value == made and draft.figure.unit == first.figure.unit and draft.part_of not in parts:
            return index
    return None


def _move(drafts: list[FactDraft], parts: list[int], whole: int, other: int) -> None:
    target = drafts[other]
    for index in parts:
        drafts[whole].parts.remove(index)
        drafts[index].part_of = other
        drafts[index].listing = target.listings
        drafts[index].context = (*target.context, target.label)
        target.parts.append(index)
    target.listings += 1
    target.is_open = drafts[whole].is_open
