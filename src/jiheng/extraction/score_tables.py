"""Scoring tables of a report: the full annex, summaries by level 1, tables of one group, frames without scores."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from jiheng.documents.content import Cell
from jiheng.extraction.report_draft import Draft, figure_of, place_of, tidy
from jiheng.extraction.report_grid import Columns, GridRow, LogicalTable, TableSources, body_rows, columns_of
from jiheng.extraction.report_outline import Outline
from jiheng.model import Figure, IndicatorCategory, ReportPart, ScoreLine, ScoreTable, Source, read_figure
from jiheng.regulation.labels import FormLabels

_TEXTS: Final = (
    "explanation", "benchmark", "evaluation_points", "scoring_rule", "course", "deduction_reason", "remark",
)  # fmt: skip
_FIGURES: Final = ("weight", "score", "score_rate", "lost", "deviation")
_POINTS: Final = re.compile(
    r"\s*(?:[(（\[【]\s*(?:权重|分值|满分|共|计)?\s*[:：]?\s*(?P<inside>\d{1,3}(?:\.\d+)?)\s*(?P<unit>分|%)?\s*[)）\]】]|(?P<bare>\d{1,3}(?:\.\d+)?)\s*分)\s*$"
)
_CODE: Final = re.compile(
    r"^(?:[A-Da-d]\d{0,3}(?:[.\-]\d+)*[\s.、:：]*(?=[\u4e00-\u9fff])|\d{1,2}[.、．]\s*(?!\d)|[(（]?[一二三四五六七八九十]{1,2}[)）、.]\s*)"
)
_GROUP_TAIL: Final = re.compile(r"(?:类|方面|部分)?(?:指标)?(?:完成|得分|评分|评价|分析|实施|绩效)*(?:情况|分析|评价|指标)*$")


def split_points(text: str) -> tuple[str, Figure | None]:
    """A name without the points printed behind it, and the points: 决策（20分） is 决策 and 20."""
    plain = tidy(text)
    match = _POINTS.search(plain)
    figure: Figure | None = None
    if match and match.start() > 0:
        number = match["inside"] or match["bare"]
        figure = read_figure(number)
        plain = plain[: match.start()].strip()
        if figure is not None:
            figure = figure.model_copy(update={"raw": match[0].strip(), "unit": "%" if match["unit"] == "%" else ""})
    return _CODE.sub("", plain).strip(), figure


def is_score_table(columns: Columns | None) -> bool:
    """Whether columns are those of a scoring table or of an indicator frame."""
    if columns is None or not columns.any("level1", "level2", "level3", "name"):
        return False
    scored = columns.any("score", "score_rate", "lost")
    if columns.any("level1", "level2", "level3"):
        return (columns.has("weight") and (scored or not columns.any("benchmark"))) or scored
    return columns.has("weight") and scored


def is_form_table(columns: Columns) -> bool:
    """Whether the columns are those of a self-evaluation form rather than of an evaluator's table."""
    return columns.has("benchmark", "actual", "score") and not columns.any(
        "scoring_rule", "evaluation_points", "course", "explanation", "score_rate"
    )


@dataclass(slots=True)
class _Open:
    """The groups that reach down to the row at hand, with their points and cells."""

    names: dict[int, str] = field(default_factory=dict)
    points: dict[int, Figure | None] = field(default_factory=dict)
    cells: dict[int, Cell] = field(default_factory=dict)


