"""Seeded errors of weights by class, missing classes, derived rates, units and spending against outputs."""

from __future__ import annotations

import random
import re
from decimal import Decimal

from jiheng.model import CategoryPoints, Indicator, IndicatorCategory, IndicatorSubcategory, Scope, SelfEvaluationForm
from jiheng.model.amounts import half_up, text
from jiheng.sample.county_forms import figure
from jiheng.sample.errors import (
    amount,
    executed_anew,
    is_told,
    is_unmet,
    put,
    put_funds,
    quiet_row,
    retotalled,
    rows_where,
    seeds,
    shortfall,
    shows_initial_budget,
)
from jiheng.sample.errors_scores import REASON
from jiheng.sample.layouts import Layout

_COSTS = (IndicatorSubcategory.COST, IndicatorSubcategory.ECONOMIC_COST)


def _has_points(layout: Layout) -> bool:
    return layout.has_points_in_category


def _weight(row: Indicator) -> Decimal:
    assert row.weight is not None
    return row.weight.value


def _without(form: SelfEvaluationForm, gone: set[int]) -> SelfEvaluationForm:
    return form.model_copy(update={"indicators": tuple(row for index, row in enumerate(form.indicators) if index not in gone)})


def _moved(form: SelfEvaluationForm, gone: set[int], heir: int) -> SelfEvaluationForm:
    """Rows taken out, their points given to another row of full marks."""
    more = sum((_weight(form.indicators[index]) for index in gone), Decimal(0)) + _weight(form.indicators[heir])
    return retotalled(_without(put(form, heir, weight=more, score=more), gone))


