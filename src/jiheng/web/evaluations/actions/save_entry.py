"""Write an entry of a case: an interview, a problem, the input of an indicator."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.evaluations import entries
from jiheng.web.evaluations.models import Entry, Evaluation
from jiheng.web.evaluations.sealed import SEALED, SURVEYS, sealed
from jiheng.web.people.models import Person
from jiheng.web.policies import evaluating


@action
def save_entry(actor: Person, evaluation: Evaluation, part: str, key: str, content: Mapping[str, Any], *, seen: int | None = None) -> Entry:
    """The entry as saved. ``seen``: the version the person had before their eyes, None for a new one; ``key`` empty: the next number."""
    evaluating.require_writing(actor, evaluation)
    if part == SURVEYS and key in sealed(evaluation):
        raise Refused(SEALED.format(key=key))
    entry = entries.put(evaluation, part, key or entries.next_key(evaluation, part), content, by=actor, seen=seen)
    summary = _("{evaluation}：保存{entry}").format(evaluation=evaluation, entry=entry)
    detail = {"evaluation": evaluation.pk, "part": part, "key": entry.key, "version": entry.version}
    chain.record(actor, "save_entry", evaluation, summary, organisation=evaluation.client, detail=detail)
    return entry
