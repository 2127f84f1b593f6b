"""Seeded errors of weights, scores and totals."""

from __future__ import annotations

import random
from decimal import Decimal

from jiheng.model import Indicator, SelfEvaluationForm
from jiheng.model.amounts import half_up, text
from jiheng.sample.county_forms import figure
from jiheng.sample.errors import is_count, is_unmet, money, printed_points, put, retotalled, rows_where, seeds, shortfall, told_anew

REASON = "承办单位人员调整，部分任务推迟到次年一月完成。已明确专人负责，按周调度进度。"


@seeds("SEV103")
def total_too_high(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm:
    """The total is 1.3 points off the sum of the scores."""
    assert form.total_score is not None
    more = Decimal("1.3") if form.total_score.value < 98 else Decimal("-1.3")
    return form.model_copy(update={"total_score": printed_points(form.total_score.value + more)})


@seeds("SEV104", needs_blanks=True)
def total_blank(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm:
    """The cell of the total score is empty."""
    return form.model_copy(update={"total_score": None})


@seeds("SEV105")
def weights_short(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """One indicator has three points less, so that the weights add to 97."""
    for index in rows_where(form, lambda row: not is_unmet(row), chance):
        weight = form.indicators[index].weight
        if weight is not None and weight.value > 5:
            less = weight.value - 3
            return retotalled(put(form, index, weight=less, score=less))
    return None


@seeds("SEV113")
def unmet_full_marks(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """A target was missed and explained, and yet has full marks."""
    unmet = rows_where(form, is_unmet, chance)
    if not unmet:
        missed = shortfall(form, chance, "0.86", reason=REASON)
        if missed is None:
            return None
        form, index = missed
        unmet = [index]
    weight = form.indicators[unmet[0]].weight
    assert weight is not None
    return retotalled(put(form, unmet[0], score=weight.value))


@seeds("SEV113")
def wrong_proportion(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """A missed target lost more points than the proportional rule takes."""
    missed = shortfall(form, chance, "0.88", reason=REASON)
    if missed is None:
        return None
    form, index = missed
    score = form.indicators[index].score
    assert score is not None
    return retotalled(put(form, index, score=half_up(score.value * Decimal("0.8"))))


@seeds("SEV113")
def met_but_deducted(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """A target was just met and still lost two points."""
    for index in rows_where(
        form, lambda row: is_count(row) and f"≥{row.actual.raw if row.actual else ''}" == f"{row.target.raw if row.target else ''}", chance
    ):
        weight = form.indicators[index].weight
        if weight is not None and weight.value > 4:
            return retotalled(put(form, index, score=weight.value - 2))
    return None


@seeds("SEV114")
def more_points_than_weight(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """A score two points above its weight."""
    for index in rows_where(form, lambda row: not is_unmet(row), chance):
        weight = form.indicators[index].weight
        if weight is not None:
            return retotalled(put(form, index, score=weight.value + 2))
    return None


@seeds("SEV116")
def cost_off_spending(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """The total-cost indicator names less than was spent."""
    for index, row in enumerate(form.indicators):
        if row.name == "项目总成本" and row.actual and row.actual.figure:
            lower = half_up(row.actual.figure.value * Decimal("0.93"))
            return put(form, index, actual=f"{text(lower)}万元")
    return None


def _many_of_more_better(row: Indicator) -> bool:
    """A count or rate with a phrase of its own or none, large enough for uneven per cents."""
    target = row.target
    return bool(target and target.figure and target.raw.startswith("≥") and not is_unmet(row) and row.category != "满意度指标")


@seeds("SEV137")
def whole_percents(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """Every missed row takes its completion in whole per cents before the multiplication."""
    if any(is_unmet(row) for row in form.indicators):
        return None
    changed = 0
    for index in rows_where(form, _many_of_more_better, chance)[:4]:
        row = form.indicators[index]
        assert row.target is not None
        planned = row.target.figure
        if planned is None or planned.value < 20:
            continue
        done = half_up(planned.value * Decimal(chance.randint(911, 967)) / 1000, planned.decimals)
        told = told_anew(form, index, f"{text(done, planned.decimals)}{planned.unit}")
        if told is None or row.weight is None:
            continue
        exact = half_up(row.weight.value * done / planned.value)
        score = half_up(row.weight.value * half_up(done / planned.value))
        if exact == score:
            continue
        form = put(told, index, score=score, deviation_reason=f"{REASON[:-1]}（{row.name}）。")
        if row.completion_rate is not None:
            form = put(form, index, completion_rate=figure(f"{text(done / planned.value * 100)}%"))
        changed += 1
    return retotalled(form) if changed >= 3 else None


@seeds("SEV140", layouts=lambda layout: "completion_rate" in layout.columns)
def completion_of_before(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """A completion rate that the row's own values do not give."""
    rows = [index for index in rows_where(form, is_count, chance) if form.indicators[index].completion_rate is not None]
    if not rows:
        return None
    share = form.indicators[rows[0]].completion_rate
    assert share is not None
    return put(form, rows[0], completion_rate=figure(f"{text(share.value - Decimal('7.5'))}%"))


@seeds("SEV139", layouts=lambda layout: "scoring_standard" in layout.columns)
def points_against_standard(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """A missed row takes points by share where its standard gives nothing."""
    for index in rows_where(form, lambda row: is_unmet(row) and row.category != "满意度指标", chance):
        return put(form, index, scoring_standard="达到目标值得满分，否则不得分。")
    return None


@seeds("SEV141", layouts=lambda layout: layout.has_tasks)
def task_of_more_than_all(form: SelfEvaluationForm, chance: random.Random) -> SelfEvaluationForm | None:
    """One task has spent more than the whole department."""
    if not form.tasks:
        return None
    total = form.funds[0].executed
    assert total is not None
    rows = list(form.tasks)
    rows[0] = rows[0].model_copy(update={"executed": money(total.value + 12)})
    return form.model_copy(update={"tasks": tuple(rows)})
