"""Another rule with a cap or a floor on its points."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar

from pydantic import Field, model_validator

from jiheng.model import Exact, RuleInputs, RuleSpec
from jiheng.scoring.rules.kind import Missing, Needed, RuleKind, load_rule
from jiheng.scoring.rules.operand import points_text
from jiheng.scoring.rules.quantities import bound_text
from jiheng.scoring.trace import Points, Trace


class Capped(RuleKind):
    """``most`` and ``least`` are shares of the weight that the points of ``rule`` cannot leave."""

    kind: ClassVar[str] = "capped"
    title: ClassVar[str] = "设上限或保底分"
    example: ClassVar[str] = "整改未完成的，本指标最高得分值的 80%"

    rule: RuleSpec
    most: Exact = Field(default=Decimal(1), ge=0, le=1)
    least: Exact = Field(default=Decimal(0), ge=0, le=1)

    @model_validator(mode="after")
    def _ordered(self) -> Capped:
        if self.least > self.most:
            raise ValueError("保底 least 大于上限 most，请对调")
        load_rule(self.rule, "rule")
        return self

    @property
    def ready(self) -> RuleKind:
        """The rule inside."""
        return load_rule(self.rule, "rule")

    @property
    def needs(self) -> tuple[str, ...]:
        return self.ready.needs

    def describe(self, weight: Decimal) -> str:
        ends = [f"最高得分值的 {bound_text(self.most, True)}" if self.most < 1 else ""]
        ends.append(f"最低得分值的 {bound_text(self.least, True)}" if self.least > 0 else "")
        return f"{self.ready.describe(weight).removesuffix('。')}；{'，'.join(filter(None, ends)) or '不另设上下限'}。"

    def score(self, weight: Decimal, inputs: RuleInputs) -> Points | Missing:
        points = self.ready.score(weight, inputs)
        if isinstance(points, Missing):
            return points
        low, high = weight * self.least, weight * self.most
        held = points.estimate.clamped(low, high)
        if held.value == points.estimate.value:
            return points.model_copy(update={"estimate": held, "rule": self.kind})
        bound = f"最高只能得分值的 {bound_text(self.most, True)}" if held.value == high else f"最低得分值的 {bound_text(self.least, True)}"
        step = Trace(sentence=f"{bound}，取 {points_text(held.value)}")
        trace = Trace(sentence=f"{points.trace.sentence}；{step.sentence}", steps=(points.trace, step))
        return Points(estimate=held, trace=trace, rule=self.kind)

    def inverse(self, weight: Decimal, points: Decimal, inputs: RuleInputs) -> Needed | None:
        return self.ready.inverse(weight, points, inputs) if weight * self.least < points <= weight * self.most else None

    def excel(self, cells: Mapping[str, str]) -> str | None:
        inner = self.ready.excel(cells)
        return f"MAX({cells['weight']}*{self.least},MIN({cells['weight']}*{self.most},{inner}))" if inner else None
