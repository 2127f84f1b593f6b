"""Pages put together: a table that goes on over a page break becomes one, with its repeated header dropped and its cut cells whole.

Two tables are one when nothing but a continuation mark stands between them, their outer borders agree, and the first of them
ends only because the page ends. A form that begins anew (own title, or the same rows from the top again) stays its own table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import median

from jiheng.documents.pdf_drafts import BlockDraft, CellDraft, PageDraft, ParagraphDraft, TableDraft, bottom_of, top_of
from jiheng.documents.pdf_lines import is_wrapped
from jiheng.documents.pdf_paragraphs import join_paragraphs

NEAR = 4.0
"""Points by which borders may differ from page to page."""

_FIGURE = re.compile(r"\d|^[—\-/]+$")

_MARK = re.compile(r"[（(]?(续|接)(上)?(表|页)?[\d一二三四五六七八九十.\-]*[）)]?|.{0,40}[（(](续|续表|续上表|接上页|continued)[\d一二三四五六七八九十]*[）)]")


def put_together(pages: list[PageDraft]) -> list[BlockDraft]:
    """All blocks in reading order, tables and paragraphs joined over page breaks."""
    blocks: list[BlockDraft] = []
    floor = {page.number: _floor(page, pages) for page in pages}
    for page in pages:
        own = list(page.blocks)
        if blocks and own:
            _join_break(blocks, own, floor.get(_last_page(blocks[-1]), page.height), page.number)
        blocks += own
    return blocks


def _last_page(block: BlockDraft) -> int:
    return block.boxes[-1][0] if isinstance(block, TableDraft) else block.pieces[-1].page


def _join_break(blocks: list[BlockDraft], own: list[BlockDraft], floor: float, page: int) -> None:
    """Join what the page break cuts, taking it off the new page's blocks."""
    before = blocks[-1]
    if _last_page(before) != page - 1:
        return
    if isinstance(before, ParagraphDraft):
        if isinstance(own[0], ParagraphDraft) and join_paragraphs(before, own[0]):
            own.pop(0)
        return
    marks = 0
    while marks < len(own) and isinstance(own[marks], ParagraphDraft) and _is_mark(own[marks], before):
        marks += 1
    if marks > 1 or marks >= len(own):
        return
    after = own[marks]
    if isinstance(after, TableDraft) and (plan := _plan(before, after, floor, is_marked=marks > 0)) is not None:
        append(before, after, plan.repeated)
        del own[: marks + 1]


def _is_mark(block: BlockDraft, before: TableDraft) -> bool:
    """Whether a paragraph only says that the table goes on."""
    return isinstance(block, ParagraphDraft) and block is not before and _MARK.fullmatch(re.sub(r"\s", "", block.text())) is not None


def _floor(page: PageDraft, pages: list[PageDraft]) -> float:
    """How far down text goes on pages of this size."""
    same = [p for p in pages if abs(p.height - page.height) < 2 and abs(p.width - page.width) < 2 and p.blocks]
    lowest = max((max(bottom_of(b) for b in p.blocks) for p in same), default=page.height)
    highest = min((min(top_of(b) for b in p.blocks) for p in same), default=0.0)
    return max(lowest, page.height - max(highest, 0.12 * page.height))


@dataclass(frozen=True, slots=True)
class _Plan:
    """How a table goes on: how many of its first rows repeat the header."""

    repeated: int


def _plan(before: TableDraft, after: TableDraft, floor: float, *, is_marked: bool) -> _Plan | None:
    if not _same_frame(before, after):
        return None
    repeated = _repeated_rows(before, after)
    if is_marked:
        return _Plan(repeated)
    if _restarts(before, after, repeated) or _has_title(before, after):
        return None
    free = floor - bottom_of(before)
    height = _row_height(after, min(repeated, after.rows - 1))
    if free > height + 6 and free > 0.08 * floor:
        return None  # the row would have fitted: the page break was meant
    return _Plan(repeated)


def _same_frame(before: TableDraft, after: TableDraft) -> bool:
    """Same outer borders (or the same width, on pages with mirrored margins) and borders of columns that agree."""
    shift = after.xs[0] - before.xs[0]
    if abs((after.xs[-1] - after.xs[0]) - (before.xs[-1] - before.xs[0])) > 2 * NEAR or abs(shift) > 90:
        return False
    inner = [x - shift for x in after.xs[1:-1]]
    found = sum(1 for x in inner if min(abs(x - y) for y in before.xs) <= NEAR)
    return found >= 0.7 * len(inner)


def _row_key(table: TableDraft, row: int) -> tuple[str, ...]:
    """The texts of a row without white space; empty cells do not count."""
    texts = (re.sub(r"\s", "", c.text()) for c in table.row_cells(row))
    return tuple(text for text in texts if text)


def _repeated_rows(before: TableDraft, after: TableDraft) -> int:
    """How many first rows of the continuation repeat the first rows of the table, or a header further down in it."""
    keys = [_row_key(after, row) for row in range(min(after.rows, 8))]
    count = _common_rows(before, 0, keys)
    if count or not keys or not _is_header(keys[0]):
        return count
    return max((_common_rows(before, row, keys) for row in range(1, before.rows)), default=0)


def _common_rows(before: TableDraft, start: int, keys: list[tuple[str, ...]]) -> int:
    count = 0
    while count < len(keys) and start + count < before.rows and _row_key(before, start + count) == keys[count]:
        if not keys[count] or (start and not _is_header(keys[count])):
            break
        count += 1
    return count


