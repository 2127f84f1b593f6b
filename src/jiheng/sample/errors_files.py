"""Seeded errors across the forms of one file: a department with its projects, or the three forms of one project."""

from __future__ import annotations

import random
from decimal import Decimal

from jiheng.model import AnyForm, FundsKind, IndicatorSubcategory, SelfEvaluationForm
from jiheng.model.amounts import half_up
from jiheng.sample.county_forms import figure
from jiheng.sample.errors import amount, money, put, put_funds, quiet_row, rated, seeds

Forms = tuple[AnyForm, ...]


def _self_evaluation(form: AnyForm) -> SelfEvaluationForm:
    assert isinstance(form, SelfEvaluationForm)
    return form


def _with(forms: Forms, index: int, form: AnyForm) -> Forms:
    return (*forms[:index], form, *forms[index + 1 :])


@seeds("XCK101", "SEV141", subject="department")
def projects_exceed_department(forms: Forms, chance: random.Random) -> Forms:
    """The whole expenditure of the department is less than its projects have."""
    whole = _self_evaluation(forms[0])
    for name in ("initial_budget", "adjusted_budget", "executed"):
        basic, projects = (amount(whole.funds[2], name) * Decimal(share) for share in ("0.1", "0.8"))
        basic, projects = half_up(basic), half_up(projects)
        whole = put_funds(put_funds(whole, 1, **{name: basic}), 2, **{name: projects})
        whole = put_funds(whole, 0, **{name: basic + projects})
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


@seeds("XCK104", "SEV126", subject="department")
def classified_differently(forms: Forms, chance: random.Random) -> Forms | None:
    """The same indicator is quality in one project's form and timeliness in the other's."""
    classes = (("质量指标", IndicatorSubcategory.QUALITY), ("时效指标", IndicatorSubcategory.TIMELINESS))
    changed = 0
    for number, form in enumerate(forms[1:], 1):
        form = _self_evaluation(form)
        index = quiet_row(form, chance, lambda row: row.subcategory == "质量指标")
        if index is not None and changed < len(classes):
            subcategory, key = classes[changed]
            forms = _with(forms, number, put(form, index, name="项目资料归档完整率", subcategory=subcategory, subcategory_key=key))
            changed += 1
    return forms if changed == len(classes) else None


@seeds("XCK105", "XCK106", "XCK101", subject="department")
def form_twice(forms: Forms, chance: random.Random) -> Forms:
    """One project has two forms in the file."""
    return (*forms, forms[-1])


@seeds("XCK106", "XCK101", subject="department")
def same_numbers_other_name(forms: Forms, chance: random.Random) -> Forms:
    """Two projects with all the same numbers."""
    last = _self_evaluation(forms[-1])
    return (*forms, last.model_copy(update={"project": "乡镇便民服务点设施配套"}))


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


@seeds("XCK102", "XCK101", subject="department")
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
