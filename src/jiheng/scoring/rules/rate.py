"""Points in proportion to a rate, full at 100 % at most; nothing below a floor where a standard sets one."""

from __future__ import annotations

from decimal import Decimal

from jiheng.model import Estimate
from jiheng.scoring.rules.operand import Operand, points_text, share_text
from jiheng.scoring.trace import Points, Trace


def by_rate(weight: Operand, rate: Estimate, floor: Decimal | None = None) -> Points:
    """Weight × rate, the rate being a ratio."""
    if floor is not None and rate.value < floor:
        sentence = f"执行率 {share_text(rate.value)} 低于 {share_text(floor)}，不得分"
        return Points(estimate=Estimate.exactly(Decimal(0)), trace=Trace(sentence=sentence), rule="by_rate")
    points = weight.estimate * rate.clamped(Decimal(0), Decimal(1))
    shown = min(rate.value, Decimal(1))
    sentence = f"{weight.text} × {share_text(shown)} = {points_text(points.value)}"
    return Points(estimate=points, trace=Trace(sentence=sentence), rule="by_rate")
