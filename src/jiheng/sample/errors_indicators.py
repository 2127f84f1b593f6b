"""Seeded errors of the indicators themselves: direction, unit, class, vagueness."""

from __future__ import annotations

import random
from collections.abc import Callable

from jiheng.model import Indicator, IndicatorCategory, IndicatorSubcategory, SelfEvaluationForm
from jiheng.sample.errors import is_told, is_unmet, put, quiet_row, retotalled, rows_where, seeds

_PLAIN = {"completion_rate": None, "scoring_standard": ""}


def _of(subcategory: IndicatorSubcategory) -> Callable[[Indicator], bool]:
    return lambda row: row.subcategory_key is subcategory


def _is_at_least_percent(row: Indicator) -> bool:
    return row.target is not None and row.target.unit == "%" and row.target.raw.startswith("≥") and row.subcategory != "时效指标"


@seeds("OBJ201", "SEV113", "SEV201", "OBJ224")
def satisfaction_at_most(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """A satisfaction of at most 90 %."""
    for index in rows_where(form, lambda row: row.subcategory_key is IndicatorSubcategory.SATISFACTION and not is_unmet(row), chance):
        target = form.indicators[index].target
        if target is not None:
            return put(form, index, target=target.raw.replace("≥", "≤"))
    return None


@seeds("OBJ201", "SEV113", "SEV201", "OBJ224")
def cost_at_least(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """A cost of at least so much."""
    costs = (IndicatorSubcategory.COST, IndicatorSubcategory.ECONOMIC_COST)
    for index in rows_where(form, lambda row: row.subcategory_key in costs and "成本" in row.name, chance):
        target = form.indicators[index].target
        if target is not None:
            return put(form, index, target=target.raw.replace("≤", "≥"))
    return None


@seeds("OBJ202", "SEV113")
def cost_exactly(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """The total cost with an equals sign."""
    for index, row in enumerate(form.indicators):
        if row.name == "项目总成本" and row.target is not None:
            return put(form, index, target=row.target.raw.replace("≤", "="))
    return None


@seeds("OBJ203")
def rate_in_times(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """A rate counted in times."""
    index = quiet_row(form, chance, lambda row: row.name.endswith("率") and _is_at_least_percent(row))
    return None if index is None else put(form, index, target="≥4次", actual="4次", **_PLAIN)


@seeds("OBJ204")
def count_among_qualities(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """A count listed under quality."""
    index = quiet_row(form, chance, _of(IndicatorSubcategory.QUALITY))
    return None if index is None else put(form, index, name="设置公示牌数量", target="≥12块", actual="12块", **_PLAIN)


@seeds("OBJ204")
def sets_among_qualities(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """A count of sets listed under quality."""
    index = quiet_row(form, chance, _of(IndicatorSubcategory.QUALITY))
    return None if index is None else put(form, index, name="配置办公设备数量", target="≥15台", actual="15台", **_PLAIN)


@seeds("OBJ205")
def no_time_at_all(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """A timeliness indicator that counts issues."""
    index = quiet_row(form, chance, _of(IndicatorSubcategory.TIMELINESS))
    return None if index is None else put(form, index, name="工作简报编印及时性", target="≥6期", actual="6期", **_PLAIN)


@seeds("OBJ206")
def leverage_among_qualities(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """Leverage of money listed as quality."""
    index = quiet_row(form, chance, _of(IndicatorSubcategory.QUALITY))
    return None if index is None else put(form, index, name="带动社会投入与财政资金投入比例", target="≥3:1", actual="3:1", **_PLAIN)


@seeds("OBJ207", "OBJ230", "SEV126")
def vague_and_heavy(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """All the benefit is one indicator in words."""
    benefits = [index for index, row in enumerate(form.indicators) if row.category_key is IndicatorCategory.BENEFIT]
    if any(is_told(form, form.indicators[index]) for index in benefits) or not benefits:
        return None
    whole = sum(weight.value for index in benefits if (weight := form.indicators[index].weight) is not None)
    if whole < 30:
        return None
    first = benefits[0]
    rows = [row for index, row in enumerate(form.indicators) if index not in benefits[1:]]
    form = form.model_copy(update={"indicators": tuple(rows)})
    subcategory = {"subcategory": "社会效益指标", "subcategory_key": IndicatorSubcategory.SOCIAL}
    changes = {"name": "提升群众获得感", "target": "有效提升", "actual": "有效提升", "weight": whole, "score": whole}
    return retotalled(put(form, first, **subcategory, **changes, **_PLAIN))


@seeds("OBJ208", "OBJ230")
def vague_output(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """An output that says nothing countable."""
    index = quiet_row(form, chance, _of(IndicatorSubcategory.QUALITY))
    return None if index is None else put(form, index, name="宣传引导工作", target="进一步加强", actual="进一步加强", **_PLAIN)


@seeds("OBJ209", "OBJ230")
def economic_in_words(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """An economic benefit without a number."""
    index = quiet_row(form, chance, _of(IndicatorSubcategory.ECONOMIC))
    return None if index is None else put(form, index, name="带动农户增收", target="明显增加", actual="明显增加", **_PLAIN)


@seeds("OBJ210", "OBJ230")
def rate_in_words(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """A rate whose target is a word."""
    index = quiet_row(form, chance, lambda row: row.name.endswith("率") and row.subcategory_key is IndicatorSubcategory.QUALITY)
    return None if index is None else put(form, index, target="较高", actual="较高", **_PLAIN)
