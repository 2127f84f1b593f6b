"""Rows of a table put behind those of the page before: cut rows and cells made whole, merged cells carried over the break.

What decides is where texts stand, not what they mean: a text runs on when its last line is full and it reaches the bottom of its
cell; a row is cut when what it says only runs on while other cells, already settled, say nothing more.
"""

from __future__ import annotations

import re

from jiheng.documents.pdf_drafts import CellDraft, TableDraft
from jiheng.documents.pdf_lines import is_wrapped

NEAR = 4.0
"""Points by which borders may differ from page to page."""

PROSE = 12
"""A text this long, merged over rows, is an explanation and not a column label."""


_FIGURE = re.compile(r"\d")


def append(before: TableDraft, after: TableDraft, repeated: int) -> None:
    """Add the rows of the continuation to the table, without the repeated header."""
    shift = after.xs[0] - before.xs[0]
    fresh = [c for c in after.cells if c.row >= repeated]
    own = [x - shift for x in after.xs]
    _restretch(fresh, own, _common(before, own))
    seam = _Seam(before, after, sorted((c for c in fresh if c.row == repeated), key=lambda c: c.column))
    is_cut = seam.is_cut()
    joined = [(p, c) for p, c in seam.pairs if p is not None and (is_cut or seam.belongs(p, c))]
    offset = before.rows - repeated - (1 if is_cut else 0)
    for cell in fresh:
        cell.row += offset
    for partner, cell in joined:
        partner.pieces += cell.pieces
        partner.nested += cell.nested
        partner.rowspan = max(partner.rowspan, cell.row + cell.rowspan - partner.row)
    gone = {id(cell) for _, cell in joined}
    before.add([cell for cell in fresh if id(cell) not in gone], offset + after.rows)
    before.boxes += after.boxes
    before.exact = before.exact and after.exact
    before.open_sides = after.open_sides


def _common(before: TableDraft, extra: list[float]) -> list[float]:
    """The column borders of both parts; cells of the first part are stretched to them."""
    xs = list(before.xs)
    added = [x for x in extra if min(abs(x - y) for y in xs) > NEAR]
    if not added:
        return xs
    both = sorted(xs + added)
    _restretch(before.cells, xs, both)
    before.xs, before.columns = both, len(both) - 1
    return both


def _restretch(cells: list[CellDraft], old: list[float], new: list[float]) -> None:
    """Columns and column spans by other borders."""
    place = [min(range(len(new)), key=lambda i: abs(new[i] - x)) for x in old]
    for cell in cells:
        start, end = place[cell.column], place[cell.column + cell.colspan]
        cell.column, cell.colspan = start, max(1, end - start)


