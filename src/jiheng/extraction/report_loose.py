"""Tables of a report that a dump printed as lines: one cell a line, or the cells of a row with single spaces between them.

A run of column labels begins such a table; its rows end where the figures of the last columns stand. What cannot be told apart stays text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from jiheng.documents.content import Block, Cell, Paragraph, Table
from jiheng.extraction.report_draft import figure_of, tidy
from jiheng.extraction.report_grid import NUMERIC
from jiheng.extraction.report_numbering import is_heading_text, numbered
from jiheng.regulation.labels import FormLabels, Vocabulary

_VOCABULARIES: Final = ("score_columns", "payment_columns", "team_columns", "survey_columns", "money_columns")
_FEWEST: Final = 3
_LONGEST_LABEL: Final = 14


def with_tables(blocks: Sequence[Block], labels: FormLabels) -> list[Block]:
    """The blocks, runs of lines that are tables put together to tables."""
    found: list[Block] = []
    index = 0
    while index < len(blocks):
        block = blocks[index]
        made = _begin(blocks, index, labels) if isinstance(block, Paragraph) and len(block.text) < 200 else None
        if made is None:
            found.append(block)
            index += 1
        else:
            found.append(made[0])
            index = made[1]
    return found


def _begin(blocks: Sequence[Block], index: int, labels: FormLabels) -> tuple[Table, int] | None:
    for name in _VOCABULARIES:
        vocabulary = labels.block(name)
        made = _spaced(blocks, index, vocabulary, labels) or _lined(blocks, index, vocabulary, labels)
        if made is not None:
            return made
    return None


def _is_label(text: str, vocabulary: Vocabulary) -> bool:
    return len(text) <= _LONGEST_LABEL and vocabulary.meaning(text) is not None


def _numeric(header: Sequence[str], vocabulary: Vocabulary) -> list[bool]:
    return [vocabulary.meaning(text) in NUMERIC for text in header]


def _bare(text: str) -> bool:
    figure = figure_of(text)
    return figure is not None and figure.unit in ("", "%", "元", "万元")


def _spaced(blocks: Sequence[Block], index: int, vocabulary: Vocabulary, labels: FormLabels) -> tuple[Table, int] | None:
    """Rows with single spaces between their cells."""
    first = blocks[index]
    header = first.text.split() if isinstance(first, Paragraph) else []
    if len(header) < _FEWEST or not all(_is_label(text, vocabulary) for text in header) or not any(_numeric(header, vocabulary)):
        return None
    rows = [[(text, first) for text in header if isinstance(first, Paragraph)]]
    end = index + 1
    while end < len(blocks):
        block = blocks[end]
        texts = block.text.split() if isinstance(block, Paragraph) else []
        if not isinstance(block, Paragraph) or not 2 <= len(texts) <= len(header) or not any(_bare(text) for text in texts):
            break
        rows.append([(text, block) for text in texts])
        end += 1
    return (_table(rows, header, vocabulary, labels), end) if len(rows) > 1 else None


def _lined(blocks: Sequence[Block], index: int, vocabulary: Vocabulary, labels: FormLabels) -> tuple[Table, int] | None:
    """One cell a line."""
    header: list[Paragraph] = []
    end = index
    while end < len(blocks) and isinstance(block := blocks[end], Paragraph) and _is_label(tidy(block.text), vocabulary):
        header.append(block)
        end += 1
    words = [tidy(block.text) for block in header]
    numeric = _numeric(words, vocabulary)
    if len(words) < _FEWEST or len(set(words)) < len(words) or not any(numeric):
        return None
    rows: list[list[tuple[str, Paragraph]]] = [[(text, block) for text, block in zip(words, header, strict=True)]]
    row: list[tuple[str, Paragraph]] = []
    benchmark = any(vocabulary.meaning(word) == "benchmark" for word in words)
    closed = False
    last = end
    while end < len(blocks) and isinstance(block := blocks[end], Paragraph) and not closed:
        text = tidy(block.text)
        if not row and _ends_table(text):
            break
        row.append((text, block))
        end += 1
        total = labels.block("score_totals").meaning(row[0][0]) == "total"
        if _complete([cell for cell, _ in row], numeric, benchmark, total, _next(blocks, end)):
            rows.append(row)
            row, last, closed = [], end, total
        elif len(row) >= len(words):
            break
    body = [[text for text, _ in row] for row in rows[1:] if labels.block("score_totals").meaning(row[0][0]) != "total"]
    if len(rows) < 2 or not all(_fits(row, numeric, _shift(row, numeric)) for row in body):
        return None
    return _table(rows, words, vocabulary, labels), last


def _shift(row: Sequence[str], numeric: Sequence[bool]) -> int:
    """By how many columns a short row stands to the right: where its figures fit, else as far as it goes."""
    spare = max(0, len(numeric) - len(row))
    return max(
        range(spare + 1), key=lambda shift: (sum(numeric[shift + n] and _bare(t) for n, t in enumerate(row[: len(numeric) - shift])), shift)
    )


def _fits(row: Sequence[str], numeric: Sequence[bool], shift: int) -> bool:
    """Whether only figures and dashes stand where figures must."""
    return all(not numeric[shift + n] or _bare(text) or text in ("-", "—", "/") for n, text in enumerate(row[: len(numeric) - shift]))


def _next(blocks: Sequence[Block], index: int) -> str:
    block = blocks[index] if index < len(blocks) else None
    return tidy(block.text) if isinstance(block, Paragraph) else ""


def _ends_table(text: str) -> bool:
    line = numbered(text)
    return (line is not None and line.level <= 2 and is_heading_text(line, None)) or len(text) > 300


def _complete(row: Sequence[str], numeric: Sequence[bool], benchmark: bool, total: bool, following: str) -> bool:
    """Whether a row ends here: all its columns are there, or its last figures and no more of them follow."""
    figures = sum(_bare(text) for text in row)
    if total:
        return figures > 0 and not _bare(following)
    if len(row) == len(numeric):
        return not numeric[-1] or _bare(row[-1])
    if not numeric[-1] or not _bare(row[-1]) or benchmark:
        return False
    return figures >= sum(numeric) and not _bare(row[0])


def _table(rows: Sequence[list[tuple[str, Paragraph]]], header: Sequence[str], vocabulary: Vocabulary, labels: FormLabels) -> Table:
    """The rows as a table whose columns are a hint: short rows stand where their figures fit."""
    size, numeric = len(header), _numeric(header, vocabulary)
    cells: list[Cell] = []
    for number, row in enumerate(rows):
        total = labels.block("score_totals").meaning(row[0][0]) == "total"
        shift = 0 if total else _shift([text for text, _ in row], numeric)
        for column, (text, block) in enumerate(row[:size]):
            start = max(block.text.find(text), 0)
            place = block.place.within(start, start + len(text), text)
            cells.append(Cell(row=number, column=column + shift, text=text, place=place))
    first = rows[0][0][1]
    return Table(cells=tuple(cells), rows=len(rows), columns=size, place=first.place, exact=False)
