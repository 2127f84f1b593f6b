"""What the performance paragraph of a disclosure says of its self-evaluation: how many forms, how much money; and the forms themselves.

Not a check: the cross checks XCK201–XCK209 share it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jiheng.checks.between import kinds_summed, self_evaluations
from jiheng.checks.funds import Column
from jiheng.checks.statements import in_unit, is_budget, is_money
from jiheng.checks.subjects import Dossier, Entry
from jiheng.model import ComparedWith, Estimate, Fact, Figure, FinalAccounts, FundsKind, Scope, SelfEvaluationForm, summed

_FORMS = re.compile(r"自评|绩效评价项目|评价项目|绩效项目|项目绩效")
_DEPARTMENT = re.compile(r"整体|部门支出绩效")
_EXECUTED = re.compile(r"执行|支出|决算")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A stated count or amount of the forms of one scope, with its path."""

    path: str
    figure: Figure


def disclosure(dossier: Dossier) -> tuple[Entry, FinalAccounts] | None:
    """The one disclosure of the dossier."""
    found = [(entry, entry.record) for entry in dossier.entries if isinstance(entry.record, FinalAccounts)]
    return found[0] if len(found) == 1 else None


def forms(dossier: Dossier, accounts: FinalAccounts, scope: Scope) -> list[tuple[Entry, SelfEvaluationForm]]:
    """The self-evaluation forms of the disclosure's year."""
    return [
        (entry, form)
        for entry, form in self_evaluations(dossier, scope)
        if form.fiscal_year is None or accounts.fiscal_year is None or form.fiscal_year == accounts.fiscal_year
    ]


def stated_counts(accounts: FinalAccounts) -> Iterator[tuple[Scope, int, Figure]]:
    """The number of forms as the performance paragraph states it."""
    for index, fact in enumerate(accounts.facts):
        figure = fact.figure
        here = "绩效" in fact.section or "绩效" in fact.label
        if figure is not None and here and figure.unit in ("个", "张", "份", "项") and _FORMS.search(fact.label):
            yield Scope.DEPARTMENT if _DEPARTMENT.search(fact.label) else Scope.PROJECT, index, figure


def stated_money(accounts: FinalAccounts) -> dict[tuple[Scope, Column], Statement]:
    """The money of the forms as the performance paragraph states it, by scope and column."""
    found: dict[tuple[Scope, Column], Statement] = {}
    scopes = {index: scope for scope, index, _ in stated_counts(accounts)}
    scope: Scope | None = None
    for index, fact in enumerate(accounts.facts):
        scope = scopes.get(index, scope)
        if scope is None or "绩效" not in fact.section:
            scope = scope if "绩效" in fact.section else None
            continue
        own = _own_scope(fact) or scope
        for comparison_path, figure in _budgets(fact):
            found.setdefault((own, "adjusted_budget"), Statement(path=f"/facts/{index}{comparison_path}", figure=figure))
        if is_money(fact.figure) and fact.figure is not None:
            column: Column | None = "adjusted_budget" if is_budget(fact) else "executed" if _is_executed(fact) else None
            if column is not None:
                found.setdefault((own, column), Statement(path=f"/facts/{index}/figure", figure=fact.figure))
    return found


def _is_executed(fact: Fact) -> bool:
    """Whether the amount is what was spent: by its label, or told beside the budget as its final figure."""
    with_budget = (one for one in fact.comparisons if one.base is not None and one.compared_with is not ComparedWith.PRIOR_YEAR)
    return bool(_EXECUTED.search(fact.label)) or any(one.final == fact.figure for one in with_budget)


def _own_scope(fact: Fact) -> Scope | None:
    text = f"{''.join(fact.context)}{fact.label}"
    return Scope.DEPARTMENT if _DEPARTMENT.search(text) else Scope.PROJECT if "项目" in text else None


def _budgets(fact: Fact) -> Iterator[tuple[str, Figure]]:
    for number, comparison in enumerate(fact.comparisons):
        if comparison.base is not None and is_money(comparison.base) and comparison.compared_with is not ComparedWith.PRIOR_YEAR:
            yield f"/comparisons/{number}/base", comparison.base


def sum_of(forms: list[tuple[Entry, SelfEvaluationForm]], kind: FundsKind, column: Column) -> tuple[Estimate, tuple[str, ...]] | None:
    """The sum over the forms in 万元, with the paths it read; None when a form's total is not there."""
    values: list[Estimate] = []
    paths: list[str] = []
    for entry, form in forms:
        cells = kinds_summed(form, kind)
        if column not in cells:
            if kind is FundsKind.TOTAL:
                return None
            continue
        row, _ = cells[column]
        figure = getattr(form.funds[row], column)
        value = in_unit(figure.model_copy(update={"unit": figure.unit or form.money_unit or "万元"}), "万元")
        if value is None:
            return None
        values.append(value)
        paths.append(entry.at(f"/funds/{row}/{column}"))
    return (summed(values), tuple(paths)) if values else None
