"""Answer a confirmation slip by the scan of the sealed paper."""

from __future__ import annotations

import datetime
from typing import Final

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web.acting import Refused, action
from jiheng.web.evaluations.actions.take_evaluation_step import take_evaluation_step
from jiheng.web.files.models import FileType
from jiheng.web.files.receiving import Received
from jiheng.web.people.models import Person
from jiheng.web.policies import evaluating, reviewing
from jiheng.web.reviews.actions.record_minutes import stored
from jiheng.web.reviews.answering import CONFIRM, confirms_by_seal, record_answer
from jiheng.web.reviews.models import Slip, SlipAnswer

#: What a scan can be.
SCANS: Final = (FileType.PDF, FileType.IMAGE, FileType.OFD)


@action
def bring_scan(actor: Person, slip: Slip, received: Received, *, seen: int, view: str, signer: str, on: datetime.date) -> Slip:
    """The slip with the scan of what was sealed. Where the unit sealed the final report, the flow takes its confirmation with it.

    Who uploads it need not be who sealed it: step and audit entry name both, and the client sees the scan before it makes the report final.
    """
    if not reviewing.brings_scan(evaluating.require_evaluation(actor, slip.evaluation), slip):
        raise PermissionDenied
    if received.type not in SCANS:
        raise Refused(_("扫描件请用 PDF、OFD 或图片。"))
    if not slip.sent_on <= on <= timezone.localdate():
        raise Refused(_("盖章日期应在发出之后，且不晚于今天。"))
    file = stored(actor, received)
    slip.change(seen, view=view, signer=signer, answered_on=on, answer=SlipAnswer.SCAN, answered_by=actor, scan=file)
    record_answer(actor, slip, "bring_scan", received.digest)
    evaluation = slip.evaluation
    if confirms_by_seal(slip):
        take_evaluation_step(actor, evaluation, CONFIRM, seen=evaluation.version)
    return slip
