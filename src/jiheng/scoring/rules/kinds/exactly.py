"""A target to be met exactly: full at the target; below it in proportion; above it as the rule says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import ClassVar, Literal

from jiheng.model import Direction, RuleInputs
from jiheng.scoring.rules.kind import Missing, Needed, RuleKind
from jiheng.scoring.rules.quantities import ZERO, Pair, fixed, goal_of, kept_by_deviation, pair, plain, reach, reachable, shared
from jiheng.scoring.trace import Points


class Exactly(RuleKind):
    """``above``: what more than the target earns: ``full``, points by ``deviation``, target ÷ actual (``proportional``), ``nothing``."""

    kind: ClassVar[str] = "exactly"
    title: ClassVar[str] = "等于目标值"
    example: ClassVar[str] = "目标 ＝20 次，实际 14 次，分值 6：得 4.2 分"

    above: Literal["full", "deviation", "proportional", "nothing"] = "full"

    @property
    def needs(self) -> tuple[str, ...]:
        return ("target", "actual")

    def describe(self, weight: Decimal) -> str:
        more = {
            "full": "超过的也得满分",
            "deviation": "超过的，得分 = 分值 ×（1 − 超出部分 ÷ 目标值），扣完为止",
            "proportional": "超过的，得分 = 分值 × 目标值 ÷ 实际完成值",
            "nothing": "超过的不得分",
        }[self.above]
        return f"实际完成值等于目标值得满分（{plain(weight)} 分）；未达到的，得分 = 分值 × 实际完成值 ÷ 目标值；{more}。"

    def score(self, weight: Decimal, inputs: RuleInputs) -> Points | Missing:
        both = pair(inputs, Direction.EXACTLY)
        if isinstance(both, Missing):
            return both
        if both.gap == 0 or (both.gap > 0 and self.above == "full"):
            return fixed(weight, f"{both.reached}，得满分 {plain(weight)}", self.kind)
        if both.gap > 0:
            return self._above(weight, both)
        ratio = both.completion()
        return ratio if isinstance(ratio, Missing) else shared(weight, ratio, self.kind)

    def _above(self, weight: Decimal, both: Pair) -> Points | Missing:
        if self.above == "nothing":
            return fixed(ZERO, f"实际 {both.done_text} 超过目标 {both.goal_text}，不得分", self.kind)
        if self.above == "proportional":
            ratio = replace(both, direction=Direction.AT_MOST).completion()
            return ratio if isinstance(ratio, Missing) else shared(weight, ratio, self.kind)
        kept = kept_by_deviation(both)
        return kept if isinstance(kept, Missing) else shared(weight, kept, self.kind)

    def inverse(self, weight: Decimal, points: Decimal, inputs: RuleInputs) -> Needed | None:
        goal = goal_of(inputs, Direction.EXACTLY)
        if isinstance(goal, Missing) or not reachable(points, weight):
            return None
        return reach(goal, goal.goal * points / weight, points)

    def excel(self, cells: Mapping[str, str]) -> str | None:
        weight, target, actual = cells["weight"], cells["target"], cells["actual"]
        above = {
            "full": weight,
            "deviation": f"MAX(0,{weight}*(2*{target}-{actual})/{target})",
            "proportional": f"{weight}*{target}/{actual}",
            "nothing": "0",
        }[self.above]
        return f"IF({actual}={target},{weight},IF({actual}>{target},{above},{weight}*{actual}/{target}))"
