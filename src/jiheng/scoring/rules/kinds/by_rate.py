"""Weight × a rate, full at 100 % at most; nothing below a floor where a place has one."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar

from pydantic import Field

from jiheng.model import Exact, RuleInputs
from jiheng.scoring.rules.kind import Missing, Needed, RuleKind
from jiheng.scoring.rules.quantities import ONE, ZERO, bound_text, fixed, plain, rate_of, reach_rate, reachable, shared
from jiheng.scoring.trace import Points


class ByRate(RuleKind):
    """``name`` is how people call the rate; ``rate_decimals``: it is first rounded to so many decimals of a percent."""

    kind: ClassVar[str] = "by_rate"
    title: ClassVar[str] = "按比率计分"
    example: ClassVar[str] = "得分 = 10 × 预算执行率；有的地方执行率低于 60% 不得分"

    name: str = "比率"
    floor: Exact | None = Field(default=None, ge=0, le=1)
    rate_decimals: int | None = Field(default=None, ge=0, le=6)

    @property
    def needs(self) -> tuple[str, ...]:
        return ("numerator", "denominator")

    def describe(self, weight: Decimal) -> str:
        floor = f"；{self.name}低于 {bound_text(self.floor, True)} 的不得分" if self.floor is not None else ""
        return f"得分 = 分值（{plain(weight)} 分）× {self.name}，{self.name}超过 100% 按 100% 计{floor}。"

    def score(self, weight: Decimal, inputs: RuleInputs) -> Points | Missing:
        rate = rate_of(inputs)
        if isinstance(rate, Missing):
            return rate
        rate = rate.rounded(self.rate_decimals)
        rate = rate.told(f"{self.name} {rate.sentence}")
        if rate.value < ZERO:
            return fixed(ZERO, f"{rate.sentence}，为负数，不得分", self.kind)
        if self.floor is not None and rate.value < self.floor:
            return fixed(ZERO, f"{rate.sentence}，低于 {bound_text(self.floor, True)}，不得分", self.kind)
        if rate.value > ONE:
            return fixed(weight, f"{rate.sentence}，超过 100%，按 100% 计，得满分 {plain(weight)}", self.kind)
        return shared(weight, rate, self.kind)

    def inverse(self, weight: Decimal, points: Decimal, inputs: RuleInputs) -> Needed | None:
        if not reachable(points, weight):
            return None
        return reach_rate(max(points / weight, self.floor or ZERO), points, inputs, self.name)

    def excel(self, cells: Mapping[str, str]) -> str | None:
        weight, value = cells["weight"], cells["value"]
        rate = value if self.rate_decimals is None else f"ROUND({value},{self.rate_decimals + 2})"
        product = f"{weight}*MAX(0,MIN(1,{rate}))"
        return f"IF({rate}<{self.floor},0,{product})" if self.floor is not None else product
