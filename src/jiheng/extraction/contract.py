"""The promised JSON of ``extract`` (design.md, section 5): figures as decimal strings as printed, places as locations."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from enum import Enum
from typing import Any

from jiheng.documents.content import Document
from jiheng.extraction.results import Extraction
from jiheng.model import (
    AnyRecord,
    Figure,
    FundsRow,
    Indicator,
    Measure,
    MonitoringForm,
    ObjectiveForm,
    PartialDate,
    Record,
    SelfEvaluationForm,
    Source,
)


def location(source: Source, file: str) -> dict[str, Any]:
    """A place as the JSON shows it; counts start at 1."""
    place = source.place
    return {
        "file": place.file or file,
        "page": place.page,
        "line": place.line,
        "sheet": place.sheet,
        "section": source.section,
        "table_title": source.table_title,
        "row": None if place.row is None else place.row + 1,
        "column": None if place.column is None else place.column + 1,
        "label": source.label,
        "quote": place.quote,
    }


def _number(figure: Figure | None, unit: str = "") -> str | None:
    if figure is None:
        return None
    return figure.text if figure.unit in ("", "%", unit) else f"{figure.text}{figure.unit}"


def _date(date: PartialDate) -> str:
    year = f"{date.year:04d}" if date.year else "-"
    return year + "".join(f"-{part:02d}" for part in (date.month, date.day) if part)


def _measure(measure: Measure | None, *, sign: str = "") -> dict[str, Any] | None:
    if measure is None:
        return None
    shown: dict[str, Any] = {"raw": f"{sign}{measure.raw}", "direction": measure.direction.value if measure.direction else None}
    if measure.figure is not None:
        shown |= {"value": f"{measure.figure.value:.{max(measure.figure.decimals, 0)}f}", "unit": measure.figure.unit or None}
        if measure.upper is not None:
            shown["upper"] = f"{measure.upper.value:.{max(measure.upper.decimals, 0)}f}"
    elif measure.date is not None:
        shown |= {"value": _date(measure.date), "unit": None}
    else:
        shown |= {"value": None, "unit": None}
    return shown


def _funds(row: FundsRow, unit: str) -> dict[str, Any]:
    shown: dict[str, Any] = {"label": row.label, "kind": row.kind.value}
    for key in ("initial_budget", "adjusted_budget", "executed"):
        shown[key] = _number(getattr(row, key), unit)
    if row.expected_execution is not None:
        shown["expected_execution"] = _number(row.expected_execution, unit)
    for key in ("weight", "execution_rate", "score"):
        shown[key] = _number(getattr(row, key))
    return shown | ({"marks": row.marks} if row.marks else {})


def _indicator(row: Indicator) -> dict[str, Any]:
    sign = row.marks.get("sign", "")
    shown: dict[str, Any] = {
        "category": row.category,
        "subcategory": row.subcategory,
        "name": row.name,
        "target": _measure(row.target, sign=sign if row.target and row.target.direction else ""),
        "actual": _measure(row.actual),
    }
    if row.expected is not None:
        shown["expected"] = _measure(row.expected)
    shown |= {"weight": _number(row.weight), "score": _number(row.score), "deviation_reason": row.deviation_reason}
    for key in ("name_unit", "basis", "scoring_standard", "explanation", "likelihood", "note"):
        if getattr(row, key) is not None:
            shown[key] = getattr(row, key)
    for key in ("completion_rate", "deviation", "score_rate"):
        if getattr(row, key) is not None:
            shown[key] = _number(getattr(row, key))
    if row.causes is not None:
        shown["causes"] = row.causes.model_dump()
    return shown | ({"marks": row.marks} if row.marks else {})


def _shown(value: object) -> Any:
    """A value of a disclosure or a report: figures as text with their unit, enums by value."""
    if isinstance(value, Figure):
        return _number(value)
    if isinstance(value, PartialDate):
        return _date(value)
    if isinstance(value, datetime.date | Decimal):
        return str(value)
    if isinstance(value, Record):
        return {key: _shown(getattr(value, key)) for key in type(value).model_fields}
    if isinstance(value, tuple):
        return [_shown(item) for item in value]
    if isinstance(value, dict):
        return {key: _shown(item) for key, item in value.items()}
    return value.value if isinstance(value, Enum) else value


def record_json(record: AnyRecord) -> dict[str, Any]:
    """One record in the promised shape; what only some forms have is there when it was read."""
    if not isinstance(record, SelfEvaluationForm | ObjectiveForm | MonitoringForm):
        return {key: _shown(getattr(record, key)) for key in type(record).model_fields}
    shown: dict[str, Any] = {"type": record.type, "scope": record.scope.value, "title": record.title, "fiscal_year": record.fiscal_year}
    for key in ("project", "project_code", "supervising_department", "implementing_agency"):
        shown[key] = getattr(record, key)
    shown["money_unit"] = record.money_unit or None
    shown["funds"] = [_funds(row, record.money_unit) for row in record.funds]
    shown["expected_objective"] = record.expected_objective
    if not isinstance(record, ObjectiveForm):
        shown["actual_objective"] = record.actual_objective
    shown["indicators"] = [_indicator(row) for row in record.indicators]
    if isinstance(record, ObjectiveForm):
        shown["period_objective"] = record.period_objective
        shown["period_indicators"] = [_indicator(row) for row in record.period_indicators]
        shown["period_funds"] = [_funds(row, record.money_unit) for row in record.period_funds]
    shown["total_weight"] = _number(record.total_weight)
    for key in ("total_score",):
        if hasattr(record, key):
            shown[key] = _number(getattr(record, key))
    if getattr(record, "tasks", None):
        shown["tasks"] = [_funds(row, record.money_unit) for row in record.tasks]  # type: ignore[union-attr]  # only where there are some
    for key in ("grade", "conclusion", "problems", "improvement", "attribute", "owner", "cutoff_month"):
        if getattr(record, key, None) is not None:
            shown[key] = getattr(record, key)
    for key in ("filled_on", "starts_on", "ends_on"):
        if getattr(record, key, None) is not None:
            shown[key] = _date(getattr(record, key))
    shown["category_points"] = [
        {"category": entry.category, "subcategory": entry.subcategory, "points": _number(entry.points)} for entry in record.category_points
    ]
    return shown | {"fields": record.fields, "marks": record.marks}


def to_contract(extraction: Extraction, document: Document) -> dict[str, Any]:
    """One document of the JSON of ``extract``."""
    return {
        "path": document.path,
        "digest": document.digest,
        "type": str(extraction.type),
        "agency": extraction.agency,
        "fiscal_year": extraction.fiscal_year,
        "records": [record_json(item.record) for item in extraction.records],
        "tables": [
            {
                "title": table.title,
                "unit": table.unit or None,
                "rows": [[re.sub(r"\s*\n\s*", "", text) for text in row] for row in table.rows],
                "location": location(Source(place=table.place, table_title=table.title), document.path),
            }
            for table in extraction.tables
        ],
        "unread": [location(source, document.path) for source in extraction.unread],
        "notices": list(document.notices),
    }
