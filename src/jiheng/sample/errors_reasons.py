"""Seeded errors of deviation reasons."""

from __future__ import annotations

import random
import re
from decimal import Decimal

from jiheng.model import Indicator, SelfEvaluationForm
from jiheng.model.amounts import text
from jiheng.sample.county_forms import figure
from jiheng.sample.errors import is_count, is_unmet, put, rows_where, seeds, shortfall, shows_initial_budget, told_anew
from jiheng.sample.errors_scores import REASON


@seeds("SEV201")
def unmet_unexplained(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """A target was missed, points were lost, the reason column is empty."""
    unmet = rows_where(form, is_unmet, chance)
    if unmet:
        return put(form, unmet[0], deviation_reason="")
    missed = shortfall(form, chance, "0.9", reason="")
    return missed[0] if missed else None


@seeds("SEV202")
def far_above_target(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """Nearly twice the target was reached without a word."""
    for index in rows_where(form, is_count, chance):
        row = form.indicators[index]
        planned = row.target.figure if row.target else None
        if planned is None:
            continue
        told = told_anew(form, index, f"{text(planned.value * Decimal('1.9'), planned.decimals)}{planned.unit}")
        if told is not None:
            if row.completion_rate is not None:
                told = put(told, index, completion_rate=figure("190.00%"))
            return told
    return None


@seeds("SEV204")
def reason_for_nothing(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """A reason stands beside an actual value that equals its target."""
    for index in rows_where(form, lambda row: is_count(row) and row.target is not None and row.actual is not None, chance):
        row = form.indicators[index]
        if row.target and row.actual and row.target.raw.lstrip("≥=") == row.actual.raw:
            return put(form, index, deviation_reason="受天气影响，部分任务推迟实施，导致出现偏差。已调整计划，加快推进。")
    return None


def _over(form: SelfEvaluationForm, chance: random.Random) -> list[int]:
    def is_over(row: Indicator) -> bool:
        if row.target is None or row.actual is None or row.target.figure is None or row.actual.figure is None:
            return False
        return row.target.raw.startswith("≥") and row.actual.figure.value > row.target.figure.value

    return rows_where(form, is_over, chance)


@seeds("SEV203")
def one_left_out(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """All better-than-planned rows but one say why."""
    over = _over(form, chance)
    if len(over) < 3:
        return None
    for number, index in enumerate(over[1:]):
        reason = f"实施中群众参与积极性较高，{form.indicators[index].name}略高于计划。下年按实际需求核定指标值。"
        form = put(form, index, deviation_reason=reason.replace("较高", ("较高", "提高", "增强")[number % 3]))
    return form


@seeds("SEV205")
def deviation_denied(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """One better-than-planned row says there is no deviation where the others explain theirs."""
    faulty = one_left_out(form, chance)
    if faulty is None:
        return None
    left = next(index for index in _over(form, chance) if not faulty.indicators[index].deviation_reason)
    return put(faulty, left, deviation_reason="无偏差")


@seeds("SEV206")
def reason_contradicts(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """The value exceeds its target while the reason says that the work stood still."""
    over = _over(form, chance)
    if not over:
        return None
    return put(form, over[0], deviation_reason="承办单位年中重组，相关工作基本停滞，未能开展，因此出现偏差。")


@seeds("SEV207", layouts=shows_initial_budget)
def money_that_never_came(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """The reason names more money while the budget did not change."""
    total = form.funds[0]
    if total.initial_budget is None or total.adjusted_budget is None or total.initial_budget.value != total.adjusted_budget.value:
        return None
    over = _over(form, chance)
    if not over:
        return None
    return put(form, over[0], deviation_reason="年中项目经费有所增加，完成数量高于计划。下年度按经费核定指标值。")


@seeds("SEV208")
def same_reason_twice(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """Two missed targets with one and the same reason."""
    first = shortfall(form, chance, "0.91", reason=REASON)
    second = shortfall(first[0], chance, "0.93", reason=REASON) if first else None
    return second[0] if second else None


@seeds("SEV209")
def reason_says_nothing(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """The reason of a missed target only says that the value is what it is."""
    unmet = rows_where(form, is_unmet, chance)
    if unmet:
        return put(form, unmet[0], deviation_reason="按实际完成情况填报，略有差异。")
    missed = shortfall(form, chance, "0.94", reason="按实际完成情况填报，略有差异。")
    return missed[0] if missed else None


@seeds("SEV210")
def cause_without_measure(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """The reasons of missed targets end before what will be done about it."""
    unmet = rows_where(form, is_unmet, chance)
    if not unmet:
        missed = shortfall(form, chance, "0.92", reason="承办单位人员变动，部分任务推迟。")
        return missed[0] if missed else None
    for index in unmet:
        reason = form.indicators[index].deviation_reason or ""
        form = put(form, index, deviation_reason=re.split(r"(?<=。)", reason)[0])
    return form
