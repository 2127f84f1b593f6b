"""What happens around every request: health, log line, limits of a session, second factor."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jiheng.web import policy
from jiheng.web.health import HEALTH, health
from jiheng.web.people.events import SECOND, SEEN, SIGNED_IN
from jiheng.web.people.models import Person

Answer = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger("jiheng.web.requests")
#: The moment of the last request is written down this often at most.
_NOTED_EVERY = 60
#: Pages a person without their second factor can open: setting it up, confirming the password, leaving.
_ON_THE_WAY = ("mfa_activate_totp", "account_reauthenticate", "account_logout")


def answer_health(answer: Answer) -> Answer:
    """Load balancers ask by address and without a cookie: answered before anything else looks."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return health(request) if request.path == HEALTH else answer(request)

    return middleware


def log_requests(answer: Answer) -> Answer:
    """One line a request: method, path, status, milliseconds. No query, no body: both can quote documents."""

    def middleware(request: HttpRequest) -> HttpResponse:
        began = time.monotonic()
        response = answer(request)
        path = _without_secrets(request)
        log.info("%s %s %s %d ms", request.method, path, response.status_code, round((time.monotonic() - began) * 1000))
        return response

    return middleware


def _without_secrets(request: HttpRequest) -> str:
    match = request.resolver_match
    return f"/{match.route}" if match and "token" in match.kwargs else request.path


def limit_sessions(answer: Answer) -> Answer:
    """A sign-in ends when nobody is there, and after a day's work in any case."""

    def middleware(request: HttpRequest) -> HttpResponse:
        session = request.session
        if SIGNED_IN not in session:
            return answer(request)
        now = timezone.now().timestamp()
        idle, whole = now - session.get(SEEN, 0), now - session[SIGNED_IN]
        if idle > settings.IDLE_LIMIT.total_seconds() or whole > settings.SESSION_LIMIT.total_seconds():
            logout(request)
            messages.info(request, _("登录已超时，请重新登录。"))
            return redirect_to_login(request.get_full_path() if request.method == "GET" else reverse("home"))
        if idle > _NOTED_EVERY:
            session[SEEN] = now
        return answer(request)

    return middleware


def ask_for_second_factor(answer: Answer) -> Answer:
    """Who must have a second factor gets no further than its page without one."""

    def middleware(request: HttpRequest) -> HttpResponse:
        person = request.user
        if not isinstance(person, Person) or request.session.get(SECOND):
            return answer(request)
        allowed = {reverse(name) for name in _ON_THE_WAY}
        if request.path in allowed or request.path.startswith(settings.STATIC_URL):
            return answer(request)
        if policy.needs_second_factor(person):
            if not is_mfa_enabled(person, [Authenticator.Type.TOTP]):
                return HttpResponseRedirect(reverse("mfa_activate_totp"))
            request.session[SECOND] = True
        return answer(request)

    return middleware
