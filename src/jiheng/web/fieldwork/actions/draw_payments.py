"""Draw payments from a list."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jiheng.web.acting import action
from jiheng.web.fieldwork.models import PaymentList, PaymentSample, SampledPayment
from jiheng.web.fieldwork.recording import record
from jiheng.web.fieldwork.rights import require_writing
from jiheng.web.fieldwork.sampling import Method, sample
from jiheng.web.people.models import Person


@action
def draw_payments(actor: Person, source: PaymentList, method: Method, size: int, seed: str) -> PaymentSample:
    """The sample: the same list, method, size and seed always give the same payments."""
    require_writing(actor, source.evaluation)
    picked = sample(source.payments, method, size, seed)
    drawing = PaymentSample(source=source, method=method, seed=seed if method is Method.RANDOM else "", made_by=actor)
    drawing.save()
    SampledPayment.objects.bulk_create(
        SampledPayment(
            sample=drawing,
            rank=rank,
            row=one.payment.row,
            amount=one.payment.amount,
            voucher=one.payment.voucher,
            paid_on=one.payment.paid_on,
            payee=one.payment.payee,
            purpose=one.payment.purpose,
            ground=one.ground[:200],
        )
        for rank, one in enumerate(picked, 1)
    )
    told = _("从「{name}」{count} 笔中抽取 {size} 笔（{method}）").format(
        name=source, count=source.count, size=len(picked), method=method.label
    )
    detail = {
        "sample": drawing.pk,
        "digest": source.digest,
        "method": method.value,
        "seed": drawing.seed,
        "rows": [one.payment.row for one in picked],
    }
    record(actor, "draw_payments", source.evaluation, told, **detail)
    return drawing
