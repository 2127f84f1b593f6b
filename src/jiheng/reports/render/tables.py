"""Plain tables, as most reports have them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from jiheng.reports.render.paper import Align, Cell, Table

#: Longer tables break across pages.
_WHOLE = 16


def plain_table(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[str],
    *,
    title: str = "",
    unit: str = "",
    left: Sequence[int] = (),
    whole: bool = False,
) -> Table:
    """A table without merges; the columns in ``left`` hold running text. A ``whole`` one stays on one page, unless it is long."""
    head = tuple(Cell(text=text, head=True) for text in columns)
    body = tuple(tuple(Cell(text=text, align=_align(place, left)) for place, text in enumerate(row)) for row in rows)
    keep = frozenset(range(len(body) + 1)) if whole and len(body) <= _WHOLE else frozenset({0})
    return Table(rows=(head, *body), widths=tuple(Decimal(width) for width in widths), head=1, keep=keep, title=title, unit=unit)


def _align(place: int, left: Sequence[int]) -> Align:
    return "left" if place in left else "center"
