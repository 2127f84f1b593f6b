"""Pages of the findings of a stored form: all of them, and one with its decisions and the form to decide."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jiheng.model import Finding as Found
from jiheng.web import errors, policy
from jiheng.web.acting import Refused
from jiheng.web.casework.checking import Checked, check_form
from jiheng.web.dossiers.models import Dossier, FormKind
from jiheng.web.findings.actions.decide import NEEDED
from jiheng.web.findings.actions.decide_in_form import decide_in_form
from jiheng.web.findings.forms import DecisionForm
from jiheng.web.findings.models import Answer, DossierDecision
from jiheng.web.findings.settling import About, about, decisions, key_of
from jiheng.web.people.models import Person
from jiheng.web.policy import Permission
from jiheng.web.signed_in import person_of
from jiheng.web.versioned import Stale


def _opened(person: Person, pk: int, form: str) -> tuple[Dossier, FormKind, Checked]:
    """The dossier, the form and what the checks say of its newest version; 404 where there is none."""
    dossier = get_object_or_404(policy.dossiers(person).select_related("organisation", "fiscal_year"), pk=pk)
    if form not in FormKind.values:
        raise Http404
    checked = check_form(dossier, form)
    if checked is None:
        raise Http404
    return dossier, FormKind(form), checked


def answers_in(person: Person, dossier: Dossier) -> list[Answer]:
    """What the person may decide about findings of the dossier."""
    return [answer for answer in Answer if policy.may(person, NEEDED[answer], dossier)]


@require_safe
def form_findings(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The findings of the newest version of a form, each with what was decided about it."""
    dossier, kind, checked = _opened(person_of(request), pk, form)
    known = decisions(dossier, kind)
    rows = [_row(one, known, "") for one in checked.findings]
    rows += [_row(one, known, words) for one, words in checked.settled]
    return render(request, "findings/form_findings.html", {"dossier": dossier, "form": kind, "version": checked.version, "rows": rows})


def _row(found: Found, known: dict[str, DossierDecision], words: str) -> dict[str, Any]:
    key = key_of(found)
    return {"found": found, "key": key, "decision": known.get(key), "settled": words}


@require_http_methods(["GET", "HEAD", "POST"])
def form_finding(request: HttpRequest, pk: int, form: str, key: str) -> HttpResponse:
    """One finding of a form: what it says, what was decided, and a form to decide."""
    person = person_of(request)
    dossier, kind, checked = _opened(person, pk, form)
    every = [(one, "") for one in checked.findings] + list(checked.settled)
    found, words = next(((one, said) for one, said in every if key_of(one) == key), (None, ""))
    if found is None:
        raise Http404
    history = list(DossierDecision.objects.filter(dossier=dossier, form=kind, key=key).select_related("decided_by"))
    answers = answers_in(person, dossier)
    asked = DecisionForm(request.POST or None, answers=answers, initial={"seen": history[0].pk if history else 0})
    if request.method == "POST":
        policy.require(person, Permission.ANSWER, dossier)
        try:
            if asked.is_valid() and decided(request, dossier, about(found, kind), asked):
                return redirect("form_findings", dossier.pk, kind.value)
        except Stale as error:
            return errors.stale(request, error, request.path)
    context = {
        "dossier": dossier,
        "form": kind,
        "found": found,
        "settled": words,
        "history": history,
        "asked": asked if answers else None,
    }
    return render(request, "findings/form_finding.html", context)


def decided(request: HttpRequest, dossier: Dossier, subject: About, asked: DecisionForm) -> bool:
    """Whether the decision was taken; what is missing then stands in the form.

    Raises:
        Stale: somebody else decided first.
    """
    told = asked.cleaned_data
    try:
        decide_in_form(
            person_of(request),
            dossier,
            subject,
            Answer(told["answer"]),
            seen=told["seen"],
            reason=told["reason"],
            until=told.get("until"),
        )
    except Refused as refusal:
        asked.add_error(None, str(refusal))
        return False
    messages.success(request, _("已记下处理意见。"))
    return True
