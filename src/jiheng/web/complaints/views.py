"""Pages for those who handle complaints: the ledger, one case, its steps, its papers, the counts."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jiheng.process import due_dates
from jiheng.web import policy, stored
from jiheng.web.acting import Refused
from jiheng.web.complaints.actions.advance import advance
from jiheng.web.complaints.actions.hand_in import hand_in
from jiheng.web.complaints.actions.link_dossier import link_dossier
from jiheng.web.complaints.course import calendar_of, flow_of
from jiheng.web.complaints.forms import LinkForm, OfficeForm, step_form
from jiheng.web.complaints.ledger import Filters, filtered, ledger_of, listing, statistics
from jiheng.web.complaints.models import Complaint
from jiheng.web.complaints.papers import TYPES, written
from jiheng.web.complaints.receiving import STORAGE
from jiheng.web.complaints.steps import choices, missing_papers
from jiheng.web.errors import stale
from jiheng.web.people.models import Organisation, Person
from jiheng.web.signed_in import person_of
from jiheng.web.versioned import Stale

form_page = require_http_methods(["GET", "HEAD", "POST"])


def _handling(request: HttpRequest) -> Person:
    """Who asks, if they have to do with complaints at all."""
    person = person_of(request)
    if not policy.has_complaints(person):
        raise PermissionDenied
    return person


def _complaint(person: Person, pk: int) -> Complaint:
    rows = policy.complaints(person).select_related("owner", "about", "handling", "handler", "dossier__organisation", "joined_to")
    return get_object_or_404(rows, pk=pk)


@require_safe
def ledger_page(request: HttpRequest) -> HttpResponse:
    """The ledger, filtered and paged."""
    person = _handling(request)
    context = {
        "listing": listing(person, request.GET),
        "registers": bool(policy.registers_complaints(person)),
        "keeps": bool(policy.ledgers(person)),
    }
    return render(request, "complaints/ledger.html", context)


@form_page
def add_page(request: HttpRequest) -> HttpResponse:
    """Take down a complaint that came by telephone, letter or visit."""
    person = person_of(request)
    offices = policy.registers_complaints(person)
    if not offices:
        raise PermissionDenied
    form = OfficeForm(request.POST or None, initial={"received_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        owner = Organisation.objects.get(pk=offices[0])
        try:
            complaint, code = hand_in(person, owner, form.said, on=form.cleaned_data["received_on"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            told = _("已登记 {number}。查询码 {code} 只显示这一次，请交给投诉人。")
            messages.success(request, told.format(number=complaint.number, code=code))
            return redirect(complaint)
    return render(request, "form_page.html", {"form": form, "title": _("登记投诉"), "button": _("登记"), "back": "../"})


@require_safe
def complaint_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One case, one page: what was said, what was done, what can be done."""
    person = person_of(request)
    complaint = _complaint(person, pk)
    course = complaint.way
    today = timezone.localdate()
    calendar = calendar_of(course.standard)
    can = choices(person, complaint)
    words = request.GET.get("q", complaint.project)
    context = {
        "complaint": complaint,
        "named": policy.sees_complainant(person, complaint),
        "steps": complaint.steps.all(),
        "attachments": complaint.attachments.all(),
        "dues": [due.said(today, calendar) for due in due_dates(flow_of(course.standard, course.at), course, calendar)],
        "choices": can,
        "missing": missing_papers(complaint) if any(one.action == "close" for one in can) else (),
        "link": LinkForm(complaint=complaint, person=person, words=words) if can else None,
        "words": words,
        "joined": complaint.joined.all(),
    }
    return render(request, "complaints/complaint.html", context)


@form_page
def step_page(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """The form of one step, and the step."""
    person = person_of(request)
    complaint = _complaint(person, pk)
    choice = next((one for one in choices(person, complaint) if one.action == action), None)
    if choice is None:
        if action not in {one.action for one in flow_of(complaint.way.standard, complaint.way.at).transitions.values()}:
            raise Http404
        raise PermissionDenied
    posted = request.POST if request.method == "POST" else None
    form = step_form(choice.action, choice.requires, complaint, person, posted)
    if posted is not None and form.is_valid():
        try:
            advance(person, complaint, action, seen=form.cleaned_data["seen"], said=form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except Stale as error:
            return stale(request, error, complaint.get_absolute_url())
        else:
            messages.success(request, _("已办理：{label}。").format(label=choice.label))
            visible = policy.complaints(person).filter(pk=pk).exists()
            return redirect(complaint if visible else "complaints")
    context = {"form": form, "title": f"{complaint.number} · {choice.label}", "button": choice.label, "back": complaint.get_absolute_url()}
    return render(request, "form_page.html", context)


@require_POST
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which dossier it is about."""
    person = person_of(request)
    complaint = _complaint(person, pk)
    form = LinkForm(request.POST, complaint=complaint, person=person, words="")
    if not form.is_valid():
        raise Http404
    try:
        link_dossier(person, complaint, form.cleaned_data["dossier"], seen=form.cleaned_data["seen"])
    except Stale as error:
        return stale(request, error, complaint.get_absolute_url())
    messages.success(request, _("已保存关联的卷宗。"))
    return redirect(complaint)


@require_safe
def attachment(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A file that was handed in, to be saved, never shown in place. Who must not know the complainant does not get it: it may name them."""
    person = person_of(request)
    complaint = _complaint(person, pk)
    if not policy.sees_complainant(person, complaint):
        raise PermissionDenied
    file = get_object_or_404(complaint.attachments, number=number)
    try:
        data = stored.fetch(STORAGE, file.digest)
    except stored.Missing as error:
        raise Http404 from error
    return download(data, "application/octet-stream", file.name)


@require_safe
def file_page(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The file of one case on paper."""
    person = person_of(request)
    complaint = _complaint(person, pk)
    if kind not in TYPES:
        raise Http404
    title = _("投诉办理档案\n{number}").format(number=complaint.number)
    ledger = ledger_of(person, [complaint], agency=str(complaint.owner), year=complaint.received_on.year, title=title)
    return download(written(ledger, kind), TYPES[kind], f"{complaint.number}.{kind}")


@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The ledger as it was filtered, on paper."""
    person = _handling(request)
    if kind not in TYPES or not policy.ledgers(person):
        raise Http404
    filters = Filters(request.GET)
    wanted: dict[str, Any] = filters.cleaned_data if filters.is_valid() else {}
    year = wanted.get("year") or timezone.localdate().year
    rows = filtered(policy.complaints(person), {**wanted, "year": year})
    rows = rows.select_related("owner", "about", "handling", "handler", "dossier").prefetch_related("steps", "attachments")
    agency = str(Organisation.objects.get(pk=policy.ledgers(person)[0]))
    name = _("投诉台账-{year}.{kind}").format(year=year, kind=kind)
    return download(written(ledger_of(person, rows, agency=agency, year=year), kind), TYPES[kind], name)


@require_safe
def statistics_page(request: HttpRequest) -> HttpResponse:
    """The counts of a year."""
    person = _handling(request)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else timezone.localdate().year
    return render(request, "complaints/statistics.html", {"statistics": statistics(person, year), "before": year - 1, "after": year + 1})


def download(data: bytes, content_type: str, name: str) -> HttpResponse:
    """An answer that a browser saves and does not look into."""
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
