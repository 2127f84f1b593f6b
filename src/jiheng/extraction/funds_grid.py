"""The funds block of a form in its arrangements (columns of amounts, sources as columns, pairs), and the task table of departments."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from jiheng.documents.content import Cell
from jiheng.extraction import headers
from jiheng.extraction.builder import FormBuilder, FundsGroup
from jiheng.extraction.lines import Header, Line, header_of, is_blank, is_number, piece
from jiheng.extraction.results import Piece
from jiheng.extraction.rows import AMOUNTS
from jiheng.extraction.wording import money_unit_in
from jiheng.regulation.labels import FormLabels, compact, label_core


class FundsReader:
    """Reads funds rows; the arrangement is found by the header row."""

    def __init__(self, labels: FormLabels, builder: FormBuilder, use: Callable[..., None]) -> None:
        self.labels = labels
        self.builder = builder
        self.use = use
        self._header: Header | None = None
        self._tasks: Header | None = None
        self._across: Header | None = None
        self._turned: dict[int, tuple[Piece, dict[str, Piece], str]] = {}
        self._pair_meaning: dict[int, str] = {}
        self._group_of: dict[int, FundsGroup] = {}

    # -- headers ------------------------------------------------------------------------------------------------------

    def begins(self, line: Line, *, inside: bool) -> bool:
        """Whether the line opens a funds block; then it is read."""
        self._unit(line)
        header = headers.funds_header(line, self.labels)
        if header is not None:
            self._header, self._tasks, self._across = header, None, None
            for column in header.columns:
                if column.meaning == "executed":
                    self.builder.cutoff(column.label)
            known = {column.start for column in header.columns}
            self.use(*(c for c in line.filled if c.column in known or c.column < header.start))
            return True
        across = headers.transposed_funds_header(line, self.labels)
        if across is not None and not inside:
            self._header, self._tasks, self._across = None, None, across
            self.use(*line.filled)
            return True
        if not inside and self._looks_paired(line):
            self._header = self._tasks = self._across = None
            return self._pairs(line)
        return False

    def begin_tasks(self, line: Line, header: Header) -> None:
        """The header of a task table."""
        self._unit(line)
        self._tasks, self._header, self._across = header, None, None
        known = {column.start for column in header.columns}
        self.use(*(c for c in line.filled if c.column in known or c.column < header.start))

    def new_table(self) -> None:
        """The rows that follow belong to another table: its row numbers begin anew."""
        for header in (self._header, self._tasks, self._across):
            if header is not None:
                header.row = -1

    def _unit(self, line: Line) -> None:
        for cell in line.filled:
            about_money = self.labels.funds_block.meaning(cell.text) or self.labels.funds_columns.meaning(cell.text)
            if about_money and money_unit_in(cell.text) and not self.builder.money_unit:
                self.builder.money_unit = money_unit_in(cell.text)

    # -- rows -----------------------------------------------------------------------------------------------------------

    def read(self, line: Line) -> bool:
        """Read a row of the block; False when it is none."""
        if self._tasks is not None:
            return self._task(line, self._tasks)
        if self._header is not None:
            return self._row(line, self._header)
        if self._across is not None:
            return self._turn(line, self._across)
        return self._looks_paired(line) and self._pairs(line)

    def _label(self, line: Line, header: Header, first: int) -> Piece:
        """The row's label: the last text before the first amount that is not the block's side label."""
        before = [c for c in line.covering if c.column + c.colspan <= first and not is_blank(c) and header.of(c) is None]
        own = [c for c in before if c.row > header.row and (c.row == line.row or self.labels.funds_block.meaning(c.text) is None)]
        beside = [c for c in own if not (len(own) > 1 and c is own[0] and self.labels.funds_block.meaning(c.text))]
        self.use(*[c for c in before if c.row == line.row])
        if not beside:
            side = next((c for c in before if c.row == line.row), None)
            return piece(side) if side is not None else Piece(text="", place=line.covering[0].place)
        last = beside[-1]
        part = beside[-2] if len(beside) > 1 else None
        if part is not None and part.row == line.row and label_core(part.text) == "其中":
            return Piece(text=f"{part.text.strip()}{last.text.strip()}", place=last.place)
        return piece(last)

    def _row(self, line: Line, header: Header) -> bool:
        self._drop_label_column(line, header)
        amounts = [column for column in header.columns if column.meaning in AMOUNTS]
        first = min(column.start for column in header.columns)
        labels = [c for c in line.filled if c.column + c.colspan <= first]
        values = [c for c in line.filled if header.of(c) is not None]
        if any(self._is_row_label(c.text) and not is_number(c.text) for c in values):  # 其中：一般公共预算 | 50 | 其中：基本支出 | 40
            return self._named_beside(line)
        known = any(self._is_row_label(c.text) for c in labels)
        if not known and not any(is_number(c.text) and header.of(c) in amounts for c in values):
            return self._letters(values, labels)
        cells: dict[str, Piece] = {}
        for cell in values:
            column = header.of(cell)
            if column is not None and column.meaning not in cells:
                cells[column.meaning] = piece(cell, column.label)
                self.use(cell)
        label = self._label(line, header, first)
        if label_core(label.text) == "其中" and not cells:
            return True
        self.builder.funds(label, cells, row_text=line.text)
        return True

    def _named_beside(self, line: Line) -> bool:
        """Labels with amounts beside them below columns that are not theirs: of which column they are, nothing says."""
        label: Cell | None = None
        for cell in line.filled:
            if label is not None and is_number(cell.text):
                self.builder.fact(label.text, piece(cell, label.text), row_text=line.text)
                self.use(label, cell)
            label = cell if self._is_row_label(cell.text) else None
        return True

    def _drop_label_column(self, line: Line, header: Header) -> None:
        """A first column whose header reads like an amount (年度预算数（万元）) but holds the row labels."""
        leftmost = min(header.columns, key=lambda column: column.start)
        label = next((c for c in line.filled if header.of(c) is leftmost), None)
        if len(header.columns) > 2 and label is not None and not is_number(label.text) and self._is_row_label(label.text):
            rest = [column for column in header.columns if column is not leftmost]
            again = f"{leftmost.meaning}_2"
            header.columns = [replace(c, meaning=leftmost.meaning) if c.meaning == again else c for c in rest]

    def _is_row_label(self, text: str) -> bool:
        core = label_core(text)
        return self.labels.funds_rows.meaning(core) is not None or (
            core.startswith("其中") and self.labels.funds_rows.meaning(core.removeprefix("其中").lstrip(":：")) is not None
        )

    def _letters(self, values: list[Cell], labels: list[Cell]) -> bool:
        """A second header row of letters: (A) (B) (B/A)."""
        if values and not labels and all(len(compact(c.text).strip("()")) <= 5 and not is_number(c.text) for c in values):
            self.use(*values)
            return True
        return False

    # -- sources as columns -----------------------------------------------------------------------------------------------

    def _turn(self, line: Line, across: Header) -> bool:
        label = next((c for c in line.filled if c.column < across.start), None)
        meaning = self.labels.funds_columns.meaning(label.text) if label is not None else None
        values = [c for c in line.filled if across.of(c) is not None]
        if not values or not all(is_number(c.text) or len(compact(c.text)) <= 2 for c in values):
            return False
        if label is not None and meaning is None and self.labels.funds_block.meaning(label.text) is None:
            return False
        for cell in values:
            column = across.of(cell)
            if column is None:
                continue
            entry = self._turned.get(column.start)
            if entry is None:
                entry = (Piece(text=column.label, place=cell.place), {}, line.text)
                self._turned[column.start] = entry
                self.builder.funds_entry(entry)
            entry[1][meaning or self._default] = piece(cell, label.text if label is not None else "")
            self.use(cell)
        if label is not None:
            self.use(label)
        return True

    @property
    def _default(self) -> str:
        """What an amount without a column label is: declared in an objective form, else the year's budget."""
        return "initial_budget" if self.builder.kind == "objective" else "adjusted_budget"

    # -- pairs ------------------------------------------------------------------------------------------------------------

    def _is_side(self, cell: Cell, after: Cell | None) -> bool:
        """Whether the cell is the label of the whole block: no amount stands beside it."""
        return self.labels.funds_block.meaning(cell.text) is not None and (after is None or not is_number(after.text))

    def _money_label(self, text: str) -> bool:
        return self._is_row_label(text) or self.labels.funds_columns.meaning(text) in (*AMOUNTS, "execution_rate")

    def _looks_paired(self, line: Line) -> bool:
        """Labels with amounts beside them: 年度资金总额： | 30 | 其中：财政拨款 | 20."""
        cells = line.filled
        filled = [c for c, after in zip(cells, [*cells[1:], None], strict=False) if not self._is_side(c, after)]
        for cell, after in zip(filled, [*filled[1:], None], strict=False):
            if self._money_label(cell.text) and after is not None and (is_number(after.text) or compact(after.text) in ("-", "—", "/")):
                return True
        inside = [part for part in (self._split(c) for c in filled) if part is not None]
        alone = [c for c in filled if self._money_label(c.text)]
        in_block = any(self.labels.funds_block.meaning(c.text) for c in line.covering)
        return bool(inside) or (bool(alone) and len(alone) == len(filled) and in_block and len(alone) > 1)

    def _split(self, cell: Cell) -> tuple[str, str] | None:
        text = compact(cell.text)
        for mark in (":", "："):
            label, found, value = text.rpartition(mark)
            if found and is_number(value) and self._money_label(label):
                return label, value
        return None

    def _group(self, label: str) -> FundsGroup:
        core = label_core(label)
        period = core.startswith(("实施期", "中期", "项目总", "长期"))
        return "period_funds" if period and self.builder.kind == "objective" else "funds"

    def _pairs(self, line: Line) -> bool:
        filled = line.filled
        number = 0
        while number < len(filled):
            cell = filled[number]
            number += 1
            split = self._split(cell)
            if self._is_side(cell, filled[number] if number < len(filled) else None) and split is None:
                self.use(cell)
            elif split is not None:
                start = cell.text.rfind(split[1])
                place = cell.place.within(start, start + len(split[1]), split[1]) if start >= 0 else cell.place
                self._pair(Piece(text=split[0], place=cell.place), Piece(text=split[1], place=place), cell.column, line)
                self.use(cell)
            elif self._money_label(cell.text):
                value = filled[number] if number < len(filled) and not self._money_label(filled[number].text) else None
                self.use(cell)
                if value is not None:
                    number += 1
                    self.use(value)
                self._pair(piece(cell), piece(value, cell.text) if value is not None else None, cell.column, line)
        return True

    def _pair(self, label: Piece, value: Piece | None, column: int, line: Line) -> None:
        """A pair under 预算数 or 执行数 keeps that meaning for the pairs below it; otherwise the label is the row."""
        meaning = self.labels.funds_columns.meaning(label.text)
        cells = {}
        group = self._group(label.text)
        if meaning is not None and not self._is_row_label(label.text):
            self._pair_meaning[column] = meaning
            cells = {meaning: value} if value is not None else {}
            existing = self.builder.first_funds(group)
            if existing is not None and meaning not in existing:
                existing.update(cells)
                return
        elif value is not None:
            key = self._pair_meaning.get(column, self._default)
            stated = label_core(label.text).startswith(("实施期", "年度", "中期"))
            group = self._group_of[column] = group if stated else self._group_of.get(column, group)
            same = self.builder.funds_named(group, label.text)
            if same is not None and key not in same:
                same[key] = value
                return
            cells = {key: value}
        self.builder.funds(label, cells, row_text=line.text, group=group)

    # -- tasks ------------------------------------------------------------------------------------------------------------

    def _task(self, line: Line, header: Header) -> bool:
        values: dict[str, Piece] = {}
        for cell in line.filled:
            column = header.of(cell)
            if column is None:
                if cell.column < header.start:
                    self.use(cell)
                continue
            if column.meaning not in values or self._is_task_side(cell, line, header):
                values[column.meaning] = piece(cell, column.label)
                self.use(cell)
        if not values:
            return True
        name = values.pop("name", None) or Piece(text="", place=line.covering[0].place)
        key = "initial_budget" if self.builder.kind == "objective" else "adjusted_budget"
        if "amount" in values:
            values[key] = values.pop("amount")
        if self._sub_header(line, header):
            return True
        self.builder.funds(name, values, row_text=line.text, group="tasks")
        return True

    def _is_task_side(self, cell: Cell, line: Line, header: Header) -> bool:
        """Whether what stands left of a cell, in its column, is the block's side label: 年度主要任务完成情况."""
        before = [one for one in line.filled if one.column < cell.column and header.of(one) is header.of(cell)]
        return bool(before) and all(self.labels.task_columns.meaning(one.text) or one.rowspan > 1 for one in before)

    def _sub_header(self, line: Line, header: Header) -> bool:
        """A second header row below 预算金额: 总额 | 财政拨款 | 其他资金."""
        wide = next((c for c in header.columns if c.end - c.start > 1 and c.meaning in ("amount", "executed")), None)
        names = {self.labels.task_columns.meaning(c.text) for c in line.filled}
        if wide is None or not names <= {"amount", "fiscal", "other_funds", "executed"} or not line.filled:
            return False
        refined = header_of(line.filled, self.labels.task_columns.meaning, line.row)
        wide_starts = {id(header.of(c)) for c in line.filled}
        header.columns = [c for c in header.columns if id(c) not in wide_starts] + refined.columns
        header.row = line.row
        self.use(*line.filled)
        return True
