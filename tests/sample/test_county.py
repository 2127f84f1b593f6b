"""The sample county is invented, consistent and the same for the same seed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jiheng.model import SelfEvaluationForm
from jiheng.sample.county import NOTHING, load_county
from jiheng.sample.county_forms import FundsStyle, department_self_evaluation, monitoring, objective, self_evaluation

COUNTY = load_county()


def _sum(form: SelfEvaluationForm, column: str) -> Decimal:
    return sum((getattr(row, column).value for row in form.funds[1:]), Decimal(0))


def test_there_are_twelve_departments_and_sixty_projects() -> None:
    assert len(COUNTY.departments) == 12
    assert len({project.name for project in COUNTY.projects}) == 60


def test_the_same_seed_gives_the_same_figures_and_another_seed_others() -> None:
    again = load_county.__wrapped__(1, 2024)
    other = load_county(2)
    assert again == COUNTY
    assert other != COUNTY


def test_another_year_is_told_in_names_and_dates() -> None:
    county = load_county(1, 2023)
    texts = [line.target.raw for project in county.projects for line in project.lines] + [project.name for project in county.projects]
    assert not any("2024" in text for text in texts)


@pytest.mark.parametrize("style", list(FundsStyle))
def test_sources_add_to_the_total_and_scores_to_the_total_score(style: FundsStyle) -> None:
    for project in COUNTY.projects:
        form = self_evaluation(project, style)
        for column in ("initial_budget", "adjusted_budget", "executed"):
            assert _sum(form, column) == getattr(form.funds[0], column).value, project.name
        scores = [row.score for row in form.funds] + [row.score for row in form.indicators]
        assert form.total_score is not None
        assert sum(score.value for score in scores if score is not None) == form.total_score.value


def test_weights_add_to_ninety_and_reasons_stand_only_where_points_were_lost() -> None:
    for project in COUNTY.projects:
        assert sum(line.weight for line in project.lines) == 90
        assert 6 <= len(project.lines) <= 14
        for line in project.lines:
            assert (line.reason is None) == line.is_met, line.name


def test_a_department_covers_its_projects() -> None:
    for department in COUNTY.departments:
        form = department_self_evaluation(department)
        projects = sum((project.total for project in department.projects), NOTHING)
        assert form.funds[2].executed is not None
        assert form.funds[2].executed.value == projects.executed


def test_every_number_of_the_prose_is_a_number_of_the_table() -> None:
    form = self_evaluation(COUNTY.projects[0])
    assert form.expected_objective is not None
    told = [row for row in form.indicators if row.target and row.target.raw.lstrip("≥") in form.expected_objective]
    assert len(told) >= 4


def test_declared_forms_have_the_same_indicators_as_the_self_evaluation() -> None:
    for project in COUNTY.projects[:10]:
        names = [row.name for row in self_evaluation(project).indicators]
        assert [row.name for row in objective(project).indicators] == names
        assert [row.name for row in monitoring(project).indicators] == names
        assert all(row.score is None for row in objective(project).indicators)
