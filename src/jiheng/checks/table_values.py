"""Single values that tables give to the accounts: by concept, from the table that is the first source of it.

Not a check: FAC140, FAC141, FAC145 and FAC147 share it.
"""

from __future__ import annotations

from jiheng.checks.accounts_tables import Cell, Table, table
from jiheng.checks.three_public_table import ITEMS, cells
from jiheng.model import AccountsTableKind, FinalAccounts
from jiheng.regulation import Standard

_T = AccountsTableKind
_OVERALL_LEFT = (
    "income",
    "opening",
    "surplus_used",
    "upper_income",
    "business_income",
    "operating_income",
    "affiliated_income",
    "other_income",
    "general_income",
)
_OVERALL_RIGHT = ("expenditure", "closing", "surplus_distribution")


def total_cell(found: Table | None, column: str | None) -> Cell | None:
    """The figure of the row 合计 in a column."""
    if found is None or column is None:
        return None
    index = found.total_row()
    return found.cell(index, found.column(column)) if index is not None else None


def side_cell(found: Table | None, concept: str | tuple[str, ...], right: bool, column: str | None = None) -> Cell | None:
    """The figure of a named row of a two-sided table."""
    if found is None:
        return None
    at = found.find(*((concept,) if isinstance(concept, str) else concept), right=right)
    key = found.column(column) if column else found.amount_key(right=right)
    return found.cell(at[0], key, right=right) if at else None


def grand_total(found: Table | None, right: bool) -> Cell | None:
    """总计 of one side."""
    if found is None:
        return None
    index = found.named(r"总计|收入总计|支出总计", right=right)
    return found.cell(index, found.amount_key(right=right), right=right) if index is not None else None


def values(accounts: FinalAccounts, standard: Standard) -> dict[str, Cell]:
    """What the tables say, by concept; only what one table states without doubt."""
    overall, spending = table(accounts, _T.OVERALL, standard), table(accounts, _T.EXPENDITURE, standard)
    appropriation, general = table(accounts, _T.APPROPRIATION_OVERALL, standard), table(accounts, _T.GENERAL_EXPENDITURE, standard)
    basic, fund = table(accounts, _T.GENERAL_BASIC, standard), table(accounts, _T.GOVERNMENT_FUND, standard)
    capital = table(accounts, _T.STATE_CAPITAL, standard)
    found: dict[str, Cell | None] = {
        "total_income": grand_total(overall, False),
        "total_expenditure": grand_total(overall, True),
        "basic": total_cell(spending, "basic"),
        "project": total_cell(spending, "project"),
        "appropriation_total_income": grand_total(appropriation, False),
        "appropriation_total_expenditure": grand_total(appropriation, True),
        "appropriation_income": side_cell(appropriation, ("income", "appropriation_income"), False),
        "appropriation_expenditure": side_cell(appropriation, ("expenditure", "appropriation_expenditure"), True),
        "appropriation_opening": side_cell(appropriation, ("appropriation_opening", "opening"), False),
        "appropriation_closing": side_cell(appropriation, ("appropriation_closing", "closing"), True),
        "general_expenditure": total_cell(general, "total"),
        "general_basic": total_cell(general, "basic"),
        "general_project": total_cell(general, "project"),
        "staff_funds": _row(basic, r"人员经费合计|人员经费"),
        "public_funds": _row(basic, r"公用经费合计|公用经费"),
        "fund_expenditure": total_cell(fund, "expenditure"),
        "fund_income": total_cell(fund, "income"),
        "state_capital_expenditure": total_cell(capital, "expenditure") or total_cell(capital, "total"),
    }
    found |= {concept: side_cell(overall, concept, False) for concept in _OVERALL_LEFT}
    found |= {concept: side_cell(overall, concept, True) for concept in _OVERALL_RIGHT}
    finals = cells(accounts, standard)["final"]
    found |= {item: finals.get(item) for item in ITEMS}
    return {concept: cell for concept, cell in found.items() if cell is not None}


def _row(found: Table | None, pattern: str) -> Cell | None:
    if found is None:
        return None
    index = found.named(pattern)
    return found.cell(index, found.amount_key()) if index is not None else None
