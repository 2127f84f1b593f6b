"""Telling what a row of a form is by its labels: the header of the funds, task, objective or indicator block."""

from __future__ import annotations

import re
from dataclasses import replace

from jiheng.documents.content import Cell
from jiheng.extraction.lines import Column, Header, Line, header_of, is_number
from jiheng.extraction.rows import AMOUNTS
from jiheng.regulation.labels import FormLabels, label_core

_LEVELS = ("category", "subcategory", "name")
_LABEL_LENGTH = 40
#: Labels over columns of ticks, whose labels have vocabularies of their own.
_TICKED = ("deviation_reason", "likelihood")


def _labels(line: Line) -> list[Cell]:
    return [cell for cell in line.filled if len(label_core(cell.text)) <= _LABEL_LENGTH]


def indicator_header(line: Line, labels: FormLabels) -> Header | None:
    """The header row of an indicator table, else None. Weights printed after level 1 or 2 are those of the group."""
    cells = line.filled
    if len(cells) < 3 or any(is_number(cell.text) for cell in cells):
        return None
    header = header_of([*_from_above(line, labels), *_beside_side_label(_labels(line), labels)], labels.indicator_columns.meaning, line.row)
    levels = [column for column in header.columns if column.meaning.partition("_")[0] in _LEVELS]
    values = header.has("target", "actual", "expected", "weight", "score")
    if not levels or not values or len(header.columns) < 3 or len(header.columns) * 2 < len(cells):
        return None
    if not header.has("name", "subcategory", "core_indicator"):
        return None
    header.columns = _settled(header.columns)
    return header if any(column.meaning == "name" for column in header.columns) else None


def _from_above(line: Line, labels: FormLabels) -> list[Cell]:
    """Labels of the levels that begin in a row above and reach down here: without rules, wrapped labels begin at different heights."""
    levels = ("category", "subcategory")
    return [cell for cell in line.covering if cell.row < line.row and labels.indicator_columns.meaning(cell.text) in levels]


def _beside_side_label(cells: list[Cell], labels: FormLabels) -> list[Cell]:
    """The header cells without the block's side label (年度绩效指标完成情况), whose words could be those of a column."""
    blocks = (labels.indicators_block, labels.block("period_indicators_block"))
    if not cells or not any(block.meaning(cells[0].text) for block in blocks):
        return cells
    rest = [labels.indicator_columns.meaning(cell.text) for cell in cells[1:]]
    return cells[1:] if any(level in rest for level in _LEVELS) else cells


def _settled(columns: list[Column]) -> list[Column]:
    """Second columns of one meaning told apart: the side label 绩效指标, points of groups, a finer level of the name."""
    category = next((c.start for c in columns if c.meaning == "category"), None)
    names = [c for c in columns if c.meaning.startswith("name")]
    if category is not None and len(names) > 1:
        columns = [c for c in columns if not (c.meaning.startswith("name") and c.start < category)]
    elif len(names) > 1 and any(c.meaning == "subcategory" and c.start > names[0].start for c in columns):
        columns = [c for c in columns if c is not names[0]]
    if not any(c.meaning.startswith("name") for c in columns):
        levels = ("category", "subcategory", "core_indicator")  # 一级指标 | 二级指标 | 核心指标
        last = max((c for c in columns if c.meaning in levels), key=lambda c: c.start, default=None)
        columns = [Column("name", c.start, c.end, c.label) if c is last else c for c in columns]
    result: list[Column] = []
    weights = [c for c in columns if c.meaning.startswith("weight")]
    first_name = next((c.start for c in columns if c.meaning.startswith("name")), 0)
    named = False
    for column in columns:
        base = column.meaning.partition("_")[0] if column.meaning.startswith(("name", "weight")) else column.meaning
        if base == "name":
            result.append(Column("explanation" if named else "name", column.start, column.end, column.label))
            named = True
        elif base == "weight" and len(weights) > 1 and column.start < first_name:
            before = max((c for c in columns if c.end <= column.start and c.meaning in _LEVELS), key=lambda c: c.end, default=None)
            result.append(Column(f"{before.meaning if before else 'category'}_points", column.start, column.end, column.label))
        elif base == "weight":
            free = not any(c.meaning == "weight" for c in result)
            result.append(Column("weight" if free else column.meaning, column.start, column.end, column.label))
        elif base == "target" and len([c for c in columns if c.meaning.startswith("target")]) > 1 and _is_period(column.label):
            result.append(replace(column, meaning="period_target"))
        elif base == "target_2" and not any(c.meaning == "target" for c in result):
            result.append(replace(column, meaning="target"))
        else:
            result.append(column)
    return result


def _is_period(label: str) -> bool:
    return label_core(label).startswith(("实施期", "中期", "长期", "中长期", "总体"))


def two_sided(line: Line, labels: FormLabels) -> tuple[Header, Header] | None:
    """A header that prints two sets side by side (实施期 | 年度): the left one, the right one with the shared level 1; else None."""
    known = header_of(_beside_side_label(_labels(line), labels), labels.indicator_columns.meaning, line.row).columns
    targets = [column for column in known if column.meaning.startswith("target")]
    second = ("category_2", "subcategory_2", "name_2")
    again = next((c for c in known if c.meaning in second and targets and c.start > targets[0].start), None)
    if again is None or len(targets) < 2:
        return None
    left = [column for column in known if column.start < again.start]
    right = [replace(column, meaning=column.meaning.partition("_2")[0]) for column in known if column.start >= again.start]
    if not any(column.meaning == "category" for column in right):
        right = [*(column for column in left if column.meaning == "category"), *right]
    return Header(_settled(left), line.row), Header(_settled(right), line.row)