class ScoreTableReader:
    """Reads one scoring table into lines."""

    def __init__(self, table: LogicalTable, columns: Columns, labels: FormLabels, sources: TableSources) -> None:
        self.table = table
        self.columns = columns
        self.labels = labels
        self.sources = sources
        self.lines: list[dict[str, Any]] = []
        self.places: list[dict[str, Source]] = []
        self.open = _Open()
        self.last_row: GridRow | None = None
        self.levels = self._levels()

    def _levels(self) -> dict[int, int]:
        """Grid column of each level."""
        levels = {number: self.columns.at[f"level{number}"] for number in (1, 2, 3) if f"level{number}" in self.columns.at}
        if "name" in self.columns.at:
            levels.setdefault(self._level_of_names(levels), self.columns.at["name"])
        return levels

    def _level_of_names(self, levels: dict[int, int]) -> int:
        if levels:
            return min(3, max(levels) + 1)
        names = [split_points(row.text(self.columns.at["name"]))[0] for row in body_rows(self.table, self.columns)]
        words = [name for name in names if name and self.labels.block("score_totals").meaning(name) is None]
        return 1 if words and sum(self.labels.categories.meaning(w) is not None for w in words) * 2 >= len(words) else 3

    def read(self) -> tuple[list[ScoreLine], list[dict[str, Source]]]:
        """The lines with the sources of their fields."""
        for row in body_rows(self.table, self.columns):
            if self._goes_on(row):
                self._append(row)
            else:
                self._row(row)
            self.last_row = row
        return [ScoreLine(**line) for line in self.lines], self.places

    def _goes_on(self, row: GridRow) -> bool:
        """Whether a row is the rest of the one before it: cut by a page, or a split cell beside a merged name and score."""
        if not self.lines or self.last_row is None:
            return False
        deepest = self.levels[max(self.levels)]
        figures = [row.text(column) for key, column in self.columns.at.items() if key.rstrip("_0123456789") in _FIGURES]
        if self.table.exact and row.table is self.last_row.table:
            keys = [self.columns.at[k] for k in ("score", "weight") if k in self.columns.at]
            return all(c < len(row.own) and not row.own[c] for c in (deepest, *keys))
        texts = [row.text(self.columns.at[key]) for key in _TEXTS if key in self.columns.at]
        upper = [row.text(column) for number, column in self.levels.items() if number < max(self.levels)]
        if any(figures) or not figures or any(upper):
            return False
        return any(texts) and (not row.text(deepest) or max(self.levels) == 3)

    def _append(self, row: GridRow) -> None:
        line = self.lines[-1]
        for key in _TEXTS:
            column = self.columns.at.get(key)
            if column is None or column >= len(row.own) or not row.own[column] or not row.text(column):
                continue
            line[key] = f"{line.get(key) or ''}{row.text(column)}"
        for number, column in self.levels.items():
            text = row.text(column)
            if text and column < len(row.own) and row.own[column] and number == max(self.levels):
                line[f"level{number}"] = f"{line.get(f'level{number}') or ''}{text}"

    def _row(self, row: GridRow) -> None:
        total = self._total(row)
        found: dict[str, Any] = {"marks": {}}
        places: dict[str, Source] = {}
        if total is None:
            self._names(row, found, places)
            if "level" not in found:
                return
        else:
            label, cell, meaning = total
            found["level"] = 0 if meaning == "total" else 1
            found["level1"] = label if meaning == "total" else self.open.names.get(1)
            if meaning != "total":
                found["marks"]["subtotal"] = label
            places["level1"] = self.sources.cell(cell, row, label)
        name = str(found.get("level3") or found.get("level2") or found.get("level1") or "")
        self._values(row, found, places, name)
        if total is not None and not row.table.exact:
            self._loose_total(row, found, places, name)
        if total is not None and not any(found.get(key) is not None for key in _FIGURES):
            return
        self.lines.append(found)
        self.places.append({"": self.sources.row(row, name)} | places)

    def _total(self, row: GridRow) -> tuple[str, Cell, str] | None:
        first = row.filled[0]
        meaning = self.labels.block("score_totals").meaning(first.text)
        start = min(self.levels.values())
        if meaning is None:
            second = next((cell for cell in row.filled[1:3] if self.labels.block("score_totals").meaning(cell.text) == "subtotal"), None)
            return (tidy(second.text), second, "subtotal") if second is not None else None
        return (tidy(first.text), first, meaning) if first.column <= max(start, max(self.levels.values())) else None

    def _names(self, row: GridRow, found: dict[str, Any], places: dict[str, Source]) -> None:
        deepest = 0
        for number in sorted(self.levels):
            column = self.levels[number]
            cell = row.cells[column] if column < len(row.cells) else None
            text = tidy(cell.text) if cell is not None else ""
            if not text and number == max(self.levels) and number > 1:
                continue
            if text and cell is not None and self.open.cells.get(number) is not cell:
                self._begin(number, text, cell)
            if number not in self.open.names:
                continue
            held = self.open.cells[number]
            found[f"level{number}"] = self.open.names[number]
            places[f"level{number}"] = self.sources.cell(held, row, self.open.names[number])
            if number < 3 and self.open.points.get(number) is not None:
                found[f"level{number}_weight"] = self.open.points[number]
                places[f"level{number}_weight"] = places[f"level{number}"]
            if text:
                deepest = number
        if not deepest:
            return
        found["level"] = deepest
        if "level1" in found:
            key = self.labels.categories.meaning(found["level1"])
            found["level1_key"] = IndicatorCategory(key) if key else None
        if deepest == 3 and self.open.points.get(3) is not None:
            found["weight"] = self.open.points[3]
            places["weight"] = places["level3"]

    def _begin(self, number: int, text: str, cell: Cell) -> None:
        name, figure = split_points(text)
        for deeper in range(number, 4):
            self.open.names.pop(deeper, None)
            self.open.points.pop(deeper, None)
            self.open.cells.pop(deeper, None)
        self.open.names[number], self.open.points[number], self.open.cells[number] = name or text, figure, cell

    def _values(self, row: GridRow, found: dict[str, Any], places: dict[str, Source], name: str) -> None:
        """Texts and figures of the other columns. A figure column may come once for each level (权重 after every level)."""
        for key, column in self.columns.at.items():
            cell = row.cells[column] if column < len(row.cells) else None
            base = key.rstrip("_0123456789")
            if cell is None or not cell.text.strip() or (found["level"] == 0 and cell is row.filled[0]):
                continue
            label = self.columns.labels[key]
            if base in _FIGURES:
                target = self._figure_field(base, column)
                unit = "%" if base == "score_rate" else ""
                figure = figure_of(cell.text, unit)
                if figure is None:
                    found["marks"].setdefault(target, tidy(cell.text))
                elif target != "weight" or found.get("weight") is None or found["level"] == 3:
                    found[target] = figure
                places[target] = self.sources.cell(cell, row, f"{name} / {label}")
            elif base in _TEXTS and (row.own[column] or found.get("level") == 3):
                found.setdefault(base, tidy(cell.text))
                places.setdefault(base, self.sources.cell(cell, row, f"{name} / {label}"))
            elif base in ("actual", "evidence", "core_indicator"):
                found["marks"].setdefault(base, tidy(cell.text))
                places.setdefault(f"marks/{base}", self.sources.cell(cell, row, f"{name} / {label}"))

    def _loose_total(self, row: GridRow, found: dict[str, Any], places: dict[str, Source], name: str) -> None:
        """The figures of a total row whose empty cells a dump has dropped: a rate by its sign, then points and score in this order."""
        wanted = [key for key in ("weight", "score") if key in self.columns.at]
        cells = [(cell, figure) for cell in row.filled[1:] if (figure := figure_of(cell.text)) is not None]
        plain = [item for item in cells if item[1].unit != "%"]
        if sum(found.get(key) is not None for key in wanted) >= min(len(wanted), len(plain)) or not plain:
            return
        keys = wanted if len(plain) >= len(wanted) else wanted[-1:]
        pairs = [*zip(keys, plain, strict=False), *(("score_rate", item) for item in cells if item[1].unit == "%")]
        for key, (cell, figure) in pairs:
            if key in self.columns.at:
                found[key] = figure
                places[key] = self.sources.cell(cell, row, f"{name} / {self.columns.labels[key]}")

    def _figure_field(self, base: str, column: int) -> str:
        """Which field a column of points fills: the level whose name it follows, when several columns print points."""
        if base != "weight" or sum(k.startswith("weight") for k in self.columns.at) < 2:
            return base
        before = [number for number, at in self.levels.items() if at < column]
        level = max(before, default=3)
        return "weight" if level == max(self.levels) else f"level{level}_weight"


