"""Points lost with the deviation from the target, either side: weight × max(0, 1 − |actual − target| ÷ target)."""

from __future__ import annotations

from decimal import Decimal

from jiheng.model import Estimate, Interval
from jiheng.scoring.rules.operand import Operand, points_text, share_text
from jiheng.scoring.trace import Points, Trace


def by_deviation(weight: Operand, target: Operand, actual: Operand) -> Points | None:
    """Points by deviation; None for a target of zero."""
    gap = actual.estimate - target.estimate
    try:
        deviation = Estimate(value=abs(gap.value), interval=abs(gap.interval)) / target.estimate
    except ZeroDivisionError:
        return None
    kept = Estimate(value=1 - deviation.value, interval=Interval.point(Decimal(1)) - deviation.interval).clamped(Decimal(0), Decimal(1))
    points = weight.estimate * kept
    first = Trace(sentence=f"偏离 |{actual.text} − {target.text}| ÷ {target.text} = {share_text(deviation.value)}")
    second = Trace(sentence=f"{weight.text} × {share_text(kept.value)} = {points_text(points.value)}")
    return Points(estimate=points, trace=Trace(sentence=f"{first.sentence}，{second.sentence}", steps=(first, second)), rule="by_deviation")