@seeds("SEV117")
def paid_but_unfinished(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """Everything paid, two thirds done."""
    paid = executed_anew(form, Decimal(1))
    missed = shortfall(paid, chance, "0.66", reason=REASON) if paid else None
    return missed[0] if missed else None


@seeds("SEV118", "SEV111", "SEV141")
def finished_but_unpaid(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """Everything done, a quarter paid."""
    return executed_anew(form, Decimal("0.24")) if not any(is_unmet(row) for row in form.indicators) else None


@seeds("SEV119", "SEV111", "SEV118")
def nothing_spent(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """Nothing spent, ninety points."""
    return executed_anew(form, Decimal(0))


@seeds("SEV120", "OBJ211")
def payment_rate_off(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """A payment rate that the amounts do not give."""
    index = quiet_row(form, chance, lambda row: row.subcategory == "质量指标" and row.target is not None and row.target.unit == "%")
    plain = {"target": "≥85%", "actual": "88.0%", "completion_rate": None}
    return None if index is None else put(form, index, name="项目资金支付率", **plain)


@seeds("SEV122", needs_blanks=True, lost_in=("cell_lines",))
def points_for_nothing(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """A row without a name keeps its points."""
    index = quiet_row(form, chance, lambda row: row.category_key is IndicatorCategory.BENEFIT)
    if index is None:
        return None
    blank = {"target": "", "actual": "", "completion_rate": None, "basis": "", "scoring_standard": ""}
    return put(form, index, name="", **blank)


@seeds("SEV123", layouts=_has_points)
def header_points_off(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm:
    """The group's header promises five points more than its rows have."""
    whole: dict[str, Decimal] = {}
    keys = {}
    for row in form.indicators:
        whole[row.category or ""] = whole.get(row.category or "", Decimal(0)) + _weight(row)
        keys[row.category or ""] = row.category_key
    whole["产出指标"] += 5
    points = [CategoryPoints(category=name, category_key=keys[name], points=figure(text(value, None))) for name, value in whole.items()]
    return form.model_copy(update={"category_points": tuple(points)})


@seeds("SEV124")
def output_too_heavy(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """Fifteen points moved from benefit to output."""
    benefits = rows_where(
        form, lambda row: row.category_key is IndicatorCategory.BENEFIT and not is_unmet(row) and _weight(row) >= 10, chance
    )
    outputs = rows_where(form, lambda row: row.category_key is IndicatorCategory.OUTPUT and not is_unmet(row), chance)
    if len(benefits) < 2 or not outputs or form.scope is Scope.DEPARTMENT:
        return None
    for index, less in ((benefits[0], Decimal(8)), (benefits[1], Decimal(7)), (outputs[0], Decimal(-15))):
        weight = _weight(form.indicators[index]) - less
        form = put(form, index, weight=weight, score=weight)
    return retotalled(form)


@seeds("SEV125", "SEV126")
def satisfaction_left_out(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """No satisfaction indicator; its points go to benefit."""
    gone = {index for index, row in enumerate(form.indicators) if row.category_key is IndicatorCategory.SATISFACTION}
    heirs = rows_where(form, lambda row: row.category_key is IndicatorCategory.BENEFIT and not is_unmet(row), chance)
    if not heirs or form.scope is Scope.DEPARTMENT or any(is_unmet(form.indicators[index]) for index in gone):
        return None
    for index in gone:
        row = form.indicators[index]
        told = {name: _unsaid(getattr(form, name) or "", row.name) for name in ("expected_objective", "actual_objective")}
        form = form.model_copy(update=told)
    return _moved(form, gone, heirs[0])


def _unsaid(prose: str, name: str) -> str:
    """Prose without the clause that names an indicator."""
    return re.sub(rf"[，。]{re.escape(name)}[^，。]*(?=[，。])", "", prose)


@seeds("SEV126")
def quality_and_time_left_out(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """Neither quality nor timeliness; their points go to a quantity."""
    wanted = (IndicatorSubcategory.QUALITY, IndicatorSubcategory.TIMELINESS)
    gone = {index for index, row in enumerate(form.indicators) if row.subcategory_key in wanted}
    heirs = rows_where(form, lambda row: row.subcategory_key is IndicatorSubcategory.QUANTITY and not is_unmet(row), chance)
    told = any(form.indicators[index].name in f"{form.expected_objective}" or is_unmet(form.indicators[index]) for index in gone)
    return None if told or not heirs or form.scope is Scope.DEPARTMENT else _moved(form, gone, heirs[0])


@seeds("SEV128")
def grade_too_low(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """More than ninety points and the grade 中."""
    return form.model_copy(update={"grade": "中"})


@seeds("SEV129", "SEV124", "SEV125", "SEV123")
def one_class_only(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """A department that puts everything under management."""
    if form.scope is not Scope.DEPARTMENT:
        return None
    update = {"category": "管理效率", "category_key": IndicatorCategory.MANAGEMENT}
    return form.model_copy(update={"indicators": tuple(row.model_copy(update=update) for row in form.indicators)})


@seeds("SEV130", "OBJ207", "OBJ230", "OBJ209", "SEV215")
def full_words_fewer_points(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """Reached completely in words, three points short in numbers."""
    index = quiet_row(form, chance, lambda row: row.subcategory == "社会效益指标" and _weight(row) >= 7)
    if index is None:
        return None
    changes = {"name": "提升群众安全意识", "target": "有效提升", "actual": "完全达到预期", "completion_rate": None}
    return retotalled(put(form, index, score=_weight(form.indicators[index]) - 3, **changes))


@seeds("SEV131")
def rate_off_its_count(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """A completion rate of 100 % beside a count that was not reached."""
    for index, row in enumerate(form.indicators):
        if "计划完成率" in row.name and row.actual is not None and row.actual.raw != "100.0%":
            old, new = f"{row.name}为{row.actual.raw}", f"{row.name}为99.6%"
            told = form.model_copy(update={"actual_objective": (form.actual_objective or "").replace(old, new)})
            return put(told, index, actual="99.6%", completion_rate=None)
    return None


@seeds("SEV132")
def costs_do_not_add(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """Two items of cost that add to less than was spent."""
    costs = rows_where(form, lambda row: row.subcategory_key in _COSTS and not is_unmet(row), random.Random(0))
    if len(costs) != 2 or form.funds[0].executed is None:
        return None
    spent, plan = amount(form.funds[0], "executed"), amount(form.funds[0], "adjusted_budget")
    goal, done = half_up(plan * Decimal("0.6")), half_up(spent * Decimal("0.6"))
    items = (("设备购置成本", goal, done), ("安装施工成本", plan - goal, half_up((spent - done) * Decimal("0.9"))))
    for index, (name, target, actual) in zip(sorted(costs), items, strict=True):
        form = put(form, index, name=name, target=f"≤{text(target)}万元", actual=f"{text(actual)}万元")
    return form


@seeds("SEV133")
def actual_in_per_cent(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """The actual value of a count is given as a rate."""
    index = quiet_row(form, chance, lambda row: bool(row.target and row.target.unit not in ("%", None) and row.target.raw.startswith("≥")))
    return None if index is None else put(form, index, actual="100%", completion_rate=None)


@seeds("SEV134")
def rate_without_sign(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """A rate whose numbers are bare."""
    index = quiet_row(form, chance, lambda row: row.name.endswith("率") and bool(row.target and row.target.raw == "≥95%"))
    if index is None:
        return None
    row = form.indicators[index]
    actual = row.actual.raw.removesuffix("%") if row.actual else ""
    return put(form, index, name=f"{row.name}(%)", target="≥95", actual=actual)


@seeds("SEV136")
def part_row_scored(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm:
    """The appropriation row repeats weight and points of the total row."""
    return put_funds(form, 1, weight=form.funds[0].weight, score=form.funds[0].score)


@seeds("SEV138", layouts=shows_initial_budget)
def source_vanished(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """Other money of the year's beginning is gone by its end."""
    last = len(form.funds) - 1
    if amount(form.funds[last], "adjusted_budget"):
        return None
    more = half_up(amount(form.funds[0], "adjusted_budget") * Decimal("0.06"))
    form = put_funds(form, 0, initial_budget=amount(form.funds[0], "initial_budget") + more)
    return put_funds(form, last, initial_budget=more)


@seeds("OBJ211")
def execution_rate_as_output(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """The budget's execution rate again, as a quality."""
    index = quiet_row(form, chance, lambda row: row.subcategory == "质量指标" and row.target is not None and row.target.unit == "%")
    rate = form.funds[0].execution_rate
    if index is None or rate is None or form.scope is Scope.DEPARTMENT:
        return None
    return put(form, index, name="预算执行率", target="≥90%", actual=f"{rate.text}", completion_rate=None)


@seeds("OBJ212", "SEV126")
def money_as_quantity(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """The money spent listed as a quantity, in the row below the quantities."""
    index = next((number for number, row in enumerate(form.indicators) if row.subcategory == "质量指标"), None)
    if index is None or is_told(form, form.indicators[index]) or is_unmet(form.indicators[index]):
        return None
    value = text(amount(form.funds[0], "adjusted_budget"))
    quantity = {"subcategory": "数量指标", "subcategory_key": IndicatorSubcategory.QUANTITY, "completion_rate": None}
    return put(form, index, name="使用专项资金", target=f"={value}万元", actual=f"{value}万元", **quantity)


@seeds("OBJ214")
def bare_class_name(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """A level-3 name that only says 质量指标1."""
    index = quiet_row(form, chance, lambda row: row.subcategory == "质量指标")
    return None if index is None else put(form, index, name="质量指标1")


@seeds("OBJ215")
def sentence_as_name(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """A level-3 name of two sentences."""
    index = quiet_row(form, chance, lambda row: row.subcategory == "社会效益指标")
    name = "完善了片区基础设施。群众出行和生活条件得到保障"
    return None if index is None else put(form, index, name=name)


@seeds("OBJ216")
def name_with_stop(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """A level-3 name that ends with a full stop."""
    index = quiet_row(form, chance, lambda row: row.category_key is IndicatorCategory.OUTPUT)
    return None if index is None else put(form, index, name=f"{form.indicators[index].name}。")


@seeds("OBJ217")
def same_name_twice(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """Two rows of one class with one name."""
    index = quiet_row(form, chance, lambda row: row.category_key is IndicatorCategory.BENEFIT)
    if index is None:
        return None
    key = form.indicators[index].subcategory_key
    others = [number for number, row in enumerate(form.indicators) if row.subcategory_key is key and number != index]
    if not others:
        return None
    same = form.indicators[others[0]]
    return put(form, index, name=same.name, target=same.target, actual=same.actual, completion_rate=same.completion_rate)
