"""The self-evaluation form (自评表). Source: 财预〔2020〕10号 annex."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from jiheng.model import SelfEvaluationForm
from jiheng.regulation.papers import widths_of
from jiheng.reports.render.forms.blocks import (
    FormGrid,
    funds,
    group_points,
    head,
    indicators,
    label,
    printed,
    shown_columns,
    text_of,
    top,
    value,
)
from jiheng.reports.render.paper import Block, Cell


def self_evaluation_blocks(form: SelfEvaluationForm, words: Mapping[str, Any]) -> tuple[Block, ...]:
    """The form in the official layout."""
    columns = shown_columns(form.indicators, words)
    grid = FormGrid(widths_of(words), ("side", *columns))
    head(form, words, grid)
    funds(form, words, words["funds_columns"], grid)
    _tasks(form, words, grid)
    _objectives(form, words, grid)
    first = grid.height
    grid.row([label(text) for text in columns.values()])
    grid.repeat(first)
    right = list(columns)[2:]
    indicators(form.indicators, grid, lambda row: [text_of(row, name) for name in right], group_points(form))
    grid.side(first, words["indicators"])
    _total(form, words, list(columns), grid)
    return (*top(form, words), grid.table())


def _tasks(form: SelfEvaluationForm, words: Mapping[str, Any], grid: FormGrid) -> None:
    """The department's tasks of the year with their money, where the record has some."""
    if not form.tasks:
        return
    first = grid.height
    unit = form.money_unit or "万元"
    wishes = [Decimal(3), Decimal(4), Decimal(2), Decimal(2)]
    grid.parts([label(str(text).format(unit=unit)) for text in words["tasks_columns"].values()], wishes)
    grid.keep(first)
    for row in form.tasks:
        budget = row.adjusted_budget or row.initial_budget
        grid.parts([value(row.label, "left"), value("", "left"), value(printed(budget)), value(printed(row.executed))], wishes)
    grid.side(first, words["tasks"])


def _objectives(form: SelfEvaluationForm, words: Mapping[str, Any], grid: FormGrid) -> None:
    first = grid.height
    halves = [Decimal(1), Decimal(1)]
    grid.parts([label(words["expected_objective"]), label(words["actual_objective"])], halves)
    grid.keep(first)
    grid.parts([value(form.expected_objective or "", "left"), value(form.actual_objective or "", "left")], halves)
    grid.side(first, words["objective"])


def _total(form: SelfEvaluationForm, words: Mapping[str, Any], columns: Sequence[str], grid: FormGrid) -> None:
    """The row of the total: weights and scores under their columns."""
    if form.total_weight is None and form.total_score is None:
        return
    sums = {"weight": form.total_weight, "score": form.total_score}
    before = columns.index("weight")
    cells: list[Cell] = [label(words["total"], columns=before + 1)]
    cells.extend(value(printed(sums.get(name), form.marks.get(f"total_{name}", ""))) for name in columns[before:])
    grid.row(cells, first=0)
