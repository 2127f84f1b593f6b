"""Entries written: what actions of this and other apps share. Policy and audit entry are the action's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from jiheng.web.acting import Refused
from jiheng.web.evaluations.models import Entry, Evaluation
from jiheng.web.evaluations.parts import PARTS, WrongEntry
from jiheng.web.people.models import Person
from jiheng.web.versioned import Stale


def found(evaluation: Evaluation, part: str, key: str) -> Entry | None:
    """The entry in force under a key."""
    return Entry.objects.filter(evaluation=evaluation, part=part, key=key, withdrawn_at__isnull=True).first()


def next_key(evaluation: Evaluation, part: str) -> str:
    """A key that was never used in the part: E7, P3."""
    prefix = PARTS[part].prefix
    used = {
        int(key.removeprefix(prefix))
        for key in Entry.objects.filter(evaluation=evaluation, part=part, key__startswith=prefix).values_list("key", flat=True)
        if key.removeprefix(prefix).isdecimal()
    }
    return f"{prefix}{max(used, default=0) + 1}"


def put(
    evaluation: Evaluation,
    part: str,
    key: str,
    content: Mapping[str, Any],
    *,
    by: Person | None,
    seen: int | None = None,
    upsert: bool = False,
) -> Entry:
    """The entry, written. ``seen``: the version that was on the screen, None for a new one; ``upsert``: new or not, the latest wins.

    Raises:
        Stale: somebody changed it in the meantime, or the key is taken.
        Refused: the content is no entry of the part.
    """
    try:
        plain = PARTS[part].plain(key, content)
    except WrongEntry as error:
        raise Refused(str(error)) from error
    known = found(evaluation, part, key)
    if known is not None:
        if seen is None and not upsert:
            raise Stale(known)
        changed: Entry = known.change(known.version if seen is None else seen, content=plain, changed_by=by, changed_at=timezone.now())
        return changed
    if seen is not None:
        gone = Entry.objects.filter(evaluation=evaluation, part=part, key=key).order_by("-pk").first()
        raise Stale(gone or evaluation)
    return _new(evaluation, part, key, plain, by)


def _new(evaluation: Evaluation, part: str, key: str, plain: dict[str, Any], by: Person | None) -> Entry:
    last = Entry.objects.filter(evaluation=evaluation, part=part).aggregate(last=Max("position"))["last"] or 0
    try:
        with transaction.atomic():
            return Entry.objects.create(evaluation=evaluation, part=part, key=key, position=last + 1, content=plain, changed_by=by)
    except IntegrityError as error:
        raise Stale(Entry.objects.get(evaluation=evaluation, part=part, key=key, withdrawn_at__isnull=True)) from error


def take_back(entry: Entry, *, by: Person | None, seen: int) -> Entry:
    """The entry, withdrawn: it stays written and counts no more.

    Raises:
        Stale: somebody changed it in the meantime.
    """
    withdrawn: Entry = entry.change(seen, withdrawn_at=timezone.now(), changed_by=by, changed_at=timezone.now())
    return withdrawn
