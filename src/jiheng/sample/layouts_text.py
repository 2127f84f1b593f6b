"""Text dumps of forms in every layout met in the wild. ``LOSSY`` marks those in which cell borders are truly lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Literal, TypeAlias

from jiheng.sample.grids import Grid

TextStyle: TypeAlias = Literal[
    "tab",
    "tab_merged",
    "tab_repeated",
    "pipe",
    "pipe_dropped",
    "markdown",
    "cell_lines",
    "cell_lines_pipe",
    "cell_lines_blank",
    "spaces",
    "one_line",
    "run_together",
]
TEXT_STYLES: Final[tuple[TextStyle, ...]] = (
    "tab",
    "tab_merged",
    "tab_repeated",
    "pipe",
    "pipe_dropped",
    "markdown",
    "cell_lines",
    "cell_lines_pipe",
    "cell_lines_blank",
    "spaces",
    "one_line",
    "run_together",
)
#: Dumps in which empty cells and cell borders vanish: what was where can only be guessed, so recall is not promised.
LOSSY: Final[frozenset[TextStyle]] = frozenset({"run_together", "one_line"})
#: Dumps in which blank cells leave no trace: which of several boxes was ticked, or that a total is missing, cannot be seen.
BLANKLESS: Final[frozenset[TextStyle]] = frozenset({"spaces", "cell_lines_blank"})
ENCODINGS: Final = ("utf-8", "gb18030", "utf-16", "utf-8-sig")


def _rows(grid: Grid, *, repeat: bool = False) -> list[list[str]]:
    """The text of each grid position; covered positions are empty, or repeat the text of the merged cell."""
    return [[slot.text if starts or repeat else "" for slot, starts in line] for line in grid.covered()]


def _begun(grid: Grid) -> list[list[str]]:
    """Each row's own cells without the positions that spans cover: what a copy from Word gives."""
    return [[slot.text for slot, starts in line if starts] for line in grid.covered()]


def _tab(grid: Grid) -> str:
    return "\n".join("\t".join(row) for row in _rows(grid))


def _tab_merged(grid: Grid) -> str:
    """Tabs between the cells that begin in a row; a cell merged downwards leaves an empty one, spans to the right leave nothing."""
    lines = []
    for line in grid.covered():
        cells, column = [], 0
        while column < len(line):
            slot, starts = line[column]
            cells.append(slot.text if starts else "")
            column += slot.colspan
        lines.append("\t".join(cells))
    return "\n".join(lines)


def _tab_repeated(grid: Grid) -> str:
    """Merged cells repeated at each of their places, as scripts over Word tables write them."""
    return "\n".join("\t".join(row) for row in _rows(grid, repeat=True))


def _pipe(grid: Grid) -> str:
    return "\n".join(" | ".join(row) + " |" for row in _rows(grid))


def _pipe_dropped(grid: Grid) -> str:
    """Pipes with a trailing one; the cells of a merge below the first are not there at all."""
    return "\n".join(" | ".join(row) + " |" for row in _begun(grid))


def _markdown(grid: Grid) -> str:
    rows = _rows(grid)
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * grid.columns)
    return "\n".join(lines)


def _cell_lines(grid: Grid) -> str:
    """One cell a line, nothing between rows; empty cells are empty lines."""
    return "\n".join(cell for row in _begun(grid) for cell in row)


def _cell_lines_pipe(grid: Grid) -> str:
    """One cell a line with a pipe behind it, a double pipe at each row's end."""
    lines: list[str] = []
    for row in _begun(grid):
        lines.extend(f"{cell} |" if cell else "|" for cell in row)
        lines[-1] += "|"
    return "\n".join(lines)


def _cell_lines_blank(grid: Grid) -> str:
    """One cell a line, a blank line between cells, empty cells gone."""
    return "\n\n".join(cell for row in _begun(grid) for cell in row if cell)


def _spaces(grid: Grid) -> str:
    return "\n".join(" ".join(cell for cell in row if cell) for row in _begun(grid))


def _one_line(grid: Grid) -> str:
    return " ".join(cell for row in _begun(grid) for cell in row if cell)


def _run_together(grid: Grid) -> str:
    return "".join(cell for row in _begun(grid) for cell in row)


_WRITERS: Final[dict[TextStyle, Callable[[Grid], str]]] = {
    "tab": _tab,
    "tab_merged": _tab_merged,
    "tab_repeated": _tab_repeated,
    "pipe": _pipe,
    "pipe_dropped": _pipe_dropped,
    "markdown": _markdown,
    "cell_lines": _cell_lines,
    "cell_lines_pipe": _cell_lines_pipe,
    "cell_lines_blank": _cell_lines_blank,
    "spaces": _spaces,
    "one_line": _one_line,
    "run_together": _run_together,
}


def write_text(grids: Sequence[Grid], style: TextStyle = "tab", encoding: str = "utf-8") -> bytes:
    """The forms as a text file."""
    between = {"one_line": " ", "run_together": ""}.get(style, "\n")
    parts = [between.join([grid.title, *grid.lines, _WRITERS[style](grid), *grid.after]) for grid in grids]
    return "\n\n".join(parts).encode(encoding)
