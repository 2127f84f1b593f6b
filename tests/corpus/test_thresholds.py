"""What the check finds in the real documents beside the repository, against the truth of their experts.

The margins below the measured figures are small on purpose: a change that loses findings, or that contradicts a relation known to hold,
shows here. The scoring is that of the tools beside the cases.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from jiheng.assessment import assess
from jiheng.assessment.contract import check_contract
from jiheng.documents import read
from jiheng.extraction import to_contract

SHARED = Path(__file__).parents[2].parent / "shared"
CASES = SHARED / "cases"
SCORER = SHARED / "tools" / "score_findings.py"
READER = SHARED / "tools" / "score_extraction.py"

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not (CASES.is_dir() and SCORER.is_file()), reason="the shared cases and their scoring tools are not here"),
]


def remembered(function: Callable[[object], Any]) -> Callable[[object], Any]:
    kept = cache(function)
    return lambda text: kept(str(text or ""))


@cache
def tool(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("plain", "numbers"):  # asked of the same texts for every pair of findings
        if hasattr(module, name):
            setattr(module, name, remembered(getattr(module, name)))
    return module


@cache
def assessed(name: str) -> Any:
    return assess(read(CASES / name))


class Scores:
    """Runs a scoring tool as its command line does, on the results of this code."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.capsys, self.monkeypatch = folder, capsys, monkeypatch

    def _run(self, path: Path, contract: Mapping[str, Any], *arguments: str) -> str:
        result = self.folder / "result.json"
        result.write_text(json.dumps(contract, ensure_ascii=False, default=str), "utf-8")
        self.monkeypatch.setattr(sys, "argv", [path.name, str(result), *arguments])
        tool(path).main()
        return self.capsys.readouterr().out

    def findings(self, name: str, *arguments: str) -> dict[str, Any]:
        truth = str(CASES / "truth" / f"{name[:3]}.json")
        contract = check_contract([assessed(name)], "cn")
        return dict(json.loads(self._run(SCORER, contract, truth, "--json", *arguments)))

    def fields(self, name: str) -> float:
        contract = {"documents": [to_contract(assessed(name).extraction, read(CASES / name))]}
        printed = self._run(READER, contract, str(CASES / "gold" / f"{name[:3]}.json"))
        return float(printed.rpartition("fields_exact:")[2])


@pytest.fixture
def scores(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Scores:
    return Scores(tmp_path, capsys, monkeypatch)


def share(summary: Mapping[str, Any], severity: str) -> float:
    got, known = (int(number) for number in summary["by_severity"][severity].split("/"))
    return got / known


@pytest.mark.parametrize("name", ["003.docx", "003.pdf", "003.txt"])
def test_a_disclosure_shows_its_errors_and_no_relation_that_holds_is_denied(scores: Scores, name: str) -> None:
    found = scores.findings(name)
    assert found["recall_error"] >= 0.95 and found["recall_serious"] >= 0.93
    assert found["false_alarms_against_known_relations"] == 0 and found["unmatched_must_fix"] == 0
    assert found["relation_coverage"] >= 0.98


@pytest.mark.parametrize("name", ["002.docx", "002.pdf", "002.txt"])
def test_an_evaluation_report_shows_its_errors_and_no_relation_that_holds_is_denied(scores: Scores, name: str) -> None:
    found = scores.findings(name)
    assert found["recall_error"] >= 0.9 and found["recall_serious"] >= 0.85
    # the empty field on the cover is one of the truth's findings, told with another quotation
    assert found["false_alarms_against_known_relations"] == 0 and found["unmatched_must_fix"] <= 1
    assert found["relation_coverage"] >= 0.93


@pytest.mark.parametrize("name", ["003.docx", "003-forms.xlsx"])
def test_the_forms_show_their_errors_and_warnings(scores: Scores, name: str) -> None:
    found = scores.findings(name, "--only", "^表|^部门整体" if name == "003.docx" else "^表")
    assert share(found, "error") >= 0.9 and share(found, "warning") >= 0.9
    assert found["false_alarms_against_known_relations"] == 0 and found["relation_coverage"] >= 0.97


@pytest.mark.parametrize(("name", "least"), [("003.docx", 0.998), ("003-forms.xlsx", 0.998), ("003.pdf", 0.995), ("003.txt", 0.99)])
def test_the_fields_of_the_forms_are_read_exactly(scores: Scores, name: str, least: float) -> None:
    assert scores.fields(name) >= least


def test_the_arithmetic_of_short_excerpts_is_checked_with_the_right_outcome() -> None:
    scorer = tool(SCORER)
    known = right = 0
    for path in sorted((CASES / "pages" / "truth").glob("*.json")):
        relations = check_contract([assessed(f"pages/{path.stem}.txt")], "cn")["documents"][0]["relations"]
        for expert in json.loads(path.read_text("utf-8")).get("relations") or []:
            if "arithmetic" in (expert.get("basis") or "") and scorer.numbers(expert.get("lhs")) and scorer.numbers(expert.get("rhs")):
                known += 1
                right += any(agrees(scorer, expert, ours) for ours in relations)
    assert known and right / known >= 0.88


def agrees(scorer: ModuleType, expert: Mapping[str, Any], ours: Mapping[str, Any]) -> bool:
    """Whether a relation of ours is the expert's and comes to the same outcome."""
    left, other = scorer.relation_key(expert, "lhs", "rhs")
    stated, computed = scorer.relation_key(ours, "stated", "computed")
    same = (scorer.close(stated, other) and scorer.close(computed, left)) or (scorer.close(stated, left) and scorer.close(computed, other))
    return same and (ours["outcome"] == "rounding" or (ours["outcome"] == "holds") is bool(expert["holds"]))
