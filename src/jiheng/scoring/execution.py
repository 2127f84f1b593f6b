"""The execution line of a form: its rate from the amounts, its points from the rate."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from jiheng.model import Estimate, Figure, Form, FundsKind, FundsRow, SelfEvaluationForm
from jiheng.regulation import Standard
from jiheng.scoring.rules import Operand, by_rate
from jiheng.scoring.trace import Points


def decimals_of(rows: Sequence[FundsRow]) -> int:
    """The most decimals any amount of a funds block prints: fewer mean dropped zeros."""
    figures = (figure for row in rows for figure in (row.initial_budget, row.adjusted_budget, row.executed, row.expected_execution))
    return max((figure.decimals for figure in figures if figure), default=0)


def denominator(row: FundsRow) -> Figure | None:
    """The budget the rate divides by: the full-year one, or the initial one where the form has no other column."""
    if row.adjusted_budget is not None:
        return row.adjusted_budget
    return row.initial_budget if "adjusted_budget" not in row.marks else None


def execution_rate(row: FundsRow, form: Form) -> Estimate | None:
    """Executed ÷ full-year budget as a ratio; None when an amount is absent or the budget is zero."""
    base, places = denominator(row), decimals_of(form.funds)
    if row.executed is None or base is None or not base.value:
        return None
    try:
        return Estimate.printed(row.executed, places) / Estimate.printed(base, places)
    except ZeroDivisionError:
        return None


def scored_lines(form: SelfEvaluationForm) -> list[int]:
    """The funds rows whose points count: the total row, or the parts where only they have weights."""
    total = next((index for index, row in enumerate(form.funds) if row.kind is FundsKind.TOTAL), None)
    if total is None:
        total = next((index for index, row in enumerate(form.funds) if row.level == 0), None)
    if total is not None and (form.funds[total].weight is not None or form.funds[total].score is not None):
        return [total]
    return [index for index, row in enumerate(form.funds) if row.weight is not None]


def execution_points(row: FundsRow, form: SelfEvaluationForm, standard: Standard) -> Points | None:
    """The points of the execution line; None without amounts or weight."""
    rate = execution_rate(row, form)
    if rate is None or row.weight is None:
        return None
    floor = standard.parameter("execution_score_floor").value
    return by_rate(Operand.points(row.weight.value), rate, floor if isinstance(floor, Decimal) else None)