def sub_header(header: Header, line: Line, labels: FormLabels) -> Header | None:
    """The header refined by a second header row below its wide cells; None when the row is no header row."""
    wide = [column for column in header.columns if column.end - column.start > 1]
    cells = line.filled
    if not wide or not cells or any(is_number(cell.text) or len(cell.text) > 24 for cell in cells):
        return None
    refined: list[Column] = []
    for cell in cells:
        parent = header.of(cell)
        if parent is not None and parent not in wide:
            return None
        # Below a label without a meaning (评分情况) the words themselves say what the column is.
        meaning = _sub_meaning(parent.meaning if parent else "", cell.text, labels)
        if meaning is None and parent is None:  # a wide label without borders is read narrower than the columns below it
            known = (_sub_meaning(column.meaning, cell.text, labels) for column in wide if column.meaning in _TICKED)
            meaning = next((found for found in known if found), None)
        if meaning is None:
            return None
        refined.append(Column(meaning, cell.column, cell.column + cell.colspan, cell.text))
    parents = {id(parent) for cell in cells if (parent := header.of(cell)) is not None}
    if not parents:
        return None
    kept = [column for column in header.columns if id(column) not in parents]
    return Header(sorted([*kept, *refined], key=lambda column: column.start), line.row)


def _sub_meaning(parent: str, text: str, labels: FormLabels) -> str | None:
    if parent == "deviation_reason":
        found = labels.block("causes").meaning(text)
        return f"causes.{found}" if found else None
    if parent == "likelihood":
        found = labels.block("likelihood").meaning(text)
        return f"likelihood.{found}" if found else None
    return labels.indicator_columns.meaning(text)


def _funds_column(text: str, labels: FormLabels) -> str | None:
    """What a column of the funds block holds; points are told as those of the rate in some places: 执行率权重, 执行率得分."""
    found = labels.funds_columns.meaning(text)
    rest = re.sub(r"^(?:预算)?执行率", "", label_core(text))
    if found is None and rest != label_core(text):
        points = labels.funds_columns.meaning(rest)
        return points if points in ("weight", "score") else None
    return found


def funds_header(line: Line, labels: FormLabels) -> Header | None:
    """The header row of a funds block, else None."""
    cells = _labels(line)
    if any(is_number(cell.text) for cell in line.filled):
        return None
    header = header_of(cells, lambda text: _funds_column(text, labels), line.row)
    amounts = [column for column in header.columns if column.meaning in AMOUNTS]
    if not amounts or len(header.columns) < 2:
        return None
    if sum(labels.indicator_columns.meaning(cell.text) in _LEVELS for cell in cells) >= 2:
        return None
    return header


def transposed_funds_header(line: Line, labels: FormLabels) -> Header | None:
    """A funds block turned by a quarter: sources of money as column headers; else None."""
    cells = _labels(line)
    if any(is_number(cell.text) for cell in line.filled):
        return None
    header = Header(row=line.row)
    for cell in cells:
        core = label_core(cell.text).removeprefix("其中").lstrip(":：")
        if labels.funds_rows.meaning(core) not in (None, "part") and labels.funds_block.meaning(cell.text) is None:
            header.columns.append(Column(cell.text, cell.column, cell.column + cell.colspan, cell.text))
    adjacent = any(one.end == other.start for one, other in zip(header.columns, header.columns[1:], strict=False))
    return header if adjacent else None


def task_header(line: Line, labels: FormLabels) -> Header | None:
    """The header row of a department's task table, else None."""
    if any(is_number(cell.text) for cell in line.filled):
        return None
    header = header_of(_labels(line), labels.task_columns.meaning, line.row)
    if header.has("name_2"):  # the block's side label, 年度主要任务, reads like the column's
        rest = [column for column in header.columns if column.meaning != "name"]
        header.columns = [replace(column, meaning="name") if column.meaning == "name_2" else column for column in rest]
    strong = any(column.meaning == "name" and "任务" in label_core(column.label) for column in header.columns)
    money = header.has("amount", "fiscal", "executed")
    content = header.has("content", "completion")
    enough = header.has("name") and ((strong and (money or content)) or (money and content))
    return header if enough and not indicator_header(line, labels) else None


def objective_header(line: Line, labels: FormLabels) -> tuple[Header, list[tuple[Cell, str, Cell]]] | None:
    """Objective labels of a row: as column headers, and as pairs of label and value standing side by side."""
    cells = line.filled
    marked = [(cell, labels.objectives.meaning(cell.text) if len(label_core(cell.text)) <= 20 else None) for cell in cells]
    if len(marked) > 1 and labels.objectives_block.meaning(cells[0].text):
        others = {meaning for _, meaning in marked[1:] if meaning}
        if "expected_objective" in others or cells[0].rowspan > 1 or not others:
            marked = marked[1:]
    known = [(cell, meaning) for cell, meaning in marked if meaning]
    if not known:
        return None
    header, pairs = Header(row=line.row), []
    for number, (cell, meaning) in enumerate(marked):
        if meaning is None:
            continue
        after = marked[number + 1] if number + 1 < len(marked) else None
        if after is not None and after[1] is None:
            pairs.append((cell, meaning, after[0]))
        else:
            header.columns.append(Column(meaning, cell.column, cell.column + cell.colspan, cell.text))
    return header, pairs
