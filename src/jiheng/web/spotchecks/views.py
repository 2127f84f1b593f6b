"""Pages of spot checks: plans, a preview of a draw, what became of it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jiheng.web import policy
from jiheng.web.acting import Refused
from jiheng.web.downloads import FORMATS, table_file
from jiheng.web.people.models import Organisation, OrganisationKind
from jiheng.web.policy import Permission
from jiheng.web.signed_in import person_of
from jiheng.web.spotchecks.actions.draw import draw
from jiheng.web.spotchecks.forms import DrawForm, PlanForm
from jiheng.web.spotchecks.results import columns, results, table
from jiheng.web.spotchecks.sampling import sample

_GROUPS = (OrganisationKind.FINANCE_AUTHORITY, OrganisationKind.DEPARTMENT)


@require_safe
def plan_list(request: HttpRequest) -> HttpResponse:
    """The plans in sight, and how far each is."""
    person = person_of(request)
    done = Q(draws__case__recheck_score__isnull=False)
    plans = policy.plans(person).select_related("organisation", "made_by")
    plans = plans.annotate(drawn=Count("draws"), rechecked=Count("draws", filter=done))
    return render(request, "spotchecks/plans.html", {"plans": plans, "directs": policy.holds(person, Permission.DIRECT)})


@require_http_methods(["GET", "HEAD", "POST"])
def new_plan(request: HttpRequest) -> HttpResponse:
    """Say how to draw, look at what would be drawn, draw."""
    person = person_of(request)
    if not policy.holds(person, Permission.DIRECT):
        raise PermissionDenied
    places = Organisation.objects.filter(is_active=True, pk__in=policy.organisations(person), kind__in=_GROUPS)
    if request.method == "POST":
        wanted = DrawForm(request.POST, places=places)
        if wanted.is_valid():
            told = wanted.cleaned_data
            try:
                plan = draw(person, told["organisation"], seen=told["seen"], due_on=told["due_on"], **wanted.plan)
            except Refused as refusal:
                messages.error(request, str(refusal))
            else:
                messages.success(request, _("已抽取，有关单位和复核人员会在首页看到。"))
                return redirect(plan)
    asked = request.POST if request.method == "POST" else request.GET
    form = PlanForm(asked if "method" in asked else None, places=places)
    found = None
    if form.is_bound and form.is_valid():
        plan_asked = form.plan
        year = plan_asked.pop("year")
        found = sample(person, form.cleaned_data["organisation"], year.pk, **plan_asked)
    return render(request, "spotchecks/plan.html", {"form": form, "sample": found})


@require_safe
def plan_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One plan: what was drawn on what ground, and what the rechecks said."""
    plan = get_object_or_404(policy.plans(person_of(request)).select_related("organisation", "made_by"), pk=pk)
    return render(request, "spotchecks/results.html", {"plan": plan, "results": results(plan.draws.all()), "formats": FORMATS})


@require_safe
def plan_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The same as a file."""
    plan = get_object_or_404(policy.plans(person_of(request)), pk=pk)
    if form not in FORMATS:
        raise Http404
    return table_file(_("抽查复核结果 {year}").format(year=plan.fiscal_year_id), form, columns(), table(results(plan.draws.all())))
