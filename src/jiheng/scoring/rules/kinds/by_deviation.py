"""Points lost with the deviation from the target, either side: weight × max(0, 1 − |actual − target| ÷ target)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import ClassVar

from jiheng.model import Direction, RuleInputs
from jiheng.scoring.rules.kind import Missing, Needed, RuleKind
from jiheng.scoring.rules.quantities import goal_of, kept_by_deviation, pair, plain, reach, reachable, shared
from jiheng.scoring.trace import Points


class ByDeviation(RuleKind):
    """The over-fulfilment rule by deviation; below the target it is the proportional rule."""

    kind: ClassVar[str] = "by_deviation"
    title: ClassVar[str] = "按偏离度扣分"
    example: ClassVar[str] = "目标 100，完成 130，分值 8：得 5.6 分；目标 2，完成 5：得 0 分"

    @property
    def needs(self) -> tuple[str, ...]:
        return ("target", "actual")

    def describe(self, weight: Decimal) -> str:
        return f"得分 = 分值（{plain(weight)} 分）×（1 − |实际完成值 − 目标值| ÷ 目标值），扣完为止。"

    def score(self, weight: Decimal, inputs: RuleInputs) -> Points | Missing:
        both = pair(inputs, Direction.EXACTLY)
        if isinstance(both, Missing):
            return both
        kept = kept_by_deviation(both)
        return kept if isinstance(kept, Missing) else shared(weight, kept, self.kind)

    def inverse(self, weight: Decimal, points: Decimal, inputs: RuleInputs) -> Needed | None:
        goal = goal_of(inputs, Direction.AT_LEAST)
        if isinstance(goal, Missing) or not reachable(points, weight) or not goal.goal:
            return None
        need = reach(goal, goal.goal * points / weight, points)
        most = reach(replace(goal, direction=Direction.AT_MOST), goal.goal * (2 - points / weight), points)
        return need.model_copy(update={"text": f"{need.text}，且{most.text.partition('，实际完成值')[2]}"})

    def excel(self, cells: Mapping[str, str]) -> str | None:
        weight, target, actual = cells["weight"], cells["target"], cells["actual"]
        return f"MAX(0,{weight}*({target}-ABS({actual}-{target}))/{target})"
