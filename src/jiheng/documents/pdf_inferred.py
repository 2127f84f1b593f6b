"""A grid where rules are missing: rows from level rules or distances, columns from the white space that all rows leave.

Every row is taken by itself first, since the parts of a form divide its width differently; a column border is a place that
lies between two texts in every row that has two texts there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from jiheng.documents.pdf_blocks import FINE_GAP, Block, Segment, blocks_of, is_set_to_top, leading_of, lines_of_segments, rows_of_blocks
from jiheng.documents.pdf_content import Glyph
from jiheng.documents.pdf_grids import GAP, Grid, Track, walled
from jiheng.model import Box

SINGLE = 3.0
"""At most so many lines to a band on average: then the rules part the rows, and every band is one row."""


MANY = 8
"""So many bands are rows, however many lines they hold."""


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


def infer(levels: list[Track], glyphs: list[Glyph], left: float, right: float, open_sides: frozenset[str]) -> Grid | None:
    """The grid of what stands between level rules (the first and last of them bound it); None without columns or rows."""
    lines = lines_of_segments(glyphs)
    areas, forced = _areas(levels, left, right)
    fine = lines_of_segments(glyphs, FINE_GAP)
    by_area = [_inside(area, lines) for area in areas]
    full = sum(1 for own in by_area if own)
    is_ruled = full >= MANY or (sum(len(own) for own in by_area) <= SINGLE * max(1, full) and not _is_three_line(by_area))
    leading = None if is_ruled else leading_of(lines)
    if not is_ruled and forced:  # the rows must come from whole lines: a strip may hold next to nothing
        areas = _areas([t for t in levels if _is_full(t, left, right)], left, right)[0]
        by_area = [_inside(area, lines) for area in areas]
    by_block = [_refined(blocks_of(own, leading), _inside(area, fine)) for area, own in zip(areas, by_area, strict=True)]
    size = median(s.size for line in lines for s in line) if lines else 1.0
    is_top = is_set_to_top(by_block, size)
    for area, own, blocks in zip(areas, by_area, by_block, strict=True):
        area.is_top = is_top
        if is_ruled or (leading is None and area is not areas[-1] and len(own) <= SINGLE):
            blocks = []
        _fill(area, own, _inside(area, fine), blocks)
    rows = [row for area in areas for row in area.rows]
    if sum(len(row.blocks) > 1 for row in rows) < 2:
        return None
    beside = [
        [*row.blocks, *(b for b in area.labels if b.top < row.bottom - 2 and b.bottom > row.top + 2)] for area in areas for row in area.rows
    ]
    xs = [left, *_stabs(beside, forced, left, right), right]
    if len(xs) < 3:
        return None
    for row in rows:
        _part_at(xs, row, _inside(Area(row.left, row.right, row.top, row.bottom), fine))
        row.spans = _spans(row, xs)
    return _grid(areas, levels, xs, open_sides)


def _is_three_line(by_area: list[list[list[Segment]]]) -> bool:
    """Few rules, and under the last of the inner ones several lines with a text in every column."""
    if len(by_area) > 3:
        return False
    most = max((len(line) for own in by_area for line in own), default=0)
    return most > 1 and sum(len(line) == most for line in by_area[-1]) >= 2


def _areas(levels: list[Track], left: float, right: float) -> tuple[list[Area], list[float]]:
    """Areas between rules. Where rules stop short of a side, the strip they leave out is an area of its own."""
    full = [t for t in levels if _is_full(t, left, right)]
    areas: list[Area] = []
    forced: set[float] = set()
    for upper, lower in zip(full, full[1:], strict=False):
        partial = [t for t in levels if upper.at < t.at < lower.at]
        cuts = _cuts([x for t in partial for piece in t.pieces for x in piece], left, right)
        forced |= set(cuts)
        edges = [left, *cuts, right]
        for a, b in zip(edges, edges[1:], strict=False):
            ats = [upper.at, *(t.at for t in partial if t.covers(a, b)), lower.at]
            areas += [Area(a, b, y0, y1) for y0, y1 in zip(ats, ats[1:], strict=False)]
    return areas, sorted(forced)


def _is_full(track: Track, left: float, right: float) -> bool:
    return track.covers(left, right) and sum(b - a for a, b in track.pieces) > 0.9 * (right - left)


def _cuts(places: list[float], left: float, right: float) -> list[float]:
    found: list[float] = []
    for x in sorted(places):
        if left + 2 * GAP < x < right - 2 * GAP and (not found or x - found[-1] > 2 * GAP):
            found.append(x)
    return found


def _inside(area: Area, lines: list[list[Segment]]) -> list[list[Segment]]:
    found = []
    for line in lines:
        own = [s for s in line if area.left <= (s.x0 + s.x1) / 2 <= area.right and area.top <= (s.top + s.bottom) / 2 <= area.bottom]
        if own:
            found.append(own)
    return found


def _fill(area: Area, lines: list[list[Segment]], fine: list[list[Segment]], blocks: list[Block]) -> None:
    """The rows of an area: those of the blocks, or one row when there are no blocks to tell."""
    if not lines:
        area.rows = [Row(area.left, area.right, area.top, area.bottom, [])]
        return
    size = lines[0][0].size
    groups, area.labels = _without_labels(rows_of_blocks(blocks, size, is_top=area.is_top), size, is_top=area.is_top)
    if sum(len(group) > 1 for group in groups) < 2:
        groups, area.labels = [_refined(_side_by_side(blocks_of(lines, None)), fine)], []
    borders = [_border(one, two) for one, two in zip(groups, groups[1:], strict=False)]
    edges = [area.top, *borders, area.bottom]
    for label in list(area.labels):
        row = next((g for g, y0, y1 in zip(groups, edges, edges[1:], strict=False) if y0 <= label.top + 1 and label.bottom - 1 <= y1), None)
        if row is not None and not any(label.x0 < b.x1 and b.x0 < label.x1 for b in row):
            row.append(label)
            area.labels.remove(label)
    area.labels += [b for group in groups for b in group if any(b.top + 1 < y < b.bottom - 1 for y in borders)]
    area.rows = [Row(area.left, area.right, y0, y1, _side_by_side(group)) for y0, y1, group in zip(edges, edges[1:], groups, strict=False)]


def _border(one: list[Block], two: list[Block]) -> float:
    """Where two rows part: between their lowest texts, crossing as few blocks as can be, in the widest gap."""
    least = min(one, key=lambda b: b.bottom - b.top), min(two, key=lambda b: b.bottom - b.top)
    low, high = sorted(block.middle for block in least)
    edges = sorted({low, high, *(y for b in one + two for y in (b.top, b.bottom) if low < y < high)})
    best = ((0, 0.0), (low + high) / 2)
    for number, (a, b) in enumerate(zip(edges, edges[1:], strict=False)):
        at = (a + b) / 2
        crossed = sum(1 for block in one + two if block.top < at < block.bottom)
        if number == 0 or (-crossed, b - a) > best[0]:
            best = ((-crossed, b - a), at)
    return best[1]


def _refined(blocks: list[Block], fine: list[list[Segment]], labels: Sequence[Block] = ()) -> list[Block]:
    """Blocks parted where three of their lines or more leave the same narrow stripe white."""
    refined: list[Block] = []
    for block in blocks:
        own = [[s for s in line if _holds(block, s) and not any(b is not block and _holds(b, s) for b in labels)] for line in fine]
        parts = _side_by_side([Block(s.x0, s.x1, s.top, s.bottom) for line in own for s in line])
        both = [
            sum(1 for line in own if any(s.x1 <= a.x1 + 1 for s in line) and any(s.x0 >= b.x0 - 1 for s in line))
            for a, b in zip(parts, parts[1:], strict=False)
        ]
        refined += parts if both and min(both) >= 3 else [block]
    return refined


def _part_at(xs: list[float], row: Row, fine: list[list[Segment]]) -> None:
    """Part blocks where a column border of other rows falls into a narrow white stripe."""
    parted: list[Block] = []
    for block in row.blocks:
        own = [s for line in fine for s in line if _holds(block, s)]
        pieces = [block]
        for x in (x for x in xs if block.x0 + 2 < x < block.x1 - 2):
            left, right = [s for s in own if s.x1 <= x + 2], [s for s in own if s.x0 >= x - 2]
            if left and right and len(left) + len(right) == len(own) and _is_white(left, right):
                last = pieces.pop()
                pieces += [
                    Block(last.x0, max(s.x1 for s in left), min(s.top for s in left), max(s.bottom for s in left)),
                    Block(min(s.x0 for s in right), last.x1, min(s.top for s in right), max(s.bottom for s in right)),
                ]
        parted += pieces
    row.blocks = parted


def _is_white(left: list[Segment], right: list[Segment]) -> bool:
    """Whether the stripe between segments is white although punctuation leaves half of its box empty."""
    one, two = max(left, key=lambda s: s.x1), min(right, key=lambda s: s.x0)
    return two.x0 - one.x1 - one.trimmed - two.trimmed >= FINE_GAP * one.size


def _holds(block: Block, segment: Segment) -> bool:
    return block.x0 - 1 < segment.x0 and segment.x1 < block.x1 + 1 and block.top - 1 < segment.top and segment.bottom < block.bottom + 1


def _without_labels(groups: list[list[Block]], size: float, *, is_top: bool) -> tuple[list[list[Block]], list[Block]]:
    """Rows, and the labels of merged cells: few blocks at a height where rows above and below already stand."""
    labels: list[Block] = []
    kept: list[list[Block]] = []
    for number, group in enumerate(groups):
        top, bottom = min(b.top for b in group), max(b.bottom for b in group)
        near = [g for k, g in enumerate(groups) if k != number and abs(k - number) <= 3 and len(g) > len(group)]
        beside = [min(g, key=lambda b: b.bottom - b.top) for g in near] if is_top else [b for g in near for b in g]
        if len(group) <= 2 and any(b.top < bottom - 0.15 * size and b.bottom > top + 0.15 * size for b in beside):
            labels += group
        else:
            kept.append(group)
    return kept, labels


def _side_by_side(blocks: list[Block]) -> list[Block]:
    """Blocks of one row as columns: those one below the other are one cell."""
    found: list[Block] = []
    for block in sorted(blocks, key=lambda b: b.x0):
        if found and block.x0 < found[-1].x1 - 0.5:
            last = found[-1]
            found[-1] = Block(last.x0, max(last.x1, block.x1), min(last.top, block.top), max(last.bottom, block.bottom))
        else:
            found.append(block)
    return found


def _stabs(rows: list[list[Block]], forced: list[float], left: float, right: float) -> list[float]:
    """The fewest column borders such that every gap between two neighbouring texts of a row holds one."""
    gaps: list[tuple[float, float]] = []
    for row in rows:
        blocks = sorted(row, key=lambda b: b.x0)
        gaps += [(a.x1, b.x0) for a, b in zip(blocks, blocks[1:], strict=False) if b.x0 > a.x1]
    found = [x for x in forced if left < x < right]
    low, high = 0.0, -1.0
    for a, b in sorted(gaps, key=lambda gap: gap[1]):
        if any(a - 1 <= x <= b + 1 for x in forced):
            continue
        if high >= 0 and a < high - 0.5:
            low = max(low, a)
            continue
        if high >= 0:
            found.append((low + high) / 2)
        low, high = a, b
    if high >= 0:
        found.append((low + high) / 2)
    return sorted(found)


def _spans(row: Row, xs: list[float]) -> list[tuple[int, int]]:
    """First and end column of each block: the fewest columns that hold it, or more when it is centred over more."""
    first = max((i for i, x in enumerate(xs) if x <= row.left + 1), default=0)
    last = min((i for i, x in enumerate(xs) if x >= row.right - 1), default=len(xs) - 1)
    least = []
    for block in row.blocks:
        start = max((i for i, x in enumerate(xs) if x <= block.x0 + 1), default=0)
        end = min((i for i, x in enumerate(xs) if x >= block.x1 - 1), default=len(xs) - 1)
        least.append((max(start, first), min(max(end, start + 1), last)))
    found: list[tuple[int, int]] = []
    for number, (block, (start, end)) in enumerate(zip(row.blocks, least, strict=True)):
        low = found[-1][1] if found else first
        high = least[number + 1][0] if number + 1 < len(least) else last
        start = min(max(start, low), last - 1)
        found.append(_most_centred(block, xs, (start, max(end, start + 1)), low, max(high, end)))
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


def _grid(areas: list[Area], levels: list[Track], xs: list[float], open_sides: frozenset[str]) -> Grid | None:
    columns = [Track(x, []) for x in xs[1:-1]]
    added: list[Track] = []
    for area in areas:
        merged = _tiles(area, xs)
        for row in area.rows:
            for number, x in enumerate(xs[1:-1], start=1):
                if row.left - 1 <= x <= row.right + 1 and not any(a < number < b for a, b in row.spans):
                    columns[number - 1].pieces.append((row.top, row.bottom))
        for row in area.rows[1:]:
            pieces = [(area.left, area.right)]
            for column, top, bottom in merged:
                if top + 0.5 < row.top < bottom - 0.5:
                    pieces = [p for a, b in pieces for p in ((a, min(b, xs[column])), (max(a, xs[column + 1]), b)) if p[1] > p[0]]
            added.append(Track(row.top, pieces))
    every = _united(levels, added)
    ys = [t.at for t in every]
    if len(ys) < 3:
        return None
    grid = walled(xs, ys, every, columns, open_sides)
    grid.exact = not added
    return grid


def _united(levels: list[Track], added: list[Track]) -> list[Track]:
    """Drawn and inferred borders, top to bottom; one that falls on a drawn one completes it."""
    united = [Track(t.at, list(t.pieces)) for t in levels]
    for track in added:
        near = next((t for t in united if abs(t.at - track.at) < GAP), None)
        if near is None:
            united.append(track)
        else:
            near.pieces += track.pieces
    return sorted(united, key=lambda t: t.at)


def _tiles(area: Area, xs: list[float]) -> list[tuple[int, float, float]]:
    """Merged label cells as (column, top, bottom): each label stands in the middle of its cell, and cells fill their column."""
    found: list[tuple[int, float, float]] = []
    borders = [area.top, *(row.top for row in area.rows[1:]), area.bottom]
    if area.is_top:
        return [(_column(label, xs), *_touched(label, borders)) for label in area.labels]
    for column in sorted({_column(label, xs) for label in area.labels}):
        labels = [label for label in area.labels if _column(label, xs) == column]
        own = list(labels)
        fixed: list[tuple[float, float]] = []  # rows whose cell in this column is known: it spans more columns
        for row in area.rows:
            for block, (start, end) in zip(row.blocks, row.spans, strict=True):
                if start <= column < end and block not in labels:
                    if end - start == 1:
                        own.append(block)
                    else:
                        fixed.append((row.top, row.bottom))
        for low, high in _stretches(fixed, area.top, area.bottom):
            inside = sorted((b for b in own if low < b.middle < high), key=lambda b: b.middle)
            if any(b in labels for b in inside):
                found += _tiled(column, inside, low, high, borders) or _centred(column, inside, labels, low, high, borders)
    return found


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
    """Cells that follow each other from the top, every text in the middle of its cell; nothing when that does not come out."""
    found = []
    top = low
    for block in blocks:
        end = 2 * block.middle - top
        bottom = min((y for y in borders if top < y <= high), key=lambda y: abs(y - end), default=top)
        if bottom < block.bottom - 1 or top > block.top + 1 or abs(bottom - end) > 4:
            return []
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


def bounds(lines: list[list[Segment]]) -> Box:
    """The box around all segments."""
    every = [s for line in lines for s in line]
    return min(s.x0 for s in every), min(s.top for s in every), max(s.x1 for s in every), max(s.bottom for s in every)
