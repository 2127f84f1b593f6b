"""Cutting a stream of indicator cells into rows: a beam search over all ways to lay the texts into the columns of the header.

A row is a run of texts in rising columns. Each text is judged for its column, target and actual against each other, score against
weight, the position against the header's, the weights against the points printed for their group. What fits nowhere is skipped and named.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from jiheng.extraction.stream_cuts import is_numbered
from jiheng.extraction.stream_evidence import CANNOT, Evidence, Reader, pair_fit, run_together
from jiheng.extraction.stream_labels import Run
from jiheng.extraction.stream_text import Gap, Stream
from jiheng.extraction.wording import group_points

#: Price of a row that lacks a text in a column.
_MISSING: Final[dict[str, float]] = {
    "name": -7.0,
    "target": -2.5,
    "actual": -2.5,
    "weight": -4.0,
    "score": -3.0,
    "sign": -1.0,
    "unit": -0.5,
}
_SKIP: Final = -3.0
_EMPTY_GROUP: Final = -1.5
_ROW_NOT_AT_LINE: Final = -3.0
_LINE_INSIDE_ROW: Final = -3.0
_TWO_FIGURES: Final = -4.0
#: Worth of an unknown group word of so many characters before a numbered name; twice as much where it begins a line.
_BEFORE_NUMBER: Final = 3.0
_GROUP_WORD: Final = 4
#: Without gaps every extra row must pay for itself; a text worth less than this is not tried in a column.
_ROW_RUN_TOGETHER: Final = -7.0
_HOPELESS: Final = -4.0
_TRIED: Final = 60
_WIDTH: Final = {Gap.NONE: 40, Gap.SPACE: 24, Gap.LINE: 24, Gap.CELL: 12}
#: How many pieces and characters one text may be made of.
_PIECES: Final = {Gap.NONE: 60, Gap.SPACE: 14, Gap.LINE: 6, Gap.CELL: 2}
_LENGTH: Final = {"name": 70, "target": 40, "actual": 60, "category": 24, "subcategory": 24, "weight": 8, "score": 8, "sign": 8, "unit": 10}
_LONGEST: Final = 400


@dataclass(frozen=True, slots=True)
class Filled:
    """A text laid into a column: stretch ``begin``..``end`` of the stream."""

    column: int
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class RowReading:
    """One row: its texts by column, what it is worth, and the columns whose reading the evidence does not settle."""

    cells: tuple[Filled, ...]
    worth: float
    unsettled: frozenset[int] = frozenset()

    @property
    def begin(self) -> int:
        """Where the row begins in the stream."""
        return self.cells[0].begin

    @property
    def end(self) -> int:
        """Where the row ends in the stream."""
        return self.cells[-1].end


@dataclass(frozen=True, slots=True)
class Reading:
    """All rows in order, and the stretches that fit nowhere."""

    rows: tuple[RowReading, ...]
    skipped: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _State:
    worth: float
    column: int = -1
    cells: tuple[Filled, ...] = ()
    weight: Decimal | None = None
    score: Decimal | None = None
    target: Evidence | None = None
    begun: float = 0.0
    has_category: bool = False
    expected: Decimal | None = None
    group: Decimal | None = Decimal(0)
    rows: _Rows | None = None
    is_after_skip: bool = False
    passed: float = 0.0

    @property
    def prospect(self) -> float:
        """What the state is worth with the price of the columns it passed over, which is charged when its row closes."""
        return self.worth + self.passed


@dataclass(frozen=True, slots=True)
class _Rows:
    before: _Rows | None
    row: RowReading | None
    skipped: tuple[int, int] | None = None


@dataclass(slots=True)
class RowSearch:
    """The search over one stretch. ``cuts`` are the positions where a text may begin or end."""

    stream: Stream
    reader: Reader
    header: Run
    cuts: Sequence[int]
    side_labels: frozenset[int] = frozenset()
    columns: tuple[str, ...] = ()
    has_lines: bool = True
    _places: tuple[int, ...] = ()
    _ordinals: tuple[int, ...] = ()
    _options: dict[int, list[tuple[int, int, Evidence, float]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.columns = self.header.meanings
        spans = [self.stream.spans[self.stream.origins[label.begin][0]] for label in self.header.labels]
        self._places = self.header.columns or tuple(-1 if span.place.column is None else span.place.column for span in spans)
        in_grid = self.header.gap is Gap.CELL and -1 not in self._places
        self._ordinals = self._places if in_grid else tuple(self.stream.ordinals[label.begin] for label in self.header.labels)
        starts = sum(1 for cut in self.cuts if self.stream.is_line_start(cut))
        self.has_lines = self.header.gap is Gap.CELL and starts * 3 * len(self.columns) > len(self.cuts)

    def run(self) -> Reading:
        """The best reading of the whole stretch."""
        best = self._search(0, len(self.cuts) - 1, self._width)
        return self._collect(best)

    def level_columns(self) -> frozenset[int]:
        """The columns of level-1 and level-2 words."""
        return frozenset(column for column, name in enumerate(self.columns) if name in ("category", "subcategory"))

    def alternatives(self, row: RowReading, margin: float) -> list[RowReading]:
        """Readings of the same stretch as one row that are worth at most ``margin`` less."""
        first, last = self.cuts.index(row.begin), self.cuts.index(row.end)
        found: list[RowReading] = []
        beams: list[list[_State]] = [[] for _ in range(last + 1)]
        beams[first] = [_State(0.0, has_category=True)]
        for place in range(first, last):
            for state in sorted(beams[place], key=lambda s: -s.worth)[:_TRIED]:
                for end, extended in self._extend(state, place, last):
                    beams[end].append(extended)
        for state in beams[last]:
            closed = self._close(state)
            found.append(RowReading(state.cells, closed.worth))
        top = max((other.worth for other in found), default=0.0)
        return [other for other in found if other.worth >= top - margin]

    @property
    def _width(self) -> int:
        return _WIDTH[self.header.gap]

    def _search(self, first: int, last: int, width: int) -> _State:
        beams: list[dict[object, _State]] = [{} for _ in range(last + 1)]
        beams[first][None] = _State(0.0)
        done = _State(0.0)
        for place in range(first, last + 1):
            states = sorted(beams[place].values(), key=lambda state: -state.prospect)[: width * 2]
            beams[place] = {}
            closed = self._best_closed(
                [*(self._close(state) for state in states if state.cells), *(s for s in states if not s.cells)], width
            )
            for state in closed:
                if self._finished(state) > self._finished(done):
                    done = state
            if place == last:
                break
            for state in [*closed, *(state for state in states[:width] if state.cells)]:
                for end, extended in self._extend(state, place, last):
                    self._keep(beams[end], extended)
                if not state.cells:
                    self._keep(beams[place + 1], self._skip(state, place))
        return done

    def _best_closed(self, states: list[_State], width: int) -> list[_State]:
        kept: dict[object, _State] = {}
        for state in states:
            sums = (state.expected, state.group) if self.header.gap is Gap.NONE else None
            key = (state.is_after_skip, sums)
            if key not in kept or kept[key].worth < state.worth:
                kept[key] = state
        return sorted(kept.values(), key=lambda state: -state.worth)[:width]

    def _keep(self, beam: dict[object, _State], state: _State) -> None:
        target = (state.cells[-1].begin, state.target.unit if state.target else None) if state.cells else None
        sums = (state.expected, state.group) if self.header.gap is Gap.NONE else None
        key = (state.column, state.weight, target, sums, tuple(cell.column for cell in state.cells) if self.header.gap > Gap.NONE else None)
        known = beam.get(key)
        if known is None or known.worth < state.worth:
            beam[key] = state

    def _finished(self, state: _State) -> float:
        return state.worth + _sum_worth(state)

    def _skip(self, state: _State, place: int) -> _State:
        begin, end = self.cuts[place], self.cuts[place + 1]
        free = begin in self.side_labels
        price = 0.0 if free else _SKIP - 0.02 * (end - begin)
        return replace(
            state, worth=state.worth + price, is_after_skip=True, rows=state.rows if free else _Rows(state.rows, None, (begin, end))
        )

    # -- one text more ----------------------------------------------------------------------------------------------

    def _extend(self, state: _State, place: int, last: int) -> Iterator[tuple[int, _State]]:
        begin = self.cuts[place]
        opening = self._opening(state, begin)
        if opening <= CANNOT:
            return
        for end, column, seen, fit in self._judged(place):
            if column > state.column and end <= last:
                yield end, self._filled(state, column, begin, self.cuts[end], seen, fit + opening)

    def _opening(self, state: _State, begin: int) -> float:
        if not self.has_lines:
            return 0.0
        at_line = self.stream.is_line_start(begin)
        if not state.cells:
            return 0.0 if at_line or state.is_after_skip else _ROW_NOT_AT_LINE
        return _LINE_INSIDE_ROW if at_line else 0.0

    def _judged(self, place: int) -> list[tuple[int, int, Evidence, float]]:
        """Every text that may begin at a cut and every column it may stand in: end, column, evidence, worth."""
        known = self._options.get(place)
        if known is not None:
            return known
        known = self._options[place] = []
        begin = self.cuts[place]
        if self.header.is_scattered and begin in self.side_labels:
            return known
        for end in range(place + 1, min(place + _PIECES[self.header.gap], len(self.cuts) - 1) + 1):
            if self.header.is_scattered and end > place + 1 and self.cuts[end - 1] in self.side_labels:
                break
            length = self.cuts[end] - begin
            joints = self._joints(place, end)
            if length > _LONGEST or joints <= CANNOT:
                break
            seen = self.reader.see(self.stream.folded[begin : self.cuts[end]])
            for column, name in enumerate(self.columns):
                fit = self.reader.fit(name, seen)
                if fit <= CANNOT or length > _LENGTH.get(name, _LONGEST):
                    continue
                fit += self._apart(name, seen, place, end)
                if fit <= CANNOT:
                    continue
                if self.header.gap is Gap.NONE:
                    fit += run_together(name, seen, self.stream.folded[begin - 1], bool(self.reader.unit_lengths(seen.text[:6])))
                    if fit < _HOPELESS:
                        continue
                known.append((end, column, seen, fit + joints))
        return known

    def _apart(self, name: str, seen: Evidence, place: int, end: int) -> float:
        """What the parts of a text say: group words are known or stand before a numbered name; figures part names from what is beside."""
        parted = self.header.gap in (Gap.SPACE, Gap.LINE)
        if name in ("category", "subcategory") and self.header.gap < Gap.CELL:
            if seen.category or seen.subcategory or (self.header.gap > Gap.NONE and seen.text.endswith("指标")):
                return 0.0
            is_group = name == "subcategory" and parted and len(seen.text) >= _GROUP_WORD and self._is_numbered(end)
            is_first = self.header.gap is Gap.SPACE and self.stream.is_line_start(self.cuts[place])
            return _BEFORE_NUMBER * (1 + is_first) if is_group else CANNOT
        if name == "name" and end > place + 1 and parted:
            parts = ((self.cuts[place], self.cuts[place + 1]), (self.cuts[end - 1], self.cuts[end]))
            figures = sum(self.reader.see(self.stream.folded[begin:stop]).number is not None for begin, stop in parts)
            return -5.0 * (figures + any(self._is_numbered(inner) for inner in range(place + 1, end)))
        return 0.0

    def _is_numbered(self, place: int) -> bool:
        """Whether the text that begins at a cut begins with the number of a name."""
        return is_numbered(self.stream.folded[self.cuts[place] : self.cuts[place] + 8])

    def _joints(self, place: int, end: int) -> float:
        """The price of the gaps within one text."""
        price = 0.0
        for cut in self.cuts[place + 1 : end]:
            gap = self.stream.gap(cut)
            if gap is Gap.NONE:
                continue
            price += self._joint(cut, gap)
        return price

    def _joint(self, cut: int, gap: Gap) -> float:
        before, after = self.stream.text[cut - 1], self.stream.text[cut]
        if gap is Gap.CELL:
            return CANNOT if self.header.gap is Gap.CELL else -2.0
        if self.header.gap is Gap.NONE:
            return -0.1 if gap is Gap.SPACE else -0.3
        if gap is Gap.SPACE and before.isdigit() and after.isdigit():
            return _TWO_FIGURES
        ends_sentence = before in "。;；!！"
        if gap is Gap.LINE:
            if self.header.gap is Gap.CELL:
                return -4.0
            length = cut - max((c for c in self.cuts if c < cut), default=0)
            return -1.2 if length >= 8 and not ends_sentence else -2.2
        if before in "≥≤=><:：" or (before.isdigit() and not after.isdigit()):
            return -0.3
        return -0.5 if ends_sentence or after in "(（" else -0.8

    def _filled(self, state: _State, column: int, begin: int, end: int, seen: Evidence, worth: float) -> _State:
        name = self.columns[column]
        worth += self._position(state, column, begin)
        weight, score, target = state.weight, state.score, state.target
        expected, group, has_category = state.expected, state.group, state.has_category
        if name == "category":
            has_category = True
            if self.header.gap is Gap.NONE and seen.has_points:
                worth += _sum_worth(state)
                expected, group = _points_in(seen.text), Decimal(0)
        elif name == "weight":
            weight = seen.points
        elif name == "score":
            score = seen.points
        elif name == "target":
            target = seen
        elif name == "actual" and target is not None:
            worth += pair_fit(target, seen)
        if name in ("weight", "score") and weight is not None and score is not None:
            worth += 2.0 if score == weight else 0.3 if score < weight else -4.0
        return _State(
            state.worth + worth, column, (*state.cells, Filled(column, begin, end)), weight, score, target,
            state.begun if state.cells else state.worth, has_category, expected, group, state.rows,
            passed=state.passed + sum(_MISSING.get(name, 0.0) for name in self.columns[state.column + 1 : column]),
        )  # fmt: skip

    def _position(self, state: _State, column: int, begin: int) -> float:
        """What the place within the row says: texts as far apart as their column labels, or below them."""
        if state.cells:
            before = state.cells[-1]
            apart = self.stream.ordinals[begin] - self.stream.ordinals[before.begin]
            expected = self._ordinals[column] - self._ordinals[before.column]
            if apart and expected:
                return 1.0 if apart == expected else -0.3
            return 0.0
        place = self.stream.spans[self.stream.origins[begin][0]].place.column
        if not self.has_lines or place is None or place != self._places[column]:
            return 0.0
        return 2.0 if self.columns[column] == "category" else 1.0

    # -- the end of a row -------------------------------------------------------------------------------------------

    def _close(self, state: _State) -> _State:
        filled = {self.columns[cell.column] for cell in state.cells}
        worth = state.worth
        if filled <= {"category", "subcategory"}:
            worth += _EMPTY_GROUP
        else:
            worth += sum(price for name, price in _MISSING.items() if name in self.columns and name not in filled)
            if "category" in filled and "subcategory" not in filled and "subcategory" in self.columns:
                worth -= 1.0
            if "category" in self.columns and not state.has_category:
                worth -= 2.0
            if self.header.gap is Gap.NONE:
                worth += _ROW_RUN_TOGETHER
            if self.header.is_scattered and not {"weight", "score"} <= filled:
                worth -= 8.0
        group = state.group + state.weight if state.group is not None and state.weight is not None else None
        if filled <= {"category", "subcategory"}:
            group = state.group
        row = RowReading(state.cells, worth - state.begun)
        return _State(worth, has_category=state.has_category, expected=state.expected, group=group, rows=_Rows(state.rows, row))

    def _collect(self, state: _State) -> Reading:
        rows: list[RowReading] = []
        skipped: list[tuple[int, int]] = []
        link = state.rows
        while link is not None:
            if link.row is not None:
                rows.append(link.row)
            if link.skipped is not None:
                skipped.append(link.skipped)
            link = link.before
        return Reading(tuple(reversed(rows)), tuple(reversed(skipped)))


def _points_in(text: str) -> Decimal | None:
    figure = group_points(text)[1]
    return figure.value if figure else None


def _sum_worth(state: _State) -> float:
    """Whether the weights of a group make the points printed for it."""
    if state.expected is None or not state.group:
        return 0.0
    return 5.0 if state.group == state.expected else -3.0
