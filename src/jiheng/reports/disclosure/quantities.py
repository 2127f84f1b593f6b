"""The quantities a disclosure tells: each with this year's figure, last year's, and the budget, as far as the tables state them.

Amounts are in 万元 with two decimals, as they are printed: changes, rates and shares are of the printed figures, so that a reader finds
the same ones. None where no table says anything; zero where one says zero.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from jiheng.checks.accounts_tables import Cell, Table, code_length, table
from jiheng.checks.statements import label_of
from jiheng.checks.table_values import total_cell, values
from jiheng.checks.three_public_table import ITEMS, cells
from jiheng.model import AccountsTableKind, Figure, FinalAccounts, amounts
from jiheng.regulation import Standard

ZERO: Final = Decimal(0)
UNIT: Final = amounts.TEN_THOUSAND_YUAN
_ITEM: Final = 7
_KIND: Final = AccountsTableKind
#: What the row 合计 of a table tells by column: concept, table, column.
_TOTALS: Final = (
    ("fiscal_income", _KIND.INCOME, "appropriation"),
    ("upper_income", _KIND.INCOME, "upper"),
    ("business_income", _KIND.INCOME, "business"),
    ("operating_income", _KIND.INCOME, "operating"),
    ("affiliated_income", _KIND.INCOME, "affiliated"),
    ("other_income", _KIND.INCOME, "other"),
    ("income", _KIND.INCOME, "total"),
    ("expenditure", _KIND.EXPENDITURE, "total"),
    ("upward", _KIND.EXPENDITURE, "upward"),
    ("operating_expenditure", _KIND.EXPENDITURE, "operating"),
    ("affiliated", _KIND.EXPENDITURE, "affiliated"),
    ("fund_opening", _KIND.GOVERNMENT_FUND, "opening"),
    ("fund_closing", _KIND.GOVERNMENT_FUND, "closing"),
    ("state_capital_opening", _KIND.STATE_CAPITAL, "opening"),
    ("state_capital_income", _KIND.STATE_CAPITAL, "income"),
    ("state_capital_closing", _KIND.STATE_CAPITAL, "closing"),
)
#: Concepts that stand in one table: when that table is there and empty, they are nothing.
_OF_TABLE: Final = {
    "fund_expenditure": _KIND.GOVERNMENT_FUND,
    "state_capital_expenditure": _KIND.STATE_CAPITAL,
    **dict.fromkeys(ITEMS, _KIND.THREE_PUBLIC),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One amount of the accounts. ``others`` says whether there are accounts of last year at all."""

    name: str
    now: Decimal | None = None
    before: Decimal | None = None
    budget: Decimal | None = None
    compared: bool = False

    @property
    def change(self) -> Decimal | None:
        """How much more than last year."""
        return None if self.now is None or self.before is None else self.now - self.before

    @property
    def rate(self) -> Decimal | None:
        """The change as a share of last year's figure; none where that is zero."""
        return _ratio(self.change, self.before)

    @property
    def completion(self) -> Decimal | None:
        """The final figure as a share of the budget; none where that is zero."""
        return _ratio(self.now, self.budget)

    @property
    def excess(self) -> Decimal | None:
        """How much more than the budget."""
        return None if self.now is None or self.budget is None else self.now - self.budget


