"""A worker beside the server: a process of its own that is started again when it dies and ends when the server does."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from typing import Final

COMMAND: Final = (sys.executable, "-m", "jiheng", "worker", "--beside")
#: Seconds before a worker that died is started again.
_PAUSE: Final = 1.0
log = logging.getLogger("jiheng.web.jobs")


class Companion:
    """The worker and the thread that looks after it."""

    def __init__(self, command: Sequence[str] = COMMAND, pause: float = _PAUSE) -> None:
        self._command, self._pause = list(command), pause
        self._stopping = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = os.getpid()
        self._thread = threading.Thread(target=self._look_after, daemon=True)

    def start(self) -> None:
        """Start the worker."""
        self._thread.start()

    def stop(self) -> None:
        """Let the worker finish its job and end. Processes forked off the server have a copy of this object, not of the worker."""
        if os.getpid() != self._owner:
            return
        self._stopping.set()
        process = self._process
        if process is not None and process.stdin is not None:
            process.stdin.close()
        self._thread.join()

    def _look_after(self) -> None:
        while not self._stopping.is_set():
            with subprocess.Popen(self._command, stdin=subprocess.PIPE) as process:  # noqa: S603 - our own command
                self._process = process
                if self._stopping.is_set() and process.stdin is not None:
                    process.stdin.close()
                process.wait()
            if not self._stopping.wait(self._pause):
                log.warning("the worker ended with code %s and is started again", process.returncode)
