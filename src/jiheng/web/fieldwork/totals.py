"""What a sample of payments covers and what was found in it, in exact sums. Nothing is projected onto the payments not looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from jiheng.model.amounts import half_up
from jiheng.web.fieldwork.models import PaymentList, Result, SampledPayment


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Counts and sums of a sample; rates in per cent as printed, None of nothing."""

    count: int
    amount: Decimal
    of_count: int
    of_amount: Decimal
    checked: int
    checked_amount: Decimal
    problems: int
    amount_in_question: Decimal

    @property
    def coverage(self) -> Decimal | None:
        """What was drawn of the money on the list."""
        return _rate(self.amount, self.of_amount)

    @property
    def question_rate(self) -> Decimal | None:
        """Money in question of the money looked at."""
        return _rate(self.amount_in_question, self.checked_amount)


def totals(source: PaymentList, drawn: Sequence[SampledPayment]) -> Totals:
    """The sums of a sample."""
    checked = [one for one in drawn if one.result != Result.OPEN]
    problems = [one for one in checked if one.result == Result.PROBLEM]
    return Totals(
        count=len(drawn),
        amount=sum((one.amount for one in drawn), Decimal(0)),
        of_count=source.count,
        of_amount=source.total,
        checked=len(checked),
        checked_amount=sum((one.amount for one in checked), Decimal(0)),
        problems=len(problems),
        amount_in_question=sum((one.amount_in_question for one in problems), Decimal(0)),
    )


def _rate(part: Decimal, whole: Decimal) -> Decimal | None:
    return half_up(part * 100 / whole) if whole else None
