"""From the printed cells of one row to a row of a record: the funds row and the indicator."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from jiheng.extraction.results import Piece
from jiheng.extraction.wording import group_points, indicator_name, joined_lines, money_unit_in, points, rate_unit_in
from jiheng.model import (
    Actual,
    DeviationCauses,
    Direction,
    Figure,
    FundsKind,
    FundsRow,
    Indicator,
    IndicatorCategory,
    IndicatorSubcategory,
    Measure,
    Target,
    read_actual,
    read_figure,
    read_target,
)
from jiheng.regulation.labels import FormLabels, compact, label_core

AMOUNTS: Final = ("initial_budget", "adjusted_budget", "executed", "expected_execution")
_TICK: Final = re.compile(r"[√✓✔☑■●是有▲Vv]")
_PART: Final = re.compile(r"^其中(?:[:：]|(?=[^:：]))")


def funds_kind(label: str, labels: FormLabels) -> tuple[FundsKind, int]:
    """What a funds row counts, and its level: 0 the total, 1 a part, 2 a part of a part."""
    core = label_core(label)
    part = bool(_PART.match(core)) and core != "其中"
    core = _PART.sub("", core).lstrip(":：") if part else core
    meaning = labels.funds_rows.meaning(core)
    kind = FundsKind(meaning) if meaning and meaning != "part" else FundsKind.OTHER
    if meaning is None and not part and labels.funds_columns.meaning(core) in AMOUNTS:
        kind = FundsKind.TOTAL  # 预算数： | 100 | 执行数： | 90
    return kind, 0 if kind is FundsKind.TOTAL and not part else 1


def _set(values: dict[str, Any], marks: dict[str, str], key: str, piece: Piece, figure: Figure | None) -> None:
    if figure is not None:
        values[key] = figure
    elif not piece.is_blank:
        marks[key] = piece.text.strip()


def _rate(piece: Piece, values: Mapping[str, Any]) -> Figure | None:
    """A printed rate; a bare number is a percent when the column says so or when the amounts do."""
    figure = read_figure(piece.text, unit=rate_unit_in(piece.column))
    if figure is None or figure.unit:
        return figure
    budget, executed = values.get("adjusted_budget") or values.get("initial_budget"), values.get("executed")
    if isinstance(budget, Figure) and isinstance(executed, Figure) and budget.value:
        ratio = executed.value / budget.value
        percent = abs(figure.value - ratio * 100) < abs(figure.value - ratio)
    else:
        percent = figure.value > Decimal(2)
    return figure.model_copy(update={"unit": "%"}) if percent else figure


def funds_row(label: Piece, cells: Mapping[str, Piece], labels: FormLabels, money_unit: str) -> FundsRow:
    """A row of the funds block; amounts carry the unit of their cell, row label, column label or block, in this order."""
    kind, level = funds_kind(label.text, labels)
    values: dict[str, Any] = {}
    marks: dict[str, str] = {}
    row_unit = money_unit_in(label.text)
    for key in AMOUNTS:
        if key in cells:
            unit = row_unit or money_unit_in(cells[key].column) or money_unit
            _set(values, marks, key, cells[key], read_figure(cells[key].text, unit=unit))
    for key in ("weight", "score"):
        if key in cells:
            _set(values, marks, key, cells[key], points(cells[key].text))
    if "execution_rate" in cells:
        _set(values, marks, "execution_rate", cells["execution_rate"], _rate(cells["execution_rate"], values))
    for key, piece in cells.items():
        if key not in FundsRow.model_fields and not piece.is_blank:
            marks[key] = piece.text.strip()
    return FundsRow(label=joined_lines(label.text), kind=kind, level=level, marks=marks, **values)


def _with_unit(measure: Measure, unit: str, *, few: bool = False) -> dict[str, Any]:
    """The unit of a bare number; one below 1.5 in a column of percents is a ratio (0.95), unless ``few`` of them are wanted (≤0.5)."""
    figure = measure.figure
    if figure is None or figure.unit or not unit:
        return {}
    if unit == "%" and abs(figure.value) <= Decimal("1.5") and not few:
        return {}
    changed: dict[str, Any] = {"figure": figure.model_copy(update={"unit": unit})}
    if measure.upper is not None and not measure.upper.unit:
        changed["upper"] = measure.upper.model_copy(update={"unit": unit})
    return changed


def _sign(cells: Mapping[str, Piece]) -> str:
    """The sign of the target; empty when what its column holds is none (a V recognised for ≥) and only hides the number."""
    sign, text = compact(cells["sign"].text) if "sign" in cells else "", cells["target"].text
    if re.search(r"定性|定量|文字|[-—–/\\]+$", sign):
        return ""
    return "" if read_target(text, sign=sign).figure is None and read_target(text).figure is not None else sign


def _measures(cells: Mapping[str, Piece], name_unit: str | None) -> tuple[Target | None, Actual | None, Actual | None]:
    """Target, actual and expected value; a bare number takes the unit of its column, of the name, or of its counterpart."""
    unit = compact(cells["unit"].text) if "unit" in cells else ""
    unit = {"百分比": "%", "百分号": "%"}.get(unit, unit)
    unit = "" if re.fullmatch(r"[-—–/\\无]+|定性|文字.*", unit) else unit
    unit = unit or name_unit or ""
    target = read_target(cells["target"].text, sign=_sign(cells)) if "target" in cells else None
    actual = read_actual(cells["actual"].text) if "actual" in cells else None
    expected = read_actual(cells["expected"].text) if "expected" in cells else None
    shared = unit or next((m.figure.unit for m in (target, actual) if m and m.figure and m.figure.unit and ":" not in m.figure.unit), "")
    few = target is not None and target.direction is Direction.AT_MOST and bool(unit)
    target = target.model_copy(update=_with_unit(target, shared, few=few)) if target else None
    actual = actual.model_copy(update=_with_unit(actual, shared, few=few)) if actual else None
    expected = expected.model_copy(update=_with_unit(expected, shared, few=few)) if expected else None
    return target, actual, expected


def _groups(cells: Mapping[str, Piece], labels: FormLabels) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if "category" in cells and not cells["category"].is_blank:
        values["category"] = group_points(cells["category"].text)[0]
        found = labels.categories.meaning(values["category"])
        values["category_key"] = IndicatorCategory(found) if found else None
    if "subcategory" in cells and not cells["subcategory"].is_blank:
        values["subcategory"] = group_points(cells["subcategory"].text)[0]
        found = labels.subcategories.meaning(values["subcategory"])
        values["subcategory_key"] = IndicatorSubcategory(found) if found else None
        if values.get("category_key") is None and "category" not in values and found == "satisfaction":
            values["category_key"] = IndicatorCategory.SATISFACTION
    return values


def _monitoring(cells: Mapping[str, Piece]) -> dict[str, Any]:
    """The tick columns of the monitoring form: ``causes.<key>`` and ``likelihood.<key>``."""
    values: dict[str, Any] = {}
    ticks = {
        key: bool(_TICK.search(piece.text)) for key, piece in cells.items() if key.startswith("causes.") and key != "causes.explanation"
    }
    if any(ticks.values()):
        values["causes"] = DeviationCauses(**{key.removeprefix("causes."): ticked for key, ticked in ticks.items()})
    likely = [key.removeprefix("likelihood.") for key, piece in cells.items() if key.startswith("likelihood.") and _TICK.search(piece.text)]
    if likely:
        values["likelihood"] = likely[0] if len(likely) == 1 else "several"
    return values


_TEXTS: Final = ("deviation_reason", "basis", "scoring_standard", "explanation", "note")


def indicator(cells: Mapping[str, Piece], labels: FormLabels) -> Indicator:
    """One indicator from its cells by meaning (see ``indicator_columns`` in standards/*/forms)."""
    values = _groups(cells, labels) | _monitoring(cells)
    marks: dict[str, str] = {}
    adjusted = cells.get("adjusted_target")
    if adjusted is not None and not adjusted.is_blank:  # what was done is held against the target as it stood in the end
        marks["initial_target"] = cells["target"].text.strip() if "target" in cells else ""
        cells = {**cells, "target": adjusted}
    raw = cells["name"].text if "name" in cells else ""
    name, name_unit = indicator_name(raw, labels)
    if name != joined_lines(raw):
        marks["name"] = raw.strip()
    values["target"], values["actual"], values["expected"] = _measures(cells, name_unit)
    for key in ("weight", "score"):
        if key in cells:
            _set(values, marks, key, cells[key], points(cells[key].text, unit=rate_unit_in(cells[key].column)))
    for key in ("completion_rate", "deviation", "score_rate"):
        if key in cells:
            _set(values, marks, key, cells[key], _percent(cells[key]))
    for key in _TEXTS:
        if key in cells and not cells[key].is_blank:
            values[key] = cells[key].text.strip()
    if "causes.explanation" in cells and not cells["causes.explanation"].is_blank:
        values.setdefault("deviation_reason", cells["causes.explanation"].text.strip())
    for key, piece in cells.items():
        if key not in Indicator.model_fields and "." not in key and not piece.is_blank:
            marks[key] = piece.text.strip()
    return Indicator(name=name, name_unit=name_unit, marks=marks, **values)


def _percent(piece: Piece) -> Figure | None:
    figure = read_figure(piece.text, unit=rate_unit_in(piece.column))
    if figure is not None and not figure.unit and figure.value > Decimal(3):
        return figure.model_copy(update={"unit": "%"})
    return figure
