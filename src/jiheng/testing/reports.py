"""Evaluation reports from plain YAML: every field as paper prints it, nested as in the record.

Figures, dates and targets are strings; headings, problems and paragraphs may be bare strings. Rows of score tables get level 3 and the
key of their level-1 name unless they say otherwise.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping, Sequence
from typing import Any, Final

from jiheng.checks import ScoreRow
from jiheng.model import (
    AccountsRow,
    EvaluationReport,
    Fact,
    Figure,
    FundsRow,
    Heading,
    Indicator,
    IndicatorCategory,
    PartialDate,
    Point,
    Record,
    ReportPart,
    ScoreLine,
    ScoreTable,
    read_date,
    read_figure,
)
from jiheng.testing.accounts import facts

_KEYS: Final = {
    "决策": IndicatorCategory.DECISION,
    "过程": IndicatorCategory.PROCESS,
    "管理": IndicatorCategory.MANAGEMENT,
    "产出": IndicatorCategory.OUTPUT,
    "效益": IndicatorCategory.BENEFIT,
    "满意": IndicatorCategory.SATISFACTION,
}


def _inner(annotation: object) -> tuple[type | None, bool]:
    """The class within an annotation, and whether it is a tuple of them."""
    arguments = typing.get_args(annotation)
    if typing.get_origin(annotation) is tuple:
        return _inner(arguments[0])[0], True
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        return next(((kind, many) for kind, many in map(_inner, arguments) if kind not in (None, type(None))), (None, False))
    return (annotation, False) if isinstance(annotation, type) else (None, False)


def _row(data: Mapping[str, Any]) -> AccountsRow:
    plain = {key: value for key, value in data.items() if key in ("code", "name", "level")}
    figures = {key: read_figure(str(value)) for key, value in data.items() if key not in plain}
    return AccountsRow.model_validate({**plain, "figures": {key: figure for key, figure in figures.items() if figure}})


def _value(kind: type | None, value: Any) -> Any:
    # Late: records.py builds reports with this module.
    from jiheng.testing.records import funds_row, indicator

    if value is None or kind is None:
        return value
    if kind is Figure:
        return read_figure(str(value))
    if kind is PartialDate:
        return read_date(str(value))
    if kind is FundsRow:
        return funds_row(value, first=False)
    if kind is Indicator:
        return indicator(value)
    if kind is AccountsRow:
        return _row(value)
    if kind in (Point, Heading) and isinstance(value, str):
        return kind(title=value) if kind is Point else Heading(level=1, title=value)
    return _record(kind, value) if issubclass(kind, Record) else value


def _record(kind: type[Record], data: Mapping[str, Any]) -> Record:
    filled: dict[str, Any] = {}
    for name, value in data.items():
        annotation = kind.model_fields[name].annotation
        inner, many = _inner(annotation)
        if inner is Fact:
            filled[name] = facts(value)
        elif name in ("answers", "rates"):
            filled[name] = {str(key): read_figure(str(figure)) for key, figure in value.items()}
        elif isinstance(value, Mapping) and typing.get_origin(annotation) is dict:
            filled[name] = {str(key): str(words) for key, words in value.items()}
        elif many:
            filled[name] = tuple(_value(inner, item) for item in value)
        else:
            filled[name] = _value(inner, value)
    if kind is ScoreLine:
        filled.setdefault("level", 3)
        filled.setdefault("level1_key", next((key for word, key in _KEYS.items() if word in str(filled.get("level1") or "")), None))
    if kind is Heading:
        filled.setdefault("level", 1)
    if kind is ScoreTable:
        filled.setdefault("kind", "annex")
        filled.setdefault("part", ReportPart.ANNEX if filled["kind"] == "annex" else ReportPart.BODY)
    for required in ("section",):
        if required in kind.model_fields and kind.model_fields[required].is_required():
            filled.setdefault(required, "")
    return kind.model_validate(filled)


def report(data: Mapping[str, Any]) -> EvaluationReport:
    """A report of a few fields; ``lines`` at the top is one annex table."""
    plain = dict(data)
    lines: Sequence[Mapping[str, Any]] | None = plain.pop("lines", None)
    if lines is not None:
        plain["score_tables"] = [*plain.get("score_tables", ()), {"lines": list(lines)}]
    paragraphs = plain.get("paragraphs", ())
    if paragraphs and "paragraph_sections" not in plain:
        plain["paragraph_sections"] = [-1] * len(paragraphs)
    return typing.cast(EvaluationReport, _record(EvaluationReport, plain))


def score_row(data: Mapping[str, Any]) -> ScoreRow:
    """A row of an annex; ``report:`` gives the report's other fields, ``table:`` those of its table."""
    own = {key: value for key, value in data.items() if key not in ("report", "table")}
    table = dict(data.get("table") or {})
    table["lines"] = [*table.get("lines", ()), own]
    whole = dict(data.get("report") or {})
    whole["score_tables"] = [*whole.get("score_tables", ()), table]
    built = report(whole)
    number = len(built.score_tables) - 1
    last = len(built.score_tables[number].lines) - 1
    return ScoreRow(
        report=built, table_index=number, table=built.score_tables[number], index=last, line=built.score_tables[number].lines[last]
    )
