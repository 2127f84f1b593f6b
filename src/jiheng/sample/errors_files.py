"""Seeded errors across the forms of one file: a department with its projects, or the three forms of one project."""

from __future__ import annotations

import random
from decimal import Decimal

from jiheng.model import AnyForm, FundsKind, IndicatorSubcategory, ObjectiveForm, SelfEvaluationForm
from jiheng.sample.county_forms import figure
from jiheng.sample.errors import amount, money, put, put_funds, rated, seeds

Forms = tuple[AnyForm, ...]


def _self_evaluation(form: AnyForm) -> SelfEvaluationForm:
    assert isinstance(form, SelfEvaluationForm)
    return form


def _with(forms: Forms, index: int, form: AnyForm) -> Forms:
    return (*forms[:index], form, *forms[index + 1 :])


@seeds("XCK101", subject="department")
def projects_exceed_department(forms: Forms, chance: random.Random) -> Forms:
    """The department's form has less project expenditure than its projects."""
    whole = _self_evaluation(forms[0])
    part = whole.funds[2]
    less = amount(part, "adjusted_budget") * Decimal("0.3")
    for name in ("initial_budget", "adjusted_budget", "executed"):
        less = (amount(part, name) * Decimal("0.3")).quantize(Decimal("0.01"))
        whole = put_funds(whole, 2, **{name: amount(part, name) - less})
        whole = put_funds(whole, 0, **{name: amount(whole.funds[0], name) - less})
    return _with(forms, 0, rated(whole))


@seeds("XCK103", subject="department")
def department_target_differs(forms: Forms, chance: random.Random) -> Forms | None:
    """A target of the department's form is lower than in the project's form; the actual value is the same."""
    whole = _self_evaluation(forms[0])
    for index, row in enumerate(whole.indicators):
        planned = row.target.figure if row.target else None
        prose = whole.expected_objective or ""
        if row.subcategory_key is not IndicatorSubcategory.QUANTITY or planned is None or planned.value < 20 or row.target is None:
            continue
        if not row.target.raw.startswith("≥") or prose.count(row.target.raw.lstrip("≥")) != 1 or planned.decimals:
            continue
        lower = f"{int(planned.value * Decimal('0.9'))}{planned.unit}"
        told = whole.model_copy(update={"expected_objective": prose.replace(row.target.raw.lstrip("≥"), lower)})
        return _with(forms, 0, put(told, index, target=f"≥{lower}", completion_rate=None))
    return None


@seeds("XCK104", "OBJ204", subject="department")
def classified_differently(forms: Forms, chance: random.Random) -> Forms | None:
    """An indicator is a quantity in the department's form and quality in the project's."""
    names = {row.name for row in forms[0].indicators if row.subcategory_key is IndicatorSubcategory.QUALITY}
    for number, form in enumerate(forms[1:], 1):
        for index, row in enumerate(form.indicators):
            if row.name in names:
                changes = {"subcategory": "时效指标", "subcategory_key": IndicatorSubcategory.TIMELINESS}
                return _with(forms, number, put(_self_evaluation(form), index, **changes))
    return None


@seeds("XCK105", "XCK106", "XCK101", subject="department")
def form_twice(forms: Forms, chance: random.Random) -> Forms:
    """One project has two forms in the file."""
    return (*forms, forms[-1])


@seeds("XCK106", "XCK101", subject="department")
def same_numbers_other_name(forms: Forms, chance: random.Random) -> Forms:
    """Two projects with all the same numbers."""
    last = _self_evaluation(forms[-1])
    return (*forms, last.model_copy(update={"project": f"{last.project}（二期）"}))


@seeds("XCK107", subject="department")
def agency_misspelt(forms: Forms, chance: random.Random) -> Forms | None:
    """One form misses two characters of the agency's name that others write out."""
    names = [form.implementing_agency or "" for form in forms[1:]]
    for number, name in enumerate(names, 1):
        others = [one for index, one in enumerate(names, 1) if index != number]
        if "服务中心" in name and name in others:
            return _with(forms, number, forms[number].model_copy(update={"implementing_agency": name.replace("服务中心", "中心")}))
    return None


@seeds("XCK108", subject="department")
def other_department(forms: Forms, chance: random.Random) -> Forms:
    """One of five projects names another department."""
    return _with(forms, 2, forms[2].model_copy(update={"supervising_department": "澄岚县统计局"}))


@seeds("XCK103", subject="project")
def target_lowered_afterwards(forms: Forms, chance: random.Random) -> Forms | None:
    """The self-evaluation has a lower target than the declaration."""
    number = next(index for index, form in enumerate(forms) if isinstance(form, SelfEvaluationForm))
    form = _self_evaluation(forms[number])
    declared = next(one for one in forms if isinstance(one, ObjectiveForm))
    for index, row in enumerate(declared.indicators):
        planned = row.target.figure if row.target else None
        mine = form.indicators[index]
        if planned is None or row.target is None or not row.target.raw.startswith("≥") or planned.decimals or planned.value < 20:
            continue
        number_text = row.target.raw.lstrip("≥")
        prose = form.expected_objective or ""
        if planned.unit == "%" or prose.count(number_text) != 1 or mine.score != mine.weight:
            continue
        lower = f"{int(planned.value * Decimal('0.92'))}{planned.unit}"
        told = form.model_copy(update={"expected_objective": prose.replace(number_text, lower)})
        return _with(forms, number, put(told, index, target=f"≥{lower}", completion_rate=None))
    return None


@seeds("XCK102", subject="department")
def upper_money_missing(forms: Forms, chance: random.Random) -> Forms | None:
    """A project of the upper level's money, while the department's form has none of it."""
    whole = _self_evaluation(forms[0])
    last = _self_evaluation(forms[-1])
    named = last.model_copy(update={"project": f"提前下达{last.fiscal_year}年中央{last.project}"})
    rows = list(whole.funds)
    zero = rows[1].model_copy(update={"label": "上级资金", "kind": FundsKind.UPPER_LEVEL})
    own = rows[2].model_copy(update={"label": "本级资金", "kind": FundsKind.OWN_LEVEL})
    total = rows[0]
    for name in ("initial_budget", "adjusted_budget", "executed"):
        zero = zero.model_copy(update={name: money(Decimal(0))})
        own = own.model_copy(update={name: figure(amount_text(total, name), "万元")})
    return (whole.model_copy(update={"funds": (total, zero, own)}), *forms[1:-1], named)


def amount_text(row: object, name: str) -> str:
    """The printed amount of a funds row."""
    value = getattr(row, name)
    return str(value.raw)
