"""The tables of one page: grids from its rules, filled with its glyphs in one sweep."""

from __future__ import annotations

from jiheng.documents.pdf_carried import Columns, columns_of, going_on
from jiheng.documents.pdf_columns import columns_in_bands, ruled_across, split_rows, unruled
from jiheng.documents.pdf_content import Glyph, PageContent
from jiheng.documents.pdf_drafts import CellDraft, PageDraft, Piece, TableDraft
from jiheng.documents.pdf_grids import Grid, components, grid_of, tracks
from jiheng.documents.pdf_ink import Fill, Rule
from jiheng.documents.pdf_lines import Line, lines_of
from jiheng.model import Box

PADDING = 8.0
"""No form pads its cells by more than this on a side; what is whiter was left free."""


def tables_of(content: PageContent, before: PageDraft | None = None) -> tuple[list[TableDraft], list[Glyph]]:
    """The tables of a page, top to bottom, and the glyphs outside of them; a table of the page ``before`` may go on."""
    grids = _grids(content)
    glyphs = content.glyphs
    columns = columns_of(before)
    grids += ruled_across(_lone_levels(content, grids), glyphs, [grid.box for grid in grids], columns)
    owned, rest = _assign(grids, glyphs)
    more = unruled(rest, None if grids else columns)
    more += _carried(columns, content, [*grids, *more], rest)
    if more:
        extra, rest = _assign(more, rest)
        grids, owned = grids + more, owned + extra
    drafts: list[TableDraft | None] = []
    for grid, cells in zip(grids, owned, strict=True):
        drafts.append(_draft(grid, cells, content.number, columns))
    for index in sorted(range(len(grids)), key=lambda i: _area(grids[i].box)):
        _nest(index, grids, drafts)
    kept: list[TableDraft] = []
    for grid, draft, cells in zip(grids, drafts, owned, strict=True):
        if draft is None:
            continue
        if grid.rows == 1 and grid.columns == 1 and not _may_continue(draft, content):
            rest += [g for cell in cells for g in cell]  # a frame around text is no table
        elif all(cell.is_empty for cell in draft.cells):
            continue
        else:
            kept.append(draft)
    return sorted(kept, key=lambda t: (t.boxes[0][1][1], t.boxes[0][1][0])), rest


def _carried(columns: Columns | None, content: PageContent, grids: list[Grid], rest: list[Glyph]) -> list[Grid]:
    """The rows of the table of the page before that stand above the tables of this page."""
    if columns is None:
        return []
    floor = min((grid.box[1] for grid in grids), default=content.height)
    grid = going_on(columns, [g for g in rest if g.middle[1] < floor], [r for r in _lone_levels(content, grids) if r.at < floor])
    return [grid] if grid is not None else []


def _may_continue(draft: TableDraft, content: PageContent) -> bool:
    """Whether a single cell may be the rest of a table of the page before, or the beginning of one that goes on."""
    box = draft.boxes[0][1]
    wide = box[2] - box[0] > 0.5 * content.width
    return wide and not any(g.middle[1] < box[1] and g.middle[1] > 0.1 * content.height for g in content.glyphs)


def _visible(content: PageContent) -> list[Rule]:
    """Rules a reader sees: white ones only between shaded areas."""
    return [rule for rule in content.rules if not rule.pale or _on_shade(rule, content.fills)]


def _on_shade(rule: Rule, fills: list[Fill]) -> bool:
    middle = (rule.start + rule.end) / 2
    x, y = (middle, rule.at) if rule.level else (rule.at, middle)
    return any(f.luminance < 0.97 and f.box[0] - 2 <= x <= f.box[2] + 2 and f.box[1] - 2 <= y <= f.box[3] + 2 for f in fills)


