"""A sentence cut into clauses: at commas, semicolons, colons, before 其中 and around brackets that hold figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from jiheng.extraction.prose_tokens import Token

_STOP: Final = re.compile(r"[。!?\n]")
_CUT: Final = re.compile(r"[,;:]|(?<!^)(?=其中)")
_BRACKET: Final = re.compile(r"[()]")


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece between two delimiters; ``opened`` and ``closed`` are the delimiters (``""`` at the ends and before 其中)."""

    start: int
    end: int
    opened: str
    closed: str
    tokens: tuple[Token, ...]


def sentences(plain: str, start: int, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The spans of the sentences from ``start`` on."""
    begin = start
    for stop in _STOP.finditer(plain, start):
        if any(token.start < stop.start() < token.end for token in tokens):
            continue
        if stop.start() > begin:
            yield begin, stop.start()
        begin = stop.end()
    if begin < len(plain):
        yield begin, len(plain)


def clauses(plain: str, start: int, end: int, tokens: Sequence[Token]) -> Iterator[Clause]:
    """The clauses of one sentence."""
    inside = [token for token in tokens if start <= token.start < end]
    cuts = [(cut.start(), cut.end()) for cut in _CUT.finditer(plain, start, end) if not _within(cut.start(), inside)]
    cuts += _brackets(plain, start, end, inside)
    cuts.sort()
    begin, opened = start, ""
    for left, right in (*cuts, (end, end)):
        if left < begin:
            continue
        closed = plain[left:right]
        if plain[begin:left].strip() or closed in ("(", ")"):
            held = tuple(token for token in inside if begin <= token.start < left)
            yield Clause(begin, left, opened, closed, held)
            opened = closed
        elif closed:
            opened = closed if opened != "(" else opened
        begin = right


def _within(position: int, tokens: Sequence[Token]) -> bool:
    return any(token.start < position < token.end for token in tokens)


def _brackets(plain: str, start: int, end: int, tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Brackets that hold a figure of their own; a bracket inside a name or a unit is left alone."""
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    for match in _BRACKET.finditer(plain, start, end):
        if _within(match.start(), tokens):
            continue
        if match[0] == "(":
            opened.append(match.start())
        elif opened:
            left = opened.pop()
            if any(left < token.start < match.start() for token in tokens):
                found += [(left, left + 1), (match.start(), match.end())]
    return found
