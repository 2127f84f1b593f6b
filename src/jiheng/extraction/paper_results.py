"""A summary of results: its rankings of projects, departments and evaluated subjects, and its table of grades."""

from __future__ import annotations

from typing import Any, Final, Literal

from jiheng.extraction.paper_letters import Letter
from jiheng.extraction.paper_lists import Entry, PaperDraft, PaperList
from jiheng.extraction.wording import fiscal_year_in
from jiheng.model import Source, read_figure

_FIGURES: Final = ("rank", "count", "budget", "executed", "execution_rate", "score", "own_score", "difference", "share")
_TEXTS: Final = ("name", "department", "agency", "evaluator", "grade")


def is_ranking(meanings: frozenset[str] | set[str]) -> bool:
    """Whether columns make a ranking or a table of grades."""
    return ({"rank", "score"} <= meanings and bool(meanings & {"name", "department"})) or {"grade", "count", "share"} <= meanings


def read_results(letter: Letter, lists: list[PaperList], draft: PaperDraft, year: int | None) -> None:
    """Read the tables into the draft."""
    draft.set("title", letter.title, letter.start)
    draft.set("fiscal_year", fiscal_year_in(letter.title) or year, letter.start)
    tables: list[tuple[dict[str, Any], dict[str, Source]]] = []
    for one in lists:
        kind = _kind(one)
        rows: list[dict[str, Any]] = []
        sources = {"": Source(place=one.tables[0].place, label=one.title, table_title=one.title)}
        for entry in one.entries:
            row, places = _row(entry, kind, one, draft)
            sources |= {f"rows/{len(rows)}/{key}" if key else f"rows/{len(rows)}": source for key, source in places.items()}
            rows.append(row)
        tables.append(({"kind": kind, "title": one.title, "unit": one.unit, "rows": rows}, sources))
    draft.put("tables", tables)


def _kind(one: PaperList) -> Literal["projects", "departments", "evaluations", "grades"]:
    if "rank" not in one.meanings:
        return "grades"
    if "name" not in one.meanings:
        return "departments"
    return "evaluations" if one.meanings & {"evaluator", "difference"} else "projects"


def _row(entry: Entry, kind: str, one: PaperList, draft: PaperDraft) -> tuple[dict[str, Any], dict[str, Source]]:
    name = entry.text("department" if kind == "departments" else "grade" if kind == "grades" else "name")
    entry = Entry(entry.cells, entry.title, entry.row_text, name=name, is_total=entry.is_total)
    values: dict[str, Any] = {"is_total": entry.is_total}
    for field in _TEXTS:
        values[field] = entry.text(field)
    if kind == "departments":
        values["name"], values["department"] = values["department"], ""
    elif kind == "grades":
        values["name"] = values["grade"]
    elif "score" in one.meanings and "score_2" in one.meanings:
        entry = _own_score(entry)
    for field in _FIGURES:
        raw = entry.raw(field)
        unit = one.unit if field in ("budget", "executed") else ""
        values[field] = read_figure(raw, unit=unit) if raw else None
        if raw and values[field] is None:
            draft.unread.append(entry.source(field))
    kept = {key: value for key, value in values.items() if value not in (None, "", False)}
    sources = {field: entry.source(field) for field in entry.cells if field in kept}
    sources[""] = (
        entry.source("department" if kind == "departments" else "grade" if kind == "grades" else "name")
        if name
        else next(iter(sources.values()))
    )
    return kept, sources


def _own_score(entry: Entry) -> Entry:
    """In a ranking of evaluations the second score is what the subject gave itself (评价得分, 自评得分)."""
    cells = dict(entry.cells)
    if "score_2" in cells:
        cells["own_score"] = cells.pop("score_2")
    return Entry(cells, entry.title, entry.row_text, name=entry.name, is_total=entry.is_total)
