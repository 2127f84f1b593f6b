"""Pages of the report: its versions, what the checks say, the author's own words, two versions compared."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jiheng.model import Scope
from jiheng.web.acting import Refused
from jiheng.web.dossiers.models import DossierKind
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.files import storage
from jiheng.web.files.views import as_download
from jiheng.web.jobs.models import Job
from jiheng.web.people.models import Person
from jiheng.web.policies import reviewing
from jiheng.web.reviews.actions.ask_for_report import ask_for_report
from jiheng.web.reviews.actions.return_report import Colliding, return_report
from jiheng.web.reviews.actions.waive_finding import waive_finding
from jiheng.web.reviews.asked import evaluation_of, frame_of, number_in, posted_file
from jiheng.web.reviews.forms import ReportForm, ReturnForm, WaiveForm
from jiheng.web.reviews.making import kinds_of
from jiheng.web.reviews.models import FindingWaiver, PackageKind, ReportVersion
from jiheng.web.reviews.reading import anchor_of, sections, shown
from jiheng.web.reviews.versions import FILES, compared, findings, is_current, purpose, sent_versions, texts_of
from jiheng.web.signed_in import person_of

form_page = require_http_methods(["GET", "HEAD", "POST"])


def _kinds(evaluation: Evaluation) -> tuple[PackageKind, ...]:
    return kinds_of(Scope.DEPARTMENT if evaluation.dossier.kind == DossierKind.DEPARTMENT else Scope.PROJECT)


@form_page
def report_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The versions one may read, and room to have the next one made."""
    person = person_of(request)
    evaluation, held = evaluation_of(person, pk)
    kinds = _kinds(evaluation)
    form = ReportForm(request.POST or None, kinds=kinds) if reviewing.may_make(held, evaluation) else None
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        if form.is_valid():
            try:
                ask_for_report(person, evaluation, PackageKind(form.cleaned_data["kind"]))
            except Refused as refusal:
                messages.error(request, str(refusal))
            else:
                messages.success(request, _("已开始生成，做好后就列在这里。"))
            return redirect("report", pk)
    versions = list(reviewing.readable(person, evaluation, held).select_related("made_by", "upload"))
    newest = versions[0] if versions else None
    team = bool(held & reviewing.TEAM)
    context = {
        **frame_of(person, evaluation, held, "report"),
        "rows": _rows(evaluation, versions),
        "newest": newest,
        "form": form,
        "kinds": len(kinds) > 1,
        "returns": ReturnForm(initial={"began_with": newest.number}) if form is not None and newest else None,
        "job": _job(evaluation) if team else None,
        "outdated": team and newest is not None and not is_current(newest, evaluation),
    }
    return render(request, "reviews/report.html", context)


def _rows(evaluation: Evaluation, versions: list[ReportVersion]) -> list[dict[str, Any]]:
    sent, waivers = sent_versions(evaluation), list(FindingWaiver.objects.filter(evaluation=evaluation))
    return [
        {
            "version": one,
            "sent": [purpose(step) for step in sent.get(one.number, ())],
            "bars": sum(found.bars for found in findings(one, waivers)),
        }
        for one in versions
    ]


def _job(evaluation: Evaluation) -> Job | None:
    """The latest job, while there is something to tell of it."""
    job = Job.objects.filter(key=f"make_report:{evaluation.pk}").order_by("-pk").first()
    return job if job is not None and (job.is_unfinished or job.error) else None


