"""Met or not met: full points, or what is left for a target not met."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar

from pydantic import Field

from jiheng.model import Direction, Exact, RuleInputs
from jiheng.scoring.rules.kind import Missing, Needed, RuleKind
from jiheng.scoring.rules.quantities import fixed, goal_of, pair, plain, reach, reachable
from jiheng.scoring.trace import Points


class AllOrNothing(RuleKind):
    """``otherwise`` is the share of the weight for a target not met. ``direction`` goes before the one the target prints."""

    kind: ClassVar[str] = "all_or_nothing"
    title: ClassVar[str] = "达标得满分，否则不得分"
    example: ClassVar[str] = "成本不超过 35 万元得满分，否则不得分"

    direction: Direction | None = None
    otherwise: Exact = Field(default=Decimal(0), ge=0, le=1)

    @property
    def needs(self) -> tuple[str, ...]:
        return ("target", "actual")

    def describe(self, weight: Decimal) -> str:
        rest = f"得 {plain(weight * self.otherwise)} 分" if self.otherwise else "不得分"
        return f"达到目标值得满分（{plain(weight)} 分），否则{rest}。"

    def score(self, weight: Decimal, inputs: RuleInputs) -> Points | Missing:
        both = pair(inputs, self.direction)
        if isinstance(both, Missing):
            return both
        if both.direction is None:
            return Missing(what=("target",), reason=f"目标值「{both.goal_text}」没有方向，请写明 ≥、≤ 或 ＝")
        if both.is_met if both.direction is not Direction.EXACTLY else both.gap == 0:
            return fixed(weight, f"{both.reached}，得满分 {plain(weight)}", self.kind)
        points = weight * self.otherwise
        words = {Direction.AT_MOST: "超过目标", Direction.AT_LEAST: "未达到目标"}.get(both.direction, "不等于目标")
        if both.strict and both.gap == 0:
            words = "只等于目标"
        return fixed(points, f"实际 {both.done_text} {words} {both.goal_text}，{f'得 {plain(points)}' if points else '不得分'}", self.kind)

    def inverse(self, weight: Decimal, points: Decimal, inputs: RuleInputs) -> Needed | None:
        goal = goal_of(inputs, self.direction)
        if isinstance(goal, Missing) or not reachable(points, weight) or points <= weight * self.otherwise or goal.strict:
            return None
        return reach(goal, goal.goal, points) if goal.direction is not None else None

    def excel(self, cells: Mapping[str, str]) -> str | None:
        sign = {Direction.AT_LEAST: ">=", Direction.AT_MOST: "<=", Direction.EXACTLY: "="}.get(self.direction) if self.direction else None
        rest = f"{cells['weight']}*{self.otherwise}" if self.otherwise else "0"
        return f"IF({cells['actual']}{sign}{cells['target']},{cells['weight']},{rest})" if sign else None
