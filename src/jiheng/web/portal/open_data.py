"""What is published as data: dossiers, indicators, departments; as CSV, JSON, and a Frictionless data package."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from jiheng.model.amounts import half_up
from jiheng.reports.render.data_package import DataTable, csv_text, descriptor, package
from jiheng.web.portal.models import Edition, Published

#: The files by name, with their type.
FILES: Final = {
    "dossiers.csv": "text/csv; charset=utf-8",
    "indicators.csv": "text/csv; charset=utf-8",
    "departments.csv": "text/csv; charset=utf-8",
    "dossiers.json": "application/json",
    "datapackage.json": "application/json",
    "package.zip": "application/zip",
}


def shown() -> QuerySet[Published]:
    """What the public may see now."""
    return Published.objects.filter(withdrawn_at__isnull=True)


def data_file(name: str, edition: Edition) -> bytes:
    """The bytes of one of ``FILES``."""
    rows = list(shown().defer("sheets", "search_text").order_by("pk"))
    if name == "dossiers.json":
        return json.dumps([_described(one) for one in rows], ensure_ascii=False, indent=1).encode()
    tables = {table.name: table for table in (_dossiers(rows), _indicators(rows), _departments(rows))}
    if name.endswith(".csv"):
        return csv_text(tables[name.removesuffix(".csv")]).encode()
    created = edition.changed_at.isoformat(timespec="seconds")
    said = descriptor("budget-performance", _("预算绩效公开数据"), created, tuple(tables.values()))
    if name == "datapackage.json":
        return json.dumps(said, ensure_ascii=False, indent=2).encode()
    return package(said, tuple(tables.values()))


def yearly(rows: Iterable[Published]) -> list[dict[str, Any]]:
    """By year: how many dossiers, budget, executed, rate and mean score, the earliest first."""
    years: dict[int, list[Published]] = defaultdict(list)
    for one in rows:
        years[one.fiscal_year].append(one)
    return [_year(year, years[year]) for year in sorted(years)]


def _year(year: int, rows: list[Published]) -> dict[str, Any]:
    """Sums and rate of those that state both budget and executed amount; mean of those that state a score."""
    stated = [one for one in rows if one.adjusted_budget is not None and one.executed is not None]
    scores = [one.score for one in rows if one.score is not None]
    budget = sum((one.adjusted_budget or Decimal() for one in stated), Decimal())
    executed = sum((one.executed or Decimal() for one in stated), Decimal())
    return {
        "year": year,
        "count": len(rows),
        "budget": budget if stated else None,
        "executed": executed if stated else None,
        "rate": half_up(executed / budget * 100) if budget else None,
        "score": half_up(sum(scores, Decimal()) / len(scores)) if scores else None,
    }


def _described(one: Published) -> dict[str, Any]:
    texts = {name: _text(getattr(one, name)) for name in ("adjusted_budget", "executed", "execution_rate", "score")}
    return {
        "id": one.pk,
        "title": one.title,
        "fiscal_year": one.fiscal_year,
        "kind": one.kind,
        "material": one.material,
        "subject": one.subject,
        "code": one.code,
        "organisation": one.organisation,
        "department": one.department,
        "department_code": one.department_code,
        **texts,
        "published_on": one.published_at.date().isoformat(),
        "digest": one.digest,
        "check_report": one.report,
        "records": one.records,
    }


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value.normalize():f}"


def _dossiers(rows: list[Published]) -> DataTable:
    fields = (
        ("id", "integer", _("编号")),
        ("title", "string", _("标题")),
        ("fiscal_year", "integer", _("年度")),
        ("kind", "string", _("类型")),
        ("material", "string", _("资料")),
        ("subject", "string", _("评价对象")),
        ("code", "string", _("项目代码")),
        ("organisation", "string", _("单位")),
        ("department", "string", _("部门")),
        ("department_code", "string", _("部门代码")),
        ("adjusted_budget", "number", _("预算数（万元）")),
        ("executed", "number", _("执行数（万元）")),
        ("execution_rate", "number", _("执行率（%）")),
        ("score", "number", _("得分")),
        ("published_on", "date", _("公开日期")),
        ("digest", "string", _("摘要")),
    )
    described = [_described(one) for one in rows]
    return DataTable(
        name="dossiers", title=_("公开的卷宗"), fields=fields, rows=[[one[name] for name, *_rest in fields] for one in described]
    )


def _indicators(rows: list[Published]) -> DataTable:
    fields = (
        ("dossier", "integer", _("卷宗编号")),
        ("form", "string", _("表")),
        ("category", "string", _("一级指标")),
        ("subcategory", "string", _("二级指标")),
        ("name", "string", _("三级指标")),
        ("target", "string", _("年度指标值")),
        ("actual", "string", _("实际完成值")),
        ("weight", "number", _("分值")),
        ("score", "number", _("得分")),
    )
    found = [
        [
            one.pk,
            record.get("type", ""),
            *(indicator.get(name) or "" for name in ("category", "subcategory", "name")),
            *_measured(indicator),
        ]
        for one in rows
        for record in one.records
        for indicator in record.get("indicators", ())
    ]
    return DataTable(name="indicators", title=_("绩效指标"), fields=fields, rows=found)


def _measured(indicator: dict[str, Any]) -> list[object]:
    texts = [(indicator.get(name) or {}).get("raw", "") for name in ("target", "actual")]
    return [*texts, *((indicator.get(name) or {}).get("value") for name in ("weight", "score"))]


def _departments(rows: list[Published]) -> DataTable:
    fields = (
        ("department_code", "string", _("部门代码")),
        ("department", "string", _("部门")),
        ("fiscal_year", "integer", _("年度")),
        ("count", "integer", _("卷宗数")),
        ("budget", "number", _("预算数（万元）")),
        ("executed", "number", _("执行数（万元）")),
        ("rate", "number", _("执行率（%）")),
        ("score", "number", _("平均得分")),
    )
    groups: dict[tuple[str, str], list[Published]] = defaultdict(list)
    for one in rows:
        groups[one.department_code, one.department].append(one)
    found = [
        [code, name, year["year"], year["count"], *(_text(year[key]) for key in ("budget", "executed", "rate", "score"))]
        for (code, name), several in sorted(groups.items())
        for year in yearly(several)
    ]
    return DataTable(name="departments", title=_("部门年度汇总"), fields=fields, rows=found)
