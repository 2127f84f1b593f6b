"""Lines of a text dump to rows of cells, by delimiters alone.

Told apart by where the delimiters stand: tab rows; pipe rows with pipes on both sides (Markdown), at the end only, or between cells;
one cell a line closed by a pipe, with ``||`` at the end of a row or without; columns held apart by two spaces or more. A row cut
by a page break is joined again when structure shows it (:func:`rejoin`). What has no delimiter stays a line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, TypeAlias

_PIPES: Final = re.compile("[|｜│┃]")
_RULER: Final = re.compile(r"[\s|:\-+=─━┼┬┴├┤┌┐└┘│┃═╋]+")
_ROW_END: Final = re.compile(r"[|｜]{2,}")
_WORDS: Final = re.compile(r"[^\W\d_]{2}")
_REPEATED: Final = 3
_LONG: Final = 12
_GAP: Final = re.compile(r"(?:[ \u3000\u00a0]{2,}|\u3000)")
_FIGURE: Final = re.compile(r"[\d,.]+%?")
_SENTENCE_END: Final = tuple("。；;！!？?.：:」』”）)")


@dataclass(slots=True)
class Line:
    """One line of the file. ``number`` is 1-based, ``gap`` the count of blank lines before it."""

    number: int
    text: str
    gap: int = 0


@dataclass(slots=True)
class RowCell:
    """The text of a cell and the line it begins on."""

    text: str
    line: int


@dataclass(slots=True)
class Rows:
    """Consecutive rows. ``gaps`` counts the blank lines before each row."""

    rows: list[list[RowCell]] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)

    def add(self, cells: list[RowCell], gap: int) -> None:
        """Append one row."""
        self.rows.append(cells)
        self.gaps.append(gap)


Part: TypeAlias = "Line | Rows"


def split_rows(lines: Sequence[Line]) -> list[Part]:
    """The lines in order, delimited stretches as :class:`Rows`."""
    parts: list[Part] = []
    kinds = _kinds(lines)
    position = 0
    while position < len(lines):
        kind = kinds[position]
        reader = _READERS.get(kind)
        end = _stretch(lines, kinds, position) if reader else position
        rows = reader(lines[position:end]) if reader and end > position else None
        if rows is None:
            parts.append(lines[position])
            position += 1
            continue
        parts.append(rows)
        position = end
    return parts


def _kind(text: str) -> str:
    if "\t" in text:
        return "tab"
    if _PIPES.search(text):
        return "pipe"
    if len(_GAP.split(text.strip())) >= 3:
        return "spaces"
    return ""


def _kinds(lines: Sequence[Line]) -> list[str]:
    """The kind of each line; a text whose closing pipe stands alone on the next line belongs to the pipe."""
    kinds = [_kind(line.text) for line in lines]
    for place in range(len(lines) - 1):
        after = lines[place + 1]
        if not kinds[place] and not after.gap and after.text.strip() in ("|", "｜"):
            kinds[place] = "pipe"
    return kinds


def _stretch(lines: Sequence[Line], kinds: Sequence[str], start: int) -> int:
    """Where the stretch of one kind ends; lines without delimiter inside it are kept when a cell is plainly being continued."""
    end, kind = start + 1, kinds[start]
    while end < len(lines):
        if kinds[end] == kind:
            end += 1
            continue
        after = next((k for k in range(end + 1, min(end + 3, len(lines))) if kinds[k] == kind), None)
        if after is None or not _is_inside(lines, start, end, after, kind):
            break
        end = after
    return end


def _is_inside(lines: Sequence[Line], start: int, bare: int, after: int, kind: str) -> bool:
    if kind == "spaces":
        return False
    if kind == "pipe":
        return _is_cell_a_line(lines[start:bare]) and lines[bare].gap == 0
    before = lines[bare - 1].text
    last = re.split(r"\t", before.rstrip("\t"))[-1].strip()
    if after > bare + 1:
        return False
    is_cut = len(last) >= 12 and not last.endswith(_SENTENCE_END) and not last[-1:].isdigit()
    return is_cut or (lines[bare].gap == 0 and lines[after].gap == 0 and before.count("\t") < lines[after].text.count("\t"))


def _is_cell_a_line(lines: Sequence[Line]) -> bool:
    """Whether most of the lines with pipes hold one cell only."""
    piped = [line.text.strip() for line in lines if _PIPES.search(line.text)]
    single = sum(1 for text in piped if not _PIPES.sub("", text).strip() or len(_PIPES.findall(text.rstrip("|｜ "))) == 0)
    return len(piped) >= 2 and single * 3 >= len(piped) * 2


def _tab_rows(lines: Sequence[Line]) -> Rows | None:
    rows = Rows()
    for line in lines:
        if "\t" not in line.text and rows.rows:
            _append(rows.rows[-1], line.text.strip())
            continue
        rows.add([RowCell(cell.strip(), line.number) for cell in line.text.split("\t")], line.gap)
    return rejoin(_once(rows))


def _spaced_rows(lines: Sequence[Line]) -> Rows | None:
    if len(lines) < 2:
        return None
    rows = Rows()
    for line in lines:
        rows.add([RowCell(cell.strip(), line.number) for cell in _GAP.split(line.text.strip()) if cell.strip()], line.gap)
    return rows


def _pipe_rows(lines: Sequence[Line]) -> Rows | None:
    if _is_cell_a_line(lines):
        return _closed_cells(lines)
    texts = [line.text.strip() for line in lines]
    ruled = [text for text in texts if not _RULER.fullmatch(text)]
    if not any(len(_PIPES.findall(text.strip("|｜│┃ "))) for text in ruled):
        return None
    leads = sum(1 for text in ruled if _PIPES.match(text))
    trails = sum(1 for text in ruled if _PIPES.match(text[-1:]))
    trailing_only = trails * 2 > len(ruled) >= leads * 2
    # A row that begins with an empty cell has the width of the others; one that goes on above has not.
    usual = Counter(len(_PIPES.findall(text)) for text in ruled if not _PIPES.match(text)).most_common(1)[0][0] if trailing_only else 0
    rows = Rows()
    for line, text in zip(lines, texts, strict=True):
        if _RULER.fullmatch(text) and text.strip("| ") and len(text) > 2:
            continue
        cells = [RowCell(cell.strip(), line.number) for cell in _PIPES.split(text)]
        if _PIPES.match(text[-1:]) and trails * 2 > len(ruled):
            cells.pop()
        if _PIPES.match(text) and trailing_only and rows.rows and not (len(cells) == usual == len(rows.rows[-1])):
            # the line was broken before an empty cell: it continues the row above
            rows.rows[-1].extend(cells if len(cells) > 1 or not cells or cells[0].text else [])
            continue
        if _PIPES.match(text) and leads * 2 > len(ruled) and not _begin_empty(ruled):
            cells.pop(0)
        if cells:
            rows.add(cells, line.gap)
    return rejoin(_once(rows))


def _begin_empty(texts: Sequence[str]) -> bool:
    """Whether a pipe that begins a line stands behind an empty cell: the lines that begin with a text have as many pipes."""
    led, bare = (Counter(len(_PIPES.findall(text)) for text in texts if bool(_PIPES.match(text)) is wanted) for wanted in (True, False))
    return bool(led and bare) and led.most_common(1)[0][0] == bare.most_common(1)[0][0]


def _once(rows: Rows) -> Rows:
    """The rows with a merged cell's text kept once: converters repeat it in every column the cell covered.

    Short texts that stand twice may be two cells (10 points of 10) and are left alone.
    """
    repeated = {*_repeated_in_rows(rows.rows)}
    if repeated:
        repeated |= {*_repeated_columns(rows.rows), *_repeated_headers(rows.rows)}
    for row, column in repeated:
        rows.rows[row][column].text = ""
    return rows


def _repeated_in_rows(rows: list[list[RowCell]]) -> Iterator[tuple[int, int]]:
    """Long words that stand twice side by side, and any words that stand three times."""
    for number, row in enumerate(rows):
        start = 0
        while start < len(row):
            end = start + 1
            while end < len(row) and row[end].text == row[start].text:
                end += 1
            if _WORDS.search(row[start].text) and (end - start >= _REPEATED or (end - start > 1 and len(row[start].text) >= _LONG)):
                yield from ((number, column) for column in range(start + 1, end))
            start = end


def _repeated_columns(rows: list[list[RowCell]]) -> Iterator[tuple[int, int]]:
    """Two columns that one merged column was printed as: the same texts in both over three rows or more, words among them."""
    for column in range(width(rows) - 1):
        start = 0
        while start < len(rows):
            end = start
            while end < len(rows) and column + 1 < len(rows[end]) and rows[end][column].text == rows[end][column + 1].text:
                end += 1
            # the column's label comes first, figures below it; texts that happen to agree (a target met to the letter) are two cells
            first = next((n for n in range(start, end) if _is_label(rows[n], column)), end)
            texts = [row[column].text for row in rows[first:end] if row[column].text]
            figures = [text for text in texts if _FIGURE.fullmatch(text)]
            if len(texts) >= _REPEATED and figures and len({*texts}) >= 2:
                yield from ((number, column + 1) for number in range(first, end))
            start = max(end, start + 1)


def _is_label(row: list[RowCell], column: int) -> bool:
    """Whether the cell is a word among words: a header, no value that agrees with its neighbour."""
    return bool(_WORDS.search(row[column].text)) and not any(_FIGURE.fullmatch(cell.text) for cell in row)


def _repeated_headers(rows: list[list[RowCell]]) -> Iterator[tuple[int, int]]:
    """Labels merged over both rows of a header, printed in both: all else of the second row stands below labels merged sideways."""
    for number, (above, row) in enumerate(pairwise(rows), 1):
        filled = [column for column, cell in enumerate(row) if cell.text and column < len(above)]
        same = [column for column in filled if above[column].text == row[column].text]
        if len(same) < _REPEATED or len(same) == len(filled) or any(_FIGURE.fullmatch(cell.text) for cell in row):
            continue
        if all(_is_beside_itself(above, column) for column in filled if column not in same):
            yield from ((number, column) for column in same)


def _is_beside_itself(row: list[RowCell], column: int) -> bool:
    """Whether the same words stand in the next column on either side."""
    text = row[column].text
    return bool(_WORDS.search(text)) and any(0 <= other < len(row) and row[other].text == text for other in (column - 1, column + 1))


def _closed_cells(lines: Sequence[Line]) -> Rows | None:
    """One cell a line, closed by a pipe; runs of pipes close the row. Without such runs every cell is a row of its own."""
    rows, row, text, start, gap = Rows(), list[RowCell](), "", 0, 0
    has_row_ends = any(_ROW_END.search(line.text) for line in lines)
    for line in lines:
        for token in re.findall(r"[|｜]{2,}|[|｜│┃]|[^|｜│┃]+", line.text.strip()):
            if not _PIPES.match(token):
                start = line.number if not text else start
                text = f"{text}\n{token.strip()}" if text else token.strip()
                continue
            if len(token) == 1 or text:
                row.append(RowCell(text, start or line.number))
                text, start = "", 0
            if len(token) > 1 or not has_row_ends:
                if row:
                    rows.add(row, gap)
                row, gap = [], 0
    if text:
        row.append(RowCell(text, start))
    if row:
        rows.add(row, gap)
    return rows


_READERS: Final[dict[str, Callable[[Sequence[Line]], Rows | None]]] = {"tab": _tab_rows, "pipe": _pipe_rows, "spaces": _spaced_rows}


def rejoin(rows: Rows) -> Rows:
    """The rows with cells that a page break cut in two joined again.

    A row that follows blank lines and holds one text only, in the column of a text of the row above or right of its last one,
    continues that text; so does a row whose every text stands below one of the row above that stops in mid-sentence.
    """
    joined = Rows()
    for row, gap in zip(rows.rows, rows.gaps, strict=True):
        above = joined.rows[-1] if joined.rows else None
        if above is not None and (gap or len(row) > 1) and _continues(above, row, gap):
            for column, cell in enumerate(row):
                if cell.text:
                    _continue_cell(above, column, cell)
        else:
            joined.add(row, gap)
    return joined


def _continues(above: list[RowCell], row: list[RowCell], gap: int) -> bool:
    filled = [column for column, cell in enumerate(row) if cell.text]
    over = [column for column, cell in enumerate(above) if cell.text]
    if not filled or not over or filled[0] == 0 or (not gap and len(filled) > 1):
        return False
    if len(filled) == 1:
        column = filled[0]
        if column in over:
            return gap > 0 or (len(above[column].text) >= 2 * _LONG and not above[column].text.endswith(_SENTENCE_END))
        return column > over[-1] and gap > 0 and len(above[over[-1]].text) >= 8
    return all(column in over and len(above[column].text) >= 12 and not above[column].text.endswith(_SENTENCE_END) for column in filled)


def _continue_cell(above: list[RowCell], column: int, cell: RowCell) -> None:
    over = [place for place, upper in enumerate(above) if upper.text]
    place = column if column in over else over[-1]
    above[place].text += cell.text


def _append(row: list[RowCell], text: str) -> None:
    filled = [cell for cell in row if cell.text]
    if filled and text:
        filled[-1].text += text


def width(rows: Iterable[list[RowCell]]) -> int:
    """The number of columns of the widest row."""
    return max((len(row) for row in rows), default=0)
