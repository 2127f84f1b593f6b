"""A graded opinion: the level chosen earns a share, fixed points, or a share within the level's range."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar

from pydantic import Field, model_validator

from jiheng.model import Exact, Interval, Record, RuleInputs
from jiheng.scoring.rules.kind import Missing, Needed, RuleKind
from jiheng.scoring.rules.operand import points_text
from jiheng.scoring.rules.quantities import bound_text, fixed, plain, reachable
from jiheng.scoring.trace import Points


class Level(Record):
    """A level with what it earns: ``points``, a ``share`` of the weight, or a range of shares ``low``–``high``. ``also``: other names."""

    name: str
    also: tuple[str, ...] = ()
    points: Exact | None = Field(default=None, ge=0)
    share: Exact | None = Field(default=None, ge=0, le=1)
    low: Exact | None = Field(default=None, ge=0, le=1)
    high: Exact | None = Field(default=None, ge=0, le=1)

    @model_validator(mode="after")
    def _one_award(self) -> Level:
        ranged = self.low is not None and self.high is not None
        if (self.points is not None) + (self.share is not None) + ranged != 1 or (self.low is None) != (self.high is None):
            raise ValueError(f"档次「{self.name}」须写明 points、share 或 low 和 high，三者取一")
        if ranged and self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"档次「{self.name}」的 low 大于 high，请对调")
        return self

    def span(self, weight: Decimal) -> Interval:
        """The points it can earn."""
        if self.points is not None:
            return Interval.point(min(self.points, weight))
        if self.share is not None:
            return Interval.point(weight * self.share)
        return Interval.between(weight * (self.low or 0), weight * (self.high or 0))


class GradedOpinion(RuleKind):
    """``levels`` from the best down."""

    kind: ClassVar[str] = "graded_opinion"
    title: ClassVar[str] = "按评定档次计分"
    example: ClassVar[str] = "好得 5 分，较好得 3 分，差不得分；定性指标达成 100%—80%、部分达成 80%—60%、未达成 60%—0"

    levels: tuple[Level, ...] = Field(min_length=1)

    @property
    def needs(self) -> tuple[str, ...]:
        return ("opinion",)

    def level(self, opinion: str) -> Level | None:
        """The level of this name."""
        return next((level for level in self.levels if opinion.strip() in (level.name, *level.also)), None)

    def describe(self, weight: Decimal) -> str:
        parts = []
        for level in self.levels:
            span = level.span(weight)
            points = points_text(span.high) if not span.width else f"{points_text(span.high)}—{points_text(span.low)}"
            parts.append(f"{level.name}得 {points} 分")
        return f"按评定档次计分：{'；'.join(parts)}。"

    def score(self, weight: Decimal, inputs: RuleInputs) -> Points | Missing:
        if inputs.opinion is None:
            return Missing(what=("opinion",))
        level = self.level(inputs.opinion)
        if level is None:
            names = "、".join(level.name for level in self.levels)
            return Missing(what=("opinion",), reason=f"没有「{inputs.opinion}」这一档，可选：{names}")
        span = level.span(weight)
        if not span.width:
            said = f"占分值的 {bound_text(level.share, True)}，" if level.share is not None else ""
            return fixed(span.low, f"评定为「{level.name}」，{said}得 {points_text(span.low)}", self.kind)
        low, high = level.low or Decimal(0), level.high or Decimal(0)
        bounds = f"{bound_text(low, True)}—{bound_text(high, True)}"
        if inputs.opinion_share is None:
            return Missing(what=("opinion_share",), reason=f"「{level.name}」得分值的 {bounds}，请写明档内得分比例")
        if not low <= inputs.opinion_share <= high:
            chosen = bound_text(inputs.opinion_share, True)
            return Missing(what=("opinion_share",), reason=f"「{level.name}」得分值的 {bounds}，{chosen} 不在其中")
        points = weight * inputs.opinion_share
        share = bound_text(inputs.opinion_share, True)
        sentence = f"评定为「{level.name}」（{bounds}），取 {share}，{plain(weight)} × {share} = {points_text(points)}"
        return fixed(points, sentence, self.kind)

    def inverse(self, weight: Decimal, points: Decimal, inputs: RuleInputs) -> Needed | None:  # noqa: ARG002 - needs no inputs
        enough = [level for level in self.levels if level.span(weight).high >= points]
        if not reachable(points, weight) or not enough:
            return None
        least = min(enough, key=lambda level: level.span(weight).high)
        return Needed(what="opinion", text=f"要得 {points_text(points)} 分，至少应评定为「{least.name}」")

    def excel(self, cells: Mapping[str, str]) -> str | None:
        weight, opinion = cells["weight"], cells["opinion"]
        formula = '""'
        for level in reversed(self.levels):
            if level.points is not None:
                earned = f"MIN({plain(level.points)},{weight})"
            elif level.share is not None:
                earned = f"{weight}*{level.share}"
            else:
                earned = f"{weight}*{cells['opinion_share']}"
            formula = f'IF({opinion}="{level.name}",{earned},{formula})'
        return formula
