"""Numbers typed by hand are exact: a float is refused with what to write instead; figures and targets may be typed as people write them."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from jiheng.model import (
    CaseQuestion,
    Direction,
    EvaluationCase,
    FrameIndicator,
    IndicatorInput,
    RuleInputs,
    RuleSpec,
    Target,
    exact,
    exact_tree,
)


@pytest.mark.parametrize(
    ("typed", "number"), [(3, "3"), ("0.5", "0.5"), (" -2 ", "-2"), ("30%", "0.3"), ("12.5％", "0.125"), (Decimal("1.10"), "1.10")]
)
def test_numbers_are_exact(typed: object, number: str) -> None:
    assert exact(typed) == Decimal(number)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (0.5, '数字 0.5 须加引号书写，例如 "0.5"'),
        (True, "写的是 true"),
        (False, "写的是 false"),
        ("半分", "「半分」不是数字"),
        (Decimal("NaN"), "不是数字"),
        (None, "不是数字"),
        ("1e5", "不是数字"),
    ],
)
def test_what_is_no_exact_number_is_refused(typed: object, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        exact(typed)


def test_parameters_come_back_from_json_as_they_were() -> None:
    spec = RuleSpec(kind="x", parameters={"a": Decimal("0.10"), "b": [1, "2%", None, True], "c": {"d": ("1.5", "甲")}})
    assert spec.parameters == {"a": "0.10", "b": [1, "2%", None, True], "c": {"d": ["1.5", "甲"]}}
    assert RuleSpec.model_validate_json(spec.model_dump_json()) == spec


@pytest.mark.parametrize("wrong", [{"a": 0.5}, {"a": [{"b": 0.5}]}, {"a": object()}])
def test_a_float_anywhere_in_parameters_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"须加引号|不认识的值"):
        exact_tree(wrong)


def test_figures_and_targets_are_typed_as_people_write_them() -> None:
    inputs = RuleInputs.model_validate(
        {
            "target": "≥50家",
            "actual": 48,
            "numerator": "30 万元",
            "denominator": 35,
            "values": {"本年结转": "1.20"},
            "failed": [1, {"point": 2, "lost": "40%"}],
        }
    )
    assert inputs.target is not None
    assert inputs.target.direction is Direction.AT_LEAST
    assert inputs.actual is not None
    assert inputs.actual.figure is not None
    assert inputs.actual.figure.value == 48
    assert inputs.numerator is not None
    assert (inputs.numerator.value, inputs.numerator.unit) == (30, "万元")
    assert inputs.denominator is not None
    assert inputs.denominator.exact
    assert inputs.failed is not None
    assert [item.lost for item in inputs.failed] == [None, Decimal("0.4")]
    assert RuleInputs.model_validate_json(inputs.model_dump_json()) == inputs
    assert FrameIndicator(id="1", level1="产出", name="甲", weight=Decimal(1), target=Target(raw="≥1")).target == Target(raw="≥1")


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"actual": 0.48}, '须加引号书写，例如 "0.48"'),
        ({"target": 0.9}, "须加引号"),
        ({"target": None, "actual": ["48"]}, "读不成指标值"),
        ({"numerator": "三十"}, "「三十」读不成一个数"),
        ({"numerator": 1.5}, "须加引号"),
        ({"numerator": ["1"]}, "读不成一个数"),
        ({"failed": [True]}, "failed"),
        ({"failed": [0]}, "failed"),
        ({"occurrences": -1}, "occurrences"),
        ({"opinion_share": "120%"}, "opinion_share"),
    ],
)
def test_inputs_that_say_something_else_are_refused(fields: dict[str, Any], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        RuleInputs.model_validate(fields)


def test_a_case_comes_back_from_json_as_it_was() -> None:
    case = EvaluationCase.model_validate(
        {
            "subject": {"name": "某项目", "fiscal_year": 2024},
            "frame": "project-2020",
            "at": "2024-12-31",
            "inputs": [{"indicator": "1.1.1", "failed": []}, {"indicator": "3.1.1", "numerator": "7家", "denominator": "8家"}],
            "deductions": [{"indicator": "1.1.1", "points": "0.5", "reason": "缺少会议纪要"}],
            "values": {"全年执行数": "35 万元"},
        }
    )
    assert EvaluationCase.model_validate_json(case.model_dump_json()) == case
    assert isinstance(case.inputs[0], IndicatorInput)
    assert json.loads(case.model_dump_json())["deductions"][0]["points"] == "0.5"


def test_satisfaction_is_the_weighted_share_of_satisfied_answers() -> None:
    question = CaseQuestion(
        text="是否满意", answers={"满意": 30, "一般": 10, "不满意": 10}, satisfied={"满意": Decimal(1), "一般": Decimal("0.6")}
    )
    assert question.satisfaction == Decimal("0.72")
    assert CaseQuestion(text="建议", answers={"有": 3}).satisfaction is None
    assert CaseQuestion(text="是否满意", satisfied={"满意": Decimal(1)}).satisfaction is None
