"""The nine tables as they were read, in the official shape: two-sided ones side by side, coded ones with their heads in two rows.

Blank stays blank and zero stays zero; figures get thousands separators and two decimals.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any, Final

from jiheng.model import AccountsRow, AccountsTable, AccountsTableKind, FinalAccounts, amounts
from jiheng.reports.render.paper import Block, Cell, Heading, Table

_NAME: Final = Decimal("4.6")
_CODE: Final = Decimal("1.6")
_VALUE: Final = Decimal("2.2")
_TWO_SIDED: Final = (AccountsTableKind.OVERALL, AccountsTableKind.APPROPRIATION_OVERALL)
#: Rows of economic items that one group of columns holds before another is printed beside it, as far as the page is wide.
_GROUP_ROWS: Final = 16
_MOST_GROUPS: Final = 3


def table_blocks(table: AccountsTable, number: int, accounts: FinalAccounts, words: Mapping[str, Any]) -> tuple[Block, ...]:
    """Title and grid of one table."""
    title = table.title.strip("《》") or str(words["table_titles"][table.kind.value])
    line = str(words["table_line"]).format(
        number=table.number or f"{number + 1:02}", agency=accounts.agency or "", unit=table.unit or accounts.money_unit
    )
    note = str(words["empty_note"]).format(us=words["us"], what=words["empty"][table.kind.value]) if _says_empty(table, words) else ""
    return Heading(text=title, level=2, anchor=f"table-{number}"), _grid(table, words, line, note)


def _columns(table: AccountsTable, official: Mapping[str, str]) -> dict[str, str]:
    """The columns as read, and the official ones that are blank in every row: a table keeps its shape.

    A fund's table that tells neither what came in nor what was spent by that name (合计, 基本支出, 项目支出) stays as it is.
    """
    if not table.columns:
        return dict(official)
    flow = {"income", "expenditure"}
    if not official or (flow <= official.keys() and not flow & table.columns.keys()):
        return dict(table.columns)
    order = list(official)
    before = None
    for key in table.columns:
        if key not in official:
            order.insert(order.index(before) + 1 if before is not None else 0, key)
        before = key
    return {key: table.columns.get(key, official.get(key, key)) for key in order}


def _says_empty(table: AccountsTable, words: Mapping[str, Any]) -> bool:
    return table.is_empty and table.kind.value in words["empty"]


def _grid(table: AccountsTable, words: Mapping[str, Any], line: str, note: str) -> Table:
    columns = _columns(table, words["columns"].get(table.kind.value, {}))
    if table.kind in _TWO_SIDED and table.right_rows:
        rows, widths, head = _two_sided(table, columns, words)
    else:
        rows, widths, head = _listed(table, columns, words)
    return Table(rows=rows, widths=widths, head=head, keep=frozenset(range(head)), unit=line, note=note)


_Grid = tuple[tuple[tuple[Cell, ...], ...], tuple[Decimal, ...], int]


def _two_sided(table: AccountsTable, columns: Mapping[str, str], words: Mapping[str, Any]) -> _Grid:
    """收入 | 支出, the totals of both sides in the same rows."""
    sides = ((table.rows, words["sides"][0]), (table.right_rows, words["sides"][1]))
    used = [{key for row in rows for key in (*row.figures, *row.marks)} for rows, _ in sides]
    # A column of kinds that is blank in every row belongs to the side of the expenditure.
    keys = [[key for key in columns if key in used[0]], [key for key in columns if key in used[1] or key not in used[0]]]
    top = tuple(Cell(text=str(name), columns=1 + len(own), head=True) for (_, name), own in zip(sides, keys, strict=True))
    under: list[Cell] = []
    for own in keys:
        under.append(_head(words["item"]))
        under += [_head(columns[key].rpartition("/")[2] if len(own) > 1 else words["amount"]) for key in own]
    lines = []
    for pair in _beside(table.rows, table.right_rows):
        line: list[Cell] = []
        for row, own in zip(pair, keys, strict=True):
            line += [_name(row), *(_value(row, key) for key in own)]
        lines.append(tuple(line))
    widths = tuple(width for own in keys for width in (_NAME, *[_VALUE] * len(own)))
    return (top, tuple(under), *lines), widths, 2


def _beside(left: Sequence[AccountsRow], right: Sequence[AccountsRow]) -> Iterator[tuple[AccountsRow | None, AccountsRow | None]]:
    """Rows of both sides; from 本年…合计 on they stand beside each other again."""
    cuts = [next((i for i, row in enumerate(rows) if "本年" in row.name and "合计" in row.name), len(rows)) for rows in (left, right)]
    for one, other in ((left[: cuts[0]], right[: cuts[1]]), (left[cuts[0] :], right[cuts[1] :])):
        for at in range(max(len(one), len(other))):
            yield one[at] if at < len(one) else None, other[at] if at < len(other) else None


def _listed(table: AccountsTable, columns: Mapping[str, str], words: Mapping[str, Any]) -> _Grid:
    """One row an item; with a code column where rows have codes."""
    coded = any(row.code for row in table.rows) or not table.columns
    groups = _groups(table, columns)
    heads = _heads(columns, words, coded=coded)
    tall = -(-len(table.rows) // groups)
    lines = []
    for at in range(tall):
        line: list[Cell] = []
        for group in range(groups):
            place = at + group * tall
            line += _line(table.rows[place] if place < len(table.rows) else None, columns, coded=coded)
        lines.append(tuple(line))
    widths = ((*((_CODE, _NAME) if coded else (_NAME + _CODE,)), *[_VALUE] * len(columns))) * groups
    return (*(row * groups for row in heads), *lines), widths, len(heads)


def _groups(table: AccountsTable, columns: Mapping[str, str]) -> int:
    """How many groups of columns stand side by side: several for a long list of economic items."""
    listed = table.kind is AccountsTableKind.GENERAL_BASIC and len(columns) == 1
    return min(-(-len(table.rows) // _GROUP_ROWS), _MOST_GROUPS) if listed and table.rows else 1


def _line(row: AccountsRow | None, columns: Mapping[str, str], *, coded: bool) -> list[Cell]:
    if row is None:
        return [Cell()] * ((2 if coded else 1) + len(columns))
    values = [_value(row, key) for key in columns]
    if not coded:
        return [_name(row), *values]
    if row.code:
        return [Cell(text=row.code, align="left"), _name(row), *values]
    return [Cell(text=row.name, columns=2), *values]


def _heads(columns: Mapping[str, str], words: Mapping[str, Any], *, coded: bool) -> tuple[tuple[Cell, ...], ...]:
    """The heads; in two rows where columns have a common head."""
    deep = any("/" in label for label in columns.values())
    first = [_head(words["code"]), _head(words["name"])] if coded else [_head(words["item"])]
    if not deep:
        return ((*first, *(_head(label) for label in columns.values())),)
    top: list[Cell] = [Cell(text=str(words["item"]), columns=2, head=True)] if coded else [Cell(text=str(words["item"]), rows=2, head=True)]
    under: list[Cell] = first if coded else []
    for name, group in groupby(columns.values(), key=lambda label: label.partition("/")[0]):
        labels = list(group)
        if labels == [name]:
            top.append(Cell(text=name, rows=2, head=True))
            continue
        top.append(Cell(text=name, columns=len(labels), head=True))
        under += [_head(label.partition("/")[2] or label) for label in labels]
    return tuple(top), tuple(under)


def _head(text: object) -> Cell:
    return Cell(text=str(text), head=True)


def _name(row: AccountsRow | None) -> Cell:
    return Cell() if row is None else Cell(text=row.name, align="left")


def _value(row: AccountsRow | None, key: str) -> Cell:
    """The figure with separators and two decimals, else the mark that stands in its place."""
    if row is None:
        return Cell()
    figure = row.figures.get(key)
    return Cell(text=row.marks.get(key, "") if figure is None else amounts.text(figure.value, grouped=True), align="right")
