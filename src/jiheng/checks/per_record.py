"""What is worked out of a record once, however many of its facts and rows a check visits. No check of its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Generic, TypeVar

from jiheng.model import Record

R = TypeVar("R", bound=Record)
T = TypeVar("T")

#: How many records a function remembers: a cross check goes from one to another and back.
_KEPT = 8


class _Same(Generic[R]):
    """A record as a key: the object itself, not what stands in it. Being held, its address is not used again."""

    __slots__ = ("record",)

    def __init__(self, record: R) -> None:
        self.record = record

    def __hash__(self) -> int:
        return id(self.record)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.record is other.record


def once_per_record(function: Callable[[R], T]) -> Callable[[R], T]:
    """Remember what a function says of the latest records; records never change, and nobody may change what it returns."""

    @lru_cache(maxsize=_KEPT)
    def kept(same: _Same[R]) -> T:
        return function(same.record)

    @wraps(function)
    def looked_up(record: R) -> T:
        return kept(_Same(record))

    return looked_up
