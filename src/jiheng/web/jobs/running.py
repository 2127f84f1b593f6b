"""Doing one job: take it, hold it, finish it, all or nothing."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from typing import Any, Final

from django.db import OperationalError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web.jobs.kinds import Cancelled, Impossible, LeaseLost, work_of
from jiheng.web.jobs.models import Job, JobState
from jiheng.web.jobs.queue import put

#: A worker that was not heard of for so long is taken for dead.
LEASE: Final = timedelta(seconds=60)
#: A job that took so many workers with it is not given to another.
MOST: Final = 3
log = logging.getLogger("jiheng.web.jobs")


@cache
def worker_name() -> str:
    """The name of this process: its machine, its number, and what tells it from an earlier process of the same number."""
    return f"{socket.gethostname()[:30]}:{os.getpid()}:{os.urandom(6).hex()}"


class Held:
    """A job in this worker's hands, as the work sees it."""

    def __init__(self, job: Job) -> None:
        self._job = job

    @property
    def arguments(self) -> dict[str, Any]:
        """As they were given."""
        arguments: dict[str, Any] = self._job.arguments
        return arguments

    def report(self, text: str, percent: int) -> None:
        """Write down how far it is, renew the lease, and hear whether to stop."""
        now = timezone.now()
        if not self.mine.update(progress=text[:200], percent=percent, heartbeat_at=now, lease_until=now + LEASE):
            raise LeaseLost
        if self.mine.filter(cancel_asked=True).exists():
            raise Cancelled

    @property
    def mine(self) -> Any:
        """The row, as long as this claim is the latest."""
        return Job.objects.filter(pk=self._job.pk, state=JobState.RUNNING, attempts=self._job.attempts)


def run(number: int) -> None:
    """Do the job if it still waits. Never raises: what went wrong stands in the job."""
    job = _claimed(number)
    if job is None:
        return
    held = Held(job)
    log.info("job %s %s begins, attempt %s", job.pk, job.kind, job.attempts)
    try:
        held.report("", 0)
        finish = work_of(job.kind)(held)
        _finish(job, finish)
    except LeaseLost:
        log.warning("job %s is another worker's by now", job.pk)
    except Cancelled:
        held.mine.update(state=JobState.CANCELLED, finished_at=timezone.now(), lease_until=None)
    except Impossible as error:
        _fail(held, str(error))
    except OperationalError:  # the database was busy or away: not the job's fault
        log.warning("job %s goes back into the queue: the database did not answer", job.pk)
        _back(job, _("数据库暂时没有响应，多次重试未成。请稍后重试。"))
    except Exception as error:  # one job must not stop the worker; the text of the error may quote the document
        log.exception("job %s %s failed", job.pk, job.kind)
        _fail(held, _("处理时程序出错（{name}），这是程序的问题。请保留原件并反馈；也可以重试。").format(name=type(error).__name__))
    else:
        log.info("job %s %s is done", job.pk, job.kind)


def _claimed(number: int) -> Job | None:
    now = timezone.now()
    taken = Job.objects.filter(pk=number, state=JobState.WAITING).update(
        state=JobState.RUNNING, attempts=F("attempts") + 1, worker=worker_name(), lease_until=now + LEASE, heartbeat_at=now, started_at=now
    )
    return Job.objects.get(pk=number) if taken else None


def _finish(job: Job, finish: Callable[[], dict[str, Any]]) -> None:
    with transaction.atomic():
        now = Job.objects.select_for_update().get(pk=job.pk)
        if now.state != JobState.RUNNING or now.attempts != job.attempts:
            raise LeaseLost
        now.result = finish()
        now.state, now.percent, now.finished_at, now.lease_until = JobState.DONE, 100, timezone.now(), None
        now.save(update_fields=["result", "state", "percent", "finished_at", "lease_until"])


def _fail(held: Held, error: str) -> None:
    held.mine.update(state=JobState.FAILED, error=error[:1000], finished_at=timezone.now(), lease_until=None)


def _back(job: Job, otherwise: str) -> bool:
    """Into the queue again, or failed with this text when that was tried often enough; whether the job was still held."""
    with transaction.atomic():
        mine = Held(job).mine
        if job.attempts >= MOST:
            return bool(mine.update(state=JobState.FAILED, error=otherwise, finished_at=timezone.now(), lease_until=None))
        if mine.update(state=JobState.WAITING, lease_until=None, worker=""):
            put(job)
            return True
    return False


def give_back(job: Job) -> bool:
    """A job whose worker died waits again; after too many deaths it failed. Whether it was still in the dead worker's hands."""
    return _back(job, _("处理它的进程多次异常退出（可能内存不足或文件结构异常）。请另存为 docx、xlsx 或 pdf 后重新上传，或拆分后再传。"))
