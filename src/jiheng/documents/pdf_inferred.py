"""A grid where rules are missing: rows from level rules or distances, columns from the white space that all rows leave.

Every row is taken by itself first, since the parts of a form divide its width differently; a column border is a place that
lies between two texts in every row that has two texts there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from jiheng.documents.pdf_blocks import (
    FINE_GAP,
    Block,
    Segment,
    blocks_of,
    is_set_to_top,
    leading_of,
    lines_of_segments,
    parted_like_neighbours,
    rows_of_blocks,
)
from jiheng.documents.pdf_content import Glyph
from jiheng.documents.pdf_grids import GAP, Grid, Track, walled
from jiheng.documents.pdf_labels import Area, Row, spans_of, tiles_of, without_labels
from jiheng.model import Box

SINGLE = 3.0
"""At most so many lines to a band on average: then the rules part the rows, and every band is one row."""


MANY = 8
"""So many bands are rows, however many lines they hold."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a table from its pages before: borders of columns, texts of rows, leading, whether cells are set to their top."""

    xs: tuple[float, ...]
    rows: tuple[tuple[Block, ...], ...]
    leading: float | None
    is_top: bool

    @property
    def sides(self) -> tuple[float, float]:
        """The left and right border."""
        return self.xs[0], self.xs[-1]


def infer(  # long: one step of the inference after the other
    levels: list[Track], glyphs: list[Glyph], left: float, right: float, open_sides: frozenset[str], known: Known | None = None
) -> Grid | None:
    """The grid of what stands between level rules (the first and last of them bound it); None without columns or rows."""
    fine = lines_of_segments(glyphs, FINE_GAP)
    lines = parted_like_neighbours(lines_of_segments(glyphs), fine)
    areas, forced = _areas(levels, left, right)
    by_area = [_inside(area, lines) for area in areas]
    full = sum(1 for own in by_area if own)
    is_ruled = full >= MANY or (sum(len(own) for own in by_area) <= SINGLE * max(1, full) and not _is_three_line(by_area))
    is_ruled = is_ruled and (known is None or len(levels) > 2)
    leading = None if is_ruled else known.leading if known else leading_of(lines)
    if not is_ruled and forced:  # the rows must come from whole lines: a strip may hold next to nothing
        areas = _areas([t for t in levels if _is_full(t, left, right)], left, right)[0]
        by_area = [_inside(area, lines) for area in areas]
    by_block = [_refined(blocks_of(own, leading), _inside(area, fine)) for area, own in zip(areas, by_area, strict=True)]
    size = median(s.size for line in lines for s in line) if lines else 1.0
    is_top = known.is_top if known else is_set_to_top(by_block, size)
    for area, own, blocks in zip(areas, by_area, by_block, strict=True):
        area.is_top = is_top
        if is_ruled or (leading is None and area is not areas[-1] and len(own) <= SINGLE):
            blocks = []
        _fill(area, own, _inside(area, fine), blocks, least=1 if known else 2)
    rows = [row for area in areas for row in area.rows]
    if known is None and sum(len(row.blocks) > 1 for row in rows) < 2:
        return None
    beside = [
        [*row.blocks, *(b for b in area.labels if b.top < row.bottom - 2 and b.bottom > row.top + 2)] for area in areas for row in area.rows
    ]
    xs = [left, *_stabs([*(known.rows if known else ()), *beside], forced, left, right), right]
    if len(xs) < 3 or (known is not None and len(xs) != len(known.xs)):
        return None
    for row in rows:
        _part_at(xs, row, _inside(Area(row.left, row.right, row.top, row.bottom), fine))
        row.spans = spans_of(row, xs, set())
    for area in areas:
        area.tiles = tiles_of(area, xs)
        for row in area.rows:
            row.spans = spans_of(row, xs, {c for c, top, bottom in area.tiles if top < row.bottom - 1 and bottom > row.top + 1})
    return _grid(areas, levels, xs, open_sides, known.xs if known else ())


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