def _kind(columns: Columns, lines: list[ScoreLine], part: ReportPart) -> Literal["annex", "summary", "group", "frame"]:
    if not any(line.score is not None or line.score_rate is not None or line.lost is not None for line in lines):
        return "frame"
    levels = {line.level for line in lines if line.level}
    if columns.any("explanation", "scoring_rule", "evaluation_points", "course", "deduction_reason") and 3 in levels:
        return "annex"
    if levels == {1}:
        return "summary"
    groups = {line.level1 for line in lines if line.level}
    return "group" if groups <= {None} or (len(groups) == 1 and part is not ReportPart.ANNEX) else "annex"


def group_of(outline: Outline, heading: int, labels: FormLabels) -> str | None:
    """The level-1 group a section speaks of: （一）项目决策情况 is 项目决策."""
    for found in outline.chain(heading):
        name = _GROUP_TAIL.sub("", split_points(found.title)[0])
        if name and labels.categories.meaning(name) is not None:
            return name
    return None


def read_score_table(table: LogicalTable, columns: Columns, outline: Outline, draft: Draft) -> bool:
    """Read a scoring table into the draft; False when it holds no line."""
    section = outline.section(table.first.heading)
    sources = TableSources(table, section)
    lines, places = ScoreTableReader(table, columns, draft.labels, sources).read()
    if not lines:
        return False
    kind = _kind(columns, lines, table.first.part)
    group = group_of(outline, table.first.heading, draft.labels) if kind == "group" else None
    record = ScoreTable(kind=kind, title=table.first.title, group=group, section=section, part=table.first.part, lines=tuple(lines))
    parts = {f"lines/{n}/{name}" if name else f"lines/{n}": s for n, found in enumerate(places) for name, s in found.items()}
    draft.add("score_tables", record, sources.whole(table), parts)
    return True


