"""Tables whose rules are missing in part or altogether: columns by the white space between words, rows by baselines.

Only strong evidence counts: the same white gutters through several rows. Prose with a wide gap here and there stays prose.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from jiheng.documents.pdf_content import Glyph
from jiheng.documents.pdf_grids import Grid, Track, walled
from jiheng.documents.pdf_ink import Rule
from jiheng.model import Box

WORD_GAP = 0.8
"""White space, in font sizes, that parts two segments of a line."""

GUTTER = 3.0
"""Least width of a gutter in points."""


@dataclass(slots=True)
class Row:
    """The segments (words that hang together) of one text line."""

    base: float
    size: float
    segments: list[tuple[float, float]]
    top: float
    bottom: float


def rows_of(glyphs: list[Glyph]) -> list[Row]:
    """Text lines as segments parted by wide gaps, top to bottom."""
    found: list[list[Glyph]] = []
    for glyph in sorted((g for g in glyphs if not g.angle and not g.text.isspace()), key=lambda g: (g.base, g.x0)):
        if found and abs(glyph.base - found[-1][-1].base) <= 0.45 * min(glyph.size, found[-1][-1].size):
            found[-1].append(glyph)
        else:
            found.append([glyph])
    rows = []
    for group in found:
        group.sort(key=lambda g: g.x0)
        size = median(g.size for g in group)
        gaps = [b.x0 - a.x1 for a, b in zip(group, group[1:], strict=False)]
        usual = max(median(gaps), 0.0) if len(gaps) >= 3 else 0.0
        least = WORD_GAP * size + (usual if usual < 0.7 * size else 0.0)
        segments = [(group[0].x0, group[0].x1)]
        for glyph in group[1:]:
            if glyph.x0 - segments[-1][1] > least:
                segments.append((glyph.x0, glyph.x1))
            else:
                segments[-1] = (segments[-1][0], max(segments[-1][1], glyph.x1))
        rows.append(Row(median(g.base for g in group), size, segments, min(g.top for g in group), max(g.bottom for g in group)))
    return rows


def gutters(rows: list[Row], left: float, right: float, allowed: int = 0) -> list[tuple[float, float]]:
    """White stripes between left and right that at most ``allowed`` rows cross."""
    events: list[tuple[float, int]] = []
    for row in rows:
        for a, b in row.segments:
            events += [(max(a, left), 1), (min(b, right), -1)]
    events.sort()
    found: list[tuple[float, float]] = []
    depth, start = 0, left
    for at, step in events:
        if depth <= allowed < depth + step:
            if at - start >= GUTTER:
                found.append((start, at))
        elif depth > allowed >= depth + step:
            start = at
        depth += step
    inner = [(a, b) for a, b in found if a > left + 0.1]
    return [g for g in inner if any(s[0] < g[0] for r in rows for s in r.segments)]


def _best_gutters(rows: list[Row], left: float, right: float) -> list[tuple[float, float]]:
    """Gutters that hold through the rows that have several segments; a few spanning rows may cross them."""
    many = [row for row in rows if len(row.segments) > 1]
    if len(many) < 2:
        return []
    best: list[tuple[float, float]] = []
    for allowed in range(max(1, len(many) // 5) + 1):
        found = [g for g in gutters(many, left, right, allowed) if _supported(g, many)]
        if len(found) > len(best):
            best = found
    return best


def _supported(gutter: tuple[float, float], rows: list[Row]) -> bool:
    """Whether most rows have text on both sides of the gutter."""
    both = sum(1 for row in rows if any(s[1] <= gutter[0] + 1 for s in row.segments) and any(s[0] >= gutter[1] - 1 for s in row.segments))
    return both >= max(2, 0.6 * len(rows))


def _walls(xs: list[float], ys: list[float], rows: list[Row]) -> list[Track]:
    """Upright borders at the gutters, left out where a row's text runs across."""
    found = []
    for x in xs[1:-1]:
        pieces = []
        for top, bottom in zip(ys, ys[1:], strict=False):
            inside = [row for row in rows if top <= row.base - 0.3 * row.size <= bottom]
            if not any(a + 1 < x < b - 1 for row in inside for a, b in row.segments):
                pieces.append((top, bottom))
        found.append(Track(x, pieces))
    return found


