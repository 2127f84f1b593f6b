"""Rows of a sheet that was flattened out of reading order: names in one run, their values in the next.

Where a name stands alone before a row and a run of values of the same shape stands alone behind it, first come is first served. Where
the counts do not agree the values could belong to either name: they are given back as unread.
"""

from __future__ import annotations

import re
from typing import Final

from jiheng.extraction.stream_search import Filled, Reading, RowReading, RowSearch
from jiheng.extraction.stream_text import Gap, Stream

_NUMBERED: Final = re.compile(r"(?:指标|目标)\d{1,2}(?!\d)")
_VALUES: Final = ("target", "actual", "weight", "score")


def in_flattened_order(stream: Stream, search: RowSearch, reading: Reading) -> Reading:
    """The reading with names and values of such runs paired, and rows that lack points given back as skipped."""
    rows: list[RowReading] = []
    skipped = list(reading.skipped)
    for place, row in enumerate(reading.rows):
        columns = {search.columns[cell.column] for cell in row.cells}
        if "name" not in columns:
            if columns <= {"category", "subcategory"}:
                rows.append(row)
            elif not rows or row.begin >= rows[-1].end:
                skipped.append((row.begin, row.end))
            continue
        if not {"weight", "score"} <= columns:
            skipped.append((row.begin, row.end))
            continue
        names = _names_before(stream, skipped, row)
        if not names:
            rows.append(row)
            continue
        named = (other.begin for other in reading.rows[place + 1 :] if any(search.columns[c.column] == "name" for c in other.cells))
        limit = next(named, search.cuts[-1])
        paired = _paired(stream, search, row, names, limit)
        if paired is None:
            skipped.append((row.begin, row.end))
            continue
        rows += paired
        last = paired[-1].end
        skipped = [stretch for stretch in skipped if not (names[0][0] <= stretch[0] < row.begin or row.end <= stretch[0] < last)]
    return Reading(tuple(rows), tuple(sorted(skipped)))


def _names_before(stream: Stream, skipped: list[tuple[int, int]], row: RowReading) -> list[tuple[int, int]]:
    """Numbered names that stand directly before a row, without values of their own."""
    names: list[tuple[int, int]] = []
    end = tail = row.begin
    for begin, stop in sorted(skipped, reverse=True):
        if stop != end:
            continue
        text = stream.folded[begin:stop]
        if _NUMBERED.match(text):
            names.insert(0, (begin, tail))
            tail = begin
        elif re.search(r"\d", text):
            break
        end = begin
    return names


def _paired(stream: Stream, search: RowSearch, row: RowReading, names: list[tuple[int, int]], limit: int) -> list[RowReading] | None:
    """One row for each name, in the order of names and of value groups; None when there are not as many groups as names."""
    columns = [search.columns.index(name) for name in _VALUES]
    groups = [[cell for cell in row.cells if cell.column in columns]]
    name = next(cell for cell in row.cells if search.columns[cell.column] == "name")
    edges = stream.boundaries(row.end, limit, Gap.SPACE)
    texts = list(zip(edges, edges[1:], strict=False))
    for _ in names:
        group, texts = texts[: len(columns)], texts[len(columns) :]
        cells = [Filled(column, *stretch) for column, stretch in zip(columns, group, strict=False)]
        if len(cells) < len(columns) or any(
            search.reader.fit(search.columns[c.column], search.reader.see(stream.folded[c.begin : c.end])) <= 0 for c in cells
        ):
            return None
        groups.append(cells)
    levels = [cell for cell in row.cells if cell.column in search.level_columns()]
    owners = [*names, (name.begin, name.end)]
    return [RowReading((*levels, Filled(name.column, *owner), *group), row.worth) for owner, group in zip(owners, groups, strict=True)]
