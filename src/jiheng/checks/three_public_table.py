"""The table of three-public expenses in either layout: items as rows with budget and final columns, or one row of twelve figures.

Not a check: FAC126, FAC135, FAC144 and FAC145 share it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from jiheng.checks.accounts_tables import Cell, Table, tables
from jiheng.checks.statements import concept_of, fact_concept, is_budget, is_money, is_of_year
from jiheng.model import AccountsTableKind, Figure, FinalAccounts, normal
from jiheng.regulation import Standard

ITEMS = ("three_public", "overseas", "vehicles", "vehicle_purchase", "vehicle_operation", "hospitality")
Side = Literal["budget", "final"]
_WORDS: tuple[tuple[str, str], ...] = (
    ("overseas", r"出国|overseas"),
    ("vehicle_purchase", r"(?<!用车)购置费|用车购置费|vehicle_purchase|purchase"),
    ("vehicle_operation", r"运行(?:维护)?费|vehicle_operation|operation"),
    ("hospitality", r"接待|hospitality"),
    ("vehicles", r"小计|用车|vehicles"),
    ("three_public", r"合计|total|three_public"),
)
_TOGETHER = re.compile(r"购置(?:费)?(?:及|和|与|、)(?:公务用车)?运行")


def cells(accounts: FinalAccounts, standard: Standard) -> dict[Side, dict[str, Cell]]:
    """The figures of the table by side (budget, final) and item."""
    found: dict[Side, dict[str, Cell]] = {"budget": {}, "final": {}}
    for table in tables(accounts, AccountsTableKind.THREE_PUBLIC, standard):
        for side, item, cell in (*_by_rows(table, standard), *_by_columns(table)):
            found[side].setdefault(item, cell)
    return found


def budget_cells(accounts: FinalAccounts, standard: Standard) -> dict[str, tuple[str, Figure]]:
    """Budgets by item, with path; figures carry the table's unit."""
    result: dict[str, tuple[str, Figure]] = {}
    for item, cell in cells(accounts, standard)["budget"].items():
        unit = cell.figure.unit or "万元"
        result[item] = (cell.path, cell.figure if cell.figure.unit else cell.figure.model_copy(update={"unit": unit}))
    return result


def _side(label: str) -> Side | None:
    if re.search(r"预算(?!财政拨款|支出决算)|budget", label):
        return "budget"
    return "final" if re.search(r"决算|final|actual|金额|支出数", label) else None


def _by_rows(table: Table, standard: Standard) -> Iterator[tuple[Side, str, Cell]]:
    for index, row in enumerate(table.rows()):
        name = re.sub(r"^(?:其中[:：]|\(?[一二三四五六\d]+[)、.．])", "", re.sub(r"\s", "", normal(row.name)))
        concept = concept_of(name, standard) or ("three_public" if re.fullmatch(r"合计|总计", name) else None)
        if concept not in ITEMS:
            continue
        for key, label in table.table.columns.items():
            side = _side(f"{key} {normal(label)}")
            cell = table.cell(index, key)
            if side is not None and cell is not None:
                yield side, concept, cell


def _by_columns(table: Table) -> Iterator[tuple[Side, str, Cell]]:
    for index, _ in enumerate(table.rows()):
        for key, label in table.table.columns.items():
            text = re.sub(r"\s", "", normal(label))
            side, item = _side(f"{key} {text}"), _item(f"{key} {text.rpartition('/')[2] or text}", text)
            cell = table.cell(index, key)
            if side is not None and item is not None and cell is not None and len(table.table.columns) > 3:
                yield side, item, cell


def _item(last: str, whole: str) -> str | None:
    found = next((name for name, pattern in _WORDS if re.search(pattern, last)), None)
    return "vehicles" if _TOGETHER.search(last) or (found == "three_public" and "用车" in whole) else found


def stated_budgets(accounts: FinalAccounts, standard: Standard) -> dict[str, tuple[str, Figure]]:
    """Budgets by concept with their places, from the table first, then from the text."""
    found: dict[str, tuple[str, Figure]] = dict(budget_cells(accounts, standard))
    for index, fact in enumerate(accounts.facts):
        if is_money(fact.figure) and is_budget(fact) and is_of_year(fact, accounts) and fact.figure is not None:
            concept = fact_concept(fact, standard, accounts.agency)
            if concept is not None:
                found.setdefault(concept, (f"/facts/{index}/figure", fact.figure))
    return found