def _starts(rows: list[Row], xs: list[float]) -> list[Row]:
    """Lines that begin a table row: at least half of the columns (and two of them) have text in it."""
    needed = max(2, (len(xs) - 1 + 1) // 2)
    return [row for row in rows if _filled(row, xs) >= needed]


def _filled(row: Row, xs: list[float]) -> int:
    return sum(1 for a, b in zip(xs, xs[1:], strict=False) if any(s[0] < b - 1 and s[1] > a + 1 for s in row.segments))


def _row_borders(rows: list[Row], xs: list[float], top: float, bottom: float) -> list[float]:
    """Borders between the table rows of a band without rules: half way between a row's last line and the next row's first."""
    starts = _starts(rows, xs)
    if len(starts) < 2:
        return []
    groups: list[list[Row]] = [[row] for row in starts]
    for row in rows:
        if row in starts:
            continue
        nearest = min(range(len(groups)), key=lambda i: min(abs(row.base - other.base) for other in groups[i]))
        groups[nearest].append(row)
    borders = []
    for group, following in zip(groups, groups[1:], strict=False):
        border = (max(r.bottom for r in group) + min(r.top for r in following)) / 2
        if top + 2 < border < bottom - 2:
            borders.append(border)
    return sorted(borders)


def columns_in_bands(grid: Grid, glyphs: list[Glyph]) -> Grid | None:
    """A box with level rules only: columns by white space; None when there are none."""
    x0, y0, x1, y1 = grid.box
    inside = [g for g in glyphs if x0 <= g.middle[0] <= x1 and y0 <= g.middle[1] <= y1]
    levels = [Track(y, [(x0, x1)]) for y in grid.ys]
    return _grid_from(levels, inside, x0, x1, grid.open_sides)


def _grid_from(levels: list[Track], glyphs: list[Glyph], x0: float, x1: float, open_sides: frozenset[str]) -> Grid | None:
    rows = rows_of(glyphs)
    found = _best_gutters(rows, x0, x1)
    if not found:
        return None
    xs = [x0, *((a + b) / 2 for a, b in found), x1]
    ys = [track.at for track in levels]
    added: list[Track] = []
    for top, bottom in zip(ys, ys[1:], strict=False):
        band = [row for row in rows if top <= row.base - 0.3 * row.size <= bottom]
        if len(_starts(band, xs)) > 2 or (len(levels) <= 4 and len(_starts(band, xs)) == 2):
            added += [Track(y, [(x0, x1)]) for y in _row_borders(band, xs, top, bottom)]
    every = sorted([*levels, *added], key=lambda t: t.at)
    ys = [track.at for track in every]
    if len(ys) < 3:
        return None
    grid = walled(xs, ys, every, _walls(xs, ys, rows), open_sides)
    grid.exact = not added
    return grid


def split_rows(grid: Grid, glyphs: list[Glyph]) -> Grid | None:
    """A grid with upright rules whose rows are not ruled: rows by baselines; None when every band is one row."""
    x0, y0, x1, y1 = grid.box
    rows = rows_of([g for g in glyphs if x0 <= g.middle[0] <= x1 and y0 <= g.middle[1] <= y1])
    added: list[float] = []
    for top, bottom in zip(grid.ys, grid.ys[1:], strict=False):
        band = [row for row in rows if top <= row.base - 0.3 * row.size <= bottom]
        if len([row for row in band if _filled(row, grid.xs) >= max(3, 0.7 * grid.columns)]) >= 3:
            added += _row_borders(band, grid.xs, top, bottom)
    if not added:
        return None
    ys = sorted([*grid.ys, *added])
    every = [Track(y, [(x0, x1)]) for y in ys]
    split = walled(grid.xs, ys, every, [Track(x, [(y0, y1)]) for x in grid.xs], grid.open_sides)
    split.exact = False
    return split


def ruled_across(levels: list[Rule], glyphs: list[Glyph], taken: list[Box]) -> list[Grid]:
    """Tables of level rules alone: three-line tables and tables with a rule under every row."""
    found: list[Grid] = []
    for group in _families(levels):
        left, right = min(r.start for r in group), max(r.end for r in group)
        full = [r for r in group if r.length > 0.9 * (right - left)]
        if len(full) < 3:
            continue
        top, bottom = full[0].at, full[-1].at
        inside = [g for g in glyphs if left - 2 <= g.middle[0] <= right + 2 and top <= g.middle[1] <= bottom and not _within(taken, g)]
        if len(inside) < 6:
            continue
        members = [r for r in group if top <= r.at <= bottom]
        by_at: dict[float, Track] = {}
        for rule in members:
            by_at.setdefault(rule.at, Track(rule.at)).pieces.append((rule.start, rule.end))
        grid = _grid_from([by_at[at] for at in sorted(by_at)], inside, left, right, frozenset({"left", "right"}))
        if grid is not None and grid.rows >= 2:
            found.append(grid)
    return found


def _families(levels: list[Rule]) -> list[list[Rule]]:
    """Level rules that share their left and right end, with the partial rules between them."""
    families: list[list[Rule]] = []
    for rule in sorted(levels, key=lambda r: r.at):
        for family in families:
            if abs(family[0].start - rule.start) < 4 and abs(family[0].end - rule.end) < 4:
                family.append(rule)
                break
        else:
            families.append([rule])
    big = [family for family in families if len(family) >= 3]
    for family in big:
        low, high, left, right = family[0].at, family[-1].at, family[0].start, family[0].end
        for rule in levels:
            if rule not in family and low < rule.at < high and left - 4 <= rule.start and rule.end <= right + 4:
                family.append(rule)
        family.sort(key=lambda r: r.at)
    return big


def unruled(glyphs: list[Glyph]) -> list[Grid]:
    """Tables without any rule: at least four lines in a row with the same three columns or more."""
    rows = rows_of(glyphs)
    found: list[Grid] = []
    run: list[Row] = []
    for row in [*rows, None]:
        near = row is not None and (not run or row.base - run[-1].base < 3.2 * max(row.size, run[-1].size))
        if row is not None and near and (len(row.segments) >= 3 or (run and len(row.segments) >= 1 and _looks_inside(row, run))):
            run.append(row)
            continue
        grid = _unruled_grid(run)
        if grid is not None:
            found.append(grid)
        run = [row] if row is not None and len(row.segments) >= 3 else []
    return found


def _looks_inside(row: Row, run: list[Row]) -> bool:
    """Whether a line with few segments may be the wrapped rest of cells in the run above."""
    return all(any(s[0] - 2 <= a and b <= s[1] + 2 for other in run for s in other.segments) for a, b in row.segments)


def _unruled_grid(run: list[Row]) -> Grid | None:
    while run and len(run[-1].segments) < 2:
        run.pop()
    if sum(len(row.segments) >= 3 for row in run) < 4:
        return None
    left, right = min(r.segments[0][0] for r in run) - 2, max(r.segments[-1][1] for r in run) + 2
    found = [g for g in gutters(run, left, right) if _supported(g, run)]
    if len(found) < 2:
        return None
    xs = [left, *((a + b) / 2 for a, b in found), right]
    top, bottom = run[0].top - 1, run[-1].bottom + 1
    ys = [top, *_row_borders(run, xs, top, bottom), bottom]
    grid = walled(xs, ys, [Track(y, [(left, right)]) for y in ys], [Track(x, [(top, bottom)]) for x in xs])
    grid.exact, grid.open_sides = False, frozenset({"left", "right", "top", "bottom"})
    return grid


def _within(boxes: list[Box], glyph: Glyph) -> bool:
    x, y = glyph.middle
    return any(b[0] <= x <= b[2] and b[1] <= y <= b[3] for b in boxes)
