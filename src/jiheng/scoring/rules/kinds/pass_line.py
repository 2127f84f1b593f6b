"""A pass line: below it nothing, from there weight × (completion − line) ÷ (1 − line)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar

from pydantic import Field

from jiheng.model import Direction, Exact, Interval, RuleInputs
from jiheng.scoring.rules.kind import Missing, Needed, RuleKind
from jiheng.scoring.rules.operand import points_text
from jiheng.scoring.rules.quantities import (
    ONE,
    ZERO,
    Ratio,
    bound_text,
    fixed,
    goal_of,
    looked_at,
    plain,
    rate_of,
    reach,
    reach_rate,
    reachable,
)
from jiheng.scoring.trace import Points, Trace


class PassLine(RuleKind):
    """``line`` is a completion below which nothing is earned. A row with a target is measured by it, else its own rate counts."""

    kind: ClassVar[str] = "pass_line"
    title: ClassVar[str] = "设及格线"
    example: ClassVar[str] = "完成率低于 60% 不得分，其余得分 = 分值 ×（完成率 − 60%）÷（1 − 60%）"

    line: Exact = Field(ge=0, lt=1)

    @property
    def needs(self) -> tuple[str, ...]:
        return ("target", "actual")

    def describe(self, weight: Decimal) -> str:
        line = bound_text(self.line, True)
        return f"完成率低于 {line} 不得分；达到的，得分 = 分值（{plain(weight)} 分）×（完成率 − {line}）÷（1 − {line}），最高得满分。"

    def score(self, weight: Decimal, inputs: RuleInputs) -> Points | Missing:
        found = looked_at("completion", inputs) if inputs.target is not None else rate_of(inputs)
        if isinstance(found, Missing):
            return found
        line = bound_text(self.line, True)
        if found.value < self.line:
            return fixed(ZERO, f"{found.sentence}，不足 {line}，不得分", self.kind)
        if found.value >= ONE:
            return fixed(weight, f"{found.sentence}，得满分 {plain(weight)}", self.kind)
        room = ONE - self.line
        interval = (found.interval - Interval.point(self.line)) / Interval.point(room)
        top, bottom = found.top - self.line * found.bottom, room * found.bottom
        share = Ratio(top=top, bottom=bottom, interval=interval, sentence=found.sentence, text=found.text)
        points = share.of(weight)
        product = Trace(sentence=f"{plain(weight)} ×（{found.share_text} − {line}）÷（1 − {line}）= {points_text(points.value)}")
        trace = Trace(sentence=f"{found.sentence}，{product.sentence}", steps=(found.trace, product))
        return Points(estimate=points, trace=trace, rule=self.kind)

    def inverse(self, weight: Decimal, points: Decimal, inputs: RuleInputs) -> Needed | None:
        if not reachable(points, weight):
            return None
        share = self.line + points / weight * (ONE - self.line)
        goal = goal_of(inputs)
        if isinstance(goal, Missing):
            return reach_rate(share, points, inputs, "完成率") if inputs.target is None else None
        return reach(goal, goal.goal / share if goal.direction is Direction.AT_MOST else goal.goal * share, points)

    def excel(self, cells: Mapping[str, str]) -> str | None:
        weight, value = cells["weight"], cells.get("completion") or cells["value"]
        return f"IF({value}<{self.line},0,MIN({weight},{weight}*({value}-{self.line})/(1-{self.line})))"
