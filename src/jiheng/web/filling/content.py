"""What stands in the cells of a form while it is filled in: texts as typed, by block, row and column. Knows no budget word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

#: More rows than any form has; a guard, not a limit people meet.
MOST_ROWS: Final = 600
_Name = Annotated[str, StringConstraints(pattern=r"^[\w.]{1,60}$")]
_Text = Annotated[str, StringConstraints(max_length=20_000)]
Address = tuple[str, str, str]
"""Block, row, column."""


class Row(BaseModel):
    """A row by its name, which it keeps when it is moved; cells without text are left out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: _Name
    cells: dict[_Name, _Text] = {}

    def text(self, column: str) -> str:
        """What is typed in a column."""
        return self.cells.get(column, "")

    @property
    def is_blank(self) -> bool:
        """Whether nothing is typed at all."""
        return not any(text.strip() for text in self.cells.values())


class Content(BaseModel):
    """All cells of a form. ``extra`` names the optional columns and blocks that are shown."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    extra: tuple[_Name, ...] = ()
    blocks: dict[_Name, Annotated[tuple[Row, ...], Field(max_length=MOST_ROWS)]] = {}

    def rows(self, block: str) -> tuple[Row, ...]:
        """The rows of a block."""
        return self.blocks.get(block, ())

    def row(self, block: str, name: str) -> Row | None:
        """One row by its name."""
        return next((row for row in self.rows(block) if row.id == name), None)

    def text(self, address: Address) -> str:
        """What is typed in a cell; empty where the row is not there."""
        row = self.row(address[0], address[1])
        return row.text(address[2]) if row else ""

    def cells(self) -> Iterator[tuple[Address, str]]:
        """Every cell with text."""
        for block, rows in self.blocks.items():
            for row in rows:
                for column, text in row.cells.items():
                    if text:
                        yield (block, row.id, column), text

    def with_rows(self, block: str, rows: tuple[Row, ...]) -> Content:
        """The same with other rows in a block."""
        return self.model_copy(update={"blocks": {**self.blocks, block: rows}})

    def put(self, address: Address, text: str) -> Content:
        """The same with another text in a cell of a row that is there."""
        block, name, column = address
        return self.with_rows(block, tuple(_put(row, column, text) if row.id == name else row for row in self.rows(block)))


def _put(row: Row, column: str, text: str) -> Row:
    cells = {**row.cells, column: text}
    return row.model_copy(update={"cells": {key: value for key, value in cells.items() if value}})


def fresh(content: Content, block: str) -> str:
    """A name for a new row that no row of the block has."""
    numbers = [int(match[1]) for row in content.rows(block) if (match := re.fullmatch(r"r(\d+)", row.id))]
    return f"r{max(numbers, default=0) + 1}"


def cleaned(text: str) -> str:
    """A text as it is kept: one kind of line break, nothing that no key types, no blanks at the ends."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return plain.strip()


def posted(fields: Mapping[str, str], extra: tuple[str, ...]) -> Content:
    """The content of a submitted form: fields ``c.block.row.column`` in the order of the page."""
    blocks: dict[str, dict[str, dict[str, str]]] = {}
    for name, value in fields.items():
        parts = name.split(".", 3)
        if len(parts) != 4 or parts[0] != "c":
            continue
        cells = blocks.setdefault(parts[1], {}).setdefault(parts[2], {})
        if text := cleaned(value):
            cells[parts[3]] = text
    return Content(
        extra=extra, blocks={block: tuple(Row(id=key, cells=cells) for key, cells in rows.items()) for block, rows in blocks.items()}
    )


# -- what people do with rows ---------------------------------------------------------------------------------------------

#: Columns in which a blank means 「as above」: cells that paper prints merged.
GROUPS: Final = ("category", "subcategory")


def spelled_out(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows, each with its groups written down, so that none loses them when rows are moved or taken out."""
    done: list[Row] = []
    above: dict[str, str] = {}
    for row in rows:
        if row.is_blank:
            done.append(row)
            continue
        if row.text("category"):
            above = {}
        cells = dict(row.cells)
        for column in GROUPS:
            if cells.get(column):
                above[column] = cells[column]
            elif column in above:
                cells[column] = above[column]
        done.append(row.model_copy(update={"cells": cells}))
    return tuple(done)


def _at(rows: tuple[Row, ...], name: str) -> int | None:
    return next((number for number, row in enumerate(rows) if row.id == name), None)


def added(content: Content, block: str, name: str = "") -> Content:
    """A new row below the named one, at the end without a name; in its group."""
    rows = spelled_out(content.rows(block))
    at = _at(rows, name)
    at = len(rows) - 1 if at is None else at
    cells = {column: rows[at].text(column) for column in GROUPS if rows and rows[at].text(column)} if name else {}
    return content.with_rows(block, (*rows[: at + 1], Row(id=fresh(content, block), cells=cells), *rows[at + 1 :]))


def deleted(content: Content, block: str, name: str) -> Content:
    """Without the named row; the others keep their groups."""
    return content.with_rows(block, tuple(row for row in spelled_out(content.rows(block)) if row.id != name))


def _moved(content: Content, block: str, name: str, by: int) -> Content:
    rows = list(spelled_out(content.rows(block)))
    at = _at(tuple(rows), name)
    if at is None or not 0 <= at + by < len(rows):
        return content
    rows[at], rows[at + by] = rows[at + by], rows[at]
    return content.with_rows(block, tuple(rows))


def moved_up(content: Content, block: str, name: str) -> Content:
    """The named row one place higher."""
    return _moved(content, block, name, -1)


def moved_down(content: Content, block: str, name: str) -> Content:
    """The named row one place lower."""
    return _moved(content, block, name, 1)


#: The buttons of a row.
DEEDS: Final[Mapping[str, Callable[[Content, str, str], Content]]] = {
    "add": added,
    "delete": deleted,
    "up": moved_up,
    "down": moved_down,
}
