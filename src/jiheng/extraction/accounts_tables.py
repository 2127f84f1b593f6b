"""The nine tables of a disclosure from the tables of a document: known by name, read by column labels.

Two-sided tables (收入 | 支出) get two lists of rows, column groups printed side by side (人员经费 | 公用经费) become one list, and every
layout of the three-public table becomes one row an item with budget and final figure. Identities are checked elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from jiheng.documents.content import Cell, Table
from jiheng.extraction.accounts_layout import Column, Layout, figure, is_blank, layout_of, shown
from jiheng.extraction.prose_text import simplified
from jiheng.extraction.results import TitledTable
from jiheng.extraction.wording import money_unit_in
from jiheng.model import AccountsRow, AccountsTable, AccountsTableKind, Figure, Source, SourceMap
from jiheng.regulation.labels import FormLabels

_TWO_SIDED: Final = (AccountsTableKind.OVERALL, AccountsTableKind.APPROPRIATION_OVERALL)
_NUMBER: Final = re.compile(
    r"(?:公开|决算|财决)\s*(\d{1,2})\s*表|表\s*([一二三四五六七八九十\d]{1,3})(?![\d.])|^([一二三四五六七八九十]{1,3})、"
)
_EMPTY: Final = re.compile(r"空表|无(?:此项|数据|收入|政府性基金|国有资本|相关)|没有|不涉及|未(?:安排|发生)")
_TOTAL: Final = re.compile(r"[总合]计$")


@dataclass(slots=True)
class ReadTables:
    """The tables found, where their figures stand (paths from ``/tables/0`` on), and what became no field."""

    tables: list[AccountsTable] = field(default_factory=list)
    sources: SourceMap = field(default_factory=SourceMap)
    used: set[int] = field(default_factory=set)
    stated_empty: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Row:
    code: str | None
    name: str
    cells: list[tuple[str, str, Cell]]
    name_cell: Cell | None = None


def read_tables(tables: Sequence[TitledTable], labels: FormLabels) -> ReadTables:
    """Every table of the nine among the titled tables."""
    result = ReadTables()
    for number, titled in enumerate(tables):
        found = _kind(titled, labels)
        if found is None:
            continue
        kind, title = found
        _read(titled, kind, title, labels, result)
        result.used.add(number)
    return result


def _kind(titled: TitledTable, labels: FormLabels) -> tuple[AccountsTableKind, str] | None:
    """Kind and title: by the title above, the sheet's name, or the first rows of the table itself; else by its items."""
    found = named_kind(titled.title, titled.table, labels)
    if found is None:
        return _by_columns(titled, labels)
    return None if found[0] is AccountsTableKind.OTHER else found


def named_kind(title: str, table: Table, labels: FormLabels) -> tuple[AccountsTableKind, str] | None:
    """The kind that a title, a sheet's name or a title row names; OTHER for the title of another table."""
    block = labels.block("accounts_tables")
    beside = Counter(cell.row for cell in table.cells if cell.row < 2 and cell.text.strip())
    top = [cell.text for cell in table.cells if cell.row < 2 and (cell.colspan * 2 >= table.columns or beside[cell.row] == 1)]
    for text in (title, *top, table.place.sheet or ""):
        shown_title = simplified(text).strip()
        plain = re.sub(r"[《》“”\"\s]", "", shown_title)
        if not 3 < len(plain) <= 60 or re.search(r"[,，。;；]", plain) or not re.search(r"表$|表[(（\[]|表\d*$", plain):
            continue
        meaning = block.within(plain)
        if meaning is not None:
            return AccountsTableKind(meaning), re.sub(r"\s+", "", shown_title)
    return None


def _by_columns(titled: TitledTable, labels: FormLabels) -> tuple[AccountsTableKind, str] | None:
    """A table without a title whose rows or columns are the three-public items."""
    items = labels.block("three_public_items")
    known = {items.meaning(shown(cell)) for cell in titled.table.cells}
    if {"overseas_travel", "official_hospitality"} <= known and len(titled.table.cells) <= 80:
        return AccountsTableKind.THREE_PUBLIC, ""
    return None


