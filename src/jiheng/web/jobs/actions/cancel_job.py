"""Stop long work that one asked for."""

from __future__ import annotations

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.jobs.models import Job, JobState
from jiheng.web.people.models import Person


@action
def cancel_job(actor: Person, job: Job) -> Job:
    """The job: cancelled at once while it waits, at its next sign of progress while it runs."""
    if not policy.jobs(actor).filter(pk=job.pk).exists():
        raise Http404
    waiting = Job.objects.filter(pk=job.pk, state=JobState.WAITING)
    if not waiting.update(state=JobState.CANCELLED, cancel_asked=True, finished_at=timezone.now()):
        running = Job.objects.filter(pk=job.pk, state=JobState.RUNNING, cancel_asked=False)
        if not running.update(cancel_asked=True):
            raise Refused(_("这项任务已经结束，或已要求取消。"))
    chain.record(actor, "cancel_job", job, _("取消任务：{title}").format(title=job.title))
    job.refresh_from_db()
    return job
