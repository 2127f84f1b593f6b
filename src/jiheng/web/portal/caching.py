"""Pages of the portal are drawn once for each edition of what is published, and told by ETag and Last-Modified.

Pages are kept by each process for itself; the number of the edition stands in the database, so that a withdrawal holds everywhere at once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

from jiheng.web.portal.models import Edition

_LASTS: Final = 3600
#: What a page may ask for; anything else in the address changes nothing and is not kept apart.
_ASKED: Final = ("q", "page", "year")
_LONGEST: Final = 80
View = Callable[..., HttpResponse]


def drawn_once(view: View) -> View:
    """The view, drawn once an edition and address; what is not 200 is drawn each time."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        edition = Edition.now()
        asked = "&".join(f"{name}={request.GET.get(name, '')[:_LONGEST]}" for name in _ASKED)
        key = hashlib.sha256(f"{edition.number}:{edition.changed_at.isoformat()}:{request.path}?{asked}".encode()).hexdigest()
        kept: tuple[bytes, dict[str, str]] | None = caches["pages"].get(key)
        if kept is None:
            response = view(request, *args, **kwargs)
            if response.status_code != 200:
                return response
            kept = response.content, {name: response[name] for name in ("Content-Type", "Content-Disposition") if name in response}
            caches["pages"].set(key, kept, _LASTS)
        return _answer(request, kept, edition)

    return answer


def _answer(request: HttpRequest, kept: tuple[bytes, dict[str, Any]], edition: Edition) -> HttpResponse:
    body, headers = kept
    response = HttpResponse(body, headers=headers)
    response["ETag"] = quote_etag(hashlib.sha256(body).hexdigest()[:32])
    response["Last-Modified"] = http_date(edition.changed_at.timestamp())
    response["Cache-Control"] = "public, no-cache"  # may be kept, and is asked about each time: a withdrawal holds at once
    found = get_conditional_response(request, response["ETag"], int(edition.changed_at.timestamp()), response)
    assert found is not None  # a response was given
    return found