def _fill(area: Area, lines: list[list[Segment]], fine: list[list[Segment]], blocks: list[Block], least: int) -> None:
    """The rows of an area: those of the blocks, or one row when fewer than ``least`` of them hold several."""
    if not lines:
        area.rows = [Row(area.left, area.right, area.top, area.bottom, [])]
        return
    size = lines[0][0].size
    groups, area.labels = without_labels(rows_of_blocks(blocks, size, is_top=area.is_top), size, is_top=area.is_top)
    if sum(len(group) > 1 for group in groups) < least:
        groups, area.labels = [_refined(_side_by_side(blocks_of(lines, None)), fine)], []
    borders: list[float] = []
    for one, two in zip(groups, groups[1:], strict=False):
        top = borders[-1] if borders else area.top
        borders.append(_border(one, two, None if area.is_top else 2 * median(block.middle for block in one) - top))
    edges = [area.top, *borders, area.bottom]
    for label in list(area.labels):
        row = next((g for g, y0, y1 in zip(groups, edges, edges[1:], strict=False) if y0 <= label.top + 1 and label.bottom - 1 <= y1), None)
        if row is not None and area.is_top and not any(label.x0 < b.x1 and b.x0 < label.x1 for b in row):
            row.append(label)
            area.labels.remove(label)
    area.labels += [b for group in groups for b in group if any(b.top + 1 < y < b.bottom - 1 for y in borders)]
    area.rows = [Row(area.left, area.right, y0, y1, _side_by_side(group)) for y0, y1, group in zip(edges, edges[1:], groups, strict=False)]


def _border(one: list[Block], two: list[Block], expected: float | None = None) -> float:
    """Where two rows part: between their lowest texts, crossing as few blocks as can be, where expected, in the widest gap.

    What is ``expected`` has the texts of the upper row in its middle.
    """
    least = min(one, key=lambda b: b.bottom - b.top), min(two, key=lambda b: b.bottom - b.top)
    low, high = sorted(block.middle for block in least)
    edges = sorted({low, high, *(y for b in one + two for y in (b.top, b.bottom) if low < y < high)})
    best = ((0, False, 0.0), (low + high) / 2)
    for number, (a, b) in enumerate(zip(edges, edges[1:], strict=False)):
        at = (a + b) / 2
        crossed = sum(1 for block in one + two if block.top < at < block.bottom)
        found = (-crossed, expected is not None and a - 1.5 <= expected <= b + 1.5, b - a)
        if number == 0 or found > best[0]:
            best = (found, at)
    return best[1]


def _refined(blocks: list[Block], fine: list[list[Segment]], labels: Sequence[Block] = ()) -> list[Block]:
    """Blocks parted where three of their lines or more leave the same narrow stripe white.

    Punctuation of running text ends at one place in several lines by chance: half of the stripe's lines must be white without it.
    """
    refined: list[Block] = []
    for block in blocks:
        own = [[s for s in line if _holds(block, s) and not any(b is not block and _holds(b, s) for b in labels)] for line in fine]
        parts = _side_by_side([Block(s.x0, s.x1, s.top, s.bottom) for line in own for s in line])
        stripes = [_stripe(own, a, b) for a, b in zip(parts, parts[1:], strict=False)]
        refined += parts if stripes and all(lines >= 3 and white * 2 >= lines for lines, white in stripes) else [block]
    return refined


def _stripe(lines: list[list[Segment]], one: Block, two: Block) -> tuple[int, int]:
    """How many lines have text on both sides of a stripe, and in how many of them it is white whatever the punctuation."""
    both = [([s for s in line if s.x1 <= one.x1 + 1], [s for s in line if s.x0 >= two.x0 - 1]) for line in lines]
    both = [(left, right) for left, right in both if left and right]
    return len(both), sum(_is_white(left, right) for left, right in both)


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
    return two.x0 - one.x1 - one.behind - two.before >= FINE_GAP * one.size


def _holds(block: Block, segment: Segment) -> bool:
    return block.x0 - 1 < segment.x0 and segment.x1 < block.x1 + 1 and block.top - 1 < segment.top and segment.bottom < block.bottom + 1


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


