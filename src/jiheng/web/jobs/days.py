"""The daily step in the hands of workers: each part once a day, by whichever worker takes it first.

A row for each day and part tells who has it and until when; a worker that dies is followed by another, a part that fails is tried again
later. What keeps a part from being done twice is the part itself: here it is only kept from being begun twice.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from django.utils import timezone

from jiheng.web.daily import DAILY, Part, told
from jiheng.web.jobs.models import DayPart
from jiheng.web.jobs.running import LEASE, MOST, log, worker_name
from jiheng.web.jobs.sweeping import is_dead

#: A part that failed is left alone for so long.
AGAIN: Final = timedelta(minutes=15)


def do_today(parts: Iterable[Part] = DAILY) -> int:
    """Do what was not done yet of today; how many parts that were."""
    today = timezone.localdate()
    return sum(_do(part, today) for part in parts)


def keep() -> None:
    """Renew what this worker has in hand."""
    DayPart.objects.filter(worker=worker_name(), finished_at=None).update(lease_until=timezone.now() + LEASE)


def _do(part: Part, day: datetime.date) -> int:
    row = _taken(part, day)
    if row is None:
        return 0
    mine = DayPart.objects.filter(pk=row.pk, attempts=row.attempts, finished_at=None)
    try:
        done = part.run(day)
    except Exception as error:  # the next part is done all the same, and this one again later
        log.exception("the daily step %s failed", part.name)
        mine.update(worker="", lease_until=timezone.now() + AGAIN, error=type(error).__name__)
        return 0
    mine.update(finished_at=timezone.now(), lease_until=None, counted=dict(done), error="")
    log.info("the daily step %s of %s is done: %s", part.name, day, told(done))
    return 1


def _taken(part: Part, day: datetime.date) -> DayPart | None:
    """The row, now in this worker's hands; None when it is done, in other hands, or failed too often."""
    row, _new = DayPart.objects.get_or_create(day=day, name=part.name)
    if row.finished_at or row.attempts >= MOST or not (row.lease_until is None or row.lease_until < timezone.now() or is_dead(row.worker)):
        return None
    free = DayPart.objects.filter(pk=row.pk, attempts=row.attempts, finished_at=None)
    if not free.update(attempts=row.attempts + 1, worker=worker_name(), lease_until=timezone.now() + LEASE, started_at=timezone.now()):
        return None
    row.attempts += 1
    return row
