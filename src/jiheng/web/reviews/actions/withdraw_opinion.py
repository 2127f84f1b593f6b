"""Take back an opinion that was not sent yet."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web.acting import action
from jiheng.web.people.models import Person
from jiheng.web.reviews.drafts import record, require_draft
from jiheng.web.reviews.models import Opinion


@action
def withdraw_opinion(actor: Person, opinion: Opinion, *, seen: int) -> Opinion:
    """The draft, withdrawn: it stays written and is not sent."""
    require_draft(actor, opinion)
    opinion.change(seen, withdrawn_at=timezone.now())
    record(actor, opinion, _("{evaluation}：撤回意见 {number}").format(evaluation=opinion.evaluation, number=opinion.number))
    return opinion