def _stabs(rows: Sequence[Sequence[Block]], forced: list[float], left: float, right: float) -> list[float]:
    """The fewest column borders such that every gap between two neighbouring texts of a row holds one."""
    gaps: list[tuple[float, float]] = []
    for row in rows:
        blocks = sorted(row, key=lambda b: b.x0)
        gaps += [(a.x1, b.x0) for a, b in zip(blocks, blocks[1:], strict=False) if b.x0 > a.x1]
    found = [(x, x) for x in forced if left < x < right]
    low, high = 0.0, -1.0
    for a, b in sorted(gaps, key=lambda gap: gap[1]):
        if any(a - 1 <= x <= b + 1 for x in forced):
            continue
        if high >= 0 and a < high - 0.5:
            low = max(low, a)
            continue
        if high >= 0:
            found.append((low, high))
        low, high = a, b
    if high >= 0:
        found.append((low, high))
    return [(low + high) / 2 for low, high in _beside_texts(sorted(found), rows)]


def _beside_texts(stabs: list[tuple[float, float]], rows: Sequence[Sequence[Block]]) -> list[tuple[float, float]]:
    """The room of each border, less what texts take that stand in a narrow column and reach beyond it.

    They may where the next column is empty in their row, so that no gap shows the border there; a text above or below that is set to
    the same middle or edge shows the column.
    """
    room = list(stabs)
    pairs = [(row, near) for row, *others in zip(rows, [[], *rows], [*rows[1:], []], strict=False) for near in others]
    wide = [(-len(near), block.x1 - block.x0, block) for row, near in pairs for block in row if any(_is_under(b, block) for b in near)]
    for _, _, block in sorted(wide, key=lambda found: found[:2]):  # the fullest rows know best
        touched = [number for number, (low, high) in enumerate(room) if low < block.x1 and high > block.x0]
        left = [(low, min(high, block.x0)) for low, high in (room[number] for number in touched)]
        right = [(max(low, block.x1), high) for low, high in (room[number] for number in touched)]
        ways = {1: [left, right], 2: [[*left[:1], *right[1:]]]}.get(len(touched), [])
        way = next((way for way in ways if all(high - low >= 1 for low, high in way)), [])
        for number, stretch in zip(touched, way, strict=False):
            room[number] = stretch
    return room


def _is_under(narrow: Block, wide: Block) -> bool:
    """Whether a text is narrower than another above or below it and set to the same middle or edge."""
    left, right = narrow.x0 - wide.x0, wide.x1 - narrow.x1
    return left + right > 0 and min(abs(left), abs(right), abs(left - right) / 2) < 1.5


def _grid(areas: list[Area], levels: list[Track], xs: list[float], open_sides: frozenset[str], like: tuple[float, ...]) -> Grid | None:
    columns = [Track(x, []) for x in xs[1:-1]]
    added: list[Track] = []
    for area in areas:
        for row in area.rows:
            for number, x in enumerate(xs[1:-1], start=1):
                if row.left - 1 <= x <= row.right + 1 and not any(a < number < b for a, b in row.spans):
                    columns[number - 1].pieces.append((row.top, row.bottom))
        for row in area.rows[1:]:
            pieces = [(area.left, area.right)]
            for column, top, bottom in area.tiles:
                if top + 0.5 < row.top < bottom - 0.5:
                    pieces = [p for a, b in pieces for p in ((a, min(b, xs[column])), (max(a, xs[column + 1]), b)) if p[1] > p[0]]
            added.append(Track(row.top, pieces))
    every = _united(levels, added)
    ys = [t.at for t in every]
    if len(ys) < 3 and not like:
        return None
    grid = walled(xs, ys, every, columns, open_sides)
    grid.like = like
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


def bounds(lines: list[list[Segment]]) -> Box:
    """The box around all segments."""
    every = [s for line in lines for s in line]
    return min(s.x0 for s in every), min(s.top for s in every), max(s.x1 for s in every), max(s.bottom for s in every)
