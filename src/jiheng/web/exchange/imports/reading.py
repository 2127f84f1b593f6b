"""A list as rows of text with the numbers people see, and its heads as the columns we know."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext as _
from ruamel.yaml import YAML

from jiheng.documents import DocumentError, FileKind, Limits, Table, read
from jiheng.documents.sheet_grid import column_letters
from jiheng.documents.sniffing import Content, sniff
from jiheng.documents.text_encoding import decode, mojibake
from jiheng.regulation.labels import label_core

#: The heads stand among the first rows.
_TOP: Final = 10
_SEPARATORS: Final = ",\t;|"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column that can be filled in."""

    key: str
    label: str
    also: tuple[str, ...] = ()
    required: bool = False
    help: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A list that can be brought in."""

    key: str
    title: str
    about: str
    columns: tuple[Column, ...]

    def column(self, key: str) -> Column:
        """The column of that key."""
        return next(column for column in self.columns if column.key == key)


@cache
def plans() -> Mapping[str, Plan]:
    """All lists, as declared."""
    return declared_in((files("jiheng.web.exchange.imports") / "columns.yaml").read_text("utf-8"))


def declared_in(text: str) -> Mapping[str, Plan]:
    """The lists that a declaration in YAML describes."""
    declared: dict[str, Any] = YAML(typ="safe", pure=True).load(text)
    return {
        key: Plan(
            key=key,
            title=one["title"],
            about=one["about"],
            columns=tuple(Column(**{**column, "also": tuple(column.get("also", ()))}) for column in one["columns"]),
        )
        for key, one in declared.items()
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong: row as people count, the column's place (0-based; None for the whole row) and label, what stands there, what to do."""

    row: int
    column: int | None
    label: str
    value: str
    message: str

    @property
    def cell(self) -> str:
        """The name of the cell, as Excel shows it."""
        return f"{column_letters(self.column)}{self.row}" if self.column is not None else str(self.row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of the list: its number and its texts by column."""

    number: int
    texts: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        return self.texts.get(key, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """The list: where each column stands, its lines, what is wrong with its shape, and all rows as they stand in the file."""

    plan: Plan
    places: Mapping[str, int]
    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]
    rows: tuple[tuple[str, ...], ...]
    head: int = 0

    def problem(self, line: Line, key: str, message: str) -> Problem:
        """A problem in a column of a line; without a key, of the whole line."""
        if not key:
            return Problem(row=line.number, column=None, label="", value="", message=message)
        return Problem(row=line.number, column=self.places.get(key), label=self.plan.column(key).label, value=line[key], message=message)


class NotAList(Exception):
    """The file holds no list that can be brought in; the text says why and what to do."""


def read_list(plan: Plan, data: bytes, name: str, *, most: int | None = None) -> Listed:
    """The list in the file; of at most so many rows, by default as many as may be brought in at once.

    Raises:
        NotAList: no readable table, none of its heads known, or too long.
    """
    rows = _rows(data, name)
    head = max(range(min(len(rows), _TOP)), key=lambda number: len(_places(plan, rows[number])), default=0)
    places = _places(plan, rows[head]) if rows else {}
    if not places:
        raise NotAList(_("没有找到列名。请用模板填写，列名在前 {count} 行内。").format(count=_TOP))
    missing = [column.label for column in plan.columns if column.required and column.key not in places]
    if missing:
        raise NotAList(_("缺少列：{labels}。请用模板填写，或把列名改成模板上的写法。").format(labels="、".join(missing)))
    lines = []
    for number, row in enumerate(rows[head + 1 :], head + 2):
        texts = {key: row[place].strip() if place < len(row) else "" for key, place in places.items()}
        if any(texts.values()):
            lines.append(Line(number=number, texts=texts))
    if not lines:
        raise NotAList(_("列名下面没有内容。"))
    limit = settings.IMPORT_ROWS if most is None else most
    if len(lines) > limit:
        raise NotAList(_("有 {count} 行，一次最多 {most} 行。请分成几个文件。").format(count=len(lines), most=limit))
    listed = Listed(plan=plan, places=places, lines=tuple(lines), problems=(), rows=tuple(rows), head=head)
    return Listed(plan=plan, places=places, lines=listed.lines, problems=tuple(_empty(listed)), rows=listed.rows, head=head)


def _places(plan: Plan, row: tuple[str, ...]) -> dict[str, int]:
    known = {label_core(word): column.key for column in reversed(plan.columns) for word in (*column.also, column.label)}
    found: dict[str, int] = {}
    for place, text in enumerate(row):
        key = known.get(label_core(text.replace("*", "")))
        if key and key not in found:
            found[key] = place
    return found


def _empty(listed: Listed) -> list[Problem]:
    needed = [column for column in listed.plan.columns if column.required]
    return [listed.problem(line, column.key, _("没有填写。")) for line in listed.lines for column in needed if not line[column.key]]


def _rows(data: bytes, name: str) -> list[tuple[str, ...]]:
    try:
        content = sniff(data, name, Limits()) if data else None
        if content is Content.TEXT:
            return _csv_rows(data)
        if content not in (Content.XLSX, Content.XLS):
            raise NotAList(_("请上传 Excel（.xlsx）或 csv 文件。"))
        document = read(name, data=data, limits=Limits(cells=500_000, seconds=60))
    except DocumentError as error:
        raise NotAList(str(error)) from error
    table = next((block for block in document.blocks if isinstance(block, Table)), None)
    if table is None or document.kind not in (FileKind.XLSX, FileKind.XLS):
        raise NotAList(_("文件里没有表。"))
    rows = [[""] * table.columns for _row in range(table.rows)]
    for cell in table.cells:
        rows[cell.row][cell.column] = cell.value or cell.text
    return [tuple(row) for row in rows]


def _csv_rows(data: bytes) -> list[tuple[str, ...]]:
    text, _encoding = decode(data)
    if damaged := mojibake(text):
        raise NotAList(damaged)
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(_SEPARATORS, key=first.count)
    try:
        return [tuple(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)]
    except csv.Error as error:
        raise NotAList(_("csv 文件的引号或分隔不对（{error}）。").format(error=error)) from error
