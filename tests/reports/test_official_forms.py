"""Official forms written from records read back as the same records, in every format, and check clean."""

from __future__ import annotations

import re
from typing import Any

import pytest

from jiheng.documents import read
from jiheng.extraction import extract
from jiheng.model import AnyForm, FundsRow, Indicator, ObjectiveForm, SelfEvaluationForm, read_figure, read_target
from jiheng.model.forms import DeviationCauses, IndicatorCategory, IndicatorSubcategory, Scope
from jiheng.regulation import load_labels, load_standard
from jiheng.reports.official_forms import FormFormat, write_forms
from jiheng.sample.county import load_county
from jiheng.sample.county_forms import department_self_evaluation, monitoring, objective, self_evaluation

FORMATS: tuple[FormFormat, ...] = ("docx", "pdf", "xlsx")


def values(record: Any, path: str = "") -> dict[str, Any]:
    """Every value of a record by its path; what reading adds or cannot tell apart from nothing is left out."""
    if isinstance(record, dict):
        return {key: value for name, part in record.items() for key, value in values(part, f"{path}/{name}").items()}
    if isinstance(record, list | tuple):
        return {key: value for place, part in enumerate(record) for key, value in values(part, f"{path}/{place}").items()}
    # A task's one budget column says neither initial nor adjusted; where it stands among its kind is not printed.
    unsaid = path.startswith("/columns") or re.fullmatch(r"/tasks/\d+/(?:(?:initial|adjusted)_budget/.+|level)", path)
    return {} if record in (None, "", False) or unsaid else {path: record}


def read_back(forms: list[AnyForm], file_format: FormFormat) -> list[Any]:
    data = write_forms(forms, load_standard("cn"), file_format)
    found = extract(read(f"表.{file_format}", data=data), load_labels("cn"))
    assert not found.unread
    return [extracted.record for extracted in found.records]


@pytest.mark.parametrize("file_format", FORMATS)
def test_forms_of_the_county_read_back_as_they_were(file_format: FormFormat) -> None:
    county = load_county()
    projects = list(county.projects)[:6]
    forms: list[AnyForm] = [make(project) for project in projects for make in (self_evaluation, objective, monitoring)]
    forms += [department_self_evaluation(department) for department in county.departments[:3]]
    for written, back in zip(forms, read_back(forms, file_format), strict=True):
        assert values(back.model_dump()) == values(written.model_dump())


def long_form(rows: int) -> SelfEvaluationForm:
    kinds = (
        ("产出指标", IndicatorCategory.OUTPUT, "数量指标", IndicatorSubcategory.QUANTITY),
        ("效益指标", IndicatorCategory.BENEFIT, "社会效益指标", IndicatorSubcategory.SOCIAL),
    )
    indicators = []
    for number in range(rows):
        category, key, subcategory, subkey = kinds[number * 2 // rows]
        indicators.append(
            Indicator(
                category=category,
                category_key=key,
                subcategory=subcategory,
                subcategory_key=subkey,
                name=f"第{number}项工作" + "，名称很长需要换行" * (number % 4),
                target=read_target(f"≥{number + 1}项"),
                weight=read_figure("0.45"),
                score=read_figure("0.45"),
            )
        )
    return SelfEvaluationForm(
        title="项目支出绩效自评表",
        fiscal_year=2024,
        project="喆堃河㎡整治",
        supervising_department="澄岚县水利局",
        implementing_agency="澄岚县河道管理所",
        money_unit="万元",
        indicators=tuple(indicators),
        funds=(FundsRow(label="年度资金总额", initial_budget=read_figure("0.00"), marks={"execution_rate": "—"}),),
        total_weight=read_figure("100"),
    )


@pytest.mark.parametrize("file_format", FORMATS)
def test_two_hundred_indicators_over_many_pages_stay_in_their_groups(file_format: FormFormat) -> None:
    (back,) = read_back([long_form(200)], file_format)
    assert [row.category for row in back.indicators] == ["产出指标"] * 100 + ["效益指标"] * 100
    assert [row.name for row in back.indicators] == [row.name for row in long_form(200).indicators]
    assert back.project in {"喆堃河㎡整治", "喆堃河平方米整治"}


@pytest.mark.parametrize("file_format", FORMATS)
def test_zero_dash_and_blank_stay_three_things(file_format: FormFormat) -> None:
    (back,) = read_back([long_form(4)], file_format)
    row = back.funds[0]
    assert row.initial_budget is not None
    assert row.initial_budget.value == 0
    assert row.marks["execution_rate"] in ("—", "-")
    assert row.executed is None
    assert "executed" not in row.marks


@pytest.mark.parametrize("file_format", FORMATS)
def test_ticks_and_reasons_of_a_monitoring_form_stand_in_their_columns(file_format: FormFormat) -> None:
    form = monitoring(next(iter(load_county().projects)))
    ticked = form.indicators[0].model_copy(
        update={"causes": DeviationCauses(staff=True), "likelihood": "possible", "deviation_reason": "人员到位较晚", "note": "已调整"}
    )
    (back,) = read_back([form.model_copy(update={"indicators": (ticked, *form.indicators[1:])})], file_format)
    assert back.indicators[0].causes == DeviationCauses(staff=True)
    assert back.indicators[0].likelihood == "possible"
    assert (back.indicators[0].deviation_reason, back.indicators[0].note) == ("人员到位较晚", "已调整")


def test_an_objective_form_shows_the_period_only_when_it_has_one() -> None:
    form = objective(next(iter(load_county().projects)))
    longer = form.model_copy(update={"period_objective": "三年内建成县域供水一张网。", "period_indicators": form.indicators[:3]})
    (back,) = read_back([longer], "docx")
    assert isinstance(back, ObjectiveForm)
    assert back.period_objective == longer.period_objective
    assert [row.name for row in back.period_indicators] == [row.name for row in longer.period_indicators]
    assert [row.name for row in back.indicators] == [row.name for row in form.indicators]


def test_a_form_with_hardly_anything_in_it_is_still_the_form() -> None:
    (back,) = read_back([SelfEvaluationForm(project="空表项目", scope=Scope.PROJECT, indicators=(Indicator(name="唯一指标"),))], "docx")
    assert back.project == "空表项目"
    assert back.indicators[0].name == "唯一指标"
