"""Pages of dossiers: the list, one dossier, one version of a record."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jiheng.web import policy
from jiheng.web.acting import Refused
from jiheng.web.assignments.models import Assignment
from jiheng.web.audit.models import AuditEntry
from jiheng.web.dossiers.actions.open_dossier import open_dossier
from jiheng.web.dossiers.around import look_around, may_have
from jiheng.web.dossiers.forms import OpenForm
from jiheng.web.dossiers.listing import listing
from jiheng.web.dossiers.models import Dossier, DossierKind, FormKind, RecordVersion
from jiheng.web.dossiers.panels import panels
from jiheng.web.dossiers.records import is_sound
from jiheng.web.dossiers.sheet import sheet
from jiheng.web.people.models import Organisation
from jiheng.web.policy import Permission
from jiheng.web.portal.forwarding import of_record
from jiheng.web.signed_in import person_of

#: So many of the latest deeds stand on the dossier's page.
_LATEST = 20


@require_safe
def dossier_list(request: HttpRequest) -> HttpResponse:
    """All dossiers the person sees, filtered and paged."""
    return render(request, "dossiers/list.html", {"listing": listing(person_of(request), request.GET)})


@require_http_methods(["GET", "HEAD", "POST"])
def open_page(request: HttpRequest) -> HttpResponse:
    """A new dossier of one's own organisation, beginning with its objective."""
    person = person_of(request)
    if not policy.holds(person, Permission.FILL):
        raise PermissionDenied
    form = OpenForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            dossier = open_dossier(
                person,
                told["organisation"],
                year=told["year"],
                kind=DossierKind(told["kind"]),
                subject=told["subject"],
                code=told["code"],
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("已新建卷宗，请填报绩效目标申报表。"))
            return redirect(dossier)
    context = {"form": form, "title": _("新建卷宗"), "button": _("新建"), "back": reverse("dossiers")}
    return render(request, "form_page.html", context)


@require_safe
def dossier_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One dossier: what it is about, its records in versions, who evaluates it, what was done."""
    person = person_of(request)
    dossier = get_object_or_404(policy.dossiers(person).select_related("organisation", "fiscal_year"), pk=pk)
    look_around(dossier)
    assigned = Assignment.objects.filter(dossier=dossier, withdrawn_at__isnull=True).select_related("person")
    done = AuditEntry.objects.filter(subject_type=Dossier._meta.label_lower, subject_id=str(pk)).order_by("-sequence")
    context = {
        "dossier": dossier,
        "above": Organisation.objects.filter(pk__in=dossier.organisation.line[:-1]),
        "records": sorted(dossier.records.select_related("stored_by").defer("content"), key=_place),
        "assignments": list(assigned) if may_have(dossier, Assignment) else (),
        "assigns": policy.may(person, Permission.ASSIGN, dossier),
        "entries": done[:_LATEST],
        "panels": panels(person, dossier),
    }
    return render(request, "dossiers/dossier.html", context)


def _place(version: RecordVersion) -> tuple[int, int]:
    """Forms in the order of the year, of each the newest version first."""
    return FormKind.values.index(version.form), -version.number


@require_safe
def record_page(request: HttpRequest, pk: int, form: str, number: int) -> HttpResponse:
    """One version of one form, to read and to print."""
    person = person_of(request)
    visible = policy.dossiers(person)
    version = get_object_or_404(
        RecordVersion.objects.select_related("dossier__organisation", "stored_by"),
        dossier__in=visible,
        dossier_id=pk,
        form=form,
        number=number,
    )
    versions = RecordVersion.objects.filter(dossier_id=pk, form=form).values_list("number", flat=True)
    context = {
        "version": version,
        "dossier": version.dossier,
        "sheet": sheet(version),
        "sound": is_sound(version),
        "numbers": versions,
        "offer": of_record(person, version) if number == max(versions) else None,
    }
    return render(request, "dossiers/record.html", context)
