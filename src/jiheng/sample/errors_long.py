"""Seeded errors of long documents: a seed takes a clean paper and gives one with just one error, or None where it has no place for it."""

from __future__ import annotations

import importlib
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Final, Literal, TypeAlias, TypeVar

from jiheng.model.amounts import half_up
from jiheng.sample.layouts_long_paper import Paper, Piece, plain

LongKind: TypeAlias = Literal["disclosure", "report", "detailed", "paper", "folder"]
PaperMutation: TypeAlias = Callable[[Paper, random.Random], Paper | None]
M = TypeVar("M", bound=PaperMutation)
_MODULES: Final = (
    *("disclosures", "disclosures_forms", "disclosures_tables", "disclosures_words"),
    *("reports", "reports_counts", "reports_money", "reports_papers", "reports_rows", "reports_words"),
    "papers",
)
_NUMBER: Final = re.compile(r"-?[\d,]+(?:\.(\d+))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class LongSeed:
    """One way to plant the error that ``code`` finds.

    ``same`` are checks that find this very error as well as ``code`` does; ``also`` those that rightly report a consequence of it.
    """

    code: str
    name: str
    kind: LongKind
    make: PaperMutation
    same: frozenset[str] = field(default_factory=frozenset)
    also: frozenset[str] = field(default_factory=frozenset)


_seeds: Final[dict[str, list[LongSeed]]] = {}
#: Codes of long documents without a seed, and why.
NOT_SEEDED: Final[dict[str, str]] = {}


def plants(code: str, *also: str, kind: LongKind = "disclosure", same: tuple[str, ...] = ()) -> Callable[[M], M]:
    """Declare a seed."""

    def register(make: M) -> M:
        seed = LongSeed(code=code, name=make.__name__, kind=kind, make=make, same=frozenset(same), also=frozenset(also))
        _seeds.setdefault(code, []).append(seed)
        return make

    return register


@cache
def all_long_seeds() -> dict[str, tuple[LongSeed, ...]]:
    """Every seed by code."""
    for name in _MODULES:
        importlib.import_module(f"jiheng.sample.errors_{name}")
    return {code: tuple(found) for code, found in sorted(_seeds.items())}


def value(words: str) -> Decimal:
    """The number a piece begins with."""
    match = _NUMBER.search(words)
    assert match is not None, f"no number: {words}"
    return Decimal(match[0].replace(",", ""))


def printed(like: str, new: Decimal) -> str:
    """A number printed as another piece is: its decimals, thousands separators and unit."""
    match = _NUMBER.search(like)
    assert match is not None, f"no number: {like}"
    decimals = len(match[1] or "")
    shown = half_up(new, decimals)
    number = f"{shown:,f}" if "," in match[0] or (abs(shown) < 1000 and "," in like) else f"{shown:f}"
    return f"{like[: match.start()]}{number}{like[match.end() :]}"


def times(piece: Piece, factor: str) -> str:
    """The piece's number times a factor."""
    return printed(piece.text, value(piece.text) * Decimal(factor))


def plus(piece: Piece, more: str) -> str:
    """The piece's number and more."""
    return printed(piece.text, value(piece.text) + Decimal(more))


def put(paper: Paper, key: str, new: Decimal) -> Paper:
    """The paper with the first piece of that name saying another number."""
    return paper.retold(key, printed(paper.value(key), new))


def large(piece: Piece) -> bool:
    """Whether the number is not zero."""
    return value(piece.text) != 0


def has_tables(paper: Paper) -> bool:
    """Whether the tables are attached."""
    return paper.index("T1") is not None


def amend(paper: Paper, name: str, old: str, new: str) -> Paper | None:
    """The paper with words of a named block replaced by pattern; None where they do not stand."""
    number = paper.index(name)
    if number is None:
        return None
    block = paper.blocks[number]
    changed = re.sub(old, new, block.text, count=1)
    if changed == block.text or plain(changed) == plain(block.text):
        return None
    return paper.edited(number, lambda one: type(one)(kind=one.kind, text=changed, name=one.name, level=one.level, grid=one.grid))


def extended(paper: Paper, name: str, more: str) -> Paper | None:
    """The paper with words added at the end of a named block."""
    return amend(paper, name, r"$", more)
