"""Cells and heads of the tables under charts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django import template

from jiheng.model.amounts import text
from jiheng.web.dashboards.tables import Column, Table, Value

register = template.Library()
NOTHING = "—"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What stands in a cell."""

    text: str
    is_figure: bool


@register.filter
def under(values: Sequence[Value], columns: Sequence[Column]) -> Iterator[Shown]:
    """The values as their columns print them."""
    for value, column in zip(values, columns, strict=True):
        yield Shown(text=_printed(value, column), is_figure=column.is_figure)


def _printed(value: Value, column: Column) -> str:
    if value is None:
        return NOTHING
    if isinstance(value, str | int):
        return str(value)
    return f"{text(value)}%" if column.kind == "percent" else text(value, 2, grouped=column.kind == "money")


@register.simple_tag
def order_of(table: Table, column: Column) -> str:
    """How the table is sorted by this column, as ``aria-sort`` says it."""
    if table.sorted_by.removeprefix("-") != column.key:
        return "none"
    return "descending" if table.sorted_by.startswith("-") else "ascending"


@register.simple_tag
def order_link(table: Table, column: Column) -> str:
    """What a click on the head asks for: figures from high to low first, then the other way round."""
    first = f"-{column.key}" if column.is_figure else column.key
    other = column.key if column.is_figure else f"-{column.key}"
    return other if table.sorted_by == first else first
