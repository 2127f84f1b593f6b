"""Seeded errors of objective declarations and monitoring forms."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import TypeVar

from jiheng.model import DeviationCauses, FundsRow, Indicator, MonitoringForm, ObjectiveForm, read_actual, read_date
from jiheng.model.amounts import half_up, text
from jiheng.sample.county_forms import figure
from jiheng.sample.errors import amount, money, printed_points, seeds

F = TypeVar("F", ObjectiveForm, MonitoringForm)


def _row(form: F, index: int, **changes: object) -> F:
    rows: list[Indicator] = list(form.indicators)
    rows[index] = rows[index].model_copy(update=changes)
    return form.model_copy(update={"indicators": tuple(rows)})


def _fund(form: F, index: int, **changes: object) -> F:
    rows: list[FundsRow] = list(form.funds)
    rows[index] = rows[index].model_copy(update=changes)
    return form.model_copy(update={"funds": tuple(rows)})


@seeds("OBJ101", "OBJ102", subject="objective")
def declared_weights_short(form: ObjectiveForm, chance: random.Random) -> ObjectiveForm:
    """The declared weights add to 86."""
    weight = form.indicators[0].weight
    assert weight is not None
    return _row(form, 0, weight=printed_points(weight.value - 4))


@seeds("OBJ102", subject="objective")
def declared_output_heavy(form: ObjectiveForm, chance: random.Random) -> ObjectiveForm | None:
    """Twenty points of benefit moved to output."""
    benefits = [index for index, row in enumerate(form.indicators) if row.category == "效益指标" and row.weight and row.weight.value >= 11]
    output = next(index for index, row in enumerate(form.indicators) if row.category == "产出指标")
    if len(benefits) < 2:
        return None
    for index, less in ((benefits[0], 10), (benefits[1], 10), (output, -20)):
        weight = form.indicators[index].weight
        assert weight is not None
        form = _row(form, index, weight=printed_points(weight.value - less))
    return form


@seeds("OBJ103", "OBJ102", "OBJ104", subject="objective")
def one_carries_all(form: ObjectiveForm, chance: random.Random) -> ObjectiveForm:
    """One quantity has more than half of the points, all others two."""
    rest = Decimal(90) - 2 * (len(form.indicators) - 1)
    heir = next(index for index, row in enumerate(form.indicators) if row.subcategory == "数量指标")
    for index in range(len(form.indicators)):
        form = _row(form, index, weight=printed_points(rest if index == heir else Decimal(2)))
    return form


@seeds("OBJ104", "OBJ102", subject="objective")
def uneven_weight(form: ObjectiveForm, chance: random.Random) -> ObjectiveForm | None:
    """A weight with three decimals; another one makes up for it."""
    first = [index for index, row in enumerate(form.indicators) if row.category == "产出指标"][:2]
    pair = [form.indicators[index].weight for index in first]
    if len(pair) < 2 or pair[0] is None or pair[1] is None:
        return None
    form = _row(form, first[0], weight=figure(text(pair[0].value - Decimal("0.333"), 3)))
    return _row(form, first[1], weight=figure(text(pair[1].value + Decimal("0.333"), 3)))


@seeds("OBJ105", subject="objective")
def declared_sources_differ(form: ObjectiveForm, chance: random.Random) -> ObjectiveForm:
    """The sources add to nine more than the total."""
    return _fund(form, 1, initial_budget=money(amount(form.funds[1], "initial_budget") + 9))


@seeds("OBJ107", subject="objective")
def ends_before_it_begins(form: ObjectiveForm, chance: random.Random) -> ObjectiveForm:
    """The project ends before it begins."""
    year = form.fiscal_year
    return form.model_copy(update={"starts_on": read_date(f"{year}年10月1日"), "ends_on": read_date(f"{year}年3月31日")})


def _spent(form: MonitoringForm, share: Decimal) -> MonitoringForm:
    """All rows of the monitoring form spent at a share of their budget, the rates to fit."""
    whole = Decimal(0)
    for index, row in enumerate(form.funds):
        budget = amount(row, "initial_budget")
        if index and budget:
            done = half_up(budget * share)
            whole += done
            form = _fund(form, index, executed=money(done), execution_rate=figure(f"{text(done / budget * 100)}%"))
    rate = figure(f"{text(whole / amount(form.funds[0], 'initial_budget') * 100)}%")
    return _fund(form, 0, executed=money(whole), execution_rate=rate)


def _likely(form: MonitoringForm, likelihood: str) -> MonitoringForm:
    for index in range(len(form.indicators)):
        form = _row(form, index, likelihood=likelihood)
    return form


@seeds("MON101", "MON102", subject="monitoring")
def spending_far_behind(form: MonitoringForm, chance: random.Random) -> MonitoringForm:
    """A sixth spent by the end of July."""
    return _spent(form, Decimal("0.16"))


@seeds("MON102", "MON101", subject="monitoring")
def done_but_unpaid(form: MonitoringForm, chance: random.Random) -> MonitoringForm:
    """A third spent, nearly everything done."""
    form = _spent(form, Decimal("0.34"))
    for index, row in enumerate(form.indicators):
        planned = row.target.figure if row.target else None
        if row.subcategory == "数量指标" and planned is not None:
            done = half_up(planned.value * Decimal("0.95"), planned.decimals)
            form = _row(form, index, actual=read_actual(f"{text(done, planned.decimals)}{planned.unit}"))
    return form


@seeds("MON103", subject="monitoring")
def spent_beyond_forecast(form: MonitoringForm, chance: random.Random) -> MonitoringForm:
    """More spent by July than is expected for the year."""
    for index, row in enumerate(form.funds):
        form = _fund(form, index, expected_execution=money(half_up(amount(row, "initial_budget") * Decimal("0.5"))))
    return form


@seeds("MON104", subject="monitoring")
def forecast_beyond_budget(form: MonitoringForm, chance: random.Random) -> MonitoringForm:
    """A quarter more than the budget is expected to be spent."""
    for index, row in enumerate(form.funds):
        form = _fund(form, index, expected_execution=money(half_up(amount(row, "initial_budget") * Decimal("1.25"))))
    return form


@seeds("MON105", subject="monitoring")
def monitored_rate_off(form: MonitoringForm, chance: random.Random) -> MonitoringForm:
    """The total row's rate is four points too high."""
    rate = form.funds[0].execution_rate
    assert rate is not None
    return _fund(form, 0, execution_rate=figure(f"{text(rate.value + 4)}%"))


