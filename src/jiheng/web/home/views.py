"""The first page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jiheng.web import policy
from jiheng.web.dossiers.models import Stage
from jiheng.web.home.panels import panels
from jiheng.web.home.progress import progress
from jiheng.web.home.tasks import MINE, OTHERS, gather
from jiheng.web.people.models import FiscalYear, Membership
from jiheng.web.policy import Permission
from jiheng.web.remembered import until_next_deed
from jiheng.web.signed_in import person_of


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What I must do, what waits for others, how far everyone is."""
    person = person_of(request)
    years = list(FiscalYear.objects.order_by("-year"))
    asked = request.GET.get("year", "")
    year = next((one for one in years if str(one.pk) == asked), next((one for one in years if one.is_open), None))
    watches = policy.holds(person, Permission.VIEW)
    context = {
        "mine": gather(MINE, person),
        "others": gather(OTHERS, person),
        "year": year,
        "years": years,
        "panels": panels(person, year.pk) if year and watches else (),
        "stages": Stage.choices,
        "rows": until_next_deed(person, f"progress {year}", lambda: progress(person, year.pk)) if year and watches else [],
        "roles": Membership.objects.filter(person=person, until__isnull=True).select_related("organisation"),
    }
    return render(request, "home/home.html", context)
