"""One form read row by row from exact tables, by its labels.

The reader remembers which block it is in (head, funds, tasks, objectives, indicators, closing) and the columns of that block; a
header row anywhere switches it. It may be fed rows of several tables (a form cut into two or three in Word). Cells that became no
field stay in :attr:`FormReader.unread`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal, TypeAlias

from jiheng.documents.content import Cell
from jiheng.extraction import headers
from jiheng.extraction.builder import FormBuilder, IndicatorGroup
from jiheng.extraction.funds_grid import FundsReader
from jiheng.extraction.indicator_grid import IndicatorReader
from jiheng.extraction.lines import Header, Line, is_number, labelled_parts, piece, same_text
from jiheng.extraction.results import Piece
from jiheng.extraction.wording import fiscal_year_in, is_note, money_unit_in
from jiheng.model import Source
from jiheng.regulation.labels import FormLabels, compact, label_core

Block: TypeAlias = Literal["head", "funds", "tasks", "objectives", "indicators", "closing"]
_YEAR_ROW: Final = re.compile(r"[(（\[【]?20\d\d年?度?[)）\]】]?")
_ATTACHMENT: Final = re.compile(r"附(?:件|表)?[\d一二三四五六七八九十\-—.]*[:：]?|续表|第?[\d/共页 ]+页?|[-—]+\d+[-—]+")


class FormReader:
    """Reads lines into a builder; ask :meth:`finish` for what was not understood."""

    def __init__(self, labels: FormLabels, builder: FormBuilder) -> None:
        self.labels = labels
        self.builder = builder
        self.block: Block = "head"
        self.used: set[int] = set()
        self.seen: list[tuple[Cell, Line]] = []
        self.funds = FundsReader(labels, builder, self.use)
        self.rows = IndicatorReader(labels, builder, self.use)
        self._goal: Header | None = None

    # -- bookkeeping --------------------------------------------------------------------------------------------------

    def use(self, *cells: Cell) -> None:
        """These cells were understood."""
        self.used.update(id(cell) for cell in cells)

    def new_table(self) -> None:
        """The rows that follow belong to another table."""
        self.funds.new_table()
        self.rows.new_table()

    @property
    def has_content(self) -> bool:
        """Whether funds or indicators were read already."""
        return bool(any(self.builder.indicators.values()) or self.builder.has_funds)

    def finish(self) -> tuple[Source, ...]:
        """The places of non-empty cells that became no field."""
        section = "：".join(part for part in (self.builder.title, str(self.builder.values.get("project") or "")) if part)
        return tuple(
            Source(place=cell.place, label=cell.text.strip()[:40], section=section, table_title=self.builder.title, row_text=line.text)
            for cell, line in self.seen
            if id(cell) not in self.used
        )

    # -- one line -----------------------------------------------------------------------------------------------------

    def read(self, line: Line) -> None:
        """Read one row."""
        filled = line.filled
        if not filled:
            return
        self.seen.extend((cell, line) for cell in filled)
        if self.rows.second_header(line):
            return
        if self._switch(line) or self._caption(line):
            return
        if self.block == "objectives" and self._goal is not None and not self._ends_objectives(line):
            self._goal_row(line)
            return
        if self.block == "objectives" and self._goal is None and self._under_goal_side(line):
            self._goals_beside(line.filled, line)
            return
        if self.block == "indicators":
            read = self.rows.read(line)
            self.block = "closing" if self.rows.closed else self.block
            if read:
                return
        if self.block in ("funds", "tasks") and self.funds.read(line):
            return
        self._labelled(line)

    def _switch(self, line: Line) -> bool:
        """Whether the line is the header row of a block."""
        found = headers.indicator_header(line, self.labels)
        if found is not None:
            self._begin_indicators(line, found)
            return True
        if self.block == "indicators":
            return False
        tasks = headers.task_header(line, self.labels)
        if tasks is not None and self.block != "closing":
            self.block = "tasks"
            self.funds.begin_tasks(line, tasks)
            return True
        if self.block in ("head", "funds", "objectives", "tasks") and self.funds.begins(line, inside=self.block in ("funds", "tasks")):
            self.block = "funds"
            return True
        return self.block != "closing" and self._objectives(line)

    def _begin_indicators(self, line: Line, found: Header) -> None:
        self.block = "indicators"
        side = next((cell for cell in line.covering if cell.column < found.start), None)
        period = side is not None and self.labels.block("period_indicators_block").meaning(side.text) is not None
        period = period or any(compact(column.label).startswith(("实施期", "中期", "长期")) for column in found.columns)
        group: IndicatorGroup = "period_indicators" if period and self.builder.kind == "objective" else "indicators"
        self.rows.begin(line, found, group)
        known = {column.start for column in found.columns}
        self.use(*(cell for cell in line.filled if cell.column in known or cell.column < found.start))

    # -- captions, notes, labelled cells --------------------------------------------------------------------------------

    def _caption(self, line: Line) -> bool:
        filled = line.filled
        text = filled[0].text.strip()
        plain = compact(text)
        if len(filled) > 1:
            return False
        cell = filled[0]
        if _ATTACHMENT.fullmatch(plain) or (self.block in ("head", "closing") and self._title(cell)):
            self.use(cell)
            return True
        if _YEAR_ROW.fullmatch(plain):
            self.builder.fiscal_year = self.builder.fiscal_year or fiscal_year_in(plain)
            self.use(cell)
            return True
        if is_note(text):
            self.builder.fact("注", piece(cell), row_text=line.text)
            self.use(cell)
            return True
        return self._facts_in(cell, line)

    def _title(self, cell: Cell) -> bool:
        if len(compact(cell.text)) > 60 or self.has_content:
            return False
        kind = self.labels.titles.within(cell.text)
        if kind is None or self.labels.head.split(cell.text) or self.labels.objectives_block.meaning(cell.text):
            return False
        self.builder.take_title(cell.text, piece(cell))
        return True

    def _meaning(self, text: str) -> str | None:
        """What a labelled cell of head or closing means; closing words win below the indicators."""
        first, second = (self.labels.head, self.labels.closing) if self.block != "closing" else (self.labels.closing, self.labels.head)
        found = first.meaning(text) or second.meaning(text)
        return found or ("fact" if self.labels.narratives.meaning(text) else None)

    def _facts_in(self, cell: Cell, line: Line) -> bool:
        """One cell holding label and value, or several of them: 填报单位：… 单位：万元."""
        unit = money_unit_in(cell.text)
        if unit and len(compact(cell.text)) < 60:
            self.builder.money_unit = self.builder.money_unit or unit
        parts = list(labelled_parts(cell.text, self._meaning))
        for meaning, label, value, start, end in parts:
            if meaning == "filling_agency" and money_unit_in(f"{label}:{value}"):
                continue
            part = Piece(text=value, place=cell.place.within(start, end, value))
            self.builder.field(meaning, label, part, row_text=line.text)
        if parts or (unit and len(compact(cell.text)) < 30):
            self.use(cell)
            return True
        return False

    def _labelled(self, line: Line) -> None:
        """Labels with their values beside them: 项目名称 | … | 主管部门 | …; what fits nothing stays unread."""
        filled = line.filled
        number = 0
        while number < len(filled):
            cell = filled[number]
            if self._is_total_of_head(filled, number):
                score = filled[number + 1]
                self.builder.total(label=cell.text.strip(), score=piece(score, cell.text), row_text=line.text)
                self.use(cell, score)
                number += 2
                continue
            meaning = self._meaning(cell.text) if len(label_core(cell.text)) <= 40 else None
            if meaning is None:
                if not self._facts_in(cell, line):
                    self._total_or_side(cell, line)
                number += 1
                continue
            self.use(cell)
            number += 1
            values = 0
            while number < len(filled) and self._is_value(filled, number):
                value = filled[number]
                if values and self._facts_in(value, line):
                    number += 1
                    continue
                self.builder.field(meaning if not values else "fact", cell.text, piece(value, cell.text), row_text=line.text)
                self.use(value)
                values += 1
                number += 1

    def _is_value(self, filled: Sequence[Cell], number: int) -> bool:
        """Whether a cell belongs to the label before it."""
        if self._is_total_of_head(filled, number):
            return False
        return self._meaning(filled[number].text) is None or self._is_value_like_label(filled, number)

    def _is_total_of_head(self, filled: Sequence[Cell], number: int) -> bool:
        """Whether the score stands among the labels of the head: 项目编码 | … | 自评总分（分） | 96.5."""
        if self.block != "head" or number + 1 >= len(filled) or "分" not in filled[number].text:
            return False
        return self.labels.totals.meaning(filled[number].text) == "total" and is_number(filled[number + 1].text)

    def _is_value_like_label(self, filled: Sequence[Cell], number: int) -> bool:
        """Whether a cell repeats the label before it, or its beginning, as its value: 主管部门及代码 | 主管部门 | 实施单位 | …"""
        label, value = filled[number - 1], filled[number]
        is_repeated = label_core(label.text).startswith(label_core(value.text)) and self._meaning(label.text) == self._meaning(value.text)
        if not is_repeated or (number + 1 < len(filled) and self._meaning(filled[number + 1].text) is None):
            return False
        return number < 2 or not same_text(filled[number - 2].text, label.text)

    def _total_or_side(self, cell: Cell, line: Line) -> None:
        """A block label standing alone, or a total row outside the indicators."""
        blocks = (self.labels.funds_block, self.labels.objectives_block, self.labels.indicators_block, self.labels.categories)
        if any(block.meaning(cell.text) for block in blocks):
            self.builder.money_unit = self.builder.money_unit or money_unit_in(cell.text)
            self.use(cell)
        elif self.labels.totals.meaning(cell.text) == "total" or cell is not line.filled[0]:
            self.rows.total(line)

    # -- objectives -----------------------------------------------------------------------------------------------------

    def _objectives(self, line: Line) -> bool:
        found = headers.objective_header(line, self.labels)
        filled = line.filled
        if found is None:
            side = filled[0]
            if self.labels.objectives_block.meaning(side.text) is None or len(filled) < 2:
                return False
            self.block, self._goal = "objectives", None
            self.use(side)
            self._goals_beside(filled[1:], line)
            return True
        header, pairs = found
        for cell, meaning, value in pairs:
            self.builder.objective(meaning, cell.text, piece(value, cell.text), row_text=line.text)
            self.use(cell, value)
        self.block = "objectives"
        self._goal = header if header.columns else None
        starts = {column.start for column in header.columns}
        first = min(starts, default=0)
        self.use(*(cell for cell in filled if cell.column in starts or cell.column + cell.colspan <= first or self._is_goal_side(cell)))
        return True

    def _under_goal_side(self, line: Line) -> bool:
        side = line.covering[0]
        return side.row < line.row and self._is_goal_side(side) and not self._ends_objectives(line)

    def _goals_beside(self, cells: Sequence[Cell], line: Line) -> None:
        """Objective texts without headers of their own: what is planned, then what was reached."""
        side = line.covering[0].text
        texts = [cell for cell in cells if len(compact(cell.text)) > 4 or len(cells) == 1]
        self.use(*cells)
        for meaning, cell in zip(("expected_objective", "actual_objective"), texts, strict=False):
            self.builder.objective(meaning, side, piece(cell, side), row_text=line.text)

    def _is_goal_side(self, cell: Cell) -> bool:
        return self.labels.objectives_block.meaning(cell.text) is not None

    def _ends_objectives(self, line: Line) -> bool:
        first = line.filled[0]
        return len(line.filled) > 1 and (self._meaning(first.text) is not None)

    def _goal_row(self, line: Line) -> None:
        """A row of objective texts under their headers; a narrow label before them (目标1) belongs to the text."""
        if self._goal is None:
            return
        for cell in line.filled:
            column = self._goal.of(cell)
            if column is None:
                if len(compact(cell.text)) <= 8 or self.labels.objectives_block.meaning(cell.text):
                    self.use(cell)
                continue
            self.builder.objective(column.meaning.partition("_2")[0], column.label, piece(cell, column.label), row_text=line.text)
            self.use(cell)
