"""Verdicts, coverage, states of checks: what is made of what the checks say."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from jiheng.assessment import DocumentAssessment, Options, Waiver, assess_extraction, check_contract
from jiheng.assessment.assessing import placed
from jiheng.assessment.coverage import figure_paths, measure
from jiheng.assessment.running import Choice, Said, run, speaking
from jiheng.checks import Check, all_checks
from jiheng.documents import Document, FileKind, Unreadable
from jiheng.extraction import Extracted, Extraction
from jiheng.model import (
    CheckState,
    EvaluationReport,
    Fact,
    Finding,
    Outcome,
    Place,
    Relation,
    SelfEvaluationForm,
    Severity,
    Source,
    SourceMap,
    Verdict,
    read_figure,
)
from jiheng.regulation import Standard, load_standard
from jiheng.testing import form

WRONG: dict[str, Any] = {
    "project": "道路养护",
    "funds": [
        {
            "label": "年度资金总额",
            "kind": "total",
            "adjusted_budget": "120.00",
            "executed": "90.00",
            "weight": "10",
            "execution_rate": "80.00%",
            "score": "7.50",
        }
    ],
    "indicators": [{"category": "产出指标", "name": "养护里程", "target": "≥50公里", "actual": "50公里", "weight": "90", "score": "90"}],
}
RIGHT = WRONG | {"funds": [WRONG["funds"][0] | {"execution_rate": "75.00%"}]}
DOCUMENT = Document(path="a.docx", kind=FileKind.DOCX, digest="sha256:0", blocks=(), notices=("注意一句。",))


def extraction(fields: Mapping[str, Any] = WRONG) -> Extraction:
    sources = SourceMap()
    rate = Place(file="a.docx", page=2, block=0, row=3, column=5, quote="80.00%")
    sources.add(
        "/funds/0/execution_rate",
        Source(place=rate, label="年度资金总额 / 执行率", section="自评表：道路养护", row_text="年度资金总额\t80.00%"),
    )
    sources.add("", Source(place=Place(file="a.docx", block=0), label="自评表", section="自评表：道路养护"))
    record = form(fields)
    return Extraction(records=(Extracted(record=record, sources=sources),), type="self_evaluation", agency="某站", fiscal_year=2024)


def assessed(options: Options | None = None, fields: Mapping[str, Any] = WRONG) -> DocumentAssessment:
    return assess_extraction(extraction(fields), DOCUMENT, options or Options(choice=Choice(select=("SEV101",))))


def test_a_proof_makes_the_verdict_and_knows_its_place() -> None:
    result = assessed()
    assert result.verdict == "must_fix"
    (found,) = result.findings
    assert (found.finding.code, found.finding.name, found.finding.severity) == ("SEV101", "execution_rate_mismatch", Severity.MUST_FIX)
    assert (found.location.quote, found.location.place.page, found.location.section) == ("80.00%", 2, "自评表：道路养护")
    assert found.location.words == "第2页，年度资金总额 / 执行率"
    assert result.notices == ("注意一句。",)
    assert (result.agency, result.fiscal_year) == ("某站", 2024)


def test_a_given_year_overrides_the_one_read() -> None:
    assert assessed(Options(year=2023)).fiscal_year == 2023


def test_without_proof_or_doubt_the_verdict_is_clean_and_without_figures_not_checkable() -> None:
    assert assessed(fields=RIGHT).verdict == "clean"
    empty = assess_extraction(Extraction(), DOCUMENT, Options())
    assert empty.verdict == "not_checkable"
    assert empty.coverage.figures == 0


def test_a_waiver_by_fingerprint_or_label_lifts_the_verdict_until_it_expires() -> None:
    found = assessed().findings[0]
    choice = Choice(select=("SEV101",))
    day = datetime.date(2025, 6, 30)
    by_print = Waiver(reason="已批复", approver="某某", expires=day, fingerprint=found.fingerprint)
    by_label = Waiver(reason="已批复", approver="某某", expires=day, code="SEV101", label="道路养护")
    elsewhere = Waiver(reason="已批复", approver="某某", expires=day, code="SEV101", label="桥梁")
    for waiver in (by_print, by_label):
        result = assessed(Options(choice=choice, waivers=(waiver,), today=day))
        assert result.verdict == "clean"
        assert (result.findings[0].state, result.findings[0].note) == ("waived", "已批复（某某，至 2025-06-30）")
        late = assessed(Options(choice=choice, waivers=(waiver,), today=day + datetime.timedelta(1)))
        assert (late.verdict, late.findings[0].state) == ("must_fix", "open")
        assert "到期" in late.findings[0].note
    assert assessed(Options(choice=choice, waivers=(elsewhere,), today=day)).verdict == "must_fix"


def test_a_baseline_knows_a_finding_that_moved_but_not_one_that_changed() -> None:
    found = assessed().findings[0]
    moved = replace(found, location=replace(found.location, place=Place(page=9)))
    changed = replace(found, finding=found.finding.model_copy(update={"stated": "81.00%"}))
    assert moved.fingerprint == found.fingerprint
    assert changed.fingerprint != found.fingerprint
    assert assessed(Options(choice=Choice(select=("SEV101",)), baseline=frozenset({found.fingerprint}))).open_findings == ()


def test_coverage_counts_each_printed_figure_once() -> None:
    record = form(WRONG)
    paths = list(figure_paths(record))
    assert "/funds/0/execution_rate" in paths
    assert "/indicators/0/target" in paths
    assert len(paths) == len(set(paths))
    holds = Relation(expression="x", stated="1", computed="1", outcome=Outcome.HOLDS, paths=("/funds/0/executed", "/funds/0/score"))
    again = Relation(expression="y", stated="1", computed="1", outcome=Outcome.FAILS, paths=("#0/funds/0/executed",))
    unclear = Relation(expression="z", stated="1", computed="", outcome=Outcome.NOT_CHECKABLE, paths=("/funds/0/weight",))
    coverage = measure([record], [(0, holds), (None, again), (0, unclear)], unread=3)
    assert (coverage.checked, coverage.unread, coverage.figures) == (2, 3, len(paths) + 3)
    assert coverage.figures == coverage.checked + coverage.unread + coverage.not_checkable


def _declared(name: str, function: object) -> Check:
    return replace(all_checks()[0], code=name, name=name.lower(), subject=SelfEvaluationForm, function=function)  # type: ignore[arg-type]  # a check made here


def _says_nothing(_record: SelfEvaluationForm, _standard: Standard) -> Iterator[Relation]:
    return iter(())


def _cannot_tell(_record: SelfEvaluationForm, _standard: Standard) -> Iterator[Relation]:
    yield Relation(expression="x", stated="1", computed="", outcome=Outcome.NOT_CHECKABLE)


def _holds(_record: SelfEvaluationForm, _standard: Standard) -> Iterator[Relation]:
    yield Relation(expression="x", stated="1", computed="1", outcome=Outcome.HOLDS)


def _fails(_record: SelfEvaluationForm, _standard: Standard) -> Iterator[Finding]:
    yield Finding(message="错。")


def _breaks(_record: SelfEvaluationForm, _standard: Standard) -> Iterator[Finding]:
    yield Finding(message="错。")
    raise KeyError


@pytest.mark.parametrize(
    ("function", "state", "findings"),
    [
        (_says_nothing, CheckState.NOT_APPLICABLE, 0),
        (_cannot_tell, CheckState.INSUFFICIENT_DATA, 0),
        (_holds, CheckState.PASS, 0),
        (_fails, CheckState.FAIL, 1),
        (_breaks, CheckState.INTERNAL_ERROR, 1),
    ],
    ids=["silent", "cannot_tell", "holds", "fails", "breaks"],
)
def test_what_became_of_a_check_is_kept_apart(monkeypatch: pytest.MonkeyPatch, function: object, state: CheckState, findings: int) -> None:
    checks = (_declared("SEV999", function), _declared("SEV998", _fails))
    monkeypatch.setattr("jiheng.assessment.running.all_checks", lambda: checks)
    said = run([form(WRONG)], load_standard("cn"), Choice())
    assert said.states["SEV999"][state] == 1
    assert len([code for _, finding in said.findings if (code := finding.code) == "SEV999"]) == findings
    assert said.states["SEV998"][CheckState.FAIL] == 1, "one broken check does not stop the others"
    assert said.failures == (["SEV999"] if state is CheckState.INTERNAL_ERROR else [])


def test_a_broken_check_is_told_as_a_notice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jiheng.assessment.running.all_checks", lambda: (_declared("SEV999", _breaks),))
    assert "检查 SEV999 自身出错" in assessed(Options()).notices[-1]


@pytest.mark.parametrize(("name", "state"), [("required_sections", CheckState.NOT_APPLICABLE), ("no_such", CheckState.INTERNAL_ERROR)])
def test_what_the_law_of_an_early_year_lacks_is_no_fault_of_the_check(
    monkeypatch: pytest.MonkeyPatch, name: str, state: CheckState
) -> None:
    def asks(_subject: object, standard: Standard) -> Iterator[Said]:
        standard.parameter(name)
        yield from ()

    monkeypatch.setattr("jiheng.assessment.running.all_checks", lambda: (_declared("SEV999", asks),))
    said = run([form(WRONG)], load_standard("cn", datetime.date(2014, 12, 31)), Choice())
    assert said.states["SEV999"][state] == 1


def test_a_choice_takes_codes_prefixes_and_names_and_leaves_previews_out() -> None:
    def codes(choice: Choice) -> set[str]:
        return {check.code for check in speaking(choice)}

    previews = {check.code for check in all_checks() if check.preview}
    assert codes(Choice()) == {check.code for check in all_checks()} - previews
    assert codes(Choice(preview=True)) >= previews
    assert codes(Choice(select=("SEV101",))) == {"SEV101"}
    assert all(code.startswith("XCK") for code in codes(Choice(select=("XCK",))))
    assert "SEV101" in codes(Choice(select=("execution_rate_mismatch",)))
    assert "SEV101" not in codes(Choice(ignore=("SEV1",)))
    for code in sorted(previews)[:1]:
        assert codes(Choice(select=(code,))) == {code}, "a preview check speaks when it is named"


def test_the_contract_names_what_could_not_be_read() -> None:
    content = check_contract([assessed()], "cn", [Unreadable(path="b", error="b：坏了。", code="damaged_file")])
    assert content["errors"] == [{"path": "b", "code": "damaged_file", "message": "b：坏了。"}]
    assert content["documents"][0]["checks"]["SEV101"] == {"fail": 1}


@pytest.mark.parametrize(
    ("doubt", "severity", "told"),
    [
        ("", Severity.MUST_FIX, ""),
        ("按版式推断的列", Severity.QUESTION, "（按版式推断的列，请先核对原文）"),
        ("扫描识别，置信度 0.80", Severity.QUESTION, "（扫描识别，置信度 0.80，请先核对原文）"),
    ],
)
def test_a_finding_on_a_doubtful_reading_asks_and_says_why(doubt: str, severity: Severity, told: str) -> None:
    read = extraction()
    source = replace(read.records[0].sources.entries["/funds/0/execution_rate"], doubt=doubt)
    read.records[0].sources.entries["/funds/0/execution_rate"] = source
    (found,) = assess_extraction(read, DOCUMENT, Options(choice=Choice(select=("SEV101",)))).findings
    assert found.finding.severity is severity
    assert found.finding.message.endswith(told)


def test_a_question_on_a_recognised_page_keeps_its_severity_and_says_so() -> None:
    sources = SourceMap()
    sources.add("/indicators/0/target", Source(place=Place(file="a.pdf"), doubt="扫描识别，置信度 0.80"))
    finding = Finding(code="OBJ201", name="x", severity=Severity.QUESTION, message="请核实指标方向。", paths=("/indicators/0/target",))
    (found,) = placed(Said(findings=[(0, finding)]), [Extracted(record=form(WRONG), sources=sources)])
    assert found.finding.severity is Severity.QUESTION
    assert found.finding.message == "请核实指标方向。（扫描识别，置信度 0.80）"


def test_a_figure_printed_once_and_read_twice_counts_once() -> None:
    score = read_figure("94.34")
    report = EvaluationReport(
        verdicts=(Verdict(section="摘要", score=score),),
        facts=(Fact(label="得分", figure=score), Fact(label="人数", figure=read_figure("12"))),
    )
    sources = SourceMap()
    sources.add("/verdicts/0/score", Source(place=Place(block=3, start=10, end=17)))
    sources.add("/facts/0/figure", Source(place=Place(block=3, start=11, end=16)))
    sources.add("/facts/1/figure", Source(place=Place(block=3, start=20, end=22)))
    seen = Relation(expression="得分各处一致", stated="94.34", computed="94.34", outcome=Outcome.HOLDS, paths=("/facts/0/figure",))
    assert measure([report], [(0, seen)], unread=0).figures == 3
    found = measure([report], [(0, seen)], unread=0, sources=[sources])
    assert (found.figures, found.checked, found.not_checkable) == (2, 1, 1)
