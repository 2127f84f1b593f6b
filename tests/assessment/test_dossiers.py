"""Documents put together by subject and year: who belongs to whom, and what holds between them."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from jiheng.assessment import DossierAssessment, Dossiers, Options, Waiver, assess_extraction, check_contract, load_baseline
from jiheng.assessment.running import Choice
from jiheng.checks import Dossier, all_checks
from jiheng.documents import Document, FileKind
from jiheng.extraction import Extracted, Extraction
from jiheng.model import Place, Severity, Source, SourceMap
from jiheng.testing import build

OBJECTIVE: dict[str, Any] = {
    "type": "objective_form",
    "project": "道路养护",
    "supervising_department": "某县交通运输局",
    "fiscal_year": 2024,
    "funds": [{"label": "年度资金总额", "initial_budget": "120.00"}],
    "indicators": [{"name": "养护里程", "target": "≥50公里"}],
}
EVALUATION: dict[str, Any] = {
    "project": "道路养护",
    "supervising_department": "某县交通运输局（本级）",
    "fiscal_year": 2024,
    "funds": [{"label": "年度资金总额", "initial_budget": "120.00", "adjusted_budget": "120.00", "executed": "90.00"}],
    "indicators": [{"name": "养护里程", "target": "≥40公里", "actual": "51公里"}],
}


def dossiers(
    files: Mapping[str, Sequence[dict[str, Any]]], options: Options | None = None, agency: str | None = None
) -> tuple[DossierAssessment, ...]:
    chosen = options or Options()
    together = Dossiers(chosen)
    for path, records in files.items():
        document = Document(path=path, kind=FileKind.DOCX, digest="sha256:0", blocks=())
        extracted = []
        for entry in build(Dossier, list(records)).entries:
            sources = SourceMap()
            sources.add("", Source(place=Place(block=0), label="表", section=f"表：{path}"))
            extracted.append(Extracted(record=entry.record, sources=sources))
        together.add(assess_extraction(Extraction(records=tuple(extracted), agency=agency), document, chosen))
    return together.assess()


def said(found: Sequence[DossierAssessment]) -> list[str]:
    return [one.finding.code for dossier in found for one in dossier.findings]


def test_forms_of_one_project_in_two_files_are_compared_and_the_files_named() -> None:
    (dossier,) = dossiers({"申报.docx": [OBJECTIVE], "自评.docx": [EVALUATION]})
    assert (dossier.subject, dossier.fiscal_year, dossier.documents) == ("某县交通运输局", 2024, ("申报.docx", "自评.docx"))
    (found,) = [one for one in dossier.findings if one.finding.code == "XCK301"]
    assert (found.location.place.file, found.related[0].place.file) == ("自评.docx", "申报.docx")
    assert dossier.documents_of(found) == ("自评.docx", "申报.docx")
    assert {relation.relation.check for relation in dossier.relations} >= {"XCK301", "XCK303", "XCK304"}
    contract = check_contract((), "cn", (), (dossier,))
    assert contract["cross_checks"][0]["documents"] == ["自评.docx", "申报.docx"]


def test_one_file_that_holds_both_says_it_itself() -> None:
    assert dossiers({"全部.docx": [OBJECTIVE, EVALUATION]}) == ()
    assert "XCK301" not in said(dossiers({"全部.docx": [OBJECTIVE, EVALUATION], "监控.docx": [OBJECTIVE | {"type": "monitoring_form"}]}))


@pytest.mark.parametrize(
    "change",
    [{"fiscal_year": 2023}, {"supervising_department": "某县教育局"}, {"project": "桥梁检测"}],
    ids=["another-year", "another-department", "another-project"],
)
def test_what_belongs_to_another_subject_is_not_compared(change: dict[str, Any]) -> None:
    assert said(dossiers({"申报.docx": [OBJECTIVE], "自评.docx": [EVALUATION | change]})) == []


@pytest.mark.parametrize(
    "change",
    [
        {"fiscal_year": None},
        {"supervising_department": None},
        {"supervising_department": "交通运输局"},
        {"supervising_department": " 某县交通运输局 (部门)"},
    ],
    ids=["undated", "without-agency", "short-name", "half-width-brackets"],
)
def test_names_and_years_are_compared_without_their_frills(change: dict[str, Any]) -> None:
    assert "XCK301" in said(dossiers({"申报.docx": [OBJECTIVE], "自评.docx": [EVALUATION | change]}))


def test_the_documents_agency_stands_in_where_the_form_names_none() -> None:
    files = {"一.docx": [OBJECTIVE | {"supervising_department": None}], "二.docx": [EVALUATION | {"supervising_department": None}]}
    (dossier,) = dossiers(files, agency="某县交通运输局")
    assert dossier.subject == "某县交通运输局"


def test_copies_of_a_form_are_one_form_and_versions_are_told() -> None:
    assert said(dossiers({"自评.docx": [EVALUATION], "自评.pdf": [EVALUATION]})) == []
    other = EVALUATION | {"funds": [EVALUATION["funds"][0] | {"executed": "95.00"}]}
    assert said(dossiers({"自评.docx": [EVALUATION], "自评（改）.docx": [other]})) == ["XCK307"]


def test_a_disclosure_is_held_against_the_forms_of_other_files() -> None:
    accounts = {
        "type": "final_accounts",
        "agency": "某县交通运输局",
        "fiscal_year": 2024,
        "facts": [{"label": "项目支出绩效评价项目", "section": "预算绩效管理工作开展情况", "figure": "3个"}],
    }
    copy = accounts | {"facts": []}
    (dossier,) = dossiers({"公开.docx": [accounts], "公开.pdf": [copy], "自评.docx": [EVALUATION]})
    (found,) = [one for one in dossier.findings if one.finding.code == "XCK201"]
    assert found.finding.severity is Severity.QUESTION
    assert "请核实材料是否齐全" in found.finding.message
    assert dossier.documents_of(found) == ("公开.docx", "公开.pdf", "自评.docx")


def test_reports_in_two_formats_are_one_report() -> None:
    report = {"type": "evaluation_report", "project": "道路养护", "agency": "某县交通运输局", "fiscal_year": 2024}
    scored = report | {"verdicts": [{"section": "结论", "score": "70.00"}]}
    files = {"报告.docx": [scored], "报告.pdf": [scored], "自评.docx": [EVALUATION | {"total_score": "98.00"}]}
    assert said(dossiers(files)).count("XCK306") == 1


def test_a_project_known_by_name_only_is_said_once() -> None:
    own = [OBJECTIVE | {"implementing_agency": "某县公路站"}, EVALUATION | {"implementing_agency": "某县公路站"}]
    assert said(dossiers({"一.docx": [own[0]], "二.docx": [own[1]]})).count("XCK301") == 1


def test_choice_waivers_and_baseline_hold_between_documents_too(tmp_path: Path) -> None:
    files = {"申报.docx": [OBJECTIVE], "自评.docx": [EVALUATION]}
    assert dossiers(files, Options(choice=Choice(select=("SEV",)))) == ()
    waiver = Waiver(reason="已批复", approver="某人", expires=datetime.date(2030, 1, 1), code="XCK301")
    (waived,) = dossiers(files, Options(choice=Choice(select=("XCK301",)), waivers=(waiver,)))
    assert waived.open_findings == ()
    baseline = tmp_path / "基线.json"
    baseline.write_text(json.dumps(check_contract((), "cn", (), dossiers(files))), "utf-8")
    assert all(not one.open_findings for one in dossiers(files, Options(baseline=load_baseline(baseline))))


def test_a_broken_check_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = next(check for check in all_checks() if check.code == "XCK301")

    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(
        "jiheng.assessment.running.all_checks",
        lambda: (type(broken)(**{**{s: getattr(broken, s) for s in broken.__slots__}, "function": fail}),),
    )
    (dossier,) = dossiers({"申报.docx": [OBJECTIVE], "自评.docx": [EVALUATION]})
    assert "XCK301" in dossier.notices[0]
