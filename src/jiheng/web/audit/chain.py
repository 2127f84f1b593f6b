"""Adding to the chain, and finding where it was broken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web.audit.models import AuditEntry, AuditHead
from jiheng.web.people.models import Organisation, Person

#: How many entries were added in this context: an action asks whether it left a trace.
_added: ContextVar[int] = ContextVar("added", default=0)


def added() -> int:
    """How many entries were added so far in this thread."""
    return _added.get()


def record(
    actor: Person | None,
    action: str,
    subject: models.Model,
    summary: str,
    *,
    organisation: Organisation | None = None,
    detail: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """Add an entry; part of the caller's transaction, so that deed and entry stand or fall together."""
    with transaction.atomic():
        head, _new = AuditHead.objects.select_for_update().get_or_create(pk=1)
        entry = AuditEntry(
            sequence=head.sequence + 1,
            at=timezone.now(),
            actor=actor,
            actor_name=str(actor) if actor else "",
            action=action,
            subject_type=subject._meta.label_lower,
            subject_id=str(subject.pk),
            organisation=organisation,
            summary=summary[:400],
            detail=dict(detail or {}),
            previous=head.digest,
        )
        entry.digest = entry.seal()
        entry.save()
        head.sequence, head.digest = entry.sequence, entry.digest
        head.save()
    _added.set(_added.get() + 1)
    return entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a walk along the chain found: the number of sound entries, its last digest, and the first break if there is one."""

    sound: int
    digest: str
    broken: int | None = None
    reason: str = ""


def verify() -> Verdict:
    """Walk the chain from its first entry to its head."""
    head = AuditHead.objects.filter(pk=1).first() or AuditHead(sequence=0, digest="")
    sound, digest = 0, ""
    for entry in _entries():
        reason = _broken(entry, sound + 1, digest)
        if reason:
            broken = min(entry.sequence, sound + 1)
            return Verdict(sound=sound, digest=digest, broken=broken, reason=reason)
        sound, digest = entry.sequence, entry.digest
    if sound < head.sequence:
        return Verdict(
            sound=sound, digest=digest, broken=sound + 1, reason=_("记录缺失：链尾登记到第 {last} 条。").format(last=head.sequence)
        )
    if (sound, digest) != (head.sequence, head.digest):
        return Verdict(sound=sound, digest=digest, broken=head.sequence + 1, reason=_("记录不在链上：链尾没有登记。"))
    return Verdict(sound=sound, digest=digest)


def _entries() -> Iterator[AuditEntry]:
    return AuditEntry.objects.order_by("sequence").iterator(chunk_size=2000)


def _broken(entry: AuditEntry, expected: int, previous: str) -> str:
    if entry.sequence != expected:
        return _("记录缺失：应为第 {expected} 条，却是第 {found} 条。").format(expected=expected, found=entry.sequence)
    if entry.previous != previous:
        return _("与上一条的摘要对不上。")
    if entry.digest != entry.seal():
        return _("内容与摘要对不上，被改动过。")
    return ""
