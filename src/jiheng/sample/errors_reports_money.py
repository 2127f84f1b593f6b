"""Seeded errors of the money in evaluation reports: rows, parts, shares, two tables, the text against the table."""

from __future__ import annotations

import random

from jiheng.sample.errors_long import large, plants, plus, times
from jiheng.sample.layouts_long_paper import Paper, Piece


def _part_of_money(piece: Piece) -> bool:
    """Whether a cell is of a part, not of the total."""
    return "/合计/" not in piece.key and large(piece)


@plants("EVR166", kind="detailed")
def rate_of_row_off(paper: Paper, chance: random.Random) -> Paper | None:
    """A row's execution rate is not its spending by its budget."""
    piece = paper.one(r"sources/[^/]+/rate", chance, _part_of_money)
    return paper.changed(piece, plus(piece, "-7.3")) if piece else None


@plants("EVR166", "EVR167", kind="detailed")
def rest_of_row_off(paper: Paper, chance: random.Random) -> Paper | None:
    """A row's rest is not its budget less its spending."""
    piece = paper.one(r"sources/[^/]+/rest", chance, _part_of_money)
    return paper.changed(piece, plus(piece, "2.6")) if piece else None


@plants("EVR167", kind="detailed")
def part_off(paper: Paper, chance: random.Random) -> Paper | None:
    """The spending of the parts does not make the total."""
    piece = paper.one(r"uses/[^/]+/executed", chance, _part_of_money)
    return paper.changed(piece, times(piece, "1.08")) if piece else None


@plants("EVR168", kind="detailed")
def share_off(paper: Paper, chance: random.Random) -> Paper | None:
    """A share is not the amount by the total."""
    piece = paper.one(r"uses/[^/]+/share", chance, _part_of_money)
    return paper.changed(piece, plus(piece, "4.5")) if piece else None


@plants("EVR169", "EVR167", kind="detailed")
def totals_apart(paper: Paper, chance: random.Random) -> Paper | None:
    """The two tables give the same budget another spending; only the total of one was changed."""
    piece = paper.one("uses/合计/executed", chance, large)
    return paper.changed(piece, times(piece, "0.97")) if piece else None


@plants("EVR170", "FAC110", "EVR140", kind="detailed")
def told_spending_off(paper: Paper, chance: random.Random) -> Paper | None:
    """The sentence spends another amount than the table."""
    piece = paper.one("money/spent", chance)
    return paper.changed(piece, times(piece, "0.96")) if piece else None


@plants("EVR170", "FAC110", "EVR140", kind="detailed")
def told_rate_off(paper: Paper, chance: random.Random) -> Paper | None:
    """The sentence gives another execution rate than the table."""
    piece = paper.one("money/rate", chance)
    return paper.changed(piece, plus(piece, "-5.6")) if piece else None
