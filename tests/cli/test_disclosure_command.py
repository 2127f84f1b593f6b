"""``jiheng report --kind disclosure``: from workbooks of tables to a disclosure in Word and PDF."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from forms_at_hand import Jiheng

from jiheng.documents import read
from jiheng.extraction import extract
from jiheng.model import FinalAccounts, SelfEvaluationForm
from jiheng.regulation import load_labels
from jiheng.sample.county_tables import accounts_workbook as workbook


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    path = tmp_path / "2024年决算表.xlsx"
    path.write_bytes(workbook(3))
    return path


@pytest.fixture
def last_year(tmp_path: Path) -> Path:
    path = tmp_path / "2023年决算表.xlsx"
    path.write_bytes(workbook(3, last_year=True))
    return path


def text_of(path: Path) -> str:
    return "\n".join(block.text for block in read(path).blocks if hasattr(block, "text"))


def test_two_years_of_tables_and_a_form_become_a_disclosure(
    jiheng: Jiheng, tables: Path, last_year: Path, form: Path, tmp_path: Path
) -> None:
    said = jiheng("report", "-k", "disclosure", str(tables), "--last-year", str(last_year), "--forms", str(form), "-o", "out")
    assert said.code == 0
    (file,) = (tmp_path / "out").iterdir()
    assert file.name == "澄岚县卫生健康局2024年度部门决算公开.docx"
    text = text_of(file)
    assert "收入支出总计比上年增加" in text
    assert "公开项目支出绩效自评表1个" in text
    assert "处待补充" in said.out


def test_name_and_year_may_be_given(jiheng: Jiheng, tables: Path, tmp_path: Path) -> None:
    said = jiheng("report", "-k", "disclosure", str(tables), "--agency", "镕城县水务局", "--year", "2022", "-f", "pdf", "-o", "out")
    assert said.code == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["镕城县水务局2022年度部门决算公开.pdf"]


def test_a_year_that_nobody_tells_is_asked_for(jiheng: Jiheng, tables: Path, tmp_path: Path) -> None:
    nameless = tmp_path / "决算表.xlsx"
    tables.rename(nameless)
    said = jiheng("report", "-k", "disclosure", str(nameless), "-o", "out")
    assert said.code == 0
    assert "--year 年度" in said.err


def test_the_same_year_is_not_last_year(jiheng: Jiheng, tables: Path, last_year: Path) -> None:
    said = jiheng("report", "-k", "disclosure", str(last_year), "--last-year", str(tables), "-o", "out")
    assert said.code == 2
    assert "2024 年度的决算表，不是 2023 年度的上一年" in said.err


def test_what_holds_no_tables_or_no_form_is_refused_by_name(jiheng: Jiheng, tables: Path, form: Path, tmp_path: Path) -> None:
    empty = tmp_path / "空.xlsx"
    openpyxl.Workbook().save(empty)
    none = jiheng("report", "-k", "disclosure", str(form), "-o", "out")
    assert none.code == 2
    assert "自评表.docx」中没有读到部门决算报表" in none.err
    other = jiheng("report", "-k", "disclosure", str(tables), "--forms", str(empty), "-o", "out")
    assert other.code == 2
    assert "空.xlsx」中没有读到绩效自评表" in other.err
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04 broken")
    assert jiheng("report", "-k", "disclosure", str(broken), "-o", "out").code == 2


def test_one_department_at_a_time(jiheng: Jiheng, tables: Path) -> None:
    assert "只给一个决算表文件" in jiheng("report", "-k", "disclosure", str(tables), str(tables), "-o", "out").err


def test_in_excel_it_is_the_tables_and_forms_as_they_are_printed(jiheng: Jiheng, tables: Path, form: Path, tmp_path: Path) -> None:
    assert jiheng("report", "-k", "disclosure", str(tables), "--forms", str(form), "-f", "xlsx", "-o", "out").code == 0
    (made,) = (tmp_path / "out").iterdir()
    records = [one.record for one in extract(read(made), load_labels("cn")).records]
    accounts = next(one for one in records if isinstance(one, FinalAccounts))
    (given,) = [one.record for one in extract(read(tables), load_labels("cn")).records if isinstance(one.record, FinalAccounts)]
    assert (accounts.agency, accounts.fiscal_year) == ("澄岚县卫生健康局", 2024)
    assert [(one.kind, len(one.rows)) for one in accounts.tables] == [(one.kind, len(one.rows)) for one in given.tables]
    assert any(isinstance(one, SelfEvaluationForm) for one in records)
    page = openpyxl.load_workbook(made)["收入决算表"]
    assert isinstance(page.cell(4, 3).value, float)
    assert isinstance(page.cell(5, 1).value, str)
