"""Sums over many rows, kept for a person until somebody does something.

Every action adds an entry to the audit chain in its own transaction. The digest at the end of the chain therefore names the state of all
that actions change: what was added up under it holds as long as it stands, in every process. Only what actions alone change may be kept
here; long work stores its findings without an entry.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Final, TypeVar

from django.core.cache import caches
from django.utils import timezone

from jiheng.web import policy
from jiheng.web.audit.models import AuditHead
from jiheng.web.people.models import Person

#: Seconds; what a command of the operator changes, past the actions, shows after so long at the latest.
_LASTS: Final = 60
Found = TypeVar("Found")


def until_next_deed(person: Person, name: str, find: Callable[[], Found]) -> Found:
    """What ``find`` finds for this person today, asked once as long as nothing was done. ``name`` says what, with all it hangs on."""
    digest = AuditHead.objects.filter(pk=1).values_list("digest", flat=True).first()  # before the sums: they may only be newer
    if not digest:
        return find()
    told = (digest, timezone.localdate(), person.pk, policy.held(person), name)
    key, kept = hashlib.sha256(repr(told).encode()).hexdigest(), caches["sums"]
    found: tuple[Found] | None = kept.get(key)
    if found is None:
        found = (find(),)
        kept.set(key, found, _LASTS)
    return found[0]
