"""Seeded errors of deviation reasons."""

from __future__ import annotations

import random
import re
from decimal import Decimal
from typing import Final

from jiheng.model import Indicator, SelfEvaluationForm, read_target
from jiheng.model.amounts import half_up, text
from jiheng.sample.county_forms import figure
from jiheng.sample.errors import (
    amount,
    is_above,
    is_count,
    is_unmet,
    put,
    put_funds,
    quiet_row,
    retotalled,
    rows_where,
    seeds,
    shortfall,
    shows_initial_budget,
    told_anew,
)
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
        done = half_up(planned.value * Decimal("1.9"), planned.decimals)
        told = told_anew(form, index, f"{text(done, planned.decimals)}{planned.unit}")
        if told is not None:
            if row.completion_rate is not None:
                told = put(told, index, completion_rate=figure(f"{text(done / planned.value * 100)}%"))
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
    return rows_where(form, is_above, chance)


_ZEAL: Final = ("参与积极性提高", "报名踊跃", "配合力度增强", "热情高涨")


def others_explained(form: SelfEvaluationForm) -> SelfEvaluationForm:
    """The form with a reason of its own in each row that deviates without one, so that only the planted row stands out."""
    for number, index in enumerate(rows_where(form, _deviates, random.Random(0))):
        row = form.indicators[index]
        if not row.deviation_reason:
            below = row.target is not None and row.target.raw.startswith("≤")
            cause = "严格执行采购程序和开支标准" if below else f"各方{_ZEAL[number % len(_ZEAL)]}"
            reason = f"实施中{cause}，{row.name}略{'低' if below else '好'}于计划。下年按实际需求核定指标值。"
            form = put(form, index, deviation_reason=reason)
    return form


def _deviates(row: Indicator) -> bool:
    """Whether the actual value is better than the target."""
    figures = [measure.figure for measure in (row.target, row.actual) if measure is not None and measure.figure is not None]
    return len(figures) == 2 and figures[0].value != figures[1].value and not is_unmet(row)


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
    return others_explained(put(faulty, left, deviation_reason="无偏差"))


