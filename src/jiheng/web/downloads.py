"""Tables as files: Excel, csv, JSON. Text that an office program would take for a formula is defused."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Final

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from jiheng.model.amounts import text
from jiheng.reports.render.workbook import Column, Sheet, write_workbook

FORMATS: Final = ("xlsx", "csv", "json")
_TYPES: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
#: What makes a cell of a csv file a formula for an office program.
_ACTIVE: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "\uff20")

Value = str | int | Decimal | None


def harmless(value: Value) -> str:
    """The cell of a csv file: numbers as they are, text that would be a formula behind an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return text(value, None)
    if isinstance(value, int):
        return str(value)
    return f"'{value}" if value.startswith(_ACTIVE) else value


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """The sheets as an Excel file."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "table.xlsx"
        write_workbook(target, sheets)
        return target.read_bytes()


def _rounded(value: Value) -> Value:
    return value.normalize() + 0 if isinstance(value, Decimal) else value  # no row of zeros behind the point


def as_xlsx(name: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> bytes:
    """One table as an Excel file."""
    return workbook([Sheet(name, columns, ([_rounded(value) for value in row] for row in rows))])


def as_csv(columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> bytes:
    """One table as UTF-8 with its mark, which Excel and WPS need."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([column.title for column in columns])
    writer.writerows([harmless(value) for value in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def as_json(columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> bytes:
    """One table as a list of objects; decimals are text, as in the records."""
    titles = [column.title for column in columns]
    plain = ([text(value, None) if isinstance(value, Decimal) else value for value in row] for row in rows)
    return json.dumps([dict(zip(titles, row, strict=True)) for row in plain], ensure_ascii=False).encode()


def table_file(name: str, form: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> HttpResponse:
    """One table in the wanted form."""
    if form == "xlsx":
        return attachment(as_xlsx(name, columns, rows), name, form)
    return attachment(as_csv(columns, rows) if form == "csv" else as_json(columns, rows), name, form)


def attachment(content: bytes, name: str, form: str) -> HttpResponse:
    """A file to be saved."""
    response = HttpResponse(content, content_type=_TYPES[form])
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{name}.{form}") or "attachment"
    response["Cache-Control"] = "no-store"
    return response
