"""The objective declaration form (绩效目标申报表). Source: 财预〔2015〕88号."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from jiheng.model import Indicator, ObjectiveForm
from jiheng.model.dates import PartialDate
from jiheng.model.forms import Scope
from jiheng.regulation.papers import widths_of
from jiheng.reports.render.forms.blocks import (
    FormGrid,
    group_points,
    head,
    indicators,
    label,
    pair,
    printed,
    shown_columns,
    text_of,
    top,
    value,
)
from jiheng.reports.render.paper import Block


def objective_blocks(form: ObjectiveForm, words: Mapping[str, Any]) -> tuple[Block, ...]:
    """The form in the official layout; the period's part only where the record has one."""
    columns = shown_columns((*form.period_indicators, *form.indicators), words)
    grid = FormGrid(widths_of(words), ("side", *columns))
    head(form, words, grid)
    if form.attribute is not None or form.starts_on is not None:
        days = "—".join(_day(day) for day in (form.starts_on, form.ends_on) if day is not None)
        pair(words["attribute"], form.attribute or "", words["period"], days, grid)
    _funds(form, words, grid)
    _objectives(form, words, grid)
    _indicator_rows(form.period_indicators, form, words["period_indicators"], columns, grid)
    _indicator_rows(form.indicators, form, words["annual_indicators" if form.period_indicators else "indicators"], columns, grid)
    if form.total_weight is not None:
        names = list(columns)
        at = names.index("weight")
        rest = [value("") for _ in names[at + 1 :]]
        grid.row([label(words["total"], columns=at + 1), value(printed(form.total_weight)), *rest], first=0)
    return (*top(form, words), grid.table())


def _day(day: PartialDate) -> str:
    parts = [f"{day.year}年" if day.year else "", f"{day.month}月" if day.month else "", f"{day.day}日" if day.day else ""]
    return "".join(parts)


def _funds(form: ObjectiveForm, words: Mapping[str, Any], grid: FormGrid) -> None:
    """The declared amounts: rows with one amount each, the period's before the year's."""
    first = grid.height
    for row in (*form.period_funds, *form.funds):
        amount = printed(row.initial_budget, row.marks.get("initial_budget", ""))
        grid.parts([label(row.label), value(amount)], [Decimal(1), Decimal(1)])
    if grid.height > first:
        block = "department_funds" if form.scope is Scope.DEPARTMENT else "project_funds"
        grid.side(first, str(words[block]).format(unit=form.money_unit or "万元"))


def _objectives(form: ObjectiveForm, words: Mapping[str, Any], grid: FormGrid) -> None:
    first = grid.height
    texts = {"period_objective": form.period_objective, "expected_objective": form.expected_objective or ""}
    kept = {name: text for name, text in texts.items() if text is not None}
    shares = [Decimal(1)] * len(kept)
    grid.parts([label(words[name]) for name in kept], shares)
    grid.keep(first)
    grid.parts([value(text, "left") for text in kept.values()], shares)
    grid.side(first, words["objective"])


def _indicator_rows(rows: Sequence[Indicator], form: ObjectiveForm, side: object, columns: Mapping[str, str], grid: FormGrid) -> None:
    if not rows:
        return
    first = grid.height
    grid.row([label(text) for text in columns.values()])
    grid.repeat(first)
    right = list(columns)[2:]
    indicators(rows, grid, lambda row: [text_of(row, name) for name in right], group_points(form))
    grid.side(first, side)