def _read(titled: TitledTable, kind: AccountsTableKind, title: str, labels: FormLabels, result: ReadTables) -> None:
    layout = layout_of(titled.table, labels)
    unit = titled.unit or next((u for cell in layout.captions if (u := money_unit_in(shown(cell)))), "") or "万元"
    rows, right = _rows(layout, kind, labels)
    base = f"/tables/{len(result.tables)}"
    numbered = next((m for text in (titled.title, *(shown(cell) for cell in layout.captions)) if (m := _NUMBER.search(text))), None)
    columns: dict[str, str] = {}
    built = [_build(group, f"{base}/{name}", unit, title, columns, result) for name, group in (("rows", rows), ("right_rows", right))]
    has_figures = any(row.figures for group in built for row in group)
    notes = " ".join(shown(cell) for cell in (*layout.notes, *layout.captions))
    if not has_figures:
        result.stated_empty.extend([title] if _EMPTY.search(notes) else [])
    result.sources.add(base, Source(place=titled.place, label=title, table_title=title))
    result.tables.append(
        AccountsTable(
            kind=kind,
            number=next((group for group in numbered.groups() if group), None) if numbered else None,
            title=title,
            unit=unit,
            columns=columns,
            rows=built[0],
            right_rows=built[1],
            is_empty=not has_figures,
        )
    )


def _build(rows: list[_Row], base: str, unit: str, title: str, columns: dict[str, str], result: ReadTables) -> tuple[AccountsRow, ...]:
    built: list[AccountsRow] = []
    for number, row in enumerate(rows):
        figures: dict[str, Figure] = {}
        marks: dict[str, str] = {}
        line = "\t".join(shown(cell) for _, _, cell in row.cells)
        for key, label, cell in row.cells:
            columns.setdefault(key, label)
            path = f"{base}/{number}/figures/{key}"
            read = figure(cell, unit)
            if read is not None:
                figures[key] = read
            elif shown(cell):
                marks[key] = shown(cell)
            source = Source(
                place=cell.place, label=f"{row.name} / {label}" if label else row.name, table_title=title, row_text=f"{row.name}\t{line}"
            )
            result.sources.add(path, source)
        if row.name_cell is not None:
            result.sources.add(
                f"{base}/{number}", Source(place=row.name_cell.place, label=row.name, table_title=title, row_text=f"{row.name}\t{line}")
            )
        built.append(AccountsRow(code=row.code, name=row.name, level=_level(row), figures=figures, marks=marks))
    return tuple(built)


def _level(row: _Row) -> int:
    if row.code:
        return {3: 1, 5: 2, 7: 3}.get(len(row.code), 1)
    if _TOTAL.search(row.name):
        return 0
    return 2 if re.match(r"其中|\d{1,2}[.、]|[(（]", row.name) else 1


def _rows(layout: Layout, kind: AccountsTableKind, labels: FormLabels) -> tuple[list[_Row], list[_Row]]:
    if kind is AccountsTableKind.THREE_PUBLIC:
        return _three_public(layout, labels), []
    groups = _groups(layout.columns)
    wide = any(column.key == "opening" for column in layout.columns)
    lists = [[row for line in layout.body if (row := _row(line, group, wide=wide)) is not None] for group in groups]
    if kind in _TWO_SIDED and len(lists) > 1:
        return lists[0], [row for group in lists[1:] for row in group]
    return [row for group in lists for row in group], []


def _groups(columns: list[Column]) -> list[list[Column]]:
    """Columns cut where another name or code column begins after figures."""
    groups: list[list[Column]] = [[]]
    valued = False
    for column in columns:
        opens = column.key in ("name", "code")
        if opens and valued:
            groups.append([])
            valued = False
        groups[-1].append(column)
        valued = valued or not (opens or column.key == "line")
    return [group for group in groups if any(column.key in ("name", "code") for column in group)] or groups


