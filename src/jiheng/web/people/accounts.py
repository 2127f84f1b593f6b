"""Where allauth and axes meet our persons: no registration, demo accounts only in demo mode, a page for the locked-out."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jiheng.web.people.events import SIGNED_IN
from jiheng.web.people.models import Person


def display(person: Person) -> str:
    """The name a person is called by."""
    return str(person)


class Backend(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """Checks name and password."""

    def user_can_authenticate(self, user: AbstractBaseUser | None) -> bool:
        """Accounts in force; those of the sample county only where the workspace is a demonstration."""
        if isinstance(user, Person) and user.is_demo and not settings.DEMO:
            return False
        return bool(super().user_can_authenticate(user))


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """People come by invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - the name and arguments are allauth's
        """Never."""
        return False

    def pre_login(self, request: HttpRequest, user: Person, **kwargs: Any) -> HttpResponse | None:
        """Allauth goes on with a person whom only the backend turned away: turned away here as well."""
        if user.is_demo and not settings.DEMO:
            turned_away: HttpResponse = self.respond_user_inactive(request, user)
            return turned_away
        stopped: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return stopped

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who signed in a moment ago need not type the password again to set up the second factor."""
        signed_in: float = self.request.session.get(SIGNED_IN, 0)
        if time.time() - signed_in < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))


def attempted_name(request: HttpRequest | None, credentials: Mapping[str, Any] | None) -> str:
    """The name somebody tries to sign in by, in one spelling: capitals are no way around a lock."""
    tried = (credentials or {}).get("username") or (request.POST.get("login") if request else None)
    return str(tried or "").strip().lower()


def locked_out(request: HttpRequest, _response: Any = None, credentials: Any = None) -> HttpResponse:  # noqa: ARG001 - called by axes
    """The page after too many wrong passwords."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds()) // 60
    return render(request, "errors/locked_out.html", {"minutes": minutes}, status=429)
