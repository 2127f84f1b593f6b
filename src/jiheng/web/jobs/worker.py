"""A worker: takes jobs out of the queue until it is told to stop, and keeps its leases meanwhile."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from django.db import DatabaseError, connection
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker

from jiheng.web.jobs import days
from jiheng.web.jobs.models import Job, JobState
from jiheng.web.jobs.running import LEASE, log, worker_name
from jiheng.web.jobs.sweeping import sweep, tidy

#: Seconds between two signs of life, and between two looks into an empty queue.
_BEAT: Final = 10.0
_LOOK: Final = 1.0
#: Seconds between two looks at whether a new day has begun.
_DAY: Final = 60.0


def work(*, once: bool = False, beside: bool = False) -> None:
    """Do jobs until told to stop; with ``once`` until the queue is empty; with ``beside`` until standard input ends."""
    tidy()
    sweep()
    if beside:
        threading.Thread(target=_end_with_the_server, daemon=True).start()
    worker = Worker(
        queue_names=["default"], interval=_LOOK, batch=once, backend_name="default", startup_delay=False, max_tasks=None,
        worker_id=worker_name(), excluded_queue_names=[],
    )  # fmt: skip
    worker.configure_signals()
    with _beside(_BEAT, _live):
        if once:
            days.do_today()
            worker.run()
            return
        with _beside(_DAY, days.do_today, at_once=True, patience=_BEAT):
            worker.run()


@contextmanager
def _beside(pause: float, do: Callable[[], object], *, at_once: bool = False, patience: float | None = None) -> Iterator[None]:
    """Meanwhile do this in a thread of its own, again and again with a pause; at the end it is waited for, with patience."""
    stop = threading.Event()
    thread = threading.Thread(target=_again_and_again, args=(stop, pause, do, at_once), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(patience)


def _again_and_again(stop: threading.Event, pause: float, do: Callable[[], object], at_once: bool) -> None:
    try:
        while at_once or not stop.wait(pause):
            at_once = False
            try:
                do()
            except DatabaseError:
                log.warning("the database did not answer beside the work")
                connection.close()
    finally:
        connection.close()


def _live() -> None:
    beat()
    sweep()


def beat() -> None:
    """Renew the leases of this worker."""
    now = timezone.now()
    Job.objects.filter(worker=worker_name(), state=JobState.RUNNING).update(heartbeat_at=now, lease_until=now + LEASE)
    days.keep()


def _end_with_the_server() -> None:
    """The server holds the other end of standard input: when it is gone, however it went, this process stops after its job."""
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)
