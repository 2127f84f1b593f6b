"""Pages of the public: hand in a complaint, see how it stands, say what one thinks of the reply. Nobody is signed in."""

from __future__ import annotations

import time
from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jiheng.web.acting import Refused
from jiheng.web.complaints import rates
from jiheng.web.complaints.actions.advance import advance
from jiheng.web.complaints.actions.hand_in import hand_in
from jiheng.web.complaints.forms import LookupForm, PublicForm, step_form
from jiheng.web.complaints.models import Complaint
from jiheng.web.complaints.receiving import NotTaken, Received, received
from jiheng.web.complaints.steps import choices
from jiheng.web.people.models import Organisation, OrganisationKind
from jiheng.web.versioned import Stale

#: In the session of the visitor: what was just handed in, and what they may look at and until when.
_RECEIPT: Final = "complaint_receipt"
_OPENED: Final = "complaint_opened"
_LOOKS: Final = 30 * 60
form_page = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@never_cache
@form_page
def complain(request: HttpRequest) -> HttpResponse:
    """The form, and what was filled in."""
    owner = _owner()
    if owner is None:
        raise Http404
    if request.method != "POST":
        return _form(request, PublicForm(), 200)
    form = PublicForm(request.POST)
    files: list[UploadedFile[Any]] = request.FILES.getlist("files")
    taken: tuple[Received, ...] = ()
    refused = ""
    try:
        taken = received(files)
    except NotTaken as error:
        refused = str(error)
    if not form.is_valid() or refused:
        form.asked_again()
        return _form(request, form, 200, refused)
    if not rates.passes(request, "complain", settings.COMPLAINTS_AN_HOUR):
        form.asked_again()
        return _form(request, form, 429, _("这个网络地址一小时内提交得太多，请稍后再提交，或来电、来信、来访。"))
    said = form.said
    complaint, code = hand_in(None, _owner(said["about"]) or owner, said, taken)
    request.session[_RECEIPT] = [complaint.number, code]
    return redirect("complaint_receipt")


def _form(request: HttpRequest, form: PublicForm, status: int, refused: str = "") -> HttpResponse:
    context = {
        "form": form,
        "refused": refused,
        "files": settings.COMPLAINT_FILES,
        "section": "complain",
        "megabytes": settings.COMPLAINT_FILE_BYTES // 2**20,
    }
    return render(request, "complaints/complain.html", context, status=status)


def _owner(about: Organisation | None = None) -> Organisation | None:
    """The finance authority that keeps the ledger: the nearest above the organisation complained about, else the first of all."""
    authorities = Organisation.objects.filter(kind=OrganisationKind.FINANCE_AUTHORITY, is_active=True)
    if about is not None:
        above = authorities.filter(pk__in=about.line).order_by("-path").first()
        if above is not None:
            return above
    return authorities.order_by("path").first()


@login_not_required
@never_cache
@require_safe
def receipt(request: HttpRequest) -> HttpResponse:
    """Number and lookup code, told to the browser that handed in and to nobody else, until it looks elsewhere."""
    told = request.session.get(_RECEIPT)
    if not told:
        return redirect("complain")
    return render(request, "complaints/receipt.html", {"number": told[0], "code": told[1]})


@login_not_required
@never_cache
@form_page
def look_up(request: HttpRequest) -> HttpResponse:
    """Number and code open the page of a complaint for half an hour. A wrong number and a wrong code are told apart by nobody."""
    form = LookupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        number = form.cleaned_data["number"].strip().upper()
        allowed = rates.passes(request, "look_up", settings.COMPLAINTS_AN_HOUR * rates.LOOKUPS)
        complaint = Complaint.objects.filter(number=number).first() if allowed else None
        digest = Complaint.digest_of(number, form.cleaned_data["code"])
        if complaint is not None and constant_time_compare(complaint.code_digest, digest):
            request.session.pop(_RECEIPT, None)
            request.session[_OPENED] = [complaint.pk, time.time() + _LOOKS]
            return redirect("complaint_status")
        if not allowed or not rates.counts(f"wrong_code:{number}", rates.WRONG_CODES):
            form.add_error(None, _("试得太多了，请一小时后再试。"))
        else:
            form.add_error(None, _("编号或查询码不对，请核对后再试。"))
    return render(request, "complaints/look_up.html", {"form": form, "section": "lookup"})


def _opened(request: HttpRequest) -> Complaint | None:
    found = request.session.get(_OPENED)
    if not found or found[1] < time.time():
        return None
    return Complaint.objects.select_related("joined_to").filter(pk=found[0]).first()


@login_not_required
@never_cache
@require_safe
def status(request: HttpRequest) -> HttpResponse:
    """How the complaint stands, the reply once it was approved, and what the complainant can do."""
    complaint = _opened(request)
    if complaint is None:
        return redirect("complaint_lookup")
    answered = complaint.joined_to or complaint
    context = {
        "complaint": complaint,
        "answered": answered if answered.replied_on else None,
        "choices": [(one, step_form(one.action, one.requires, complaint, None)) for one in choices(None, complaint)],
    }
    return render(request, "complaints/status.html", context)


@login_not_required
@never_cache
@require_POST
def feedback(request: HttpRequest, action: str) -> HttpResponse:
    """What the complainant does: rate the reply, dispute it, take the complaint back."""
    complaint = _opened(request)
    if complaint is None:
        return redirect("complaint_lookup")
    choice = next((one for one in choices(None, complaint) if one.action == action), None)
    if choice is None:
        raise Http404
    form = step_form(choice.action, choice.requires, complaint, None, request.POST)
    if not form.is_valid():
        messages.error(request, _("请填写完整后再提交。"))
        return redirect("complaint_status")
    try:
        advance(None, complaint, action, seen=form.cleaned_data["seen"], said=form.cleaned_data)
        messages.success(request, _("已收到：{label}。").format(label=choice.label))
    except (Refused, Stale) as error:
        messages.error(request, str(error))
    return redirect("complaint_status")
