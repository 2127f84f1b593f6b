"""Rules to grids: which cells a set of borders encloses, with exact row and column spans.

A grid is what hangs together: rules that touch. A missing outer border is closed at the end of the rules that run up to it.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from jiheng.documents.pdf_ink import Rule
from jiheng.model import Box

SNAP = 3.0
"""Rules closer than this are one border (double lines, borders drawn once for each of two cells)."""

GAP = 3.5
"""Pieces of one border may lie this far apart (corners left out, dots of a dotted line)."""

COVERED = 0.6
"""Share of a cell's side that must be drawn to part two cells."""


@dataclass(slots=True)
class Region:
    """One cell of a grid by grid position and spans."""

    row: int
    column: int
    rowspan: int
    colspan: int


@dataclass(slots=True)
class Grid:
    """Cells between borders. ``xs``/``ys`` are the borders; ``open_sides`` names outer borders that are not drawn.

    ``like``: the borders of the same columns on the page before, where the table goes on from there.
    """

    xs: list[float]
    ys: list[float]
    regions: list[Region]
    owner: list[list[int]]
    open_sides: frozenset[str] = frozenset()
    exact: bool = True
    like: tuple[float, ...] = ()

    @property
    def box(self) -> Box:
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    @property
    def rows(self) -> int:
        return len(self.ys) - 1

    @property
    def columns(self) -> int:
        return len(self.xs) - 1

    def box_of(self, region: Region) -> Box:
        """The cell's box."""
        return (
            self.xs[region.column],
            self.ys[region.row],
            self.xs[region.column + region.colspan],
            self.ys[region.row + region.rowspan],
        )

    def at(self, x: float, y: float) -> int | None:
        """The number of the region at a point, None outside."""
        x0, y0, x1, y1 = self.box
        if not (x0 - 1 <= x <= x1 + 1 and y0 - 1 <= y <= y1 + 1):
            return None
        column = min(max(bisect_right(self.xs, x) - 1, 0), self.columns - 1)
        row = min(max(bisect_right(self.ys, y) - 1, 0), self.rows - 1)
        return self.owner[row][column]


@dataclass(slots=True)
class Track:
    """All pieces of rules along one border, merged and sorted."""

    at: float
    pieces: list[tuple[float, float]] = field(default_factory=list)

    def covers(self, start: float, end: float) -> bool:
        """Whether most of the way from start to end is drawn."""
        length = end - start
        drawn = sum(max(0.0, min(end, b) - max(start, a)) for a, b in self.pieces if a < end and b > start)
        return drawn >= COVERED * length


def tracks(rules: list[Rule]) -> list[Track]:
    """Rules of one direction grouped to borders: nearby ones snapped together, touching pieces merged."""
    found: list[Track] = []
    group: list[Rule] = []
    for rule in sorted(rules, key=lambda r: r.at):
        if group and rule.at - group[0].at > SNAP:
            found.append(_track(group))
            group = []
        group.append(rule)
    if group:
        found.append(_track(group))
    return found


def _track(group: list[Rule]) -> Track:
    total = sum(max(rule.length, 0.1) for rule in group)
    at = sum(rule.at * max(rule.length, 0.1) for rule in group) / total
    pieces: list[tuple[float, float]] = []
    for rule in sorted(group, key=lambda r: r.start):
        if pieces and rule.start - pieces[-1][1] <= GAP:
            pieces[-1] = (pieces[-1][0], max(pieces[-1][1], rule.end))
        else:
            pieces.append((rule.start, rule.end))
    return Track(at, pieces)


