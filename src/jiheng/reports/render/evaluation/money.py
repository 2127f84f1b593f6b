"""The tables of the report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jiheng.model import EvaluationCase, Figure
from jiheng.reports.evaluation_report.facts import rate_of
from jiheng.reports.render.drafting import percent
from jiheng.reports.render.paper import Table
from jiheng.reports.render.tables import plain_table


def funds_table(case: EvaluationCase, words: Mapping[str, Any]) -> Table:
    """The money by source, with its rates computed."""
    rows = []
    for row in case.funds:
        ratio = rate_of(row)
        rows.append(
            [row.label, *(_amount(getattr(row, name), row.marks.get(name, "")) for name in _MONEY), percent(ratio) if ratio else "—"]
        )
    unit = f"单位：{case.money_unit or '万元'}"
    return plain_table(words["columns"], rows, words["widths"], title=words["title"].format(n=1), unit=unit)


_MONEY = ("initial_budget", "adjusted_budget", "executed")


def _amount(value: Figure | None, mark: str) -> str:
    return value.text if value is not None else mark or "—"
