"""The funds block of a form, read as reviewers read it: a total row, its parts, their columns.

Not a check: helpers for the checks of money.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from jiheng.checks.rates import stated_rate
from jiheng.model import AnyForm, Estimate, Figure, FundsKind, FundsRow, MonitoringForm, ObjectiveForm, amounts
from jiheng.regulation import Standard
from jiheng.scoring import decimals_of

Column = Literal["initial_budget", "adjusted_budget", "executed", "expected_execution"]
COLUMNS: Final[tuple[Column, ...]] = ("initial_budget", "adjusted_budget", "executed", "expected_execution")
LABELS: Final[dict[str, str]] = {
    "initial_budget": "年初预算数",
    "adjusted_budget": "全年预算数",
    "executed": "全年执行数",
    "expected_execution": "全年预计执行数",
}
#: Rows that split the total by the nature of spending instead of by source.
_BY_NATURE: Final = {FundsKind.BASIC_EXPENDITURE, FundsKind.PROJECT_EXPENDITURE}


def label_of(column: str, form: AnyForm) -> str:
    """The name of an amount column as the form's readers know it."""
    if isinstance(form, ObjectiveForm):
        return "金额"
    if isinstance(form, MonitoringForm) and column == "executed":
        return f"1—{form.cutoff_month}月执行数" if form.cutoff_month else "执行数"
    return LABELS[column]


def amount(row: FundsRow, column: Column) -> Figure | None:
    """One amount of a row."""
    figure: Figure | None = getattr(row, column)
    return figure


def total_index(rows: Sequence[FundsRow]) -> int | None:
    """The row of the grand total: the first one of its kind, else the first at level 0."""
    for index, row in enumerate(rows):
        if row.kind is FundsKind.TOTAL:
            return index
    return next((index for index, row in enumerate(rows) if row.level == 0), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A row and the rows that it should be the sum of. ``closed`` when the parts claim to be all of it."""

    whole: int
    parts: tuple[int, ...]
    closed: bool


def splits(rows: Sequence[FundsRow]) -> Iterator[Split]:
    """Every row that has parts below it; the two views of a total (by source, by nature) apart."""
    for whole, row in enumerate(rows):
        below: list[int] = []
        for index in range(whole + 1, len(rows)):
            if rows[index].level <= row.level:
                break
            below.append(index)
        if not below:
            continue
        first = min(rows[index].level for index in below)
        parts = [index for index in below if rows[index].level == first]
        nature = [index for index in parts if rows[index].kind in _BY_NATURE]
        source = [index for index in parts if index not in nature]
        for family in (source, nature):
            if family:
                yield Split(whole=whole, parts=tuple(family), closed=_closed([rows[index] for index in family]))


def _closed(parts: Sequence[FundsRow]) -> bool:
    kinds = {part.kind for part in parts}
    return len(parts) >= 2 and (bool(kinds & {FundsKind.OTHER_FUNDS, FundsKind.PROJECT_EXPENDITURE}) or len(parts) >= 3)


def estimate(figure: Figure, decimals: int) -> Estimate:
    """An amount as printed in a block with ``decimals``."""
    return Estimate.printed(figure, decimals)


def budget(row: FundsRow) -> tuple[Column, Figure] | None:
    """The denominator of the execution rate: the full-year budget, or the initial one where the form has no other column."""
    if row.adjusted_budget is not None:
        return "adjusted_budget", row.adjusted_budget
    if row.initial_budget is not None and "adjusted_budget" not in row.marks:
        return "initial_budget", row.initial_budget
    return None


def money(figure: Figure, form: AnyForm) -> str:
    """An amount with its unit, for messages."""
    return f"{figure.text} {figure.unit or form.money_unit or '万元'}"


def number_text(value: Decimal, decimals: int) -> str:
    """A computed amount with the decimals of its block."""
    return amounts.text(value, max(decimals, 2) if decimals else None)


def slipped_cell(whole: Figure, parts: Sequence[Figure], standard: Standard) -> int | None:
    """Which cell stands in 元 in a 万元 form: -1 the whole, else the number of the part; None when no such cell explains the sum."""
    factor = standard.number("unit_slip_factor")
    figures = [*parts, whole]
    if any(figure.value < 0 for figure in figures):
        return None
    for index, figure in enumerate(figures):
        if figure.value < factor:
            continue
        values = [other.value for other in figures]
        values[index] = figure.value / factor
        # A converted amount was rounded when it was typed: agreement to the precision of the other amounts is enough.
        slack = Decimal(1).scaleb(-min(max((other.decimals for other in figures if other is not figure), default=0), 2)) * len(figures)
        if values[-1] and abs(sum(values[:-1]) - values[-1]) <= slack:
            return -1 if index == len(parts) else index
    return None


def slipped_by_rate(row: FundsRow, form: AnyForm, standard: Standard) -> Column | None:
    """Which amount of a row must stand in 元 for the printed execution rate to hold; None when none must."""
    base, places = budget(row), decimals_of(form.funds)
    if row.executed is None or row.execution_rate is None or base is None or not base[1].value or not row.execution_rate.value:
        return None
    factor, stated = standard.number("unit_slip_factor"), stated_rate(row.execution_rate)
    rate = (Estimate.printed(row.executed, places) / Estimate.exactly(base[1].value)).times(100)
    cells: tuple[tuple[Column, Figure, Decimal], ...] = (("executed", row.executed, 1 / factor), (base[0], base[1], factor))
    for column, figure, by in cells:
        if figure.value >= factor and stated.interval.overlaps(rate.times(by).interval):
            return column
    return None


__all__ = [
    "COLUMNS",
    "LABELS",
    "Column",
    "Split",
    "amount",
    "budget",
    "decimals_of",
    "estimate",
    "label_of",
    "money",
    "number_text",
    "slipped_by_rate",
    "slipped_cell",
    "splits",
    "total_index",
]
