"""Bands: the first band that holds the value gives its points."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar

from pydantic import Field, model_validator

from jiheng.model import Direction, Exact, Interval, Record, RuleInputs
from jiheng.scoring.rules.kind import Missing, Needed, RuleKind
from jiheng.scoring.rules.operand import points_text
from jiheng.scoring.rules.quantities import Of, Ratio, bound_text, looked_at, plain, reach_completion, reach_number, reach_rate
from jiheng.scoring.trace import Points, Trace


class Band(Record):
    """Bounds of the value (each may be absent) and what they earn: ``points``, or a ``share`` of the weight."""

    at_least: Exact | None = None
    above: Exact | None = None
    at_most: Exact | None = None
    below: Exact | None = None
    points: Exact | None = Field(default=None, ge=0)
    share: Exact | None = Field(default=None, ge=0, le=1)

    @model_validator(mode="after")
    def _one_award(self) -> Band:
        if (self.points is None) == (self.share is None):
            raise ValueError("每一档须写明得分 points 或得分比例 share，二者取一")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"档次的下限 {self.low} 大于上限 {self.high}，请对调")
        return self

    @property
    def low(self) -> Decimal | None:
        """The lower bound."""
        return self.at_least if self.at_least is not None else self.above

    @property
    def high(self) -> Decimal | None:
        """The upper bound."""
        return self.at_most if self.at_most is not None else self.below

    def holds(self, value: Decimal) -> bool:
        """Whether the value lies in the band."""
        return (
            (self.at_least is None or value >= self.at_least)
            and (self.above is None or value > self.above)
            and (self.at_most is None or value <= self.at_most)
            and (self.below is None or value < self.below)
        )

    def earns(self, weight: Decimal) -> Decimal:
        """Its points, the weight at most."""
        return min(self.points, weight) if self.points is not None else weight * (self.share or 0)

    def text(self, as_share: bool) -> str:
        """Its bounds."""
        signs = (("≥", self.at_least), (">", self.above), ("≤", self.at_most), ("<", self.below))
        return "且".join(f"{sign}{bound_text(bound, as_share)}" for sign, bound in signs if bound is not None) or "其余"

    def condition(self, cell: str) -> str:
        """Its bounds as an Excel condition."""
        signs = ((">=", self.at_least), (">", self.above), ("<=", self.at_most), ("<", self.below))
        tests = [f"{cell}{sign}{bound}" for sign, bound in signs if bound is not None]
        return tests[0] if len(tests) == 1 else f"AND({','.join(tests)})" if tests else "TRUE"


class Bands(RuleKind):
    """``of``: what is banded, the value itself (percentages as shares) or the completion of the target; ``name`` is how people call it.

    The first band that holds counts; below all of them is nothing. ``plain_numbers``: bounds are no percentages.
    """

    kind: ClassVar[str] = "bands"
    title: ClassVar[str] = "分档计分"
    example: ClassVar[str] = "≥95%：10 分；≥80%：8 分；≥60%：5 分；其余 0 分"

    bands: tuple[Band, ...] = Field(min_length=1)
    of: Of = "value"
    name: str = "实际值"
    plain_numbers: bool = False

    @property
    def needs(self) -> tuple[str, ...]:
        return ("target", "actual") if self.of == "completion" else ("actual",)

    def describe(self, weight: Decimal) -> str:
        parts = [f"{band.text(not self.plain_numbers)}，得 {points_text(band.earns(weight))} 分" for band in self.bands]
        return f"按{self.name}分档：{'；'.join(parts)}；其余不得分。"

    def score(self, weight: Decimal, inputs: RuleInputs) -> Points | Missing:
        found = looked_at(self.of, inputs)
        if isinstance(found, Missing):
            return found
        for band in self.bands:
            if band.holds(found.value):
                said = f"落在「{band.text(not self.plain_numbers)}」一档，得 {points_text(band.earns(weight))}"
                return self._points(weight, found, band.earns(weight), said)
        return self._points(weight, found, Decimal(0), "不在任何一档，不得分")

    def _points(self, weight: Decimal, found: Ratio, value: Decimal, said: str) -> Points:
        second = Trace(sentence=f"{self.name} {found.text} {said}")
        steps = (found.trace, second) if "=" in found.sentence else ()
        ends = [self._earned(weight, end) for end in (found.interval.low, found.interval.high)]
        interval = Interval.between(min(*ends, value), max(*ends, value))
        points = Points.model_validate({"estimate": {"value": value, "interval": interval}, "trace": second, "rule": self.kind})
        if not steps:
            return points
        return points.model_copy(update={"trace": Trace(sentence=f"{found.sentence}，{second.sentence}", steps=steps)})

    def _earned(self, weight: Decimal, value: Decimal) -> Decimal:
        return next((band.earns(weight) for band in self.bands if band.holds(value)), Decimal(0))

    def inverse(self, weight: Decimal, points: Decimal, inputs: RuleInputs) -> Needed | None:
        enough = [band for band in self.bands if band.earns(weight) >= points > 0]
        rising = all(band.at_least is not None and band.high is None for band in enough)
        falling = all(band.at_most is not None and band.low is None for band in enough)
        if not enough or not (rising or falling):
            return None
        bounds = [band.low if rising else band.high for band in enough]
        ends = [bound for bound in bounds if bound is not None]
        bound, direction = (min(ends), Direction.AT_LEAST) if rising else (max(ends), Direction.AT_MOST)
        if self.of == "completion":
            return reach_completion(bound, points, inputs) if rising else None
        if self.plain_numbers:
            return reach_number(bound, points, self.name, direction)
        return reach_rate(bound, points, inputs, self.name, direction)

    def excel(self, cells: Mapping[str, str]) -> str | None:
        value = cells["completion"] if self.of == "completion" else cells["value"]
        formula = "0"
        for band in reversed(self.bands):
            earned = f"MIN({plain(band.points)},{cells['weight']})" if band.points is not None else f"{cells['weight']}*{band.share}"
            formula = f"IF({band.condition(value)},{earned},{formula})"
        return formula
