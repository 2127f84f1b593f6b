"""Points of a qualitative indicator: a level of achievement gives a range of the weight."""

from __future__ import annotations

from decimal import Decimal

from jiheng.model import Estimate, Interval
from jiheng.scoring.rules.operand import Operand, points_text, share_text
from jiheng.scoring.trace import Points, Trace


def by_level(weight: Operand, level: str, low: Decimal, high: Decimal) -> Points:
    """The range of points for a level; the value shown is its upper end."""
    value = weight.estimate.value
    span = Interval.between(value * low, value * high)
    if low == high:
        sentence = f"「{level}」得满分 {points_text(span.high)}"
    else:
        sentence = f"「{level}」得分值的 {share_text(low)}—{share_text(high)}，即 {points_text(span.low)}—{points_text(span.high)} 分"
    return Points(estimate=Estimate(value=span.high, interval=span), trace=Trace(sentence=sentence), rule="by_level")