def read_transposed(table: LogicalTable, outline: Outline, draft: Draft) -> bool:
    """Read scores printed in rows under the names of the level-1 indicators; False when the table is none."""
    labels = draft.labels
    known = labels.block("score_columns")
    for number, row in enumerate(table.rows):
        names = [
            (column, cell)
            for column, cell in enumerate(row.cells)
            if column and row.own[column] and cell is not None and cell.text.strip() and cell is not row.cells[column - 1]
        ]
        words = [split_points(cell.text)[0] for _, cell in names]
        if len(names) < 2 or sum(labels.categories.meaning(word) is not None for word in words) * 2 < len(words):
            continue
        values = [
            (meaning, below) for below in table.rows[number + 1 : number + 5]
            if (meaning := known.meaning(below.text(0)) or _value_of_row(below)) in _FIGURES
        ]  # fmt: skip
        if values:
            _transposed(table, names, values, outline, draft)
            return True
    return False


def _value_of_row(row: GridRow) -> str | None:
    """What a row without a label of its own counts: 得分 or 得分率 in any of its words."""
    text = row.text(0)
    return "score_rate" if "得分率" in text else "score" if "得分" in text else "weight" if re.search(r"权重|分值", text) else None


def _transposed(
    table: LogicalTable, names: list[tuple[int, Cell]], values: list[tuple[str, GridRow]], outline: Outline, draft: Draft
) -> None:
    section = outline.section(table.first.heading)
    sources = TableSources(table, section)
    lines: list[ScoreLine] = []
    parts: dict[str, Source] = {}
    for column, cell in names:
        name, weight = split_points(cell.text)
        total = draft.labels.block("score_totals").meaning(name) is not None
        found: dict[str, Any] = {"level": 0 if total else 1, "level1": name, "weight": weight}
        key = draft.labels.categories.meaning(name)
        found["level1_key"] = IndicatorCategory(key) if key else None
        at = f"lines/{len(lines)}"
        parts[at] = Source(place=place_of(cell), label=name, section=section, table_title=sources.title)
        for meaning, row in values:
            value = row.cells[column]
            if value is None or not value.text.strip():
                continue
            figure = figure_of(value.text, "%" if meaning == "score_rate" else "")
            if figure is not None:
                found[meaning] = figure
                parts[f"{at}/{meaning}"] = sources.cell(value, row, f"{name} / {row.text(0)}")
        lines.append(ScoreLine(**found))
    record = ScoreTable(kind="summary", title=table.first.title, section=section, part=table.first.part, lines=tuple(lines))
    draft.add("score_tables", record, sources.whole(table), parts)


def score_columns(table: LogicalTable, labels: FormLabels) -> Columns | None:
    """The columns of a scoring table; None when the table is none."""
    columns = columns_of(table.rows, labels.block("score_columns"))
    if columns is not None and columns.has("core_indicator") and not columns.any("level3", "name"):
        columns.at["level3"] = columns.at.pop("core_indicator")  # 一级指标 | 二级指标 | 核心指标
        columns.labels["level3"] = columns.labels.pop("core_indicator")
    return columns if columns is not None and is_score_table(columns) and not is_form_table(columns) else None


__all__ = ["group_of", "read_score_table", "read_transposed", "score_columns", "split_points"]
