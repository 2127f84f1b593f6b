"""The page of fiscal years. A view reads, or calls one action."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jiheng.web import policy
from jiheng.web.acting import Refused
from jiheng.web.people.actions.close_year import close_year
from jiheng.web.people.actions.open_year import open_year
from jiheng.web.people.forms import OpenYearForm
from jiheng.web.people.models import FiscalYear
from jiheng.web.signed_in import person_of


@require_http_methods(["GET", "HEAD", "POST"])
def years_page(request: HttpRequest) -> HttpResponse:
    """The years, and a new one."""
    person = person_of(request)
    policy.require_years(person)
    latest = FiscalYear.objects.order_by("-year").first()
    form = OpenYearForm(request.POST or None, initial={"year": latest.year + 1 if latest else timezone.localdate().year})
    if request.method == "POST" and form.is_valid():
        try:
            year = open_year(person, form.cleaned_data["year"])
        except Refused as refusal:
            form.add_error("year", str(refusal))
        else:
            messages.success(request, _("{year} 年度已开放填报。").format(year=year))
            return redirect("years")
    return render(request, "people/years.html", {"form": form, "years": FiscalYear.objects.all()})


@require_POST
def close_page(request: HttpRequest, year: int) -> HttpResponse:
    """Close a year."""
    person = person_of(request)
    policy.require_years(person)
    try:
        closed = close_year(person, get_object_or_404(FiscalYear, pk=year))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("{year} 年度已关闭，不再填报。").format(year=closed))
    return redirect("years")
