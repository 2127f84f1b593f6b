"""The monitoring form (运行监控表). Source: 财预〔2019〕136号."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from jiheng.model import Indicator, MonitoringForm
from jiheng.regulation.papers import widths_of
from jiheng.reports.render.forms.blocks import FormGrid, funds, group_points, head, indicators, label, shown_columns, text_of, top, value
from jiheng.reports.render.paper import Block, Cell


def monitoring_blocks(form: MonitoringForm, words: Mapping[str, Any]) -> tuple[Block, ...]:
    """The form in the official layout, with its tick columns."""
    month = form.cutoff_month or 7
    named = {name: text.format(month=month) for name, text in shown_columns(form.indicators, words).items()}
    widths = widths_of(words)
    plain = tuple(name for name in named if name not in ("causes", "likelihood", "note"))
    causes, likelihoods = dict(words["causes"]), dict(words["likelihoods"])
    for name in causes:
        widths[name] = widths["cause"]
    for name in likelihoods:
        widths[name] = widths["likelihood"]
    grid = FormGrid(widths, ("side", *plain, *causes, "reason", *likelihoods, "note"))
    head(form, words, grid)
    funds(form, words, {name: str(text).format(month=month) for name, text in words["funds_columns"].items()}, grid)
    grid.parts([value(form.expected_objective or "", "left")], [Decimal(1)])
    grid.side(grid.height - 1, words["objective"])
    first = grid.height
    grid.row(
        [
            *(label(named[name], rows=2) for name in plain),
            label(named["causes"], columns=len(causes) + 1),
            label(named["likelihood"], columns=len(likelihoods)),
            label(named["note"], rows=2),
        ]
    )
    low = [*causes.values(), words["reason"], *likelihoods.values()]
    grid.row([label(text) for text in low], first=1 + len(plain))
    grid.repeat(first)
    indicators(form.indicators, grid, lambda row: _cells(row, plain[2:], words), group_points(form))
    grid.side(first, words["indicators"])
    return (*top(form, words), grid.table())


def _cells(row: Indicator, plain: Sequence[str], words: Mapping[str, Any]) -> list[Cell]:
    ticked = str(words["ticked"])
    causes = row.causes
    return [
        *(text_of(row, name) for name in plain),
        *(value(ticked if causes is not None and getattr(causes, name) else "") for name in words["causes"]),
        text_of(row, "deviation_reason"),
        *(value(ticked if row.likelihood == name else "") for name in words["likelihoods"]),
        text_of(row, "note"),
    ]
