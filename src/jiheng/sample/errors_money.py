"""Seeded errors of the funds block."""

from __future__ import annotations

import random
from decimal import Decimal

from jiheng.model import SelfEvaluationForm
from jiheng.model.amounts import half_up, text
from jiheng.sample.county_forms import figure
from jiheng.sample.errors import (
    amount,
    executed_anew,
    in_ten_thousand_yuan,
    money,
    printed_points,
    put_funds,
    rated,
    retotalled,
    seeds,
    shows_initial_budget,
)


@seeds("SEV101")
def rate_three_points_low(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm:
    """The printed rate is three points below B/A; the points follow the amounts."""
    rate = form.funds[0].execution_rate
    assert rate is not None
    return put_funds(form, 0, execution_rate=figure(f"{text(rate.value - 3)}%"))


@seeds("SEV102")
def execution_points_cut(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm:
    """The execution lost points that the rate does not cost; the total follows."""
    score = form.funds[0].score
    assert score is not None
    return retotalled(put_funds(form, 0, score=printed_points(score.value - Decimal("1.2"))))


@seeds("SEV106")
def part_larger(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm:
    """One source's full-year budget is 12 too large for the total."""
    return put_funds(form, 1, adjusted_budget=amount(form.funds[1], "adjusted_budget") + Decimal("12.00"))


@seeds("SEV106")
def spent_part_smaller(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """One source's spending is too small for the total."""
    executed = amount(form.funds[1], "executed")
    return put_funds(form, 1, executed=executed - Decimal("7.30")) if executed > 20 else None


@seeds("SEV107", layouts=shows_initial_budget)
def total_row_zero(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """The total row shows zeros while its parts are filled."""
    if f"{form.funds[0].executed.raw if form.funds[0].executed else ''}" in f"{form.actual_objective}":
        return None
    zero = Decimal(0)
    form = put_funds(form, 0, initial_budget=zero, adjusted_budget=zero, executed=zero)
    return retotalled(put_funds(form, 0, execution_rate=figure("0.00%"), score=figure("0")))


@seeds("SEV108", "SEV116", layouts=in_ten_thousand_yuan)
def total_in_yuan(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm:
    """The total row is typed in yuan, its parts in ten thousand yuan."""
    row = form.funds[0]
    names = ("initial_budget", "adjusted_budget", "executed")
    return put_funds(form, 0, **{name: money(amount(row, name) * 10000) for name in names})


@seeds("SEV109")
def spent_without_budget(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """A source without budget has spending; the total includes it."""
    index = next((number for number, row in enumerate(form.funds) if number and not amount(row, "adjusted_budget")), None)
    total = form.funds[0]
    more = Decimal("0.60")
    fixed = executed_anew(form, Decimal(1))
    if index is None or fixed is None or amount(total, "executed") + more > amount(total, "adjusted_budget"):
        return None
    form = put_funds(form, index, executed=more)
    return rated(put_funds(form, 0, executed=amount(total, "executed") + more))


@seeds("SEV110")
def spent_above_budget(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """All sources spent four per cent more than their budget."""
    return executed_anew(form, Decimal("1.04"))


@seeds("SEV111", "SEV141")
def low_execution(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """Seventy per cent executed and nobody says why."""
    return executed_anew(form, Decimal("0.71"))


@seeds("SEV112", layouts=shows_initial_budget)
def budget_cut(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """The year began with more than twice the budget and nobody says why it shrank."""
    whole = Decimal(0)
    for index, row in enumerate(form.funds):
        if index:
            initial = half_up(amount(row, "adjusted_budget") * Decimal("2.4"))
            whole += initial
            form = put_funds(form, index, initial_budget=initial)
    return put_funds(form, 0, initial_budget=whole)
