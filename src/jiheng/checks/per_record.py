"""What is worked out of a record once, however many of its facts, rows and sentences checks visit. No check of its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

#: How many records, with further arguments, a function remembers: a cross check goes from one to another and back.
_KEPT = 16


class _Same:
    """An argument as a key: a text by what it says, a record or standard as this very object. Being held, its address is not used again."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value

    def __hash__(self) -> int:
        return hash(self.value) if isinstance(self.value, str) else id(self.value)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Same):
            return False
        return self.value is other.value or (isinstance(self.value, str) and self.value == other.value)


def once_per_record(function: Callable[P, T]) -> Callable[P, T]:
    """Remember what a function of records, texts and standards says of the latest of them.

    None of these ever changes; nobody may change what the function returns.
    """
    called: Callable[..., T] = function

    @lru_cache(maxsize=_KEPT)
    def kept(*keys: _Same) -> T:
        return called(*(key.value for key in keys))

    @wraps(function)
    def looked_up(*args: P.args, **kwargs: P.kwargs) -> T:
        return called(*args, **kwargs) if kwargs else kept(*map(_Same, args))

    return looked_up
