"""A printed rule that was understood as a whole, and the clauses it was read from."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from jiheng.model import RuleSpec, Target
from jiheng.scoring.printed.awards import Award, Gives
from jiheng.scoring.printed.conditions import Condition, When


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A clause: all its conditions must hold for the award."""

    conditions: tuple[Condition, ...]
    award: Award
    mark: str = ""

    @property
    def only(self) -> Condition | None:
        """Its condition when it has just one."""
        return self.conditions[0] if len(self.conditions) == 1 else None

    def asks(self, *kinds: When) -> bool:
        """Whether it has one condition, of one of these kinds."""
        return self.only is not None and self.only.when in kinds

    def gives(self, *kinds: Gives) -> bool:
        """Whether its award is one of these."""
        return self.award.gives in kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A rule kind with what the text says of its parameters.

    ``subject`` is what it looks at, as printed (资金到位率; empty: the indicator itself). ``top`` are the points named for full marks.
    ``lost_share`` is a loss named as a share of the weight; ``at_target``: the limit is the row's target; ``both_ways``: it slides on
    either side. ``proportional``: bounds of a band within which points follow the value (按比例), ``floor``: a completion below which
    nothing is earned. ``terms`` are the numerator and denominator the text defines for the subject. ``words``: conditions in words (no
    figure decides). ``parts``: the exact shares of the points of a check list. ``due``: a date the text names. ``loose``: the text does
    not say which of two bands holds their common bound.
    """

    kind: str
    parameters: dict[str, Any] = field(default_factory=dict)
    subject: str = ""
    terms: tuple[str, str] | None = None
    top: Decimal | None = None
    lost_share: Decimal | None = None
    at_target: bool = False
    both_ways: bool = False
    proportional: tuple[Decimal | None, Decimal | None] | None = None
    floor: Decimal | None = None
    words: tuple[str, ...] = ()
    due: str = ""
    parts: tuple[Fraction, ...] = ()
    loose: bool = False

    def spec(self, weight: Decimal | None, target: Target | None = None) -> RuleSpec | None:
        """The rule as data for a row of this weight and target; None when the row lacks what the text leaves to it."""
        parameters = dict(self.parameters)
        if self.proportional is not None or self.floor is not None or self.both_ways:
            return None  # no kind has bands with points that follow the value, a floor under a slide, or two sides
        points = self.parameters.get("points", ())
        if any("share" in point and Fraction(point["share"]) != part for point, part in zip(points, self.parts, strict=False)):
            return None  # no decimal writes a third beside two thirds
        if self.top is not None and weight is not None and self.top != weight:
            return None
        if self.lost_share is not None:
            if weight is None or not weight * self.lost_share:
                return None
            parameters["lost" if self.kind != "on_time" else "per_day"] = weight * self.lost_share
        if self.at_target:
            limit = limit_of(target, percent=not parameters.get("plain_numbers"))
            if limit is None:
                return None
            parameters |= limit
        return RuleSpec(kind=self.kind, parameters=parameters)


def limit_of(target: Target | None, *, percent: bool = True) -> dict[str, Any] | None:
    """A target in percent as the limit of a slide; of any other number the completion counts, full at 100 %.

    Steps that are no percentages (``percent`` False) count from the target itself.
    """
    if target is None or target.figure is None or target.upper is not None:
        return None
    if not percent:
        return {"limit": target.figure.value} if target.figure.unit != "%" else None
    if target.figure.unit == "%":
        return {"limit": target.figure.value / 100}
    return {"limit": Decimal(1), "of": "completion"}
