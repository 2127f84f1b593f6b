"""A threshold with slide: within it full, beyond it a part of a point for each step until nothing is left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import ClassVar, Literal

from pydantic import Field

from jiheng.model import Direction, Estimate, Exact, Interval, RuleInputs
from jiheng.scoring.rules.kind import Missing, Needed, RuleKind
from jiheng.scoring.rules.operand import points_text, share_text
from jiheng.scoring.rules.quantities import (
    ZERO,
    Of,
    Ratio,
    bound_text,
    fixed,
    looked_at,
    plain,
    reach_completion,
    reach_number,
    reach_rate,
    reachable,
)
from jiheng.scoring.trace import Points, Trace


class ThresholdSlide(RuleKind):
    """``limit`` with ``direction`` is what keeps full points; each ``step`` beyond it costs ``lost`` points.

    ``steps``: a part of a step costs its part (``proportional``), nothing (``full``), or a whole step (``started``).
    ``plain_numbers``: limit and step are no percentages. ``magnitude``: the sign of the value does not matter (an adjustment either way).
    """

    kind: ClassVar[str] = "threshold_slide"
    title: ClassVar[str] = "超出界限逐点扣分"
    example: ClassVar[str] = "预算调整率在 10% 以内得满分，每超 1 个百分点扣 0.1 分，扣完为止"

    limit: Exact
    direction: Direction = Direction.AT_MOST
    step: Exact = Field(default=Decimal("0.01"), gt=0)
    lost: Exact = Field(gt=0)
    steps: Literal["proportional", "full", "started"] = "proportional"
    of: Of = "value"
    name: str = "实际值"
    plain_numbers: bool = False
    magnitude: bool = False

    @property
    def needs(self) -> tuple[str, ...]:
        return ("target", "actual") if self.of == "completion" else ("actual",)

    @property
    def _step_text(self) -> str:
        return plain(self.step) if self.plain_numbers else f"{plain(self.step * 100)} 个百分点"

    def describe(self, weight: Decimal) -> str:
        least = self.direction is Direction.AT_LEAST
        limit, words = bound_text(self.limit, not self.plain_numbers), ("不低于", "每低") if least else ("不超过", "每超")
        part = {"proportional": "", "full": "，不足的部分不扣", "started": "，不足的按一步计"}[self.steps]
        name = f"{self.name}（绝对值）" if self.magnitude else self.name
        loss = f"{words[1]} {self._step_text}扣 {plain(self.lost)} 分{part}，扣完为止"
        return f"{name}{words[0]} {limit} 得满分（{plain(weight)} 分），{loss}。"

    def score(self, weight: Decimal, inputs: RuleInputs) -> Points | Missing:
        found = looked_at(self.of, inputs)
        if isinstance(found, Missing):
            return found
        if self.magnitude:
            found = replace(found, top=abs(found.top), bottom=abs(found.bottom), interval=abs(found.interval))
        limit = bound_text(self.limit, not self.plain_numbers)
        sign = -1 if self.direction is Direction.AT_LEAST else 1
        beyond = sign * (found.value - self.limit)
        inside, outside = ("不低于", "低于") if sign < 0 else ("不超过", "超过")
        if beyond <= 0:
            return fixed(weight, f"{self.name} {found.sentence}，{inside} {limit}，得满分 {plain(weight)}", self.kind)
        value = max(weight - self._loss(sign * (found.top - self.limit * found.bottom), self.step * found.bottom), ZERO)
        gap = f"{share_text(beyond)[:-1]} 个百分点" if not self.plain_numbers else plain(beyond)
        first = Trace(sentence=f"{self.name} {found.sentence}，{outside} {limit} 达 {gap}")
        each = f"每 {self._step_text}扣 {plain(self.lost)} 分"
        second = Trace(
            sentence=f"{each}，共扣 {points_text(weight - value)} 分，得 {points_text(value)}" if value else f"{each}，扣完，得 0"
        )
        trace = Trace(sentence=f"{first.sentence}，{second.sentence}", steps=(first, second))
        return Points(estimate=Estimate(value=value, interval=self._interval(weight, found, value)), trace=trace, rule=self.kind)

    def _loss(self, top: Decimal, bottom: Decimal) -> Decimal:
        """The points lost for so many steps, as a quotient."""
        if self.steps == "proportional":
            return self.lost * top / bottom
        return self.lost * (top / bottom).to_integral_value(rounding=ROUND_FLOOR if self.steps == "full" else ROUND_CEILING)

    def _interval(self, weight: Decimal, found: Ratio, value: Decimal) -> Interval:
        sign = -1 if self.direction is Direction.AT_LEAST else 1
        beyond = (max(sign * (end - self.limit), ZERO) for end in (found.interval.low, found.interval.high))
        ends = [max(weight - self._loss(end, self.step), ZERO) for end in beyond]
        return Interval.between(min(*ends, value), max(*ends, value))

    def inverse(self, weight: Decimal, points: Decimal, inputs: RuleInputs) -> Needed | None:
        if not reachable(points, weight):
            return None
        steps = (weight - points) / self.lost
        if self.steps == "started":
            steps = steps.to_integral_value(rounding=ROUND_FLOOR)
        bound = self.limit + steps * self.step * (-1 if self.direction is Direction.AT_LEAST else 1)
        if self.of == "completion":
            return reach_completion(bound, points, inputs) if self.direction is Direction.AT_LEAST else None
        if self.plain_numbers:
            return reach_number(bound, points, self.name, self.direction)
        return reach_rate(bound, points, inputs, self.name, self.direction)

    def excel(self, cells: Mapping[str, str]) -> str | None:
        weight, value = cells["weight"], cells["completion"] if self.of == "completion" else cells["value"]
        value = f"ABS({value})" if self.magnitude else value
        gap = f"({self.limit}-{value})" if self.direction is Direction.AT_LEAST else f"({value}-{self.limit})"
        steps = f"{gap}/{self.step}"
        steps = {"proportional": steps, "full": f"ROUNDDOWN(ROUND({steps},9),0)", "started": f"ROUNDUP(ROUND({steps},9),0)"}[self.steps]
        return f"IF({gap}<=0,{weight},MAX(0,{weight}-{self.lost}*{steps}))"
