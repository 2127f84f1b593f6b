"""Seeded errors: for each check a change of a clean record that should raise just that finding.

A seed takes a clean form and a random generator and gives the faulty form, or None when the form has no place for that error. The
seeds themselves stand in the ``errors_*`` modules, found by existing.
"""

from __future__ import annotations

import importlib
import pkgutil
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Final, Literal, TypeAlias, TypeVar

from jiheng.model import FundsRow, Indicator, SelfEvaluationForm, read_actual, read_target
from jiheng.model.amounts import half_up, text
from jiheng.sample.county_forms import figure
from jiheng.sample.county_values import points
from jiheng.sample.layouts import Layout

#: What a seed changes: one self-evaluation form, one objective or monitoring form, the objective form of a department, all forms of a
#: department in one file, or the objective, monitoring and self-evaluation form of one project in one file.
Subject: TypeAlias = Literal["form", "objective", "monitoring", "declaration", "department", "project"]
#: Subjects of one record; the others are tuples of records.
SINGLE: Final = ("form", "objective", "monitoring", "declaration")
#: Takes and gives one record, or a tuple of records for the subjects of several forms; the subject says which.
Mutation: TypeAlias = Callable[[Any, random.Random], Any]
M = TypeVar("M", bound=Mutation)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """One way to plant the error that ``code`` finds. ``also`` are codes that rightly report the same change as well."""

    code: str
    name: str
    make: Mutation
    subject: Subject = "form"
    also: frozenset[str] = frozenset()
    layouts: Callable[[Layout], bool] | None = None
    needs_blanks: bool = False
    lost_in: frozenset[str] = frozenset()


_seeds: Final[dict[str, list[Seed]]] = {}


def seeds(
    code: str,
    *also: str,
    subject: Subject = "form",
    layouts: Callable[[Layout], bool] | None = None,
    needs_blanks: bool = False,
    lost_in: Iterable[str] = (),
) -> Callable[[M], M]:
    """Declare a seed of a check.

    ``layouts`` says which layouts can show it, ``needs_blanks`` that blank cells must stay visible, ``lost_in`` in which styles of text
    dumps nothing is left of it.
    """

    def register(make: M) -> M:
        seed = Seed(
            code=code,
            name=make.__name__,
            make=make,
            subject=subject,
            also=frozenset(also),
            layouts=layouts,
            needs_blanks=needs_blanks,
            lost_in=frozenset(lost_in),
        )
        _seeds.setdefault(code, []).append(seed)
        return make

    return register


def shows_initial_budget(layout: Layout) -> bool:
    """Whether the layout prints the budget of the year's beginning."""
    return layout.has_initial_budget


def in_ten_thousand_yuan(layout: Layout) -> bool:
    """Whether amounts are printed in ten thousand yuan."""
    return layout.money_unit == "万元"


@cache
def all_seeds() -> dict[str, tuple[Seed, ...]]:
    """Every seed by code."""
    package = importlib.import_module("jiheng.sample")
    for info in pkgutil.iter_modules(package.__path__):
        if info.name.startswith("errors_"):
            importlib.import_module(f"jiheng.sample.{info.name}")
    return {code: tuple(found) for code, found in sorted(_seeds.items())}


def put(form: SelfEvaluationForm, index: int, **changes: object) -> SelfEvaluationForm:
    """The form with fields of one indicator replaced; ``target`` and ``actual`` may be given as printed."""
    for name, read in (("target", read_target), ("actual", read_actual)):
        if isinstance(changes.get(name), str):
            changes[name] = read(str(changes[name]))
    for name in ("weight", "score"):
        if isinstance(changes.get(name), Decimal | int):
            changes[name] = printed_points(Decimal(str(changes[name])))
    rows = list(form.indicators)
    rows[index] = rows[index].model_copy(update=changes)
    return form.model_copy(update={"indicators": tuple(rows)})


def put_funds(form: SelfEvaluationForm, index: int, **changes: object) -> SelfEvaluationForm:
    """The form with fields of one funds row replaced; Decimals are printed as amounts."""
    update = {name: money(value) if isinstance(value, Decimal) else value for name, value in changes.items()}
    rows = list(form.funds)
    rows[index] = rows[index].model_copy(update=update)
    return form.model_copy(update={"funds": tuple(rows)})


def money(value: Decimal) -> Any:
    """An amount in 万元 as the clean forms print it."""
    return figure(text(value), "万元")


def printed_points(value: Decimal) -> Any:
    """Points as the clean forms print them."""
    return figure(text(value, None if value == value.to_integral_value() else 2))


def amount(row: FundsRow, column: str) -> Decimal:
    """The amount of a funds row that is known to be there."""
    value = getattr(row, column)
    assert value is not None
    return Decimal(value.value)


def retotalled(form: SelfEvaluationForm) -> SelfEvaluationForm:
    """The form with its total score made the sum of its scores again."""
    scores = [row.score for row in form.funds] + [row.score for row in form.indicators]
    whole = sum((score.value for score in scores if score is not None), Decimal(0))
    return form.model_copy(update={"total_score": printed_points(whole)})


