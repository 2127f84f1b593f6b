"""Several files at once: what does not agree between them is told in every format, with the files named."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from forms_at_hand import ROWS, Jiheng, excel, word

ONLY = ("--select", "XCK307")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The form as a Word file and, with another amount, as a workbook."""
    word(tmp_path / "材料" / "自评表.docx")
    book = openpyxl.load_workbook(excel(tmp_path / "材料" / "自评表（改）.xlsx"))
    for row in book.active.iter_rows():
        for cell in row:
            if cell.value == "90.00":
                cell.value = "96.00"
    book.save(tmp_path / "材料" / "自评表（改）.xlsx")
    return tmp_path / "材料"


def test_json_names_the_documents_and_their_places(jiheng: Jiheng, folder: Path) -> None:
    ran = jiheng("check", folder.name, "-f", "json", *ONLY)
    (found,) = ran.json["cross_checks"]
    assert (found["code"], found["severity"]) == ("XCK307", "question")
    assert {Path(name).name for name in found["documents"]} == {"自评表.docx", "自评表（改）.xlsx"}
    assert {Path(place["file"]).name for place in (found["location"], *found["related"])} == {"自评表.docx", "自评表（改）.xlsx"}
    assert "90.00 与 96.00" in found["message"] or "96.00 与 90.00" in found["message"]
    assert all(document["findings"] == [] for document in ran.json["documents"])


def test_text_closes_with_a_section_between_the_files(jiheng: Jiheng, folder: Path) -> None:
    ran = jiheng("check", folder.name, *ONLY, "-v")
    head, _, tail = ran.out.partition("跨文件核对")
    assert "XCK307" not in head
    assert "? 存疑 XCK307" in tail
    assert "文件：" in tail
    assert "共核对 2 个文件：必须改 0 处，存疑 1 处" in tail
    assert ran.code == 0


def test_one_file_and_equal_copies_have_no_such_section(jiheng: Jiheng, folder: Path) -> None:
    assert "跨文件核对" not in jiheng("check", str(folder / "自评表.docx")).out
    word(folder / "副本.docx")
    (folder / "自评表（改）.xlsx").unlink()
    assert jiheng("check", folder.name, "-f", "json").json["cross_checks"] == []


def test_workers_page_workbook_and_sarif_tell_it_too(jiheng: Jiheng, folder: Path) -> None:
    jiheng("check", folder.name, "-f", "html", *ONLY, "-j", "2")
    page = Path("核对结果.html").read_text("utf-8")
    assert "跨文件核对" in page.partition("</table>")[2]
    assert "XCK307" in page
    jiheng("check", folder.name, "-f", "xlsx", *ONLY)
    book = openpyxl.load_workbook("核对底稿.xlsx")
    assert any("自评表.docx" in str(cell) and "（改）" in str(cell) for row in book["问题"].iter_rows(values_only=True) for cell in row)
    assert any(cell == "XCK307" for row in book["核对关系"].iter_rows(values_only=True) for cell in row)
    (result,) = json.loads(jiheng("check", folder.name, "-f", "sarif", *ONLY).out)["runs"][0]["results"]
    assert len(result["locations"] + result["relatedLocations"]) == 2


def test_a_proof_between_files_asks_for_work(jiheng: Jiheng, tmp_path: Path) -> None:
    rows = [["部门整体支出绩效自评表（2024年度）"], ["部门名称", "某县交通运输局", "", "", "", "", ""], *map(list, ROWS[2:])]
    for row in rows:
        if row[0].startswith("其中"):
            row[0], row[1:4] = "其他资金", ["1.00", "1.00", "1.00"]
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "整体.xlsx")
    project = [["项目支出绩效自评表（2024年度）"], *map(list, ROWS)]
    for row in project:
        if row[0].startswith("其中"):
            row[0], row[1:4] = "其他资金", ["90.00", "90.00", "90.00"]
    book = openpyxl.Workbook()
    for row in project:
        book.active.append(row)
    book.save(tmp_path / "项目.xlsx")
    ran = jiheng("check", "整体.xlsx", "项目.xlsx", "--select", "XCK101", "-f", "json")
    assert [found["code"] for found in ran.json["cross_checks"]] == ["XCK101"]
    assert ran.code == 1
