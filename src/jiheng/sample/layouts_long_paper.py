"""Long documents in memory: blocks of text and tables whose every figure has a name, so that an error can be planted at it.

Text holds its named pieces between control characters (:func:`told`); :func:`plain` takes the names out again. A table's pieces are the
slots of its grid, named by their ``path``. Writers stand in :mod:`jiheng.sample.layouts_long`.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from jiheng.model import SelfEvaluationForm
from jiheng.sample.grids import Grid, Slot
from jiheng.sample.layouts import Layout

BlockKind: TypeAlias = Literal["title", "heading", "text", "line", "grid", "page"]
_PIECE: Final = re.compile("\x01([^\x01\x02\x03]*)\x02([^\x01\x02\x03]*)\x03")


def told(key: str, text: str) -> str:
    """The text with its name around it."""
    return f"\x01{key}\x02{text}\x03"


def plain(text: str) -> str:
    """The text as it is printed."""
    return _PIECE.sub(lambda match: match[2], text)


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachedForm:
    """A self-evaluation form attached to a document: the record as it is before the layout, and the layout it is printed in."""

    record: SelfEvaluationForm
    layout: Layout


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A heading, a paragraph, a line of its own (a unit above a table), a table, or a page break. ``name`` is to find it by.

    ``form`` is what a table that prints a form was made from.
    """

    kind: BlockKind
    text: str = ""
    name: str = ""
    level: int = 0
    grid: Grid | None = None
    form: AttachedForm | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A named piece: where it stands and what it says."""

    block: int
    key: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A whole document; ``number`` is which of its kind it is."""

    blocks: tuple[Block, ...]
    number: int = 0

    def pieces(self, pattern: str) -> Iterator[Piece]:
        """The pieces of text and tables whose name fits the pattern wholly, in order."""
        wanted = re.compile(pattern)
        for number, block in enumerate(self.blocks):
            for match in _PIECE.finditer(block.text):
                if wanted.fullmatch(match[1]):
                    yield Piece(block=number, key=match[1], text=match[2])
            for slot in (slot for row in block.grid.rows for slot in row) if block.grid else ():
                if slot.path and wanted.fullmatch(slot.path):
                    yield Piece(block=number, key=slot.path, text=slot.text)

    def one(self, pattern: str, chance: random.Random, fits: Callable[[Piece], bool] = lambda _: True) -> Piece | None:
        """One piece that fits, by chance."""
        found = [piece for piece in self.pieces(pattern) if fits(piece)]
        return chance.choice(found) if found else None

    def value(self, key: str) -> str:
        """What the first piece of that name says; empty when there is none."""
        return next((piece.text for piece in self.pieces(re.escape(key))), "")

    def retold(self, key: str, text: str, *, block: int | None = None, every: bool = False) -> Paper:
        """With the first piece of that name (of that block), or every one, saying something else."""
        blocks = list(self.blocks)
        for number, old in enumerate(blocks):
            if block is not None and number != block:
                continue
            new = _retold(old, key, text)
            if new != old:
                blocks[number] = new
                if not every:
                    break
        return replace(self, blocks=tuple(blocks))

    def changed(self, piece: Piece, text: str) -> Paper:
        """With this piece saying something else."""
        return self.retold(piece.key, text, block=piece.block)

    def index(self, name: str) -> int | None:
        """Where the first block of that name stands."""
        return next((number for number, block in enumerate(self.blocks) if block.name == name), None)

    def edited(self, number: int, edit: Callable[[Block], Block | None]) -> Paper:
        """With one block changed, or left out when the edit gives None."""
        new = edit(self.blocks[number])
        return replace(self, blocks=(*self.blocks[:number], *((new,) if new else ()), *self.blocks[number + 1 :]))

    def without(self, name: str) -> Paper:
        """Without the blocks whose name fits the pattern."""
        wanted = re.compile(name)
        return replace(self, blocks=tuple(block for block in self.blocks if not (block.name and wanted.fullmatch(block.name))))

    def with_after(self, number: int, *blocks: Block) -> Paper:
        """With blocks put in after one."""
        return replace(self, blocks=(*self.blocks[: number + 1], *blocks, *self.blocks[number + 1 :]))

    def renamed(self, old: str, new: str) -> Paper:
        """With one name for another wherever it is printed; the names of pieces stay."""
        return replace(self, blocks=tuple(_renamed(block, old, new) for block in self.blocks))

    def printed(self) -> tuple[Block, ...]:
        """The blocks as printed, names taken out."""
        return tuple(replace(block, text=plain(block.text)) for block in self.blocks)


def _renamed(block: Block, old: str, new: str) -> Block:
    if block.grid is not None:
        rows = tuple(tuple(replace(slot, text=slot.text.replace(old, new)) for slot in row) for row in block.grid.rows)
        return replace(block, grid=replace(block.grid, rows=rows))
    return replace(block, text=re.sub(rf"{re.escape(old)}(?![^\x01\x02\x03]*\x02)", new, block.text))


def _retold(block: Block, key: str, text: str) -> Block:
    if block.grid is not None:
        rows = tuple(tuple(replace(slot, text=text) if slot.path == key else slot for slot in row) for row in block.grid.rows)
        return replace(block, grid=replace(block.grid, rows=rows)) if rows != block.grid.rows else block
    return replace(block, text=_PIECE.sub(lambda match: told(key, text) if match[1] == key else match[0], block.text))


def said(block: Block, old: str, new: str) -> Block:
    """The block with words replaced; names stay."""
    return replace(block, text=block.text.replace(old, new))


def heading(text: str, level: int, name: str = "") -> Block:
    """A heading."""
    return Block(kind="heading", text=text, level=level, name=name)


def text(words: str, name: str = "") -> Block:
    """A paragraph."""
    return Block(kind="text", text=words, name=name)


def line(words: str, name: str = "") -> Block:
    """A line of its own."""
    return Block(kind="line", text=words, name=name)


def table(rows: Sequence[Sequence[Slot]], widths: Sequence[float], name: str = "", header_rows: int = 1) -> Block:
    """A table without its title."""
    grid = Grid(title="", rows=tuple(tuple(row) for row in rows), widths=tuple(widths), header_rows=header_rows)
    return Block(kind="grid", grid=grid, name=name)


def cell(words: str, path: str = "", *, down: int = 1, across: int = 1, left: bool = False) -> Slot:
    """A cell of a table."""
    return Slot(text=words, path=path, rowspan=down, colspan=across, align="left" if left else "center", is_label=not path)
