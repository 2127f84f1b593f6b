"""Seeded errors of words: prose and names that do not speak of the same thing, weights and money of the period."""

from __future__ import annotations

import random
from decimal import Decimal

from jiheng.model import MonitoringForm, ObjectiveForm, SelfEvaluationForm, read_actual, read_target
from jiheng.model.amounts import half_up, text
from jiheng.sample.errors import amount, money, printed_points, put, quiet_row, rows_where, seeds, shortfall
from jiheng.sample.errors_scores import REASON
from jiheng.sample.layouts import Layout

#: Names short enough for a slip to be seen, long enough to be told from another name.
_SHORTEST, _LONGEST = 6, 12
_PEOPLE = ("农民", "农户", "学生", "教师", "残疾人", "老年人", "妇女", "儿童")


@seeds("DOC112")
def name_with_a_character_missing(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """A reason that names its own indicator with one character left out."""
    made = shortfall(form, chance, "0.93", reason=REASON)
    if made is None:
        return None
    faulty, index = made
    name = faulty.indicators[index].name
    if not _SHORTEST <= len(name) <= _LONGEST:
        return None
    at = len(name) // 2
    return put(faulty, index, deviation_reason=f"{REASON}{name[:at]}{name[at + 1 :]}将在下一年度补足。")


@seeds("OBJ233")
def television_and_wireless(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """The project speaks of television, one indicator of the wireless."""
    index = quiet_row(form, chance, lambda row: row.category == "产出指标")
    if index is None or form.project is None:
        return None
    prose = f"围绕电视栏目制作，{form.expected_objective}"
    return put(form, index, name=f"电台{form.indicators[index].name}").model_copy(update={"expected_objective": prose})


@seeds("OBJ234")
def other_people_in_the_objective(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """The objective gives an indicator's number to other people."""
    prose = form.expected_objective or ""
    for index in rows_where(form, lambda row: row.target is not None and row.target.figure is not None, chance):
        row = form.indicators[index]
        number = row.target.raw.lstrip("≥=") if row.target else ""
        for group in _PEOPLE:
            told = f"{group}{number}"
            if group in row.name and prose.count(told) == 1 and f"{form.project}".count(group) == 0:
                return form.model_copy(update={"expected_objective": prose.replace(told, f"干部{number}")})
    return None


@seeds("OBJ240", "OBJ208", "OBJ230", "OBJ210", "OBJ220", "OBJ221", "OBJ222", subject="objective")
def satisfaction_in_words(form: ObjectiveForm, chance: random.Random) -> ObjectiveForm:
    """How satisfied people shall be stands as a word."""
    rows = list(form.indicators)
    index = next(number for number, row in enumerate(rows) if row.category == "满意度指标")
    rows[index] = rows[index].model_copy(update={"name": "服务对象满意度", "target": read_target("比较满意")})
    return form.model_copy(update={"indicators": tuple(rows)})


@seeds("SEV312", "OBJ209", "OBJ230")
def full_effect_told_as_some(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """An effect reached in full by the table, to some degree by the account."""
    index = quiet_row(form, chance, lambda row: row.subcategory == "社会效益指标")
    if index is None:
        return None
    form = put(form, index, name="促进群众就近办事", target="有效促进", actual="完全达到预期", completion_rate=None)
    return form.model_copy(update={"actual_objective": f"{form.actual_objective}项目对群众就近办事有一定的促进作用。"})


def _monitors_weight(layout: Layout) -> bool:
    return layout.monitors_weight


@seeds("MON107", subject="monitoring", layouts=_monitors_weight)
def monitored_weights_short(form: MonitoringForm, chance: random.Random) -> MonitoringForm:
    """The weights carried over into monitoring are six short."""
    rows = list(form.indicators)
    weight = rows[0].weight
    assert weight is not None
    rows[0] = rows[0].model_copy(update={"weight": printed_points(weight.value - 6)})
    return form.model_copy(update={"indicators": tuple(rows)})


def _has_period(layout: Layout) -> bool:
    return layout.has_period


@seeds("OBJ106", subject="objective", layouts=_has_period)
def year_above_period(form: ObjectiveForm, chance: random.Random) -> ObjectiveForm:
    """The whole period has less money than the year: a tenth."""
    rows = tuple(
        row.model_copy(update={"initial_budget": money(amount(row, "initial_budget") * Decimal("0.1"))}) for row in form.period_funds
    )
    return form.model_copy(update={"period_funds": rows})


@seeds("MON108", "MON201", subject="monitoring", needs_blanks=True)
def certain_though_short(form: MonitoringForm, chance: random.Random) -> MonitoringForm | None:
    """Four fifths of a quantity are expected for the year, and the tick says that it will be reached."""
    rows = list(form.indicators)
    for index, row in enumerate(rows):
        planned = row.target.figure if row.target else None
        if row.subcategory == "数量指标" and planned is not None and planned.value >= 20 and f"{row.target and row.target.raw}"[0] == "≥":
            expected = half_up(planned.value * Decimal("0.8"), planned.decimals)
            rows[index] = row.model_copy(update={"expected": read_actual(f"{text(expected, planned.decimals)}{planned.unit}")})
            return form.model_copy(update={"indicators": tuple(rows)})
    return None


@seeds("OBJ230", "OBJ207", "OBJ208", "OBJ209", "OBJ210", "OBJ220", "OBJ221", "OBJ222", "OBJ240", subject="objective")
def mostly_in_words(form: ObjectiveForm, chance: random.Random) -> ObjectiveForm:
    """Every second target is a word."""
    rows = [
        row.model_copy(update={"target": read_target("有效提升")}) if index % 2 or row.category == "效益指标" else row
        for index, row in enumerate(form.indicators)
    ]
    return form.model_copy(update={"indicators": tuple(rows)})
