"""Pages for what went wrong, in Chinese, with a way on."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jiheng.web.versioned import Stale


@login_not_required
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - named by Django
    """400."""
    return render(request, "errors/400.html", status=400)


@login_not_required
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - named by Django
    """403: seen, but not allowed."""
    return render(request, "errors/403.html", status=403)


@login_not_required
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - named by Django
    """404: not there, or not for you; the page does not tell which."""
    return render(request, "errors/404.html", status=404)


@login_not_required
def broken(_request: HttpRequest) -> HttpResponse:
    """500: drawn without the database, which may be what broke."""
    from django.template.loader import render_to_string

    return HttpResponse(render_to_string("errors/500.html", {"bare": True}), status=500)


@login_not_required
def forgery(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django tells the reason; it is not for the page
    """403: the form is older than the session."""
    return render(request, "errors/forgery.html", status=403)


def stale(request: HttpRequest, error: Stale, back: str) -> HttpResponse:
    """409: somebody else saved first."""
    return render(request, "errors/409.html", {"text": str(error), "back": back}, status=409)
