"""What a score still owes: points lost without a reason or evidence, full marks above the limit without evidence."""

from __future__ import annotations

from jiheng.scoring.case import CaseLine
from jiheng.web.evaluations.assembling import scored
from jiheng.web.evaluations.models import Evaluation


def owed(line: CaseLine) -> tuple[str, ...]:
    """What an indicator's score still owes, as words of the page: reason, evidence."""
    if line.score is None:
        return ("score",)
    if not line.lost:
        return ()
    return tuple(word for word, given in (("reason", line.reason), ("evidence", line.evidence)) if not given)


def unexplained_deductions(evaluation: Evaluation) -> int:
    """How many indicators still owe something."""
    _frame, score = scored(evaluation)
    return sum(1 for line in score.lines if owed(line))
