"""What a layout shows of a record: the record as it stands on that paper, which is the truth to compare an extraction with."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import overload

from jiheng.model import (
    AnyForm,
    CategoryPoints,
    Figure,
    FundsRow,
    Indicator,
    MonitoringForm,
    ObjectiveForm,
    SelfEvaluationForm,
    read_actual,
    read_figure,
    read_target,
)
from jiheng.model.amounts import factor, text
from jiheng.sample.county_forms import figure
from jiheng.sample.layouts import Layout, label_set

_OPTIONAL = ("completion_rate", "scoring_standard", "basis", "note")


@overload
def shown(form: SelfEvaluationForm, layout: Layout) -> SelfEvaluationForm: ...
@overload
def shown(form: AnyForm, layout: Layout) -> AnyForm: ...
def shown(form: AnyForm, layout: Layout) -> AnyForm:
    """The record as the layout prints it: other unit, signs and suffixes, without what it has no column for."""
    if not isinstance(form, SelfEvaluationForm):
        return _declared(form, layout)
    return form.model_copy(
        update={
            "fiscal_year": form.fiscal_year if layout.has_year else None,
            "project_code": None,
            "money_unit": layout.money_unit,
            "funds": tuple(_funds_row(row, layout) for row in form.funds),
            "tasks": tuple(_task(row, layout) for row in form.tasks) if layout.has_tasks else (),
            "indicators": tuple(_indicator(row, layout) for row in form.indicators),
            "total_score": _suffixed(form.total_score, layout),
            "category_points": (form.category_points or _points(form.indicators)) if layout.has_points_in_category else (),
        }
    )


def _points(indicators: tuple[Indicator, ...]) -> tuple[CategoryPoints, ...]:
    """The points of each level-1 group, as headers print them."""
    whole: dict[str, Decimal] = {}
    for row in indicators:
        if row.category and row.weight:
            whole[row.category] = whole.get(row.category, Decimal(0)) + row.weight.value
    keys = {row.category: row.category_key for row in indicators}
    return tuple(CategoryPoints(category=name, category_key=keys[name], points=figure(text(sum_, None))) for name, sum_ in whole.items())


def _declared(form: ObjectiveForm | MonitoringForm, layout: Layout) -> ObjectiveForm | MonitoringForm:
    """Objective and monitoring forms: fewer columns; weights of the latter and money of the period where the layout has them."""
    columns = ("sign", "target", "unit") if isinstance(form, ObjectiveForm) and "sign" in layout.columns else ("target",)
    narrow = replace(layout, columns=columns, has_initial_budget=True, score_suffix="")
    rows = [_indicator(row, narrow) for row in form.indicators]
    if isinstance(form, MonitoringForm) and not layout.monitors_weight:
        rows = [row.model_copy(update={"weight": None}) for row in rows]
    names = ("initial_budget", "executed", "expected_execution")
    convert = _money(layout)

    def converted(group: tuple[FundsRow, ...]) -> tuple[FundsRow, ...]:
        return tuple(row.model_copy(update={name: convert(getattr(row, name)) for name in names}) for row in group)

    update: dict[str, object] = {"project_code": None, "money_unit": layout.money_unit, "funds": converted(form.funds)}
    update["indicators"] = tuple(rows)
    if isinstance(form, ObjectiveForm):
        update["period_funds"] = converted(form.period_funds) if layout.has_period else ()
        update["tasks"] = converted(form.tasks)
    return form.model_copy(update=update)


def _suffixed(value: Figure | None, layout: Layout) -> Figure | None:
    if value is None or not layout.score_suffix:
        return value
    return value.model_copy(update={"raw": value.raw + layout.score_suffix})


def _money(layout: Layout) -> Callable[[Figure | None], Figure | None]:
    def convert(value: Figure | None) -> Figure | None:
        if value is None:
            return None
        amount = value.value * factor(value.unit, layout.money_unit)
        decimals = max(value.decimals, 2) if layout.money_unit == "万元" else 2
        return figure(text(amount, decimals if value.decimals else 0, grouped=layout.has_thousands), layout.money_unit)

    return convert


def _funds_row(row: FundsRow, layout: Layout) -> FundsRow:
    convert = _money(layout)
    labels = label_set(layout.labels)
    update: dict[str, object] = {
        "label": labels.get(row.kind.value, row.label),
        "initial_budget": convert(row.initial_budget) if layout.has_initial_budget else None,
        "adjusted_budget": convert(row.adjusted_budget),
        "executed": convert(row.executed),
        "score": _suffixed(row.score, layout),
    }
    if row.level:
        empty = "" if layout.empty == "filled" else layout.empty
        update["marks"] = {name: empty for name in row.marks if empty}
        if layout.empty == "filled" and row.adjusted_budget and row.executed and row.adjusted_budget.value:
            rate = row.executed.value / row.adjusted_budget.value * Decimal(100)
            update["execution_rate"] = figure(f"{text(rate)}%")
    return row.model_copy(update=update)


def _task(row: FundsRow, layout: Layout) -> FundsRow:
    convert = _money(layout)
    return row.model_copy(update={"initial_budget": convert(row.initial_budget), "executed": convert(row.executed)})


def _indicator(row: Indicator, layout: Layout) -> Indicator:
    update: dict[str, object] = {name: None for name in _OPTIONAL if name not in layout.columns}
    unit = row.target.unit if row.target and "unit" in layout.columns and split_target(row.target.raw)[2] else None
    if row.target is not None:
        raw = _signed(row.target.raw, layout)
        update["target"] = read_target(raw)
    if row.actual is not None:
        raw = row.actual.raw
        if layout.actual_sign and row.actual.figure is not None:
            raw = layout.actual_sign + raw
        if unit and row.actual.unit == unit:
            # The unit stands in a column of its own and serves both values.
            update["actual"] = read_actual(raw.removesuffix(unit), unit=unit)
        else:
            update["actual"] = read_actual(raw)
    update["score"] = _suffixed(row.score, layout)
    return row.model_copy(update=update)


def _signed(raw: str, layout: Layout) -> str:
    for sign, printed in (layout.sign or {}).items():
        raw = raw.replace(sign, printed)
    return raw


def split_target(raw: str) -> tuple[str, str, str]:
    """Sign, number and unit of a target for layouts with columns of their own; words and dates stay whole."""
    match = re.fullmatch(r"(?P<sign>[≥≤=＞＜><≧≦]+=?)?(?P<number>[\d,.]+)(?P<unit>[^\d]*)", raw)
    if match is None or read_figure(match["number"]) is None:
        return "", raw, ""
    return match["sign"] or "", match["number"], match["unit"]
