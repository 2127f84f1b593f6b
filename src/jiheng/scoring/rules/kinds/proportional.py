"""The usual rule of self-evaluation: by the direction the target prints, in proportion when it is not reached."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar

from pydantic import Field

from jiheng.model import Direction, RuleInputs
from jiheng.scoring.rules.kind import Missing, Needed, RuleKind
from jiheng.scoring.rules.kinds.at_least import AtLeast
from jiheng.scoring.rules.kinds.at_most import AtMost
from jiheng.scoring.rules.kinds.exactly import Exactly
from jiheng.scoring.rules.quantities import plain
from jiheng.scoring.trace import Points


class Proportional(RuleKind):
    """``direction`` is asked of the target when None; a target without one is not scored by a guess."""

    kind: ClassVar[str] = "proportional"
    title: ClassVar[str] = "按指标方向达标或按比例"
    example: ClassVar[str] = "目标 ≥50 家，完成 48 家，分值 10：得 9.6 分"

    direction: Direction | None = None
    rate_decimals: int | None = Field(default=None, ge=0, le=6)

    @property
    def needs(self) -> tuple[str, ...]:
        return ("target", "actual")

    def describe(self, weight: Decimal) -> str:
        if self.direction is not None:
            return self._rule(self.direction).describe(weight)
        return f"达到目标值得满分（{plain(weight)} 分）；未达到的按完成比例计分（≤ 的指标按目标值 ÷ 实际完成值）。"

    def _rule(self, direction: Direction) -> RuleKind:
        if direction is Direction.EXACTLY:
            return Exactly()
        return (AtMost if direction is Direction.AT_MOST else AtLeast)(rate_decimals=self.rate_decimals)

    def _direction(self, inputs: RuleInputs) -> Direction | None:
        return self.direction or (inputs.target.direction if inputs.target else None)

    def score(self, weight: Decimal, inputs: RuleInputs) -> Points | Missing:
        direction = self._direction(inputs)
        if direction is None:
            if inputs.target is None or inputs.target.figure is None:
                return AtLeast().score(weight, inputs)
            return Missing(what=("target",), reason=f"目标值「{inputs.target.raw}」没有方向，请写明 ≥、≤ 或 ＝")
        found = self._rule(direction).score(weight, inputs)
        return found if isinstance(found, Missing) else found.model_copy(update={"rule": self.kind})

    def inverse(self, weight: Decimal, points: Decimal, inputs: RuleInputs) -> Needed | None:
        direction = self._direction(inputs)
        return self._rule(direction).inverse(weight, points, inputs) if direction else None

    def excel(self, cells: Mapping[str, str]) -> str | None:
        return self._rule(self.direction).excel(cells) if self.direction else None