@seeds("MON201", "MON102", subject="monitoring")
def behind_without_cause(form: MonitoringForm, chance: random.Random) -> MonitoringForm | None:
    """A quantity far behind with no cause ticked and no word."""
    for index, row in enumerate(form.indicators):
        planned = row.target.figure if row.target else None
        if row.subcategory == "数量指标" and planned is not None and planned.value >= 20:
            done, hoped = (half_up(planned.value * Decimal(share), planned.decimals) for share in ("0.5", "0.8"))
            actual, expected = (read_actual(f"{text(value, planned.decimals)}{planned.unit}") for value in (done, hoped))
            return _row(form, index, actual=actual, expected=expected, likelihood="possible")
    return None


@seeds("MON202", subject="monitoring", needs_blanks=True)
def likelihood_twice(form: MonitoringForm, chance: random.Random) -> MonitoringForm:
    """Two likelihoods are ticked for one target."""
    return _row(form, 1, likelihood="several")


@seeds("MON203", "MON201", "MON108", subject="monitoring", needs_blanks=True)
def impossible_unhandled(form: MonitoringForm, chance: random.Random) -> MonitoringForm:
    """A target that cannot be reached, without measure or note."""
    index = next(number for number, row in enumerate(form.indicators) if row.subcategory == "数量指标")
    return _row(form, index, likelihood="impossible", causes=DeviationCauses(funding=True))


@seeds("MON204", "MON201", "MON101", "MON102", subject="monitoring", needs_blanks=True)
def certain_without_start(form: MonitoringForm, chance: random.Random) -> MonitoringForm:
    """Nothing spent, nothing done, and yet certain to be reached."""
    form = _spent(form, Decimal(0))
    for index, row in enumerate(form.indicators):
        planned = row.target.figure if row.target else None
        if row.subcategory == "数量指标" and planned is not None:
            form = _row(form, index, actual=read_actual(f"0{planned.unit}"))
    return form


@seeds("MON205", "MON102", subject="monitoring")
def all_done_in_july(form: MonitoringForm, chance: random.Random) -> MonitoringForm:
    """Every indicator stands at its year's target in July."""
    for index, row in enumerate(form.indicators):
        if row.target is not None and row.target.figure is not None:
            form = _row(form, index, actual=read_actual(row.target.raw.lstrip("≥≤=")))
    return form


@seeds("MON206", "MON102", "MON201", subject="monitoring")
def one_explanation_for_all(form: MonitoringForm, chance: random.Random) -> MonitoringForm | None:
    """Several quantities behind, one and the same explanation."""
    behind = 0
    for index, row in enumerate(form.indicators):
        planned = row.target.figure if row.target else None
        if row.category == "产出指标" and planned is not None and planned.value >= 20 and planned.unit != "%":
            done = half_up(planned.value * Decimal("0.25"), planned.decimals)
            actual = read_actual(f"{text(done, planned.decimals)}{planned.unit}")
            form = _row(form, index, actual=actual, deviation_reason="受汛期影响进度滞后，下半年加快实施。", likelihood="possible")
            behind += 1
    return form if behind >= 2 else None


@seeds("OBJ108", subject="declaration")
def tasks_above_budget(form: ObjectiveForm, chance: random.Random) -> ObjectiveForm:
    """One task asks for a quarter more than its part of the budget."""
    rows = list(form.tasks)
    index = chance.randrange(len(rows))
    rows[index] = rows[index].model_copy(update={"initial_budget": money(half_up(amount(rows[index], "initial_budget") * Decimal("1.25")))})
    return form.model_copy(update={"tasks": tuple(rows)})


@seeds("OBJ108", subject="declaration")
def task_left_out(form: ObjectiveForm, chance: random.Random) -> ObjectiveForm:
    """One of the projects among the tasks that make up the budget is not listed."""
    index = chance.randrange(1, len(form.tasks))
    return form.model_copy(update={"tasks": (*form.tasks[:index], *form.tasks[index + 1 :])})
