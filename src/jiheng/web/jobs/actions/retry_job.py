"""Ask once more for long work that failed or was cancelled."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.acting import Refused, action
from jiheng.web.audit import chain
from jiheng.web.jobs.models import Job, JobState
from jiheng.web.jobs.queue import put
from jiheng.web.people.models import Person


@action
def retry_job(actor: Person, job: Job) -> Job:
    """The job, waiting again as if it had never been tried."""
    if not policy.jobs(actor).filter(pk=job.pk).exists():
        raise Http404
    ended = Job.objects.filter(pk=job.pk, state__in=(JobState.FAILED, JobState.CANCELLED))
    try:
        with transaction.atomic():
            again = ended.update(
                state=JobState.WAITING, attempts=0, worker="", cancel_asked=False, error="", progress="", percent=0, finished_at=None
            )
    except IntegrityError as error:
        raise Refused(_("同样的任务已经在处理。")) from error
    if not again:
        raise Refused(_("只有没有完成或已取消的任务可以重试。"))
    put(job)
    chain.record(actor, "retry_job", job, _("重试任务：{title}").format(title=job.title))
    job.refresh_from_db()
    return job
