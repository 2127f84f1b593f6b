"""``check`` of records of the process: each kind is known, its figures are compared, its faults stand at their lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from forms_at_hand import Jiheng

from jiheng.assessment import DocumentAssessment, Options
from jiheng.cli.checking_records import assess_record_file
from jiheng.documents import Unreadable
from jiheng.model import Rectification
from jiheng.process.record_file import read_record
from jiheng.sample.papers import paper_text
from jiheng.scoring.case_file import to_json

SUBJECT = "subject: {name: 村道养护, fiscal_year: 2024, agency: 某站}\n"


def assessed(text: str, path: str = "记录.yaml") -> DocumentAssessment:
    result = assess_record_file(text.encode(), path, Options())
    assert isinstance(result, DocumentAssessment)
    return result


@pytest.mark.parametrize(("kind", "figures", "checked"), [("rectification", 4, 3), ("complaint_ledger", 0, 0), ("review_opinions", 4, 4)])
def test_the_samples_are_known_and_clean(kind: str, figures: int, checked: int) -> None:
    result = assessed(paper_text(kind))
    assert (result.type, result.verdict, result.findings) == (kind, "clean", ())
    # Money that nobody has recovered yet has nothing to be compared with.
    assert (result.coverage.figures, result.coverage.checked) == (figures, checked)


def test_json_is_read_as_yaml_is() -> None:
    record = read_record(paper_text("rectification"), "整改.yaml", Rectification).record
    result = assessed(to_json(record), "整改.json")
    assert (result.type, result.coverage.checked) == ("rectification", 3)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (f'{SUBJECT}score: "88.35"\ngrade: 优\nitems: []\n', "RCT108", 3),
        (f'{SUBJECT}items:\n  - {{id: a, problem: x, amount: "1.20 万元", recovered: "12,600 元"}}\n', "RCT107", 3),
        (f"{SUBJECT}issued_on: 2025-05-02\ndue_on: 2025-05-01\nitems: []\n", "RCT102", 3),
        (
            f'{SUBJECT}opinions:\n  - {{number: "1", opinion: x, decision: accepted, score_before: "3", score_after: "3"}}\n',
            "RVO107",
            3,
        ),
        (
            "fiscal_year: 2025\ncomplaints:\n  - {number: a, received_on: 2025-03-01, channel: web, summary: x, accepted: false}\n",
            "CPL103",
            3,
        ),
    ],
)
def test_a_fault_stands_at_its_line(text: str, code: str, line: int) -> None:
    (found,) = [one for one in assessed(text).findings if one.finding.code == code]
    assert found.location.place.line == line


@pytest.mark.parametrize("text", ["items: [a, b]\n", "类型: 表\n说明: 项目完成\n", "type: evaluation_case\nitems: []\n", "items: {\n"])
def test_other_files_are_left_to_other_readers(text: str) -> None:
    assert assess_record_file(text.encode(), "a.yaml", Options()) is None


def test_an_entry_that_cannot_be_understood_is_named() -> None:
    result = assess_record_file(f"{SUBJECT}items:\n  - {{id: a, problem: x, progress: soon}}\n".encode(), "a.yaml", Options())
    assert isinstance(result, Unreadable)
    assert "a.yaml 第 3 行" in result.error


def test_the_command_names_the_kind(jiheng: Jiheng, tmp_path: Path) -> None:
    (tmp_path / "意见.yaml").write_text(paper_text("review_opinions"), "utf-8")
    said = jiheng("check", "意见.yaml", "--format", "json")
    assert said.code == 0
    document: dict[str, Any] = json.loads(said.out)["documents"][0]
    assert document["type"] == "review_opinions"
    assert {relation["outcome"] for relation in document["relations"]} == {"holds"}
    assert "审核意见" in jiheng("check", "意见.yaml").out
