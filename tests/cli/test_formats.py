"""The two JSON formats are what their schemas promise; the schemas allow no field they do not describe."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest
from forms_at_hand import Jiheng, excel

FORMATS = Path(__file__).resolve().parents[2] / "docs" / "formats"
CASES = Path(__file__).resolve().parents[3] / "shared" / "cases"


def validator(name: str) -> jsonschema.Draft202012Validator:
    schema = json.loads((FORMATS / f"{name}.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def complaints(name: str, content: Any) -> list[str]:
    return [f"{error.json_path}: {error.message[:200]}" for error in validator(name).iter_errors(content)]


def test_check_keeps_its_promise(jiheng: Jiheng, form: Path) -> None:
    excel(Path("表.xlsx"))
    Path("说明.txt").write_text("一段没有表格的话。", "utf-8")
    ran = jiheng("check", form.name, "表.xlsx", "说明.txt", "没有.docx", "-f", "json", "--preview")
    assert complaints("check", ran.json) == []
    assert len(ran.json["documents"]) == 3


def test_extract_keeps_its_promise(jiheng: Jiheng, form: Path) -> None:
    excel(Path("表.xlsx"))
    ran = jiheng("extract", form.name, "表.xlsx", "没有.docx")
    assert ran.code == 2
    assert complaints("extract", ran.json) == []
    first = ran.json["documents"][0]["records"][0]
    assert (first["project"], first["funds"][0]["execution_rate"], first["total_score"]) == ("乡村道路养护", "80.00%", "97.50")


@pytest.mark.corpus
@pytest.mark.slow
@pytest.mark.skipif(not CASES.exists(), reason="the real documents lie outside of the repository")
def test_real_documents_and_the_sample_county_keep_the_promise(jiheng: Jiheng, tmp_path: Path) -> None:
    from jiheng.sample.demo import write_county

    files = [str(file) for file in write_county(tmp_path / "县")[:12]]
    for names in ([str(CASES / "003.docx"), str(CASES / "003-forms.xlsx"), str(CASES / "pages" / "007.txt")], files):
        assert complaints("check", jiheng("check", *names, "-f", "json", "--preview").json) == []
        assert complaints("extract", jiheng("extract", *names).json) == []


def described(schema: Any, path: str = "") -> Iterator[str]:
    """The properties that have no words."""
    if isinstance(schema, dict):
        for name, value in schema.get("properties", {}).items():
            if isinstance(value, dict) and not {"description", "$ref", "const", "not"} & set(value):
                yield f"{path}/{name}"
        for key, value in schema.items():
            yield from described(value, f"{path}/{key}")


@pytest.mark.parametrize("name", ["check", "extract"])
def test_every_field_has_its_words(name: str) -> None:
    assert list(described(json.loads((FORMATS / f"{name}.schema.json").read_text("utf-8")))) == []


def test_extract_writes_a_workbook_with_a_sheet_a_form(jiheng: Jiheng, form: Path) -> None:
    ran = jiheng("extract", form.name, "没有.docx", "-f", "xlsx")
    assert (ran.code, ran.out) == (2, "")
    book = openpyxl.load_workbook("读出的数据.xlsx")
    assert book.sheetnames == ["一览", "01 乡村道路养护", "其他表格", "未读懂"]
    rows = [[cell for cell in row if cell is not None] for row in book["01 乡村道路养护"].iter_rows(values_only=True)]
    assert ["项目名称", "乡村道路养护", "项目名称"] in rows
    assert any(row[:4] == ["年度资金总额", 120, 120, 90] for row in rows)
    assert any(row[2:6] == ["养护道路里程", "≥50公里", "50公里", 50] for row in rows)
    assert any("没有.docx：找不到" in str(cell) for row in book["一览"].iter_rows(values_only=True) for cell in row)
