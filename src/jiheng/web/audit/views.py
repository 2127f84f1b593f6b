"""The page of audit entries."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jiheng.web import policy
from jiheng.web.audit.models import AuditHead
from jiheng.web.policy import Permission
from jiheng.web.signed_in import person_of

PAGE = 50


@require_safe
def audit_page(request: HttpRequest) -> HttpResponse:
    """What was done in the person's reach, newest first."""
    person = person_of(request)
    if not policy.holds(person, Permission.READ_AUDIT):
        raise PermissionDenied
    entries = policy.audit_entries(person).select_related("organisation").order_by("-sequence")
    page = Paginator(entries, PAGE).get_page(request.GET.get("page"))
    return render(request, "audit/entries.html", {"page": page, "head": AuditHead.objects.filter(pk=1).first()})
