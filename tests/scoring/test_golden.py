"""Golden cases in YAML: every rule kind, what it awards, why, what is missing, and what must be reached. Their names are sentences."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from jiheng.model import RuleInputs, amounts
from jiheng.scoring.rules.kind import Missing, WrongRule, load_rule, rule_kinds

HERE = Path(__file__).parent
FILES = sorted((HERE / "golden").glob("*.yaml"))


def read(file: Path) -> list[dict[str, Any]]:
    return list(YAML(typ="safe", pure=True).load(file.read_text("utf-8")))


CASES = [pytest.param(case, id=f"{file.stem}-{number}") for file in FILES for number, case in enumerate(read(file), 1)]
REFUSED = [pytest.param(case, id=str(number)) for number, case in enumerate(read(HERE / "refused_rules.yaml"), 1)]


def test_every_kind_has_golden_cases_under_its_name() -> None:
    assert [file.stem for file in FILES] == list(rule_kinds())
    for file in FILES:
        assert {case["rule"]["kind"] for case in read(file)} == {file.stem}


@pytest.mark.parametrize("case", CASES)
def test_golden(case: dict[str, Any]) -> None:
    rule, weight = load_rule(case["rule"]), Decimal(case["weight"])
    inputs = RuleInputs.model_validate(case["inputs"])
    found = rule.score(weight, inputs)
    if "missing" in case:
        assert isinstance(found, Missing), case["name"]
        assert case["missing"] in found.text, case["name"]
        assert found.what
        return
    assert not isinstance(found, Missing), f"{case['name']}：{found}"
    if "points" in case:
        assert found.estimate.value == Decimal(case["points"]), case["name"]
    if "rounded" in case:
        assert amounts.half_up(found.estimate.value) == Decimal(case["rounded"]), case["name"]
    assert case.get("trace", "") in found.trace.sentence, case["name"]
    assert found.rule == rule.kind
    assert found.estimate.interval.low <= found.estimate.value <= found.estimate.interval.high, case["name"]
    if "needed" in case:
        needed = rule.inverse(weight, Decimal(case["needed"]["points"]), inputs)
        assert needed is not None
        assert needed.text == case["needed"]["text"], case["name"]


@pytest.mark.parametrize("case", REFUSED)
def test_a_wrong_rule_is_refused_with_place_and_remedy(case: dict[str, Any]) -> None:
    with pytest.raises(WrongRule) as caught:
        load_rule(case["rule"], "/indicators/3/rule")
    assert str(caught.value).startswith("/indicators/3/rule"), case["name"]
    for words in case["says"]:
        assert words in str(caught.value), case["name"]


@pytest.mark.parametrize("kind", rule_kinds())
def test_a_kind_speaks_chinese_and_comes_back_from_data(kind: str) -> None:
    for case in read(HERE / "golden" / f"{kind}.yaml"):
        rule = load_rule(case["rule"])
        assert load_rule(rule.spec) == rule
        sentence = rule.describe(Decimal(case["weight"]))
        assert sentence.endswith("。")
        assert "None" not in sentence
        assert rule.needs
    assert rule_kinds()[kind].title
    assert rule_kinds()[kind].example
