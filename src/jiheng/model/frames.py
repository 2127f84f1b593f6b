"""A frame (指标体系): indicators with weights, evaluation points and rules, before anything is scored. As data: standards/*/frames/."""

from __future__ import annotations

import datetime
from decimal import Decimal

from pydantic import Field

from jiheng.model.exact import Exact, TypedTarget
from jiheng.model.findings import Citation
from jiheng.model.forms import IndicatorCategory, Scope
from jiheng.model.record import Record
from jiheng.model.rules import RuleSpec
from jiheng.model.targets import Direction


class EvaluationPoint(Record):
    """One point of a check list (评价要点). ``share`` of the weight (None: equal shares); a failed ``veto`` point takes the whole score."""

    text: str
    share: Exact | None = Field(default=None, ge=0, le=1)
    veto: bool = False


class FrameIndicator(Record):
    """A level-3 indicator of a frame.

    ``id`` is its place (``1.1.2``). ``target`` is the benchmark as printed; ``formula`` names an entry of the formula catalogue;
    ``outside`` marks bonus and penalty items that stand outside the full marks. ``cite`` is a key of the frame's ``citations``.
    """

    id: str
    level1: str
    level1_key: IndicatorCategory | None = None
    level2: str = ""
    name: str
    weight: Exact = Field(ge=0)
    direction: Direction | None = None
    unit: str = ""
    target: TypedTarget | None = None
    explanation: str = ""
    points: tuple[EvaluationPoint, ...] = ()
    rule: RuleSpec | None = None
    formula: str | None = None
    evidence_source: str = ""
    outside: bool = False
    cite: str | None = None


class Frame(Record):
    """A whole frame. ``citations`` are its sources by key; ``cite`` the one it rests on; ``since`` the day it takes effect.

    ``weights_cite`` is where the weights come from, when the source of the frame prints none. ``profile`` names the scoring profile of the
    standard that gives a rule to indicators without one.
    """

    id: str
    title: str
    scope: Scope = Scope.PROJECT
    standard: str = ""
    full_marks: Exact = Decimal(100)
    since: datetime.date | None = None
    cite: str | None = None
    weights_cite: str | None = None
    profile: str | None = None
    citations: dict[str, Citation] = {}
    note: str = ""
    indicators: tuple[FrameIndicator, ...] = ()

    @property
    def inside(self) -> tuple[FrameIndicator, ...]:
        """The indicators within the full marks."""
        return tuple(indicator for indicator in self.indicators if not indicator.outside)

    @property
    def outside(self) -> tuple[FrameIndicator, ...]:
        """Bonus and penalty items, outside the full marks."""
        return tuple(indicator for indicator in self.indicators if indicator.outside)

    @property
    def total_weight(self) -> Decimal:
        """The sum of the weights within the full marks."""
        return sum((indicator.weight for indicator in self.inside), Decimal(0))

    @property
    def level1_weights(self) -> dict[str, Decimal]:
        """The weight of each level-1 group within the full marks, in the order of the frame."""
        sums: dict[str, Decimal] = {}
        for indicator in self.inside:
            sums[indicator.level1] = sums.get(indicator.level1, Decimal(0)) + indicator.weight
        return sums

    def indicator(self, id: str) -> FrameIndicator | None:  # noqa: A002 - the word of the record
        """The indicator of this id."""
        return next((indicator for indicator in self.indicators if indicator.id == id), None)
