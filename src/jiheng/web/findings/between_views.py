"""Pages of what does not agree between the papers of a dossier: the last check, and one finding with its decisions."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jiheng.web import errors, policy
from jiheng.web.dossiers.models import Dossier
from jiheng.web.findings.actions.check_dossier import check_dossier
from jiheng.web.findings.between import papers_of, rows_of_check
from jiheng.web.findings.form_views import answers_in, decided
from jiheng.web.findings.forms import DecisionForm
from jiheng.web.findings.models import DossierCheck, DossierDecision
from jiheng.web.findings.requests import between_key
from jiheng.web.findings.settling import BETWEEN
from jiheng.web.jobs.models import Job
from jiheng.web.people.models import Person
from jiheng.web.policy import Permission
from jiheng.web.signed_in import person_of
from jiheng.web.versioned import Stale


def _visible(person: Person, pk: int) -> Dossier:
    return get_object_or_404(policy.dossiers(person).select_related("organisation", "fiscal_year"), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def between_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What the papers of the dossier come to together; posting has them checked again."""
    person = person_of(request)
    dossier = _visible(person, pk)
    if request.method == "POST":
        check_dossier(person, dossier)
        messages.success(request, _("已排队核对。"))
        return redirect("between", dossier.pk)
    found = DossierCheck.objects.filter(dossier=dossier).select_related("dossier").first()
    papers = papers_of(dossier)
    job = Job.objects.filter(key=between_key(dossier.pk)).first()
    context = {
        "dossier": dossier,
        "found": found,
        "rows": rows_of_check(found) if found else [],
        "papers": papers.count,
        "is_old": found is not None and found.stamp != papers.stamp,
        "job": job if job is not None and (job.is_unfinished or job.state == "failed") else None,
        "asks": policy.may(person, Permission.ANSWER, dossier),
    }
    return render(request, "findings/between.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def between_finding(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """One finding between papers: its places, what was decided, and a form to decide."""
    person = person_of(request)
    dossier = _visible(person, pk)
    checked = get_object_or_404(DossierCheck.objects.select_related("dossier"), dossier=dossier)
    row = next((one for one in rows_of_check(checked) if one.content["key"] == key), None)
    if row is None:
        raise Http404
    history = list(DossierDecision.objects.filter(dossier=dossier, form=BETWEEN, key=key).select_related("decided_by"))
    answers = answers_in(person, dossier)
    asked = DecisionForm(request.POST or None, answers=answers, initial={"seen": history[0].pk if history else 0})
    if request.method == "POST":
        policy.require(person, Permission.ANSWER, dossier)
        try:
            if asked.is_valid() and decided(request, dossier, row.about, asked):
                return redirect("between", dossier.pk)
        except Stale as error:
            return errors.stale(request, error, request.path)
    context = {"dossier": dossier, "row": row, "history": history, "asked": asked if answers else None}
    return render(request, "findings/between_finding.html", context)
