"""Taking an answer: once, whole, and without a trace of who sent it.

No action of ours and no audit entry: an entry with its time would tell who answered what. The row itself is permanent, and closing the
survey writes the number and the digest of all answers into the audit chain.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable
from enum import StrEnum

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from jiheng.model.questionnaires import Answers
from jiheng.web.surveys.models import AccessCode, Answer, Survey, SurveyState


class Receipt(StrEnum):
    """What became of what was sent."""

    KEPT = "kept"
    AGAIN = "again"
    USED = "used"
    ENDED = "ended"


class _Turned(Exception):
    """The answer is not taken; the transaction goes back."""

    def __init__(self, receipt: Receipt) -> None:
        self.receipt = receipt


def new_key() -> str:
    """The key of a page that is about to be filled in."""
    return str(uuid.uuid4())


def is_key(text: str) -> bool:
    """Whether a page of ours could have brought this key."""
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False


def has(survey: Survey, key: str) -> bool:
    """Whether the page with this key was already taken."""
    return Answer.objects.filter(survey=survey, key=key).exists()


def receive(survey: Survey, answers: Answers, *, key: str, code: AccessCode | None = None) -> Receipt:
    """Keep the answer, or say why not. A second sending of the same page finds the first.

    The counter of the survey is changed last: only that row is shared by all who answer, and it is held for the commit alone.
    """
    try:
        with transaction.atomic():
            if code is not None and not AccessCode.objects.filter(pk=code.pk, is_used=False).update(is_used=True):
                raise _Turned(Receipt.USED)
            Answer(survey=survey, key=key, content=answers).save(force_insert=True)
            room = Q(most=None) | Q(received__lt=F("most"))
            if not Survey.objects.filter(room, pk=survey.pk, state=SurveyState.OPEN).update(received=F("received") + 1):
                raise _Turned(Receipt.ENDED)
    except (IntegrityError, _Turned) as turned:
        if has(survey, key):
            return Receipt.AGAIN
        if isinstance(turned, _Turned):
            return turned.receipt
        raise
    return Receipt.KEPT


def seal(rows: Iterable[tuple[str, Answers]]) -> str:
    """The digest of all answers, in the order of their keys."""
    sealed = hashlib.sha256()
    for key, content in sorted(rows, key=lambda row: row[0]):
        sealed.update(json.dumps([key, content], ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode())
        sealed.update(b"\n")
    return sealed.hexdigest()
