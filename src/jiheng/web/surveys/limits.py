"""How many answers one address may send in a minute. Counted in memory, by process: no address is ever written down.

Whole offices and villages share one address: the limit stops machines, not people.
"""

from __future__ import annotations

import threading
import time
from collections import Counter

from django.conf import settings
from django.http import HttpRequest

_MINUTE = 60


class Limiter:
    """Counts by address within the running minute, and forgets them with it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._minute = -1
        self._counts: Counter[str] = Counter()

    def admits(self, address: str, most: int, now: float) -> bool:
        """Whether one more of this address is within the limit."""
        minute = int(now // _MINUTE)
        with self._lock:
            if minute != self._minute:
                self._minute = minute
                self._counts.clear()
            self._counts[address] += 1
            return self._counts[address] <= most


_limiter = Limiter()


def admits(request: HttpRequest) -> bool:
    """Whether this request may send an answer now."""
    return _limiter.admits(address_of(request), settings.SURVEY_ANSWERS_A_MINUTE, time.monotonic())


def address_of(request: HttpRequest) -> str:
    """Where a request comes from: behind proxies that were told of, what the outermost of them saw."""
    proxies: int = settings.PROXIES
    told = [one.strip() for one in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if one.strip()]
    if proxies and len(told) >= proxies:
        return str(told[-proxies])
    return str(request.META.get("REMOTE_ADDR", ""))
