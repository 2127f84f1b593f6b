"""Write down what was found of a payment."""

from __future__ import annotations

from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web.acting import action
from jiheng.web.fieldwork.models import Result, SampledPayment
from jiheng.web.fieldwork.recording import record
from jiheng.web.fieldwork.rights import require_writing
from jiheng.web.people.models import Person


@action
def check_payment(
    actor: Person, drawn: SampledPayment, *, result: Result, amount_in_question: Decimal, found: str, paper: str, seen: int
) -> SampledPayment:
    """The payment with what was found."""
    evaluation = drawn.sample.source.evaluation
    require_writing(actor, evaluation)
    drawn.change(
        seen,
        result=result,
        amount_in_question=amount_in_question,
        found=found,
        paper=paper,
        checked_by=actor,
        checked_on=timezone.localdate(),
    )
    told = _("查证支付 {voucher}：{result}").format(voucher=drawn, result=result.label)
    record(actor, "check_payment", evaluation, told, payment=drawn.pk, result=result.value, amount=f"{amount_in_question:f}")
    return drawn
