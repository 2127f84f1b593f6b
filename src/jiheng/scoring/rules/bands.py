"""Points by bands of a value: the first band whose lower bound is reached gives its share of the weight."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from jiheng.model import Estimate
from jiheng.scoring.rules.operand import Operand, points_text, share_text
from jiheng.scoring.trace import Points, Trace


def by_bands(weight: Operand, value: Estimate, bands: Sequence[tuple[Decimal, Decimal]]) -> Points:
    """``bands``: (lower bound, share of the weight), from the highest down; below all of them there is nothing."""
    for bound, share in bands:
        if value.value >= bound:
            points = weight.estimate.times(share)
            sentence = f"{share_text(value.value)} 落在 ≥{share_text(bound)} 一档，得 {points_text(points.value)}"
            return Points(estimate=points, trace=Trace(sentence=sentence), rule="by_bands")
    sentence = f"{share_text(value.value)} 低于最低一档，不得分"
    return Points(estimate=Estimate.exactly(Decimal(0)), trace=Trace(sentence=sentence), rule="by_bands")
