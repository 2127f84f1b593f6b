"""A Frictionless data package: tables as CSV, described in ``datapackage.json``, in one zip that is the same for the same content."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Any, Final

_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
#: Signs with which a spreadsheet begins a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class DataTable:
    """A table: name, title, fields (name, type of the table schema, title) and rows."""

    name: str
    title: str
    fields: tuple[tuple[str, str, str], ...]
    rows: Sequence[Sequence[object]]

    @property
    def path(self) -> str:
        """Its file in the package."""
        return f"{self.name}.csv"


def csv_text(table: DataTable) -> str:
    """The table as CSV; text that a spreadsheet would compute is made plain text."""
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([name for name, _type, _title in table.fields])
    for row in table.rows:
        writer.writerow([_plain(value, kind) for value, (_name, kind, _title) in zip(row, table.fields, strict=True)])
    return stream.getvalue()


def _plain(value: object, kind: str) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if kind == "string" and text.startswith(_FORMULA) else text


def descriptor(
    name: str, title: str, created: str, tables: Sequence[DataTable], licence: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """What ``datapackage.json`` says."""
    said: dict[str, Any] = {"profile": "tabular-data-package", "name": name, "title": title, "created": created}
    if licence:
        said["licenses"] = [dict(licence)]
    said["resources"] = [
        {
            "profile": "tabular-data-resource",
            "name": table.name,
            "title": table.title,
            "path": table.path,
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": {"fields": [{"name": key, "type": kind, "title": label} for key, kind, label in table.fields], "missingValues": [""]},
        }
        for table in tables
    ]
    return said


def package(said: Mapping[str, Any], tables: Sequence[DataTable]) -> bytes:
    """The zip with the description and the tables."""
    target = BytesIO()
    contents = {"datapackage.json": json.dumps(said, ensure_ascii=False, indent=2), **{table.path: csv_text(table) for table in tables}}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in contents.items():
            archive.writestr(zipfile.ZipInfo(name, _EARLIEST), text.encode(), zipfile.ZIP_DEFLATED)
    return target.getvalue()
