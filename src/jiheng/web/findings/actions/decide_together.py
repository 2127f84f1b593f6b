"""Decide about several findings of a document at once: one answer and reason, a decision and an audit entry for each."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.acting import Refused, action
from jiheng.web.files.models import Document
from jiheng.web.findings.actions.decide import NEEDED, decide
from jiheng.web.findings.models import Answer, Decision, Finding
from jiheng.web.people.models import Person


@action
def decide_together(
    actor: Person,
    document: Document,
    chosen: Sequence[tuple[Finding, int]],
    answer: Answer,
    *,
    reason: str = "",
    until: datetime.date | None = None,
) -> list[Decision]:
    """The decisions, all or none; each finding comes with the version the person had before their eyes."""
    policy.require_for_document(actor, NEEDED[answer], document)
    if not chosen:
        raise Refused(_("请先勾选要一并处理的问题。"))
    return [decide(actor, finding, answer, seen=seen, reason=reason, until=until) for finding, seen in chosen]
