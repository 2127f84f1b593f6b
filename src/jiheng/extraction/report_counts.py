"""Columns of a report's tables whose labels no vocabulary knows: amounts of anything, and rates of them.

A table of areas, persons or kilometres adds up as a table of money does. Which columns make a rate is left to the checks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from jiheng.documents.content import Cell
from jiheng.extraction.report_draft import figure_of, tidy
from jiheng.extraction.report_grid import Columns, GridRow, LogicalTable
from jiheng.model import read_figure
from jiheng.regulation.labels import FormLabels, compact

_RATE: Final = re.compile(r"(?:率|占比|比重|比例|幅度)(?:[（(]?[%％][)）]?)?$|^占.+[%％]?$")
#: Numbers that count nothing.
_NAMES: Final = re.compile(r"序号|编号|编码|代码|号$|电话|年份|年度$|年月|日期|时间|期限|备注|说明|名次|排名")
_LEAST_ROWS: Final = 2
_HEADER_ROWS: Final = 3


def with_unnamed(table: LogicalTable, columns: Columns) -> Columns:
    """The columns with those of figures whose labels are unknown: ``other`` and ``other_rate``, in the order of the table."""
    rows = [row for row in table.rows[columns.body :] if row.filled]
    taken = set(columns.at.values())
    at, labels = dict(columns.at), dict(columns.labels)
    for column in range(table.first.table.columns):
        label = _label(table.rows[: columns.body], column)
        if column in taken or not label or _NAMES.search(compact(label)) or not _holds_figures(rows, column):
            continue
        meaning = "other_rate" if _RATE.search(compact(label)) else "other"
        name, copy = meaning, 2
        while name in at:
            name, copy = f"{meaning}_{copy}", copy + 1
        at[name], labels[name] = column, label
    order = sorted(at, key=lambda key: at[key])
    return Columns({key: at[key] for key in order}, {key: labels[key] for key in order}, columns.body, columns.header)


def counted_columns(table: LogicalTable, labels: FormLabels) -> Columns | None:
    """The columns of a table of counts under a plain header; None when nothing in it can be added up or divided."""
    body = _body(table)
    if not 0 < body <= _HEADER_ROWS or len(table.rows) - body < _LEAST_ROWS + 1:
        return None
    found = with_unnamed(table, Columns({}, {}, body, frozenset(compact(cell.text) for cell in table.rows[body - 1].filled)))
    amounts = [key for key in found.at if not key.startswith("other_rate")]
    rates = [key for key in found.at if key.startswith("other_rate")]
    total = any(labels.block("score_totals").meaning(row.text(0)) == "total" for row in table.rows[body:])
    return found if amounts and (total or (rates and len(amounts) > 1)) else None


def labelled_amounts(table: LogicalTable, labels: FormLabels) -> dict[str, tuple[str, Cell, GridRow]]:
    """Amounts beside their labels, two pairs a row (计划投入 1560 实际到位 1560), by meaning; empty when few cells are such."""
    known = labels.block("money_columns")
    found: dict[str, tuple[str, Cell, GridRow]] = {}
    for row in table.rows:
        cells = row.filled
        for label, value in pairwise(cells):
            meaning = known.meaning(label.text)
            if meaning is None or meaning in ("name", "number", "remark") or figure_of(value.text) is None:
                continue
            if meaning in found:
                return {}
            found[meaning] = (tidy(label.text), value, row)
    told = sum(len(row.filled) for row in table.rows)
    return found if len(found) > _LEAST_ROWS and len(found) * 3 >= told else {}


def _body(table: LogicalTable) -> int:
    """The number of header rows: those before the first row with a figure behind its first cell."""
    for number, row in enumerate(table.rows[: _HEADER_ROWS + 1]):
        if any(read_figure(tidy(cell.text)) is not None for cell in row.filled[1:]):
            return number
    return 0


def _label(header: Sequence[GridRow], column: int) -> str:
    parts: list[str] = []
    for row in header:
        text = row.text(column)
        if text and text not in parts and not (len(row.filled) == 1 and len(header) > 1):
            parts.append(text)
    return " / ".join(parts)


def _holds_figures(rows: Sequence[GridRow], column: int) -> bool:
    """Whether most cells of a column are figures of its own, two at the least; a cell that spans columns is the first one's."""
    texts = [row.text(column) for row in rows if _begins(row, column) and row.text(column)]
    figures = sum(figure_of(text) is not None for text in texts)
    return figures >= _LEAST_ROWS and figures * 4 >= len(texts) * 3


def _begins(row: GridRow, column: int) -> bool:
    """Whether a cell begins in this row and column."""
    return column < len(row.own) and row.own[column] and (column == 0 or row.cells[column] is not row.cells[column - 1])