def _row(line: list[Cell | None], columns: list[Column], *, wide: bool) -> _Row | None:
    code, name, name_cell = "", "", None
    cells: list[tuple[str, str, Cell]] = []
    seen: set[int] = set()
    taken: dict[str, int] = {}
    for column in columns:
        cell = line[column.index] if column.index < len(line) else None
        if cell is None or id(cell) in seen:
            continue
        seen.add(id(cell))
        text = re.sub(r"\s+", "", shown(cell))
        if column.key in ("code", "name"):
            if re.fullmatch(r"\d{3}(?:\d\d){0,2}", text):
                code = text
            elif re.fullmatch(r"\d{2}", text) and column.key == "code" and code:
                code += text
            elif text and not re.fullmatch(r"类|款|项|栏次", text):
                name, name_cell = name or text, name_cell or cell
            continue
        if column.key == "line":
            continue
        key = column.key or f"column_{column.index}"
        if key == "subtotal":
            key = column.top if column.top in ("income", "expenditure") and wide else "total"
        taken[key] = taken.get(key, 0) + 1
        cells.append((key if taken[key] == 1 else f"{key}_{taken[key]}", column.label, cell))
    filled = [entry for entry in cells if not is_blank(entry[2]) or shown(entry[2])]
    if not name and not code and not filled:
        return None
    if not filled and name_cell is not None and name_cell.column + name_cell.colspan > columns[-1].index + 1:
        return None
    return _Row(code or None, name, filled, name_cell) if name or code else None


def _three_public(layout: Layout, labels: FormLabels) -> list[_Row]:
    """One row an item, figures ``budget`` and ``final``, from either layout."""
    items = labels.block("three_public_items")
    rows: list[_Row] = []
    by_row = [(line, next((cell for cell in line if cell is not None and items.meaning(_item_name(cell))), None)) for line in layout.body]
    if sum(cell is not None for _, cell in by_row) >= 3:
        for line, cell in by_row:
            if cell is None:
                continue
            values = [
                (column.key or f"column_{column.index}", column.label, value)
                for column in layout.columns
                if column.key not in ("name", "code", "line")
                and column.index < len(line)
                and (value := line[column.index]) is not None
                and value is not cell
            ]
            name = re.sub(r"\s+", "", shown(cell))
            rows.append(_Row(None, name, [(k if k != "amount" else "final", la, v) for k, la, v in values if shown(v)], cell))
        return rows
    valued = [line for line in layout.body if any(figure(cell, "") is not None for cell in line)]
    named = [(side, line) for line in valued if (side := _side(line))]
    if {side for side, _ in named} == {"budget", "final"}:
        found: dict[str, _Row] = {}
        for side, line in named:
            _turned(layout, line, labels, found, side)
        return list(found.values())
    return _turned(layout, valued[0], labels, {}) if valued else []


def _side(line: Sequence[Cell | None]) -> str:
    """What a row of the items says of them by its first cell: 预算数 or 决算数."""
    first = re.sub(r"\s+", "", shown(line[0])) if line and line[0] is not None else ""
    named = re.fullmatch(r"(?:\d{4}年度?)?(?:年初)?(?:(预算)|(决算|支出))(?:数|金额)?", first)
    return "" if named is None else "budget" if named[1] else "final"


def _item_name(cell: Cell) -> str:
    """A row's name without the 其中： in front: 其中：公务用车运行维护费."""
    return re.sub(r"^\s*其\s*中\s*[:：]\s*", "", shown(cell))


def _turned(layout: Layout, line: list[Cell | None], labels: FormLabels, rows: dict[str, _Row], told: str = "") -> list[_Row]:
    """The layout with the items over the columns turned: 预算数 and 决算数, over the items or before the rows, become columns."""
    items = labels.block("three_public_items")
    for column in layout.columns:
        parts = column.label.split("/")
        cell = line[column.index] if column.index < len(line) else None
        meaning = next((found for part in reversed(parts) if (found := items.meaning(part)) is not None), None)
        if cell is None or meaning is None:
            continue
        budget = any("预算" in part and items.meaning(part) is None for part in parts)
        side = told or ("budget" if budget else "final")
        item = next(part for part in reversed(parts) if items.meaning(part) == meaning)
        row = rows.setdefault(meaning, _Row(None, item if item != "小计" else parts[-2] if len(parts) > 1 else item, [], None))
        if shown(cell) and side not in {key for key, _, _ in row.cells}:
            row.cells.append((side, parts[0], cell))
    return list(rows.values())
