"""Over-fulfilment band: met by less than the limit is full, met by more earns nothing, not met is in proportion."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar

from pydantic import Field

from jiheng.model import Direction, Exact, RuleInputs
from jiheng.scoring.rules.kind import Missing, Needed, RuleKind
from jiheng.scoring.rules.operand import share_text
from jiheng.scoring.rules.quantities import ZERO, bound_text, fixed, goal_of, pair, plain, reach, reachable, shared
from jiheng.scoring.trace import Points


class OverFulfilment(RuleKind):
    """``limit`` is the deviation (a share of the target) from which on a fulfilled target earns ``beyond`` of the weight."""

    kind: ClassVar[str] = "over_fulfilment"
    title: ClassVar[str] = "超额偏离过大不得分"
    example: ClassVar[str] = "达标且偏离小于 20% 得满分，达标而偏离 20% 以上得 0 分，未达标按比例"

    limit: Exact = Field(gt=0)
    beyond: Exact = Field(default=Decimal(0), ge=0, le=1)

    @property
    def needs(self) -> tuple[str, ...]:
        return ("target", "actual")

    def describe(self, weight: Decimal) -> str:
        limit = bound_text(self.limit, True)
        more = f"得分值的 {bound_text(self.beyond, True)}" if self.beyond else "不得分"
        return (
            f"实际完成值达到目标值且偏离度小于 {limit} 得满分（{plain(weight)} 分）；达到目标值而偏离度在 {limit} 及以上的{more}；"
            "未达到目标值的，得分 = 分值 × 实际完成值 ÷ 目标值。"
        )

    def score(self, weight: Decimal, inputs: RuleInputs) -> Points | Missing:
        both = pair(inputs, Direction.AT_LEAST)
        if isinstance(both, Missing):
            return both
        base = both.goal * both.per
        if both.gap < 0:
            ratio = both.completion()
            return ratio if isinstance(ratio, Missing) else shared(weight, ratio, self.kind)
        if not base:
            return Missing(what=("target",), reason="目标值为 0，偏离度没有意义")
        deviation, limit = share_text(both.gap / base), bound_text(self.limit, True)
        if both.gap < self.limit * base:
            return fixed(weight, f"{both.reached}，偏离 {deviation}，小于 {limit}，得满分 {plain(weight)}", self.kind)
        points = weight * self.beyond
        said = f"得 {plain(points)}" if points else "不得分"
        return fixed(points, f"{both.reached}，偏离 {deviation}，不小于 {limit}，{said}", self.kind)

    def inverse(self, weight: Decimal, points: Decimal, inputs: RuleInputs) -> Needed | None:
        goal = goal_of(inputs, Direction.AT_LEAST)
        if isinstance(goal, Missing) or not reachable(points, weight):
            return None
        need = reach(goal, goal.goal * points / weight, points)
        if points <= weight * self.beyond:
            return need
        return need.model_copy(update={"text": f"{need.text}，且超出目标值不到 {bound_text(self.limit, True)}"})

    def excel(self, cells: Mapping[str, str]) -> str | None:
        weight, target, actual = cells["weight"], cells["target"], cells["actual"]
        beyond = "0" if self.beyond == ZERO else f"{weight}*{self.beyond}"
        return f"IF({actual}>={target},IF(ROUND({actual}-{target}-{self.limit}*{target},9)<0,{weight},{beyond}),{weight}*{actual}/{target})"
