"""Pages put together: a table that goes on over a page break becomes one, with its repeated header dropped and its cut cells whole.

Two tables are one when nothing but a continuation mark stands between them, their outer borders agree, and the first of them
ends only because the page ends. A form that begins anew (own title, or the same rows from the top again) stays its own table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import median

from jiheng.documents.pdf_appending import NEAR, append
from jiheng.documents.pdf_drafts import BlockDraft, PageDraft, ParagraphDraft, TableDraft, bottom_of, top_of
from jiheng.documents.pdf_paragraphs import join_paragraphs

HEAD = 60
"""Rows from the top of a table among which a repeated header is looked for."""

LABELS = 3
"""Rows of a header that may stand alone at the foot of a page."""

_FIGURE = re.compile(r"\d|^[—\-/]+$")

_PERIOD = re.compile(r"20\d\d年度?|\d{1,2}([-—－–~～至]\d{1,2})?月(?!\d)")
"""The period that a column label may name: 1-7月执行数, 2024年预算数."""

_MARK = re.compile(
    r"[（(]?(续|接)(上)?(表|页)?[\d一二三四五六七八九十.\-]*[）)]?"
    r"|.{0,40}[（(](续|续表|续上表|接上页|continued)[\d一二三四五六七八九十]*[）)]"
)


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
    while marks < len(own) and _is_mark(own[marks]):
        marks += 1
    if marks > 1 or marks >= len(own):
        return
    after = own[marks]
    if isinstance(after, TableDraft) and (plan := _plan(before, after, floor, is_marked=marks > 0)) is not None:
        append(before, after, plan.repeated)
        del own[: marks + 1]


def _is_mark(block: BlockDraft) -> bool:
    """Whether a paragraph only says that the table goes on."""
    return isinstance(block, ParagraphDraft) and _MARK.fullmatch(re.sub(r"\s", "", block.text())) is not None


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
    if free > height + 6 and free > 0.08 * floor and not _is_cut(after, repeated):
        return None  # the row would have fitted: the page break was meant
    return _Plan(repeated)


def _is_cut(after: TableDraft, repeated: int) -> bool:
    """Whether the table begins inside of a merged cell: nothing stands in its first place, which is several rows high.

    A writer that keeps merged rows together ends a page early; a table of its own begins with a label.
    """
    first = min(after.row_cells(repeated), key=lambda cell: cell.column, default=None) if repeated < after.rows else None
    return first is not None and first.column == 0 and first.rowspan > 1 and not first.text().strip()


def _same_frame(before: TableDraft, after: TableDraft) -> bool:
    """Same outer borders (or the same width, on pages with mirrored margins) and borders of columns that agree."""
    shift = after.xs[0] - before.xs[0]
    if abs((after.xs[-1] - after.xs[0]) - (before.xs[-1] - before.xs[0])) > 2 * NEAR or abs(shift) > 90:
        return False
    inner = [x - shift for x in after.xs[1:-1]]
    found = sum(1 for x in inner if min(abs(x - y) for y in before.xs) <= NEAR)
    return found >= 0.7 * len(inner) or _is_head_of(before, [x - shift for x in after.xs])


def _is_head_of(before: TableDraft, borders: list[float]) -> bool:
    """Whether a table is but the first rows of a header whose columns part further below, over the break."""
    inner = before.xs[1:-1]
    if not inner or before.rows > LABELS or any(min(abs(x - y) for y in borders) > NEAR for x in inner):
        return False
    return not any(_FIGURE.search(_PERIOD.sub("", cell.text())) for cell in before.cells)


def _row_key(table: TableDraft, row: int) -> tuple[str, ...]:
    """The texts of a row without white space; empty cells do not count."""
    if row >= len(table.keys):
        table.keys = [tuple(t for c in cells if (t := re.sub(r"\s", "", c.text()))) for cells in table.first_rows(HEAD)]
    return table.keys[row] if row < len(table.keys) else ()


def _repeated_rows(before: TableDraft, after: TableDraft) -> int:
    """How many first rows of the continuation repeat the first rows of the table, or a header further down in it."""
    keys = [_row_key(after, row) for row in range(min(after.rows, 8))]
    count = _common_rows(before, 0, keys)
    if count or not keys or not _is_header(keys[0]):
        return count
    return max((_common_rows(before, row, keys) for row in range(1, min(before.rows, HEAD))), default=0)


def _common_rows(before: TableDraft, start: int, keys: list[tuple[str, ...]]) -> int:
    count = 0
    while count < len(keys) and start + count < before.rows:
        old, new = _row_key(before, start + count), keys[count]
        if not new or (start and not _is_header(new)) or (old != new and not _is_same_header(old, new)):
            break
        count += 1
    return count


def _is_same_header(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """Whether two header rows differ only by labels of merged cells that a page shows once."""
    one, two = set(old), set(new)
    return _is_header(old) and _is_header(new) and (one <= two or two <= one) and min(len(one), len(two)) >= 0.7 * max(len(one), len(two))


def _is_header(key: tuple[str, ...]) -> bool:
    """Whether a row looks like column labels: several different texts without figures."""
    return len(key) >= 3 and len(set(key)) == len(key) and not any(_FIGURE.search(_PERIOD.sub("", text)) for text in key)


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