class _Seam:
    """The last row before the break and the first one behind it, cell by cell."""

    def __init__(self, before: TableDraft, after: TableDraft, first: list[CellDraft]) -> None:
        self.before, self.after, self.first = before, after, first
        last = before.last_row()
        by_place = {(c.column, c.colspan): c for c in last}
        self.pairs = [(by_place.get((c.column, c.colspan)), c) for c in first]

    def is_cut(self) -> bool:
        """Whether the first row is the rest of the last row."""
        pairs = [(p, c) for p, c in self.pairs if p is not None]
        filled = [c for c in self.first if not c.is_empty]
        if not filled or len(pairs) < len(self.pairs):
            return False
        if self.before.exact and self.after.exact and (self.after.open_sides & {"top"} or self.before.open_sides & {"bottom"}):
            return True  # the producer leaves the border out where it cuts a row
        settled = [c for p, c in pairs if not p.is_empty and c.is_empty]
        both = [(p, c) for p, c in pairs if not p.is_empty and not c.is_empty]
        if both:
            long = [(p, c) for p, c in both if _is_prose(p)]
            if len(long) >= 2 and all(_flows(p, c) for p, c in long):
                return True  # no chance: a label beside them was broken too
            runs_on = all(_is_unfinished(p, c) for p, c in both) and any(_flows(p, c) for p, c in both)
            is_prose = all(_is_prose(p) for p, _ in both)  # a long line is full by chance only once in a while
            return runs_on and (len(self.first) <= 2 or len(settled) >= len(both) or (bool(settled) and is_prose))
        return filled[0] is not self.first[0] and self.first[0].rowspan == 1 and len(filled) < len(settled)

    def belongs(self, partner: CellDraft, cell: CellDraft) -> bool:
        """Whether a cell of the first row is the rest of a merged cell above it."""
        is_merged = partner.rowspan > 1 or cell.rowspan > 1
        if partner.is_empty:  # a merged cell whose text, set in its middle, falls on the second page
            return not cell.is_empty and (is_merged or (self._is_leading(cell, allowed=cell) and not self._has_blanks(partner)))
        if cell.is_empty:
            return self._is_leading(cell) or cell.rowspan > 1 or (partner.rowspan > 1 and _is_value(partner.text()))
        return is_merged and _flows(partner, cell) and not self._is_complete(partner, cell) and not self._begins_before(cell)

    def _begins_before(self, cell: CellDraft) -> bool:
        """Whether a label to the left begins anew: what it holds together begins with it."""
        left = [(p, c) for p, c in self.pairs if p is not None and c.column < cell.column]
        return any(not p.is_empty and not c.is_empty and not _flows(p, c) for p, c in left)

    def _is_leading(self, cell: CellDraft, allowed: CellDraft | None = None) -> bool:
        """Whether nothing stands to the left of the cell, while something stands to the right."""
        left = [c for c in self.first if c.column <= cell.column and c is not allowed]
        return all(c.is_empty for c in left) and bool(left or allowed) and any(not c.is_empty for c in self.first if c.column > cell.column)

    def _has_blanks(self, cell: CellDraft) -> bool:
        """Whether the table leaves cells of this column blank elsewhere, in rows with a figure: below wide labels a header is blank too."""
        parts = (self.before, self.after)
        same = [(t, c) for t in parts for c in t.cells if c.column == cell.column and c.colspan == cell.colspan and c is not cell]
        blank = [(t, c) for t, c in same if c.is_empty]
        return not same or any(c.row == own.row and _FIGURE.search(own.text()) for t, c in blank for own in t.cells)

    def _is_complete(self, partner: CellDraft, cell: CellDraft) -> bool:
        """Whether two labels are made alike, or like another one of their column: neither is the rest of the other."""
        end = _ending(partner)
        others = [cell, *(c for c in self.before.cells[-200:] + self.after.cells[:200] if c.column == partner.column and c is not partner)]
        return len(end) == 2 and any(_ending(other) == end for other in others)


def _ending(cell: CellDraft) -> str:
    return re.sub(r"\s|[（(].*", "", cell.text())[-2:]


def _is_value(text: str) -> bool:
    return len(text) >= PROSE or any(character.isdigit() for character in text)


def _is_prose(cell: CellDraft) -> bool:
    piece = cell.pieces[-1]
    return bool(piece.lines) and piece.right - piece.left > 9 * piece.lines[-1].size


def _is_unfinished(partner: CellDraft, cell: CellDraft) -> bool:
    """Whether the last line above is full, in the same letters."""
    above, below = partner.pieces[-1], cell.pieces[0]
    if not above.lines or not below.lines:
        return False
    last, first = above.lines[-1], below.lines[0]
    return abs(last.size - first.size) <= 0.12 * last.size and is_wrapped(last, first, above.left, above.right)


def _flows(partner: CellDraft, cell: CellDraft) -> bool:
    """Whether an unfinished text reaches the bottom of its cell and goes on at the top of the cell below."""
    if not _is_unfinished(partner, cell):
        return False
    above, below = partner.pieces[-1], cell.pieces[0]
    last, first = above.lines[-1], below.lines[0]
    lead, tail = first.box[1] - below.box[1], below.box[3] - below.lines[-1].box[3]
    begins = lead < 1.5 * first.size or (_is_prose(partner) and abs(lead - tail) < 3)  # some programs centre the rest anew
    return begins and above.box[3] - last.box[3] < 2.2 * last.size
