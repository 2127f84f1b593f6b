"""The scoring workbook read back: the case it carries, with the numbers people have changed or filled in.

The sheet 案例数据 holds the whole case; what differs in 数据 and 要点 goes before it. Rows must stay as they are: a row that was added,
moved or taken out is an error, for nobody could say whose numbers it holds.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from jiheng.documents import Document, DocumentError, read
from jiheng.documents.content import Cell, Table
from jiheng.model import IndicatorInput
from jiheng.regulation import PlacedYaml, WrongFile
from jiheng.scoring.case_file import PlacedCase, case_of
from jiheng.scoring.case_sheet import COLUMNS, NUMBERS, POINTS, WHOLE, WHOLE_COLUMNS, CaseSheet, Formula, NumberRow, lay_out

_KEYS: Final = tuple(key for key, _ in COLUMNS)
_EDITED: Final = ("target", "actual", "numerator", "denominator", "occurrences", "opinion", "opinion_share", "planned_on", "finished_on")


def read_case_workbook(data: bytes, path: str) -> PlacedCase:
    """The case in a workbook.

    Raises:
        WrongFile: it is no scoring workbook of ours, or its rows have been moved.
    """
    try:
        document = read(path, data=data)
    except DocumentError as error:
        raise WrongFile(path, "", str(error).rstrip("。")) from error
    return case_in(document)


def holds_case(document: Document) -> bool:
    """Whether a workbook is one of ours, by the name of its sheet."""
    return any(table.place.sheet == WHOLE for table in document.tables())


def case_in(document: Document) -> PlacedCase:
    """The case in a workbook that has been read.

    Raises:
        WrongFile: it is no scoring workbook of ours, or its rows have been moved.
    """
    path = document.path
    tables = {table.place.sheet: table for table in document.tables()}
    whole = tables.get(WHOLE)
    if whole is None:
        raise WrongFile(
            path, "", f"没有工作表「{WHOLE}」，不是 jiheng score 写出的评分表", remedy="请用 jiheng score 案例 --format xlsx 写出后再填"
        )
    placed = _whole(whole, path)
    found = case_of(placed)
    if any(fault.severity == "must_fix" for fault in found.faults):
        return found
    content = found.case.model_dump(mode="json", exclude_defaults=True)
    if _merge(found, tables, content, document):
        return case_of(PlacedYaml(file=placed.file, content=content, lines=placed.lines))
    return found


def _whole(table: Table, path: str) -> PlacedYaml:
    content: dict[str, Any] = {}
    lines: dict[str, int] = {}
    file = f"{path} 的工作表「{WHOLE}」"
    for number, row in enumerate(_texts(table), 1):
        if number == 1 or len(row) < len(WHOLE_COLUMNS):
            continue
        place, text = row[0].strip(), row[1].strip()
        try:
            _put(content, place.split("/")[1:], json.loads(text))
        except (ValueError, LookupError, TypeError) as error:
            raise WrongFile(file, place, f"值「{text[:40]}」读不通", line=number, remedy="请恢复原样，或重新写出工作簿") from error
        lines[place] = number
    return PlacedYaml(file=file, content=_listed(content), lines=lines)


def _texts(table: Table) -> Iterator[list[str]]:
    for row in table.by_row():
        yield [cell.text for cell in row]


def _put(content: dict[str, Any], parts: Sequence[str], value: Any) -> None:
    for part in parts[:-1]:
        content = content.setdefault(part, {})
    content[parts[-1]] = value


def _listed(value: Any) -> Any:
    """Mappings with the keys 0, 1, 2… are lists."""
    if not isinstance(value, dict):
        return value
    entries = {key: _listed(item) for key, item in value.items()}
    if entries and list(entries) == [str(index) for index in range(len(entries))]:
        return list(entries.values())
    return entries


def _merge(found: PlacedCase, tables: dict[str | None, Table], content: dict[str, Any], document: Document) -> bool:
    """Puts what was changed in the sheets of numbers and points into the content; whether anything was."""
    layout = lay_out(found.case, found.frame, 2)
    changed = False
    for row, cells in _aligned(layout, tables.get(NUMBERS), document.path):
        for key in (*_EDITED, *(("given",) if row.part is None else ())):
            new = _changed(row.cells.get(key), cells.get(_KEYS.index(key)), row, key, document.path)
            if new is not None:
                entry = _entry(content, row)
                entry["score_given" if key == "given" else key] = _typed(row, key, new)
                changed = True
    return _points(layout, tables.get(POINTS), content, document.path) or changed


def _aligned(layout: CaseSheet, table: Table | None, path: str) -> Iterator[tuple[NumberRow, dict[int, Cell]]]:
    rows = table.by_row()[1:] if table is not None else []
    filled = [{cell.column: cell for cell in row} for row in rows if any(cell.text.strip() for cell in row)]
    wanted = [(row.cells["id"], row.cells["name"]) for row in layout.numbers]
    if [(_text(cells.get(0)), _text(cells.get(1))) for cells in filled] != wanted:
        raise WrongFile(path, NUMBERS, "行与写出时不同，有增删或移动", remedy="请只改数字，不增删行；增减指标请改案例文件")
    yield from zip(layout.numbers, filled, strict=True)


def _text(cell: Cell | None) -> str:
    return cell.text.strip() if cell is not None else ""


def _changed(was: object, cell: Cell | None, row: NumberRow, key: str, path: str) -> str | None:
    """The new text of a cell; None when it is as it was written or is computed."""
    text = _text(cell)
    if isinstance(was, Formula) or not text or cell is None:
        return None
    if key == "opinion":
        return text if text != was else None
    if key in ("planned_on", "finished_on"):
        day = _day(text, row, path)
        return day.isoformat() if day != was else None
    number = _number(cell, row, path)
    return None if isinstance(was, Decimal) and float(was) == float(number) else f"{number.normalize():f}"


def _day(text: str, row: NumberRow, path: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text[:10].replace("/", "-"))
    except ValueError as error:
        raise WrongFile(path, NUMBERS, f"日期「{text}」读不懂", line=row.row, remedy="请写成 2024-12-31 的样子") from error


def _number(cell: Cell, row: NumberRow, path: str) -> Decimal:
    text = (cell.value or cell.text).strip().replace(",", "")
    try:
        number = Decimal(text.removesuffix("%"))
    except InvalidOperation as error:
        raise WrongFile(path, NUMBERS, f"「{cell.text}」不是数字", line=row.row, remedy="请只写数字，单位写在计量单位一栏") from error
    return number


def _entry(content: dict[str, Any], row: NumberRow) -> dict[str, Any]:
    """The inputs of the row's indicator or part, made when there are none."""
    inputs: list[dict[str, Any]] = content.setdefault("inputs", [])
    found = next((given for given in inputs if given["indicator"] == row.indicator.id), None)
    if found is None:
        found = IndicatorInput(indicator=row.indicator.id).model_dump(mode="json", exclude_defaults=True)
        inputs.append(found)
    if row.part is None:
        return found
    part: dict[str, Any] = found.setdefault("parts", {}).setdefault(row.part, {})
    return part


