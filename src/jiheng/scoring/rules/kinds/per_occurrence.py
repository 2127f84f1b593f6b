"""Each occurrence of a defect costs so many points until nothing, or the cap, is left."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_FLOOR, Decimal
from typing import ClassVar

from pydantic import Field

from jiheng.model import Direction, Exact, RuleInputs
from jiheng.scoring.rules.kind import Missing, Needed, RuleKind
from jiheng.scoring.rules.operand import points_text
from jiheng.scoring.rules.quantities import fixed, plain, reachable
from jiheng.scoring.trace import Points


class PerOccurrence(RuleKind):
    """``lost`` points for each occurrence, ``most`` in sum; ``name`` says of what."""

    kind: ClassVar[str] = "per_occurrence"
    title: ClassVar[str] = "按发生次数扣分"
    example: ClassVar[str] = "每发现一处不规范扣 0.5 分，扣完为止"

    lost: Exact = Field(gt=0)
    most: Exact | None = Field(default=None, gt=0)
    name: str = "问题"

    @property
    def needs(self) -> tuple[str, ...]:
        return ("occurrences",)

    def describe(self, weight: Decimal) -> str:
        cap = f"最多扣 {plain(self.most)} 分" if self.most is not None else "扣完为止"
        return f"满分 {plain(weight)} 分，每发生一次（处）{self.name}扣 {plain(self.lost)} 分，{cap}。"

    def _cap(self, weight: Decimal) -> Decimal:
        return min(self.most, weight) if self.most is not None else weight

    def score(self, weight: Decimal, inputs: RuleInputs) -> Points | Missing:
        if inputs.occurrences is None:
            return Missing(what=("occurrences",))
        if not inputs.occurrences:
            return fixed(weight, f"没有发生{self.name}，得满分 {plain(weight)}", self.kind)
        whole, cap = self.lost * inputs.occurrences, self._cap(weight)
        points = weight - min(whole, cap)
        said = f"{self.name} {inputs.occurrences} 次（处），每次扣 {plain(self.lost)} 分，应扣 {points_text(whole)} 分"
        if whole > cap:
            limit = "扣完为止" if cap == weight else f"最多扣 {plain(cap)} 分"
            return fixed(points, f"{said}，{limit}，得 {points_text(points)}", self.kind)
        return fixed(points, f"{said}，{plain(weight)} − {points_text(whole)} = {points_text(points)}", self.kind)

    def inverse(self, weight: Decimal, points: Decimal, inputs: RuleInputs) -> Needed | None:  # noqa: ARG002 - needs no inputs
        if not reachable(points, weight) or weight - self._cap(weight) >= points:
            return None
        count = ((weight - points) / self.lost).to_integral_value(rounding=ROUND_FLOOR)
        text = f"要得 {points_text(points)} 分，{self.name}不能超过 {plain(count)} 次（处）"
        return Needed(what="occurrences", direction=Direction.AT_MOST, value=count, unit="次", text=text)

    def excel(self, cells: Mapping[str, str]) -> str | None:
        cap = cells["weight"] if self.most is None else f"MIN({self.most},{cells['weight']})"
        return f"{cells['weight']}-MIN({cap},{self.lost}*{cells['occurrences']})"
