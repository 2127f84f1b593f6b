"""Values offered for a form (read from a file, copied from another form), held against what stands there, to be taken over one by one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from jiheng.web.filling.content import Address, Content, Row, fresh
from jiheng.web.filling.layout import Layout


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where an offered value stands: in words, the text there, why it is not certain, and the number of its picture (None: no picture)."""

    words: str = ""
    quote: str = ""
    doubt: str = ""
    picture: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A value that differs from what stands in its cell. ``name`` is posted to take it."""

    address: Address
    name: str
    label: str
    value: str
    current: str
    where: Where

    @property
    def is_sure(self) -> bool:
        """Whether it is taken unless somebody says no: nothing is doubtful, nothing is written over."""
        return not self.where.doubt and not self.current


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedRow:
    """A row of offered values; new, or that of a row which is there already."""

    title: str
    is_new: bool
    cells: tuple[Offered, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedBlock:
    """A block with its rows; ``kept`` rows of the form stand in no row of the offer and stay as they are."""

    title: str
    rows: tuple[OfferedRow, ...]
    kept: int


def _key(row: Row) -> str:
    text = row.text("name") or row.text("label")
    return re.sub(r"[\s（）()：:]+", "", unicodedata.normalize("NFKC", text))


def _matches(block: str, current: Content, offer: Content, *, fixed: bool) -> dict[str, str]:
    """Rows of the offer and the rows of the form they belong to, by name."""
    if fixed:
        return {"1": "1"}
    free: dict[str, list[str]] = {}
    for row in current.rows(block):
        if _key(row):
            free.setdefault(_key(row), []).append(row.id)
    found = {}
    for row in offer.rows(block):
        same = free.get(_key(row))
        if same:
            found[row.id] = same.pop(0)
    return found


def offered(current: Content, offer: Content, layout: Layout, places: Mapping[Address, Where]) -> tuple[OfferedBlock, ...]:
    """All values of the offer that differ from the form, by block and row."""
    blocks = []
    for block in layout.blocks:
        matches = _matches(block.name, current, offer, fixed=not block.grows)
        rows = []
        for row in offer.rows(block.name):
            to = matches.get(row.id)
            cells = tuple(
                Offered(
                    address=(block.name, row.id, column.name),
                    name=f"take.{block.name}.{row.id}.{column.name}",
                    label=column.label,
                    value=row.text(column.name),
                    current=current.text((block.name, to, column.name)) if to else "",
                    where=places.get((block.name, row.id, column.name), Where()),
                )
                for column in block.columns
                if row.text(column.name) and (to is None or current.text((block.name, to, column.name)) != row.text(column.name))
            )
            if cells:
                title = (row.text("name") or row.text("label")) if block.grows else block.title
                rows.append(OfferedRow(title=title, is_new=to is None, cells=cells))
        if rows:
            left = {row.id for row in current.rows(block.name) if not row.is_blank} - set(matches.values())
            blocks.append(OfferedBlock(title=block.title, rows=tuple(rows), kept=len(left) if block.grows else 0))
    return tuple(blocks)


def taken(current: Content, offer: Content, layout: Layout, chosen: Collection[Address]) -> Content:
    """The form with the chosen values; new rows stand behind the others, in the order of the offer."""
    result = current.model_copy(update={"extra": tuple(dict.fromkeys((*current.extra, *offer.extra)))})
    for block in layout.blocks:
        matches = _matches(block.name, current, offer, fixed=not block.grows)
        for row in offer.rows(block.name):
            cells = {column: text for column, text in row.cells.items() if (block.name, row.id, column) in chosen}
            if not cells:
                continue
            to = matches.get(row.id)
            if to is None or result.row(block.name, to) is None:
                kept = tuple(one for one in result.rows(block.name) if not one.is_blank)
                new = Row(id="1" if not block.grows else fresh(result, block.name), cells=cells)
                result = result.with_rows(block.name, (*kept, new))
            else:
                for column, text in cells.items():
                    result = result.put((block.name, to, column), text)
    return result
