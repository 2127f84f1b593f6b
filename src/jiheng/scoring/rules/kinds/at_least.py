"""Proportional, more is better: full when the target is reached, else weight × actual ÷ target."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar

from pydantic import Field

from jiheng.model import Direction, RuleInputs
from jiheng.scoring.rules.kind import Missing, Needed, RuleKind
from jiheng.scoring.rules.quantities import fixed, goal_of, pair, plain, reach, reachable, shared
from jiheng.scoring.trace import Points


class AtLeast(RuleKind):
    """``rate_decimals``: the completion rate is first rounded to so many decimals of a percent."""

    kind: ClassVar[str] = "at_least"
    title: ClassVar[str] = "达标或按比例（越大越好）"
    example: ClassVar[str] = "计划 8 亿元，完成 6 亿元，分值 20：得 15 分"

    rate_decimals: int | None = Field(default=None, ge=0, le=6)

    @property
    def needs(self) -> tuple[str, ...]:
        return ("target", "actual")

    def describe(self, weight: Decimal) -> str:
        return f"实际完成值达到目标值得满分（{plain(weight)} 分）；未达到的，得分 = 分值 × 实际完成值 ÷ 目标值。"

    def score(self, weight: Decimal, inputs: RuleInputs) -> Points | Missing:
        both = pair(inputs, Direction.AT_LEAST)
        if isinstance(both, Missing):
            return both
        if both.gap >= 0:
            return fixed(weight, f"{both.reached}，得满分 {plain(weight)}", self.kind)
        ratio = both.completion()
        return ratio if isinstance(ratio, Missing) else shared(weight, ratio.rounded(self.rate_decimals), self.kind)

    def inverse(self, weight: Decimal, points: Decimal, inputs: RuleInputs) -> Needed | None:
        goal = goal_of(inputs, Direction.AT_LEAST)
        if isinstance(goal, Missing) or not reachable(points, weight):
            return None
        return reach(goal, goal.goal * points / weight, points)

    def excel(self, cells: Mapping[str, str]) -> str | None:
        weight, target, actual = cells["weight"], cells["target"], cells["actual"]
        ratio = f"{actual}/{target}" if self.rate_decimals is None else f"ROUND({actual}/{target},{self.rate_decimals + 2})"
        product = f"{weight}*{actual}/{target}" if self.rate_decimals is None else f"{weight}*{ratio}"
        return f"IF({actual}>={target},{weight},{product})"