def components(level: list[Track], upright: list[Track]) -> list[tuple[list[Rule], list[Rule]]]:
    """Merged rules that touch each other, as (level, upright) sets; single rules come alone."""
    rules = [Rule(True, t.at, a, b) for t in level for a, b in t.pieces] + [Rule(False, t.at, a, b) for t in upright for a, b in t.pieces]
    parent = list(range(len(rules)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    flat = [i for i, rule in enumerate(rules) if rule.level]  # already sorted by ``at``
    ats = [rules[i].at for i in flat]
    for j, rule in enumerate(rules):
        if rule.level:
            continue
        first = bisect_right(ats, rule.start - GAP)
        for k in range(first, len(flat)):
            other = rules[flat[k]]
            if other.at > rule.end + GAP:
                break
            if other.start - GAP <= rule.at <= other.end + GAP:
                parent[root(flat[k])] = root(j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate(rules):
        groups.setdefault(root(i), ([], []))[0 if rule.level else 1].append(rule)
    return list(groups.values())


def grid_of(level: list[Rule], upright: list[Rule]) -> Grid | None:
    """The grid of a component; None when it encloses no cell."""
    rows, columns = tracks(level), tracks(upright)
    xs, open_x = _borders(columns, [(r.start, r.end) for r in level], ("left", "right"))
    ys, open_y = _borders(rows, [(r.start, r.end) for r in upright], ("top", "bottom"))
    if len(xs) < 2 or len(ys) < 2:
        return None
    return walled(xs, ys, rows, columns, frozenset(open_x | open_y))


def walled(xs: list[float], ys: list[float], rows: list[Track], columns: list[Track], open_sides: frozenset[str] = frozenset()) -> Grid:
    """The grid of the given borders whose cells run together where no rule parts them."""
    height, width = len(ys) - 1, len(xs) - 1
    by_x = {_nearest(xs, t.at): t for t in columns}
    by_y = {_nearest(ys, t.at): t for t in rows}
    right = [[j + 1 < width and j + 1 in by_x and by_x[j + 1].covers(ys[i], ys[i + 1]) for j in range(width)] for i in range(height)]
    below = [[i + 1 < height and i + 1 in by_y and by_y[i + 1].covers(xs[j], xs[j + 1]) for j in range(width)] for i in range(height)]
    area = _areas(right, below, height, width)
    regions, owner = _rectangles(area, height, width)
    return Grid(xs, ys, regions, owner, open_sides)


def _borders(found: list[Track], spans: list[tuple[float, float]], names: tuple[str, str]) -> tuple[list[float], set[str]]:
    """Border positions of one direction, closed at both ends of what the crossing rules span."""
    places = [t.at for t in found]
    missing: set[str] = set()
    if not spans:
        return places, missing
    low, high = min(a for a, _ in spans), max(b for _, b in spans)
    if not places or low < places[0] - 2 * SNAP:
        places.insert(0, low)
        missing.add(names[0])
    if high > places[-1] + 2 * SNAP:
        places.append(high)
        missing.add(names[1])
    return places, missing


def _nearest(places: list[float], value: float) -> int:
    return min(range(len(places)), key=lambda i: abs(places[i] - value))


def _areas(right: list[list[bool]], below: list[list[bool]], height: int, width: int) -> list[list[int]]:
    """A number for each elementary cell; equal where no wall parts them."""
    area = [[-1] * width for _ in range(height)]
    count = 0
    for i in range(height):
        for j in range(width):
            if area[i][j] >= 0:
                continue
            area[i][j] = count
            todo = [(i, j)]
            while todo:
                y, x = todo.pop()
                for v, u, is_walled in (
                    (y, x + 1, right[y][x]),
                    (y, x - 1, x > 0 and right[y][x - 1]),
                    (y + 1, x, below[y][x]),
                    (y - 1, x, y > 0 and below[y - 1][x]),
                ):
                    if 0 <= v < height and 0 <= u < width and not is_walled and area[v][u] < 0:
                        area[v][u] = count
                        todo.append((v, u))
            count += 1
    return area


def _rectangles(area: list[list[int]], height: int, width: int) -> tuple[list[Region], list[list[int]]]:
    """Areas as rectangles; an area that is none (a rule is missing somewhere) falls into its largest rectangles from the top left."""
    owner = [[-1] * width for _ in range(height)]
    regions: list[Region] = []
    for i in range(height):
        for j in range(width):
            if owner[i][j] >= 0:
                continue
            number, right, down = area[i][j], j + 1, i + 1
            while right < width and area[i][right] == number and owner[i][right] < 0:
                right += 1
            while down < height and all(area[down][k] == number and owner[down][k] < 0 for k in range(j, right)):
                down += 1
            for y in range(i, down):
                for x in range(j, right):
                    owner[y][x] = len(regions)
            regions.append(Region(i, j, down - i, right - j))
    return regions, owner
