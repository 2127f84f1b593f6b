"""Where rules are missing in part or altogether: which parts of a page are tables all the same.

Only strong evidence counts: rows that leave the same white gutters. Prose with a wide gap here and there stays prose.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from jiheng.documents.pdf_blocks import Segment, lines_of_segments
from jiheng.documents.pdf_carried import FOOT, Columns, known_of, top_of_rest
from jiheng.documents.pdf_content import Glyph
from jiheng.documents.pdf_grids import Grid, Track, walled
from jiheng.documents.pdf_inferred import Known, bounds, infer
from jiheng.documents.pdf_ink import Rule
from jiheng.model import Box

LEAST = 3
"""So many level rules make a table: those around it and one inside."""

STRONG = 4
"""An unruled table shows at least so many lines with three texts or more side by side."""

RETURNING = 3
"""A place where texts of so many lines begin, or have their middle, is a column."""

PROSE = 3
"""So many lines of one text each over the whole width end an unruled table."""


def columns_in_bands(grid: Grid, glyphs: list[Glyph]) -> Grid | None:
    """A box with level rules only: columns by white space; None when there are none."""
    x0, y0, x1, y1 = grid.box
    levels = [Track(y, [(x0, x1)]) for y in grid.ys]
    return infer(levels, _between(glyphs, x0, x1, y0, y1), x0, x1, grid.open_sides)


def split_rows(grid: Grid, glyphs: list[Glyph]) -> Grid | None:
    """A grid with upright rules whose rows are not ruled: rows by their lines; None when every band is one row."""
    x0, y0, x1, y1 = grid.box
    lines = lines_of_segments(_between(glyphs, x0, x1, y0, y1))
    added: list[float] = []
    for top, bottom in zip(grid.ys, grid.ys[1:], strict=False):
        band = [line for line in lines if top <= (line[0].top + line[0].bottom) / 2 <= bottom]
        full = [line for line in band if _filled(line, grid.xs) >= max(3, 0.7 * grid.columns)]
        if len(full) >= 3:
            added += [(max(s.bottom for s in a) + min(s.top for s in b)) / 2 for a, b in zip(full, full[1:], strict=False)]
    if not added:
        return None
    ys = sorted([*grid.ys, *added])
    split = walled(grid.xs, ys, [Track(y, [(x0, x1)]) for y in ys], [Track(x, [(y0, y1)]) for x in grid.xs], grid.open_sides)
    split.exact = False
    return split


def _filled(line: list[Segment], xs: list[float]) -> int:
    return sum(1 for a, b in zip(xs, xs[1:], strict=False) if any(s.x0 < b - 1 and s.x1 > a + 1 for s in line))


def ruled_across(levels: list[Rule], glyphs: list[Glyph], taken: list[Box], columns: Columns | None = None) -> list[Grid]:
    """Tables of level rules alone: three-line tables and tables with a rule under every row; the first may go on in known columns."""
    found: list[Grid] = []
    for group in _families(levels, LEAST if columns is None else LEAST - 1):
        left, right = min(r.start for r in group), max(r.end for r in group)
        full = [r for r in group if r.length > 0.9 * (right - left)]
        if len(full) < 2:
            continue
        is_table = len(full) >= LEAST
        top, bottom = full[0].at, _open_end(full[-2:], glyphs, left, right) if is_table else full[-1].at
        inside = [g for g in _between(glyphs, left, right, top, bottom) if not _within(taken, g)]
        by_at: dict[float, Track] = {}
        for rule in group:
            if top <= rule.at <= full[-1].at:
                by_at.setdefault(rule.at, Track(rule.at)).pieces.append((rule.start, rule.end))
        is_open = bottom > full[-1].at
        if is_open:
            by_at[bottom] = Track(bottom, [(left, right)])
        if len(inside) <= 5:
            continue
        known = known_of(columns, glyphs, (left, right), top, inside) if is_table or not _has_prose(inside, right - left) else None
        tracks, sides = [by_at[at] for at in sorted(by_at)], frozenset({"left", "right", *(("bottom",) if is_open else ())})
        grid = infer(tracks, inside, left, right, sides, known) if known else None
        if grid is None and is_table:
            grid = infer(tracks, inside, left, right, sides)
        if grid is not None:
            grid.exact = not is_open
            found.append(grid)
    return found


def _open_end(last: list[Rule], glyphs: list[Glyph], left: float, right: float) -> float:
    """Where a table ends: with its last rule, or with the page when rows go on below, set to the texts between the ``last`` two rules."""
    upper, lower = last[0].at, last[1].at
    lines = lines_of_segments(_between(glyphs, left, right, lower, max((g.bottom for g in glyphs), default=lower)))
    end = next((n for n, (a, b) in enumerate(pairwise(lines), start=1) if not _follows(a, b)), len(lines))
    if not lines or len(lines) - end > FOOT or lines[0][0].top - lower > 4 * lines[0][0].size:
        return lower
    heads = [s for line in lines_of_segments(_between(glyphs, left, right, upper, lower)) for s in line]
    texts = [s for line in lines[:end] if len(line) >= 3 for s in line]
    set_alike = sum(any(_is_set_to(s, head) for head in heads) for s in texts)
    return max(s.bottom for s in lines[end - 1]) + 1 if texts and set_alike * 2 >= len(texts) else lower


def _has_prose(glyphs: list[Glyph], width: float) -> bool:
    """Whether a line of one text over most of the width is among these: two rules around it may be those of a page."""
    return any(len(line) == 1 and line[0].x1 - line[0].x0 > 0.75 * width for line in lines_of_segments(glyphs))


def _is_set_to(text: Segment, head: Segment) -> bool:
    return min(abs(text.x0 - head.x0), abs(text.x1 - head.x1), abs(text.x0 + text.x1 - head.x0 - head.x1) / 2) < 1.5


def _families(levels: list[Rule], least: int) -> list[list[Rule]]:
    """At least so many level rules that share their left and right end, with the partial rules between them."""
    families: list[list[Rule]] = []
    for rule in sorted(levels, key=lambda r: r.at):
        for family in families:
            if abs(family[0].start - rule.start) < 4 and abs(family[0].end - rule.end) < 4:
                family.append(rule)
                break
        else:
            families.append([rule])
    families.sort(key=lambda family: family[0].start - family[0].end)
    big: list[list[Rule]] = []
    for family in families:
        low, high, left, right = family[0].at, family[-1].at, family[0].start, family[0].end
        if len(family) < 2 or any(rule in other for other in big for rule in family):
            continue
        inner = [r for r in levels if r not in family and low < r.at < high and left - 4 <= r.start and r.end <= right + 4]
        if len(family) + len(inner) >= least:
            big.append(sorted([*family, *inner], key=lambda r: r.at))
    return big


def unruled(glyphs: list[Glyph], columns: Columns | None = None) -> list[Grid]:
    """Tables without any rule; the first may go on in known columns."""
    found: list[Grid] = []
    every = lines_of_segments(glyphs)
    for lines in _regions(every):
        x0, y0, x1, y1 = bounds(lines)
        left, right, top, bottom = x0 - 2, x1 + 2, y0 - 1, y1 + 1
        inside = _between(glyphs, left, right, top, bottom)
        known = known_of(columns, glyphs, (left, right), top, inside)
        grid = None
        if known is not None:
            first = top_of_rest(known, every, lines[0])
            grid = _open(_between(glyphs, *known.sides, first, bottom), *known.sides, first, bottom, known)
        grid = grid or _open(inside, left, right, top, bottom)
        if grid is not None and grid.columns >= 3:
            grid.exact = False
            found.append(grid)
    return found


def _open(glyphs: list[Glyph], left: float, right: float, top: float, bottom: float, known: Known | None = None) -> Grid | None:
    """The grid of a table without rules."""
    levels = [Track(top, [(left, right)]), Track(bottom, [(left, right)])]
    return infer(levels, glyphs, left, right, frozenset({"left", "right", "top", "bottom"}), known)


def _regions(lines: list[list[Segment]]) -> list[list[list[Segment]]]:
    """Stretches of lines that look like a table: many lines with several texts, hardly any prose between them."""
    found: list[list[list[Segment]]] = []
    current: list[list[Segment]] = []
    prose = 0
    for line in [*lines, []]:
        if line and len(line) == 1 and prose < PROSE and current:
            current.append(line)
            width = max(s.x1 for row in current for s in row) - min(s.x0 for row in current for s in row)
            prose = prose + 1 if line[0].x1 - line[0].x0 > 0.75 * width else 0
        elif line and len(line) > 1 and (not current or _follows(current[-1], line)):
            current.append(line)
            prose = 0
        else:
            found.append(current)
            current, prose = ([line] if len(line) > 1 else []), 0
    return [region for lines in found if _is_table(region := _trimmed(lines))]


def _follows(before: list[Segment], line: list[Segment]) -> bool:
    return line[0].top - before[0].bottom < 4 * max(line[0].size, before[0].size)


def _trimmed(lines: list[list[Segment]]) -> list[list[Segment]]:
    end = len(lines)
    while end and len(lines[end - 1]) < 2 and not (end > 1 and _is_rest(lines[end - 2], lines[end - 1])):
        end -= 1
    return lines[:end]


def _is_rest(above: list[Segment], line: list[Segment]) -> bool:
    """Whether a line holds only the rest of one cell of the line above."""
    (only,) = line
    return only.base - above[0].base < 1.6 * only.size and any(s.x0 - 2 <= only.x0 and only.x1 <= s.x1 + 2 for s in above)


def _is_table(lines: list[list[Segment]]) -> bool:
    strong = [line for line in lines if len(line) >= 3]
    if len(strong) < STRONG:
        return False
    places = [(round(s.x0 / 4), round((s.x0 + s.x1) / 8)) for line in strong for s in line]
    starts, middles = Counter(start for start, _ in places), Counter(middle for _, middle in places)
    if max((starts + middles).values()) >= 0.5 * len(strong):
        return True
    return sum(starts[start] >= RETURNING or middles[middle] >= RETURNING for start, middle in places) >= 0.5 * len(places)


def _between(glyphs: list[Glyph], x0: float, x1: float, y0: float, y1: float) -> list[Glyph]:
    return [g for g in glyphs if x0 - 2 <= g.middle[0] <= x1 + 2 and y0 <= g.middle[1] <= y1]


def _within(boxes: list[Box], glyph: Glyph) -> bool:
    x, y = glyph.middle
    return any(b[0] <= x <= b[2] and b[1] <= y <= b[3] for b in boxes)
