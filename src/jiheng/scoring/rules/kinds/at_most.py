"""Proportional, less is better: full when the value stays within the target, else weight × target ÷ actual."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar

from pydantic import Field

from jiheng.model import Direction, RuleInputs
from jiheng.scoring.rules.kind import Missing, Needed, RuleKind
from jiheng.scoring.rules.quantities import fixed, goal_of, pair, plain, reach, reachable, shared
from jiheng.scoring.trace import Points


class AtMost(RuleKind):
    """``rate_decimals``: the ratio is first rounded to so many decimals of a percent."""

    kind: ClassVar[str] = "at_most"
    title: ClassVar[str] = "达标或按比例（越小越好）"
    example: ClassVar[str] = "目标 ≤6 小时，实际 8 小时，分值 5：得 3.75 分"

    rate_decimals: int | None = Field(default=None, ge=0, le=6)

    @property
    def needs(self) -> tuple[str, ...]:
        return ("target", "actual")

    def describe(self, weight: Decimal) -> str:
        return f"实际完成值未超过目标值得满分（{plain(weight)} 分）；超过的，得分 = 分值 × 目标值 ÷ 实际完成值。"

    def score(self, weight: Decimal, inputs: RuleInputs) -> Points | Missing:
        both = pair(inputs, Direction.AT_MOST)
        if isinstance(both, Missing):
            return both
        if both.gap <= 0:
            return fixed(weight, f"{both.reached}，得满分 {plain(weight)}", self.kind)
        ratio = both.completion()
        return ratio if isinstance(ratio, Missing) else shared(weight, ratio.rounded(self.rate_decimals), self.kind)

    def inverse(self, weight: Decimal, points: Decimal, inputs: RuleInputs) -> Needed | None:
        goal = goal_of(inputs, Direction.AT_MOST)
        if isinstance(goal, Missing) or not reachable(points, weight):
            return None
        return reach(goal, goal.goal * weight / points, points)

    def excel(self, cells: Mapping[str, str]) -> str | None:
        weight, target, actual = cells["weight"], cells["target"], cells["actual"]
        ratio = f"ROUND({target}/{actual},{(self.rate_decimals or 0) + 2})"
        product = f"{weight}*{target}/{actual}" if self.rate_decimals is None else f"{weight}*{ratio}"
        return f"IF({actual}<={target},{weight},{product})"
