"""Who a program is, and how often it may ask."""

from __future__ import annotations

import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer
from ninja.throttling import BaseThrottle

from jiheng.web import policy
from jiheng.web.exchange.models import ApiToken
from jiheng.web.people.models import Person

#: The moment of the last use is written down this often at most, in seconds.
_NOTED_EVERY = 60
_WINDOW = 60


class Bearer(HttpBearer):
    """A token in the header ``Authorization: Bearer …``; cookies of signed-in people open nothing here."""

    def authenticate(self, _request: HttpRequest, token: str) -> Person | None:
        """The person the program stands as, with what its token may do."""
        found = ApiToken.objects.select_related("organisation", "person").filter(digest=ApiToken.digest_of(token)).first()
        now = timezone.now()
        if found is None or not found.is_open(now):
            return None
        if found.last_used_at is None or (now - found.last_used_at).total_seconds() > _NOTED_EVERY:
            ApiToken.objects.filter(pk=found.pk).update(last_used_at=now)
        policy.act_for(found.person, found.organisation, writes=found.writes)
        return found.person


class PerMinute(BaseThrottle):
    """So many requests a minute for each token. ninja's own throttles keep what they count on one object that threads share."""

    def allow_request(self, request: HttpRequest) -> bool:
        """Whether this one still fits into the minute."""
        key = f"api:{program_of(request).pk}:{int(time.time()) // _WINDOW}"
        cache.add(key, 0, timeout=2 * _WINDOW)
        return cache.incr(key) <= settings.API_REQUESTS

    def wait(self) -> float:
        """Until the next minute begins."""
        return _WINDOW - time.time() % _WINDOW


def program_of(request: HttpRequest) -> Person:
    """Who asks; only reached with a token that opened."""
    person: Person = request.auth  # type: ignore[attr-defined]  # put there by ninja
    return person
