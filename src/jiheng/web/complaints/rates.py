"""How often one address may do a thing in an hour. Counted in the cache, which all processes share; addresses are kept as seals only."""

from __future__ import annotations

from typing import Final

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

_HOUR: Final = 3600
#: Look-ups are cheap and get more than complaints; a wrong code counts for the number it was tried on.
LOOKUPS: Final = 6
WRONG_CODES: Final = 10


def passes(request: HttpRequest, what: str, most: int) -> bool:
    """Whether this address has not yet done the thing so often within the hour; counts this time."""
    return counts(f"{what}:{request.META.get('REMOTE_ADDR', '')}", most)


def counts(what: str, most: int) -> bool:
    """Whether the thing has not yet been done so often within the hour; counts this time."""
    key = f"rate:{salted_hmac('jiheng.complaints.rates', what).hexdigest()[:40]}"
    if cache.add(key, 1, _HOUR):
        return most > 0
    try:
        return cache.incr(key) <= most
    except ValueError:  # it ran out in between
        cache.set(key, 1, _HOUR)
        return most > 0
