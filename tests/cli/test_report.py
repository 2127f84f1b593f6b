"""``jiheng report``: packages, official forms, two versions compared."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
from forms_at_hand import Jiheng

from jiheng.sample.cases import case_text


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "案例.yaml"
    path.write_text(case_text("project"), "utf-8")
    return path


def test_a_case_becomes_a_report_in_word_and_pdf(jiheng: Jiheng, case: Path, tmp_path: Path) -> None:
    said = jiheng("report", str(case), "-f", "docx", "-f", "pdf", "-o", "out")
    assert said.code == 0
    names = sorted(path.suffix for path in (tmp_path / "out").iterdir())
    assert names == [".docx", ".pdf"]
    assert "待补充" in said.out
    assert "NotoSerifSC" in said.out


def test_no_report_is_written_of_a_case_that_cannot_be_scored(jiheng: Jiheng, case: Path, tmp_path: Path) -> None:
    case.write_text(case.read_text("utf-8").replace("kind: bands", "kind: nearly", 1), "utf-8")
    for arguments in (["report", str(case), "-o", "out"], ["report", "diff", str(case), str(case)]):
        said = jiheng(*arguments)
        assert said.code == 1
        assert "没有名为「nearly」的评分规则" in said.err
        assert "有 1 处必须改正后才能计分。" in said.err
    assert list((tmp_path / "out").glob("*")) == []


def test_what_was_rewritten_in_word_stays_when_the_report_is_written_again(jiheng: Jiheng, case: Path, tmp_path: Path) -> None:
    assert jiheng("report", str(case), "-o", "out").code == 0
    (first,) = (tmp_path / "out").iterdir()
    edited = tmp_path / "改过.docx"
    with zipfile.ZipFile(first) as package, zipfile.ZipFile(edited, "w") as copy:
        for entry in package.infolist():
            content = package.read(entry)
            if entry.filename == "word/document.xml":
                content = content.replace("无其他需要说明的问题。".encode(), "评价期间主管部门名称有变。".encode())
            copy.writestr(entry, content)
    said = jiheng("report", str(case), "-o", "again", "--previous", str(edited))
    assert said.code == 0
    assert "保留了作者改写的 1 段" in said.out
    (second,) = (tmp_path / "again").iterdir()
    with zipfile.ZipFile(second) as package:
        assert "评价期间主管部门名称有变。" in package.read("word/document.xml").decode()


def test_a_previous_version_that_is_no_word_file_is_refused_by_name(jiheng: Jiheng, case: Path) -> None:
    said = jiheng("report", str(case), "-o", "out", "--previous", str(case))
    assert said.code == 2
    assert "案例.yaml" in said.err
    assert "docx" in said.err


def test_forms_that_were_read_are_written_in_the_official_layout(jiheng: Jiheng, form: Path, tmp_path: Path) -> None:
    said = jiheng("report", "--kind", "forms", str(form), "-f", "xlsx", "-f", "pdf", "-o", "out")
    assert said.code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["自评表-官方格式.pdf", "自评表-官方格式.xlsx"]


def test_an_unreadable_file_does_not_stop_the_others(jiheng: Jiheng, form: Path, tmp_path: Path) -> None:
    broken = tmp_path / "坏.docx"
    broken.write_bytes(b"PK\x03\x04 broken")
    said = jiheng("report", "--kind", "forms", str(broken), str(form), "-o", "out")
    assert said.code == 2
    assert "坏.docx" in said.err
    assert (tmp_path / "out" / "自评表-官方格式.docx").is_file()


def test_two_versions_of_a_case_are_compared_place_by_place(jiheng: Jiheng, case: Path, tmp_path: Path) -> None:
    other = tmp_path / "新.yaml"
    other.write_text(case_text("project").replace("actual: 85场", "actual: 88场"), "utf-8")
    said = jiheng("report", "diff", str(case), str(other), "--json")
    assert said.code == 0
    places = [change["place"] for change in json.loads(said.out)]
    assert any(place.endswith("举办技术培训场次 / 得分") for place in places)
    assert "没有不同" in jiheng("report", "diff", str(case), str(case)).out


def test_a_comparison_wants_two_cases(jiheng: Jiheng, case: Path) -> None:
    said = jiheng("report", "diff", str(case))
    assert said.code == 2
    assert "旧案例" in said.err


def test_a_report_in_excel_is_its_scoring_annex_with_sums_as_formulas(jiheng: Jiheng, case: Path, tmp_path: Path) -> None:
    assert jiheng("report", str(case), "-f", "xlsx", "-o", "out").code == 0
    (made,) = (tmp_path / "out").iterdir()
    sheet = openpyxl.load_workbook(made)["评分表"]
    (total,) = [row for row in sheet.iter_rows(values_only=True) if row[0] == "总分"]
    assert all(str(total[column]).startswith("=") for column in (4, 9))


def test_a_case_of_a_department_becomes_its_report_and_the_same_as_one_form(jiheng: Jiheng, case: Path, tmp_path: Path) -> None:
    department = tmp_path / "部门.yaml"
    department.write_text(case_text("department"), "utf-8")
    assert jiheng("report", str(department), "-o", "out").code == 0
    assert jiheng("report", str(department), "--kind", "department_form", "-o", "form").code == 0
    (whole,), (form,) = (list((tmp_path / name).iterdir()) for name in ("out", "form"))
    with zipfile.ZipFile(whole) as narrative, zipfile.ZipFile(form) as sheet:
        assert "五、综合评价情况及评价结论" in narrative.read("word/document.xml").decode()
        assert "部门资金情况（万元）" in sheet.read("word/document.xml").decode()
    said = jiheng("report", str(case), "--kind", "department_form", "-o", "out")
    assert said.code == 2
    assert "department_form" in said.err
