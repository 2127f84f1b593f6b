"""What a score still owes: points lost without a reason or evidence, full marks from the standard's limit on without evidence."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from jiheng.model import EvaluationCase
from jiheng.regulation import load_standard
from jiheng.scoring.case import CaseLine, law_day
from jiheng.web.evaluations.assembling import assembled, scored
from jiheng.web.evaluations.models import Evaluation


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """From which weight on full marks need evidence; the standard says."""

    weight: Decimal
    text: str

    @classmethod
    def of(cls, evaluation: Evaluation, case: EvaluationCase) -> Limit:
        """As it holds for the evaluation."""
        standard = load_standard(evaluation.standard, law_day(case))
        cited = "；".join(one.text for one in standard.cite("full_marks_need_evidence_from"))
        return cls(weight=standard.number("full_marks_need_evidence_from"), text=cited)


def owed(line: CaseLine, limit: Limit) -> tuple[str, ...]:
    """What an indicator's score still owes: ``score``, ``reason``, ``evidence``."""
    if line.score is None:
        return ("score",)
    if line.lost is not None and line.lost > 0:  # points beside the frame may be gained: praise is no deduction
        return tuple(word for word, given in (("reason", line.reason), ("evidence", line.evidence)) if not given)
    return ("evidence",) if line.weight >= limit.weight and not line.indicator.outside and not line.evidence else ()


def unexplained_deductions(evaluation: Evaluation) -> int:
    """How many indicators still owe something."""
    case = assembled(evaluation)
    _frame, score = scored(evaluation, case)
    limit = Limit.of(evaluation, case)
    return sum(1 for line in score.lines if owed(line, limit))
