"""Building a record and its source map from field values with their places; shared by every way of reading a form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, TypeAlias

from jiheng.extraction.results import Extracted, Piece
from jiheng.extraction.rows import funds_row, indicator
from jiheng.extraction.wording import fiscal_year_in, group_points, joined_lines, points
from jiheng.model import (
    AnyForm,
    CategoryPoints,
    FundsRow,
    Indicator,
    IndicatorCategory,
    MonitoringForm,
    ObjectiveForm,
    Place,
    Scope,
    SelfEvaluationForm,
    Source,
    SourceMap,
    read_date,
)
from jiheng.regulation.labels import FormLabels, label_core

FormKind: TypeAlias = Literal["self_evaluation", "objective", "monitoring"]
FundsGroup: TypeAlias = Literal["funds", "period_funds", "tasks"]
IndicatorGroup: TypeAlias = Literal["indicators", "period_indicators"]

_RECORDS: Final[dict[str, type[AnyForm]]] = {
    "self_evaluation": SelfEvaluationForm,
    "objective": ObjectiveForm,
    "monitoring": MonitoringForm,
}
_DATES: Final = {"filled_on", "starts_on", "ends_on"}


@dataclass(frozen=True, slots=True)
class _Read:
    path: str
    piece: Piece
    label: str
    row_text: str


class FormBuilder:
    """Collects what was read of one form; :meth:`build` makes the record and its source map.

    The first value of a field stays; a second one is kept in ``fields`` under its label. Meanings are those of
    ``standards/*/forms``; a meaning that the form's record has no field for is kept in ``fields``.
    """

    def __init__(
        self, labels: FormLabels, *, kind: FormKind = "self_evaluation", scope: Scope = Scope.PROJECT, title: str = "",
        fiscal_year: int | None = None, money_unit: str = "", table_title: str = "", start: Piece | None = None,
    ) -> None:  # fmt: skip
        self.labels = labels
        self.kind: FormKind = kind
        self.scope = scope
        self.title = title
        self.fiscal_year = fiscal_year
        self.money_unit = money_unit
        self.table_title = table_title
        self.start = start
        self.doubt = ""
        self.values: dict[str, Any] = {}
        self.fields: dict[str, str] = {}
        self.marks: dict[str, str] = {}
        self._funds: dict[str, list[tuple[Piece, dict[str, Piece], str]]] = {"funds": [], "period_funds": [], "tasks": []}
        self.indicators: dict[str, list[Indicator]] = {"indicators": [], "period_indicators": []}
        self.points: list[CategoryPoints] = []
        self.columns: dict[str, None] = {}
        self._filling_agency: Piece | None = None
        self._read: list[_Read] = []

    # -- single cells -----------------------------------------------------------------------------------------------

    def field(self, meaning: str, label: str, value: Piece, *, row_text: str = "") -> None:
        """A labelled cell: head, objective or closing. Blank cells are no field."""
        if value.is_blank:
            return
        text = value.text.strip()
        if meaning == "filling_agency":
            self._filling_agency = self._filling_agency or value
            meaning = "fact"
        if meaning == "period":
            self._period(label, value, row_text)
            return
        if meaning in _DATES and self._has(meaning) and meaning not in self.values:
            date = read_date(text)
            if date is not None:
                self._put(meaning, date, label, value, row_text)
                return
        if meaning not in _DATES and self._has(meaning) and meaning not in self.values and meaning not in ("funds", "indicators"):
            self._put(meaning, joined_lines(text) if meaning in _ONE_LINE else text, label, value, row_text)
            return
        self.fact(label, value, row_text=row_text)

    def fact(self, label: str, value: Piece, *, row_text: str = "") -> None:
        """A labelled cell that no field of the record is for; kept under its printed label."""
        if value.is_blank:
            return
        key = joined_lines(label).rstrip(":：") or "（无标签）"
        if key in self.fields:
            if self.fields[key] == value.text.strip():
                return
            key = next(f"{key} {number}" for number in range(2, 10_000) if f"{key} {number}" not in self.fields)
        self.fields[key] = value.text.strip()
        if self.fiscal_year is None and self.labels.head.meaning(key) == "year_fact":
            self.fiscal_year = fiscal_year_in(value.text) or _bare_year(value.text)
        self._note(f"/fields/{key.replace('~', '~0').replace('/', '~1')}", value, label, row_text)

    def objective(self, meaning: str, label: str, value: Piece, *, row_text: str = "") -> None:
        """A part of an objective's text; parts of the same meaning are joined by line breaks."""
        if value.is_blank:
            return
        if not self._has(meaning):
            self.fact(label, value, row_text=row_text)
            return
        text = value.text.strip()
        before = self.values.get(meaning)
        if before is None:
            self._put(meaning, text, label, value, row_text)
        elif text not in str(before).split("\n"):
            self.values[meaning] = f"{before}\n{text}"

    def _period(self, label: str, value: Piece, row_text: str) -> None:
        ends = re.split(r"[-—–~～至到]+(?=\s*(?:20\d\d|\d{1,2}月))", value.text.strip())
        dates = [read_date(end) for end in ends]
        if len(dates) == 2 and all(dates) and self._has("starts_on"):
            self._put("starts_on", dates[0], label, value, row_text)
            self._put("ends_on", dates[1], label, value, row_text)
        else:
            self.fact(label, value, row_text=row_text)

    def _has(self, name: str) -> bool:
        return name in _RECORDS[self.kind].model_fields

    def _put(self, name: str, content: object, label: str, value: Piece, row_text: str) -> None:
        self.values[name] = content
        self._note(f"/{name}", value, label, row_text)

    def _note(self, path: str, piece: Piece, label: str, row_text: str) -> None:
        self._read.append(_Read(path, piece, label, row_text))

    # -- rows -------------------------------------------------------------------------------------------------------

    def funds(self, label: Piece, cells: Mapping[str, Piece], *, row_text: str = "", group: FundsGroup = "funds") -> None:
        """A row of the funds block: its label and its cells by meaning (initial_budget, adjusted_budget, executed, …)."""
        self._funds[group].append((label, dict(cells), row_text))

    def funds_entry(self, entry: tuple[Piece, dict[str, Piece], str], group: FundsGroup = "funds") -> None:
        """A funds row whose cells are still being collected: label, cells, row text."""
        self._funds[group].append(entry)

    def first_funds(self, group: FundsGroup = "funds") -> dict[str, Piece] | None:
        """The cells of the first funds row, to add to."""
        return self._funds[group][0][1] if self._funds[group] else None

    def funds_named(self, group: FundsGroup, label: str) -> dict[str, Piece] | None:
        """The cells of the last funds row with that label, to add to."""
        core = label_core(label)
        return next((cells for named, cells, _ in reversed(self._funds[group]) if label_core(named.text) == core), None)

    def cutoff(self, label: str) -> None:
        """The column label of a monitoring form names the month it reports to: 1—7月执行数."""
        month = re.search(r"(\d{1,2})月", label_core(label))
        if month and self._has("cutoff_month") and 1 <= int(month[1]) <= 12:
            self.values.setdefault("cutoff_month", int(month[1]))

    @property
    def has_funds(self) -> bool:
        """Whether a row of funds was read."""
        return any(self._funds.values())

    def take_title(self, text: str, piece: Piece) -> None:
        """A title printed within the form: it names kind, scope and year unless these were known."""
        self.title = self.title or joined_lines(text)
        self.fiscal_year = self.fiscal_year or fiscal_year_in(text)
        self.start = self.start or piece

    def indicator(self, cells: Mapping[str, Piece], *, row_text: str = "", group: IndicatorGroup = "indicators") -> None:
        """An indicator: its cells by meaning (category, subcategory, name, sign, unit, target, actual, weight, score, …)."""
        rows = self.indicators[group]
        cells = self._with_points(cells)
        row = indicator(cells, self.labels)
        path = f"/{group}/{len(rows)}"
        rows.append(row)
        shown = row.name or row.subcategory or row.category or ""
        self._row(path, shown, cells.get("name") or next(iter(cells.values()), None), cells, row_text)
        for key, level in (("category", 1), ("subcategory", 2)):
            if key in cells:
                self.group_points(cells[key], level=level, category=row.category)

    def _with_points(self, cells: Mapping[str, Piece]) -> Mapping[str, Piece]:
        """The points printed behind a name, where the table has no column for them: 养护里程（20分）."""
        name = cells.get("name")
        printed = _NAMED_POINTS.search(name.text) if name is not None and "weight" not in {*cells, *self.columns} else None
        if name is None or printed is None or not printed.start():
            return cells
        return {**cells, "name": replace(name, text=name.text[: printed.start()]), "weight": replace(name, text=printed["points"])}

    def take_columns(self, meanings: Iterable[str]) -> None:
        """The columns of an indicator table: what they leave blank is blank, and not without a place."""
        self.columns.update(dict.fromkeys(meanings))

    def more_text(self, texts: Mapping[str, Piece], group: IndicatorGroup = "indicators") -> None:
        """The rest of the last indicator's texts, from a row that a page cut."""
        rows = self.indicators[group]
        rest = {key: f"{getattr(rows[-1], key) or ''}{piece.text.strip()}" for key, piece in texts.items()}
        rows[-1] = rows[-1].model_copy(update=rest)

    def group_points(self, header: Piece, *, level: int = 1, category: str | None = None, figure: Piece | None = None) -> None:
        """Points printed in a level-1 or level-2 header, or in a points column of its own (``figure``); repeats are ignored."""
        name, printed = group_points(header.text)
        if figure is not None:
            printed = points(figure.text)
        if printed is None or not name:
            return
        found = self.labels.categories.meaning(name if level == 1 else category or "")
        entry = CategoryPoints(
            category=name if level == 1 else category or "",
            category_key=IndicatorCategory(found) if found else None,
            subcategory=name if level == 2 else None,
            points=printed,
        )
        same = [p for p in self.points if (p.category, p.subcategory) == (entry.category, entry.subcategory)]
        if not same:
            self._note(f"/category_points/{len(self.points)}", figure or header, header.text, "")
            self.points.append(entry)

    def total(self, *, label: str = "总分", weight: Piece | None = None, score: Piece | None = None, row_text: str = "") -> None:
        """The total row. What is printed but no number goes to ``marks``."""
        for name, piece in (("total_weight", weight), ("total_score", score)):
            if piece is None or piece.is_blank or name in self.values:
                continue
            figure = points(piece.text)
            if figure is not None and self._has(name):
                self._put(name, figure, f"{label} / {piece.column}" if piece.column else label, piece, row_text)
            else:
                self.marks[name] = piece.text.strip()
                self._note(f"/{name}", piece, label, row_text)

    def _row(self, path: str, shown: str, first: Piece | None, cells: Mapping[str, Piece], row_text: str) -> None:
        if first is not None:
            self._note(path, first, shown, row_text)
        for key, piece in cells.items():
            name = {"sign": "target", "unit": "name_unit"}.get(key, key.partition(".")[0])
            column = joined_lines(piece.column)
            self._note(f"{path}/{name}", piece, f"{shown} / {column}" if column and shown else shown or column, row_text)

    # -- the record -------------------------------------------------------------------------------------------------

    @property
    def is_empty(self) -> bool:
        """Whether nothing but labels was read."""
        return not (self.values or any(self.indicators.values()) or any(self._funds.values()))

    def _funds_rows(self, group: str) -> tuple[FundsRow, ...]:
        rows: list[FundsRow] = []
        for label, cells, row_text in self._funds[group]:
            row = funds_row(label, cells, self.labels, self.money_unit)
            self._row(f"/{group}/{len(rows)}", row.label, label, {"label": label, **cells}, row_text)
            rows.append(row)
        return tuple(rows)

    def build(self) -> Extracted:
        """The record with its source map."""
        if "implementing_agency" not in self.values and self._filling_agency is not None:
            self._put("implementing_agency", joined_lines(self._filling_agency.text), "填报单位", self._filling_agency, "")
        values = dict(self.values)
        values.update(
            title=self.title,
            scope=self.scope,
            fiscal_year=self.fiscal_year,
            money_unit=self.money_unit,
            category_points=tuple(self.points),
            columns=tuple(self.columns),
            fields=self.fields,
            marks=self.marks,
        )
        for group in self._funds:
            if self._has(group):
                values[group] = self._funds_rows(group)
        for indicators, rows in self.indicators.items():
            if self._has(indicators):
                values[indicators] = tuple(rows)
        record: AnyForm = _RECORDS[self.kind](**values)
        return Extracted(record=record, sources=self._sources(record))

    def _sources(self, record: AnyForm) -> SourceMap:
        name = record.project or record.implementing_agency or record.supervising_department or ""
        section = "：".join(part for part in (record.title, name) if part)
        table_title = self.table_title or record.title
        sources = SourceMap()
        first = self.start or (self._read[0].piece if self._read else None)
        if first is not None:
            sources.add("", Source(place=_quoted(first), label=record.title, section=section, table_title=table_title, doubt=self.doubt))
        for read in self._read:
            sources.add(
                read.path,
                Source(
                    place=_quoted(read.piece),
                    label=read.label,
                    section=section,
                    table_title=table_title,
                    row_text=read.row_text,
                    doubt=read.piece.doubt or self.doubt,
                ),
            )
        return sources


_NAMED_POINTS: Final = re.compile(r"\s*[(（](?P<points>\d{1,3}(?:\.\d+)?分)[)）]\s*$")
_ONE_LINE: Final = {"project", "project_code", "supervising_department", "implementing_agency", "attribute", "owner", "grade"}


def _bare_year(text: str) -> int | None:
    """A year printed alone in its cell: 2023."""
    found = re.fullmatch(r"\s*(20\d\d)\s*", text)
    return int(found[1]) if found else None


def _quoted(piece: Piece) -> Place:
    """The place of a piece with its words, from which a finding can point at some of them."""
    return piece.place if piece.place.quote else replace(piece.place, quote=piece.text)
