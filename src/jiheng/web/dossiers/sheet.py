"""A stored form as rows of text for the page: what is printed stands as it was printed."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from jiheng.model import Actual, AnyForm, Figure, FundsRow, Indicator, Target
from jiheng.web.dossiers.models import RecordVersion
from jiheng.web.dossiers.records import read

_FUNDS = (
    ("initial_budget", "年初预算数"),
    ("adjusted_budget", "全年预算数"),
    ("executed", "执行数"),
    ("weight", "分值"),
    ("execution_rate", "执行率"),
    ("score", "得分"),
)
_INDICATORS = (
    ("category", "一级指标", False),
    ("subcategory", "二级指标", False),
    ("name", "三级指标", False),
    ("target", "年度指标值", False),
    ("actual", "实际完成值", False),
    ("weight", "分值", True),
    ("score", "得分", True),
    ("deviation_reason", "偏差原因及改进措施", False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What stands in a cell, and whether it is a figure."""

    text: str
    is_figure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table: its heads (with whether their column holds figures) and rows."""

    title: str
    heads: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A form: labelled words above, tables below."""

    title: str
    facts: tuple[tuple[str, str], ...]
    passages: tuple[tuple[str, str], ...]
    grids: tuple[Grid, ...]


def sheet(version: RecordVersion) -> Sheet:
    """The version as the page shows it."""
    record = read(version)
    facts = (
        (_("项目名称"), record.project),
        (_("主管部门"), record.supervising_department),
        (_("实施单位"), record.implementing_agency),
        (_("年度"), str(record.fiscal_year or "")),
        (_("金额单位"), record.money_unit),
        (_("总分"), _printed(getattr(record, "total_score", None))),
    )
    passages = ((_("年度总体目标"), record.expected_objective), (_("实际完成情况"), getattr(record, "actual_objective", None)))
    return Sheet(
        title=record.title or version.get_form_display(),
        facts=tuple((label, text) for label, text in facts if text),
        passages=tuple((label, text) for label, text in passages if text),
        grids=tuple(grid for grid in (_funds(record), _indicators(record)) if grid.rows),
    )


def _funds(record: AnyForm) -> Grid:
    columns = [(name, label) for name, label in _FUNDS if any(_stands(row, name) for row in record.funds)]
    rows = tuple(
        (Cell(text="　" * row.level + row.label), *(Cell(text=_stands(row, name), is_figure=True) for name, _label in columns))
        for row in record.funds
    )
    return Grid(
        title=_("项目资金"), heads=(Cell(text=_("资金来源")), *(Cell(text=_(label), is_figure=True) for _name, label in columns)), rows=rows
    )


def _indicators(record: AnyForm) -> Grid:
    columns = [column for column in _INDICATORS if any(_stands(row, column[0]) for row in record.indicators)]
    rows = tuple(tuple(Cell(text=_stands(row, name), is_figure=figure) for name, _label, figure in columns) for row in record.indicators)
    return Grid(title=_("绩效指标"), heads=tuple(Cell(text=_(label), is_figure=figure) for _name, label, figure in columns), rows=rows)


def _stands(row: FundsRow | Indicator, name: str) -> str:
    return row.marks.get(name) or _printed(getattr(row, name))


def _printed(value: Figure | Target | Actual | str | None) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    return value.raw or (value.text if isinstance(value, Figure) else "")
