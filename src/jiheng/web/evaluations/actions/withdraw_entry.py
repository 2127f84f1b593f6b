"""Take an entry out of the case."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.evaluations import entries
from jiheng.web.evaluations.models import Entry
from jiheng.web.people.models import Person
from jiheng.web.policies import evaluating


@action
def withdraw_entry(actor: Person, entry: Entry, *, seen: int) -> Entry:
    """The entry, withdrawn."""
    evaluating.require_writing(actor, entry.evaluation)
    if entry.withdrawn_at is not None:
        raise Refused(_("「{entry}」已经撤下。").format(entry=entry))
    entries.take_back(entry, by=actor, seen=seen)
    summary = _("{evaluation}：撤下{entry}").format(evaluation=entry.evaluation, entry=entry)
    detail = {"evaluation": entry.evaluation_id, "part": entry.part, "key": entry.key}
    chain.record(actor, "withdraw_entry", entry.evaluation, summary, organisation=entry.evaluation.client, detail=detail)
    return entry
