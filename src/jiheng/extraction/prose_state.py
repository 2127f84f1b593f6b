"""What a reader of sentences remembers: the facts so far, the one spoken of, the open lists of parts, the comparison in force."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from jiheng.extraction.prose_draft import ComparisonDraft, FactDraft
from jiheng.extraction.prose_text import Passage
from jiheng.extraction.prose_wording import NESTED, core
from jiheng.model import ComparedWith

#: How far printed parts may pass their whole and still be taken for its parts.
_SLACK: Final = Decimal("0.05")
#: Text run together without full stops: figures further apart belong to other sentences.
_NEAR: Final = 30
_BUDGET: Final = re.compile(r"(?:年初|全年|调整)?预算(?:数|额)?$")


@dataclass(slots=True)
class Comparator:
    """The comparison words in force: with what, and the words as printed."""

    kind: ComparedWith
    label: str


@dataclass(slots=True)
class Level:
    """An open list of parts. ``candidates`` are facts that can be the whole, best first."""

    candidates: list[int]
    segment: int = 0
    whole: int | None = None
    parts: list[int] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=dict)
    is_bracket: bool = False
    is_listing: bool = False
    is_open: bool = False
    by_kind: bool = False
    is_guess: bool = False


@dataclass(slots=True)
class State:
    """The memory of one reading."""

    drafts: list[FactDraft] = field(default_factory=list)
    levels: list[Level] = field(default_factory=list)
    carried: Level | None = None
    carried_section: str = ""
    current: int | None = None
    passage: Passage | None = None
    section: str = ""
    section_number: int = -1
    year: int | None = None
    passage_year: int | None = None
    sentence: int = 0
    segment: int = 0
    comparator: Comparator | None = None
    leading: Comparator | None = None
    told: Comparator | None = None
    topic: str = ""
    topic_is_new: bool = False
    in_reason: bool = False
    reason_start: int = 0
    reason_items: list[ComparisonDraft] = field(default_factory=list)

    def here(self) -> FactDraft | None:
        """The fact spoken of."""
        return self.drafts[self.current] if self.current is not None else None

    def fresh(self) -> FactDraft | None:
        """The fact spoken of, when this paragraph speaks of it."""
        draft = self.here()
        return draft if draft is not None and draft.passage is self.passage else None

    def of_sentence(self, number: int) -> list[int]:
        """The facts that began in a sentence, first first; facts of reasons are none."""
        return [i for i, draft in enumerate(self.drafts) if draft.sentence == number and not draft.in_reason]

    def named(self, label: str) -> int | None:
        """The last fact of this section with this name."""
        wanted = core(label)
        for index in range(len(self.drafts) - 1, -1, -1):
            draft = self.drafts[index]
            if draft.section_number != self.section_number or draft.in_reason or self._of_other_year(draft):
                continue
            if draft.core == wanted and wanted:
                return index
        return None

    def _of_other_year(self, draft: FactDraft) -> bool:
        """Whether this paragraph begins with a year and the fact of another paragraph with another."""
        return draft.passage is not self.passage and None not in (self.passage_year, draft.year) and draft.year != self.passage_year

    def anywhere(self, label: str) -> int | None:
        """The last fact of the text with this name and a figure."""
        wanted = core(label)
        found = (i for i in range(len(self.drafts) - 1, -1, -1) if self.drafts[i].core == wanted and self.drafts[i].figure is not None)
        return next(found, None) if wanted else None

    def enter(self, section: str, number: int) -> None:
        """A new heading: what was spoken of is over, save a list that the last sentence opened and the headings below it fill."""
        level = self.carried
        below = bool(self.carried_section) and section.startswith(f"{self.carried_section}/")
        if level is None or not below or (level.parts and not level.is_listing):
            self.carried = None
        else:
            level.is_listing = True
        self.current = None
        self.section, self.section_number = section, number

    # -- parts ----------------------------------------------------------------------------------------------------------

    def open_level(self, *, bracket: bool = False, is_open: bool = False, beside: bool = False, is_guess: bool = False) -> None:
        """其中 was read: what follows are parts of a fact before it; ``beside`` of a whole that was listed before (支出包括)."""
        same = self.of_sentence(self.sentence)
        if not same and self.carried is not None and self.carried.by_kind and not self.carried.parts:
            self.levels.append(self.carried)
            return
        candidates = list(reversed(same))
        if self.current is not None and self.current in same:
            candidates.remove(self.current)
            candidates.insert(0, self.current)
        if not candidates:
            before = [i for i in self.of_sentence(self._sentence_before()) if self.drafts[i].section_number == self.section_number]
            candidates = [
                *self._listed(before, 1 if beside else 2),
                *[i for i in before if self.drafts[i].part_of is None],
                *[i for i in before if self.drafts[i].part_of is not None],
            ]
            if self.told is not None and self.current is not None:
                candidates.insert(0, self.current)
            self.levels.clear()
        candidates.sort(key=lambda index: self._is_told_of_later(index, candidates))
        if candidates:
            self.levels.append(Level(candidates, self.segment, is_bracket=bracket, is_open=is_open, is_guess=is_guess))

    def _is_told_of_later(self, index: int, others: list[int]) -> bool:
        """Whether the same quantity is told of a later year beside it: last year's figure is for comparison, its parts are not told."""
        draft = self.drafts[index]
        same = (self.drafts[other] for other in others if self.drafts[other].core == draft.core)
        return draft.year is not None and any(other.year is not None and other.year > draft.year for other in same)

    def open_kind(self, *, is_open: bool) -> None:
        """按经济分类科目，…: another list of the whole that was listed by another kind before."""
        whole = self.levels[-1].whole if self.levels else self._last_whole()
        if whole is None and not self.levels:  # the first list of what the sentence began with
            whole = next((i for i in self.of_sentence(self.sentence) if self.drafts[i].figure is not None), None)
        if whole is None:
            return
        level = Level([whole], self.segment, is_open=is_open, by_kind=True)
        if self.levels:
            self.levels[-1] = level
        else:
            self.levels.append(level)

    def _last_whole(self) -> int | None:
        """The largest fact of this section whose parts were listed, and which is no part itself."""
        if self.of_sentence(self.sentence):
            return None
        found = (
            (draft.figure.value, i)
            for i, draft in enumerate(self.drafts)
            if draft.section_number == self.section_number and draft.parts and draft.part_of is None and draft.figure is not None
        )
        return max(found, default=(Decimal(0), None))[1]

    def back_to_whole(self) -> None:
        """A sentence without a subject after one that listed parts speaks of their whole."""
        here = self.fresh()
        if here is None or here.part_of is None or here.sentence != self.sentence - 1:
            return
        whole = self.drafts[here.part_of]
        told = [i for i in whole.parts if self.drafts[i].sentence == here.sentence]
        if whole.passage is here.passage and whole.sentence in (here.sentence, here.sentence - 1) and len(told) >= 2:
            self.current = here.part_of

    def last_passage(self) -> Passage | None:
        """The paragraph of this section that stated something last."""
        found = (draft for draft in reversed(self.drafts) if not draft.in_reason)
        last = next(found, None)
        return last.passage if last is not None and last.section_number == self.section_number else None

    def _listed(self, facts: list[int], least: int) -> list[int]:
        """The whole whose parts a sentence listed, when it did nothing else."""
        wholes = {self.drafts[i].part_of for i in facts}
        only = next(iter(wholes)) if len(wholes) == 1 and len(facts) >= least else None
        return [] if only is None else [only]

    def _sentence_before(self) -> int:
        return max((d.sentence for d in self.drafts if d.sentence < self.sentence and not d.in_reason), default=-1)

    def segment_ends(self) -> None:
        """A semicolon: a list opened within the segment that just ended is over, when it lies in another list."""
        self.segment += 1
        while len(self.levels) > 1 and self.levels[-1].segment == self.segment - 1 and not self._wants_more(self.levels[-1]):
            self.levels.pop()

    def _wants_more(self, level: Level) -> bool:
        if level.whole is None or len(level.parts) != 1:
            return not level.parts
        return False

    def sentence_ends(self) -> None:
        """A full stop: lists end, but the outer one may go on in the next sentence."""
        added = [level for level in self.levels[:1] if level.whole is not None or level.is_listing or not level.parts]
        if added:
            self.carried, self.carried_section = added[0], self.section
        elif (
            self.carried is not None
            and not self.carried.is_listing
            and self.of_sentence(self.sentence)
            and not any(i in self.carried.parts for i in self.of_sentence(self.sentence))
        ):
            self.carried = None
        self.levels.clear()
        here = self.fresh() or self.here()
        stated = any(self.drafts[i].figure is not None for i in self.of_sentence(self.sentence))
        self.told = self.comparator if not stated and here is not None else None
        self.sentence += 1
        self.comparator = self.leading = None

    def join(self, index: int, level: Level) -> bool:
        """Make a fact a part of a level's whole, when their units allow."""
        draft = self.drafts[index]
        if NESTED.match(draft.label):
            return False
        if level.whole is None:
            options = [i for i in level.candidates if i != index and self._fits(draft, self.drafts[i])]
            if not options:
                return False
            level.whole = options[0]
        chosen = level.whole
        if not self._fits(draft, self.drafts[chosen]):
            other = next((i for i in level.candidates if i != index and draft.figure and self._fits(draft, self.drafts[i])), None)
            if other is None:
                return False
            chosen = other
        whole = self.drafts[chosen]
        if chosen == index or self._is_full(level, whole, draft):
            return False
        draft.part_of = chosen
        draft.context = (*whole.context, whole.label)
        if chosen not in level.numbers:
            level.numbers[chosen] = whole.listings
            if level.by_kind or level.is_guess:
                whole.guessed.add(whole.listings)
            whole.listings += 1
        draft.listing = level.numbers[chosen]
        level.parts.append(index)
        whole.parts.append(index)
        whole.is_open = whole.is_open or level.is_open
        return True

    def _is_full(self, level: Level, whole: FactDraft, draft: FactDraft) -> bool:
        """Whether the parts before a semicolon, or far before, already make the whole, so that another figure cannot be one of them."""
        last = self.drafts[level.parts[-1]] if level.parts else draft
        near = draft.passage is last.passage and draft.start - last.end < _NEAR
        if (
            len(level.parts) < 2
            or (self.segment == level.segment and near)
            or draft.figure is None
            or not draft.figure.value
            or whole.figure is None
        ):
            return False
        own = [self.drafts[i] for i in whole.parts if self.drafts[i].figure is not None]
        listed = sum((part.figure.value for part in own if part.figure is not None), Decimal(0))
        return len(own) >= 2 and listed == whole.figure.value

    def _fits(self, part: FactDraft, whole: FactDraft) -> bool:
        if part.figure is None:
            return True
        return whole.figure is not None and part.family == whole.family and part.family != "%"

    def fits_carried(self, index: int, *, by_share: bool) -> bool:
        """Whether a fact after the sentence of a list is one more of its parts."""
        level, draft = self.carried, self.drafts[index]
        if level is None or draft.part_of is not None or index in level.parts:
            return False
        if level.whole is None:
            return not level.parts and (level.is_listing or self.drafts[level.candidates[0]].section_number == self.section_number)
        whole = self.drafts[level.whole]
        if whole.figure is None or draft.figure is None or whole.family != draft.family:
            return False
        if whole.section_number != draft.section_number and not level.is_listing:
            return False
        values = [self.drafts[i].figure for i in level.parts]
        got = sum((figure.value for figure in values if figure is not None), Decimal(0))
        is_full = bool(level.parts) and got == whole.figure.value and bool(draft.figure.value)
        if by_share or level.is_listing:
            return by_share or (not is_full and draft.sentence == min(d.sentence for d in self.drafts if d.passage is self.passage))
        if _BUDGET.search(draft.label) and not _BUDGET.search(whole.label):
            return not is_full and bool(level.parts) and self._same_ending(draft, level)
        if not level.parts:
            return True
        if (got >= whole.figure.value - _SLACK / 5 and draft.figure.value) or got + draft.figure.value > whole.figure.value * (1 + _SLACK):
            return False
        return draft.core != whole.core and self._same_ending(draft, level)

    def _same_ending(self, draft: FactDraft, level: Level) -> bool:
        """Whether a name ends as the last part of the list does: 公务接待费支出 after 公务用车购置费支出."""
        last = self.drafts[level.parts[-1]]
        name, end = _BUDGET.sub("", draft.label), 1 if draft.passage is last.passage else 2
        return len(name) > 2 and last.label[-end:] == name[-end:] and not re.search(r"[总合]计|总额", name)
