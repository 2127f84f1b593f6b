"""The published scores of the shared cases, recomputed: agreement and disagreement exactly as experts found them."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from jiheng.assessment import DocumentAssessment, Options, assess
from jiheng.assessment.running import Choice
from jiheng.documents import read
from jiheng.model import Outcome

CASES = Path(__file__).parents[3] / "shared" / "cases"
pytestmark = pytest.mark.skipif(not CASES.exists(), reason="the shared cases are not here")

OF_FORMS = ("SEV102", "SEV113", "SEV130", "SEV139")
OF_REPORTS = ("EVR122", "EVR123", "EVR124", "EVR125", "EVR126", "EVR127", "EVR128", "EVR138")
#: What experts call an error (or doubt) of a rule in the scoring annex: the indicator, and the check that says it.
RULE_ERRORS = {
    ("EVR123", "资金到位率"),
    ("EVR122", "绩效目标合理性"),
    ("EVR125", "立项程序规范性"),
    ("EVR124", "立项依据充分性"),
    ("EVR126", "科技型企业补助奖励补"),
    ("EVR127", "资金拨付及时率"),
    ("EVR128", "激发企业加大科研投入积极性"),
}


@cache
def assessed(name: str, codes: tuple[str, ...]) -> DocumentAssessment:
    return assess(read(CASES / f"{name}.docx"), Options(choice=Choice(select=codes)))


@cache
def truth(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((CASES / "truth" / f"{name}.json").read_text("utf-8"))
    return found


def squeezed(text: str | None) -> str:
    return re.sub(r"\s+", "", text or "")


def test_every_scored_row_of_the_forms_agrees_or_disagrees_as_experts_say() -> None:
    expected = {
        (relation.get("form", 0), squeezed(relation.get("row")) or "执行率"): relation["holds"]
        for relation in truth("003")["relations"]
        if relation["kind"] == "score"
    }
    said: dict[tuple[int, str], bool] = {}
    sections: list[str] = []
    for relation in assessed("003", OF_FORMS).relations:
        place = relation.locations[0]
        if place.section not in sections:
            sections.append(place.section)
        name = "执行率" if relation.relation.check == "SEV102" else squeezed(place.label.split(" / ")[0])
        said[sections.index(place.section), name] = relation.relation.outcome in (Outcome.HOLDS, Outcome.ROUNDING)
    assert len(sections) == 20
    assert len(said) == len(expected) == 188
    assert said == expected
    assert sum(not right for right in said.values()) == 7


def test_every_wrong_score_of_the_forms_has_its_trace() -> None:
    found = [finding for finding in assessed("003", OF_FORMS).findings if finding.finding.code in ("SEV102", "SEV113")]
    assert len(found) == 4
    assert all("×" in (finding.finding.trace or "") for finding in found)


def test_rules_of_the_annex_are_wrong_where_experts_say_and_nowhere_else() -> None:
    found = {
        (one.finding.code, (re.search("「([^」]+)」", one.finding.message) or ["", ""])[1]) for one in assessed("002", OF_REPORTS).findings
    }
    assert found == RULE_ERRORS


def test_scores_of_the_annex_agree_as_experts_recomputed_them() -> None:
    rows = {squeezed(row["indicator"]): row["agrees"] for row in truth("002")["rule_recalculation"]["rows"]}
    told = {}
    for relation in assessed("002", ("EVR122", "EVR138")).relations:
        name, _, rest = relation.relation.expression.partition(" 按规则重算得分")
        if rest and relation.relation.outcome is not Outcome.NOT_CHECKABLE:
            told[name] = relation.relation.outcome is Outcome.HOLDS
    by_name = {re.sub(r"[(（].*", "", name): agrees for name, agrees in rows.items()}
    assert len(told) >= 14
    assert told == {name: by_name[name] for name in told}
    assert [name for name, right in told.items() if not right] == ["绩效目标合理性"]
