"""The last rows of a table without upright rules, alone on the next page: too few to show columns of their own.

They stand in the columns of the table above. What proves it are figures set under its figures, to the same edge or middle.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from jiheng.documents.pdf_blocks import LEADING, Block, Segment, is_set_to_top, lines_of_segments
from jiheng.documents.pdf_content import Glyph
from jiheng.documents.pdf_drafts import PageDraft, ParagraphDraft, TableDraft
from jiheng.documents.pdf_grids import Grid, Track
from jiheng.documents.pdf_inferred import Known, infer
from jiheng.documents.pdf_ink import Rule
from jiheng.documents.pdf_lines import Line

NEAR = 4.0
"""Points by which the ends of rules may differ from page to page."""

ALIKE = 1.5
"""Points by which texts set to the same edge or middle may differ."""

FOOT = 2
"""So many paragraphs may stand below a table that goes on: a page number, a running line."""

APART = 2.0
"""White space between the lines of one table, in font sizes, where nothing else is known."""

MANY = 100
"""So many rows from the beginning of a table, and as many from its end, say where its columns part."""

_FIGURE = re.compile(r"[^\W\d_]{0,3}[≥≤=＝<>＜＞]*\d[^：:。；]{0,9}")


@dataclass(frozen=True, slots=True)
class Columns:
    """What the last table of a page tells about rows that may follow: its borders, how it is set, and where its figures stand."""

    known: Known
    figures: tuple[tuple[float, float], ...]


def columns_of(page: PageDraft | None) -> Columns | None:
    """The columns of the table that a page ends with; None when it does not end with one, or rules show the columns of every page."""
    if page is None:
        return None
    blocks = list(page.blocks)
    foot = 0
    while blocks and isinstance(blocks[-1], ParagraphDraft) and foot < FOOT:
        blocks.pop()
        foot += 1
    if not blocks or not isinstance(table := blocks[-1], TableDraft) or not table.open_sides & {"left", "right"}:
        return None
    own = [(cell, [line for piece in cell.pieces for line in piece.lines if not line.angle]) for cell in table.cells]
    texts = {id(cell): _block(lines) for cell, lines in own if lines}
    sizes = [line.size for _, lines in own for line in lines]
    steps = [(two.base - one.base) / one.size for _, lines in own for one, two in pairwise(lines)]
    figures = {(block.x0, block.x1) for cell, _ in own if (block := texts.get(id(cell))) and _FIGURE.fullmatch(cell.text())}
    if not figures:
        return None
    rows = [[texts[id(cell)] for cell in row if id(cell) in texts] for row in table.first_rows(table.rows)]
    is_top = is_set_to_top(rows, median(sizes))
    above = [*table.above, *(tuple(sorted(row, key=lambda b: b.x0)) for row in rows)]
    kept = (*above[:MANY], *above[MANY:][-MANY:])
    return Columns(Known(tuple(table.xs), kept, median(steps) if steps else None, is_top), tuple(figures))


def _block(lines: list[Line]) -> Block:
    return Block(min(line.box[0] for line in lines), max(line.box[2] for line in lines), lines[0].box[1], lines[-1].box[3])


def known_of(columns: Columns | None, glyphs: list[Glyph], sides: tuple[float, float], top: float, inside: list[Glyph]) -> Known | None:
    """What is known of a table between two ``sides`` that holds these glyphs, when it begins its page and goes on in these columns."""
    if columns is None or sides[0] < columns.known.xs[0] - NEAR or sides[1] > columns.known.xs[-1] + NEAR:
        return None
    if len({round(g.base) for g in glyphs if g.bottom < top and not g.text.isspace()}) > 1:
        return None
    lines = lines_of_segments(inside)
    return columns.known if any(_is_proof(line, columns, inside) for line in lines) else None


def top_of_rest(known: Known, lines: list[list[Segment]], first: list[Segment]) -> float:
    """Where the rest of a cell that the page break cuts begins, above the ``first`` line that holds several texts."""
    begin = next(number for number, line in enumerate(lines) if line is first)
    step = (known.leading or 0.0) + 1.5 * LEADING
    while begin and _fits(lines[begin - 1], known.xs) and _step(lines[begin - 1], lines[begin]) < step:
        begin -= 1
    return min(s.top for s in lines[begin]) - 1


def going_on(columns: Columns, glyphs: list[Glyph], rules: Sequence[Rule]) -> Grid | None:
    """The rows at the top of a page that go on in these columns; None when nothing proves it."""
    xs = columns.known.xs
    left, right = xs[0], xs[-1]
    inside = [g for g in glyphs if left - 2 <= g.middle[0] <= right + 2]
    own = sorted(r.at for r in rules if abs(r.start - left) < NEAR and abs(r.end - right) < NEAR)
    lines = lines_of_segments(inside)
    if own and lines and own[-1] > lines[0][0].top:
        lines = [line for line in lines if line[0].bottom < own[-1] + 1]
    strip = _strip(lines, columns, inside)
    if not strip:
        return None
    top, bottom = min(s.top for line in strip for s in line), max(s.bottom for line in strip for s in line)
    size = strip[0][0].size
    above = [at for at in own if top - APART * size < at < top + 1]
    below = [at for at in own if bottom - 1 < at < bottom + APART * size]
    levels = [above[-1] if above else top - 1, *(at for at in own if top + 1 <= at <= bottom - 1), below[0] if below else bottom + 1]
    sides = frozenset({"left", "right", *(() if above else ("top",)), *(() if below else ("bottom",))})
    held = [g for g in inside if levels[0] <= g.middle[1] <= levels[-1]]
    grid = infer([Track(at, [(left, right)]) for at in levels], held, left, right, sides, columns.known)
    if grid is not None:
        grid.exact = False
    return grid


def _strip(lines: list[list[Segment]], columns: Columns, glyphs: list[Glyph]) -> list[list[Segment]]:
    """The lines that hang together with a line whose figures stand under those of the table; the first of them is the first of the page."""
    proofs = [number for number, line in enumerate(lines) if _is_proof(line, columns, glyphs)]
    if not proofs:
        return []
    begin, end = proofs[0], proofs[-1] + 1
    if any(not _fits(line, columns.known.xs) for line in lines[begin:end]):
        return []
    while begin and _fits(lines[begin - 1], columns.known.xs) and _step(lines[begin - 1], lines[begin]) < APART + 1:
        begin -= 1
    leading = columns.known.leading or 0.0
    while end < len(lines) and _fits(lines[end], columns.known.xs) and _step(lines[end - 1], lines[end]) < leading + 1.5 * LEADING:
        end += 1
    return lines[begin:end] if begin <= 1 else []


def _step(one: list[Segment], two: list[Segment]) -> float:
    return (two[0].base - one[0].base) / one[0].size


def _is_proof(line: list[Segment], columns: Columns, glyphs: list[Glyph]) -> bool:
    """Whether one of several texts of a line is a figure set under a figure of the table."""
    return len(line) > 1 and any(
        min(abs(s.x0 - x0), abs(s.x1 - x1), abs(s.x0 + s.x1 - x0 - x1) / 2) < ALIKE and _FIGURE.fullmatch(_text(s, glyphs))
        for s in line[1:]
        for x0, x1 in columns.figures
    )


def _text(segment: Segment, glyphs: list[Glyph]) -> str:
    own = [g for g in glyphs if segment.x0 - 1 < g.middle[0] < segment.x1 + 1 and abs(g.base - segment.base) < 0.45 * segment.size]
    return "".join(g.text for g in sorted(own, key=lambda g: g.x0)).strip()


def _fits(line: list[Segment], xs: Sequence[float]) -> bool:
    """Whether a border of the table lies between every two texts of a line."""
    return all(any(one.x1 - 1 <= x <= two.x0 + 1 for x in xs) for one, two in pairwise(line))
