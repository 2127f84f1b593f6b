"""Text without rules as blocks: words that hang together in a line, lines that hang together in a cell, cells that stand in a row.

What belongs together is read from distances alone: the leading inside a cell is tighter than the step from row to row, and the
cells of one row share their top or their middle.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from statistics import median, median_low

from jiheng.documents.pdf_content import Glyph

WORD_GAP = 0.55
"""White space, in font sizes, that parts two segments of a line."""

FINE_GAP = 0.3
"""The same where several lines leave the same stripe white."""

TYPED = 1.1
"""White space of typed spaces, in font sizes, that still only parts words."""

CLOSING_WIDE = set("，。、；：）】》〕」”")
OPENING_WIDE = set("（【《〔「“")
"""Punctuation whose box is half empty behind, or before."""

LEADING = 0.035
"""Leadings that differ by less than this share of the font size are the same."""


CHANCE = 2
"""So many pairs of lines may stand at one distance by chance."""

LIKE = 0.85
"""Share of pairs that look wrapped in a step that is surely the leading."""

LIKE_RUNNING = 0.75
"""The same where running text is among them: a label above another cell may be at the distance of its lines."""


SURE = 3
"""So many pairs of lines of running text are wrapped text indeed."""

RUNNING = 12
"""So many characters in a line are running text."""

WORD = 4
"""So many characters of room a line of running text may leave before a word or a number that does not fit."""


@dataclass(slots=True, eq=False)
class Segment:
    """Words of one line that hang together; ``before`` and ``behind`` tell how much of empty halves of punctuation was cut off its ends."""

    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float
    before: float = 0.0
    behind: float = 0.0


@dataclass(slots=True, eq=False)
class Block:
    """Segments of one cell, one below the other."""

    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def lines_of_segments(glyphs: list[Glyph], gap: float = WORD_GAP) -> list[list[Segment]]:
    """The text lines, top to bottom, each as segments from left to right; ``gap`` is the white space that parts them."""
    rows: list[list[Glyph]] = []
    for glyph in sorted((g for g in glyphs if not g.angle), key=lambda g: (g.base, g.x0)):
        if rows and abs(glyph.base - rows[-1][-1].base) <= 0.45 * min(glyph.size, rows[-1][-1].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [segments for row in rows if (segments := _segments(sorted(row, key=lambda g: g.x0), gap))]


def parted_like_neighbours(lines: list[list[Segment]], fine: list[list[Segment]]) -> list[list[Segment]]:
    """Segments parted at a narrow gap behind which a text begins just where one begins in the next line above or below.

    The last sign of a line may hang in the margin of its cell: in that line the white between two columns is narrower than a word's.
    """
    starts = [[s.x0 for s in line[1:]] for line in lines]
    by_base = {round(line[0].base, 1): line for line in fine}
    parted: list[list[Segment]] = []
    for number, line in enumerate(lines):
        known = [x for near in starts[max(number - 1, 0) : number] + starts[number + 1 : number + 2] for x in near]
        parts = by_base.get(round(line[0].base, 1), [])
        parted.append([piece for segment in line for piece in _pieces(segment, parts, known)])
    return parted


def _pieces(segment: Segment, fine: list[Segment], starts: list[float]) -> list[Segment]:
    """A segment cut where a fine part of it begins at a known start and what is before ends well before.

    A bracket that opens a line may have lost its empty half there: then its box begins as much before the start.
    """
    own = [s for s in fine if segment.x0 - 1 < s.x0 + s.before and s.x1 - s.behind < segment.x1 + 1]
    found = [segment]
    for one, two in zip(own, own[1:], strict=False):
        is_white = two.x0 - one.x1 - one.behind - two.before >= FINE_GAP * segment.size
        begins = two.x0 - two.before
        edges = (begins, begins + two.size / 2) if two.before else (begins,)
        if is_white and any(abs(edge - x) < 1.5 for edge in edges for x in starts):
            last = found.pop()
            found += [replace(last, x1=one.x1 + one.behind), replace(last, x0=begins, base=two.base, size=two.size)]
    return found


def _segments(row: list[Glyph], gap: float) -> list[Segment]:
    ink = [g for g in row if not g.text.isspace()]
    if not ink:
        return []
    size = median(g.size for g in ink)
    gaps = [b.x0 - a.x1 for a, b in zip(ink, ink[1:], strict=False)]
    usual = max(median_low(gaps), 0.0) if len(gaps) >= 3 else 0.0
    if usual > 0.7 * size:  # letter-spacing as wide as that is the table's white space
        usual = 0.0
    blank = 0.4 if gap <= FINE_GAP else 0.0  # a fine stripe may run through the empty half of punctuation
    found: list[Segment] = []
    reach = 0.0
    for glyph in row:
        if glyph.text.isspace():
            if found and glyph.x1 - found[-1].x1 < TYPED * size:  # a typed space belongs to its words; a row of them parts columns
                reach = max(reach, glyph.x1)
            continue
        start = glyph.x0 + (blank * glyph.size if glyph.text in OPENING_WIDE else 0.0)
        end = glyph.x1 - (blank * glyph.size if glyph.text in CLOSING_WIDE else 0.0)
        if found and start - reach <= gap * size + 1.5 * usual:
            last = found[-1]
            last.x1, last.top, last.bottom = max(last.x1, end), min(last.top, glyph.top), max(last.bottom, glyph.bottom)
        else:
            found.append(Segment(start, end, glyph.top, glyph.bottom, glyph.base, glyph.size, before=start - glyph.x0))
        found[-1].behind = glyph.x1 - end
        reach = max(reach, end)
    return found


def leading_of(lines: list[list[Segment]]) -> float | None:
    """The step from line to line inside cells: the tightest one, when what it joins looks like wrapped text; else None."""
    pairs = sorted(_neighbours(lines), key=lambda pair: pair[2])
    clusters: list[list[tuple[Segment, Segment, float]]] = []
    for pair in pairs:
        if clusters and pair[2] - clusters[-1][0][2] < LEADING:
            clusters[-1].append(pair)
        else:
            clusters.append([pair])
    while len(clusters) > 1 and _is_chance(clusters[0], clusters[1]):
        clusters.pop(0)
    if not clusters or clusters[0][0][2] > 1.9:
        return None
    first = clusters[0]
    has_rows = any(len(cluster) >= 3 for cluster in clusters[1:])  # a wider step that returns: the one from row to row
    return median(step for _, _, step in first) if _likeness(first) >= (0.7 if has_rows else 0.95) else None


def _is_chance(cluster: list[tuple[Segment, Segment, float]], after: list[tuple[Segment, Segment, float]]) -> bool:
    """Whether a step comes from texts of different cells: found once or twice just below one that is surely the leading.

    Either they are not set alike, or the other step is that of running text.
    """
    if len(cluster) > CHANCE or len(after) <= 4 * len(cluster):
        return False
    likeness = _likeness(after)
    running = sum(min(s.x1 - s.x0 for s in (one, other)) >= RUNNING * one.size and _looks_wrapped(one, other) for one, other, _ in after)
    if running >= SURE:
        return likeness >= LIKE_RUNNING
    return likeness >= LIKE and not any(_is_set_alike(one, other) for one, other, _ in cluster)


def _likeness(pairs: list[tuple[Segment, Segment, float]]) -> float:
    """Share of pairs that look like wrapped text; where one line lies beside two of another nothing can be said."""
    above, below = Counter(id(one) for one, _, _ in pairs), Counter(id(other) for _, other, _ in pairs)
    clear = [(one, other) for one, other, _ in pairs if above[id(one)] == 1 == below[id(other)]]
    return sum(_looks_wrapped(one, other) for one, other in clear) / len(clear) if clear else 0.0


def _looks_wrapped(one: Segment, other: Segment) -> bool:
    """Whether a segment may be the rest of the one above: no wider, and set to the same edge or middle.

    Running text leaves room for a word that did not fit, and a bracket that opens or ends its lines may lose its empty half.
    """
    if one.x1 - one.x0 < RUNNING * one.size:
        return _is_set_alike(one, other)
    left, middle, right = _offsets(one, other)
    halved = abs(left - one.size / 2), abs(right - one.size / 2), abs(middle - one.size / 4)
    return (other.x1 - other.x0) - (one.x1 - one.x0) <= WORD * one.size and min(left, middle, right, *halved) < 1.5


def _is_set_alike(one: Segment, other: Segment) -> bool:
    """Whether the second is no wider and set to the same edge or middle."""
    return (other.x1 - other.x0) - (one.x1 - one.x0) <= 0.7 * one.size and min(_offsets(one, other)) < 1.5


def _offsets(one: Segment, other: Segment) -> tuple[float, float, float]:
    """How far left edges, middles and right edges stand apart."""
    return abs(one.x0 - other.x0), abs(one.x0 + one.x1 - other.x0 - other.x1) / 2, abs(one.x1 - other.x1)


def _neighbours(lines: list[list[Segment]]) -> list[tuple[Segment, Segment, float]]:
    """Each segment with the nearest one below it that it overlaps, and the step between in font sizes."""
    found = []
    for number, line in enumerate(lines):
        for segment in line:
            for below in lines[number + 1 : number + 6]:
                over = [s for s in below if min(s.x1, segment.x1) - max(s.x0, segment.x0) > 0.3 * min(s.x1 - s.x0, segment.x1 - segment.x0)]
                if over:
                    found += [(segment, s, (s.base - segment.base) / segment.size) for s in over]
                    break
    return found


def blocks_of(lines: list[list[Segment]], leading: float | None) -> list[Block]:
    """Segments one below the other at the leading of a cell are one block; without a leading every segment is its own."""
    segments = [segment for line in lines for segment in line]
    parent = {id(s): s for s in segments}

    def root(segment: Segment) -> Segment:
        while parent[id(segment)] is not segment:
            segment = parent[id(segment)]
        return segment

    if leading is not None:
        for one, other, step in _neighbours(lines):
            if step < leading + 1.5 * LEADING and abs(one.size - other.size) < LEADING * one.size:
                parent[id(root(other))] = root(one)
    groups: dict[int, list[Segment]] = {}
    for segment in segments:
        groups.setdefault(id(root(segment)), []).append(segment)
    return [Block(min(s.x0 for s in g), max(s.x1 for s in g), min(s.top for s in g), max(s.bottom for s in g)) for g in groups.values()]


def is_set_to_top(groups: list[list[Block]], size: float) -> bool:
    """Whether cells are set to their top rather than their middle: where their taller texts agree with others.

    The label of a cell merged over several rows, as high as these, tells nothing.
    """
    votes = 0
    for blocks in groups:
        low = [b for b in blocks if b.bottom - b.top < 1.5 * size]
        for tall in blocks:
            if tall.bottom - tall.top >= 1.5 * size:
                is_merged = any(abs(b.bottom - tall.bottom) < 0.15 * size < b.top - tall.top for b in blocks)
                votes += 0 if is_merged else sum(abs(b.top - tall.top) < 0.15 * size for b in low)
                votes -= sum(abs(b.middle - tall.middle) < 0.15 * size for b in low)
    return votes > 0


def rows_of_blocks(blocks: list[Block], size: float, *, is_top: bool) -> list[list[Block]]:
    """Blocks that share their middle, or else their top, as rows from top to bottom."""
    return _aligned(blocks, size, by_top=is_top)


def _aligned(blocks: list[Block], size: float, *, by_top: bool) -> list[list[Block]]:
    rows: list[list[Block]] = []
    ats: list[float] = []
    for block in sorted(blocks, key=lambda b: b.top if by_top else b.middle):
        at = block.top if by_top else block.middle
        if ats and at - ats[-1] < 0.3 * size:
            rows[-1].append(block)
        else:
            rows.append([block])
            ats.append(at)
    return rows
