"""What is drawn of a table: names and numbers for the script, which adds colours and axes. The table says the same without it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.utils.translation import gettext as _

from jiheng.web.dashboards.law import grade_bounds
from jiheng.web.dashboards.tables import Table, Value

#: More bars than this cannot be read; the table has them all.
MOST: Final = 20
Chart = dict[str, Any]


def _values(table: Table, key: str) -> list[Value]:
    place = next(number for number, column in enumerate(table.columns) if column.key == key)
    return [row.values[place] for row in table.rows[:MOST]]


def _series(table: Table, key: str, name: str, **more: str) -> dict[str, Any]:
    numbers = [None if value is None else str(value) for value in _values(table, key)]
    return {"name": name, "values": numbers, **more}


def _shell(table: Table, title: str, series: list[dict[str, Any]], *, shape: str, whole: bool = False) -> Chart:
    return {"title": title, "shape": shape, "whole": whole, "names": [str(name) for name in _values(table, "name")], "series": series}


def _rates(table: Table) -> Chart:
    series = [_series(table, "rate", _("执行率（%）")), _series(table, "score", _("平均得分"))]
    return _shell(table, _("执行率与平均得分"), series, shape="bars")


def _grades(table: Table) -> Chart:
    series = [_series(table, f"grade{number}", grade, stack="grades") for number, grade in enumerate(grade_bounds())]
    return _shell(table, _("评价等级（份）"), series, shape="stacked", whole=True)


def _adjusted(table: Table) -> Chart:
    names = {"initial": _("年初预算数"), "adjusted": _("全年预算数"), "executed": _("全年执行数")}
    return _shell(table, _("年初、全年预算与执行（万元）"), [_series(table, key, name) for key, name in names.items()], shape="bars")


def _years(table: Table) -> Chart:
    series = [_series(table, "rate", _("执行率（%）")), _series(table, "score", _("平均得分"))]
    return _shell(table, _("各年执行率与平均得分"), series, shape="columns")


def _counts(table: Table) -> Chart:
    return _shell(table, table.title, [_series(table, "count", _("卷宗"))], shape="bars", whole=True)


_DRAWN: Final[dict[str, tuple[Callable[[Table], Chart], ...]]] = {
    "departments": (_rates, _grades),
    "sectors": (_rates, _grades),
    "kinds": (_rates,),
    "adjustment": (_adjusted,),
    "years": (_years, _grades),
    "outliers": (_counts,),
    "findings": (_counts,),
}


def charts(table: Table) -> list[Chart]:
    """The charts of a table; none where there is nothing to draw."""
    drawn = (draw(table) for draw in _DRAWN.get(table.key, ()))
    return [chart for chart in drawn if any(value not in (None, "0") for series in chart["series"] for value in series["values"])]
