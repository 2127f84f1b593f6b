"""The person behind a request, for views that are only reached signed in."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from jiheng.web.people.models import Person


def person_of(request: HttpRequest) -> Person:
    """Who asks. The middleware sends everybody else to the sign-in page before a view runs."""
    if not isinstance(request.user, Person):
        raise PermissionDenied
    return request.user
