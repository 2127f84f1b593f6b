"""The rule that a row of a self-evaluation form prints for itself (评分标准). Shared by the checks of scores; no check of its own."""

from __future__ import annotations

from jiheng.model import Direction, Indicator
from jiheng.regulation import Standard
from jiheng.scoring import may_be_better_smaller
from jiheng.scoring.printed import Reading, Row, understand

_USUAL = {"proportional": None, "at_least": Direction.AT_LEAST, "at_most": Direction.AT_MOST}


def own_rule(indicator: Indicator) -> Reading | None:
    """The printed rule, when it is understood."""
    return understand(indicator.scoring_standard) if indicator.scoring_standard else None


def is_usual(rule: Reading, indicator: Indicator) -> bool:
    """Whether the printed rule is the usual one: full marks at the target, in proportion below it."""
    if rule.kind not in _USUAL or rule.floor is not None:
        return False
    if rule.top is not None and (indicator.weight is None or rule.top != indicator.weight.value):
        return False
    direction = _USUAL[rule.kind]
    printed = indicator.target.direction if indicator.target is not None else None
    if direction is None or direction is Direction.AT_MOST:
        return direction is None or printed is direction
    return printed is not Direction.AT_MOST


def row_of(indicator: Indicator, standard: Standard) -> Row | None:
    """What the row says, for the rule; None without a weight."""
    if indicator.weight is None:
        return None
    texts = (indicator.deviation_reason, indicator.explanation, indicator.note)
    return Row(
        name=indicator.name,
        weight=indicator.weight.value,
        target=indicator.target,
        actual=indicator.actual,
        texts=tuple(text for text in texts if text),
        less_may_be_better=may_be_better_smaller(indicator, standard),
    )
