"""Seeded errors of wording, of figures inside the prose, and of indicators against the objective declared before."""

from __future__ import annotations

import random
from decimal import Decimal

from jiheng.model import AnyForm, IndicatorSubcategory, MonitoringForm, ObjectiveForm, SelfEvaluationForm, read_actual, read_target
from jiheng.model.amounts import half_up, text
from jiheng.sample.errors import amount, is_count, money, printed_points, put, quiet_row, retotalled, rows_where, seeds

Forms = tuple[AnyForm, ...]


def _expected(form: SelfEvaluationForm, more: str) -> SelfEvaluationForm:
    return form.model_copy(update={"expected_objective": (form.expected_objective or "") + more})


def _actual(form: SelfEvaluationForm, more: str) -> SelfEvaluationForm:
    return form.model_copy(update={"actual_objective": (form.actual_objective or "") + more})


@seeds("DOC103")
def formula_code_left(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm:
    """A sign left in the code of a formula."""
    return _expected(form, "项目资料归档率$\\geq 95\\%$。")


@seeds("DOC106")
def wrong_word(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm:
    """A word of the list of wrong ones."""
    return _actual(form, "各单位把项目管理做为重点工作。")


@seeds("DOC109")
def countries_called_cities(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm:
    """Two countries announced as cities."""
    return _expected(form, "项目经验介绍到2个城市（哈萨克斯坦、乌兹别克斯坦）。")


@seeds("DOC110")
def items_without_stop(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm:
    """A numbered item begins without a stop before it."""
    return _actual(form, "后续安排：（1）完善管护制度（2）做好资料归档。（3）开展回访。")


@seeds("DOC111")
def bound_and_about(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm:
    """No less than some odd thousands."""
    return _actual(form, "发放宣传资料不少于约3000份。")


@seeds("DOC117")
def phrase_of_two(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm:
    """Half of one phrase and half of another."""
    return _actual(form, "提升参训人员的对项目管理的认识。")


@seeds("DOC115")
def twelve_months_of_two(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm:
    """Two a month and twenty a year."""
    return _actual(form, "每月编发工作简报2期，全年编发工作简报20期。")


@seeds("OBJ227")
def more_than_all(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """A rate of acceptance above one hundred per cent."""
    index = quiet_row(form, chance, lambda row: row.subcategory_key is IndicatorSubcategory.QUALITY)
    if index is None:
        return None
    return put(form, index, name="项目验收合格率", target="≥95%", actual="105%", completion_rate=None)


@seeds("OBJ229", "SEV124", "SEV126", "OBJ103", "OBJ230", "OBJ220")
def two_indicators_only(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """All points on one quantity and one satisfaction."""
    counts = rows_where(form, is_count, chance)
    last = next((row for row in form.indicators if row.subcategory_key is IndicatorSubcategory.SATISFACTION), None)
    if not counts or last is None or last.weight is None or last.score != last.weight or form.scope.value == "department":
        return None
    first = form.indicators[counts[0]].model_copy(update={"weight": printed_points(90 - last.weight.value)})
    rows = (first.model_copy(update={"score": first.weight}), last)
    names = {"expected_objective": "改善服务条件，提高群众生活质量。", "actual_objective": "服务条件得到改善，群众生活质量提高。"}
    return retotalled(form.model_copy(update={"indicators": rows, **names}))


@seeds("OBJ236", "SEV126")
def other_frequency(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """Twice a week in the objective, once a week in the table."""
    index = quiet_row(form, chance, lambda row: row.subcategory_key is IndicatorSubcategory.QUALITY)
    if index is None:
        return None
    row = {"name": "设施每周巡查次数", "target": "=1周1次", "actual": "1周1次", "completion_rate": None}
    quantity = {"subcategory": "数量指标", "subcategory_key": IndicatorSubcategory.QUANTITY}
    return _expected(put(form, index, **row, **quantity), "设施每周巡查2次。")


@seeds("SEV302")
def promised_and_half_done(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm:
    """A thing that no indicator measures: promised so many, told half as many."""
    return _actual(_expected(form, "编印惠民政策读本2400册。"), "编印惠民政策读本1200册。")


def _self_evaluation(forms: Forms) -> tuple[int, SelfEvaluationForm]:
    return next((index, form) for index, form in enumerate(forms) if isinstance(form, SelfEvaluationForm))


def _with(forms: Forms, index: int, form: AnyForm) -> Forms:
    return (*forms[:index], form, *forms[index + 1 :])


@seeds("XCK301", subject="project")
def target_lowered_afterwards(forms: Forms, chance: random.Random) -> Forms | None:
    """The target of the self-evaluation is a tenth below the declared one."""
    at, form = _self_evaluation(forms)
    for index in rows_where(form, is_count, chance):
        planned = form.indicators[index].target
        if planned is None or planned.figure is None:
            continue
        lower = half_up(planned.figure.value * Decimal("0.95"), planned.figure.decimals)
        printed, told = f"{text(lower, planned.figure.decimals)}{planned.figure.unit}", form.expected_objective or ""
        if told.count(planned.raw.lstrip("≥")) > 1 or lower == planned.figure.value:
            continue
        form = form.model_copy(update={"expected_objective": told.replace(planned.raw.lstrip("≥"), printed)})
        return _with(forms, at, put(form, index, target=f"≥{printed}", completion_rate=None))
    return None


@seeds("XCK302", "SEV124", "OBJ103", subject="project")
def weights_moved_afterwards(forms: Forms, chance: random.Random) -> Forms | None:
    """Three points went from one output to another since the declaration."""
    at, form = _self_evaluation(forms)
    outputs = rows_where(form, lambda row: row.category == "产出指标" and row.score == row.weight, chance)[:2]
    if len(outputs) < 2:
        return None
    for index, more in zip(outputs, (3, -3), strict=True):
        weight = form.indicators[index].weight
        assert weight is not None
        form = put(form, index, weight=weight.value + more, score=weight.value + more)
    return _with(forms, at, form)


@seeds("XCK303", "OBJ221", "SEV126", "XCK302", subject="project")
def declared_and_dropped(forms: Forms, chance: random.Random) -> Forms | None:
    """A declared quality is gone from the self-evaluation; another row has its points."""
    at, form = _self_evaluation(forms)
    index = quiet_row(form, chance, lambda row: row.subcategory_key is IndicatorSubcategory.QUALITY)
    heirs = [
        number for number, row in enumerate(form.indicators) if number != index and row.category == "产出指标" and row.score == row.weight
    ]
    if index is None or not heirs:
        return None
    own, other = form.indicators[index].weight, form.indicators[heirs[0]].weight
    assert own is not None
    assert other is not None
    whole = own.value + other.value
    form = put(form, heirs[0], weight=whole, score=whole)
    rows = tuple(row for number, row in enumerate(form.indicators) if number != index)
    return _with(forms, at, form.model_copy(update={"indicators": rows}))


@seeds("XCK304", "OBJ106", "OBJ109", subject="project")
def declared_other_money(forms: Forms, chance: random.Random) -> Forms | None:
    """The declaration asks for a tenth more than the budget of the year's beginning."""
    form = forms[0]
    assert isinstance(form, ObjectiveForm)
    rows = list(form.funds)
    more = half_up(amount(rows[0], "initial_budget") * Decimal("0.1"))
    for index in (0, 1):
        rows[index] = rows[index].model_copy(update={"initial_budget": money(amount(rows[index], "initial_budget") + more)})
    return _with(forms, 0, form.model_copy(update={"funds": tuple(rows)}))


@seeds("XCK305", "MON102", subject="project")
def more_in_july_than_at_the_end(forms: Forms, chance: random.Random) -> Forms | None:
    """A quantity stands higher in July than at the year's end."""
    _, year = _self_evaluation(forms)
    at, form = next((number, one) for number, one in enumerate(forms) if isinstance(one, MonitoringForm))
    index = next(iter(rows_where(year, is_count, chance)), None)
    done = year.indicators[index].actual if index is not None else None
    if index is None or done is None or done.figure is None:
        return None
    more = half_up(done.figure.value * Decimal("1.1") + 1, done.figure.decimals)
    printed = f"{text(more, done.figure.decimals)}{done.figure.unit}"
    rows = list(form.indicators)
    same = next((number for number, row in enumerate(rows) if row.name == year.indicators[index].name), None)
    if same is None:
        return None
    rows[same] = rows[same].model_copy(update={"actual": read_actual(printed), "expected": read_actual(printed)})
    return _with(forms, at, form.model_copy(update={"indicators": tuple(rows)}))


@seeds("OBJ213", "OBJ208", "OBJ230")
def work_as_output(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """Work itself listed among the outputs."""
    index = quiet_row(form, chance, lambda row: row.subcategory_key is IndicatorSubcategory.QUALITY)
    return (
        None
        if index is None
        else put(form, index, name="加强项目管理", target=read_target("有效加强"), actual="有效加强", completion_rate=None)
    )
