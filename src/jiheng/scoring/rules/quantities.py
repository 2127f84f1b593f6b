"""The numbers that rules compare: target and actual value in one unit, a rate from its two terms, how far a target is reached.

A quotient keeps its terms: weight × numerator is divided at the very end, so that a result that falls on half a cent is exactly there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Literal

from jiheng.model import Direction, Estimate, Figure, Interval, RuleInputs, amounts
from jiheng.model.intervals import EXACT
from jiheng.scoring.rules.kind import Missing, Needed
from jiheng.scoring.rules.operand import points_text, share_text
from jiheng.scoring.trace import Points, Trace

ZERO = Decimal(0)
ONE = Decimal(1)
PERCENT = Decimal(100)
Of = Literal["value", "completion"]
"""What bands and thresholds look at: the value itself (a rate as a ratio: 95 % is 0.95), or how much of the target is reached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """A quotient that keeps its terms, with the sentence that tells it and its short text."""

    top: Decimal
    bottom: Decimal
    interval: Interval
    sentence: str
    text: str

    @property
    def value(self) -> Decimal:
        """The quotient."""
        return EXACT.divide(self.top, self.bottom)

    @property
    def estimate(self) -> Estimate:
        """The quotient with its interval."""
        return Estimate.model_construct(value=self.value, interval=self.interval)

    def rounded(self, decimals: int | None) -> Ratio:
        """The ratio rounded half up to so many decimals of a percent, as some forms do before they multiply; None leaves it."""
        if decimals is None:
            return self
        value = amounts.half_up(self.value * PERCENT, decimals)
        if value == self.value * PERCENT:
            return self
        text = f"{amounts.text(value, None)}%"
        sentence = f"{self.sentence}，取 {text}"
        return Ratio(top=value, bottom=PERCENT, interval=Interval.point(value / PERCENT), sentence=sentence, text=text)

    def told(self, sentence: str) -> Ratio:
        """The same ratio in other words."""
        return replace(self, sentence=sentence)

    def of(self, weight: Decimal) -> Estimate:
        """So much of the weight: not below nothing, not above the weight."""
        interval = self.interval.clamped(ZERO, ONE) * Interval.point(weight)
        value = min(max(EXACT.divide(EXACT.multiply(weight, self.top), self.bottom), ZERO), weight)
        return Estimate.model_construct(value=value, interval=Interval.between(min(interval.low, value), max(interval.high, value)))

    @property
    def share_text(self) -> str:
        """The quotient as a percentage."""
        return share_text(self.value)

    @property
    def trace(self) -> Trace:
        """Its sentence as a step."""
        return said(self.sentence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Target and actual value in the target's unit; the actual value as the quotient ``done`` ÷ ``per``."""

    goal: Decimal
    goal_text: str
    done: Decimal
    per: Decimal = ONE
    done_text: str
    done_interval: Interval
    direction: Direction | None = None
    strict: bool = False
    unit: str = ""
    whole: bool = False

    @property
    def gap(self) -> Decimal:
        """Actual − target, times ``per``: its sign tells who is larger."""
        return EXACT.subtract(self.done, EXACT.multiply(self.goal, self.per))

    @property
    def is_met(self) -> bool:
        """Whether the target is reached in its direction (no direction: more is better)."""
        gap = -self.gap if self.direction is Direction.AT_MOST else self.gap
        return gap > 0 if self.strict else gap >= 0

    @property
    def reached(self) -> str:
        """The words for a target that is reached."""
        sign = self.direction.symbol if self.direction in (Direction.AT_LEAST, Direction.AT_MOST) else ""
        words = "未超过目标" if self.direction is Direction.AT_MOST else "达到目标"
        return f"实际 {self.done_text} {words} {sign}{self.goal_text}"

    def completion(self) -> Ratio | Missing:
        """How much of the target is reached; may pass 1. Of an upper bound target ÷ actual."""
        most = self.direction is Direction.AT_MOST
        top, bottom = (self.goal * self.per, self.done) if most else (self.done, self.goal * self.per)
        if not bottom:
            if self.is_met:
                return Ratio(top=ONE, bottom=ONE, interval=Interval.point(ONE), sentence=self.reached, text="100%")
            return Missing(what=("target",), reason="目标值为 0，完成率没有意义")
        goal = Interval.point(self.goal)
        sides = (goal, self.done_interval) if most else (self.done_interval, goal)
        texts = (f"目标 {self.goal_text}", f"实际 {self.done_text}")
        over, under = texts if most else texts[::-1]
        value = EXACT.divide(top, bottom)
        text = share_text(value)
        return Ratio(top=top, bottom=bottom, interval=_divided(*sides, value), sentence=f"{over} ÷ {under} = {text}", text=text)


def _divided(over: Interval, under: Interval, value: Decimal) -> Interval:
    try:
        found = over / under
    except ZeroDivisionError:
        return Interval.point(value)
    return found if found.contains(value) else Interval.between(min(found.low, value), max(found.high, value))


def _converted(figure: Figure, into: str) -> Figure | None:
    if figure.unit == into:
        return figure
    if not figure.unit and into != "%":
        return figure.model_copy(update={"unit": into})
    if not figure.unit:
        # A share beside a percent: 0.95 for 95 %; 95 beside 100 % has merely lost its sign.
        scaled = figure.value * 100 if ZERO < figure.value <= 1 else figure.value
        return figure.model_copy(update={"value": scaled, "unit": "%"})
    if not into or not amounts.comparable(figure.unit, into):
        return None
    return figure.model_copy(update={"value": figure.value * amounts.factor(figure.unit, into), "unit": into})


def quotient(inputs: RuleInputs) -> Ratio | Missing:
    """Numerator ÷ denominator."""
    top, bottom = inputs.numerator, inputs.denominator
    if top is None or bottom is None:
        return Missing(what=tuple(name for name, value in (("numerator", top), ("denominator", bottom)) if value is None))
    if not bottom.value:
        return Missing(what=("denominator",), reason=f"分母为 0（{bottom.with_unit}），比率没有意义")
    same = _converted(top, bottom.unit) if bottom.unit else top
    if same is None:
        return Missing(what=("numerator",), reason=f"分子的单位「{top.unit}」与分母的单位「{bottom.unit}」不能换算")
    value = EXACT.divide(same.value, bottom.value)
    interval = _divided(Estimate.printed(same).interval, Estimate.printed(bottom).interval, value)
    text = share_text(value)
    sentence = f"{top.with_unit} ÷ {bottom.with_unit} = {text}"
    return Ratio(top=same.value, bottom=bottom.value, interval=interval, sentence=sentence, text=text)


def goal_of(inputs: RuleInputs, direction: Direction | None = None) -> Pair | Missing:
    """The target alone, with itself as the actual value: what the way back starts from."""
    target = inputs.target
    if target is None or target.is_blank:
        return Missing(what=("target",))
    if target.figure is None:
        return Missing(what=("target",), reason=f"目标值「{target.raw}」不是一个数，不能按比例计分")
    if target.figure.value < 0:
        return Missing(what=("target",), reason=f"目标值「{target.raw}」为负数，不能按比例计分")
    goal = target.figure
    return Pair(
        goal=goal.value,
        goal_text=goal.with_unit,
        done=goal.value,
        done_text=goal.with_unit,
        done_interval=Interval.point(goal.value),
        direction=direction or target.direction,
        strict=target.strict,
        unit=goal.unit,
        whole=not goal.decimals and _is_counted(goal.unit),
    )


def pair(inputs: RuleInputs, direction: Direction | None = None) -> Pair | Missing:
    """Target and actual value, comparable; the actual value may be given by its numerator and denominator.

    ``direction`` is the rule's own, which goes before the printed one.
    """
    goal, actual = goal_of(inputs, direction), inputs.actual
    if isinstance(goal, Missing):
        return goal
    if actual is None and (inputs.numerator is not None or inputs.denominator is not None):
        return _with_quotient(goal, inputs)
    if actual is None or actual.is_blank:
        return Missing(what=("actual",))
    if actual.figure is None or actual.upper is not None:
        words = "是一个区间" if actual.upper is not None else "不是一个数"
        return Missing(what=("actual",), reason=f"实际完成值「{actual.raw}」{words}，不能按比例计分")
    same = _converted(actual.figure, goal.unit)
    if same is None:
        reason = f"实际完成值「{actual.figure.with_unit}」与目标值「{goal.goal_text}」的单位不能换算"
        return Missing(what=("actual",), reason=reason)
    interval = Estimate.printed(actual.figure).interval
    if same.value != actual.figure.value and actual.figure.value:
        interval = interval * Interval.point(same.value / actual.figure.value)
    return _positive(replace(goal, done=same.value, done_text=actual.figure.with_unit, done_interval=interval))


def _with_quotient(goal: Pair, inputs: RuleInputs) -> Pair | Missing:
    ratio = quotient(inputs)
    if isinstance(ratio, Missing):
        return ratio
    scale = PERCENT if goal.unit == "%" else ONE
    text = ratio.text if goal.unit == "%" else amounts.text(amounts.half_up(ratio.value, 2), None)
    interval = ratio.interval * Interval.point(scale)
    return _positive(replace(goal, done=ratio.top * scale, per=ratio.bottom, done_text=text, done_interval=interval))


def _positive(both: Pair) -> Pair | Missing:
    if both.done * both.per < 0:
        return Missing(what=("actual",), reason=f"实际完成值「{both.done_text}」为负数，不能按比例计分")
    return both if both.per > 0 else replace(both, done=-both.done, per=-both.per)


def _is_counted(unit: str) -> bool:
    """Whether things of this unit come whole: 家, 次, 人; not money, shares, time, length or weight."""
    family, _ = amounts.base_unit(unit)
    return bool(unit) and family == f"={unit}"


def value_of(inputs: RuleInputs) -> Ratio | Missing:
    """The value itself: a quotient or the actual value; a percentage as a ratio."""
    if inputs.actual is None and (inputs.numerator is not None or inputs.denominator is not None):
        return quotient(inputs)
    if inputs.actual is None or inputs.actual.is_blank:
        return Missing(what=("actual",))
    figure = inputs.actual.figure
    if figure is None or inputs.actual.upper is not None:
        return Missing(what=("actual",), reason=f"实际完成值「{inputs.actual.raw}」不是一个数")
    bottom = 1 / amounts.CONVERTIBLE[figure.unit][1] if figure.unit in ("%", "‰") else ONE
    interval = Estimate.printed(figure).interval * Interval.point(1 / bottom)
    return Ratio(top=figure.value, bottom=bottom, interval=interval, sentence=f"实际 {figure.with_unit}", text=figure.with_unit)


def rate_of(inputs: RuleInputs) -> Ratio | Missing:
    """A rate: a quotient, or the actual value when it is printed as a percentage or a share."""
    figure = inputs.actual.figure if inputs.actual is not None else None
    if figure is not None and figure.unit not in ("%", "‰", ""):
        return Missing(what=("actual",), reason=f"实际完成值「{figure.with_unit}」不是比率，请写成百分数，或给出分子和分母")
    return value_of(inputs)


def looked_at(of: Of, inputs: RuleInputs) -> Ratio | Missing:
    """The number that bands and thresholds look at."""
    if of == "value":
        return value_of(inputs)
    both = pair(inputs)
    return both if isinstance(both, Missing) else both.completion()


def said(sentence: str, steps: tuple[Trace, ...] = ()) -> Trace:
    """A trace of ours: nothing in it needs to be validated."""
    return Trace.model_construct(sentence=sentence, steps=steps)


def awarded(estimate: Estimate, trace: Trace, rule: str) -> Points:
    """Points of ours, likewise."""
    return Points.model_construct(estimate=estimate, trace=trace, rule=rule)


def fixed(value: Decimal, sentence: str, rule: str, steps: tuple[Trace, ...] = ()) -> Points:
    """Points known exactly."""
    return awarded(Estimate.exactly(value), said(sentence, steps), rule)


def shared(weight: Decimal, ratio: Ratio, rule: str) -> Points:
    """Weight × ratio, with both steps."""
    points = ratio.of(weight)
    shown = share_text(min(max(ratio.value, ZERO), ONE))
    product = said(f"{plain(weight)} × {shown} = {points_text(points.value)}")
    return awarded(points, said(f"{ratio.sentence}，{product.sentence}", (ratio.trace, product)), rule)


def kept_by_deviation(both: Pair) -> Ratio | Missing:
    """1 − |actual − target| ÷ target, not below nothing, with the deviation told."""
    base = both.goal * both.per
    if not base:
        return Missing(what=("target",), reason="目标值为 0，偏离度没有意义")
    top = max(base - abs(both.gap), ZERO)
    goal = Interval.point(both.goal)
    interval = (Interval.point(both.goal) - abs(both.done_interval - goal)) / goal
    deviation = share_text(abs(both.gap) / base)
    sentence = f"偏离 |{both.done_text} − {both.goal_text}| ÷ {both.goal_text} = {deviation}，保留 {share_text(top / base)}"
    return Ratio(top=top, bottom=base, interval=interval, sentence=sentence, text=share_text(top / base))


def plain(number: Decimal) -> str:
    """A number without needless zeros."""
    return amounts.text(number, None)


def bound_text(number: Decimal, as_share: bool) -> str:
    """A bound of a value: as a percentage when the value is a ratio."""
    return f"{plain(number * 100)}%" if as_share else plain(number)


def reachable(points: Decimal, weight: Decimal) -> bool:
    """Whether it makes sense to ask how these points are reached."""
    return ZERO < points <= weight


def reach(both: Pair, value: Decimal, points: Decimal) -> Needed:
    """The sentence for an actual value that must be reached (or not passed); counted things are whole, others have four decimals."""
    most = both.direction is Direction.AT_MOST
    rounding = ROUND_FLOOR if most else ROUND_CEILING
    value = value.to_integral_value(rounding=rounding) if both.whole else value.quantize(Decimal("0.0001"), rounding=rounding)
    shown = f"{plain(value)}{both.unit}" if both.unit == "%" else f"{plain(value)} {both.unit}".strip()
    words = f"要得 {points_text(points)} 分，实际完成值{'不能超过' if most else '至少应为'} {shown}"
    return Needed(what="actual", direction=Direction.AT_MOST if most else Direction.AT_LEAST, value=value, unit=both.unit, text=words)


def reach_completion(share: Decimal, points: Decimal, inputs: RuleInputs) -> Needed | None:
    """The actual value for a completion that must be reached; None without a target that is a number."""
    goal = goal_of(inputs)
    if isinstance(goal, Missing) or share <= 0:
        return None
    most = goal.direction is Direction.AT_MOST
    return reach(goal, EXACT.divide(goal.goal, share) if most else EXACT.multiply(goal.goal, share), points)


def reach_number(bound: Decimal, points: Decimal, name: str, direction: Direction) -> Needed:
    """The sentence for a plain number that must be reached (or not passed)."""
    words = "不能超过" if direction is Direction.AT_MOST else "至少应为"
    text = f"要得 {points_text(points)} 分，{name}{words} {plain(bound)}"
    return Needed(what="actual", direction=direction, value=bound, text=text)


def reach_rate(
    share: Decimal, points: Decimal, inputs: RuleInputs, name: str = "比率", direction: Direction = Direction.AT_LEAST
) -> Needed:
    """The sentence for a rate that must be reached (or not passed), with the numerator when the denominator is known."""
    most = direction is Direction.AT_MOST
    rounding = ROUND_FLOOR if most else ROUND_CEILING
    bound = share.quantize(Decimal("0.000001"), rounding=rounding)
    text = f"要得 {points_text(points)} 分，{name}{'不能超过' if most else '至少应为'} {plain(bound * 100)}%"
    bottom = inputs.denominator
    if bottom is not None and bottom.value > 0:
        top = bottom.value * share
        counted = _is_counted(bottom.unit) or (not bottom.unit and not bottom.decimals)
        top = top.to_integral_value(rounding=rounding) if counted else top.quantize(Decimal("0.0001"), rounding=rounding)
        text += f"，即分子{'不超过' if most else '不少于'} {plain(top)}{f' {bottom.unit}' if bottom.unit else ''}"
        return Needed(what="numerator", direction=direction, value=top, unit=bottom.unit, text=text)
    return Needed(what="actual", direction=direction, value=bound * 100, unit="%", text=text)