@seeds("SEV206")
def reason_contradicts(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """The value exceeds its target while the reason says that the work stood still."""
    over = _over(form, chance)
    if not over:
        return None
    return others_explained(put(form, over[0], deviation_reason="承办单位年中重组，相关工作基本停滞，未能开展，因此出现偏差。"))


@seeds("SEV207", layouts=shows_initial_budget)
def money_that_never_came(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """The reason names more money while the budget did not change."""
    total = form.funds[0]
    if total.initial_budget is None or total.adjusted_budget is None or total.initial_budget.value != total.adjusted_budget.value:
        return None
    over = _over(form, chance)
    if not over:
        return None
    return others_explained(put(form, over[0], deviation_reason="年中项目经费有所增加，完成数量高于计划。下年度按经费核定指标值。"))


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


def _explained(form: SelfEvaluationForm, chance: random.Random, reason: str) -> SelfEvaluationForm | None:
    """One better-than-planned row with this reason."""
    over = _over(form, chance)
    return others_explained(put(form, over[0], deviation_reason=reason)) if over else None


_NOTHING = read_target("")


@seeds("SEV211")
def reason_names_other_target(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """The reason quotes a target that is not the row's."""
    for index in _over(form, chance):
        row = form.indicators[index]
        if row.target and row.target.figure and row.target.unit == "%":
            other = f"≥{row.target.figure.value - 7}%"
            reason = f"年初{row.name}设置为{other}，全年平稳实施，因此略有偏差。下年核实后调整。"
            return others_explained(put(form, index, deviation_reason=reason))
    return None


@seeds("SEV212")
def reason_of_another_row(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """The reason speaks of another indicator of the form."""
    over = _over(form, chance)
    counts = [index for index in over if is_count(form.indicators[index])]
    rates = [index for index in over if index not in counts and form.indicators[index].name.endswith(("率", "满意度"))]
    for count, rate in ((count, rate) for count in counts for rate in rates):
        name, own = form.indicators[count].name, form.indicators[rate].name
        if any(own[at : at + 2] in name for at in range(len(own) - 1)):
            continue  # two names of one matter: the reason may be meant
        reason = f"年中任务调整，{name}比计划增加。下年根据实际情况核定。"
        return others_explained(put(form, rate, deviation_reason=reason))
    return None


@seeds("SEV213")
def admits_low_target(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """The reason says that the target was set low."""
    return _explained(form, chance, "年初目标设置较为保守，实际完成较好。下年合理提高指标值。")


@seeds("SEV213")
def target_lowered(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """The reason tells that the target was brought down."""
    return _explained(form, chance, "考虑到部分乡镇人手不足，年初将该指标下调至现值，实际完成较好。下年合理设置。")


@seeds("SEV214")
def counts_otherwise(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """Target and actual value count different things."""
    return _explained(form, chance, "年初目标只统计了上半年任务，没有将下半年新增任务计算在内。下年统一统计口径。")


@seeds("SEV216")
def far_above_with_reason(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """Nearly twice the target, with an outward reason and full marks."""
    far = far_above_target(form, chance)
    if far is None:
        return None
    index = next(number for number, (row, old) in enumerate(zip(far.indicators, form.indicators, strict=True)) if row.actual != old.actual)
    return others_explained(put(far, index, deviation_reason="本年服务对象需求明显增加，承办单位相应增加了工作量。下年据此核定指标值。"))


@seeds("SEV217", "SEV112", "SEV216", layouts=shows_initial_budget)
def more_money_unmentioned(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """The budget grew by three quarters; the reason for doing more speaks of zeal only."""
    far = far_above_with_reason(form, chance)
    if far is None:
        return None
    whole = Decimal(0)
    for index, row in enumerate(far.funds):
        if index:
            initial = half_up(amount(row, "adjusted_budget") / Decimal("1.75"))
            whole += initial
            far = put_funds(far, index, initial_budget=initial)
    far = put_funds(far, 0, initial_budget=whole)
    index = next(number for number, row in enumerate(far.indicators) if "服务对象需求" in (row.deviation_reason or ""))
    return put(far, index, deviation_reason="工作人员靠前服务、主动作为，群众参与积极性高。下年继续保持。")


@seeds("SEV218")
def satisfied_for_lack_of_complaints(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """Satisfaction concluded from the absence of complaints."""
    found = rows_where(form, lambda row: "满意度" in row.name and is_above(row), chance)
    if not found:
        return None
    return others_explained(put(form, found[0], deviation_reason="全年未收到服务对象投诉，故满意度高于指标值。下年继续做好服务。"))


@seeds("SEV219")
def rate_of_no_cases(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """A rate of something that never happened."""
    index = quiet_row(form, chance, lambda row: row.name.endswith("率") and (row.target or _NOTHING).unit == "%" and is_above(row))
    if index is None:
        return None
    reason = "全年未发生安全隐患，故与指标值略有偏差。下年继续加强巡查。"
    return others_explained(put(form, index, name="安全隐患消除率", deviation_reason=reason))


@seeds("SEV215", "OBJ207", "OBJ230", "OBJ209", "OBJ208")
def points_lost_in_silence(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """A benefit in words lost a point without a reason."""
    index = quiet_row(form, chance, lambda row: row.subcategory == "社会效益指标")
    if index is None:
        return None
    weight = form.indicators[index].weight
    assert weight is not None
    changes = {"name": "提升群众满意程度", "target": "有效提升", "actual": "基本达到预期", "completion_rate": None}
    return retotalled(put(form, index, score=weight.value - 1, deviation_reason="", **changes))


@seeds("SEV220")
def no_problems(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """Points were lost, the problems are none."""
    return form.model_copy(update={"problems": "暂无。"}) if any(is_unmet(row) for row in form.indicators) else None
