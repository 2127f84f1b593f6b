"""Disclosures from plain YAML: facts as short mappings, changes as the words a sentence uses, tables as rows of figures.

``prior: 减少2.35万元，下降13.13%`` becomes a comparison with last year; ``parts:`` nests the parts of a total; ``whole:`` gives a single
fact the total it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from jiheng.checks import FactLine
from jiheng.model import (
    AccountsRow,
    AccountsTable,
    AccountsTableKind,
    Change,
    ComparedWith,
    Comparison,
    Fact,
    Figure,
    FinalAccounts,
    Heading,
    read_figure,
)

_WITH: Final = {
    "prior": ComparedWith.PRIOR_YEAR,
    "initial": ComparedWith.INITIAL_BUDGET,
    "adjusted": ComparedWith.ADJUSTED_BUDGET,
    "budget": ComparedWith.BUDGET,
    "other": ComparedWith.OTHER,
}
_CLAUSE: Final = re.compile(r"(?P<word>增加|增长|上升|提高|减少|下降|降低|持平|无变化|无增减)\s*(?P<figure>[-+]?[\d,.]+\s*[^\s，；。]*)?")
_WORDS: Final = {"增加": Change.INCREASE, "增长": Change.INCREASE, "上升": Change.INCREASE, "提高": Change.INCREASE}
_WORDS_DOWN: Final = {"减少": Change.DECREASE, "下降": Change.DECREASE, "降低": Change.DECREASE}
_FIGURES: Final = ("base", "final", "amount", "rate", "completion")
_ROW: Final = ("code", "name", "level")


def _figure(value: object, unit: str = "") -> Figure | None:
    return None if value is None else read_figure(str(value), unit=unit)


def comparison(kind: ComparedWith, data: str | Mapping[str, Any]) -> Comparison:
    """A comparison from the words of a sentence, or from its fields."""
    filled: dict[str, Any] = {}
    if isinstance(data, str):
        for clause in _CLAUSE.finditer(data):
            direction = {**_WORDS, **_WORDS_DOWN}.get(clause["word"], Change.FLAT)
            figure = _figure(clause["figure"].rstrip("，,；。"), "万元") if clause["figure"] else None
            rated = figure is not None and figure.unit == "%"
            filled |= {"rate": figure, "rate_direction": direction} if rated else {"amount": figure, "direction": direction}
    else:
        for name, value in data.items():
            if name in _FIGURES:
                filled[name] = _figure(value, "%" if name in ("rate", "completion") else "万元")
            else:
                filled[name] = Change(value) if name.endswith("direction") else value
    return Comparison(compared_with=kind, **filled)


def facts(entries: Sequence[Mapping[str, Any]]) -> tuple[Fact, ...]:
    """Facts in order, each followed by its parts."""
    found: list[Fact] = []

    def add(entry: Mapping[str, Any], part_of: int | None, context: tuple[str, ...]) -> None:
        plain = {k: v for k, v in entry.items() if k not in (*_WITH, "parts", "figure", "share")}
        given = [comparison(kind, entry[name]) for name, kind in _WITH.items() if name in entry]
        index = len(found)
        found.append(
            Fact(
                **{
                    "part_of": part_of,
                    "context": context,
                    **plain,
                    "figure": _figure(entry.get("figure"), "万元"),
                    "share": _figure(entry.get("share"), "%"),
                    "comparisons": tuple(given),
                }
            )
        )
        for part in entry.get("parts", ()):
            add(part, index, (*context, str(entry["label"])))

    for entry in entries:
        add(entry, None, ())
    return tuple(found)


def _row(data: Mapping[str, Any]) -> AccountsRow:
    figures = {key: _figure(value) for key, value in data.items() if key not in _ROW and value is not None}
    code = str(data["code"]) if data.get("code") is not None else None
    return AccountsRow(
        code=code,
        name=str(data.get("name", "")),
        level=int(data.get("level", 0)),
        figures={key: figure for key, figure in figures.items() if figure is not None},
        marks={key: str(data[key]) for key, figure in figures.items() if figure is None},
    )


def table(data: Mapping[str, Any]) -> AccountsTable:
    """A table; ``rows`` and ``right`` are lists of mappings whose unknown keys are column keys."""
    rows = tuple(_row(row) for row in data.get("rows", ()))
    right = tuple(_row(row) for row in data.get("right", ()))
    keys = dict.fromkeys(key for row in (*rows, *right) for key in (*row.figures, *row.marks))
    return AccountsTable(
        kind=AccountsTableKind(data["kind"]),
        number=data.get("number"),
        title=str(data.get("title", data["kind"])),
        unit=str(data.get("unit", "万元")),
        columns=dict(data.get("columns") or {key: key for key in keys}),
        rows=rows,
        right_rows=right,
        is_empty=bool(data.get("is_empty", False)),
    )


def _heading(data: str | Mapping[str, Any]) -> Heading:
    if isinstance(data, str):
        return Heading(level=1, title=data)
    return Heading(level=int(data.get("level", 1)), number=data.get("number", ""), title=data["title"], page=_figure(data.get("page")))


def accounts(data: Mapping[str, Any]) -> FinalAccounts:
    """A disclosure of a few fields."""
    filled = dict(data)
    filled["facts"] = facts(filled.get("facts", ()))
    filled["tables"] = tuple(table(entry) for entry in filled.get("tables", ()))
    for group in ("headings", "contents"):
        filled[group] = tuple(_heading(entry) for entry in filled.get(group, ()))
    return FinalAccounts.model_validate(filled)


def fact_line(data: Mapping[str, Any]) -> FactLine:
    """A fact within a disclosure, or a report (``record: {type: evaluation_report}``).

    ``whole:`` is the total it is a part of, ``before:`` and ``after:`` the facts around it, ``record:`` the record's other fields.
    """
    # Late: reports.py reads facts with this module.
    from jiheng.testing.reports import report

    record = dict(data.get("record") or {})
    own = {k: v for k, v in data.items() if k not in ("record", "whole", "before", "after", "paragraphs")}
    before = [*record.get("facts", ()), *data.get("before", ())]
    if "paragraphs" in data:
        record = {"type": "evaluation_report", **record, "paragraphs": data["paragraphs"]}
    whole = data.get("whole")
    before.append({**whole, "parts": [own]} if whole else own)
    build = report if record.get("type") == "evaluation_report" else accounts
    built = build({**record, "facts": [*before, *data.get("after", ())]})
    start = len(facts(before[:-1]))
    index = start + 1 if whole else start
    return FactLine(record=built, index=index, fact=built.facts[index])