def rescored(form: SelfEvaluationForm, index: int) -> SelfEvaluationForm:
    """The form with one row's points by rule, its completion rate and the total made to fit."""
    row = form.indicators[index]
    assert row.target is not None
    assert row.actual is not None
    assert row.weight is not None
    form = put(form, index, score=points(row.target, row.actual, row.weight.value))
    if row.completion_rate is not None and row.target.figure and row.actual.figure:
        share = row.actual.figure.value / row.target.figure.value * 100
        form = put(form, index, completion_rate=figure(f"{text(share)}%"))
    return retotalled(form)


def executed_anew(form: SelfEvaluationForm, rate: Decimal) -> SelfEvaluationForm | None:
    """The form with every source executed at ``rate`` and the total row, its points and the total made to fit.

    None when the spending is told elsewhere in the form (prose, a total-cost indicator), where it would no longer agree.
    """
    total = form.funds[0]
    assert total.executed is not None
    if total.executed.raw in f"{form.actual_objective}" or any(row.name == "项目总成本" for row in form.indicators):
        return None
    whole = Decimal(0)
    for index, row in enumerate(form.funds):
        if index:
            executed = half_up(amount(row, "adjusted_budget") * rate)
            whole += executed
            form = put_funds(form, index, executed=executed)
    return rated(put_funds(form, 0, executed=whole))


def rated(form: SelfEvaluationForm) -> SelfEvaluationForm:
    """The form with the rate and points of its total row, and the total, made to fit its amounts."""
    total = form.funds[0]
    share = amount(total, "executed") / amount(total, "adjusted_budget")
    score = printed_points(half_up(Decimal(10) * min(share, Decimal(1))))
    return retotalled(put_funds(form, 0, execution_rate=figure(f"{text(share * 100)}%"), score=score))


def told_anew(form: SelfEvaluationForm, index: int, actual: str) -> SelfEvaluationForm | None:
    """The form with another actual value, in the table and in the prose; None when the prose cannot be changed for sure."""
    row = form.indicators[index]
    assert row.actual is not None
    prose = form.actual_objective or ""
    old = row.actual.raw
    if old in prose:
        if prose.count(old) > 1:
            return None
        form = form.model_copy(update={"actual_objective": prose.replace(old, actual)})
    return put(form, index, actual=actual)


def rows_where(form: SelfEvaluationForm, wanted: Callable[[Indicator], bool], chance: random.Random) -> list[int]:
    """The indicators that fit, in an order of chance."""
    found = [index for index, row in enumerate(form.indicators) if wanted(row)]
    chance.shuffle(found)
    return found


def is_told(form: SelfEvaluationForm, row: Indicator) -> bool:
    """Whether the prose names the indicator or its number, so that a change of it would show there."""
    prose = f"{form.expected_objective}{form.actual_objective}"
    numbers = [measure.raw.lstrip("≥≤=") for measure in (row.target, row.actual) if measure is not None and measure.raw]
    return row.name in prose or any(number in prose for number in numbers)


def quiet_row(form: SelfEvaluationForm, chance: random.Random, wanted: Callable[[Indicator], bool]) -> int | None:
    """A met indicator that fits and that the prose does not tell of."""
    found = rows_where(form, lambda row: not is_unmet(row) and wanted(row), chance)
    return next((index for index in found if not is_told(form, form.indicators[index])), None)


def is_above(row: Indicator) -> bool:
    """Whether the actual value is better than a target of at least so much."""
    if row.target is None or row.actual is None or row.target.figure is None or row.actual.figure is None:
        return False
    return row.target.raw.startswith("≥") and row.actual.figure.value > row.target.figure.value


def is_count(row: Indicator) -> bool:
    """Whether the row is a quantity of at least ten that more is better of, met, and not a rate."""
    target = row.target
    if target is None or target.figure is None or target.figure.unit == "%" or row.actual is None or row.score is None:
        return False
    return target.raw.startswith("≥") and target.figure.value >= 10 and row.score == row.weight and row.subcategory == "数量指标"


def is_unmet(row: Indicator) -> bool:
    """Whether points were lost."""
    return row.score is not None and row.weight is not None and row.score.value < row.weight.value


def shortfall(form: SelfEvaluationForm, chance: random.Random, share: str, *, reason: str) -> tuple[SelfEvaluationForm, int] | None:
    """A quantity made to miss its target at ``share`` of it, scored by rule, with the given reason; the form and the row."""
    for index in rows_where(form, is_count, chance):
        row = form.indicators[index]
        if any(other.name != row.name and "计划完成率" in other.name for other in form.indicators):
            continue
        assert row.target is not None
        planned = row.target.figure
        assert planned is not None
        done = half_up(planned.value * Decimal(share), planned.decimals)
        if done >= planned.value:
            continue
        told = told_anew(form, index, f"{text(done, planned.decimals)}{planned.unit}")
        if told is not None:
            return rescored(put(told, index, deviation_reason=reason), index), index
    return None
