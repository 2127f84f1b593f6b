"""A grade speaks for next year's budget as the standard's table says; no share is invented."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jiheng.model import Figure, read_figure
from jiheng.process import UnknownGrade, WrongReduction, budget_proposal, exceeds, recheck_judgement
from jiheng.regulation import load_standard, standard_names


def money(text: str) -> Figure:
    figure = read_figure(text)
    assert figure is not None
    return figure


BASE = money("120.00 万元")


@pytest.mark.parametrize(
    ("standard", "grade", "direction", "proposed"),
    [
        ("cn", "优", "keep", "120.00"),
        ("cn", "良", "keep", "120.00"),
        ("cn", "中", "reduce", None),
        ("cn", "差", "cut", None),
        ("cn-sc", "差", "cut", "0.00"),
        ("cn-xj-kashgar", "优", "keep", "120.00"),
    ],
)
def test_a_grade_proposes_what_the_table_says(standard: str, grade: str, direction: str, proposed: str | None) -> None:
    found = budget_proposal(grade, BASE, load_standard(standard))
    assert (found.direction, found.proposed.text if found.proposed else None) == (direction, proposed)
    assert found.citation.document


def test_where_no_share_is_stated_the_proposal_says_so() -> None:
    text = budget_proposal("中", BASE, load_standard("cn")).text
    assert text == "评价等级为「中」，改进管理，可以压减。没有规定压减比例，由财政部门确定，不高于本年的 120.00 万元。"


def test_a_share_that_people_decide_is_cut_and_shown() -> None:
    found = budget_proposal("中", money("99.99 万元"), load_standard("cn"), reduction=Decimal("0.15"))
    assert found.text.endswith("压减 15%，建议 84.99 万元（99.99 × 0.85）。")
    assert found.proposed is not None
    assert found.proposed.text == "84.99"


def test_a_share_of_the_standard_goes_before_one_that_people_decide() -> None:
    found = budget_proposal("差", BASE, load_standard("cn-sc"), reduction=Decimal("0.5"))
    assert found.text == "评价等级为「差」，取消安排。建议不予安排。"


def test_what_was_not_put_right_loses_the_support_of_its_grade() -> None:
    found = budget_proposal("优", BASE, load_standard("cn"), rectified=False)
    assert (found.direction, found.ceiling) == ("cut", BASE)
    assert "且没有按要求整改，压减或不予安排" in found.text


def test_a_plan_above_the_proposal_is_a_question() -> None:
    standard = load_standard("cn")
    poor = budget_proposal("差", BASE, standard)
    assert exceeds(poor, money("1500000.00 元")) == "评价等级为「差」，下一年度拟安排 1500000.00 元，高于 120.00 万元，请核实，或写明理由。"
    assert exceeds(poor, money("120.00 万元")) == ""
    cut = budget_proposal("差", BASE, standard, reduction=Decimal("0.5"))
    assert "高于 60.00 万元" in exceeds(cut, money("70.00 万元"))
    assert exceeds(budget_proposal("优", BASE, standard), money("900.00 万元")) == ""


def test_an_unknown_grade_or_share_is_told() -> None:
    with pytest.raises(UnknownGrade, match="等级「及格」怎样应用。写明的有：优、良、中、差。"):
        budget_proposal("及格", BASE, load_standard("cn"))
    with pytest.raises(WrongReduction, match="应在 0 和 1 之间"):
        budget_proposal("中", BASE, load_standard("cn"), reduction=Decimal(15))


@pytest.mark.parametrize("name", standard_names())
def test_every_grade_of_a_standard_has_its_use(name: str) -> None:
    standard = load_standard(name)
    assert set(standard.parameter("evaluation_grades").value) <= set(standard.parameter("result_application").value)


@pytest.mark.parametrize(
    ("own", "recheck", "said"),
    [
        ("95", "95", "自评 95 分，复核 95 分，相同。"),
        ("95", "90", "自评 95 分，复核 90 分，低 5 分。"),
        ("95.5", "89", "自评 95.5 分，复核 89 分，低 6.5 分，偏差较大。"),
        ("98", "80", "自评 98 分，复核 80 分，低 18 分，自评失实。"),
        ("80", "86", "自评 80 分，复核 86 分，高 6 分，偏差较大。"),
    ],
)
def test_a_recheck_is_judged_by_its_difference(own: str, recheck: str, said: str) -> None:
    assert recheck_judgement(Decimal(own), Decimal(recheck), load_standard("cn")).text == said