def _grids(content: PageContent) -> list[Grid]:
    rules = _visible(content)
    level, upright = tracks([r for r in rules if r.level]), tracks([r for r in rules if not r.level])
    found: list[Grid] = []
    for flat, tall in components(level, upright):
        if not flat or not tall:
            continue
        grid = grid_of(flat, tall)
        if grid is None or (grid.rows == 1 and grid.columns == 1 and len(flat) + len(tall) < 4):
            continue
        if grid.columns == 1 and grid.rows > 2:
            grid = columns_in_bands(grid, content.glyphs) or grid
        elif grid.rows <= 3 and grid.columns > 2:
            grid = split_rows(grid, content.glyphs) or grid
        found.append(grid)
    return found


def _lone_levels(content: PageContent, grids: list[Grid]) -> list[Rule]:
    """Level rules that belong to no grid."""
    boxes = [grid.box for grid in grids]
    merged = [Rule(True, t.at, a, b) for t in tracks([r for r in _visible(content) if r.level]) for a, b in t.pieces]
    return [r for r in merged if not any(b[0] - 4 <= r.start and r.end <= b[2] + 4 and b[1] - 4 <= r.at <= b[3] + 4 for b in boxes)]


def _assign(grids: list[Grid], glyphs: list[Glyph]) -> tuple[list[list[list[Glyph]]], list[Glyph]]:
    """The glyphs of each cell of each grid (the smallest grid wins), and the others."""
    owned: list[list[list[Glyph]]] = [[[] for _ in grid.regions] for grid in grids]
    order = sorted(range(len(grids)), key=lambda i: _area(grids[i].box))
    rest: list[Glyph] = []
    for glyph in glyphs:
        x, y = glyph.middle
        for index in order:
            number = grids[index].at(x, y)
            if number is not None:
                owned[index][number].append(glyph)
                break
        else:
            rest.append(glyph)
    return owned, rest


def _draft(grid: Grid, owned: list[list[Glyph]], page: int, columns: Columns | None) -> TableDraft:
    lines = [lines_of(glyphs) if glyphs else [] for glyphs in owned]
    left, right = _padding(grid, lines)
    cells = []
    for region, own in zip(grid.regions, lines, strict=True):
        box = grid.box_of(region)
        piece = Piece(page, box, own, box[0] + left, box[2] - right)
        cells.append(CellDraft(region.row, region.column, region.rowspan, region.colspan, [piece]))
    above = columns.known.rows if columns and grid.like else ()
    xs, box, height = list(grid.like or grid.xs), grid.box, grid.ys[1] - grid.ys[0]
    return TableDraft(cells, grid.rows, grid.columns, xs, [(page, box)], grid.exact, grid.open_sides, height, above)


def _padding(grid: Grid, lines: list[list[Line]]) -> tuple[float, float]:
    """The white space that cells keep at their sides: the least found in the table."""
    left = right = PADDING
    for region, own in zip(grid.regions, lines, strict=True):
        x0, _, x1, _ = grid.box_of(region)
        for line in own:
            if not line.angle:
                left, right = min(left, max(line.box[0] - x0, 0.0)), min(right, max(x1 - line.reach, 0.0))
    return left, right


def _nest(index: int, grids: list[Grid], drafts: list[TableDraft | None]) -> None:
    """Put a table that stands inside one cell of another into that cell."""
    inner = drafts[index]
    if inner is None or (grids[index].rows == 1 and grids[index].columns == 1):
        return
    x0, y0, x1, y1 = grids[index].box
    for other in sorted(range(len(grids)), key=lambda i: _area(grids[i].box)):
        outer = drafts[other]
        if other == index or outer is None or _area(grids[other].box) <= _area(grids[index].box):
            continue
        for number, region in enumerate(grids[other].regions):
            box = grids[other].box_of(region)
            if box[0] - 1 <= x0 and x1 <= box[2] + 1 and box[1] - 1 <= y0 and y1 <= box[3] + 1:
                outer.cells[number].nested.append(inner)
                drafts[index] = None
                return


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
