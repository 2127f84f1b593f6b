"""A form on paper before it is written: a titled grid of slots with spans, the same for every file format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

Alignment: TypeAlias = Literal["center", "left"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One printed cell. ``path`` is the field of the record that it prints."""

    text: str
    rowspan: int = 1
    colspan: int = 1
    path: str = ""
    is_label: bool = False
    align: Alignment = "center"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The rows of a form; each row lists the slots that begin in it. ``header_row`` begins the indicator table."""

    title: str
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[Slot, ...], ...]
    widths: tuple[float, ...]
    header_row: int = 0
    header_rows: int = 1
    after: tuple[str, ...] = ()

    @property
    def columns(self) -> int:
        """How many grid columns it has."""
        return len(self.widths)

    def placed(self) -> Iterator[tuple[int, int, Slot]]:
        """Row, column and slot, in printed order."""
        for row, line in enumerate(self.covered()):
            for column, (slot, starts) in enumerate(line):
                if starts:
                    yield row, column, slot

    def covered(self) -> list[list[tuple[Slot, bool]]]:
        """For each position the slot that covers it, and whether the slot begins there."""
        filled: list[dict[int, tuple[Slot, bool]]] = [{} for _ in self.rows]
        for number, line in enumerate(self.rows):
            column = 0
            for slot in line:
                while column in filled[number]:
                    column += 1
                for down in range(min(slot.rowspan, len(self.rows) - number)):
                    for right in range(slot.colspan):
                        filled[number + down][column + right] = (slot, down == 0 and right == 0)
        nothing = (Slot(text=""), True)
        return [[positions.get(column, nothing) for column in range(self.columns)] for positions in filled]


@dataclass(slots=True)
class GridBuilder:
    """Collects rows over grid columns of the given widths."""

    widths: tuple[float, ...]
    rows: list[list[Slot]] = field(default_factory=list)

    @property
    def columns(self) -> int:
        """How many grid columns there are."""
        return len(self.widths)

    def row(self, slots: Sequence[Slot]) -> None:
        """Add one row."""
        self.rows.append(list(slots))

    def prepend(self, first: int, slot: Slot) -> None:
        """Put a side label before the rows from ``first`` to the last; it spans them all."""
        self.rows[first].insert(0, replace(slot, rowspan=len(self.rows) - first))


def spread(widths: Sequence[float], wishes: Sequence[float]) -> list[int]:
    """Grid columns of these ``widths`` given to cells by their wish for width, each cell at least one: the closest fit."""
    columns, cells = len(widths), len(wishes)
    assert columns >= cells, f"{cells} cells do not fit into {columns} columns"
    scale = sum(widths) / sum(wishes)
    # best[k] after j cells: the smallest squared misfit when they take k columns, and the spans that give it.
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for number, wish in enumerate(wishes, 1):
        following: dict[int, tuple[float, list[int]]] = {}
        for used, (misfit, spans) in best.items():
            for end in range(used + 1, columns - (cells - number) + 1):
                more = misfit + (sum(widths[used:end]) - wish * scale) ** 2
                if end not in following or more < following[end][0]:
                    following[end] = (more, [*spans, end - used])
        best = following
    return best[columns][1]
