"""Ratios of the catalogue: exact terms, units, traces, and no ratio where the denominator is zero."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jiheng.model import Figure, read_figure
from jiheng.regulation import Formula, load_formula
from jiheng.scoring.formulas import compute
from jiheng.scoring.rules.kind import load_rule
from jiheng.scoring.trace import Points


def figures(**values: str) -> dict[str, Figure]:
    read = {name: read_figure(text) for name, text in values.items()}
    return {name: figure for name, figure in read.items() if figure is not None}


@pytest.mark.parametrize(
    ("formula", "values", "expected"),
    [
        ("execution_rate", {"全年执行数": "9.16万元", "全年预算数": "9.16万元"}, "1"),
        ("in_place_rate", {"实际到位资金": "30万元", "预算安排资金": "0.0040亿元"}, "0.75"),
        ("carryover_rate", {"本年结转": "3万元", "本年结余": "2万元", "支出预算数": "100万元"}, "0.05"),
        ("carryover_change_rate", {"本年度累计结转结余": "8", "上年度累计结转结余": "10"}, "-0.2"),
        ("cost_saving_rate", {"计划成本": "2.85万元", "实际成本": "3.42万元"}, "-0.2"),
        ("staff_control_rate", {"在职人员数": "21人", "编制数": "20人"}, "1.05"),
        ("satisfaction_rate", {"很满意份数": "50份", "比较满意份数": "30份", "一般份数": "10份", "有效问卷份数": "100份"}, "0.8"),
        ("final_difference_rate", {"决算数": "9.16", "预算数": "750"}, "-0.9877866666666666666666666667"),
    ],
)
def test_ratios(formula: str, values: dict[str, str], expected: str) -> None:
    ratio = compute(load_formula(formula), figures(**values))
    assert ratio.value is not None
    assert abs(ratio.value - Decimal(expected)) < Decimal("1e-20")
    assert ratio.estimate is not None
    assert ratio.estimate.interval.contains(ratio.value) or ratio.estimate.interval.width < Decimal("1e-20")


def test_additions_and_cuts_do_not_cancel_in_the_adjustment_rate() -> None:
    values = figures(预算调增数="100万元", 预算调减数="-100万元", 结构调整数="0万元", 预算数="1000万元")
    values |= figures(**{"因国家政策、不可抗力、上级交办任务的调整数": "50万元"})
    ratio = compute(load_formula("adjustment_rate"), values)
    assert ratio.value == Decimal("0.15")
    assert "预算调减数 |-100 万元|" in ratio.trace.tree()
    assert ratio.trace.sentence.endswith("150 万元 ÷ 1000 万元 = 15%")


def test_a_denominator_of_zero_gives_no_ratio_and_says_so() -> None:
    ratio = compute(load_formula("final_difference_rate"), figures(决算数="5万元", 预算数="0万元"))
    assert ratio.value is None
    assert ratio.reason == "预算数为 0，预决算差异率没有意义（不记 0%，也不记 100%）"
    assert ratio.reason in ratio.trace.sentence


def test_what_is_missing_is_named() -> None:
    ratio = compute(load_formula("carryover_rate"), figures(本年结转="3"))
    assert ratio.missing == ("本年结余", "支出预算数")
    assert ratio.numerator is None
    assert ratio.trace.sentence.endswith("缺少本年结余、支出预算数，无法计算")


def test_units_that_do_not_convert_give_no_ratio() -> None:
    ratio = compute(load_formula("staff_control_rate"), figures(在职人员数="3人", 编制数="5万元"))
    assert ratio.value is None
    assert "不能换算" in ratio.reason


def test_a_rule_scores_the_ratio() -> None:
    ratio = compute(load_formula("execution_rate"), figures(全年执行数="30万元", 全年预算数="40万元"))
    points = load_rule({"kind": "by_rate"}).score(Decimal(10), ratio.inputs)
    assert isinstance(points, Points)
    assert points.estimate.value == Decimal("7.5")


def test_terms_tell_their_signs() -> None:
    formula = Formula.model_validate(
        {
            "name": "率",
            "numerator": ["-甲", "|乙|", "0.8×丙"],
            "denominator": ["丁"],
            "better": "higher",
            "since": "2020-01-01",
            "cite": "x",
        }
    )
    assert formula.text == "（−甲 + |乙| + 0.8 × 丙） ÷ 丁"
    assert formula.quantities == ("甲", "乙", "丙", "丁")
    ratio = compute(formula, figures(甲="1", 乙="-2", 丙="5", 丁="10"))
    assert ratio.value == Decimal("0.5")
