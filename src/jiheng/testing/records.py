"""Records from plain YAML: figures, targets and dates are written as paper prints them.

``"75.00%"`` becomes a figure, ``"≥50家"`` a target, ``"—"`` where a figure is expected a mark. Category and subcategory keys follow from
the usual words unless given.
"""

from __future__ import annotations

import typing
from collections.abc import Mapping
from typing import Any, Final

from pydantic.fields import FieldInfo
from ruamel.yaml import YAML

from jiheng.checks import Dossier, Entry, FactLine, FundsLine, IndicatorRow, ScoreRow
from jiheng.model import (
    AnyForm,
    AnyRecord,
    CategoryPoints,
    ComplaintLedger,
    EvaluationReport,
    Figure,
    FinalAccounts,
    FundsKind,
    FundsRow,
    Indicator,
    IndicatorCategory,
    IndicatorSubcategory,
    MonitoringForm,
    ObjectiveForm,
    PaperRecord,
    RankedResult,
    Record,
    Rectification,
    ResultsSummary,
    ReviewOpinions,
    SelfEvaluationForm,
    read_actual,
    read_date,
    read_figure,
    read_target,
)
from jiheng.testing.accounts import accounts, fact_line
from jiheng.testing.reports import report, score_row

_FORMS: Final[dict[str, type[AnyForm]]] = {
    "self_evaluation_form": SelfEvaluationForm,
    "objective_form": ObjectiveForm,
    "monitoring_form": MonitoringForm,
}
_CATEGORIES: Final = {
    "产出": IndicatorCategory.OUTPUT,
    "效益": IndicatorCategory.BENEFIT,
    "满意": IndicatorCategory.SATISFACTION,
    "成本": IndicatorCategory.COST,
    "决策": IndicatorCategory.DECISION,
    "过程": IndicatorCategory.PROCESS,
    "管理": IndicatorCategory.MANAGEMENT,
}
_SUBCATEGORIES: Final = {
    "数量": IndicatorSubcategory.QUANTITY,
    "质量": IndicatorSubcategory.QUALITY,
    "时效": IndicatorSubcategory.TIMELINESS,
    "经济成本": IndicatorSubcategory.ECONOMIC_COST,
    "社会成本": IndicatorSubcategory.SOCIAL_COST,
    "生态": IndicatorSubcategory.ECOLOGICAL,
    "经济效益": IndicatorSubcategory.ECONOMIC,
    "社会效益": IndicatorSubcategory.SOCIAL,
    "可持续": IndicatorSubcategory.SUSTAINABILITY,
    "满意": IndicatorSubcategory.SATISFACTION,
    "成本": IndicatorSubcategory.COST,
}
_FUNDS: Final = {
    "总": FundsKind.TOTAL,
    "财政拨款": FundsKind.CURRENT_APPROPRIATION,
    "上级": FundsKind.UPPER_LEVEL,
    "本级": FundsKind.OWN_LEVEL,
    "结转": FundsKind.PRIOR_YEAR_CARRYOVER,
    "基本支出": FundsKind.BASIC_EXPENDITURE,
    "项目支出": FundsKind.PROJECT_EXPENDITURE,
    "其他资金": FundsKind.OTHER_FUNDS,
}
_DATES: Final = {"filled_on", "starts_on", "ends_on"}


def read_example(text: str) -> Any:
    """Plain YAML content (numbers stay what YAML makes of them; write figures in quotes)."""
    return YAML(typ="safe", pure=True).load(text)


def _keyed(words: Mapping[str, Any], text: object) -> Any:
    return next((key for word, key in words.items() if word in str(text or "")), None)


def _is_figure(info: FieldInfo) -> bool:
    return "Figure" in str(info.annotation) and "CategoryPoints" not in str(info.annotation)


def _fill(kind: type[Record], data: Mapping[str, Any], unit: str = "") -> dict[str, Any]:
    """Values of plain text turned into the words of ``kind``; text where a figure should be becomes a mark."""
    filled: dict[str, Any] = {}
    marks = dict(data.get("marks") or {})
    for name, value in data.items():
        info = kind.model_fields.get(name)
        if info is not None and _is_figure(info) and value is not None:
            figure = read_figure(str(value), unit=unit)
            filled[name] = figure
            if figure is None:
                marks[name] = str(value)
        elif name == "target":
            filled[name] = read_target(str(value)) if value is not None else None
        elif name in ("actual", "expected") and value is not None:
            filled[name] = read_actual(str(value))
        elif name in _DATES and value is not None:
            filled[name] = read_date(str(value))
        else:
            filled[name] = value
    if marks:
        filled["marks"] = marks
    return filled


def indicator(data: Mapping[str, Any]) -> Indicator:
    """One indicator of a few fields."""
    filled = _fill(Indicator, {k: v for k, v in data.items() if k != "form"})
    filled.setdefault("category_key", _keyed(_CATEGORIES, filled.get("category")))
    filled.setdefault("subcategory_key", _keyed(_SUBCATEGORIES, filled.get("subcategory")))
    return Indicator.model_validate(filled)