def _typed(row: NumberRow, key: str, text: str) -> Any:
    unit = row.cells.get("unit") or row.indicator.unit
    if key == "occurrences":
        return int(Decimal(text))
    if key == "target":
        direction = row.indicator.direction or (row.indicator.target.direction if row.indicator.target else None)
        return f"{direction.symbol if direction else ''}{text}{unit}"
    return f"{text}{unit}" if key == "actual" else text


def _points(layout: CaseSheet, table: Table | None, content: dict[str, Any], path: str) -> bool:
    rows = [{cell.column: cell for cell in row} for row in table.by_row()[1:]] if table is not None else []
    changed = False
    for row, cells in zip(layout.points, rows, strict=False):
        owner = NumberRow(row=row.row, indicator=row.indicator, part=row.part)
        if _text(cells.get(0)) != row.indicator.id:
            raise WrongFile(path, POINTS, "行与写出时不同，有增删或移动", line=row.row, remedy="请只改数字，不增删行")
        cell = cells.get(3)
        number = _number(cell, owner, path) if cell is not None and cell.text.strip() else Decimal(0)
        if float(number) == float(row.value):
            continue
        changed = True
        entry = _entry(content, owner)
        if entry.get("counts") is not None:
            entry["counts"][row.text] = int(number)
            continue
        kept = [item for item in entry.get("failed") or [] if item["point"] != row.number]
        added = [{"point": row.number, "lost": f"{number.normalize():f}"}] if number else []
        entry["failed"] = sorted([*kept, *added], key=lambda item: item["point"])
    return changed
