"""Quantities told together: 收、支总计分别为100万元和90万元 reads as 收入总计为100万元；支出总计为90万元.

The words are laid out anew before they are read, one quantity after the other; every character keeps the way back to where it was
printed. Only as many names as figures are told apart; what follows in the same order (，各下降5%、8%) goes with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from jiheng.extraction.prose_passage import Passage
from jiheng.model import Place

Cut: TypeAlias = tuple[int, int]

_VERB: Final = "增长|增加|上升|提高|下降|减少|降低|压减"
_UNIT: Final = "%|‰|个?百分点|[亿万千百]*元|人次|批次|平方米|公里|[人个家辆台次批项户名件场处]|分(?![钟别之])"
_FIGURE: Final = rf"(?:(?P<verb>{_VERB})了?\s*)?(?P<number>\d+(?:,\d{{3}}(?!\d))*(?:\.\d+)?)\s*(?P<unit>{_UNIT})?"
_ITEM: Final = re.compile(_FIGURE)
_NEXT: Final = re.compile(rf"\s*(?:、|以及|,?和|与|及|,(?!\s*(?:{_VERB})))\s*{_FIGURE}")
#: Whose figures follow in their order: 分别为, 各是, 各减少.
_CUE: Final = re.compile(rf"(?:分别|依次|各)(?P<said>(?:是|为|达到?|完成|支出|实现|安排|得)*)\s*(?=(?:{_VERB})?了?\s*\d)")
#: The two sides of the accounts with what they share: 财政拨款收、支总计与上年相比.
_SIDES: Final = re.compile(
    r"(?P<one>收入?)(?:、|和|与|及|,)?(?P<two>支出?)(?P<rest>(?:决算|预算)?(?:总计|合计|总额|总数|总体|总)?(?:数|金额)?"
    r"(?:,?(?:与|比|较)[^,;:。]{2,14}?)?)$"
)
_NAME: Final = re.compile(r"[\u4e00-\u9fff“”\"()]{2,20}")
_ENDS_NAME: Final = re.compile(r"[\u4e00-\u9fff]{2,}[”\")]?$")
_CLAUSE_ENDS: Final = ",;:。!?\n"
#: In the order of the names; what tells that others are spoken of.
_ORDER: Final = re.compile(r"分别|依次|各(?!类|项|级|部门|单位|种|地|乡|县|市|区|方|镇)")
_APART: Final = re.compile(r"[;:。!?()]|其中")
#: How far a figure of the same order can stand from the one before: ，与上年相比分别.
_REACH: Final = 24


@dataclass(frozen=True, slots=True)
class _Item:
    number: Cut
    verb: Cut | None
    unit: Cut | None


@dataclass(frozen=True, slots=True)
class _Row:
    """The figures of one enumeration, with the words before them; ``lead`` stands before the first, ``begin`` to ``end`` all of it."""

    lead: tuple[Cut, ...]
    items: tuple[_Item, ...]
    end: int


@dataclass(slots=True)
class _Layout:
    """The words laid out anew, each with the position it was printed at."""

    printed: Passage
    text: list[str] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    way: list[int] = field(default_factory=list)

    def copy(self, cut: Cut | None) -> None:
        """Words as they were printed."""
        if cut is not None:
            self.text.append(self.printed.text[cut[0] : cut[1]])
            self.plain.append(self.printed.plain[cut[0] : cut[1]])
            self.way += range(*cut)

    def word(self, word: str, at: int) -> None:
        """A word that stands for what was printed at a position."""
        self.text.append(word)
        self.plain.append(word)
        self.way += [at] * len(word)


@dataclass(frozen=True, slots=True)
class Spread(Passage):
    """A paragraph laid out anew: ``way`` is where each of its characters was printed."""

    printed: Passage
    way: tuple[int, ...]

    def place(self, start: int, end: int) -> Place:
        """The place as printed, from the first to the last of the characters."""
        return self.printed.place(*self._cut(start, end))

    def said(self, start: int, end: int) -> str:
        """The words as printed."""
        return self.printed.said(*self._cut(start, end))

    @property
    def line(self) -> str:
        """The paragraph as printed."""
        return self.printed.line

    def _cut(self, start: int, end: int) -> Cut:
        held = self.way[start:end] or self.way[-1:]
        return min(held), max(held) + 1


def spread(passage: Passage) -> Passage:
    """The paragraph with quantities told together laid out one after the other; itself when there are none."""
    if not any(word in passage.plain for word in ("分别", "各", "依次")):
        return passage
    layout, done = _Layout(passage), 0
    for cue in _CUE.finditer(passage.plain):
        rows = list(_rows(passage.plain, cue))
        names = _names(passage.plain, cue.start(), len(rows[0].items)) if rows else []
        begin = names[0][0][0] if names else 0
        if not names or begin < done:
            continue
        layout.copy((done, begin))
        for number, name in enumerate(names):
            if number:
                layout.word(";", rows[-1].end - 1)
            _lay(layout, name, passage.plain)
            for row in rows:
                _tell(layout, row, number)
        done = rows[-1].end
    if not done:
        return passage
    layout.copy((done, len(passage.plain)))
    return Spread("".join(layout.text), "".join(layout.plain), passage.parts, passage.index, passage, tuple(layout.way))


def _lay(layout: _Layout, name: tuple[Cut, ...], plain: str) -> None:
    """A name, its words completed: 收 before 总计 is 收入."""
    for cut in name:
        word = {"收": "收入", "支": "支出"}.get(plain[cut[0] : cut[1]])
        if word is not None:
            layout.word(word, cut[0])
        else:
            layout.copy(cut)


def _tell(layout: _Layout, row: _Row, number: int) -> None:
    """One figure of an enumeration, with the verb and the unit that its neighbours say for it."""
    for cut in row.lead:
        layout.copy(cut)
    item = row.items[number]
    layout.copy(item.verb or row.items[0].verb)
    layout.copy(item.number)
    layout.copy(item.unit or next((other.unit for other in row.items[number:] if other.unit), None))


def _rows(plain: str, cue: re.Match[str]) -> Iterator[_Row]:
    """The enumeration behind a cue, and those that follow in the same order."""
    items, end = _items(plain, cue.end())
    if len(items) < 2:
        return
    yield _Row((cue.span("said"),), items, end)
    while (found := _following(plain, end, len(items))) is not None:
        yield found
        end = found.end


def _items(plain: str, at: int) -> tuple[tuple[_Item, ...], int]:
    """The figures told one after the other from a position on."""
    items: list[_Item] = []
    kinds: set[str] = set()
    found = _ITEM.match(plain, at)
    while found is not None:
        kinds |= {_kind(found["unit"])} if found["unit"] else set()
        if len(kinds) > 1:
            break
        verb, unit = (found.span(name) if found[name] else None for name in ("verb", "unit"))
        items.append(_Item(found.span("number"), verb, unit))
        at = found.end()
        found = _NEXT.match(plain, at)
    return tuple(items), at


def _kind(unit: str) -> str:
    """What a unit measures: money and rates do not mix in one enumeration, 20批次、180人次 do."""
    return "money" if unit.endswith("元") else unit if unit in ("%", "‰") or unit.endswith("点") else "count"


def _following(plain: str, at: int, count: int) -> _Row | None:
    """The next figures of the same order behind a comma, when there are as many."""
    if plain[at : at + 1] != ",":
        return None
    for found in _ITEM.finditer(plain, at, at + _REACH):
        if found["unit"] is None and _NEXT.match(plain, found.end()) is None:
            continue  # the year of a comparison
        items, end = _items(plain, found.start())
        lead = plain[at : found.start()]
        cue = _ORDER.search(lead)
        said = lead[: cue.start()] if cue else lead
        if len(items) != count or _APART.search(said) or said.count(",") > 2 or _SIDES.search(said.rstrip()):
            return None
        pieces = ((at, at + cue.start()), (at + cue.end(), found.start())) if cue else ((at, found.start()),)
        return _Row(pieces, items, end)
    return None


def _names(plain: str, end: int, count: int) -> list[tuple[Cut, ...]]:
    """The names before a cue, each as the pieces it is made of, when there are as many as figures."""
    start = max(plain.rfind(mark, 0, end) for mark in _CLAUSE_ENDS) + 1
    sides = _SIDES.search(plain[start:end].rstrip())
    if sides is not None and count == 2:
        lead, rest = (start, start + sides.start()), (start + sides.start("rest"), start + sides.end("rest"))
        return [(lead, _moved(sides.span(side), start), rest) for side in ("one", "two")]
    for marks in ("、", "、和与", "、和与及"):
        cuts = [_moved(found.span(), start) for found in re.finditer(f"[^{marks}]+", plain[start:end])]
        words = [plain[slice(*cut)].strip() for cut in cuts]
        if len(words) == count and all(map(_NAME.fullmatch, words[1:])) and _ENDS_NAME.search(words[0]):
            return [(cut,) for cut in cuts]
    return []


def _moved(cut: Cut, by: int) -> Cut:
    return cut[0] + by, cut[1] + by