def _ratio(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    return None if part is None or not whole else abs(part) / abs(whole) if part else ZERO


def as_money(value: Decimal | None) -> Figure | None:
    """An amount for the templates, printed with separators and two decimals."""
    if value is None:
        return None
    return Figure(value=value, unit=UNIT, decimals=2, raw=f"{amounts.text(value, grouped=True)}{UNIT}")


class Ledger:
    """The quantities of this year's and last year's tables."""

    def __init__(self, accounts: FinalAccounts, prior: FinalAccounts | None, standard: Standard) -> None:
        self._standard = standard
        self._now, self._before = accounts, prior
        self._values = _values(accounts, standard)
        self._prior = _values(prior, standard) if prior is not None else {}
        budgets = cells(accounts, standard)["budget"]
        self._budgets = {item: _amount(cell) for item, cell in budgets.items()}
        if (general := _total(self._table(_KIND.GENERAL_EXPENDITURE), "budget")) is not None:
            self._budgets["general_expenditure"] = general

    def _table(self, kind: AccountsTableKind, *, prior: bool = False) -> Table | None:
        accounts = self._before if prior else self._now
        return table(accounts, kind, self._standard) if accounts is not None else None

    def quantity(self, concept: str, name: str = "") -> Quantity:
        """A quantity by its name in the accounts."""
        return Quantity(
            name=name or label_of(concept, self._standard),
            now=self._values.get(concept),
            before=self._prior.get(concept),
            budget=self._budgets.get(concept),
            compared=self._before is not None,
        )

    def is_nothing(self, kind: AccountsTableKind) -> bool:
        """Whether the table of a kind is there and holds no amount but zeros."""
        found = [one for one in self._now.tables if one.kind is kind]
        rows = [row for one in found for row in (*one.rows, *one.right_rows)]
        return bool(found) and not any(figure.value for row in rows for figure in row.figures.values())

    def is_blank(self, kind: AccountsTableKind) -> bool:
        """Whether the table of a kind is there and holds no figure at all."""
        found = [one for one in self._now.tables if one.kind is kind]
        return bool(found) and all(one.is_empty for one in found)

    def has(self, kind: AccountsTableKind) -> bool:
        """Whether there is a table of this kind."""
        return any(one.kind is kind for one in self._now.tables)

    def title(self, kind: AccountsTableKind) -> str:
        """The printed title of the table of a kind; empty without."""
        return next((one.title.strip("《》") for one in self._now.tables if one.kind is kind), "")

    def classes(self) -> Iterator[Quantity]:
        """General-budget expenditure by class (类)."""
        found = self._table(_KIND.GENERAL_EXPENDITURE)
        for index, row in enumerate(found.rows() if found is not None else ()):
            value = _amount(found.cell(index, _value_key(found))) if found is not None else None
            if code_length(row) == 3 and value:
                yield Quantity(name=row.name, now=value)

    def items(self) -> Iterator[tuple[str, tuple[str, str, str], Quantity]]:
        """General-budget expenditure by item (项): code, names of class, section and item, amounts; those of last year only come last."""
        now, before = self._table(_KIND.GENERAL_EXPENDITURE), self._table(_KIND.GENERAL_EXPENDITURE, prior=True)
        known = {code: (names, value) for code, names, value, _ in _items(before)}
        seen = set()
        for code, names, value, budget in _items(now):
            seen.add(code)
            past = known[code][1] if code in known else ZERO if before is not None else None
            yield code, names, Quantity(name=names[2], now=value, before=past, budget=budget, compared=self._before is not None)
        for code, (names, value) in known.items() if now is not None else ():
            if code not in seen and value:
                yield code, names, Quantity(name=names[2], now=ZERO, before=value, compared=True)

    def economic(self, prefixes: tuple[str, ...]) -> tuple[str, ...]:
        """The names of the economic items below these classes on which money was spent."""
        found = self._table(_KIND.GENERAL_BASIC)
        if found is None:
            return ()
        rows = [(row, _amount(found.cell(index, _value_key(found)))) for index, row in enumerate(found.rows())]
        return tuple(row.name for row, value in rows if value and code_length(row) == 5 and (row.code or "").startswith(prefixes))


def _values(accounts: FinalAccounts, standard: Standard) -> dict[str, Decimal]:
    """Every quantity the tables of one year state."""
    found = {concept: value for concept, cell in values(accounts, standard).items() if (value := _amount(cell)) is not None}
    for concept, kind, column in _TOTALS:
        one = table(accounts, kind, standard)
        value = _amount(total_cell(one, column)) if one is not None and one.column(column) else None
        if value is not None:
            found.setdefault(concept, value)
    general = table(accounts, _KIND.GENERAL_EXPENDITURE, standard)
    if "general_expenditure" not in found and (value := _total(general, _value_key(general))) is not None:
        found["general_expenditure"] = value
    for concept, kind in _OF_TABLE.items():
        if concept not in found and any(one.kind is kind and one.is_empty for one in accounts.tables):
            found[concept] = ZERO
    return found


def _total(found: Table | None, key: str | None) -> Decimal | None:
    """The row 合计 in a column given by its key."""
    index = found.total_row() if found is not None else None
    return _amount(found.cell(index, key)) if found is not None and index is not None else None


def _value_key(found: Table | None) -> str | None:
    """The column with what was spent."""
    return None if found is None else next((key for name in ("total", "amount") if (key := found.column(name)) is not None), None)


def _items(found: Table | None) -> Iterator[tuple[str, tuple[str, str, str], Decimal | None, Decimal | None]]:
    """The items of the general budget: code, names, amount, budget."""
    if found is None:
        return
    names = {re.sub(r"\D", "", row.code or ""): row.name for row in found.rows() if row.code}
    for index, row in enumerate(found.rows()):
        code = re.sub(r"\D", "", row.code or "")
        if len(code) == _ITEM:
            levels = (names.get(code[:3], ""), names.get(code[:5], ""), row.name)
            yield code, levels, _amount(found.cell(index, _value_key(found))), _amount(found.cell(index, "budget"))


def _amount(cell: Cell | None) -> Decimal | None:
    """What a cell says, in 万元 as printed."""
    return None if cell is None else amounts.half_up(cell.figure.value * amounts.factor(cell.unit, UNIT))
