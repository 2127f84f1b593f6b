"""Cells over several rows or columns where no rule shows them: which columns a text spans, which rows a label stands for.

A text in the middle of several columns that nothing else takes spans them. A label at a height where rows above and below already
stand belongs to a merged cell; it stands in that cell's middle (or at its top), and merged cells fill their column.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from jiheng.documents.pdf_blocks import Block


@dataclass(slots=True, eq=False)
class Row:
    """One row of an area: its blocks left to right."""

    left: float
    right: float
    top: float
    bottom: float
    blocks: list[Block]
    spans: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Area:
    """A part of the table without a level rule inside, and its rows."""

    left: float
    right: float
    top: float
    bottom: float
    rows: list[Row] = field(default_factory=list)
    labels: list[Block] = field(default_factory=list)
    is_top: bool = False
    tiles: list[tuple[int, float, float]] = field(default_factory=list)


def without_labels(groups: list[list[Block]], size: float, *, is_top: bool) -> tuple[list[list[Block]], list[Block]]:
    """Rows, and the labels of merged cells: few blocks at a height where rows above and below already stand."""
    labels: list[Block] = []
    kept: list[list[Block]] = []
    for number, group in enumerate(groups):
        top, bottom = min(b.top for b in group), max(b.bottom for b in group)
        near = [g for k, g in enumerate(groups) if k != number and abs(k - number) <= 3]
        larger = [g for g in near if len(g) > len(group)]
        beside = [min(g, key=lambda b: b.bottom - b.top) for g in larger] if is_top else [b for g in larger for b in g]
        behind = [g for g in near if max(b.x1 for b in group) <= min(b.x0 for b in g) + 1 and _overlap(g, top, bottom, size)]
        inside = any(min(b.top for b in g) <= top + 1 and max(b.bottom for b in g) >= bottom - 1 for g in behind)
        is_label = any(_overlap([b], top, bottom, size) for b in beside) or ((len(behind) > 1 or inside) and not is_top)
        is_first = number == 0 and not behind and not is_top  # a merged cell has its label in the middle, below the first row
        if len(group) <= 2 and is_label and not is_first:
            labels += group
        else:
            kept.append(group)
    return kept if is_top else _without_merged_headers(kept, labels, size), labels


def _without_merged_headers(groups: list[list[Block]], labels: list[Block], size: float) -> list[list[Block]]:
    """A row that stands beside the one below, in other columns than that and the one above: labels of cells merged over these two."""
    kept = list(groups)
    for above, group, below in zip(groups, groups[1:], groups[2:], strict=False):
        top, bottom = min(b.top for b in group), max(b.bottom for b in group)
        others = above + below
        is_beside = _overlap(below, top, bottom, size) and (_overlap(above, top, bottom, size) or _is_over(above, below))
        if is_beside and above in kept and not any(a.x0 < b.x1 and b.x0 < a.x1 for a in group for b in others):
            labels += group
            kept.remove(group)
    return kept


def _is_over(above: list[Block], below: list[Block]) -> bool:
    """Whether every block of a row stands over several blocks of the row below it: a label of columns with labels of their own."""
    return all(sum(b.x0 < a.x1 and a.x0 < b.x1 for b in below) > 1 for a in above)


def _overlap(blocks: list[Block], top: float, bottom: float, size: float) -> bool:
    return min(b.top for b in blocks) < bottom - 0.15 * size and max(b.bottom for b in blocks) > top + 0.15 * size


def _least_spans(row: Row, xs: list[float]) -> list[tuple[int, int]]:
    """First and end column of each block: the fewest columns that hold it."""
    first, last = _ends(row, xs)
    least: list[tuple[int, int]] = []
    for block in row.blocks:
        start = max((i for i, x in enumerate(xs) if x <= block.x0 + 1), default=0)
        end = min((i for i, x in enumerate(xs) if x >= block.x1 - 1), default=len(xs) - 1)
        start = min(max(start, first, least[-1][1] if least else first), last - 1)
        least.append((start, min(max(end, start + 1), last)))
    return least


def _ends(row: Row, xs: list[float]) -> tuple[int, int]:
    """First and end column of the area the row lies in."""
    first = max((i for i, x in enumerate(xs) if x <= row.left + 1), default=0)
    return first, min((i for i, x in enumerate(xs) if x >= row.right - 1), default=len(xs) - 1)


def spans_of(row: Row, xs: list[float], taken: set[int]) -> list[tuple[int, int]]:
    """The columns of each block: the fewest that hold it, or more when it is centred over more that nothing else takes."""
    first, last = _ends(row, xs)
    least = _least_spans(row, xs)
    found: list[tuple[int, int]] = []
    for number, block in enumerate(row.blocks):
        start, end = least[number]
        low = max(first, found[-1][1] if found else first, max((c + 1 for c in taken if c < start), default=first))
        high = min([least[number + 1][0] if number + 1 < len(least) else last, *(c for c in taken if c >= end)])
        start = max(start, min(low, end - 1))
        found.append(_most_centred(block, xs, (start, end), min(low, start), max(high, end)))
    return found


def _most_centred(block: Block, xs: list[float], least: tuple[int, int], low: int, high: int) -> tuple[int, int]:
    """The least span, unless the text stands clearly off its middle and exactly in the middle of a wider one."""

    def off(start: int, end: int) -> float:
        return abs((block.x0 - xs[start]) - (xs[end] - block.x1))

    start, end = least
    wider = [(s, e) for s in range(low, start + 1) for e in range(end, high + 1) if (s, e) != least]
    best = min(wider, key=lambda span: off(*span), default=least)
    if off(start, end) < 0.25 * (xs[end] - xs[start]):
        return least
    if block.x0 - xs[start] < 7:  # set to the left, it seems
        return best if off(*best) < 4 and off(start, end) > 12 else least
    return best if off(*best) < 0.3 * off(start, end) else least


def tiles_of(area: Area, xs: list[float]) -> list[tuple[int, float, float]]:
    """Merged label cells as (column, top, bottom): each label stands in the middle of its cell, and cells fill their column."""
    found: list[tuple[int, float, float]] = []
    borders = [area.top, *(row.top for row in area.rows[1:]), area.bottom]
    if area.is_top:
        return [(_column(label, xs), *_touched(label, borders)) for label in area.labels]
    full = _first_full(area, xs)
    for column in sorted({_column(label, xs) for label in area.labels}):
        labels = [label for label in area.labels if _column(label, xs) == column]
        own = list(labels)
        fixed: list[tuple[float, float]] = []  # rows whose cell in this column is known: it spans more columns
        for row in area.rows:
            for block, (start, end) in zip(row.blocks, row.spans, strict=True):
                if start <= column < end and block not in labels:
                    if end - start == 1:
                        own.append(block)
                    elif not any(label.top < row.bottom - 2 and label.bottom > row.top + 2 for label in labels):
                        fixed.append((row.top, row.bottom))
        for low, high in _stretches(fixed, area.top, area.bottom):
            inside = sorted((b for b in own if low < b.middle < high), key=lambda b: b.middle)
            if any(b in labels for b in inside):
                tiles = _tiled(column, inside, low, high, borders) if column <= full else []
                found += tiles
                if len(tiles) < len(inside):
                    found += _centred(column, inside[len(tiles) :], labels, tiles[-1][2] if tiles else low, high, borders)
    return found + _groups_at_rows(area, {column for column, _, _ in found}, borders, xs)


def _groups_at_rows(area: Area, taken: set[int], borders: list[float], xs: list[float]) -> list[tuple[int, float, float]]:
    """Merged cells whose labels all stand at the height of a row, as those over three rows do.

    Only in columns before the first that is filled in every row (one row may lack it), and only when cells with their texts in the
    middle fill all of these columns: else a label may stand in the first of its rows.
    """
    rows = [row for row in area.rows if len(row.blocks) > 2]
    full = _first_full(area, xs)
    found: list[tuple[int, float, float]] = []
    for column in (column for column in range(full) if column not in taken):
        own = [block for row in area.rows for block, span in zip(row.blocks, row.spans, strict=True) if span == (column, column + 1)]
        end = max((row.bottom for row in rows if any(b in own for b in row.blocks) or row is not area.rows[-1]), default=area.top)
        tiles = _tiled(column, sorted(own, key=lambda b: b.middle), area.top, end, borders)
        if tiles and len(tiles) == len(own) and abs(tiles[-1][2] - end) < 1:
            found += tiles
        elif len(own) >= max(len(rows) - 1, 3):
            break
        elif len(own) > 1:
            return []
    return found


def _first_full(area: Area, xs: list[float]) -> int:
    """The first column with a text in every row: groups stand before it, and behind it every row has cells of its own.

    Column labels merged over two rows of a header may stand within the lower of them.
    """
    rows = [row for row in area.rows if len(row.blocks) > 2]
    filled = [{c for start, end in row.spans for c in range(start, end)} | _labelled(area, row, xs) for row in rows]
    return next((c for c in range(len(xs) - 1) if all(c in columns for columns in filled)), 0)


def _labelled(area: Area, row: Row, xs: list[float]) -> set[int]:
    """The columns whose label stands within a row."""
    return {_column(label, xs) for label in area.labels if row.top - 1 <= label.top and label.bottom <= row.bottom + 1}


def _touched(label: Block, borders: list[float]) -> tuple[float, float]:
    """The rows that a text set at the top of its cell reaches into."""
    top = max((y for y in borders if y <= label.top + 1), default=borders[0])
    return top, min((y for y in borders if y >= label.bottom - 1), default=borders[-1])


def _stretches(fixed: list[tuple[float, float]], top: float, bottom: float) -> list[tuple[float, float]]:
    """What the fixed parts leave free between top and bottom."""
    found = []
    for a, b in sorted(fixed):
        if a > top + 1:
            found.append((top, a))
        top = b
    return [*found, (top, bottom)] if bottom > top + 1 else found


def _tiled(column: int, blocks: list[Block], low: float, high: float, borders: list[float]) -> list[tuple[int, float, float]]:
    """Cells that follow each other from the top, every text in the middle of its cell, as far as that comes out."""
    found = []
    top = low
    for block, after in zip(blocks, [*blocks[1:], None], strict=False):
        end = 2 * block.middle - top
        bottom = min((y for y in borders if top < y <= high), key=lambda y: abs(y - end), default=top)
        if bottom < block.bottom - 1 or top > block.top + 1 or abs(bottom - end) > 5.5:
            break
        if after is not None and bottom > after.middle:
            break
        found.append((column, top, bottom))
        top = bottom
    return found


def _centred(
    column: int, blocks: list[Block], labels: list[Block], low: float, high: float, borders: list[float]
) -> list[tuple[int, float, float]]:
    """Each label by itself: the largest cell that has it in its middle and leaves its neighbours alone, else the rows it touches."""
    found = []
    for number, block in enumerate(blocks):
        if block not in labels:
            continue
        least = blocks[number - 1].bottom if number else low
        most = blocks[number + 1].top if number + 1 < len(blocks) else high
        free = [y for y in borders if least - 2 <= y <= most + 2]
        pairs = [(b - a, a, b) for a in free for b in free if a <= block.top + 1 and b >= block.bottom - 1]
        even = [pair for pair in pairs if abs(pair[1] + pair[2] - 2 * block.middle) < 4]
        if even or pairs:
            _, top, bottom = max(even) if even else min(pairs)
            found.append((column, top, bottom))
    return found


def _column(label: Block, xs: list[float]) -> int:
    middle = (label.x0 + label.x1) / 2
    return max((i for i, x in enumerate(xs[:-1]) if x <= middle), default=0)
