"""Write a complaint into the ledger: handed in by the public, or taken down by the office."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web import policy, stored
from jiheng.web.acting import action
from jiheng.web.audit import chain
from jiheng.web.complaints.course import SYSTEM, columns, registered
from jiheng.web.complaints.models import Attachment, Complaint, Step
from jiheng.web.complaints.models import Sequence as Numbers
from jiheng.web.complaints.receiving import STORAGE, Received
from jiheng.web.people.models import Organisation, Person

#: Letters and digits that nobody mistakes for each other; 12 of them are 59 bits.
_ALPHABET: Final = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_LENGTH: Final = 12


@action
def hand_in(
    actor: Person | None, owner: Organisation, said: Mapping[str, Any], files: Sequence[Received] = (), *, on: datetime.date | None = None
) -> tuple[Complaint, str]:
    """The complaint and its lookup code, which is told this once. Without an actor it came from the public page."""
    if actor is not None and owner.pk not in policy.registers_complaints(actor):
        raise PermissionDenied
    today = timezone.localdate()
    day = on or today
    roles = SYSTEM if actor is None else frozenset({"finance_authority.performance_office"})
    course = registered(day, str(actor.pk) if actor else "", roles)
    code = "".join(secrets.choice(_ALPHABET) for _place in range(_LENGTH))
    number = Numbers.next(today)
    known = dict(said)
    if known.get("anonymous"):  # what nobody wanted told is not kept
        known |= {"complainant": "", "contact": ""}
    complaint = Complaint.objects.create(
        number=number, code_digest=Complaint.digest_of(number, code), owner=owner, received_on=day, **known, **columns(course)
    )
    for place, file in enumerate(files, start=1):
        Attachment.objects.create(
            complaint=complaint,
            number=place,
            name=file.name,
            content=file.content,
            size=len(file.data),
            digest=stored.keep(STORAGE, file.data),
        )
    Step.objects.create(complaint=complaint, on=day, actor=actor, who=str(actor) if actor else _("投诉人"), label=_("登记"))
    detail = {"number": number, "channel": complaint.channel, "files": len(files)}
    chain.record(actor, "hand_in_complaint", complaint, _("登记投诉 {number}").format(number=number), organisation=owner, detail=detail)
    return complaint, "-".join(code[start : start + 4] for start in range(0, _LENGTH, 4))