def funds_row(data: Mapping[str, Any], *, first: bool) -> FundsRow:
    """One row of funds; the first is the total unless it says otherwise."""
    filled = _fill(FundsRow, {k: v for k, v in data.items() if k != "form"})
    filled.setdefault("label", "年度资金总额" if first else "其他资金")
    filled.setdefault("kind", _keyed(_FUNDS, filled["label"]) or FundsKind.OTHER)
    filled.setdefault("level", 0 if filled["kind"] is FundsKind.TOTAL else 1)
    return FundsRow.model_validate(filled)


def form(data: Mapping[str, Any]) -> AnyForm:
    """A form; ``type`` says which, self-evaluation by default."""
    kind = _FORMS[str(data.get("type", "self_evaluation_form"))]
    filled = _fill(kind, data)
    for group in ("funds", "period_funds", "tasks"):
        if group in filled:
            filled[group] = tuple(funds_row(row, first=i == 0) for i, row in enumerate(filled[group]))
    for group in ("indicators", "period_indicators"):
        if group in filled:
            filled[group] = tuple(indicator(row) for row in filled[group])
    if "category_points" in filled:
        filled["category_points"] = tuple(_points(row) for row in filled["category_points"])
    filled.setdefault("money_unit", "万元")
    return kind.model_validate(filled)


def _points(row: Mapping[str, Any]) -> CategoryPoints:
    points = read_figure(str(row["points"]))
    key = row.get("category_key") or _keyed(_CATEGORIES, row.get("category"))
    return CategoryPoints.model_validate({**row, "points": points, "category_key": key})


def indicator_row(data: Mapping[str, Any]) -> IndicatorRow:
    """An indicator within a form; ``form:`` gives the form's other fields, the indicator comes last in it."""
    whole = dict(data.get("form") or {})
    whole["indicators"] = [*whole.get("indicators", ()), {k: v for k, v in data.items() if k != "form"}]
    built = form(whole)
    last = len(built.indicators) - 1
    return IndicatorRow(form=built, index=last, indicator=built.indicators[last])


def funds_line(data: Mapping[str, Any]) -> FundsLine:
    """A row of funds within a form; ``form:`` gives the form's other fields, the row comes last in it."""
    whole = dict(data.get("form") or {})
    whole["funds"] = [*whole.get("funds", ()), {k: v for k, v in data.items() if k != "form"}]
    built = form(whole)
    last = len(built.funds) - 1
    return FundsLine(form=built, index=last, row=built.funds[last])


def dossier(data: list[Mapping[str, Any]]) -> Dossier:
    """Several records as one dossier, numbered from 0; ``document`` names the file of a record."""
    entries = []
    for number, fields in enumerate(data):
        record = _record({key: value for key, value in fields.items() if key != "document"})
        entries.append(Entry(number=number, record=record, document=str(fields.get("document", ""))))
    return Dossier(entries=tuple(entries))


_PAPERS: Final[dict[str, type[PaperRecord]]] = {
    "rectification": Rectification,
    "complaint_ledger": ComplaintLedger,
    "review_opinions": ReviewOpinions,
    "results_summary": ResultsSummary,
}


def paper(data: Mapping[str, Any]) -> PaperRecord:
    """The record of a paper of the process; ``type`` says which, a summary of results by default."""
    kind = _PAPERS[data.get("type", "results_summary")]
    if kind is not ResultsSummary:
        return kind.model_validate(data)
    tables = [{**table, "rows": [_fill(RankedResult, row) for row in table["rows"]]} for table in data["tables"]]
    return kind.model_validate({**data, "tables": tables})


def _record(data: Mapping[str, Any]) -> AnyRecord:
    if data.get("type") in _PAPERS:
        return paper(data)
    if data.get("type") == "evaluation_report":
        return report(data)
    return accounts({k: v for k, v in data.items() if k != "type"}) if data.get("type") == "final_accounts" else form(data)


def build(subject: type, data: Any) -> Any:
    """The subject a check visits, from plain YAML content."""
    if subject is IndicatorRow:
        return indicator_row(data)
    if subject is FundsLine:
        return funds_line(data)
    if subject is FactLine:
        return fact_line(data)
    if subject is FinalAccounts:
        return accounts(data)
    if subject is EvaluationReport:
        return report(data)
    if subject is ResultsSummary:
        return paper(data)
    if subject is ScoreRow:
        return score_row(data)
    if subject is Dossier:
        return dossier(data)
    if typing.get_args(subject):
        return _any(data)
    kind = next((name for name, cls in _FORMS.items() if cls is subject), "self_evaluation_form")
    return form({"type": kind, **data})


def _any(data: Mapping[str, Any]) -> Any:
    """A subject of several kinds: ``type`` says which, a report by default."""
    kind = data.get("type", "evaluation_report")
    if kind == "evaluation_report":
        return report(data)
    return accounts(data) if kind == "final_accounts" else form(data)


__all__ = ["Figure", "build", "dossier", "form", "funds_line", "funds_row", "indicator", "indicator_row", "read_example"]
