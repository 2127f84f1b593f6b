"""Record the joint review."""

from __future__ import annotations

import datetime

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.files.models import StoredFile
from jiheng.web.files.receiving import Received
from jiheng.web.people.models import Person
from jiheng.web.policies import evaluating, reviewing
from jiheng.web.reviews.models import Minutes
from jiheng.web.reviews.rounds import round_of


@action
def record_minutes(
    actor: Person,
    evaluation: Evaluation,
    *,
    held_on: datetime.date,
    present: str,
    held_at: str = "",
    text: str = "",
    received: Received | None = None,
) -> Minutes:
    """The minutes: typed, or the file of them."""
    if not reviewing.may_record_minutes(evaluating.require_evaluation(actor, evaluation), evaluation):
        raise PermissionDenied
    if not text.strip() and received is None:
        raise Refused(_("请写下会审记录，或上传记录的文件。"))
    if held_on > timezone.localdate():
        raise Refused(_("会审日期不能晚于今天。"))
    minutes = Minutes(
        evaluation=evaluation,
        round=round_of(evaluation.way),
        held_on=held_on,
        held_at=held_at,
        present=present,
        text=text,
        file=stored(actor, received) if received else None,
        recorded_by=actor,
    )
    minutes.save()
    summary = _("{evaluation}：登记会审记录（{day}）").format(evaluation=evaluation, day=held_on)
    detail = {"evaluation": evaluation.pk, "minutes": minutes.pk, "digest": received.digest if received else ""}
    chain.record(actor, "record_minutes", evaluation, summary, organisation=evaluation.client, detail=detail)
    return minutes


def stored(actor: Person, received: Received) -> StoredFile:
    """The file that came with an action. Part of it."""
    file = StoredFile(digest=received.digest, size=received.size, name=received.name, type=received.type, uploaded_by=actor)
    file.save()
    return file
