"""Second thoughts on a read text: a change told of another fact of its sentence, a list of parts hung under a guessed whole.

Only arithmetic decides: a change moves to the fact for which its amount and its rate agree, a guessed list goes free when it is
far from its whole, what has parts of its own when it is more than its whole. Nothing moves because it merely fails.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Final

from jiheng.extraction.prose_draft import ComparisonDraft, FactDraft
from jiheng.model import Change

#: How far the parts of a guessed whole may be from it and still be taken for a wrong sum instead of a wrong whole.
_NEAR: Final = Decimal("0.05")
#: The last printed digit of a rate, and a little for the rounding of the amounts behind it.
_HALF: Final = Decimal("0.6")


def release(drafts: list[FactDraft]) -> None:
    """Free the lists of guessed wholes that they do not nearly make, and what has parts of its own and is more than its whole."""
    for index, draft in enumerate(drafts):
        if draft.part_of is not None and draft.parts and _exceeds(draft, drafts[draft.part_of]):
            _free(drafts, index)
    lists: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for index, draft in enumerate(drafts):
        if draft.part_of is not None and draft.listing in drafts[draft.part_of].guessed:
            lists[draft.part_of, draft.listing].append(index)
    for (number, _), parts in lists.items():
        whole = drafts[number]
        figures = [figure for i in parts if (figure := drafts[i].figure) is not None]
        if whole.figure is None or any(figure.unit != whole.figure.unit for figure in figures):
            continue
        made = sum((figure.value for figure in figures), Decimal(0))
        if abs(made - whole.figure.value) <= whole.figure.value * _NEAR:
            continue
        for index in parts:
            _free(drafts, index)


def _exceeds(part: FactDraft, whole: FactDraft) -> bool:
    one, other = part.figure, whole.figure
    return one is not None and other is not None and one.unit == other.unit and one.value > other.value > 0


def _free(drafts: list[FactDraft], index: int) -> None:
    """Make a part a quantity of its own."""
    draft = drafts[index]
    if draft.part_of is not None:
        drafts[draft.part_of].parts.remove(index)
    draft.part_of, draft.listing, draft.context = None, 0, ()


def resettle(drafts: list[FactDraft]) -> None:
    """Move a change to the whole before it, or to the last part told, where its amount and rate agree and here they do not."""
    for draft in drafts:
        for item in list(draft.comparisons):
            if _agrees(draft, item) is not False:
                continue
            other = next((found for found in _beside(drafts, draft) if _agrees(found, item) and not _has(found, item)), None)
            if other is not None:
                draft.comparisons.remove(item)
                other.comparisons.append(item)


def _beside(drafts: list[FactDraft], draft: FactDraft) -> list[FactDraft]:
    """The whole of a part, or the parts of a whole, told in the same paragraph not far from it."""
    near = [] if draft.part_of is None else [drafts[draft.part_of]]
    near += [drafts[i] for i in reversed(draft.parts)]
    return [found for found in near if found.passage is draft.passage and abs(found.sentence - draft.sentence) <= 1]


def _has(draft: FactDraft, item: ComparisonDraft) -> bool:
    return any(other.kind is item.kind and not other.is_open for other in draft.comparisons)


def _agrees(draft: FactDraft, item: ComparisonDraft) -> bool | None:
    """Whether amount and rate of a change agree for the figure of a fact; None when they cannot be compared."""
    figure, amount, rate = draft.figure, item.amount, item.rate
    if figure is None or amount is None or rate is None or item.direction not in (Change.INCREASE, Change.DECREASE):
        return None
    if figure.unit != amount.unit or rate.unit != "%" or item.base is not None:
        return None
    base = figure.value - amount.value if item.direction is Change.INCREASE else figure.value + amount.value
    if base <= 0:
        return False
    return abs(amount.value / base * 100 - rate.value) <= _HALF * Decimal(1).scaleb(-rate.decimals)
