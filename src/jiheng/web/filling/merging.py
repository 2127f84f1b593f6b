"""Two people on one form: what each changed since both began, put together; what both changed differently is for a person to choose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from jiheng.web.filling.content import Address, Content, Row, fresh

Side = Literal["mine", "theirs"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A cell with its texts; ``column`` of the address is empty where a whole row is about (taken out by one, changed by the other)."""

    address: Address
    base: str
    theirs: str
    mine: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """``conflicts`` are to be chosen, ``taken`` are the other's changes that are taken over; ``content`` has the choices in it."""

    content: Content
    conflicts: tuple[Difference, ...]
    taken: tuple[Difference, ...]

    @property
    def is_clean(self) -> bool:
        """Whether nobody has to choose."""
        return not self.conflicts


def merged(base: Content | None, theirs: Content, mine: Content, choices: Mapping[Address, Side] | None = None) -> Merge:
    """Both put together. Without a base every difference is to be chosen. Not chosen yet: mine stands."""
    chosen = dict(choices or {})
    conflicts: list[Difference] = []
    taken: list[Difference] = []
    blocks: dict[str, tuple[Row, ...]] = {}
    for block in dict.fromkeys((*theirs.blocks, *mine.blocks)):
        rows = _Rows(block, base, theirs, mine, chosen)
        blocks[block] = rows.merge()
        conflicts.extend(rows.conflicts)
        taken.extend(rows.taken)
    extra = tuple(dict.fromkeys((*theirs.extra, *mine.extra)))
    return Merge(content=Content(extra=extra, blocks=blocks), conflicts=tuple(conflicts), taken=tuple(taken))


class _Rows:
    """The rows of one block being put together."""

    def __init__(self, block: str, base: Content | None, theirs: Content, mine: Content, chosen: Mapping[Address, Side]) -> None:
        self.block = block
        self.base = {row.id: row for row in base.rows(block)} if base else {}
        self.has_base = base is not None
        self.theirs = {row.id: row for row in theirs.rows(block)}
        self.mine = self._renamed(mine, theirs)
        self.chosen = chosen
        self.conflicts: list[Difference] = []
        self.taken: list[Difference] = []

    def _renamed(self, mine: Content, theirs: Content) -> dict[str, Row]:
        """My rows; one that both added under the same name is mine alone and gets another."""
        rows: dict[str, Row] = {}
        known = theirs
        for row in mine.rows(self.block):
            other = self.theirs.get(row.id)
            if self.has_base and other is not None and row.id not in self.base and other.cells != row.cells and row.id != "1":
                name = fresh(known.with_rows(self.block, (*known.rows(self.block), *mine.rows(self.block), *rows.values())), self.block)
                rows[name] = row.model_copy(update={"id": name})
            else:
                rows[row.id] = row
        return rows

    def merge(self) -> tuple[Row, ...]:
        """The rows in their order: mine when only I moved some, else theirs with my new ones behind the row they followed."""
        order = self._order()
        return tuple(row for name in order if (row := self._row(name)) is not None)

    def _order(self) -> list[str]:
        base, theirs, mine = list(self.base), list(self.theirs), list(self.mine)
        both = [name for name in theirs if name in self.base]
        if both == [name for name in base if name in self.theirs]:
            leading, other = mine, theirs
        else:
            leading, other = theirs, mine
        order = list(leading)
        for at, name in enumerate(other):
            if name not in order:
                before = next((one for one in reversed(other[:at]) if one in order), None)
                order.insert(order.index(before) + 1 if before is not None else 0, name)
        return order

    def _row(self, name: str) -> Row | None:
        base, theirs, mine = self.base.get(name), self.theirs.get(name), self.mine.get(name)
        if theirs is not None and mine is not None:
            return self._cells(name, base, theirs, mine)
        left = theirs or mine
        if base is None or left is None:
            if left is theirs and left is not None and not left.is_blank:
                self.taken.append(Difference(address=(self.block, name, ""), base="", theirs=_shown(left), mine=""))
            return left
        if left.cells == base.cells:  # taken out by one, left alone by the other
            if theirs is None:
                self.taken.append(Difference(address=(self.block, name, ""), base=_shown(base), theirs="", mine=_shown(mine)))
            return None
        address = (self.block, name, "")
        self.conflicts.append(Difference(address=address, base=_shown(base), theirs=_shown(theirs), mine=_shown(mine)))
        side = self.chosen.get(address, "mine")
        return mine if side == "mine" else theirs

    def _cells(self, name: str, base: Row | None, theirs: Row, mine: Row) -> Row:
        cells: dict[str, str] = {}
        for column in dict.fromkeys((*theirs.cells, *mine.cells)):
            before, other, own = (base.text(column) if base else ""), theirs.text(column), mine.text(column)
            address = (self.block, name, column)
            text = own
            if other != own:
                difference = Difference(address=address, base=before, theirs=other, mine=own)
                if self.has_base and own == before:
                    self.taken.append(difference)
                    text = other
                elif not self.has_base or other != before:
                    self.conflicts.append(difference)
                    text = own if self.chosen.get(address, "mine") == "mine" else other
            if text:
                cells[column] = text
        return mine.model_copy(update={"cells": cells})


def _shown(row: Row | None) -> str:
    """A row in one line."""
    return "，".join(text for text in row.cells.values() if text) if row else ""
