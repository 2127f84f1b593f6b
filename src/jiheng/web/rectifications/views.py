"""Pages of rectifications: the register, a new notice, one rectification, one item, evidence, papers."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jiheng.process import due_dates
from jiheng.web import policy
from jiheng.web.acting import Refused
from jiheng.web.casework import flows
from jiheng.web.coursed import calendar_of, open_steps
from jiheng.web.downloads import FORMATS, table_file
from jiheng.web.files.views import as_download
from jiheng.web.people.models import Person
from jiheng.web.policies import rectifying
from jiheng.web.rectifications.actions.open_rectification import open_rectification
from jiheng.web.rectifications.forms import Filters, NoticeForm
from jiheng.web.rectifications.gathering import candidates, evaluated
from jiheng.web.rectifications.models import Evidence, Rectification, Verdict
from jiheng.web.rectifications.papers import KINDS, TYPES, register_columns, register_rows, written
from jiheng.web.rectifications.recurring import recurring
from jiheng.web.rectifications.register import listing, rows
from jiheng.web.signed_in import person_of

form_page = require_http_methods(["GET", "HEAD", "POST"])


def visible(person: Person, pk: int) -> Rectification:
    """The rectification, or 404."""
    found = rectifying.rectifications(person).select_related("dossier__organisation", "dossier__fiscal_year", "issuer", "evaluation")
    return get_object_or_404(found, pk=pk)


@require_safe
def register_page(request: HttpRequest) -> HttpResponse:
    """All in sight."""
    return render(request, "rectifications/register.html", {"listing": listing(person_of(request), request.GET), "formats": FORMATS})


@require_safe
def register_file(request: HttpRequest, form: str) -> HttpResponse:
    """The same as a table, one row an item."""
    if form not in FORMATS:
        raise Http404
    found = rows(person_of(request), Filters(request.GET)).prefetch_related("items")
    return table_file(_("整改台账"), form, register_columns(), register_rows(found))


@form_page
def new_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A new notice: tick what is known, the rest is added on its page."""
    person = person_of(request)
    dossier = get_object_or_404(policy.dossiers(person).select_related("organisation", "fiscal_year"), pk=pk)
    issuers = rectifying.issuers(person, dossier)
    if not issuers.exists():
        raise PermissionDenied
    known = candidates(person, dossier)
    wanted = request.POST.getlist("chosen")
    initial = {"title": _("{subject}整改通知").format(subject=dossier.subject)}
    form = NoticeForm(request.POST or None, issuers=issuers, initial=initial)
    if request.method == "POST" and form.is_valid():
        chosen = [one for one in known if one.id in wanted]
        judged = evaluated(person, dossier) if any(one.key for one in chosen) else None
        try:
            row = open_rectification(
                person, dossier, form.cleaned_data["issuer"], title=form.cleaned_data["title"], chosen=chosen, judged=judged
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(row)
    return render(request, "rectifications/new.html", {"dossier": dossier, "form": form, "known": known, "wanted": wanted})


@require_safe
def rectification_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One rectification: items, what can be done, what was done."""
    person = person_of(request)
    row = visible(person, pk)
    held = rectifying.duties(person, row)
    items = list(row.items.filter(removed_at__isnull=True).prefetch_related("evidence__file"))
    course, today = row.way, flows.today()
    calendar = calendar_of(course.standard)
    before = recurring(items, row)
    context: dict[str, Any] = {
        "row": row,
        "dossier": row.dossier,
        "items": [(one, before.get(one.pk), _does(row, held, one.verdict)) for one in items],
        "dues": [due.said(today, calendar) for due in due_dates(row.declared, course, calendar) if due.runs],
        "is_late": row.is_overdue(today),
        "steps": row.steps.select_related("actor"),
        "choices": [(one, row.address_of(one.action)) for one in open_steps(row, held)],
        "asks": row.state == "draft" and rectifying.ISSUER in held,
        "papers": [("notice", _("整改通知书")), *([("reply", _("整改情况报告"))] if row.answered_on else [])],
        "types": TYPES,
    }
    return render(request, "rectifications/rectification.html", context)


def _does(row: Rectification, held: frozenset[str], verdict: str) -> str:
    """What the person does with an item now, as the word on its link; empty where nothing."""
    if row.state == "draft" and rectifying.ISSUER in held:
        return _("修改")
    if row.state in rectifying.ANSWERING and rectifying.AGENCY in held and verdict != Verdict.ACCEPTED:
        return _("填写整改情况")
    if row.state == "rectification_review" and rectifying.ISSUER in held:
        return _("审核")
    return ""


@require_safe
def evidence_file(request: HttpRequest, pk: int) -> FileResponse:
    """A paper that was handed in with an answer."""
    seen = rectifying.rectifications(person_of(request))
    found = get_object_or_404(Evidence.objects.select_related("file"), pk=pk, item__rectification__in=seen)
    return as_download(found.file.path.open("rb"), found.file.short_name)


@require_safe
def paper_file(request: HttpRequest, pk: int, kind: str, form: str) -> HttpResponse:
    """The notice or the reply as a file."""
    row = visible(person_of(request), pk)
    if kind not in KINDS or form not in TYPES or (kind == "reply" and row.answered_on is None):
        raise Http404
    response = HttpResponse(written(row, kind, form), content_type="application/octet-stream")
    name = f"{row.title}{'' if kind == 'notice' else _('（整改情况报告）')}.{form}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return response
