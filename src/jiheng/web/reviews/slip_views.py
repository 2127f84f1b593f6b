"""Pages of confirmation slips: sent, signed online or on paper, downloaded."""

from __future__ import annotations

import io

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from jiheng.web.acting import Refused
from jiheng.web.casework import identity
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.files import storage
from jiheng.web.files.views import as_download
from jiheng.web.people.models import Person
from jiheng.web.policies import reviewing
from jiheng.web.reviews.actions.bring_scan import bring_scan
from jiheng.web.reviews.actions.send_slip import send_slip
from jiheng.web.reviews.actions.sign_slip import sign_slip
from jiheng.web.reviews.answering import confirms, confirms_by_seal
from jiheng.web.reviews.asked import evaluation_of, frame_of, posted_file, proved, typed
from jiheng.web.reviews.forms import ScanForm, SignForm, SlipForm
from jiheng.web.reviews.models import Side, Slip, SlipKind
from jiheng.web.reviews.papers import FORMATS, slip_paper
from jiheng.web.signed_in import person_of
from jiheng.web.versioned import Stale

form_page = require_http_methods(["GET", "HEAD", "POST"])


def _asked(request: HttpRequest, pk: int) -> tuple[Person, Evaluation, frozenset[str]]:
    """Who asks for which evaluation; experts have nothing to confirm."""
    person = person_of(request)
    evaluation, held = evaluation_of(person, pk)
    if not held & reviewing.AGENCY and ("expert" in held or not reviewing.sees_joint_review(person, evaluation, held)):
        raise PermissionDenied
    return person, evaluation, held


@form_page
def slips_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The slips one may see, and room to send one."""
    person, evaluation, held = _asked(request, pk)
    form = SlipForm(request.POST or None) if reviewing.may_send_slip(held, evaluation) else None
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        if form.is_valid():
            said = form.cleaned_data
            try:
                send_slip(person, evaluation, kind=SlipKind(said["kind"]), side=Side(said["side"]), days=said["days"])
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("已发出确认单。"))
                return redirect("slips", pk)
    rows = reviewing.slips(person, evaluation, held).select_related("addressee", "report", "scan")
    return render(request, "reviews/slips.html", {**frame_of(person, evaluation, held, "slips"), "rows": rows, "form": form})


def _slip(person: Person, evaluation: Evaluation, held: frozenset[str], number: int) -> Slip:
    rows = reviewing.slips(person, evaluation, held).select_related("addressee", "report", "scan")
    slip = get_object_or_404(rows, number=number)
    slip.evaluation = evaluation
    return slip


@sensitive_post_parameters("proof")
@form_page
def slip_page(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One slip; who it went to signs it here by proving who they are."""
    person, evaluation, held = _asked(request, pk)
    slip = _slip(person, evaluation, held, number)
    signs = reviewing.answers_slip(held, slip)
    asks_for_code = identity.asks_for_code(person)
    initial = {"seen": slip.version, "view": _("对报告无意见。") if slip.kind == SlipKind.REPORT else _("资料和数据真实、完整。")}
    form = SignForm(request.POST or None, asks_for_code=asks_for_code, initial=initial) if signs else None
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        if form.is_valid() and proved(request, person, form):
            try:
                sign_slip(person, slip, seen=form.cleaned_data["seen"], view=form.cleaned_data["view"], confirmed=True)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            except Stale as error:
                return _late(request, error, slip, form)
            else:
                messages.success(request, _("已确认。"))
                return redirect("slips", pk)
    context = {
        **frame_of(person, evaluation, held, "slips"),
        "slip": slip,
        "form": form,
        "confirms": signs and confirms(slip, held),
        "scan": _scan_form(slip) if reviewing.brings_scan(held, slip) else None,
        "confirms_by_seal": confirms_by_seal(slip),
    }
    return render(request, "reviews/slip.html", context)


def _scan_form(slip: Slip) -> ScanForm:
    return ScanForm(initial={"seen": slip.version, "on": timezone.localdate()}, auto_id="scan_%s")


def _late(request: HttpRequest, error: Stale, slip: Slip, form: SignForm | ScanForm) -> HttpResponse:
    now = Slip.objects.get(pk=slip.pk)
    stands = [(_("反馈意见"), now.view), (_("签字人"), now.signer), (_("确认方式"), now.get_answer_display())]
    back = reverse("slip", args=[slip.evaluation_id, slip.number])
    context = {"text": str(error), "now": [row for row in stands if row[1]], "typed": typed(form), "back": back}
    return render(request, "reviews/late.html", context, status=409)


@form_page
def slip_scan(request: HttpRequest, pk: int, number: int) -> HttpResponse | FileResponse:
    """Hand in the scan of the sealed slip, or fetch it."""
    person, evaluation, held = _asked(request, pk)
    slip = _slip(person, evaluation, held, number)
    if request.method != "POST":
        if slip.scan is None:
            raise Http404
        return as_download(storage.path_of(slip.scan.digest).open("rb"), slip.scan.short_name)
    if not reviewing.brings_scan(held, slip):
        raise PermissionDenied
    form = ScanForm(request.POST, request.FILES, auto_id="scan_%s")
    received = posted_file(request, form) if form.is_valid() else None
    if received is not None:
        said, confirmed = form.cleaned_data, confirms_by_seal(slip)
        try:
            bring_scan(person, slip, received, seen=said["seen"], view=said["view"], signer=said["signer"], on=said["on"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except Stale as error:
            return _late(request, error, slip, form)
        else:
            messages.success(
                request, _("已收到盖章的确认单。") if not confirmed else _("已收到盖章的确认单，流程中已办理「单位盖章确认」。")
            )
            return redirect("slips", pk)
    context = {
        **frame_of(person, evaluation, held, "slips"),
        "slip": slip,
        "form": None,
        "scan": form,
        "confirms_by_seal": confirms_by_seal(slip),
    }
    return render(request, "reviews/slip.html", context)


@require_safe
def slip_file(request: HttpRequest, pk: int, number: int, form: str) -> FileResponse:
    """The slip as a paper: open for pen and seal, or as it was signed."""
    person, evaluation, held = _asked(request, pk)
    slip = _slip(person, evaluation, held, number)
    if form not in FORMATS:
        raise Http404
    name = _("{slip}（{addressee}）").format(slip=slip, addressee=slip.addressee)
    return as_download(io.BytesIO(slip_paper(slip, form)), f"{name}.{form}")
