"""Points in proportion to the target reached, full at most. The direction is what the form prints, never guessed."""

from __future__ import annotations

from decimal import Decimal

from jiheng.model import Estimate
from jiheng.scoring.rules.operand import Operand, points_text, share_text
from jiheng.scoring.trace import Points, Trace


def at_least(weight: Operand, target: Operand, actual: Operand) -> Points | None:
    """Full when the actual value reaches the target, else weight × actual ÷ target; None when no quotient exists."""
    if actual.estimate.value >= target.estimate.value:
        return _full("at_least", weight, f"实际 {actual.text} 达到目标 ≥{target.text}")
    return _share("at_least", weight, ("实际", actual), ("目标", target))


def at_most(weight: Operand, target: Operand, actual: Operand) -> Points | None:
    """Full when the actual value stays within the target, else weight × target ÷ actual."""
    if actual.estimate.value <= target.estimate.value:
        return _full("at_most", weight, f"实际 {actual.text} 未超过目标 ≤{target.text}")
    return _share("at_most", weight, ("目标", target), ("实际", actual))


def exactly(weight: Operand, target: Operand, actual: Operand) -> Points | None:
    """Full at or above the target, else weight × actual ÷ target, as most forms score 「＝」."""
    if actual.estimate.value >= target.estimate.value:
        return _full("exactly", weight, f"实际 {actual.text} 达到目标 {target.text}")
    return _share("exactly", weight, ("实际", actual), ("目标", target))


def _full(rule: str, weight: Operand, why: str) -> Points:
    return Points(estimate=weight.estimate, trace=Trace(sentence=f"{why}，得满分 {weight.text}"), rule=rule)


def _share(rule: str, weight: Operand, over: tuple[str, Operand], under: tuple[str, Operand]) -> Points | None:
    (top_name, top), (bottom_name, bottom) = over, under
    try:
        ratio = (top.estimate / bottom.estimate).clamped(Decimal(0), Decimal(1))
    except ZeroDivisionError:
        return None
    points = weight.estimate * ratio
    share = Trace(sentence=f"{top_name} {top.text} ÷ {bottom_name} {bottom.text} = {share_text(ratio.value)}")
    product = Trace(sentence=f"{weight.text} × {share_text(ratio.value)} = {points_text(points.value)}")
    return Points(estimate=points, trace=Trace(sentence=f"{share.sentence}，{product.sentence}", steps=(share, product)), rule=rule)


def completion(direction_at_most: bool, target: Estimate, actual: Estimate) -> Estimate | None:
    """How much of the target is reached, 1 at most; None when no quotient exists."""
    over, under = (target, actual) if direction_at_most else (actual, target)
    if (actual.value <= target.value) if direction_at_most else (actual.value >= target.value):
        return Estimate.exactly(Decimal(1))
    try:
        return (over / under).clamped(Decimal(0), Decimal(1))
    except ZeroDivisionError:
        return None
