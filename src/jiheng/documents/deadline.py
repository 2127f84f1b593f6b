"""The time one file may take. Readers ask cooperatively: once a page, a row or a few hundred lines."""

from __future__ import annotations

from time import monotonic

from jiheng.documents.content import Limits
from jiheng.documents.errors import TimeExceeded


class Deadline:
    """The moment by which a file must have been read."""

    __slots__ = ("_end", "_path", "_seconds")

    def __init__(self, path: str, limits: Limits) -> None:
        self._path, self._seconds = path, limits.seconds
        self._end = monotonic() + limits.seconds

    def check(self) -> None:
        """Raise :class:`TimeExceeded` when time is up."""
        if monotonic() > self._end:
            raise TimeExceeded(self._path, self._seconds)