def _is_header(key: tuple[str, ...]) -> bool:
    """Whether a row looks like column labels: several different texts without figures."""
    return len(key) >= 3 and len(set(key)) == len(key) and not any(_FIGURE.search(text) for text in key)


def _restarts(before: TableDraft, after: TableDraft, repeated: int) -> bool:
    """Whether the same rows come again from the top: a form of its own with the same labels and other values."""
    labels: list[str] = []
    for row in range(repeated, min(repeated + 6, before.rows, after.rows)):
        one, two = _row_key(before, row), _row_key(after, row)
        if not one or not two or not one[0] or one[0] != two[0]:
            break
        labels.append(one[0])
    return len(set(labels)) >= 2


def _has_title(before: TableDraft, after: TableDraft) -> bool:
    """Whether the continuation opens with a title: one cell over the full width in larger letters."""
    first = after.row_cells(0)
    if len(first) != 1 or first[0].is_empty or _row_key(before, 0) == _row_key(after, 0):
        return False
    sizes = [line.size for cell in after.cells[1:] for piece in cell.pieces for line in piece.lines]
    own = [line.size for line in first[0].pieces[0].lines]
    return bool(sizes) and median(own) > 1.15 * median(sizes)


def _row_height(table: TableDraft, row: int) -> float:
    heights = [c.pieces[-1].box[3] - c.pieces[-1].box[1] for c in table.row_cells(row) if c.rowspan == 1]
    return min(heights, default=table.first_height)


def append(before: TableDraft, after: TableDraft, repeated: int) -> None:
    """Add the rows of the continuation to the table, without the repeated header."""
    shift = after.xs[0] - before.xs[0]
    fresh = [c for c in after.cells if c.row >= repeated]
    xs = _common(before, [x - shift for x in after.xs])
    _restretch(fresh, [x - shift for x in after.xs], xs)
    first = sorted((c for c in fresh if c.row == repeated), key=lambda c: c.column)
    last = before.row_cells(before.rows - 1)
    is_cut = _is_cut(before, last, first, after)
    offset = before.rows - repeated - (1 if is_cut else 0)
    for cell in fresh:
        cell.row += offset
    rows = offset + after.rows
    for cell in first:
        partner = _partner(last, cell)
        if partner is not None and _belongs(partner, cell, first, is_cut=is_cut):
            partner.pieces += cell.pieces
            partner.nested += cell.nested
            partner.rowspan = max(partner.rowspan, cell.row + cell.rowspan - partner.row)
            fresh.remove(cell)
    if is_cut:
        fresh = _clear_overlap(before, fresh)
    before.cells += fresh
    before.rows = rows
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


def _partner(last: list[CellDraft], cell: CellDraft) -> CellDraft | None:
    """The cell of the last row right above, when it has the same width."""
    for other in last:
        if other.column == cell.column and other.colspan == cell.colspan:
            return other
    return None


def _is_cut(before: TableDraft, last: list[CellDraft], first: list[CellDraft], after: TableDraft) -> bool:
    """Whether the first row is the rest of the last row: what it says continues cells above, and a settled cell has nothing more."""
    filled = [c for c in first if not c.is_empty]
    pairs = [(_partner(last, c), c) for c in first]
    if not filled or any(partner is None for partner, _ in pairs):
        return False
    if any(p is not None and p.row + p.rowspan != before.rows for p, _ in pairs):
        return False
    if after.open_sides & {"top"} or before.open_sides & {"bottom"}:
        return True  # the producer leaves the border out where it cuts a row
    settled = [c for p, c in pairs if p is not None and not p.is_empty and c.is_empty]
    both = [(p, c) for p, c in pairs if p is not None and not p.is_empty and not c.is_empty]
    if not all(_flows(p, c) for p, c in both):
        return False
    if both:
        return len(first) <= 2 or len(settled) >= len(both)
    return bool(settled) and not filled[0].column == first[0].column and first[0].rowspan == 1 and len(filled) < len(settled)


def _flows(partner: CellDraft, cell: CellDraft) -> bool:
    """Whether the text of a cell runs on in the cell below the page break: full to its last line, and to its bottom."""
    above, below = partner.pieces[-1], cell.pieces[0]
    if not above.lines or not below.lines:
        return False
    last, first = above.lines[-1], below.lines[0]
    if abs(last.size - first.size) > 0.12 * last.size:
        return False
    reaches = above.box[3] - last.box[3] < 1.3 * last.size
    begins = first.box[1] - below.box[1] < 1.3 * first.size
    return reaches and begins and is_wrapped(last, first, above.left, above.right)


def _belongs(partner: CellDraft, cell: CellDraft, first: list[CellDraft], *, is_cut: bool) -> bool:
    """Whether a cell of the first row is the rest of the merged or cut cell above it."""
    if is_cut:
        return True
    if partner.is_empty:  # a merged cell whose text, set in its middle, falls on the second page
        return not cell.is_empty and (partner.rowspan > 1 or cell.rowspan > 1)
    leading = all(c.is_empty for c in first if c.column <= cell.column) and any(not c.is_empty for c in first)
    if cell.is_empty:
        return leading or cell.rowspan > 1 or partner.rowspan > 1
    return (partner.rowspan > 1 or cell.rowspan > 1) and _flows(partner, cell)


def _clear_overlap(before: TableDraft, fresh: list[CellDraft]) -> list[CellDraft]:
    """Cells of the cut row without a partner move on below it."""
    taken = {(r, c) for cell in before.cells for r in range(cell.row, cell.row + cell.rowspan) for c in range(cell.column, cell.column + cell.colspan)}
    return [cell for cell in fresh if (cell.row, cell.column) not in taken]
