"""Worker processes: they leave Ctrl-C to the main process, log as it does, and end with it."""

from __future__ import annotations

import logging
import signal
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context


def worker_pool(jobs: int) -> ProcessPoolExecutor:
    """So many processes, started afresh on every system."""
    level = logging.getLogger().level
    return ProcessPoolExecutor(max_workers=jobs, mp_context=get_context("spawn"), initializer=_begin, initargs=(level,))


def _begin(level: int) -> None:
    """A worker leaves Ctrl-C to the main process and logs as it does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.basicConfig(level=level, format="%(name)s: %(message)s")


def end_workers(executor: ProcessPoolExecutor) -> None:
    """End them at once: what still runs is of no use."""
    for process in list((executor._processes or {}).values()):
        process.terminate()
