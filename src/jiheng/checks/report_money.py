"""The tables of money in a report: columns, cells, total rows, and which rows are the parts of a total. No check of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jiheng.checks.report_scores import plain
from jiheng.model import Estimate, EvaluationReport, Figure, MoneyTable, amounts, reading, summed

#: Columns of amounts, and of what is computed from them.
AMOUNTS = ("initial_budget", "adjusted_budget", "adjustment", "in_place", "executed", "surplus")
_PART = re.compile(r"^\s*(?:其中|#|（其中|\(其中)")
#: More rows than this are not tried as a hierarchy.
_MANY = 40
#: So many readings of one list are tried.
_READINGS = 64


def base(key: str) -> str:
    """A column's meaning without the number of a second column of that meaning."""
    return re.sub(r"_\d+$", "", key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """One table of money with its number."""

    number: int
    table: MoneyTable

    @property
    def name(self) -> str:
        """How messages call it."""
        title = plain(re.sub(r"^\s*表\s*\d*\s*", "", self.table.title))
        return f"「{title[:24]}」" if title else "资金表"

    @property
    def places(self) -> int:
        """The decimals its amounts are printed with."""
        amounts = (f.decimals for row in self.table.rows for key, f in row.figures.items() if base(key) in AMOUNTS)
        return max(amounts, default=0)

    def keys(self, *meanings: str) -> list[str]:
        """The columns of some meanings, as printed from left to right."""
        return [key for key in self.table.columns if base(key) in meanings]

    def label(self, key: str) -> str:
        """The label of a column as printed."""
        return self.table.columns.get(key, key)

    def figure(self, row: int, key: str) -> Figure | None:
        """A cell."""
        return self.table.rows[row].figures.get(key)

    def at(self, row: int, key: str) -> str:
        """The path of a cell."""
        return f"/money_tables/{self.number}/rows/{row}/figures/{key}"

    def estimate(self, row: int, key: str) -> Estimate | None:
        """What a cell of an amount says."""
        figure = self.figure(row, key)
        return Estimate.printed(figure, self.places) if figure is not None else None

    @property
    def totals(self) -> list[int]:
        """The total rows."""
        return [index for index, row in enumerate(self.table.rows) if row.level == 0]

    def row_name(self, row: int) -> str:
        """The name of a row without 其中 before it."""
        return re.sub(r"^(?:其中|#)[:：]?", "", plain(self.table.rows[row].name))


def money_tables(report: EvaluationReport) -> Iterator[Money]:
    """Every table of money."""
    return (Money(number=number, table=table) for number, table in enumerate(report.money_tables))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A row and the rows that are its parts."""

    whole: int
    parts: tuple[int, ...]


def lists_of(money: Money, total: int) -> list[tuple[int, ...]]:
    """Rows that may be the parts of a total, in the order in which to try them: what stands before it, behind it, between totals."""
    totals = money.totals
    before = [index for index in totals if index < total]
    previous = before[-1] if before else -1
    following = next((index for index in totals if index > total), len(money.table.rows))
    found = [
        tuple(range(previous + 1, total)),
        (previous, *range(previous + 1, total)) if before else (),
        tuple(index for index in range(total) if index not in totals),
        tuple(range(total + 1, following)),
        tuple(before) if len(before) > 1 else (),
        tuple(index for index in range(total + 1, len(money.table.rows)) if index not in totals),
    ]
    kept: list[tuple[int, ...]] = []
    for rows in found:
        if rows and rows not in kept:
            kept.append(rows)
    return kept


def computed(money: Money, rows: Sequence[int], key: str) -> Estimate | None:
    """The sum of a column over some rows; None when none of them has a figure."""
    given = [value for row in rows if (value := money.estimate(row, key)) is not None]
    return summed(given) if given else None


def holds(money: Money, found: Sum, key: str) -> bool:
    """Whether a row is the sum of its parts in a column."""
    whole, parts = money.figure(found.whole, key), computed(money, found.parts, key)
    return whole is not None and parts is not None and reading(whole, money.places).overlaps(parts.interval)


def hierarchies(money: Money, rows: tuple[int, ...], key: str) -> Iterator[tuple[tuple[int, ...], tuple[Sum, ...]]]:
    """The top rows of a list with the sums below them: flat first, then with rows that are parts of the row before them in this column."""
    yield rows, ()
    if len(rows) > _MANY:
        return
    told = 0
    for tops, sums in _nested(money, rows, key):
        if sums:
            yield tops, sums
            told += 1
        if told == _READINGS:
            return


def _nested(money: Money, rows: tuple[int, ...], key: str) -> Iterator[tuple[tuple[int, ...], tuple[Sum, ...]]]:
    if not rows:
        yield (), ()
        return
    first = rows[0]
    for stop in range(len(rows), 1, -1):
        found = Sum(whole=first, parts=rows[1:stop])
        whole = money.figure(first, key)
        if whole is not None and whole.value and holds(money, found, key):
            for tops, sums in _nested(money, rows[stop:], key):
                yield (first, *tops), (found, *sums)
    for tops, sums in _nested(money, rows[1:], key):
        yield (first, *tops), sums


def is_flat(money: Money, rows: Sequence[int]) -> bool:
    """Whether nothing in a list says that some of its rows are parts of others: no 其中 but before the first, no numbers of two kinds."""
    names = [money.table.rows[row].name for row in rows]
    if any(_PART.match(name) for name in names[1:]):
        return False
    kinds = {_numbering(name) for name in names}
    return len(kinds) == 1


def _numbering(name: str) -> str:
    text = name.strip()
    patterns = {
        "一、": r"[一二三四五六七八九十]+、",
        "（一）": r"[(（][一二三四五六七八九十]+[)）]",
        "1.": r"\d+[.、．]",
        "(1)": r"[(（]\d+[)）]",
    }
    return next((kind for kind, pattern in patterns.items() if re.match(pattern, text)), "")


def same_unit(figure: Figure, unit: str) -> Estimate | None:
    """An amount in another unit of money; None when it is none."""
    own = figure.unit or unit
    if not (amounts.is_money(own) and amounts.is_money(unit)):
        return Estimate.printed(figure) if own == unit else None
    return Estimate.printed(figure).times(amounts.factor(own, unit))
