"""Column widths in which every number stays whole.

Chinese text may break anywhere; a number, a percentage or a Latin word may not. A column that is too narrow for one of these takes what
it lacks from the columns that have room.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from jiheng.reports.render.paper import Cell, Table

#: Runs that no line break may cut, with the signs that stick to a number.
_WHOLE: Final = re.compile(r"[0-9A-Za-z.,%‰+\-/:~≥≤=＝×·]+(?:万元|亿元|元|分|％)?")
#: Width of a character in half ems: Han characters and full-width signs take two.
_HALF: Final = re.compile(r"[\x20-\x7e·]")
_ROUNDS: Final = 12
#: A row higher than this share of the page may break across pages; a lower one stays whole.
_WHOLE_ROW: Final = Decimal("0.5")
#: Lines of a table have this height, in parts of their size: rows are equally high with every font and in every program.
TABLE_LINE: Final = Decimal("1.45")
#: Points left of and right of the text of a cell, borders included.
_INSET: Final = Decimal(7)


def fitted(table: Table, line: Decimal, size: Decimal) -> Table:
    """The table with widths in points on a line of ``line`` points, for text of ``size`` points."""
    total = sum(table.widths)
    widths = [line * width / total for width in table.widths]
    needs = [(place, cell.columns, need) for _, place, cell in placed(table) if (need := _need(cell, size)) is not None]
    for _ in range(_ROUNDS):
        tight: set[int] = set()
        for place, columns, need in needs:
            have = sum(widths[place : place + columns])
            if have <= need:
                tight.update(range(place, place + columns))
                for column in range(place, place + columns):
                    widths[column] += (need - have) / columns
        over = sum(widths) - line
        roomy = [column for column in range(len(widths)) if column not in tight]
        if over <= 0 or not roomy:
            break
        room = sum(widths[column] for column in roomy)
        for column in roomy:
            widths[column] *= max(1 - over / room, Decimal("0.3"))
    return replace(table, widths=tuple(widths))


def _need(cell: Cell, size: Decimal) -> Decimal | None:
    """The points that the longest run of a cell takes; None when it has none."""
    longest = max((_halves(run[0]) for run in _WHOLE.finditer(cell.text)), default=0)
    return Decimal(longest) * size * Decimal("0.53") + _INSET if longest > 1 else None


def line_counts(table: Table, size: Decimal) -> list[int]:
    """How many lines each row is high, by the texts that begin and end in it. ``table`` has its widths in points."""
    counts = [1] * len(table.rows)
    for number, place, cell in placed(table):
        if cell.rows > 1:
            continue
        wide = max(int((sum(table.widths[place : place + cell.columns]) - _INSET) * 2 / size), 2)
        counts[number] = max(counts[number], sum(-(-_halves(part) // wide) or 1 for part in cell.text.split("\n")))
    return counts


def unbroken(page: Decimal, size: Decimal) -> int:
    """The lines of the highest row that stays whole on a page of ``page`` points, for text of ``size`` points."""
    return int(page * _WHOLE_ROW / (size * TABLE_LINE))


def _halves(text: str) -> int:
    """The width of a text in half ems."""
    return sum(1 if _HALF.match(sign) else 2 for sign in text)


def placed(table: Table) -> Iterator[tuple[int, int, Cell]]:
    """Every cell with the row and the column in which it begins."""
    width = len(table.widths)
    covered = [0] * width
    for number, line in enumerate(table.rows):
        cells = iter(line)
        place = 0
        while place < width:
            if covered[place]:
                covered[place] -= 1
                place += 1
                continue
            cell = next(cells, Cell())
            yield number, place, cell
            for column in range(place, min(place + cell.columns, width)):
                covered[column] = cell.rows - 1
            place += cell.columns
