"""The page, the working paper and SARIF: what a reviewer reads of an assessment."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from jiheng.assessment import Coverage, DocumentAssessment, LocatedFinding, LocatedRelation, Location
from jiheng.documents import FileKind, Unreadable
from jiheng.extraction import Extraction
from jiheng.model import Citation, Finding, Outcome, Place, Relation, Severity, Source
from jiheng.reports import CannotAnnotate, annotate_copy, render_html, render_workbook, sarif_text
from jiheng.reports.annotate.remarks import remarks, summary

ROW = "年度资金总额\t120.00\t90.00\t80.00%"
BAD = Unreadable(path="坏.docx", error="坏.docx：文件是空的。请重新下载。", code="empty_file")


def found(message: str, severity: Severity, quote: str = "80.00%", **more: object) -> LocatedFinding:
    place = Place(file="a.txt", line=7, row=3, column=5, quote=quote)
    location = Location(place=place, section="自评表：道路", label="年度资金总额 / 执行率", quote=quote, row_text=ROW)
    finding = Finding(
        code="SEV101",
        name="x",
        severity=severity,
        message=message,
        advice="重算。",
        trace="90÷120",
        citations=(Citation(document="某办法"),),
    )
    return LocatedFinding(finding=finding, location=location, **more)  # type: ignore[arg-type]  # state, note and related as given


def assessment(findings: Sequence[LocatedFinding], kind: FileKind = FileKind.TEXT) -> DocumentAssessment:
    relation = Relation(check="SEV101", expression="=90÷120", stated="80.00%", computed="75.00%", outcome=Outcome.FAILS)
    unread = Source(place=Place(line=9, quote="看不懂的"), section="自评表：道路", label="备注")
    return DocumentAssessment(
        path="夹/a.txt",
        digest="sha256:0",
        kind=kind,
        type="self_evaluation",
        standard="cn",
        agency="某站",
        fiscal_year=2024,
        verdict="must_fix",
        coverage=Coverage(figures=8, checked=6, unread=1, not_checkable=1),
        relations=(LocatedRelation(relation=relation, locations=(findings[0].location,) if findings else ()),),
        findings=tuple(findings),
        states={},
        notices=("有一行被隐藏。",),
        extraction=Extraction(unread=(unread,)),
    )


def page_of(tmp_path: Path, *findings: LocatedFinding) -> str:
    render_html([assessment(findings)], [BAD], tmp_path / "页.html")
    return (tmp_path / "页.html").read_text("utf-8")


def words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.partition("<body>")[2]))


def test_the_page_shows_row_words_and_cure(tmp_path: Path) -> None:
    page = page_of(tmp_path, found("执行率填错。", Severity.MUST_FIX), found("请核实。", Severity.QUESTION))
    assert page.count("<td>120.00</td>") == 1, "two findings of a row show it once"
    assert "<mark>80.00%</mark>" in page
    for part in (
        "某站",
        "8 个数字，已核对 6 个（75.0%）",
        "有一行被隐藏。",
        "执行率填错。",
        "90÷120",
        "重算。",
        "看不懂的",
        "坏.docx：文件是空的",
    ):
        assert part in words(page)


def test_the_page_needs_neither_script_nor_network(tmp_path: Path) -> None:
    page = page_of(tmp_path, found("x", Severity.NOTE))
    assert not re.search(r"<script|<link|src=|url\(|https?://", page)


def test_the_text_of_a_document_cannot_become_a_page(tmp_path: Path) -> None:
    page = page_of(tmp_path, found("<script>alert(1)</script>", Severity.NOTE), found("<b>粗</b>", Severity.MUST_FIX, quote="<i>"))
    assert "<script>" not in page
    assert "<b>粗</b>" not in page


def test_waived_findings_are_pale_and_not_counted(tmp_path: Path) -> None:
    page = page_of(tmp_path, found("旧的。", Severity.MUST_FIX, state="waived", note="已批复"))
    assert "silent" in page
    assert "已豁免 · 已批复" in words(page)
    assert '<td class="number">0</td>' in page


def test_related_places_of_the_same_row_are_not_repeated(tmp_path: Path) -> None:
    here = found("x", Severity.MUST_FIX).location
    there = Location(place=Place(row=9), label="总分 / 得分", quote="97.50", row_text="总分\t97.50")
    page = words(page_of(tmp_path, found("x", Severity.MUST_FIX, related=(here, there))))
    assert "另见：总分 / 得分「97.50」" in page
    assert "另见：第7行" not in page


def test_the_working_paper_has_findings_relations_and_what_was_not_read(tmp_path: Path) -> None:
    path = tmp_path / "底稿.xlsx"
    render_workbook([assessment([found("执行率填错。", Severity.MUST_FIX)])], [BAD], path)
    book = openpyxl.load_workbook(path)
    overview = [list(row) for row in book["概况"].iter_rows(min_row=2, values_only=True)]
    assert overview[0][:2] == ["夹/a.txt", 2024]
    assert overview[1][-1] == BAD.error
    assert "执行率填错。" in [cell.value for cell in book["问题"][2]]
    relation = book["核对关系"][2]
    assert [cell.value for cell in relation][4:8] == ["=90÷120", "80.00%", "75.00%", "不成立"]
    assert relation[4].data_type == "s", "an expression is no formula"
    assert "看不懂的" in [cell.value for cell in book["未读懂"][2]]
    assert book["问题"].auto_filter.ref
    assert book["问题"].freeze_panes == "A2"


def test_a_working_paper_that_is_open_elsewhere_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="没有"):
        render_workbook([], [], tmp_path / "没有" / "底稿.xlsx")


def test_sarif_names_rules_places_and_suppressions() -> None:
    several = [found("一。", Severity.MUST_FIX), found("二。", Severity.QUESTION, state="known"), found("三。", Severity.NOTE)]
    log = json.loads(sarif_text([assessment(several)], [BAD]))["runs"][0]
    assert [rule["id"] for rule in log["tool"]["driver"]["rules"]] == ["SEV101"]
    assert [result["level"] for result in log["results"]] == ["error", "warning", "note"]
    assert log["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] == 7
    assert "suppressions" in log["results"][1]
    assert log["invocations"][0]["executionSuccessful"] is False


def test_a_comment_says_what_how_and_what_to_do() -> None:
    (remark,) = remarks(assessment([found("执行率填错。", Severity.MUST_FIX), found("旧的。", Severity.NOTE, state="known")]))
    assert remark.lines[:3] == ("【必须改】执行率填错。（SEV101）", "算法：90÷120", "怎么改：重算。")
    assert summary(assessment([])).startswith("核对结论：有必须改的问题。")


@pytest.mark.parametrize("kind", [FileKind.TEXT, FileKind.HTML, FileKind.XLS])
def test_files_that_take_no_comments_say_what_to_do(tmp_path: Path, kind: FileKind) -> None:
    with pytest.raises(CannotAnnotate, match="请"):
        annotate_copy(tmp_path / "a.txt", assessment([], kind), tmp_path / "b.txt")


def test_a_doubtful_reading_stands_beside_its_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jiheng.documents.crops.Crops.of", lambda self, place: b"picture" if place.page == 2 else None)
    sure = found("执行率不符。", Severity.QUESTION)
    doubt = Location(place=Place(page=2), label="年度资金总额 / 执行率", quote="80.00%", doubt="扫描识别，置信度 0.62")
    gone = Location(place=Place(page=3), label="得分", doubt="扫描识别，置信度 0.70")
    page = page_of(tmp_path, sure, found("得分不符。", Severity.NOTE, related=(doubt, gone)))
    assert page.count("data:image/png;base64,cGljdHVyZQ==") == 1
    assert "识别为「80.00%」，扫描识别，置信度 0.62" in page
