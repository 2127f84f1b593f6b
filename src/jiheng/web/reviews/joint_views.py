"""Pages of the joint review: experts' scores and how far they agree, minutes, what was changed afterwards."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jiheng.web.acting import Refused
from jiheng.web.evaluations.models import Evaluation
from jiheng.web.files import storage
from jiheng.web.files.views import as_download
from jiheng.web.people.models import Person
from jiheng.web.policies import reviewing
from jiheng.web.reviews.actions.record_minutes import record_minutes
from jiheng.web.reviews.actions.save_scores import save_scores
from jiheng.web.reviews.asked import evaluation_of, frame_of, posted_file, typed
from jiheng.web.reviews.forms import MinutesForm, SheetForm
from jiheng.web.reviews.judging import Judged, judged
from jiheng.web.reviews.models import ExpertSheet, Minutes
from jiheng.web.reviews.reading import shown
from jiheng.web.reviews.rounds import round_of
from jiheng.web.reviews.versions import compared, latest, reviewed_version
from jiheng.web.signed_in import person_of
from jiheng.web.versioned import Stale

form_page = require_http_methods(["GET", "HEAD", "POST"])


def _asked(request: HttpRequest, pk: int) -> tuple[Person, Evaluation, frozenset[str]]:
    """Who asks for which evaluation; the evaluated unit and its department take no part here."""
    person = person_of(request)
    evaluation, held = evaluation_of(person, pk)
    if not reviewing.sees_joint_review(person, evaluation, held):
        raise PermissionDenied
    return person, evaluation, held


@require_safe
def joint_review_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What the experts gave, who stands apart, the minutes, the log of changes."""
    person, evaluation, held = _asked(request, pk)
    report, newest = reviewed_version(evaluation), latest(evaluation)
    number = round_of(evaluation.way)
    sheets = list(ExpertSheet.objects.filter(evaluation=evaluation, round=number).select_related("expert"))
    sent = [one for one in sheets if one.sent_at is not None]
    found: Judged | None = None
    if report is not None and sent and reviewing.sees_dispersion(person, evaluation, held):
        found = judged(evaluation, report, sent)
    logged = report is not None and newest is not None and newest.number > report.number and bool(held - {"expert"})
    context = {
        **frame_of(person, evaluation, held, "joint_review"),
        "report": report,
        "newest": newest,
        "judged": found,
        "sent": len(sent),
        "hidden": bool(sent) and found is None,
        "scores": reviewing.may_score(held, evaluation),
        "records": reviewing.may_record_minutes(held, evaluation),
        "minutes": Minutes.objects.filter(evaluation=evaluation).select_related("recorded_by", "file"),
        "changes": shown(compared(report, newest)) if logged and report and newest else None,
    }
    return render(request, "reviews/joint_review.html", context)


@form_page
def scores_page(request: HttpRequest, pk: int) -> HttpResponse:
    """An expert's own scores, unseen by others until sent."""
    person, evaluation, held = _asked(request, pk)
    report = latest(evaluation)
    if not reviewing.may_score(held, evaluation):
        raise PermissionDenied
    if report is None:
        raise Http404
    sheet = ExpertSheet.objects.filter(evaluation=evaluation, round=round_of(evaluation.way), expert=person).first()
    initial = SheetForm.of(report, sheet.scores, sheet.version) if sheet else {"seen": 0}
    form = SheetForm(request.POST or None, report=report, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            save_scores(person, evaluation, form.said, seen=form.cleaned_data["seen"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except Stale as error:
            return _late(request, error, sheet, form, pk)
        else:
            messages.success(request, _("已保存打分。报送意见时一并报送，报送前别人看不到。"))
            return redirect("joint_review", pk)
    context = {**frame_of(person, evaluation, held, "joint_review"), "form": form, "report": report, "sheet": sheet}
    return render(request, "reviews/scores.html", context)


def _late(request: HttpRequest, error: Stale, sheet: ExpertSheet | None, form: SheetForm, pk: int) -> HttpResponse:
    stands: list[tuple[str, Any]] = [(name, one["score"]) for name, one in sheet.scores.items()] if sheet else []
    context = {"text": str(error), "now": stands, "typed": typed(form), "back": reverse("expert_scores", args=[pk])}
    return render(request, "reviews/late.html", context, status=409)


@form_page
def minutes_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the joint review: typed, or as a file."""
    person, evaluation, held = _asked(request, pk)
    if not reviewing.may_record_minutes(held, evaluation):
        raise PermissionDenied
    form = MinutesForm(request.POST or None, request.FILES or None, initial={"held_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        received = posted_file(request, form)
        said = {name: form.cleaned_data[name] for name in ("held_on", "held_at", "present", "text")}
        if not form.errors:
            try:
                record_minutes(person, evaluation, received=received, **said)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("已登记会审记录。"))
                return redirect("joint_review", pk)
    context = {**frame_of(person, evaluation, held, "joint_review"), "form": form}
    return render(request, "reviews/minutes.html", context)


@require_safe
def minutes_file(request: HttpRequest, pk: int, number: int) -> FileResponse:
    """The file of the minutes, as it was handed in."""
    _person, evaluation, _held = _asked(request, pk)
    minutes = get_object_or_404(Minutes.objects.select_related("file"), evaluation=evaluation, pk=number, file__isnull=False)
    if minutes.file is None:  # pragma: no cover - asked for above
        raise Http404
    return as_download(storage.path_of(minutes.file.digest).open("rb"), minutes.file.short_name)
