"""A composed rule: an indicator scored in parts, each with its share of the weight and its own rule."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar

from pydantic import Field, model_validator

from jiheng.model import Exact, Record, RuleInputs, RuleSpec, summed
from jiheng.model.exact import TypedTarget
from jiheng.scoring.rules.kind import Missing, RuleKind, load_rule
from jiheng.scoring.rules.operand import points_text
from jiheng.scoring.rules.quantities import bound_text, fixed, plain
from jiheng.scoring.trace import Points, Trace


class Part(Record):
    """A part: ``share`` of the weight (None: equal shares), its rule, its target; a ``veto`` part that earns nothing takes everything."""

    name: str
    share: Exact | None = Field(default=None, gt=0, le=1)
    rule: RuleSpec
    target: TypedTarget | None = None
    veto: bool = False

    @property
    def ready(self) -> RuleKind:
        """Its rule, ready to score."""
        return load_rule(self.rule, "rule")


class ByParts(RuleKind):
    """A rule for each evaluation point. The inputs of a part stand in ``parts`` under its name."""

    kind: ClassVar[str] = "by_parts"
    title: ClassVar[str] = "分项计分"
    example: ClassVar[str] = "质量达标率占 60% 按比例计，验收及时占 40% 按时得满分"

    parts: tuple[Part, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _whole(self) -> ByParts:
        stated = sum((part.share for part in self.parts if part.share is not None), Decimal(0))
        if stated > 1 or (all(part.share is not None for part in self.parts) and stated != 1):
            raise ValueError(f"各分项的比例合计 {bound_text(stated, True)}，应为 100%，请改正 share")
        for part in self.parts:
            load_rule(part.rule, f"分项「{part.name}」的 rule")
        return self

    def weights(self, weight: Decimal) -> tuple[Decimal, ...]:
        """The weight of each part."""
        stated = sum((part.share for part in self.parts if part.share is not None), Decimal(0))
        count = sum(part.share is None for part in self.parts)
        return tuple(weight * part.share if part.share is not None else weight * (1 - stated) / count for part in self.parts)

    @property
    def needs(self) -> tuple[str, ...]:
        return ("parts",)

    def describe(self, weight: Decimal) -> str:
        parts = [
            f"{part.name}（{points_text(points)} 分）：{part.ready.describe(points)}"
            for part, points in zip(self.parts, self.weights(weight), strict=True)
        ]
        vetoes = "、".join(part.name for part in self.parts if part.veto)
        return f"分项计分：{''.join(parts)}{f'{vetoes}不得分的，本指标不得分。' if vetoes else ''}"

    def score(self, weight: Decimal, inputs: RuleInputs) -> Points | Missing:
        unknown = [name for name in inputs.parts if name not in {part.name for part in self.parts}]
        if unknown:
            names = "、".join(part.name for part in self.parts)
            return Missing(what=("parts",), reason=f"没有名为「{unknown[0]}」的分项，可选：{names}")
        found: list[Points] = []
        steps: list[Trace] = []
        for part, share in zip(self.parts, self.weights(weight), strict=True):
            given = inputs.parts.get(part.name, RuleInputs())
            if given.target is None and part.target is not None:
                given = given.model_copy(update={"target": part.target})
            points = part.ready.score(share, given)
            if isinstance(points, Missing):
                return Missing(what=("parts",), reason=f"分项「{part.name}」：{points.text}")
            found.append(points)
            steps.append(Trace(sentence=f"{part.name}：{points.trace.sentence}", steps=points.trace.steps))
            if part.veto and points.estimate.value <= 0:
                return fixed(Decimal(0), f"{part.name}不得分，按规则本指标不得分（{points.trace.sentence}）", self.kind, tuple(steps))
        total = summed(points.estimate for points in found)
        terms = " + ".join(points_text(points.estimate.value) for points in found)
        steps.append(Trace(sentence=f"{terms} = {points_text(total.value)}（满分 {plain(weight)}）"))
        return Points(estimate=total, trace=Trace(sentence="；".join(step.sentence for step in steps), steps=tuple(steps)), rule=self.kind)

    def excel(self, cells: Mapping[str, str]) -> str | None:
        """Each part's cells are named ``<number>.actual``, ``<number>.target``…, beginning with 1."""
        formulas = []
        for number, (part, share) in enumerate(zip(self.parts, self.weights(Decimal(1)), strict=True), 1):
            prefix = f"{number}."
            own = {name.removeprefix(prefix): cell for name, cell in cells.items() if name.startswith(prefix)}
            try:
                formula = part.ready.excel({**own, "weight": f"({cells['weight']}*{plain(share)})"})
            except KeyError:
                return None
            if formula is None or part.veto:
                return None
            formulas.append(formula)
        return "+".join(formulas)
