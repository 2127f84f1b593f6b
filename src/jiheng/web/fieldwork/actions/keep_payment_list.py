"""Keep a list of payments as it was read."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jiheng.web.acting import Refused, action
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.fieldwork.models import PaymentList
from jiheng.web.fieldwork.payments import ReadList, digest_of, total
from jiheng.web.fieldwork.recording import kept, record
from jiheng.web.fieldwork.rights import require_writing
from jiheng.web.files.receiving import Received
from jiheng.web.people.models import Person


@action
def keep_payment_list(actor: Person, evaluation: Evaluation, name: str, read: ReadList, file: Received | None) -> PaymentList:
    """The list as read; with a problem in it nothing is kept."""
    require_writing(actor, evaluation)
    if read.problems:
        raise Refused(_("明细还有 {count} 处问题，请改正后再存。").format(count=len(read.problems)))
    source = PaymentList(
        evaluation=evaluation,
        name=name,
        rows=[one.stored() for one in read.payments],
        count=len(read.payments),
        total=total(read.payments),
        digest=digest_of(read.payments),
        file=kept(actor, file) if file else None,
        made_by=actor,
    )
    source.save()
    told = _("存入支付明细「{name}」{count} 笔").format(name=name, count=source.count)
    record(actor, "keep_payment_list", evaluation, told, list=source.pk, digest=source.digest, total=f"{source.total:f}")
    return source
