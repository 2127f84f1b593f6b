"""The form as the page shows it: blocks, heads, rows and cells with their names, and what is to be said beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from jiheng.web.filling.checking import Checked, Note
from jiheng.web.filling.content import Content, Row
from jiheng.web.filling.layout import Block, Column, Layout

#: Worst first: the mark of a cell is that of its worst note.
_WORST: Final = ("unread", "must_fix", "question", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCell:
    """A cell: the name it is posted by, its text, how it looks, and the worst that is said of it."""

    name: str
    column: str
    label: str
    look: str
    text: str
    mark: str = ""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRow:
    """A row of cells with all that is said of it."""

    id: str
    cells: tuple[PageCell, ...]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A head over one or more columns; ``rows`` is 2 where no second row stands below it."""

    label: str
    look: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBlock:
    """A block with its heads; ``pattern`` is the row a script copies for a new one."""

    name: str
    title: str
    grows: bool
    heads: tuple[tuple[Head, ...], ...]
    rows: tuple[PageRow, ...]
    pattern: PageRow | None
    width: int
    is_wide: bool
    is_money: bool
    is_empty: bool


def blocks(content: Content, layout: Layout, checked: Checked | None = None) -> tuple[PageBlock, ...]:
    """All blocks of the form."""
    return tuple(_block(block, content, checked) for block in layout.blocks)


def _block(block: Block, content: Content, checked: Checked | None) -> PageBlock:
    rows = content.rows(block.name) or (() if block.grows else (Row(id="1"),))
    return PageBlock(
        name=block.name,
        title=block.title,
        grows=block.grows,
        heads=tuple(_heads(block)),
        rows=tuple(_row(block, row, checked) for row in rows),
        pattern=_row(block, Row(id="0new"), None) if block.grows else None,
        width=len(block.columns) + 2,
        is_wide=len(block.columns) > 12,
        is_money=block.column("label") is not None,
        is_empty=all(row.is_blank for row in rows),
    )


def _heads(block: Block) -> Iterator[tuple[Head, ...]]:
    double = any(column.over for column in block.columns)
    upper: list[Head] = []
    for over, several in groupby(block.columns, key=lambda column: column.over or column.name):
        columns = list(several)
        if columns[0].over:
            upper.append(Head(label=over, look="words", columns=len(columns)))
        else:
            upper.append(Head(label=columns[0].label, look=columns[0].look, rows=2 if double else 1))
    yield tuple(upper)
    if double:
        yield tuple(Head(label=column.label, look=column.look) for column in block.columns if column.over)


def _row(block: Block, row: Row, checked: Checked | None) -> PageRow:
    cells = tuple(_cell(block, row, column, checked) for column in block.columns)
    return PageRow(id=row.id, cells=cells, notes=tuple(note for cell in cells for note in cell.notes))


def _cell(block: Block, row: Row, column: Column, checked: Checked | None) -> PageCell:
    notes = checked.of((block.name, row.id, column.name)) if checked else ()
    kinds = {note.kind for note in notes}
    return PageCell(
        name=f"c.{block.name}.{row.id}.{column.name}",
        column=column.name,
        label=column.label,
        look=column.look,
        text=row.text(column.name),
        mark=next((kind for kind in _WORST if kind in kinds), ""),
        notes=notes,
    )
