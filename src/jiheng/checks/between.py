"""Records of one file held against each other: whose project is whose, what a name is without its frills.

Not a check: helpers for the cross checks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from jiheng.checks.funds import Column, amount, total_index
from jiheng.checks.subjects import Dossier, Entry
from jiheng.checks.wording import squeezed
from jiheng.model import Estimate, FundsKind, Scope, SelfEvaluationForm, normal

_COLUMNS: tuple[Column, ...] = ("initial_budget", "adjusted_budget", "executed")
_FRILLS = re.compile(r"[\s（(\[〔【][^（）()]{0,6}[）)\]〕】]$|[“”\"'「」《》〈〉·•—–\-_,，.。、:：]")


def plain(name: str | None) -> str:
    """A name for comparing: one width, no white space, quotes or dashes."""
    return _FRILLS.sub("", squeezed(normal(name or "")))


def self_evaluations(dossier: Dossier, scope: Scope) -> list[tuple[Entry, SelfEvaluationForm]]:
    """The self-evaluation forms of one scope."""
    found = ((entry, entry.record) for entry in dossier.entries)
    return [(entry, record) for entry, record in found if isinstance(record, SelfEvaluationForm) and record.scope is scope]


def department_with_projects(dossier: Dossier) -> tuple[Entry, SelfEvaluationForm, list[tuple[Entry, SelfEvaluationForm]]] | None:
    """The department's form with the projects it is answerable for; None when the file does not say whose they are."""
    departments = self_evaluations(dossier, Scope.DEPARTMENT)
    if len(departments) != 1:
        return None
    entry, department = departments[0]
    projects = [
        (other, record)
        for other, record in self_evaluations(dossier, Scope.PROJECT)
        if record.fiscal_year is None or department.fiscal_year is None or record.fiscal_year == department.fiscal_year
    ]
    return (entry, department, projects) if projects else None


def kinds_summed(record: SelfEvaluationForm, kind: FundsKind) -> dict[Column, tuple[int, Estimate]]:
    """The amounts of a kind of funds in a form, with their row; the total row for TOTAL."""
    if kind is FundsKind.TOTAL:
        index = total_index(record.funds)
    else:
        index = next((i for i, row in enumerate(record.funds) if row.kind is kind), None)
    if index is None:
        return {}
    found = ((column, amount(record.funds[index], column)) for column in _COLUMNS)
    return {column: (index, Estimate.printed(figure)) for column, figure in found if figure is not None}


def money_columns() -> tuple[Column, ...]:
    """The columns that department and project forms share."""
    return _COLUMNS


def same_project_twice(entries: Sequence[tuple[Entry, SelfEvaluationForm]]) -> Iterator[tuple[Entry, Entry]]:
    """Pairs of forms for one project and year."""
    seen: dict[tuple[str, int | None], Entry] = {}
    for entry, record in entries:
        key = (plain(record.project), record.fiscal_year)
        if not key[0]:
            continue
        if key in seen:
            yield seen[key], entry
        else:
            seen[key] = entry


def commonest(names: Sequence[str]) -> tuple[str, int]:
    """The most frequent name and how often it occurs."""
    return Counter(names).most_common(1)[0] if names else ("", 0)


def zero() -> Estimate:
    """No money."""
    return Estimate.exactly(Decimal(0))
