"""Points above a pass line: below it nothing, else weight × (completion − line) ÷ (1 − line)."""

from __future__ import annotations

from decimal import Decimal

from jiheng.model import Estimate
from jiheng.scoring.rules.operand import Operand, points_text, share_text
from jiheng.scoring.trace import Points, Trace


def above_pass_line(weight: Operand, completion: Estimate, line: Decimal) -> Points:
    """Points for a completion (a ratio) with a pass line."""
    if completion.value < line:
        sentence = f"完成 {share_text(completion.value)}，不足 {share_text(line)}，不得分"
        return Points(estimate=Estimate.exactly(Decimal(0)), trace=Trace(sentence=sentence), rule="above_pass_line")
    share = ((completion - Estimate.exactly(line)) / Estimate.exactly(1 - line)).clamped(Decimal(0), Decimal(1))
    points = weight.estimate * share
    reached, least = share_text(completion.value), share_text(line)
    sentence = f"{weight.text} ×（{reached} − {least}）÷（1 − {least}）= {points_text(points.value)}"
    return Points(estimate=points, trace=Trace(sentence=sentence), rule="above_pass_line")
