"""Two versions of one form side by side: the same rows beside each other, what differs marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from jiheng.web.dossiers.models import RecordVersion
from jiheng.web.dossiers.sheet import Cell, Grid, sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One place in both versions."""

    label: str
    before: str
    after: str
    is_figure: bool = False

    @property
    def differs(self) -> bool:
        """Whether it was changed."""
        return self.before != self.after


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row in both versions; ``kind`` says whether it is the same, changed, added or gone."""

    kind: str
    cells: tuple[Pair, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table in both versions, with the heads of both."""

    title: str
    heads: tuple[Cell, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Both versions: words, passages and tables."""

    facts: tuple[Pair, ...]
    tables: tuple[Table, ...]

    @property
    def count(self) -> int:
        """How many places and rows differ."""
        rows = sum(line.kind != "same" for table in self.tables for line in table.lines)
        return rows + sum(pair.differs for pair in self.facts)


def compare(before: RecordVersion, after: RecordVersion) -> Compared:
    """The later version against the earlier."""
    old, new = sheet(before), sheet(after)
    words = (_facts((*old.facts, *old.passages), (*new.facts, *new.passages)),)
    titles = dict.fromkeys((*(grid.title for grid in old.grids), *(grid.title for grid in new.grids)))
    olds, news = {grid.title: grid for grid in old.grids}, {grid.title: grid for grid in new.grids}
    return Compared(facts=words[0], tables=tuple(_table(title, olds.get(title), news.get(title)) for title in titles))


def _facts(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> tuple[Pair, ...]:
    first, second = dict(old), dict(new)
    return tuple(Pair(label=label, before=first.get(label, ""), after=second.get(label, "")) for label in dict.fromkeys((*first, *second)))


def _table(title: str, old: Grid | None, new: Grid | None) -> Table:
    heads = tuple(dict.fromkeys(head for grid in (old, new) if grid for head in grid.heads))
    names = tuple(head.text for head in heads)
    return Table(title=title, heads=heads, lines=tuple(_lines(heads, _rows(names, old), _rows(names, new))))


def _rows(heads: tuple[str, ...], grid: Grid | None) -> list[tuple[str, ...]]:
    """The rows by the heads of both versions; a column that one version lacks is empty."""
    if grid is None:
        return []
    places = {head.text: number for number, head in enumerate(grid.heads)}
    return [tuple(row[places[head]].text if head in places else "" for head in heads) for row in grid.rows]


def _lines(heads: tuple[Cell, ...], old: list[tuple[str, ...]], new: list[tuple[str, ...]]) -> Iterator[Line]:
    for tag, first, first_end, second, second_end in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        gone, come = old[first:first_end], new[second:second_end]
        for number in range(max(len(gone), len(come))):
            before = gone[number] if number < len(gone) else None
            after = come[number] if number < len(come) else None
            kind = "same" if tag == "equal" else "added" if before is None else "gone" if after is None else "changed"
            blank = ("",) * len(heads)
            pairs = zip(heads, before or blank, after or blank, strict=True)
            cells = (Pair(label=head.text, before=was, after=now, is_figure=head.is_figure) for head, was, now in pairs)
            yield Line(kind=kind, cells=tuple(cells))