@require_POST
def return_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand in the report as it was edited in Word."""
    person = person_of(request)
    evaluation, _held = evaluation_of(person, pk)
    reviewing.require_making(person, evaluation)
    form = ReturnForm(request.POST, request.FILES)
    received = posted_file(request, form) if form.is_valid() else None
    if received is None:
        told = [text for texts in form.errors.values() for text in texts]
        messages.error(request, "".join(str(text) for text in told))
        return redirect("report", pk)
    try:
        return_report(person, evaluation, received, began_with=form.cleaned_data["began_with"])
    except Refused as refusal:
        messages.error(request, str(refusal))
    except Colliding as error:
        context = {"evaluation": evaluation, "error": error, "back": reverse("report", args=[pk])}
        return render(request, "reviews/collision.html", context, status=409)
    else:
        messages.success(request, _("已收到修改稿，正在生成新的一版。"))
    return redirect("report", pk)


def _version(person: Person, evaluation: Evaluation, held: frozenset[str], number: int) -> ReportVersion:
    readable = reviewing.readable(person, evaluation, held).select_related("made_by", "upload", "evaluation__client")
    return get_object_or_404(readable, number=number)


@require_safe
def version_page(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One version: its text, what the checks say with links into it, what the authors wrote themselves."""
    person = person_of(request)
    evaluation, held = evaluation_of(person, pk)
    version = _version(person, evaluation, held, number)
    read = sections(texts_of(version))
    workings = bool(held & (reviewing.TEAM | reviewing.CLIENT))
    numbers = list(reviewing.readable(person, evaluation, held).values_list("number", flat=True))
    before = next((one for one in numbers if one < number), None)
    context = {
        **frame_of(person, evaluation, held, "report"),
        "version": version,
        "read": read,
        "findings": [(one, anchor_of(one.content, read)) for one in findings(version)] if workings else [],
        "workings": workings,
        "waives": bool(held & reviewing.WAIVING) and evaluation.is_open,
        "opines": reviewing.opining_side(held, evaluation) is not None,
        "edits": sorted(version.edits.items()) if held & reviewing.TEAM else [],
        "before": before,
        "sent": [purpose(step) for step in sent_versions(evaluation).get(number, ())],
    }
    return render(request, "reviews/version.html", context)


@require_safe
def report_file(request: HttpRequest, pk: int, number: int, form: str) -> FileResponse:
    """A version as Word, as PDF, or its frozen case as JSON, which is for those who see the workings."""
    person = person_of(request)
    evaluation, held = evaluation_of(person, pk)
    version = _version(person, evaluation, held, number)
    if form not in FILES or (form == "json" and not held & (reviewing.TEAM | reviewing.CLIENT)):
        raise Http404
    digest = getattr(version, FILES[form])
    name = _("{title}（第 {number} 版）").format(title=version.title, number=version.number)
    return as_download(storage.path_of(digest).open("rb"), f"{name}.{form}")


@require_safe
def compare_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Two versions, place by place; without a choice the newest and the one before."""
    person = person_of(request)
    evaluation, held = evaluation_of(person, pk)
    versions = {one.number: one for one in reviewing.readable(person, evaluation, held)}
    if len(versions) < 2:
        messages.info(request, _("只有一版，没有可以对照的。"))
        return redirect("report", pk)
    numbers = sorted(versions)
    before, after = number_in(request, "before", numbers[-2]), number_in(request, "after", numbers[-1])
    if before not in versions or after not in versions:
        raise Http404
    context = {
        **frame_of(person, evaluation, held, "report"),
        "numbers": numbers,
        "before": versions[before],
        "after": versions[after],
        "changes": shown(compared(versions[before], versions[after])),
    }
    return render(request, "reviews/compare.html", context)


@form_page
def waive_page(request: HttpRequest, pk: int, number: int, address: str) -> HttpResponse:
    """Let a finding stand, with the reason."""
    person = person_of(request)
    evaluation, held = evaluation_of(person, pk)
    version = _version(person, evaluation, held, number)
    reviewing.require_waiving(person, evaluation)
    found = next((one for one in findings(version) if one.address == address), None)
    if found is None:
        raise Http404
    form = WaiveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            waive_finding(person, version, address, reason=form.cleaned_data["reason"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("已记下理由，这个问题不再妨碍报送。"))
            return redirect(version)
    title = _("豁免：{message}").format(message=found.content["message"])
    return render(request, "form_page.html", {"form": form, "title": title, "button": _("豁免"), "back": version.get_absolute_url()})
