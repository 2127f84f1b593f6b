"""Requests of the live server one after the other: on SQLite in memory all its threads share one connection, and with it one transaction."""

from __future__ import annotations

from collections.abc import Callable
from threading import Condition
from typing import Any


class OneAtATime:
    """Lets one request in; knows how many are inside or wait outside."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._inside = False
        self._asked = 0

    def answer(self, ask: Callable[[], Any]) -> Any:
        """What ``ask`` answers, alone."""
        with self._changed:
            self._asked += 1
            self._changed.wait_for(lambda: not self._inside)
            self._inside = True
        try:
            return ask()
        finally:
            with self._changed:
                self._inside = False
                self._asked -= 1
                self._changed.notify_all()

    def end(self) -> None:
        """Waits until all were answered."""
        with self._changed:
            self._changed.wait_for(lambda: not self._asked, timeout=120)


#: Of all tests: there is one live server.
GATE = OneAtATime()
