"""The indicator block of a form: rows under a header in any column order, groups merged or not, the total row."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from jiheng.documents.content import Cell
from jiheng.extraction.builder import FormBuilder, IndicatorGroup
from jiheng.extraction.headers import sub_header, two_sided
from jiheng.extraction.lines import Column, Header, Line, is_blank, is_number, piece
from jiheng.extraction.results import Piece
from jiheng.extraction.wording import is_note, is_placeholder_name
from jiheng.regulation.labels import FormLabels, label_core

_LEVELS: Final = ("category", "subcategory")
#: Columns whose merged cell speaks for every row it covers; a merged score or weight counts once, in its first row.
_SHARED: Final = (
    "name", "target", "sign", "unit", "basis", "scoring_standard", "deviation_reason", "explanation", "note", "core_indicator",
)  # fmt: skip
#: Columns of rates, which the total row prints too.
_RATES: Final = ("completion_rate", "deviation", "score_rate")
#: Columns of running text, which a page break may cut.
_TEXTS: Final = ("basis", "scoring_standard", "deviation_reason", "explanation", "note")


class IndicatorReader:
    """Reads the rows of one indicator table after another."""

    def __init__(self, labels: FormLabels, builder: FormBuilder, use: Callable[..., None]) -> None:
        self.labels = labels
        self.builder = builder
        self.use = use
        self.header: Header | None = None
        self._plain: Header | None = None
        self._refined: Header | None = None
        self.group: IndicatorGroup = "indicators"
        self.closed = self.after_total = False
        self._beside: Header | None = None
        self._by_group: dict[IndicatorGroup, dict[str, Piece | None]] = {}
        self._fresh_header = False

    def begin(self, line: Line, header: Header, group: IndicatorGroup) -> None:
        """A header row, the first or a repeated one; repeated headers keep the groups running."""
        two = two_sided(line, self.labels) if self.builder.kind == "objective" else None
        if two is not None:
            header, self._beside, group = two[0], two[1], "period_indicators"
        else:
            self._beside = None
        self._by_group.setdefault(group, {"category": None, "subcategory": None})
        is_repeated = self._refined is not None and self._plain is not None and header.columns == self._plain.columns
        self._plain = header
        if is_repeated and self._refined is not None:  # a page repeats the first of two header rows
            header = replace(self._refined, row=header.row)
        self.header, self.group, self.closed, self.after_total = header, group, False, False
        self.builder.take_columns(column.meaning for column in header.columns)
        self._fresh_header = True
        self._note_cutoff(header)

    def new_table(self) -> None:
        """The rows that follow belong to another table: its row numbers begin anew."""
        for header in (self.header, self._beside):
            if header is not None:
                header.row = -1

    def _note_cutoff(self, header: Header) -> None:
        for column in header.columns:
            if column.meaning == "actual":
                self.builder.cutoff(column.label)

    @property
    def _groups(self) -> dict[str, Piece | None]:
        return self._by_group[self.group]

    def second_header(self, line: Line) -> bool:
        """Take the line as the second row of a header, when it is one."""
        fresh, self._fresh_header = self._fresh_header, False
        if not fresh or self.header is None or line.row != self.header.row + 1:
            return False
        refined = sub_header(self._plain or self.header, line, self.labels)
        if refined is None:
            return False
        self.header = self._refined = refined
        self.builder.take_columns(column.meaning for column in refined.columns)
        self.use(*line.filled)
        return True

    # -- rows -----------------------------------------------------------------------------------------------------------

    def read(self, line: Line) -> bool:
        """Read a row of the table; False when the row belongs to something else."""
        header = self.header
        if header is None:
            return False
        filled = line.filled
        first = filled[0]
        if self._is_total(line):
            return self.total(line)
        if self._is_closing(line) or is_note(first.text):
            self.closed = True
            return False
        if self._group_row(line):
            return True
        self.use(*(cell for cell in filled if cell.column + cell.colspan <= header.start))
        self._row(line, header)
        if self._beside is not None:
            left, self.group = self.group, "indicators"
            self._by_group.setdefault("indicators", {"category": None, "subcategory": None})
            self._row(line, self._beside)
            self.group = left
        return True

    def _row(self, line: Line, header: Header) -> None:
        cells = self._by_column(line, header)
        if self._goes_on(line, header, cells):
            return
        self._carry(line, header, cells)
        self._note_points(line, header)
        if self._is_empty(cells):
            return
        period = cells.pop("period_target", None)
        if period is not None and self.builder.kind == "objective":
            self.builder.indicator({**cells, "target": period}, row_text=line.text, group="period_indicators")
        elif period is not None:
            cells["period_target"] = period
        self.builder.indicator(cells, row_text=line.text, group=self.group)

    def _goes_on(self, line: Line, header: Header, cells: dict[str, Piece]) -> bool:
        """The rest of a row that a page cut: no name and no figure of its own, only more of its texts."""
        own = {column.meaning for cell in line.filled if (column := header.of(cell)) is not None}
        texts = {key: piece for key, piece in cells.items() if key in own and key in _TEXTS}
        if not texts or own - texts.keys() or not self.builder.indicators[self.group]:
            return False
        self.builder.more_text(texts, self.group)
        return True

    def _is_empty(self, cells: dict[str, Piece]) -> bool:
        """A row that only prints the form's numbering."""
        name = cells.get("name")
        bare = name is None or name.is_blank or is_placeholder_name(name.text)
        labels = ("category", "subcategory", "name", "sign", "unit")
        return bare and all(piece.is_blank for key, piece in cells.items() if key not in labels)

    def _by_column(self, line: Line, header: Header) -> dict[str, Piece]:
        found: dict[str, list[Cell]] = {}
        for cell in line.covering:
            begins = cell.row == line.row
            column = header.of(cell)
            if column is None or column.meaning in _LEVELS or column.meaning.endswith("_points"):
                continue
            if begins or (column.meaning in _SHARED and cell.row > header.row):
                found.setdefault(column.meaning, []).append(cell)
        name = header.column("name")
        if "name" not in found and name is not None:
            over = [cell for cell in line.covering if name.overlap(cell) > 0 and cell.row > header.row and not is_blank(cell)]
            found.update({"name": over} if over else {})
        labels = {column.meaning: column.label for column in header.columns}
        result: dict[str, Piece] = {}
        for meaning, cells in found.items():
            printed = [cell for cell in cells if not is_blank(cell)]
            self.use(*printed)
            if printed:
                result[meaning] = _joined(printed, labels[meaning])
        return result

    def _carry(self, line: Line, header: Header, cells: dict[str, Piece]) -> None:
        """Level 1 and 2: of the cell that covers the row, else of the row above; a new level 1 ends the level 2 before it."""
        for level in _LEVELS:
            column = header.column(level)
            cover = next((c for c in line.covering if column and header.of(c) is column and c.row > header.row and not is_blank(c)), None)
            if cover is not None and column is not None:
                self.use(cover)
                here = piece(cover, column.label)
                before = self._groups[level]
                if level == "category" and cover.row == line.row and (before is None or label_core(before.text) != label_core(here.text)):
                    self._groups["subcategory"] = None
                self._groups[level] = here
            carried = self._groups[level]
            if carried is not None:
                cells[level] = carried

    def _note_points(self, line: Line, header: Header) -> None:
        for level in (1, 2):
            key = _LEVELS[level - 1]
            group = self._groups[key]
            if group is None:
                continue
            category = self._groups["category"]
            parent = category.text if level == 2 and category else None
            column = header.column(f"{key}_points")
            cell = next((c for c in line.cells if column is not None and header.of(c) is column and not is_blank(c)), None)
            if cell is not None and column is not None:
                self.use(cell)
                self.builder.group_points(group, level=level, category=parent, figure=piece(cell, column.label))
            else:
                self.builder.group_points(group, level=level, category=parent)

    def _group_row(self, line: Line) -> bool:
        """A level-1 header in a row of its own."""
        filled = [cell for cell in line.filled if self.labels.indicators_block.meaning(cell.text) is None]
        if len(filled) != 1 or self.header is None:
            return False
        cell = filled[0]
        from_name = self.header.column("name")
        if self.labels.categories.meaning(_without_points(cell.text)) is None:
            return False
        if from_name is not None and cell.column >= from_name.start and cell.column > self.header.start:
            return False
        column = self.header.of(cell)
        if column is not None and column.meaning == "subcategory" and self.labels.subcategories.meaning(_without_points(cell.text)):
            return False
        self.use(*line.filled)
        self._groups.update(category=piece(cell), subcategory=None)
        self.builder.group_points(piece(cell))
        return True

    # -- total and end ----------------------------------------------------------------------------------------------------

    def _is_total(self, line: Line) -> bool:
        labels = [cell for cell in line.filled if not is_number(cell.text)]
        return bool(labels) and any(self.labels.totals.meaning(cell.text) == "total" for cell in labels[:2]) and len(labels) <= 4

    def _is_closing(self, line: Line) -> bool:
        header = self.header
        first = line.filled[0]
        if header is None or first.column > header.start or (len(line.filled) > 4 and not self.after_total):
            return False
        if self.labels.categories.meaning(_without_points(first.text)) or self.labels.subcategories.meaning(first.text):
            return False
        marked = self.labels.closing.meaning(first.text) or self.labels.closing.split(first.text)
        return bool(marked) and (len(line.filled) <= 2 or first.colspan > 1 or self.labels.closing.meaning(first.text) is not None)

    def total(self, line: Line) -> bool:
        """Read the line as the total row, by columns where there are some, else by order: 100 | 95.00分."""
        label = next((cell for cell in line.filled if self.labels.totals.meaning(cell.text)), None)
        if label is None:
            return self._total_in_one(line)
        self.use(label)
        self.after_total = self.after_total or label_core(label.text) != "小计"
        rest = [cell for cell in line.filled if cell is not label]
        weight = score = None
        numbers = [cell for cell in rest if is_number(cell.text)]
        for cell in numbers:
            column = self.header.of(cell) if self.header else None
            if column is not None and column.meaning == "weight" and weight is None and len(numbers) > 1:
                weight = piece(cell, column.label)
            elif column is not None and column.meaning == "score" and score is None:
                score = piece(cell, column.label)
        left = [c for c in numbers if not any(p is not None and p.place is c.place for p in (weight, score)) and not self._rate(c, line)]
        weight, score = self._by_order(left, weight, score)
        self.use(*numbers)
        self.builder.total(label=label.text.strip(), weight=weight, score=score, row_text=line.text)
        for cell in rest:
            if cell not in numbers and not _DASH.fullmatch(cell.text):
                self._beside_total(cell, line)
            else:
                self.use(cell)
        return True

    def _rate(self, cell: Cell, line: Line) -> bool:
        """Keep a rate of the whole (得分率 95%), which is neither points nor score; whether the cell is one."""
        column = self.header.of(cell) if self.header else None
        if column is None or column.meaning not in _RATES:
            return False
        self.builder.fact(f"总分 {column.label}", piece(cell, column.label), row_text=line.text)
        return True

    def _by_order(self, left: list[Cell], weight: Piece | None, score: Piece | None) -> tuple[Piece | None, Piece | None]:
        label = {c.meaning: c.label for c in self.header.columns} if self.header else {}
        for cell in left:
            column = self.header.of(cell) if self.header else None
            if weight is None and score is None and len(left) > 1:
                weight = piece(cell, label.get("weight", ""))
            elif score is None and (len(left) > 1 or column is None or column.meaning != "weight" or weight is not None):
                score = piece(cell, label.get("score", ""))
            elif weight is None:
                weight = piece(cell, label.get("weight", ""))
        return weight, score

    def _beside_total(self, cell: Cell, line: Line) -> None:
        """A word in the total row: a grade, a reason, a second label."""
        column: Column | None = self.header.of(cell) if self.header else None
        if self.labels.totals.meaning(cell.text) or self.labels.closing.meaning(cell.text):
            self.use(cell)
        elif column is not None and column.meaning in ("deviation_reason", "note"):
            self.builder.fact(f"总分 {column.label}", piece(cell, column.label), row_text=line.text)
            self.use(cell)
        elif cell.text.strip() in ("优", "良", "中", "差", "优秀", "良好"):
            self.builder.field("grade", "总分", piece(cell), row_text=line.text)
            self.use(cell)

    def _total_in_one(self, line: Line) -> bool:
        """Label and number in one cell: 总分：95分."""
        for cell in line.filled:
            found = self.labels.totals.split(cell.text)
            if found is None:
                continue
            value = found[2]
            start = cell.text.find(value)
            score = Piece(text=value, place=cell.place.within(start, start + len(value), value))
            self.builder.total(label=found[1], score=score, row_text=line.text)
            self.use(cell)
            return True
        return False


_DASH: Final = re.compile(r"[\s\-—–/\\]*")


def _without_points(text: str) -> str:
    return re.sub(r"[(（]?\d+(?:\.\d+)?\s*[分%]?[)）]?\s*$", "", text.strip())


def _joined(cells: list[Cell], label: str) -> Piece:
    if len(cells) == 1:
        return piece(cells[0], label)
    return Piece(text=" ".join(cell.text.strip() for cell in cells), place=cells[0].place, column=label)
