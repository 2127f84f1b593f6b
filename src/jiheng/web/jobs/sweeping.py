"""Finding jobs that nobody does any more: their worker died, or their entry in the queue was lost."""

from __future__ import annotations

import os
import socket
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from jiheng.web.files import storage
from jiheng.web.jobs.models import Job, JobState
from jiheng.web.jobs.queue import put
from jiheng.web.jobs.running import LEASE, give_back, log

_KEPT = timedelta(days=7)


def sweep() -> int:
    """Put lost jobs back into the queue; how many there were."""
    now = timezone.now()
    found = 0
    for job in Job.objects.filter(state=JobState.RUNNING):
        if (job.lease_until is None or job.lease_until < now or is_dead(job.worker)) and give_back(job):
            log.warning("job %s %s was lost with its worker", job.pk, job.kind)
            found += 1
    waiting = {job.task: job for job in Job.objects.filter(state=JobState.WAITING)}
    queued = DBTaskResult.objects.filter(
        Q(status="READY") | Q(status="RUNNING", started_at__gt=now - LEASE), pk__in=[one for one in waiting if one]
    )
    alive = {entry.pk for entry in queued if entry.status == "READY" or not all(map(is_dead, entry.worker_ids))}
    for entry, job in waiting.items():
        if entry not in alive:
            put(job)
            found += 1
    return found


def tidy() -> None:
    """Remove what is of no use any more: entries of the queue that are done, pieces of files whose writer was killed."""
    DBTaskResult.objects.filter(enqueued_at__lt=timezone.now() - _KEPT).exclude(status="READY").delete()
    storage.sweep()


def is_dead(worker: str) -> bool:
    """Whether the worker was a process of this machine and is no more. Of other machines only the lease tells."""
    host, _, rest = worker.partition(":")
    number = rest.partition(":")[0]
    if os.name != "posix" or host != socket.gethostname()[:30] or not number.isdecimal():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
