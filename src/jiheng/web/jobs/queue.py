"""Asking for long work, and putting it into the queue of django-tasks. Part of the caller's transaction: both are there, or neither."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django_tasks import task

from jiheng.web.jobs.models import UNFINISHED, Job
from jiheng.web.people.models import Person


@task()
def run_job(number: int) -> None:
    """What a worker does when the entry of a job is its turn."""
    from jiheng.web.jobs.running import run

    run(number)


def request(kind: str, arguments: dict[str, Any], *, key: str, title: str, by: Person, address: str = "") -> Job:
    """The job; the one that waits or runs already when the same work was asked for before."""
    known = _unfinished(key)
    if known is not None:
        return known
    try:
        with transaction.atomic():
            job = Job.objects.create(kind=kind, arguments=arguments, key=key, title=title[:300], requested_by=by, address=address)
    except IntegrityError:  # somebody else was quicker
        return Job.objects.get(key=key, state__in=UNFINISHED)
    put(job)
    return job


def put(job: Job) -> None:
    """An entry in the queue that leads to the job. More than one does no harm: the first takes it."""
    entry = run_job.enqueue(job.pk)
    Job.objects.filter(pk=job.pk).update(task=entry.id)


def _unfinished(key: str) -> Job | None:
    return Job.objects.filter(key=key, state__in=UNFINISHED).first()
