"""Plain tables, as most reports have them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from jiheng.reports.render.paper import Align, Cell, Table


def plain_table(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[str],
    *,
    title: str = "",
    unit: str = "",
    left: Sequence[int] = (),
) -> Table:
    """A table without merges; the columns in ``left`` hold running text."""
    head = tuple(Cell(text=text, head=True) for text in columns)
    body = tuple(tuple(Cell(text=text, align=_align(place, left)) for place, text in enumerate(row)) for row in rows)
    return Table(rows=(head, *body), widths=tuple(Decimal(width) for width in widths), head=1, keep=frozenset({0}), title=title, unit=unit)


def _align(place: int, left: Sequence[int]) -> Align:
    return "left" if place in left else "center"
