"""A data package says of each table what its columns are, and is the same for the same content."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO

from jiheng.reports.render.data_package import DataTable, csv_text, descriptor, package

TABLE = DataTable(
    name="dossiers",
    title="卷宗",
    fields=(("subject", "string", "评价对象"), ("score", "number", "得分")),
    rows=[("水库", "95.5"), ("=1+1", None)],
)


def test_a_package_holds_its_tables_and_their_description() -> None:
    said = descriptor("open-data", "公开数据", "2026-01-01T00:00:00Z", [TABLE], {"name": "CC-BY-4.0"})
    data = package(said, [TABLE])
    assert data == package(said, [TABLE])
    with zipfile.ZipFile(BytesIO(data)) as archive:
        read = json.loads(archive.read("datapackage.json"))
        assert archive.read("dossiers.csv").decode() == csv_text(TABLE)
    assert read["resources"][0]["path"] == "dossiers.csv"
    assert [field["name"] for field in read["resources"][0]["schema"]["fields"]] == ["subject", "score"]
    assert "licenses" not in descriptor("a", "b", "c", [])


def test_text_that_a_spreadsheet_would_compute_stays_text() -> None:
    assert csv_text(TABLE) == "subject,score\n水库,95.5\n'=1+1,\n"
