"""Heads in the middle of a table that repeat on every page their rows go on to.

A cell that begins in such a head and goes on below it is cut at the head's end: a head that repeats cannot hold a part of what it stands
above. Its words stay in the head, and no rule is drawn at the cut, so that it looks like one cell.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from jiheng.reports.render.fitting import placed
from jiheng.reports.render.paper import Cell, Table


def cut(table: Table) -> Table:
    """The table with the cells cut that begin in a repeated head and go on below it."""
    if not table.repeated:
        return table
    rows: list[list[tuple[int, Cell]]] = [[] for _ in table.rows]
    for row, column, cell in placed(table):
        end = next((end for first, end in table.repeated if first <= row < end < row + cell.rows), None)
        if end is None:
            rows[row].append((column, cell))
            continue
        rows[row].append((column, replace(cell, rows=end - row, open="below")))
        rows[end].append((column, replace(cell, text="", rows=row + cell.rows - end, open="above", head=False)))
    ordered = tuple(tuple(cell for _, cell in sorted(row, key=lambda one: one[0])) for row in rows)
    return replace(table, rows=ordered)


def parts(table: Table) -> tuple[Table, ...]:
    """The table as tables one below the other, each beginning with its head: in Word only the first rows of a table repeat."""
    table = cut(table)
    crossed = {row for first, _, cell in placed(table) for row in range(first + 1, first + cell.rows)}
    heads = {first: end for first, end in table.repeated if first not in crossed}
    begins = sorted({0, *heads})
    found = []
    for begin, end in pairwise([*begins, len(table.rows)]):
        keep = frozenset(row - begin for row in table.keep if begin <= row < end)
        head = heads[begin] - begin if begin in heads else table.head if begin == 0 else 0
        found.append(replace(table, rows=table.rows[begin:end], head=head, keep=keep, repeated=()))
    return tuple(found)
