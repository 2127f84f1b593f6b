"""Results of a year side by side: sums, means, ranks; nothing is assumed where the paper says nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jiheng.model import FundsKind, FundsRow, Scope, SelfEvaluationForm, read_figure
from jiheng.regulation import load_standard
from jiheng.sample.cases import case_text
from jiheng.sample.county import load_county
from jiheng.sample.county_forms import department_self_evaluation, self_evaluation
from jiheng.scoring.case import score_case
from jiheng.scoring.case_file import load_case
from jiheng.scoring.ranking import mean, rank

LAW = load_standard("cn")


def form(name: str, score: str | None, budget: str | None = "100.00", executed: str | None = "90.00", **more: object) -> SelfEvaluationForm:
    row = FundsRow(
        label="年度资金总额",
        kind=FundsKind.TOTAL,
        adjusted_budget=read_figure(budget) if budget else None,
        executed=read_figure(executed) if executed else None,
    )
    stated = {
        "project": name,
        "supervising_department": "某局",
        "money_unit": "万元",
        "funds": (row,),
        "total_score": read_figure(score) if score else None,
    }
    return SelfEvaluationForm(**{**stated, **more})  # type: ignore[arg-type]  # fields by name


def test_equal_scores_share_a_rank_and_the_next_one_counts_them() -> None:
    ranked = rank([form("甲", "90"), form("乙", "95.00"), form("丙", "90.00"), form("丁", None), form("戊", "80")], [], LAW)
    assert [(one.name, one.rank) for one in ranked.projects] == [("乙", 1), ("丙", 2), ("甲", 2), ("戊", 4), ("丁", None)]
    assert ranked.average == Decimal("88.75")


def test_grades_are_those_of_the_standard_unless_the_form_states_its_own() -> None:
    ranked = rank(
        [form("甲", "90"), form("乙", "79.99"), form("丙", "95", grade="优秀"), form("丁", "150", total_weight=read_figure("200"))], [], LAW
    )
    assert {one.name: one.grade for one in ranked.projects} == {"甲": "优", "乙": "中", "丙": "优秀", "丁": "中"}


def test_money_of_different_units_adds_up_and_half_a_pair_does_not() -> None:
    yuan = form("乙", "90", "1,000,000", "500,000", money_unit="元")
    ranked = rank([form("甲", "90"), yuan, form("丙", "90", "70.00", None), form("丁", "90", None)], [], LAW)
    assert (ranked.money.budget, ranked.money.executed) == (Decimal(200), Decimal(140))
    assert ranked.money.rate == Decimal("0.7")
    assert [one.name for one in ranked.projects if not one.money.is_known] == ["丁", "丙"]


def test_a_zero_budget_has_no_rate_and_money_in_another_unit_is_unknown() -> None:
    ranked = rank([form("甲", "90", "0.00", "0.00"), form("乙", "90", "5公里", "5公里")], [], LAW)
    of = {one.name: one.money for one in ranked.projects}
    assert of["甲"].is_known
    assert of["甲"].rate is None
    assert not of["乙"].is_known


def test_a_form_without_its_total_row_has_no_money() -> None:
    assert not rank([form("甲", "90", funds=())], [], LAW).projects[0].money.is_known


def test_departments_rank_by_the_mean_of_their_projects_and_show_their_own_score() -> None:
    whole = form("", "0.00", scope=Scope.DEPARTMENT, project=None, implementing_agency="某局")
    other = form("乙", "99", supervising_department="另一局")
    ranked = rank([form("甲", "90"), form("丙", "80"), other, whole], [], LAW)
    assert [(one.name, one.rank, one.projects, one.average) for one in ranked.departments] == [
        ("另一局", 1, 1, Decimal(99)),
        ("某局", 2, 2, Decimal(85)),
    ]
    assert [one.own_score for one in ranked.departments] == [None, Decimal(0)]


def test_an_evaluation_is_compared_with_the_self_evaluation_of_its_subject() -> None:
    cases = []
    for name in ("project", "department"):
        placed = load_case(case_text(name), name)
        cases.append((placed.case, score_case(placed.case, placed.frame, placed.standard)))
    county = load_county()
    forms = [self_evaluation(project) for project in county.projects] + [department_self_evaluation(one) for one in county.departments]
    ranked = rank(forms, cases, LAW)
    assert len(ranked.projects) == len(county.projects)
    assert ranked.money.budget == sum(project.total.adjusted for project in county.projects)
    for one, (case, score) in zip(sorted(ranked.evaluations, key=lambda one: one.scope.value, reverse=True), cases, strict=True):
        assert (one.name, one.score) == (case.subject.name, score.total)
        assert one.own_score is not None
        assert one.gap == score.total - one.own_score


@pytest.mark.parametrize("scores", [[], [None]])
def test_nothing_has_no_mean(scores: list[None]) -> None:
    assert mean(scores) is None
    assert rank([], [], LAW).money.budget is None
