"""The money of a case as table and chart."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from jiheng.model import EvaluationCase, Figure
from jiheng.reports.render.charts import chart_of, picture
from jiheng.reports.render.drafting import percent
from jiheng.reports.render.evaluation.facts import rate_of
from jiheng.reports.render.evaluation.numbering import Numbering
from jiheng.reports.render.paper import Block, Table
from jiheng.reports.render.tables import plain_table

_MONEY = ("initial_budget", "adjusted_budget", "executed")


def money_blocks(case: EvaluationCase, words: Mapping[str, Any], numbering: Numbering) -> list[Block]:
    """The table of the money and its chart; nothing when the case has none."""
    if not case.funds:
        return []
    unit = case.money_unit or "万元"
    table = funds_table(case, words, numbering.table(), unit)
    names = words["columns"][1:4]
    series = [(name, [_value(getattr(row, key)) for row in case.funds]) for name, key in zip(names, _MONEY, strict=True)]
    chart = chart_of([row.label for row in case.funds], series, unit=unit)
    drawn = picture(chart, words["chart"].format(n=numbering.drawing()))
    return [table, drawn] if drawn is not None else [table]


def funds_table(case: EvaluationCase, words: Mapping[str, Any], number: int, unit: str) -> Table:
    """The money by source, with its rates computed."""
    rows = []
    for row in case.funds:
        ratio = rate_of(row)
        amounts = (_amount(getattr(row, name), row.marks.get(name, "")) for name in _MONEY)
        rows.append([row.label, *amounts, percent(ratio) if ratio is not None else "—"])
    return plain_table(words["columns"], rows, words["widths"], title=words["title"].format(n=number), unit=f"单位：{unit}", whole=True)


def _amount(value: Figure | None, mark: str) -> str:
    return value.text if value is not None else mark or "—"


def _value(figure: Figure | None) -> Decimal | None:
    return figure.value if figure is not None else None
